"""Control characters: what no page means, and what would steer a terminal that shows its text."""

from __future__ import annotations

import re
from typing import Final

import numpy as np

ASCII_CONTROLS: Final = bytes(sorted(set(range(32)) - set(b"\t\n\f\r"))) + b"\x7f"
"""Those that no text holds: all of ASCII but tab, line feed, form feed and carriage return."""

CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
"""The same, and those of C1."""

_NOT_IN_LINES: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_FIRST_PRINTED: Final = 32
_CONTROL: Final = np.array([code in ASCII_CONTROLS for code in range(_FIRST_PRINTED)])
_FIRST_OF_C1: Final = 0xC2
_SECOND_OF_C1: Final = np.array([0x80 <= code < 0xA0 for code in range(256)])


def holds_controls(raw: bytes) -> bool:
    """Whether utf-8 holds one of `CONTROLS`. On bytes this takes a fraction of a search of the text."""
    codes = np.frombuffer(raw, np.uint8)
    if _CONTROL[codes[codes < _FIRST_PRINTED]].any() or b"\x7f" in raw:
        return True
    return _SECOND_OF_C1[codes[np.flatnonzero(codes[:-1] == _FIRST_OF_C1) + 1]].any().item()


def without_controls(text: str) -> str:
    """Text without control characters but tab and line feed. Decoding leaves none that stand in a page: these
    came as character references."""
    return _NOT_IN_LINES.sub("", text)
