"""A page is cut into blocks once, in one walk; every later stage reads the blocks.

A block is a run of text that a reader sees as one paragraph, heading, list item, table row or label:
the text between two block-level boundaries. Nothing is judged here: navigation, captions and hidden
text are blocks like any other, so that what is not kept can be recorded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleaners.elements import HEADING_TAGS, Block, Element
from cleaners.lines import Line, Run, joined, preformatted, squeeze
from cleaners.naming import BLOCK_TAGS, NAMINGS
from cleaners.tagids import ByTag

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
# So long is a paragraph in a column of a page.
_PARAGRAPH_CHARS: Final = 120
_HOMES: Final = BLOCK_TAGS | ASIDE_TAGS
_SENTENCES: Final = HEADING_TAGS | {"p", "li", "td", "th", "dd"}

_HIDDEN_STYLE: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)

# What a node does to the run of text around it: nothing, ends it before and after, is a run of its own within
# it, or is no element that holds text. An element of the page's own making is a container, unless it stands
# in a paragraph behind some text: as a note's mark or a linked name does.
_INLINE, _BLOCK, _ASIDE, _OWN, _BREAK, _PICTURE, _SKIPPED, _TEXT = range(8)
_FLOW: Final[dict[str | None, int]] = (
    dict.fromkeys(BLOCK_TAGS, _BLOCK)
    | dict.fromkeys(ASIDE_TAGS, _ASIDE)
    | dict.fromkeys((*SKIPPED_TAGS, "-comment", "-doctype", "-document", None), _SKIPPED)
    | {"br": _BREAK, "img": _PICTURE, "-text": _TEXT}
)


def _flow_of(tag: str | None) -> int:
    return _FLOW.get(tag, _OWN if tag is not None and "-" in tag else _INLINE)


_FLOWS: Final = ByTag(_flow_of)
_NAMES: Final = ByTag(lambda tag: tag or "")


class _Hidden(dict[str, bool]):
    """Whether a `style` hides, by its value."""

    def __missing__(self, value: str) -> bool:
        hides = self[value] = _HIDDEN_STYLE.search(value) is not None
        return hides


class Walk:
    """One pass over a parsed page. Iterative: pages nest deeper than Python's stack."""

    __slots__ = ("count", "picture", "run", "slots", "styles")

    def __init__(self) -> None:
        self.slots: list[list[Block]] = []  # blocks in the order in which their first text came
        self.run: Run | None = None
        self.count = 0
        self.picture: LexborNode | None = None  # the last one, until text comes
        self.styles = _Hidden()

    def element(self, node: LexborNode, tag: str, parent: Element | None) -> Element | None:
        """An element on the way; None, from a walk that knows the site, for one that is not entered."""
        attributes = node.attributes
        if not attributes:
            element = Element(node, NAMINGS[tag, None, None], parent, self.count, attributes)
        else:
            naming = NAMINGS[tag, attributes.get("class"), attributes.get("id")]
            element = Element(node, naming, parent, self.count, attributes)
            if "hidden" in attributes and attributes["hidden"] != "until-found":
                element.hidden = True
            style = attributes.get("style")
            if style and self.styles[style]:
                element.hidden = True
        self.count += 1
        return element

    def flush(self, run: Run, element: Element) -> None:
        """End a run: what was collected is a block (or several, at line breaks) of `element`."""
        home = element
        while home.tag not in _HOMES and home.parent is not None:
            home = home.parent
        if home.tag == "pre":
            lines = run.lines()
            self.block(preformatted(lines), lines, run, element, home)
        elif run.broken:
            for lines in run.paragraphs():
                self.block(joined(lines), lines, run, element, home)
        else:
            parts = run.parts
            self.block(squeeze(parts[0] if len(parts) == 1 else "".join(parts)), run, run, element, home)

    def block(self, text: str, held: Run | Sequence[Line], run: Run, element: Element, home: Element) -> None:
        """Text of a run (of its only line, or some of them) as a block, unless nothing of it is visible."""
        if not text:
            return
        if isinstance(held, Run):
            link_chars, strong_chars = held.link_chars, held.strong_chars
        else:
            link_chars = sum([line.link_chars for line in held])
            strong_chars = sum([line.strong_chars for line in held])
        self.slots[run.slot].append(
            Block(
                text,
                home.tag,
                element=run.home or home,
                link_chars=link_chars,
                strong_chars=strong_chars,
                hidden=element.hidden,
                picture=run.picture,
            )
        )

    def begin(self, text: str, element: Element) -> None:
        """Begin a run with its first text."""
        run = self.run = Run(len(self.slots), self.picture, element)
        self.picture = None
        self.slots.append([])
        run.add(text, element)

    def within_sentence(self, element: Element) -> bool:
        """Whether what comes next in an element goes on with a sentence: text of a paragraph is open."""
        return self.run is not None and (element.tag in _SENTENCES or not element.naming.block)

    def line_break(self, element: Element) -> None:
        run = self.run
        if run is not None:
            run.breaks += 1
            if run.breaks >= 2:
                self.run = None
                self.flush(run, element)
            else:
                run.end_line()

    def walk(self, root: LexborNode) -> None:
        body = self.element(root, root.tag or "body", None)
        if body is None:
            return
        element = body
        element.hidden = False  # scripts show such a body once it is loaded
        flows, names = _FLOWS, _NAMES
        node = root.first_child
        # Around each open element: its parent, the node after it, its flow and the run that it interrupts.
        stack: list[tuple[Element, LexborNode | None, int, Run | None]] = []
        while True:
            while node is not None:
                number = node.tag_id
                flow = flows.get(number)
                if flow is None:
                    flow = flows.learn(node)
                if flow == _TEXT:
                    text = node.text_content or ""
                    if self.run is not None:
                        self.run.add(text, element)
                    elif not text.isspace():
                        self.begin(text, element)
                    node = node.next
                    continue
                if flow <= _OWN:
                    if flow == _OWN:
                        flow = _INLINE if self.within_sentence(element) else _BLOCK
                    if flow == _BLOCK and self.run is not None:
                        self.flush(self.run, element)
                        self.run = None
                    inner = node.first_child
                    if inner is None:
                        self.count += 1
                    else:
                        child = self.element(node, names.get(number) or names.learn(node), element)
                        if child is None:
                            node = node.next
                            continue
                        outer = None
                        if flow == _ASIDE or (
                            flow == _INLINE and not SCREEN_READER_CLASSES.isdisjoint(child.classes)
                        ):
                            child.hidden = child.hidden or flow == _INLINE
                            flow = _ASIDE
                            outer, self.run = self.run, None
                        stack.append((element, node.next, flow, outer))
                        element, node = child, inner
                        continue
                elif flow == _BREAK:
                    self.line_break(element)
                elif flow == _PICTURE:
                    self.picture = node
                node = node.next
            if not stack:
                break
            ended = element
            element, node, flow, outer = stack.pop()
            if flow != _INLINE:
                if self.run is not None:
                    self.flush(self.run, ended)
                # an aside inside a paragraph ends; the paragraph goes on
                self.run = outer
        if self.run is not None and element.naming.block:
            self.flush(self.run, element)

    def blocks(self) -> list[Block]:
        blocks = _rows([block for slot in self.slots for block in slot])
        for order, block in enumerate(blocks):
            block.order = order
        return blocks


