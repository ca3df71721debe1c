"""Text on its way to become blocks: lines between line breaks, and the run of lines between boundaries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from selectolax.lexbor import LexborNode

from cleaners.controls import without_controls
from cleaners.elements import Element

_INVISIBLE: Final = "\u00ad\u200b\u2060\ufeff\u200e\u200f"
# The joiner and the non-joiner are letters' forms in Arabic and Indic scripts, and hold emoji together; in
# other scripts they mean nothing. Of several in a row one does the work.
_JOINED: Final = (
    "\u0600-\u1cff\u2190-\u21ff\u2300-\u2bff\ufb50-\ufdff\ufe0f\ufe70-\ufefc"
    "\U00010a00-\U00011fff\U0001f000-\U0001faff"
)
# Behind these a joiner makes the last letter of a word, as Malayalam is written.
_VIRAMAS: Final = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca"
_JOINERS: Final = re.compile(
    rf"(?<=[{_JOINED}])([\u200c\u200d])[\u200c\u200d]*(?=[{_JOINED}])"
    rf"|(?<=[{_VIRAMAS}])(\u200d)|[\u200c\u200d]+"
)
_SENTENCE_END: Final = tuple(".!?:…”\"’')]。！？")
_LINE_BREAK: Final = "\n"
# A single <br> starts a new paragraph where the line before it is a whole sentence of some length
# (Blogger's and hand-written pages), and is a mere line break elsewhere (verses, addresses).
_BREAK_MIN_CHARS: Final = 40
_APART_CHARS: Final = 160


def squeeze(text: str) -> str:
    """Text with every run of white space as one space, and invisible and control characters taken out."""
    text = text.strip()
    if text.isprintable():  # of white space and invisible characters, only the space is
        return " ".join(text.split()) if "  " in text else text
    if not text.isascii():
        text = _visible(text)
    text = " ".join(text.split())
    return text if text.isprintable() else without_controls(text).strip()


def _visible(text: str) -> str:
    # One by one: that takes a tenth of the time of str.translate where there is none, as mostly.
    for char in _INVISIBLE:
        if char in text:
            text = text.replace(char, "")
    if "\u200c" in text or "\u200d" in text:
        return _JOINERS.sub(r"\1\2", text)
    return text


class Line:
    """Text between two line breaks, with how much of it stands in links and in bold."""

    __slots__ = ("chars", "link_chars", "strong_chars", "text")

    def __init__(self, text: str, chars: int, link_chars: int, strong_chars: int) -> None:
        self.text = text
        self.chars = chars
        self.link_chars = link_chars
        self.strong_chars = strong_chars

    @property
    def apart(self) -> bool:
        """Whether the line is of another sort than text around it: all bold, a heading in all but name, or
        all link.
        """
        return 0 < self.chars <= _APART_CHARS and self.chars in (self.link_chars, self.strong_chars)


class Run:
    """Text collected since the last boundary. It begins with its first text.

    `slot` is the place of its blocks among those of the page, `picture` what stands before it, `home` the
    element that holds all of the text, if one does.
    """

    __slots__ = (
        "_lines",
        "breaks",
        "chars",
        "home",
        "link_chars",
        "parts",
        "picture",
        "slot",
        "strong_chars",
    )

    def __init__(self, slot: int, picture: LexborNode | None, home: Element) -> None:
        self.slot = slot
        self.picture = picture
        self.home: Element | None = home
        self.breaks = 0  # line breaks since the last text
        self.parts: list[str] = []  # of the last line, and how much it holds
        self.chars = self.link_chars = self.strong_chars = 0
        self._lines: list[Line] | None = None  # those before it

    def add(self, text: str, element: Element) -> None:
        """Add text that stands in an element."""
        self.parts.append(text)
        size = len(text.strip())
        if size:
            self.breaks = 0
            if self.home is not element:
                self.home = None
            self.chars += size
            if element.link:
                self.link_chars += size
            if element.strong:
                self.strong_chars += size

    def end_line(self) -> None:
        self._lines = self.lines()
        self.parts = []
        self.chars = self.link_chars = self.strong_chars = 0

    def lines(self) -> list[Line]:
        last = Line("".join(self.parts), self.chars, self.link_chars, self.strong_chars)
        return [*self._lines, last] if self._lines is not None else [last]

    @property
    def broken(self) -> bool:
        """Whether there is more than one line."""
        return self._lines is not None

    def paragraphs(self) -> Iterator[list[Line]]:
        """The lines by paragraphs: whole sentences at single line breaks stand for themselves."""
        paragraph: list[Line] = []
        for line in self.lines():
            if not line.chars:
                continue
            if paragraph and _parted(paragraph[-1], line):
                yield paragraph
                paragraph = []
            paragraph.append(line)
        if paragraph:
            yield paragraph


def _parted(before: Line, line: Line) -> bool:
    """Whether a single line break between two lines parts paragraphs."""
    if before.apart or line.apart:
        return (
            not (before.strong_chars == before.chars and line.strong_chars == line.chars)
            or before.link_chars > 0
        )
    return _ends_sentence(before) and max(before.chars, line.chars) >= _BREAK_MIN_CHARS


def _ends_sentence(line: Line) -> bool:
    return squeeze(line.text[-80:]).endswith(_SENTENCE_END)


def joined(lines: Sequence[Line]) -> str:
    """The text of a block's lines."""
    return _LINE_BREAK.join(filter(None, [squeeze(line.text) for line in lines]))


def preformatted(lines: Sequence[Line]) -> str:
    """The text of a preformatted block: it keeps its spaces and line ends."""
    text = without_controls(_visible(_LINE_BREAK.join([line.text for line in lines])))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
