"""What the linear stage of the block model reads: words of a block, and words in the names of its elements.

Tokens are strings, so that a weight can be read by a person: `t:subscribe` is a word of the text,
`1:newsletter` a part of the class or id of the element around the block's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final, TypeAlias

from cleaners.elements import ROOT_TAGS, Block, Element
from cleaners.naming import Naming

_PARTS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MIN_PART: Final = 2
_MAX_PART: Final = 20
_MAX_VALUE: Final = 80
_MAX_NAMES: Final = 12  # utility classes come by the dozen, and say nothing
# Attributes beside class and id in which pages name the parts they are made of.
_NAMING: Final = (
    "role",
    "itemprop",
    "data-testid",
    "data-component",
    "data-type",
    "data-module",
    "aria-label",
)
_SAYING: Final = frozenset(_NAMING)

TEXT: Final = "t:"
"""What tokens of the text begin with."""
_FIRST: Final = 25
_LAST: Final = 8
_PAIRS: Final = 9

# Levels of elements around a block: its own markup within the line (0), the block-level element (1), its
# parent (2), the next two (3), all others up to the body (4).
LEVELS: Final = (0, 1, 2, 3, 3, 4)
OUTER: Final = 4

Called: TypeAlias = Naming | tuple[object, ...]
"""All that the names of an element are made of: elements that are called alike have the same names."""


def called(element: Element) -> Called:
    """What an element is called; see `names`."""
    attributes = element.attributes
    if len(attributes) <= 1 or _SAYING.isdisjoint(attributes):
        return element.naming
    return element.naming, *map(attributes.get, _NAMING)


def names(element: Element) -> list[str]:
    """The words in what an element is called, and pairs of words that stand together. An attribute that
    stands alone says nothing, unless it is the class or the id."""
    found = [f"<{element.tag}>"]
    attributes = element.attributes
    values = [*element.classes[:_MAX_NAMES], element.id]
    if len(attributes) > 1:
        values.extend(attributes.get(name) or "" for name in _NAMING)
    for value in values:
        if value:
            found.extend(_parts(value[:_MAX_VALUE]))
    return list(dict.fromkeys(found))


@lru_cache(maxsize=2048)
def _parts(value: str) -> tuple[str, ...]:
    """The words in a value, and pairs of them. Remembered: a page has each of its classes many times."""
    parts = [part.lower() for part in _PARTS.findall(value) if _MIN_PART <= len(part) <= _MAX_PART]
    return (*parts, *[f"{one}-{two}" for one, two in pairwise(parts)])


def around(block: Block) -> Iterator[tuple[int, Element]]:
    """The elements around a block with their level, innermost first, without the body."""
    if block.element is None:
        return
    home = block.home
    depth = 0
    for element in block.element.chain():
        if element.tag in ROOT_TAGS:
            return
        if depth == 0 and element is home:
            depth = 1
        yield (LEVELS[depth] if depth < len(LEVELS) else OUTER), element
        if depth:
            depth += 1


def text_tokens(block: Block) -> list[str]:
    """The first and last words of a block, pairs of the first ones, and how it begins and ends."""
    return [f"{TEXT}{word}" for word in text_words(block)]


def text_words(block: Block) -> list[str]:
    """`text_tokens` without what they begin with."""
    words = block.words
    if len(words) > _FIRST + _LAST:
        words = [*words[:_FIRST], *words[-_LAST:]]
    words = ["0" if word.isdigit() else word for word in words]
    tokens = dict.fromkeys(words)
    tokens.update(dict.fromkeys(map(" ".join, pairwise(words[:_PAIRS]))))
    tokens[f"^{_shape(block.text[0])}"] = tokens[f"${_shape(block.text[-1])}"] = None
    return list(tokens)


def _shape(char: str) -> str:
    if char.isdigit():
        return "0"
    if char.isalpha():
        return "A" if char.isupper() else "a"
    return char
