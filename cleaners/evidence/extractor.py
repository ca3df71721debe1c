"""trafilatura as evidence: which blocks stand in what it extracts.

It runs on the pages that the block model is unsure of, and votes there: what it keeps is part of what the
model judges by (`cleaners.learned.votes`).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import trafilatura

from cleaners.align import align
from cleaners.elements import Block
from cleaners.libxml import parsed
from cleaners.page import Page

# trafilatura's cost grows faster than the page: 200,000 links took it 34 s and 564 MB. Articles have
# fewer than 10,000 tags, start and end.
MAX_TAGS: Final = 30_000
MAX_BYTES: Final = 5_000_000

logging.getLogger("trafilatura").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Extraction:
    """The text of a page. `note` says why there is none, where the extractor did not run or failed."""

    text: str = ""
    note: str = ""


def extract(page: Page) -> Extraction:
    """Run trafilatura, without its own fallbacks: they take a third of its time and changed one text in
    eight, and by them the model judged no better. Never raises."""
    last = page.blocks[-1].element if page.blocks else None
    # parsing may have added elements that have no tag
    tags = max(page.raw.count(b"<"), last.number + 1 if last is not None else 0)
    if tags > MAX_TAGS or len(page.raw) > MAX_BYTES:
        return Extraction(note=f"extractor: not run on {tags} tags, {len(page.raw)} bytes")
    try:
        text = trafilatura.extract(parsed(page.raw), include_comments=False, fast=True)
    except Exception as error:  # noqa: BLE001 - a library's failure on one page is evidence missing, no more
        return Extraction(note=f"extractor: failed with {type(error).__name__}: {error}"[:300])
    return Extraction(text or "", "" if text else "extractor: found nothing")


def shares(blocks: Sequence[Block], extraction: Extraction) -> list[float]:
    """For each block the share of its words, 0 to 1, that stand in the extractor's text."""
    return align([block.text for block in blocks], extraction.text.split("\n"))
