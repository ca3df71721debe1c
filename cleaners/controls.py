"""Control characters: what no page means, and what would steer a terminal that shows its text."""

from __future__ import annotations

import re
from typing import Final

import numpy as np

ASCII_CONTROLS: Final = bytes(sorted(set(range(32)) - set(b"\t\n\f\r"))) + b"\x7f"
"""Those that no text holds: all of ASCII but tab, line feed, form feed and carriage return."""

_NOT_IN_LINES: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# The codes below 32 are two stretches and one between: beside it stand tab, line feed, form feed and carriage
# return.
_TAB: Final = 9
_AFTER_RETURN: Final = 14
_PRINTED: Final = 32
_FIRST_OF_C1: Final = 0xC2
_BEHIND_C1: Final = 0xA0
_FEW: Final = 100


def holds_controls(raw: bytes) -> bool:
    """Whether utf-8 holds one of `ASCII_CONTROLS`, or of C1. On bytes this takes a fraction of a search of
    the text."""
    if not raw:
        return False
    codes = np.frombuffer(raw, np.uint8)
    # codes are bytes: what is below the first of a stretch wraps around to far above it
    stretch = _PRINTED - _AFTER_RETURN
    if codes.min() < _TAB or (codes - _AFTER_RETURN).min() < stretch or b"\x0b" in raw or b"\x7f" in raw:
        return True
    start = -1
    for _ in range(_FEW):  # of what may begin one of C1, most pages have a few
        start = raw.find(_FIRST_OF_C1, start + 1)
        if start < 0:
            return False
        if raw[start + 1] < _BEHIND_C1:
            return True
    seconds = codes[np.flatnonzero(codes[:-1] == _FIRST_OF_C1) + 1]
    return bool(seconds.min() < _BEHIND_C1)


def without_controls(text: str) -> str:
    """Text without control characters but tab and line feed. Decoding leaves none that stand in a page: these
    came as character references."""
    return _NOT_IN_LINES.sub("", text)
