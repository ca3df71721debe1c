"""Mojibake: text in utf-8 that was once read as windows-1252 and written in utf-8 again ("letâ€™s").

What is told by the marks of typography, which nearly every page has and which no text means when they come
out so: an apostrophe is three letters then, of which the first two are always the same.
"""

from __future__ import annotations

import re
from typing import Final

# U+2013 to U+2026, the dashes, quotation marks and ellipsis, begin so, read as windows-1252 and as latin-1.
_SIGNS: Final = ("â€".encode(), "â\x80".encode())
_LEAD: Final = _SIGNS[0][0]
_PROOF: Final = 3  # signs: an article on mojibake shows one or two
_FEW: Final = 100


def _read(code: int) -> str:
    """The character of a byte: by windows-1252, and by latin-1 where that has none."""
    byte = bytes((code,))
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return byte.decode("latin-1")


_BYTES: Final = {
    character: code
    for code in range(0x80, 0x100)
    for character in (_read(code), chr(code))  # C1 stands for itself where latin-1 was read
}


def _any_of(first: int, last: int) -> str:
    """A set of the characters that bytes of a range come out as."""
    return f"[{''.join(re.escape(c) for c, code in _BYTES.items() if first <= code <= last)}]"


_REST: Final = _any_of(0x80, 0xBF)
# Behind a letter only what begins as Latin letters and signs do: "CAFÉ™" is a name and its mark.
_BEGINS: Final = "(?:(?<![A-Za-z])|(?=[ÂÃÄÅÆÈâ]))"
_CHARACTERS: Final = re.compile(
    rf"{_BEGINS}(?:{_any_of(0xC2, 0xDF)}{_REST}|{_any_of(0xE0, 0xEF)}{_REST}{{2}}"
    rf"|{_any_of(0xF0, 0xF4)}{_REST}{{3}})+"
)


def mended(raw: bytes) -> tuple[bytes, int]:
    """A page in utf-8 with what was encoded twice read as it was meant, and how many places that were: none
    where fewer than three marks of typography show it."""
    if not _shows(raw) or sum(map(raw.count, _SIGNS)) < _PROOF:
        return raw, 0
    text, count = _CHARACTERS.subn(_once, raw.decode())
    return text.encode(), count


def _shows(raw: bytes) -> bool:
    """Whether a page holds one of the signs. To look for their first byte costs next to nothing where it is
    rare, unlike a search for all of them."""
    start = -1
    for _ in range(_FEW):
        start = raw.find(_LEAD, start + 1)
        if start < 0:
            return False
        if raw.startswith(_SIGNS, start):
            return True
    return any(raw.find(sign, start) >= 0 for sign in _SIGNS)


def _once(match: re.Match[str]) -> str:
    try:
        return bytes(map(_BYTES.__getitem__, match[0])).decode()
    except UnicodeDecodeError:
        return match[0]
