"""A page is cut into blocks once, in one walk; every later stage reads the blocks.

A block is a run of text that a reader sees as one paragraph, heading, list item, table row or label:
the text between two block-level boundaries. Nothing is judged here: navigation, captions and hidden
text are blocks like any other, so that what is not kept can be recorded.
"""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleaners.elements import BLOCK_TAGS, Block, Element
from cleaners.lines import Line, Run, joined, squeeze

# What no reader sees as text of the page. A template's content is a copy kept for scripts, noscript's a
# copy for browsers without them; both repeat what stands beside them.
SKIPPED_TAGS: Final = frozenset(
    "script style noscript template head meta link base title iframe object embed applet param source "
    "track canvas svg math map area select datalist textarea input img noframes noembed".split()
)
# Text inside a paragraph that is no part of its sentence: a control, or a label for screen readers.
ASIDE_TAGS: Final = frozenset(("button", "label", "output"))
SCREEN_READER_CLASSES: Final = frozenset(
    (
        "screen-reader-text",
        "screen-reader-only",
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
        "visuallyHidden",
        "u-visually-hidden",
        "element-invisible",
        "a11y-hidden",
    )
)
_CELLS: Final = frozenset(("td", "th"))

_HIDDEN_STYLE: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


class _Walk:
    """One pass over a parsed page. Iterative: pages nest deeper than Python's stack."""

    def __init__(self) -> None:
        self.slots: list[list[Block]] = []  # blocks in the order in which their first text came
        self.run = Run()
        self.count = 0
        self.picture: LexborNode | None = None  # the last one, until text comes

    def element(self, node: LexborNode, tag: str, parent: Element | None) -> Element:
        element = Element(node, tag, parent, self.count)
        self.count += 1
        attributes = element.attributes
        if "hidden" in attributes and attributes["hidden"] != "until-found":
            element.hidden = True
        style = attributes.get("style")
        if style and _HIDDEN_STYLE.search(style):
            element.hidden = True
        return element

    def flush(self, element: Element) -> None:
        """End the run: what was collected is a block (or several, at line breaks) of `element`."""
        run = self.run
        if run.slot >= 0:
            home = element
            while home.tag not in BLOCK_TAGS and home.tag not in ASIDE_TAGS and home.parent is not None:
                home = home.parent
            for lines in [run.lines] if home.tag == "pre" else run.paragraphs():
                text = joined(lines, preformatted=home.tag == "pre")
                if text:
                    self.slots[run.slot].append(
                        Block(
                            text,
                            home.tag,
                            element=run.home or home,
                            link_chars=sum(line.link_chars for line in lines),
                            strong_chars=sum(line.strong_chars for line in lines),
                            hidden=element.hidden,
                            picture=run.picture,
                        )
                    )
        run.clear()

    def text(self, text: str, element: Element) -> None:
        if not text.isspace() and self.run.slot < 0:
            self.run.slot = len(self.slots)
            self.run.picture, self.picture = self.picture, None
            self.slots.append([])
        if self.run.slot >= 0:
            self.run.add(text if element.tag == "pre" else text.replace("\n", " "), element)

    def line_break(self, element: Element) -> None:
        self.run.breaks += 1
        if self.run.breaks >= 2:
            self.flush(element)
        elif self.run.slot >= 0:
            self.run.lines.append(Line())

    def walk(self, root: LexborNode) -> None:
        body = self.element(root, root.tag or "body", None)
        body.hidden = False  # scripts show such a body once it is loaded
        stack: list[tuple[Element, LexborNode | None, Run | None]] = [(body, root.child, None)]
        while stack:
            element, node, outer = stack.pop()
            if node is None:
                if outer is not None:  # an aside inside a paragraph ends; the paragraph goes on
                    self.flush(element)
                    self.run = outer
                elif element.tag in BLOCK_TAGS or "-" in element.tag:
                    self.flush(element)
                continue
            stack.append((element, node.next, outer))
            if node.is_text_node:
                self.text(node.text_content or "", element)
                continue
            tag = node.tag or ""
            if tag == "br":
                self.line_break(element)
            elif tag == "img":
                self.picture = node
            elif node.is_element_node and tag not in SKIPPED_TAGS:
                child = self.element(node, tag, element)
                aside = None
                if tag in BLOCK_TAGS or "-" in tag:  # an element of the page's own making is a container
                    self.flush(element)
                elif tag in ASIDE_TAGS or not SCREEN_READER_CLASSES.isdisjoint(child.classes):
                    child.hidden = child.hidden or tag not in ASIDE_TAGS
                    aside, self.run = self.run, Run()
                stack.append((child, node.child, aside))

    def blocks(self) -> list[Block]:
        blocks = _rows([block for slot in self.slots for block in slot])
        for order, block in enumerate(blocks):
            block.order = order
        return blocks


def _rows(blocks: list[Block]) -> list[Block]:
    """Cells of one table row that hold plain text become one block, as a reader reads across.

    Cells with paragraphs of their own (tables used for layout) stay apart.
    """
    rows: list[Block] = []
    for block in blocks:
        before = rows[-1] if rows else None
        cell = block.within(_CELLS) if block.tag in _CELLS else None
        row = cell.parent if cell is not None else None
        if row is not None and before is not None and before.element is row:
            before.text = f"{before.text} | {block.text}"
            before.link_chars += block.link_chars
            before.strong_chars += block.strong_chars
            continue
        if row is not None and row.tag == "tr":
            block.element, block.tag = row, "tr"
        rows.append(block)
    return rows


def cut(tree: LexborHTMLParser) -> list[Block]:
    """The blocks of a parsed page, in the order in which a reader meets them."""
    walk = _Walk()
    root = tree.body or tree.root
    if root is not None:
        walk.walk(root)
    return walk.blocks()


def cut_text(text: str) -> list[Block]:
    """The blocks of dirty text: its paragraphs, parted by blank lines, or by line ends where it has none."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    parts = re.split(r"\n[^\S\n]*\n", text)
    if len(parts) == 1:
        parts = text.split("\n")
    blocks = [Block(part, "p") for part in map(squeeze, parts) if part]
    for order, block in enumerate(blocks):
        block.order = order
    return blocks
