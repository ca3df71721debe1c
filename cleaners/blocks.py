"""A page is cut into blocks once, in one walk; every later stage reads the blocks.

A block is a run of text that a reader sees as one paragraph, heading, list item, table row or label:
the text between two block-level boundaries. Nothing is judged here: navigation, captions and hidden
text are blocks like any other, so that what is not kept can be recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Elements that end the run of text before and after them, as the HTML standard's rendering section
# (15.3, "Non-replaced elements") displays them, and a few containers that pages use the same way.
BLOCK_TAGS: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing "
    "main menu nav ol optgroup option p picture plaintext pre search section summary table tbody td "
    "tfoot th thead tr ul xmp video audio".split()
)
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
STRONG_TAGS: Final = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
_CELLS: Final = frozenset(("td", "th"))
HEADING_TAGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))
_HIDDEN_STYLE: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SENTENCE_END: Final = tuple(".!?:…”\"’')]。！？")
_LINE_BREAK: Final = "\n"
# A single <br> starts a new paragraph where the line before it is a whole sentence of some length
# (Blogger's and hand-written pages), and is a mere line break elsewhere (verses, addresses).
_BREAK_MIN_CHARS: Final = 40
_APART_CHARS: Final = 160
_WHERE_STEPS: Final = 12


class Element:
    """One element on the way from the page's root to a block, seen through its parsed node.

    `number` counts the elements of the page in document order. Attributes are read when asked for.
    """

    __slots__ = ("_attributes", "_classes", "hidden", "link", "node", "number", "parent", "strong", "tag")

    def __init__(self, node: LexborNode, tag: str, parent: Element | None, number: int) -> None:
        self.node = node
        self.tag = tag
        self.parent = parent
        self.number = number
        self.hidden: bool = parent is not None and parent.hidden
        self.link: bool = tag == "a" or (parent is not None and parent.link)
        self.strong: bool = tag in STRONG_TAGS or (parent is not None and parent.strong)
        self._attributes: dict[str, str | None] | None = None
        self._classes: tuple[str, ...] | None = None

    @property
    def attributes(self) -> dict[str, str | None]:
        if self._attributes is None:
            self._attributes = self.node.attributes
        return self._attributes

    @property
    def id(self) -> str:
        return self.attributes.get("id") or ""

    @property
    def classes(self) -> tuple[str, ...]:
        if self._classes is None:
            self._classes = tuple((self.attributes.get("class") or "").split())
        return self._classes

    def chain(self) -> Iterator[Element]:
        """The element itself, its parent, and so on up to the root."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    def step(self) -> str:
        """The element as one step of a tag path: `div#content.post.entry`."""
        ident = f"#{self.id}" if self.id else ""
        return self.tag + ident + "".join(f".{name}" for name in self.classes)


class Block:
    """A run of text.

    `order` counts the blocks of the page from 0; `element` is the innermost element that holds all of the
    text (None for dirty text), `tag` the name of the block-level one around it; `link_chars` and
    `strong_chars` count the characters inside links and inside bold type or headings, of `len(text)` in all.
    `picture` is the picture that stands right before it, with no text between.
    """

    __slots__ = ("element", "hidden", "link_chars", "order", "picture", "strong_chars", "tag", "text")

    def __init__(
        self,
        text: str,
        tag: str,
        *,
        order: int = 0,
        element: Element | None = None,
        link_chars: int = 0,
        strong_chars: int = 0,
        hidden: bool = False,
        picture: LexborNode | None = None,
    ) -> None:
        self.text = text
        self.tag = tag
        self.order = order
        self.element = element
        self.link_chars = link_chars
        self.strong_chars = strong_chars
        self.hidden = hidden
        self.picture = picture

    def __repr__(self) -> str:
        return f"Block({self.order}, {self.tag}, {self.text[:60]!r})"

    @property
    def link_density(self) -> float:
        """Share of the text that stands in links, 0 to 1 (Kohlschütter et al. 2010)."""
        return min(1.0, self.link_chars / len(self.text)) if self.text else 0.0

    @property
    def where(self) -> str:
        """The tag path with classes, outermost first; the innermost twelve steps of a longer one."""
        if self.element is None:
            return self.tag
        steps: list[str] = []
        for element in self.element.chain():
            if element.tag in ("html", "body"):
                break
            if len(steps) == _WHERE_STEPS:
                steps.append("…")
                break
            steps.append(element.step())
        return " > ".join(reversed(steps)) or self.tag

    @property
    def home(self) -> Element | None:
        """The block-level element around the text."""
        if self.element is None:
            return None
        chain = self.element.chain()
        return next((e for e in chain if e.tag in BLOCK_TAGS or "-" in e.tag), self.element)

    @property
    def container(self) -> Element | None:
        """What the block-level element stands in, beside the other paragraphs."""
        return self.home.parent if self.home is not None else None

    def within(self, tags: frozenset[str]) -> Element | None:
        """The nearest element around this block that has one of these tags."""
        if self.element is not None:
            for element in self.element.chain():
                if element.tag in tags:
                    return element
        return None