def _rows(blocks: list[Block]) -> list[Block]:
    """Cells of one table row that hold plain text become one block, as a reader reads across.

    Cells with paragraphs of their own (tables used for layout) stay apart, whether elements part those or
    line breaks do.
    """
    if _CELLS.isdisjoint([block.tag for block in blocks]):
        return blocks
    layout = _layout(blocks)
    rows: list[Block] = []
    for block in blocks:
        if block.tag not in _CELLS:
            rows.append(block)
            continue
        before = rows[-1] if rows else None
        cell = block.within(_CELLS)
        row = cell.parent if cell is not None else None
        if row is None or row.number in layout:
            rows.append(block)
            continue
        if before is not None and before.element is row:
            before.text = f"{before.text} | {block.text}"
            before.link_chars += block.link_chars
            before.strong_chars += block.strong_chars
            continue
        if row.tag == "tr":
            block.element, block.tag = row, "tr"
        rows.append(block)
    return rows


def _layout(blocks: Sequence[Block]) -> set[int]:
    """The rows, by number, that are a page's columns: one of their cells holds several blocks, and one a
    paragraph. Cells of data may have several lines too, but short ones.
    """
    last = -1
    several: set[int] = set()
    long: set[int] = set()
    for block in blocks:
        inner = block.tag in _CELLS
        if not inner and len(block.text) < _PARAGRAPH_CHARS:
            continue
        cell = block.within(_CELLS)
        if cell is None or cell.parent is None:
            continue
        if inner and cell.number == last:
            several.add(cell.parent.number)
        last = cell.number
        if _paragraph(block):
            long.add(cell.parent.number)
    return several & long


def _paragraph(block: Block) -> bool:
    """Whether a block has a line as long as a paragraph, and is not of links."""
    return (
        len(block.text) >= _PARAGRAPH_CHARS
        and 2 * block.link_chars < len(block.text)
        and any(len(line) >= _PARAGRAPH_CHARS for line in block.text.split("\n"))
    )


def cut(tree: LexborHTMLParser) -> list[Block]:
    """The blocks of a parsed page, in the order in which a reader meets them."""
    walk = Walk()
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
