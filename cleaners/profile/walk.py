"""The walk through a page of a known site: only what may hold the story is cut into blocks.

It is the walk of `cleaners.blocks`, and what it enters comes out the same. An element that it does not enter
becomes one block with all the text in it, so that the ledger is whole.
"""

from __future__ import annotations

from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleaners.blocks import SKIPPED_TAGS, Walk
from cleaners.elements import Block, Element
from cleaners.lines import squeeze
from cleaners.naming import BLOCK_TAGS, NAMINGS
from cleaners.profile.reader import Reader, State
from cleaners.tagids import ByTag

# What a node does in an element that is not entered: it parts its text from what stands around it, or stands
# within a line, or holds no text.
_WITHIN, _APART, _BREAK, _PICTURE, _SKIPPED, _TEXT = range(6)
_PARTS: Final[dict[str | None, int]] = {
    **dict.fromkeys(BLOCK_TAGS, _APART),
    **dict.fromkeys((*SKIPPED_TAGS, "-comment", "-doctype", "-document", None), _SKIPPED),
    "br": _BREAK,
    "img": _PICTURE,
    "-text": _TEXT,
}


def _part_of(tag: str | None) -> int:
    """Elements of the page's own making stand apart."""
    return _PARTS.get(tag, _APART if tag is not None and "-" in tag else _WITHIN)


_BY_TAG: Final = ByTag(_part_of)


class Known(Element):
    """An element with its state in the reader's automaton."""

    __slots__ = ("state",)

    state: State


class KnownWalk(Walk):
    """One pass over a parsed page of a site that a reader knows."""

    __slots__ = ("reader",)

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def element(self, node: LexborNode, tag: str, parent: Element | None) -> Element | None:
        """An element with its state, or None for one that is not entered: its block is made here."""
        attributes = node.attributes
        naming = NAMINGS[tag, attributes.get("class"), attributes.get("id")]
        if isinstance(parent, Known):
            state = parent.state.children.get(naming) or self.reader.enter(parent.state, naming)
        else:
            state = self.reader.root(tag)
        element = Known(node, naming, parent, self.count, attributes)
        element.state = state
        self.count += 1
        if state.cut is not None and naming.block:
            self._close(element)
            return None
        if "hidden" in attributes and attributes["hidden"] != "until-found":
            element.hidden = True
        style = attributes.get("style")
        if style and self.styles[style]:
            element.hidden = True
        return element

    def _close(self, element: Known) -> None:
        """Make all the text in an element one block of it."""
        text, picture = _text(element.node)
        if text:
            self.slots.append([Block(text, element.tag, element=element, picture=self.picture)])
            self.picture = None
        self.picture = picture or self.picture


def _text(root: LexborNode) -> tuple[str, LexborNode | None]:
    """All text in an element, with spaces where blocks part, and the last picture behind all of it."""
    parts: list[str] = []
    picture: LexborNode | None = None
    outer: list[tuple[LexborNode | None, int]] = []  # the node after, and whether a block ends there
    by_tag = _BY_TAG
    node = root.first_child
    while True:
        while node is not None:
            part = by_tag.get(node.tag_id)
            if part is None:
                part = by_tag.learn(node)
            if part == _TEXT:
                text = node.text_content
                if text:
                    parts.append(text)
                    if picture is not None and not text.isspace():
                        picture = None
            elif part <= _APART:
                inner = node.first_child
                if inner is not None:
                    if part:
                        parts.append(" ")
                    outer.append((node.next, part))
                    node = inner
                    continue
            elif part == _PICTURE:
                picture = node
            elif part == _BREAK:
                parts.append(" ")
            node = node.next
        if not outer:
            return squeeze("".join(parts)), picture
        node, part = outer.pop()
        if part:
            parts.append(" ")


def cut(tree: LexborHTMLParser, reader: Reader) -> list[Block]:
    """The blocks of a parsed page, in the order in which a reader meets them; see `state_of`."""
    walk = KnownWalk(reader)
    root = tree.body or tree.root
    if root is not None:
        walk.walk(root)
    reader.trim()
    return walk.blocks()


def state_of(block: Block) -> State | None:
    """The state of the block-level element of a block that `cut` made."""
    home = block.home
    return home.state if isinstance(home, Known) else None
