"""The densest element: where most of a page's running text stands.

The last resort, for pages on which no extractor ran or found anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from cleaners.elements import Block, Element
from cleaners.evidence import Mark, Marks

# A paragraph speaks for its parent, half for the one around that (after Arc90's Readability).
_LEVELS: Final = 2
_LINKS: Final = 0.3
_BOXES: Final = frozenset(("div", "td", "article"))
_BESIDE: Final = frozenset(("footer", "nav", "aside"))  # where no story stands, unless its headline does


def densest(blocks: Sequence[Block]) -> Marks:
    """Keep the blocks of the element with the most running text, link lists and hidden text excepted."""
    scores: dict[int, float] = defaultdict(float)
    elements: dict[int, Element] = {}
    for block in blocks:
        if block.element is None or block.hidden or not block.prose or _is_beside(block):
            continue
        element = block.home if block.tag in _BOXES or block.container is None else block.container
        for level in range(_LEVELS):
            if element is None:
                break
            elements[element.number] = element
            scores[element.number] += len(block.words) / (1 + level)
            element = element.parent
    if not scores:
        return {}
    best = elements[max(scores, key=lambda number: (scores[number], -number))]
    return {
        block.order: Mark(None, "densest")
        for block in blocks
        if not block.hidden and block.link_density <= _LINKS and block.inside(best)
    }


def _is_beside(block: Block) -> bool:
    element = block.within(_BESIDE)
    return element is not None and element.node.css_first("h1") is None
