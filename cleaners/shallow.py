"""Keeps hostile markup from costing more than its size.

Parsing by the HTML standard is quadratic in three places: how deep elements nest (each `<p>` looks up
the whole stack), how many formatting elements stand open (each new paragraph opens them all again) and
how many attributes one tag has. 100,000 nested `<div>` took 40 s and 50,000 attributes 13 s with
lexbor; libxml2 drops everything below 256 levels without a word, and trafilatura finds nothing below
about 200. Browsers stop nesting at 512. Here tags past a limit are taken out of the source, never text.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

MAX_DEPTH: Final = 200
MAX_FORMATTING: Final = 8
MAX_TAGS: Final = 100_000
MAX_TAG_CHARS: Final = 65_536

# A page with fewer tags than this parses in under a second however they nest.
_MANY_TAGS: Final = 15_000
_MANY_OPEN: Final = 100

_FORMATTING: Final = frozenset("b i u s em tt big code font small strike strong nobr".split())
# Case is spelled out: that takes a third of the time of a search that ignores it.
_FORMATTING_NAME: Final = "|".join(
    "".join(f"[{letter}{letter.upper()}]" for letter in name) for name in sorted(_FORMATTING)
)
_OPEN_FORMATTING: Final = re.compile(rf"<(?:{_FORMATTING_NAME})[\s>]".encode())
_CLOSE_FORMATTING: Final = re.compile(rf"</(?:{_FORMATTING_NAME})[\s>]".encode())


def _beginnings() -> NDArray[np.bool_]:
    """Which pairs of bytes, as one number, the names of formatting elements begin with: two letters, or the
    only one and what ends it."""
    found = np.zeros(1 << 16, np.bool_)
    for name in _FORMATTING:
        for first in (name[0], name[0].upper()):
            for second in (name[1], name[1].upper()) if name[1:] else " \t\n\r\f\v>":
                found[ord(first) << 8 | ord(second)] = True
    return found


_LESS: Final = ord("<")
_SLASH: Final = ord("/")
_BEGINNINGS: Final = _beginnings()
_NAME: Final = re.compile(r"/?([a-zA-Z][^\s/>]*)")
# These never nest in themselves: an open one is closed by the next, or they have no content.
_FLAT: Final = frozenset(
    "p li td th tr dt dd option optgroup thead tbody tfoot colgroup html head body rb rt rp "
    "area base br col embed hr img input link meta source track wbr param".split()
)
_RAW_TEXT: Final = frozenset("script style textarea title xmp iframe noembed noframes".split())


def tags(raw: bytes) -> int:
    """How many `<` a page has. For so many of them, `bytes.count` takes five times as long."""
    return int(np.count_nonzero(np.frombuffer(raw, np.uint8) == _LESS))


def suspicious(raw: bytes) -> bool:
    """Whether parsing this page, in utf-8, as it is could cost more than its size. Takes a tenth of a
    millisecond."""
    codes = np.frombuffer(raw, np.uint8)
    starts = np.flatnonzero(codes[:-2] == _LESS)
    if len(starts) > _MANY_TAGS or _holds_long_tag(raw):
        return True
    # the looser look is the quicker one, and finds few enough on most pages
    opening = _like_formatting(codes, starts, 1)
    if len(opening) <= _MANY_OPEN:
        return False
    opened = sum(_OPEN_FORMATTING.match(raw, start) is not None for start in opening.tolist())
    if opened <= _MANY_OPEN:
        return False
    ends = starts[(codes[starts + 1] == _SLASH) & (starts < len(codes) - 3)]
    closing = _like_formatting(codes, ends, 2).tolist()
    return opened - sum(_CLOSE_FORMATTING.match(raw, start) is not None for start in closing) > _MANY_OPEN


def _like_formatting(codes: NDArray[np.uint8], starts: NDArray[np.intp], behind: int) -> NDArray[np.intp]:
    """Those `starts` of tags of which the name, so many bytes on, begins as that of a formatting element."""
    first = codes[starts + behind].astype(np.uint16)
    begins: NDArray[np.bool_] = _BEGINNINGS[first << 8 | codes[starts + (behind + 1)]]
    return starts[begins]


def _holds_long_tag(raw: bytes) -> bool:
    """Whether a tag is longer than the limit. A long tag fills a stretch of half the limit, without a `>`."""
    step = MAX_TAG_CHARS // 2
    end = 0
    for start in range(0, len(raw) - step, step):
        if start >= end and raw.find(b">", start, start + step) < 0:
            begin = raw.rfind(b">", end, start) + 1
            end = raw.find(b">", start)
            end = len(raw) if end < 0 else end
            tag = raw.rfind(b"<", begin, end)
            if tag >= 0 and end - tag > MAX_TAG_CHARS and raw[tag + 1 : tag + 2].isalpha():
                return True
    return False


def shallow(html: str) -> str:
    """The same page with nothing nested deeper than `MAX_DEPTH` and with bounded numbers of open
    formatting elements, of tags and of attributes. All text stays; one pass, linear in the input.
    """
    out: list[str] = []
    open_tags = {"formatting": 0, "other": 0}
    dropped: dict[str, int] = {}
    tags = position = 0
    while True:
        start = html.find("<", position)
        end = html.find(">", start) if start >= 0 else -1
        if end < 0:
            out.append(html[position:])
            return "".join(out)
        out.append(html[position:start])
        position = end + 1
        if html.startswith("<!--", start):
            close = html.find("-->", start + 2)
            position = close + 3 if close >= 0 else len(html)
            continue
        match = _NAME.match(html, start + 1, end)
        if match is None:
            out.append(html[start : end + 1])
            continue
        name, closing = match[1].lower(), html[start + 1] == "/"
        if name in _RAW_TEXT and not closing:
            position = _end_of_raw(html, name, end + 1)
            out.append(html[start:position])
            continue
        if tags >= MAX_TAGS:
            out.append(" ")
        elif _keep(name, closing, open_tags, dropped):
            tags += 1
            out.append(html[start : end + 1] if end - start <= MAX_TAG_CHARS else f"<{match[0]}>")


def _keep(name: str, closing: bool, open_tags: dict[str, int], dropped: dict[str, int]) -> bool:  # noqa: FBT001 - what the tag is
    """Whether a tag stays, counting what is open. A dropped start tag takes its end tag along."""
    if name in _FLAT:
        return True
    group = "formatting" if name in _FORMATTING else "other"
    if closing:
        if dropped.get(name):
            dropped[name] -= 1
            return False
        open_tags[group] = max(0, open_tags[group] - 1)
        return True
    if open_tags[group] >= (MAX_FORMATTING if group == "formatting" else MAX_DEPTH):
        dropped[name] = dropped.get(name, 0) + 1
        return False
    open_tags[group] += 1
    return True


def _end_of_raw(html: str, name: str, position: int) -> int:
    """Where the raw text of a script, style … that starts at `position` is over, end tag included."""
    match = re.compile(rf"</{name}[\s/>]", re.IGNORECASE).search(html, position)
    if match is None:
        return len(html)
    end = html.find(">", match.start())
    return end + 1 if end >= 0 else len(html)
