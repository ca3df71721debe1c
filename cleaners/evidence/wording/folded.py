"""A block's text as the tables of wording read it: what several rows ask is found once."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from typing import Final

# Replaced one by one: str.translate costs several times as much on text that is not ASCII.
_FOLDS: Final = tuple(zip("‘’‚‛“”„‟«»–—―", "''''" + '"' * 6 + "---", strict=True))
_BETWEEN: Final = string.punctuation + string.digits + "…·•→›"
# For text that is ASCII a table of bytes: str.translate looks each character up in a dictionary.
_APART: Final = bytes(ord(" ") if chr(code) in _BETWEEN else code for code in range(256))
# For other text, in which the sign of copyright is a word.
_WORD: Final = re.compile(rf"[^\s©{re.escape(_BETWEEN)}]+|©")
# Where START matches, beside the first character and what is behind an opening bracket: a test compares them.
_BREAK: Final = re.compile(r"[.?!:|-] ")
_OPENING: Final = ("[", "(", "*", ">")


def fold(text: str) -> str:
    """Text with typographic quotation marks and dashes as ASCII ones, white space squeezed."""
    if not text.isascii():
        for typographic, plain in _FOLDS:
            text = text.replace(typographic, plain)
    if text.isprintable() and "  " not in text:  # no white space but single spaces, as in most blocks
        return text.strip()
    return " ".join(text.split())


class Folded:
    """A folded text, in lower case too."""

    __slots__ = ("_starts", "_words", "low", "text")

    def __init__(self, text: str) -> None:
        self.text = fold(text)
        self.low = self.text.lower()
        self._words: Sequence[str] | None = None
        self._starts: Sequence[int] | None = None

    @property
    def size(self) -> int:
        """How many words it has, as spaces part them."""
        return self.text.count(" ") + 1

    @property
    def words(self) -> Sequence[str]:
        """The words in lower case; digits and punctuation part them."""
        if self._words is None:
            low = self.low
            self._words = (
                low.encode().translate(_APART).decode().split() if low.isascii() else _WORD.findall(low)
            )
        return self._words

    @property
    def starts(self) -> Sequence[int]:
        """Where sentences, and clauses set off by a colon, bar or dash, begin."""
        if self._starts is None:
            self._starts = [0, *(match.end() for match in _BREAK.finditer(self.text))]
            if self.text.startswith(_OPENING):
                self._starts.insert(1, 1)
        return self._starts
