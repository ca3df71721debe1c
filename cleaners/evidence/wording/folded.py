"""A block's text as the tables of wording read it: what several rows ask is found once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from cleaners.align import words

# Replaced one by one: str.translate costs several times as much on text that is not ASCII.
_FOLDS: Final = tuple(zip("‘’‚‛“”„‟«»–—―", "''''" + '"' * 6 + "---", strict=True))
_COPYRIGHT: Final = "©"
# Where START matches, beside the first character and what is behind an opening bracket: a test compares them.
_BREAK: Final = re.compile(r"[.?!:|-] ")
_OPENING: Final = ("[", "(", "*", ">")
# Arrows, pictographs and emoji that stand before a line, with what joins them.
_FIRST_SYMBOL: Final = "\u2190"
_SYMBOLS: Final = re.compile("[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff ]+")


def fold(text: str) -> str:
    """Text with typographic quotation marks and dashes as ASCII ones, white space squeezed."""
    if not text.isascii():
        for typographic, plain in _FOLDS:
            text = text.replace(typographic, plain)
    if text.isprintable() and "  " not in text:  # no white space but single spaces, as in most blocks
        return text.strip()
    return " ".join(text.split())


class Folded:
    """A folded text, in lower case too, without symbols before its first word. `tokens` are its words
    (`cleaners.align`), where they are known."""

    __slots__ = ("_starts", "_tokens", "low", "text")

    def __init__(self, text: str, tokens: Sequence[str] | None = None) -> None:
        self.text = fold(text)
        if self.text[:1] >= _FIRST_SYMBOL and (symbols := _SYMBOLS.match(self.text)) is not None:
            self.text = self.text[symbols.end() :]
        self.low = self.text.lower()
        self._tokens = tokens
        self._starts: Sequence[int] | None = None

    @property
    def size(self) -> int:
        """How many words it has, as spaces part them."""
        return self.text.count(" ") + 1

    @property
    def words(self) -> Sequence[str]:
        """The words in lower case; the sign of copyright is one."""
        if self._tokens is None:
            self._tokens = words(self.text)
        return (*self._tokens, _COPYRIGHT) if _COPYRIGHT in self.text else self._tokens

    @property
    def starts(self) -> Sequence[int]:
        """Where sentences, and clauses set off by a colon, bar or dash, begin."""
        if self._starts is None:
            self._starts = [0, *(match.end() for match in _BREAK.finditer(self.text))]
            if self.text.startswith(_OPENING):
                self._starts.insert(1, 1)
        return self._starts
