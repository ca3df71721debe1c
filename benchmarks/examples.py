"""What the block model learns from: pages with gold text, as blocks that are part of the story or not."""

from __future__ import annotations

import functools
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import tldextract
from numpy.typing import NDArray
from pages import BenchPage

from cleaners.align import align
from cleaners.decode import decode
from cleaners.learned.tokens import LEVELS, around, names, text_tokens
from cleaners.page import Page, read_html

FOLDS: Final = 5
SETS: Final = {"scrapinghub": 1.5, "five_per_site": 1.5, "wcxb": 0.9}
"""How much a page of a set weighs, 1 where it is not named: news with careful gold more than the rest."""

_KEPT: Final = 0.5
_PARTLY: Final = (0.2, 0.8)
_PARTLY_WEIGHT: Final = 0.3
_OPTIONAL: Final = 0.3
_WORDS: Final = 40
_PAGE_WEIGHT: Final = 60.0
_LEVEL: Final = 0.8  # 1 would make all pages weigh the same, 0 each block alone


@dataclass(frozen=True, slots=True)
class Example:
    """A page's blocks: tokens of their text and of their place (by level), whether they are kept, how much
    each weighs."""

    set_name: str
    domain: str
    text: tuple[tuple[str, ...], ...] = field(repr=False)
    place: tuple[tuple[str, ...], ...] = field(repr=False)
    kept: NDArray[np.bool_] = field(repr=False)
    weight: NDArray[np.float64] = field(repr=False)


def domain(url: str) -> str:
    """The registrable domain of an address, from the list that comes with the library."""
    return _extract()(url).top_domain_under_public_suffix or url


@functools.cache
def _extract() -> tldextract.TLDExtract:
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def fold(url: str) -> int:
    """The fold that an address's registrable domain belongs to, 0 to FOLDS - 1."""
    return zlib.crc32(domain(url).encode()) % FOLDS


def parsed(page: BenchPage) -> Page:
    return read_html(decode(page.body, content_type=page.content_type).text, url=page.url)


def example(page: BenchPage, set_name: str) -> Example:
    """The blocks of a page with their labels.

    A block is kept where at least half of its words stand in the gold, in order; a block of one or two
    words only where it is a whole line of the gold. What gold calls optional counts for nothing.
    """
    blocks = parsed(page).blocks
    texts = [block.text for block in blocks]
    share, optional = _shares(texts, page.gold)
    sizes = np.array([text.count(" ") + 1 for text in texts], dtype=np.float64)
    weight = np.sqrt(np.minimum(sizes, _WORDS))
    weight[(share > _PARTLY[0]) & (share < _PARTLY[1])] *= _PARTLY_WEIGHT
    weight[optional > _OPTIONAL] = 0.0
    total = max(1.0, float(weight.sum()))
    weight *= SETS.get(set_name, 1.0) * (_PAGE_WEIGHT / total) ** _LEVEL
    known: dict[int, list[str]] = {}
    places = []
    for block in blocks:
        tokens: list[str] = []
        for level, element in around(block):
            if element.number not in known:
                known[element.number] = names(element)
            tokens.extend(f"{level}:{name}" for name in known[element.number])
        places.append(tuple(tokens))
    text = tuple(tuple(text_tokens(block)) for block in blocks)
    return Example(set_name, domain(page.url), text, tuple(places), share >= _KEPT, weight)


def _shares(texts: Sequence[str], gold: dict[str, Any]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each block the share that stands in the gold, and the share that stands only in optional gold."""
    if "paragraphs" not in gold:
        return np.array(align(texts, gold["text"].split("\n"))), np.zeros(len(texts))
    every, needed = (
        np.array(align(texts, [line for part in parts for line in part["text"].split("\n")]))
        for parts in (gold["paragraphs"], [part for part in gold["paragraphs"] if not part.get("optional")])
    )
    return every, every - needed


LEVEL_COUNT: Final = max(LEVELS) + 1
