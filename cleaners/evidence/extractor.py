"""trafilatura as evidence: which blocks stand in what it extracts.

It runs in two modes on the pages that the block model is unsure of, and votes there: what it keeps in either
mode is part of what the model judges by (`cleaners.learned.votes`).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import trafilatura

from cleaners.align import align
from cleaners.elements import Block
from cleaners.page import Page

# trafilatura's cost grows faster than the page: 200,000 links took it 34 s and 564 MB. Articles have
# fewer than 10,000 tags, start and end.
MAX_TAGS: Final = 30_000
MAX_CHARS: Final = 5_000_000

logging.getLogger("trafilatura").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Extraction:
    """Two texts of one page. `note` says why there are none, where the extractor did not run or failed."""

    precision: str = ""
    default: str = ""
    note: str = ""


def extract(page: Page) -> Extraction:
    """Run trafilatura in both modes. Never raises."""
    tags = max(page.html.count("<"), page.elements)
    if tags > MAX_TAGS or len(page.html) > MAX_CHARS:
        return Extraction(note=f"extractor: not run on {tags} tags, {len(page.html)} characters")
    try:
        tree = trafilatura.load_html(page.html)  # once for both
        if tree is None:
            return Extraction(note="extractor: found no markup")
        # without its own fallbacks: in this mode they changed one text in forty, and take half of its time
        precision = trafilatura.extract(tree, include_comments=False, favor_precision=True, fast=True)
        default = trafilatura.extract(tree, include_comments=False)
    except Exception as error:  # noqa: BLE001 - a library's failure on one page is evidence missing, no more
        return Extraction(note=f"extractor: failed with {type(error).__name__}: {error}"[:300])
    return Extraction(
        precision or "", default or "", "" if precision or default else "extractor: found nothing"
    )


def shares(blocks: Sequence[Block], extraction: Extraction) -> tuple[list[float], list[float]]:
    """For each block the share of its words, 0 to 1, that stand in the text of the default mode, and in that
    of the one that favours precision."""
    texts = [block.text for block in blocks]
    return align(texts, extraction.default.split("\n")), align(texts, extraction.precision.split("\n"))
