"""A story of one paragraph, which looks like a teaser to a model: kept where nothing else is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Final

from cleaners.elements import Block
from cleaners.evidence import Mark, Marks

BRIEF: Final = Mark(None, "brief")

ARTICLE_WORDS: Final = 30
"""An article has so many words at least."""

_PARAGRAPH: Final = 25
_SURE: Final = 0.95
_REACH: Final = 15  # blocks from the headline


def mark(blocks: Sequence[Block], marks: Marks, titles: Iterable[int]) -> Marks:
    """Keep the longest paragraph not far below a headline, with those beside it, where too little for an
    article is kept. Only the model may have spoken against it, and not be sure. `marks` are of all blocks,
    `titles` the orders of those that are the page's title.
    """
    if sum(block.size for block in blocks if marks[block.order].kind is None) >= ARTICLE_WORDS:
        return {}
    below = {order for title in titles for order in range(title + 1, title + 1 + _REACH)}
    left = [
        block
        for block in blocks
        if block.order in below
        and block.prose
        and not block.hidden
        and marks[block.order].rule == "model"
        and (marks[block.order].score or 0) < _SURE
    ]
    longest = max(left, key=attrgetter("size"), default=None)
    if longest is None or longest.size < _PARAGRAPH:
        return {}
    return {block.order: BRIEF for block in left if block.container is longest.container}
