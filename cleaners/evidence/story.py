"""Where the story of a page stands: what a block's place is told by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from cleaners.elements import Block, Element
from cleaners.model import Kind

_MOST: Final = 0.8
# One in so many blocks at both ends may be no part of the story after all.
_STRAY: Final = 10
_LEVELS: Final = 3


@dataclass(frozen=True, slots=True)
class Hint:
    """What an element is likely to be. `weak` ones are of containers that hold all sorts of things, `known`
    ones of widgets.
    """

    kind: Kind
    weak: bool = False
    known: bool = False


Hinting: TypeAlias = tuple[tuple[int, Hint], ...]
"""Elements by number, innermost first, and what they hint at."""


@dataclass(frozen=True, slots=True)
class Story:
    """Where the story stands: `numbers` of all elements that hold a block of it, of the first and of the
    last of those that hold one alone, and of the `scope`: the element around story and headline. `authors`
    are the names of those who wrote it. `seen` remembers, by number, what the elements around an element
    hint at, for the next block.
    """

    numbers: frozenset[int] = frozenset()
    first: int = -1
    last: int = -1
    scope: int = -1
    authors: frozenset[str] = frozenset()
    seen: dict[int, Hinting] = field(default_factory=dict, compare=False, repr=False)

    def __contains__(self, number: object) -> bool:
        return number in self.numbers


def story_elements(blocks: Iterable[Block], authors: Iterable[str] = ()) -> Story:
    """Where the blocks of a story stand, and who wrote it as far as is known."""
    counts: Counter[int] = Counter()
    found: dict[int, Element] = {}
    leaves: list[int] = []
    for block in blocks:
        if block.element is not None:
            leaves.append(block.element.number)
            for element in block.element.chain():
                counts[element.number] += 1
                found[element.number] = element
    if not leaves:
        return Story()
    most = max(number for number, count in counts.items() if count >= len(leaves) * _MOST)
    names = frozenset(author.lower() for author in authors if " " in author)
    leaves.sort()
    stray = len(leaves) // _STRAY
    return Story(frozenset(counts), leaves[stray], leaves[-1 - stray], _scope(found[most]), names)


def number(block: Block) -> int:
    return block.element.number if block.element is not None else -1


def within(block: Block, where: Story) -> bool:
    """Whether a block stands with story and headline in one element."""
    return (
        where.scope >= 0
        and block.element is not None
        and any(element.number == where.scope for element in block.element.chain())
    )


def _scope(root: Element) -> int:
    """The number of the element that holds story and headline, at most three levels around the story."""
    for level, element in enumerate(root.chain()):
        if level > _LEVELS or element.tag in ("body", "html"):
            break
        if element.node.css_first("h1") is not None:
            return element.number
    return root.number
