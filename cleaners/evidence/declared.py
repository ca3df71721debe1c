"""A site's declared furniture: CSS selectors, matched by BeautifulSoup.

The soup is not parsed from the page a second time, which would cost more than all else and might disagree
about broken markup. It is built from the elements that blocks stand in, with their attributes and text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bs4 import BeautifulSoup, Tag

from cleaners.elements import Block, Element
from cleaners.evidence import Mark, Marks
from cleaners.model import Rules


class Skeleton:
    """The elements around a page's blocks as a soup."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.soup = BeautifulSoup("", "html.parser")
        self._tags: dict[int, Tag] = {}
        self._numbers: dict[int, int] = {}
        for block in blocks:
            if block.element is not None:
                self._tag(block.element).append(block.text)

    def _tag(self, element: Element) -> Tag:
        """The tag of an element, made with those around it where it is new. Iterative: pages nest deep."""
        missing: list[Element] = []
        parent: Tag = self.soup
        for step in element.chain():
            known = self._tags.get(step.number)
            if known is not None:
                parent = known
                break
            missing.append(step)
        for step in reversed(missing):
            attributes = {name: value or "" for name, value in step.attributes.items()}
            tag = self.soup.new_tag(step.tag, attrs=attributes)
            parent.append(tag)
            self._tags[step.number] = tag
            self._numbers[id(tag)] = step.number
            parent = tag
        return parent

    def select(self, selector: str) -> frozenset[int]:
        """The numbers of the elements that a CSS selector matches.

        Raises soupsieve.SelectorSyntaxError for a selector that is none.
        """
        return frozenset(self._numbers[id(tag)] for tag in self.soup.select(selector))


def _inside(block: Block, numbers: frozenset[int]) -> bool:
    return block.element is not None and any(e.number in numbers for e in block.element.chain())


def mark(blocks: Sequence[Block], rules: Rules) -> Marks:
    """Cut what stands in declared furniture; keep what stands in a declared body outside of it."""
    if not rules.furniture and not rules.keep:
        return {}
    skeleton = Skeleton(blocks)
    marks: Marks = {}
    for selector in rules.keep:
        _mark(marks, blocks, skeleton.select(selector), Mark(None, f"declared:{selector}", 1.0))
    for kind, selectors in rules.furniture.items():
        for selector in selectors:
            _mark(marks, blocks, skeleton.select(selector), Mark(kind, f"declared:{selector}", 1.0))
    return marks


def _mark(marks: Marks, blocks: Iterable[Block], numbers: frozenset[int], what: Mark) -> None:
    if numbers:
        marks.update((block.order, what) for block in blocks if _inside(block, numbers))
