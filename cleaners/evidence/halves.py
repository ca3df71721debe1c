"""What is left of a box that is cut: the summary under another story's headline, a line of a letter's form.

A box is known by its name. Where a part of it is cut and nothing else in it is surely of the story, all of it
goes.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

from cleaners.elements import ROOT_TAGS, Block, Element
from cleaners.evidence import Mark, Marks, hints

LEFT: Final = "box-left"
_KINDS: Final = frozenset(("related", "newsletter"))
_LEVELS: Final = 5
_STORY_SHARE: Final = 0.15
_STORY: Final = ROOT_TAGS | {"article", "main"}


def mark(blocks: Sequence[Block], marks: Marks, sure: Container[int]) -> Marks:
    """Cut what is kept in boxes that are called so, beside what is cut there. `marks` are of all blocks; what
    is `sure` speaks for its box."""
    kept = [block for block in blocks if marks[block.order].kind is None]
    most = _STORY_SHARE * sum(len(block.words) for block in kept)
    found: Marks = {}
    seen: set[int] = set()
    for block in kept:
        if block.order in sure:
            continue
        for element in _around(block):
            if element.number in seen:
                break
            seen.add(element.number)
            hint = hints.read(element)
            if hint is None or hint.weak or hint.kind not in _KINDS:
                continue
            inside = _held(blocks, block.order, element)
            left = [b for b in inside if marks[b.order].kind is None]
            if any(b.order in sure for b in left) or sum(len(b.words) for b in left) > most:
                break
            if len(left) < len(inside):
                found.update((b.order, Mark(hint.kind, LEFT)) for b in left)
                break
    return found


def _around(block: Block) -> list[Element]:
    found: list[Element] = []
    element = block.element
    while element is not None and len(found) < _LEVELS and element.tag not in _STORY:
        found.append(element)
        element = element.parent
    return found


def _held(blocks: Sequence[Block], at: int, element: Element) -> Sequence[Block]:
    """All blocks in an element that holds the one at a place: they stand together."""
    start = end = at
    while start and blocks[start - 1].inside(element):
        start -= 1
    while end + 1 < len(blocks) and blocks[end + 1].inside(element):
        end += 1
    return blocks[start : end + 1]
