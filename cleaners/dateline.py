"""The date that a page prints at its story, where it states none to machines.

It stands by the headline, in a line that was cut as a date or a byline. What stands below the headline goes
first: above it many pages print the day of today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from cleaners.elements import Block
from cleaners.evidence import Marks
from cleaners.metadata import dates
from cleaners.metadata.dayorder import meant

_LINES: Final = frozenset(("date", "byline"))
_MAX_CHARS: Final = 120
_REACH: Final = 10  # blocks between such a line and the headline, and before the story's first
_BEHIND: Final = 1
_MONTHS: Final = range(1, 13)
_FIGURES: Final = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2([12]\d{3})(?![\d/-])")
_DIGIT: Final = re.compile(r"\d")
_CHANGES: Final = "updated?|modified|edited|revised|reviewed"
_CHANGED: Final = re.compile(rf"\b(?:{_CHANGES})\b", re.IGNORECASE)
_PUBLISHED: Final = re.compile(r"\b(?:published|posted|publié|veröffentlicht|publicado)\b", re.IGNORECASE)
# Where a line goes on to another statement: at a bar, or where one of those words begins it.
_PARTS: Final = re.compile(
    rf"[|·•⋅;](?! ?\d{{1,2}}[:.h]\d{{2}})|(?=\b(?:last )?(?:published|posted|{_CHANGES})\b)", re.IGNORECASE
)
# Days of something else.
_OTHER: Final = re.compile(
    r"\b(?:born|died|hearing|trial|expire[sd]?|deadline|until|due|since|event|starts?|ends?|copyright)\b|©",
    re.IGNORECASE,
)


def printed(
    blocks: Sequence[Block], marks: Marks, raw: bytes = b"", url: str = ""
) -> tuple[datetime | None, datetime | None]:
    """When the story was published and when it was changed, as lines at its headline print it; None for what
    none does. `marks` are those of all blocks. `raw`, the page in utf-8, and its address tell whether figures
    begin with the month (`dayorder`)."""
    kept = [block.order for block in blocks if marks[block.order].kind is None]
    if not kept:
        return None, None
    titles = [
        block.order for block in blocks if marks[block.order].kind == "title" and block.order <= kept[0]
    ]
    headline = titles[-1] if titles else -1
    published: datetime | None = None
    above: datetime | None = None
    changed: datetime | None = None
    for block in blocks[max(0, kept[0] - _REACH) : kept[0] + _BEHIND + 1]:
        if marks[block.order].kind not in _LINES or len(block.text) > _MAX_CHARS:
            continue
        if titles and abs(block.order - headline) > _REACH:
            continue
        for moment, part in _dates(_ordered(block.text, raw, url)):
            if _CHANGED.search(part):
                changed = changed or moment
            elif block.order > headline:
                published = published or moment
            elif _PUBLISHED.search(part):
                above = above or moment
    return published or above, changed


def _ordered(line: str, raw: bytes, url: str) -> str:
    """A line whose figures may be read as two days (`05/02/2026`) with the one that is meant, the day first
    and with dots; as it is where nothing tells."""
    match = _FIGURES.search(line)
    if match is None:
        return line
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if first not in _MONTHS or second not in _MONTHS:
        return line  # one reading is no day
    day = meant(first, second, year, raw, url, dashed=match[2] == "-")
    if day is None:
        return line
    return f"{line[: match.start()]}{day.day}.{day.month}.{day.year}{line[match.end() :]}"


def _dates(line: str) -> Iterator[tuple[datetime, str]]:
    """The dates of a line, each with what stands before it in its part."""
    for part in _PARTS.split(line):
        digit = _DIGIT.search(part)
        if digit is not None and not _OTHER.search(part) and (moment := dates.parse(part)):
            yield moment, part[: digit.start()]
