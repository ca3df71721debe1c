"""Dates as feeds and sitemaps write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from typing import Final

from dateutil import parser as dateutil_parser

MAX_LENGTH: Final = 80
"""Longest text read as a date, in characters: a full RFC 822 date with a comment has under 50."""

_YEARS: Final = range(1900, 2200)
"""Years believed. Systems write an unset date as year 0 or 1, and typing errors as year 20206."""

_MONTH: Final = re.compile(r"(\d{4})(?:-(\d{1,2}))?")
_HAS_YEAR: Final = re.compile(r"(?<!\d)(?:19|20|21)\d{2}(?!\d)")
_SLASHED: Final = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}\b")

_ZONES: Final = {
    # RFC 822 section 5.1, and the zones that European feeds write in the same way; hours east of UTC
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "AKST": -9, "AKDT": -8, "HST": -10,
    "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "SAST": 2, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip


def parse_date(text: str | None) -> datetime | None:
    """The moment that `text` names, with its own offset, or UTC where it gives none; None where it names
    none.

    Reads ISO 8601 (also cut down to a month or a year, whose first moment is taken), RFC 822 with its zone
    names, and the odd forms that `dateutil` knows as long as they hold a year of four digits. Numbers with
    slashes whose day and month could be exchanged name no date. Never raises.

    >>> parse_date("Fri, 02 Oct 2026 09:30:00 EDT").isoformat()
    '2026-10-02T09:30:00-04:00'
    """
    text = (text or "").strip()
    if not text or len(text) > MAX_LENGTH:
        return None
    for read in (_iso, _rfc822, _odd):
        try:
            moment = read(text)
            if moment is None or moment.year not in _YEARS:
                continue
            aware = moment if moment.utcoffset() is not None else moment.replace(tzinfo=UTC)
        except (ValueError, OverflowError, TypeError, ArithmeticError, LookupError, AttributeError):
            # what the three readers are known to raise on text that is no date
            continue
        return aware
    return None


def _iso(text: str) -> datetime | None:
    if month := _MONTH.fullmatch(text):
        return datetime(int(month[1]), int(month[2] or 1), 1, tzinfo=UTC)
    return datetime.fromisoformat(text)


def _rfc822(text: str) -> datetime | None:
    words = text.split()
    moment = parsedate_to_datetime(text)
    # `email` reads a zone name that it does not know as "no zone"; the table knows more of them
    if moment.tzinfo is None and words[-1].upper() in _ZONES:
        return moment.replace(tzinfo=timezone(timedelta(hours=_ZONES[words[-1].upper()])))
    return moment


def _odd(text: str) -> datetime | None:
    if not _HAS_YEAR.search(text):
        return None  # dateutil would fill what is missing from today's date
    if (slashed := _SLASHED.match(text)) and slashed[1] != slashed[2]:
        day_or_month = int(slashed[1]), int(slashed[2])
        if max(day_or_month) <= 12:
            return None
    default = datetime(2000, 1, 1, tzinfo=None)  # noqa: DTZ001 - only fills in what the text leaves open
    return dateutil_parser.parse(text, default=default, tzinfos=_zone)


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    hours = _ZONES.get((name or "").upper())
    return None if hours is None else timezone(timedelta(hours=hours))
