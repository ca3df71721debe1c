"""The date that a page prints at its story, where it states none to machines.

It stands by the headline, in a line that was cut as a date or a byline. On 591 of 1,433 pages such a line
could be held against what the page states to machines: 93 of 100 gave the same day or the one beside it, and
many of the others were the day of a change.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from cleaners.elements import Block
from cleaners.evidence import Marks
from cleaners.metadata import dates

_LINES: Final = frozenset(("date", "byline"))
_MAX_CHARS: Final = 120
_REACH: Final = 10  # blocks between such a line and the headline, and before the story's first
_BEHIND: Final = 1
_DIGIT: Final = re.compile(r"\d")
_CHANGED: Final = re.compile(r"\b(?:updated?|modified|edited|revised|reviewed)\b", re.IGNORECASE)


def printed(blocks: Sequence[Block], marks: Marks) -> tuple[datetime | None, datetime | None]:
    """When the story was published and when it was changed, as lines at its headline print it; None for what
    none does. `marks` are those of all blocks."""
    kept = [block.order for block in blocks if marks[block.order].kind is None]
    if not kept:
        return None, None
    titles = [block.order for block in blocks if marks[block.order].kind == "title"]
    published: datetime | None = None
    changed: datetime | None = None
    for block in blocks[max(0, kept[0] - _REACH) : kept[0] + _BEHIND + 1]:
        if marks[block.order].kind not in _LINES or len(block.text) > _MAX_CHARS:
            continue
        if titles and min(abs(block.order - title) for title in titles) > _REACH:
            continue
        digit = _DIGIT.search(block.text)
        moment = dates.parse(block.text) if digit else None
        if moment is None or digit is None:
            continue
        if _CHANGED.search(block.text, 0, digit.start()):
            changed = changed or moment
        else:
            published = published or moment
    return published, changed
