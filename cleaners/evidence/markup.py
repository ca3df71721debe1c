"""Blocks that are marked up as the story's paragraphs are, and boxes and source that no reader sees.

Two levels count, by tags and classes: an id is one element's own. What looks like several paragraphs of the
story is one of them, whatever else could be said of it: a first paragraph with a wrapper of its own is no
standfirst, and one that begins as a caption does is no caption.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from typing import Final, TypeAlias

from cleaners.elements import Block, Element, inherited
from cleaners.evidence import Mark, Marks

Signature: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]

HIDDEN: Final = Mark("other", "hidden")
SOURCE: Final = Mark("other", "page-source")

_LEVELS: Final = 2
_ALIKE: Final = 2  # kept paragraphs, besides the block
_HIDE: Final = "hidden"
_STORY_SHARE: Final = 0.3  # a box with so much of the story is shown by a script
_PAIRS: Final = 3
_CODE: Final = frozenset(("pre", "code"))


def signature(element: Element, levels: int) -> Signature:
    """The tags and classes of an element and of those around it, so many levels in all."""
    steps: list[tuple[str, tuple[str, ...]]] = []
    step: Element | None = element
    while step is not None and len(steps) < levels:
        steps.append((step.tag, step.classes))
        step = step.parent
    return tuple(steps)


class Alike:
    """The blocks, by order, that are marked up as at least two other kept paragraphs are.

    Paragraphs are counted as far as it takes to tell: the first ones mostly do.
    """

    def __init__(self, blocks: Sequence[Block], kept: Marks) -> None:
        self._blocks = blocks
        self._kept = kept
        paragraphs = (block for order in kept if (block := blocks[order]).prose)
        self._homes = (home for block in paragraphs if (home := block.home) is not None)
        self._counts: Counter[Signature] = Counter()

    def __contains__(self, order: object) -> bool:
        block = self._blocks[order] if isinstance(order, int) else None
        if block is None or block.home is None:
            return False
        own = signature(block.home, _LEVELS)
        enough = _ALIKE + (block.order in self._kept and block.prose)
        while self._counts[own] < enough:
            home = next(self._homes, None)
            if home is None:
                return False
            self._counts[signature(home, _LEVELS)] += 1
        return True


def hidden_boxes(blocks: Sequence[Block], elements: Sequence[Element], kept: Container[int]) -> Marks:
    """What stands in an element whose class is `hidden`, as utility classes have it, with none beside it that
    shows it on a wider screen (`md:block`). Not where it holds a good share of what is surely `kept`."""
    if not any(map(_hiding, elements)):
        return {}
    hidden = inherited(elements, False, lambda around, element: around or _hiding(element))  # noqa: FBT003 - what there is outside
    found = [block for block in blocks if block.element is not None and hidden[block.element.number]]
    size = sum(len(block.text) for block in blocks if block.order in kept)
    if sum(len(block.text) for block in found if block.order in kept) > size * _STORY_SHARE:
        return {}
    return {block.order: HIDDEN for block in found}


def source(blocks: Sequence[Block]) -> Marks:
    """Objects of JSON that a template left in the text, outside of code."""
    return {
        block.order: SOURCE
        for block in blocks
        if block.text.startswith(("{", "[{"))
        and block.text.count('":') >= _PAIRS
        and block.within(_CODE) is None
    }


def _hiding(element: Element) -> bool:
    classes = element.classes
    return _HIDE in classes and not any(":" in name for name in classes)
