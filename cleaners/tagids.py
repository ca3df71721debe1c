"""What tags tell, found by their numbers.

lexbor numbers the tags that HTML, SVG and MathML know, and a node gives its number in a third of the time
that its name takes. Elements of a page's own making have numbers too, which hold for that page only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from selectolax.lexbor import LexborNode

Told = TypeVar("Told")

_KNOWN: Final = 1 << 10
"""Above all numbers of known tags (some 200), and below those of others, which are addresses in memory."""


class ByTag(dict[int, Told]):
    """What `tell` says of tags, by number: ask `get(node.tag_id)`, and `learn(node)` where that is None.
    `tell` is given a tag's name, None for a node that has none, and never says None."""

    def __init__(self, tell: Callable[[str | None], Told]) -> None:
        super().__init__()
        self._tell = tell

    def learn(self, node: LexborNode) -> Told:
        """What is told of a node's tag; remembered for all nodes of it, unless it is of a page's own."""
        told = self._tell(node.tag)
        number = node.tag_id
        if number < _KNOWN:
            self[number] = told
        return told
