"""JSON as pages print it. What Python's parser refuses is read by a forgiving one.

The faults that real pages have, by how often they were seen: raw line ends and control characters in
strings, trailing commas, missing values, two documents in one script, quotes that are not escaped, CDATA and
HTML comments around, `&quot;` for quotes, a document that is cut off.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any, Final

MAX_BROKEN: Final = 1 << 19
"""Characters that the forgiving reader takes: it is written in Python, and slow beside the parser."""
_DEPTH: Final = 64
"""Levels of nesting that the forgiving reader follows; schema.org data has about ten."""


def loads(text: str) -> list[Any]:
    """All JSON documents of a script, as far as they can be made out. NaN and Infinity are None."""
    if "<![CDATA[" in text or "]]>" in text:
        if (plain := _parsed(text)) is not None:  # they may stand in a string
            return [plain]
        text = text.replace("<![CDATA[", "").replace("]]>", "")
    if text.lstrip().startswith(_ESCAPED_START):
        text = html.unescape(text)
    start = _START.search(text)
    if start is None:
        return []
    text = text[start.start() :]
    # what stands behind the last bracket is the end of a comment or a semicolon
    whole = _parsed(text[: max(text.rfind("}"), text.rfind("]")) + 1])
    return _Reader(text[:MAX_BROKEN]).documents() if whole is None else [whole]


def _parsed(text: str) -> Any | None:  # noqa: ANN401 - of any type of JSON
    try:
        return json.loads(text, strict=False, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None


_ESCAPED_START: Final = ("{&quot;", "[{&quot;", "{ &quot;", "{&#34;")


def _no_number(_: str) -> None:
    return None


# Every repetition below is over one class of characters and is followed by something outside of it, and
# look-aheads are of bounded width: the reader goes over a character a fixed number of times at most.
_SPACE = re.compile(r"(?:[\s\ufeff]+|//[^\n\"{}]*\n|/\*[^*\"{}]*\*/)*")
_START = re.compile(r"[\[{]")
_BARE = re.compile(r"[^,\]\[{}\n\"]*")
_BARE_KEY = re.compile(r"[^:\s{}\[\],\"]+")
_CHUNK = re.compile(r"[^\"\\]*(?:\\.[^\"\\]*)*", re.DOTALL)
_AFTER_KEY = re.compile(r"\s{0,200}:")
_KEY: Final = r"[\"'][^\"'\n]{1,80}[\"']\s{0,200}:"
_AFTER_VALUE = re.compile(
    rf"\s{{0,200}}(?:[}}\]]|\Z|,[\s,]{{0,200}}(?:[}}\]]|\Z|{_KEY}|\"[^\"\n]{{0,80}}\Z))|\s{{1,200}}{_KEY}"
)
_AFTER_ITEM = re.compile(r"\s{0,200}(?:[}\]]|\Z|,\s{0,200}(?:[}\]\[{\"\d\-]|\Z|true|false|null))")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_ESCAPED: Final = {"n": "\n", "t": "\t", "r": "\r", "b": " ", "f": " "}
_LITERALS: Final[dict[str, Any]] = {
    "true": True,
    "false": False,
    "null": None,
    "": None,
    "undefined": None,
    "NaN": None,
}


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def documents(self) -> list[Any]:
        found: list[Any] = []
        while len(found) < 100 and (start := _START.search(self.text, self.at)):
            self.at = start.start()
            found.append(self.value(_AFTER_ITEM))
        return found

    def peek(self) -> str:
        """The next character that is no space, empty at the end."""
        if match := _SPACE.match(self.text, self.at):
            self.at = match.end()
        return self.text[self.at : self.at + 1]

    def value(self, after: re.Pattern[str]) -> Any:  # noqa: ANN401  (JSON)
        mark = self.peek()
        if mark in ("{", "["):
            self.at += 1
            if self.depth >= _DEPTH:
                return None
            self.depth += 1
            inside = self.object() if mark == "{" else self.array()
            self.depth -= 1
            return inside
        if mark == '"':
            return self.string(after)
        bare = _BARE.match(self.text, self.at)
        word = bare[0].strip() if bare else ""
        self.at = bare.end() if bare else self.at + 1
        return _number(word)

    def object(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while mark := self.peek():
            if mark == "}":
                self.at += 1
                break
            if mark == "]":  # the brace is missing: the bracket is for whoever opened one
                break
            if mark == '"':
                key = self.string(_AFTER_KEY)
            elif bare := _BARE_KEY.match(self.text, self.at):
                self.at = bare.end()
                key = bare[0].strip("'")
            else:
                self.at += 1
                continue
            if self.peek() == ":":
                self.at += 1
                found.setdefault(key, None if self.peek() in (",", "}") else self.value(_AFTER_VALUE))
        return found

    def array(self) -> list[Any]:
        found: list[Any] = []
        while mark := self.peek():
            if mark == "]":
                self.at += 1
                break
            if mark == "}":
                break
            if mark in (",", ":"):
                self.at += 1
                continue
            before = self.at
            found.append(self.value(_AFTER_ITEM))
            self.at += self.at == before
        return found

    def string(self, after: re.Pattern[str]) -> str:
        """A string up to the quote that what follows shows to be its end; quotes before it are part of it."""
        start = at = self.at + 1
        while match := _CHUNK.match(self.text, at):
            at = match.end()
            if at >= len(self.text) or after.match(self.text, at + 1):
                break
            at += 1
        self.at = at + 1
        return _ESCAPE.sub(_unescape, self.text[start:at])


def _unescape(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return _ESCAPED.get(match[2], match[2])


def _number(word: str) -> Any:  # noqa: ANN401  (JSON)
    if word in _LITERALS:
        return _LITERALS[word]
    if len(word) <= 18 and word.isascii() and word.removeprefix("-").isdigit():
        return int(word)
    return word.strip("'")
