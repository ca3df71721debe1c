"""The first paragraph, which extractors lose most often: it is set apart by class or markup.

It is put back only where the page itself vouches for it: it begins as the page's description does, or it
stands in the same element as the paragraphs after it. Put back unchecked it costs more than it gains.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from cleaners.align import words
from cleaners.evidence import Mark, Marks
from cleaners.page import Page

_SAME_WORDS: Final = 8
_REACH: Final = 8
_MIN_WORDS: Final = 12


def mark(page: Page, kept: Marks, cut: Container[int]) -> Marks:
    """Keep running text right above the first kept block, if the page vouches for it.

    `cut` are blocks that other evidence knows as furniture; the search stops at none of them.
    """
    first = next((b for b in page.blocks if b.order in kept and b.prose), None)
    if first is None or first.element is None:
        return {}
    description = words(page.metadata.description or "")[:_SAME_WORDS]
    found: Marks = {}
    for block in reversed(page.blocks[max(0, first.order - _REACH) : first.order]):
        if block.order in kept or block.order in cut or block.hidden or block.element is None:
            continue
        tokens = block.words
        if len(tokens) < _MIN_WORDS or not block.prose:
            continue
        described = len(description) == _SAME_WORDS and tokens[:_SAME_WORDS] == description
        beside = block.container is first.container and block.tag == first.tag
        if described or beside:
            found[block.order] = Mark(None, "lede:description" if described else "lede:beside")
    return found
