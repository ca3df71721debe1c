"""The words of a text, whatever their case, their punctuation and how their letters are composed."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from output.urls import well_formed

_WORD: Final = re.compile(r"\w+")
_ASCII: Final = bytes(range(128))
_FEW: Final = 64
"""Characters other than letters that are replaced one by one. Text of the news has a dash and some quotes."""

_LETTERS: Final = bytes(
    byte if byte >= 128 or _WORD.match(chr(byte)) else ord(" ") for byte in bytes(range(256)).lower()
)
"""For each byte of UTF-8 itself, and for those of ASCII that are in no word a blank."""


def words(text: str) -> list[bytes]:
    r"""The runs of letters, digits and "_" (`\w+`) in `text`, composed (NFC) and case folded, as UTF-8.

    The same as a search for that expression gives, in a fourth of the time.

    >>> words("Don\u2019t \u201cSTOP\u201d")
    [b'don', b't', b'stop']
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", well_formed(text)).casefold()
        others = set(text.encode().translate(None, _ASCII).decode())
        parting = [character for character in others if not _WORD.match(character)]
        if len(parting) > _FEW:
            return [word.encode() for word in _WORD.findall(text)]
        for character in parting:
            text = text.replace(character, " ")
    return text.encode().translate(_LETTERS).split()
