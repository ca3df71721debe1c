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

# What a tag does to the text in an element that is not entered: parts it from what stands around it, or
# holds none. All other tags stand within a line, but for elements of the page's own making.
_SKIPPED: Final = 2
_APART: Final[dict[str | None, int]] = {
    **dict.fromkeys(BLOCK_TAGS, 1),
    **dict.fromkeys((*SKIPPED_TAGS, "br", "-comment", "-doctype", "-document", None), _SKIPPED),
    **dict.fromkeys(
        "a abbr b bdi button cite code em font i label mark q s small span strong sub sup u".split(), 0
    ),
}


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
    node = root.first_child
    while True:
        while node is not None:
            tag = node.tag
            if tag == "-text":
                text = node.text_content
                if text:
                    parts.append(text)
                    if picture is not None and not text.isspace():
                        picture = None
                node = node.next
                continue
            apart = _APART.get(tag)
            if apart is None:
                apart = tag is not None and "-" in tag
            if apart != _SKIPPED:
                inner = node.first_child
                if inner is not None:
                    if apart:
                        parts.append(" ")
                    outer.append((node.next, apart))
                    node = inner
                    continue
            elif tag == "img":
                picture = node
            elif tag == "br":
                parts.append(" ")
            node = node.next
        if not outer:
            return squeeze("".join(parts)), picture
        node, apart = outer.pop()
        if apart:
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
