"""Text on its way to become blocks: lines between line breaks, and the run of lines between boundaries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from selectolax.lexbor import LexborNode

from cleaners.elements import Element

_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))
_SENTENCE_END: Final = tuple(".!?:…”\"’')]。！？")
_LINE_BREAK: Final = "\n"
# A single <br> starts a new paragraph where the line before it is a whole sentence of some length
# (Blogger's and hand-written pages), and is a mere line break elsewhere (verses, addresses).
_BREAK_MIN_CHARS: Final = 40
_APART_CHARS: Final = 160


def squeeze(text: str) -> str:
    """Text with every run of white space as one space and invisible characters taken out."""
    if not text.isascii():
        text = text.translate(_INVISIBLE)
    return " ".join(text.split())


class Line:
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


class Run:
    """Text collected since the last boundary."""

    __slots__ = ("breaks", "home", "lines", "picture", "slot")

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self.lines = [Line()]
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

    def paragraphs(self) -> Iterator[list[Line]]:
        """The lines by paragraphs: whole sentences at single line breaks stand for themselves."""
        paragraph: list[Line] = []
        for line in self.lines:
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
    return squeeze("".join(line.parts)[-80:]).endswith(_SENTENCE_END)


def joined(lines: Sequence[Line], *, preformatted: bool) -> str:
    """The text of a block's lines. Preformatted text keeps its spaces."""
    texts = ["".join(line.parts) for line in lines]
    if not preformatted:
        return _LINE_BREAK.join(filter(None, map(squeeze, texts)))
    text = _LINE_BREAK.join(texts).translate(_INVISIBLE)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
