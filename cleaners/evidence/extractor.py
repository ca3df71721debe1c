"""trafilatura as evidence: which blocks stand in what it extracts.

It runs in two modes. What `favor_precision` keeps is kept; of what only the default mode keeps, running
text beside kept blocks is kept too: on the development pages three of four such blocks are of the story,
of all others it is the other way round.
"""

from __future__ import annotations

import logging
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

import trafilatura

from cleaners.align import align, words
from cleaners.elements import HEADING_TAGS, Block, Element
from cleaners.evidence import Mark, Marks
from cleaners.page import Page, is_prose

# trafilatura's cost grows faster than the page: 200,000 links took it 34 s and 564 MB. Articles have
# fewer than 10,000 tags, start and end.
MAX_TAGS: Final = 30_000
MAX_CHARS: Final = 5_000_000
_KEPT: Final = 0.5
_LINKS: Final = 0.3
_LEVELS: Final = 4
_HALF: Final = 0.5
# Parts of a story that are no running text.
_PARTS: Final = HEADING_TAGS | {"li", "tr", "dt", "dd", "pre", "blockquote"}

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
        precision = trafilatura.extract(page.html, include_comments=False, favor_precision=True)
        default = trafilatura.extract(page.html, include_comments=False)
    except Exception as error:  # noqa: BLE001 - a library's failure on one page is evidence missing, no more
        return Extraction(note=f"extractor: failed with {type(error).__name__}: {error}"[:300])
    return Extraction(
        precision or "", default or "", "" if precision or default else "extractor: found nothing"
    )


def mark(blocks: Sequence[Block], extraction: Extraction) -> Marks:
    """Keep what trafilatura found."""
    texts = [block.text for block in blocks]
    precise = align(texts, extraction.precision.split("\n"))
    default = align(texts, extraction.default.split("\n"))
    marks = _held(blocks, precise, "extractor:precision")
    if _prose(blocks, precise) < _prose(blocks, default) * _HALF:  # precision lost most of the story
        return _held(blocks, default, "extractor:default")
    homes = {block.container for block in blocks if block.order in marks}
    around = {home.parent for home in homes if home is not None}
    for block, share in zip(blocks, default, strict=True):
        if share < _KEPT or block.order in marks:
            continue
        home = block.container
        if is_prose(block):
            beside = not homes or home in homes or (home is not None and home.parent in around)
        else:
            beside = block.tag in _PARTS and block.link_density < _LINKS and _near(home, homes)
        if beside:
            marks[block.order] = Mark(None, "extractor:default", share)
    return marks


def _held(blocks: Sequence[Block], shares: Sequence[float], rule: str) -> Marks:
    """Keep the blocks that an extraction holds."""
    return {
        block.order: Mark(None, rule, share)
        for block, share in zip(blocks, shares, strict=True)
        if share >= _KEPT
    }


def _prose(blocks: Sequence[Block], shares: Sequence[float]) -> int:
    """How many words of running text an extraction holds."""
    held = (b for b, share in zip(blocks, shares, strict=True) if share >= _KEPT and is_prose(b))
    return sum(len(words(block.text)) for block in held)


def _near(home: Element | None, homes: Container[Element | None]) -> bool:
    """Whether an element or one a few levels around it (a list, a table) is among those of the story."""
    return home is not None and any(e in homes for e in islice(home.chain(), _LEVELS))
