"""What the linear stage of the line model reads: the words of a line, and how it begins and ends.

Tokens are strings, so that a weight can be read by a person.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

_FIRST: Final = 25
_LAST: Final = 8
_PAIRS: Final = 10
_MAX_CHARS: Final = 600
_EDGES: Final = ".,:;!?\"'“”‘’()[]…|*-–—•#"


def tokens(text: str) -> list[str]:
    """The first and last words of a line, pairs of the first ones, and how it begins and ends.

    At most some 50, each once, whatever the length of the line. Numbers are one word, `0`.
    """
    parts = text[:_MAX_CHARS].lower().split()
    if len(parts) > _FIRST + _LAST or len(text) > _MAX_CHARS:
        parts = parts[:_FIRST] + text[-80:].lower().split()[-_LAST:]
    plain = [_plain(part) for part in parts]
    found = [word for word in plain if word]
    found.extend(f"{one} {two}" for one, two in pairwise(plain[:_PAIRS]))
    found.append(f"^{_shape(text[0])}")
    found.append(f"${_shape(text[-1])}")
    if plain:
        found.append(f"^{plain[0]}")
        found.append(f"${plain[-1]}")
    if len(plain) <= 4:
        found.append("=" + " ".join(plain))
    return list(dict.fromkeys(found))


def _plain(word: str) -> str:
    word = word.strip(_EDGES)
    if word.startswith(("http", "www.")):
        return "http"
    return "0" if word[:1].isdigit() else word[:24]


def _shape(char: str) -> str:
    if char.isdigit():
        return "0"
    if char.isalpha():
        return "A" if char.isupper() else "a"
    return char