def squeeze(text: str) -> str:
    """Text with every run of white space as one space and invisible characters taken out."""
    if not text.isascii():
        text = text.translate(_INVISIBLE)
    return " ".join(text.split())


class _Line:
    """Text between two line breaks, with how much of it stands in links and in bold."""

    __slots__ = ("chars", "link_chars", "parts", "strong_chars")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.chars = 0
        self.link_chars = 0
        self.strong_chars = 0

    def add(self, text: str, element: Element) -> None:
        self.parts.append(text)
        size = len(text.strip())
        self.chars += size
        if element.link:
            self.link_chars += size
        if element.strong:
            self.strong_chars += size

    @property
    def apart(self) -> bool:
        """Whether the line is of another sort than text around it: all bold, a heading in all but name, or
        all link.
        """
        return 0 < self.chars <= _APART_CHARS and self.chars in (self.link_chars, self.strong_chars)


class _Run:
    """Text collected since the last boundary."""

    __slots__ = ("breaks", "home", "lines", "picture", "slot")

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self.lines = [_Line()]
        self.breaks = 0  # line breaks since the last text
        self.slot = -1  # where the block will stand, once its first text came
        self.picture: LexborNode | None = None
        self.home: Element | None = None  # the element that holds all of the text, if one does

    def add(self, text: str, element: Element) -> None:
        if text.strip():
            self.breaks = 0
            first = len(self.lines) == 1 and not self.lines[0].chars
            self.home = element if first or self.home is element else None
        self.lines[-1].add(text, element)

    def paragraphs(self) -> Iterator[list[_Line]]:
        """The lines by paragraphs: whole sentences at single line breaks stand for themselves."""
        paragraph: list[_Line] = []
        for line in self.lines:
            if not line.chars:
                continue
            if paragraph and _parted(paragraph[-1], line):
                yield paragraph
                paragraph = []
            paragraph.append(line)
        if paragraph:
            yield paragraph


def _parted(before: _Line, line: _Line) -> bool:
    """Whether a single line break between two lines parts paragraphs."""
    if before.apart or line.apart:
        return (
            not (before.strong_chars == before.chars and line.strong_chars == line.chars)
            or before.link_chars > 0
        )
    return _ends_sentence(before) and max(before.chars, line.chars) >= _BREAK_MIN_CHARS


def _ends_sentence(line: _Line) -> bool:
    return squeeze("".join(line.parts)[-80:]).endswith(_SENTENCE_END)


class _Walk:
    """One pass over a parsed page. Iterative: pages nest deeper than Python's stack."""

    def __init__(self) -> None:
        self.slots: list[list[Block]] = []  # blocks in the order in which their first text came
        self.run = _Run()
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
                text = _joined(lines, preformatted=home.tag == "pre")
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
            self.run.lines.append(_Line())

    def walk(self, root: LexborNode) -> None:
        body = self.element(root, root.tag or "body", None)
        body.hidden = False  # scripts show such a body once it is loaded
        stack: list[tuple[Element, LexborNode | None, _Run | None]] = [(body, root.child, None)]
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
                    aside, self.run = self.run, _Run()
                stack.append((child, node.child, aside))

    def blocks(self) -> list[Block]:
        blocks = _rows([block for slot in self.slots for block in slot])
        for order, block in enumerate(blocks):
            block.order = order
        return blocks


def _joined(lines: Sequence[_Line], *, preformatted: bool) -> str:
    """The text of a block's lines. Preformatted text keeps its spaces."""
    texts = ["".join(line.parts) for line in lines]
    if not preformatted:
        return _LINE_BREAK.join(filter(None, map(squeeze, texts)))
    text = _LINE_BREAK.join(texts).translate(_INVISIBLE)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


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
