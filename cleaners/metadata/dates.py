"""Dates in the forms that pages state them, to aware datetimes.

No clock is read: the same page gives the same date on any day.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final

EARLIEST: Final = 1990
LATEST: Final = 2100
"""Years outside of these are a fault of the page (1970-01-01 and 0001-01-01 are common)."""

_MAX_LENGTH: Final = 200
_MAX_REMEMBERED: Final = 128
"""Dates that are remembered: a page states its own in several places."""


def parse(stated: str) -> datetime | None:
    """An aware datetime with the offset that is stated, UTC for none; midnight for a day without a time.

    Takes ISO 8601 and its usual misspellings, seconds and milliseconds since 1970, RFC 822, and written
    dates (English, and what is like it in a few languages) with the common zone names. None for anything
    else, and for `03/04/2026`, which may be March or April.
    """
    return _parsed(stated[:_MAX_LENGTH])


@lru_cache(maxsize=_MAX_REMEMBERED)
def _parsed(stated: str) -> datetime | None:
    text = " ".join(stated.replace("\u2212", "-").replace("\u202f", " ").split())
    if not text or not any(map(str.isdigit, text)):
        return None
    try:
        found = _epoch(text) or _iso(text) or _written(text)
    except (ValueError, OverflowError):  # the 31st of February, an offset of 99 hours
        return None
    return found if found and EARLIEST <= found.year <= LATEST else None


def has_time(moment: datetime) -> bool:
    """Whether more than a day is known."""
    return bool(moment.hour or moment.minute or moment.second)


# Quantifiers are bounded, and text is at most _MAX_LENGTH long.
_ISO = re.compile(
    r"(?<!\d)(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)"
    r"(?:(?:\s?T\s?|,?\s{1,3}|\s?-\s)(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?\s?(.*))?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{2}:?\d{2})?\Z")
_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+-])(\d{1,2}):?(\d{2})?(?!\d)")
_ZONE_NAME = re.compile(r"\(?\b([A-Z]{1,5})\b")


def _epoch(text: str) -> datetime | None:
    if not text.isascii() or not text.replace(".", "", 1).isdigit():
        return None
    whole = text.partition(".")[0]
    if len(whole) == 10:
        return datetime.fromtimestamp(int(whole), UTC)
    if len(whole) == 13:
        return datetime.fromtimestamp(int(whole) / 1000, UTC)
    return None


def _iso(text: str) -> datetime | None:
    if match := _COMPACT.match(text):
        year, month, day, hour, minute, second, zone = match.groups()
        return _moment(
            date(int(year), int(month), int(day)), (int(hour or 0), minute, second, None), zone or ""
        )
    if not (match := _ISO.match(text)) or not match[2]:
        return None
    year, _, month, day, hour, minute, second, fraction, rest = match.groups()
    half = re.match(r"([ap])\.?m\b\.?", rest or "", re.IGNORECASE)
    rest = (rest or "")[half.end() :] if half else rest or ""
    clock = _hour(int(hour), half[1] if half else "") if hour else 0
    return _moment(date(int(year), int(month), int(day)), (clock, minute, second, fraction), rest)


def _moment(day: date, clock: tuple[int, str | None, str | None, str | None], zone: str) -> datetime:
    """A day with hour, minute, second and fraction as far as they are stated."""
    hour, minute, second, fraction = clock
    micros = int((fraction or "0").ljust(6, "0")[:6])
    moment = datetime.combine(day, time(hour, int(minute or 0), min(int(second or 0), 59), micros))
    return moment.replace(tzinfo=_zone(zone, moment))


def _hour(hour: int, half: str) -> int:
    if not half:
        return hour
    return hour % 12 + 12 * (half.lower() == "p")


MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero gennaio",
            "feb february februar février febrero febbraio",
            "mar march märz mars marzo",
            "apr april avril abril aprile",
            "may mai mayo maggio",
            "jun june juni juin junio giugno",
            "jul july juli juillet julio luglio",
            "aug august août agosto",
            "sep sept september septembre septiembre settembre",
            "oct october oktober octobre octubre ottobre okt",
            "nov november novembre noviembre",
            "dec december dezember décembre diciembre dicembre dez",
        ),
        1,
    )
    for name in names.split()
}
ANY_MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
"""Their names, for a pattern."""
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,10})\.?\s?(\d{1,2})(?:st|nd|rd|th)?,?\s?(\d{4})(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\.?(?:\s(?:of|de)\s|[\s-])([^\W\d_]{3,10})\.?,?(?:\sde\s|[\s-])(\d{4})(?!\d)"
)
# `Nov 03 16:05:00 EST 2026`, as date(1) prints it
_CTIME = re.compile(r"\b([A-Za-z]{3} \d{1,2}) (\d\d:\d\d:\d\d)( [A-Z]{1,5}| [+-]\d{4}|) (\d{4})\b")
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
_TIME = re.compile(
    r"(?<![\d:+-])(\d{1,2})[:.h](\d{2})(?::(\d{2})(?:\.\d+)?)?\s?(?:([ap])\.?\s?m\b\.?)?", re.IGNORECASE
)
_HOUR_ONLY = re.compile(r"(?<![\d:])(\d{1,2})()()\s?([ap])\.?m\b\.?", re.IGNORECASE)


def _written(text: str) -> datetime | None:
    """A date in words or with dots, and a time before or after it: `4:05 p.m. ET, Tue November 3, 2026`."""
    text = _CTIME.sub(r"\1, \4 \2\3", text)
    found = _written_day(text)
    if not found:
        return None
    day, start, end = found
    rest = f"{text[:start]} ; {text[end:]}"
    match = _TIME.search(rest) or _HOUR_ONLY.search(rest)
    if not match:
        return _moment(day, (0, None, None, None), "")
    hour = _hour(int(match[1]), match[4] or "")
    return _moment(day, (hour, match[2], match[3], None), rest[match.end() :])


def _written_day(text: str) -> tuple[date, int, int] | None:
    for match in _MONTH_FIRST.finditer(text):
        if month := MONTHS.get(match[1].lower()):
            return date(int(match[3]), month, int(match[2])), match.start(), match.end()
    for match in _DAY_FIRST.finditer(text):
        if month := MONTHS.get(match[2].lower()):
            return date(int(match[3]), month, int(match[1])), match.start(), match.end()
    if dotted := _DOTTED.search(text):
        return date(int(dotted[3]), int(dotted[2]), int(dotted[1])), dotted.start(), dotted.end()
    if slashed := _SLASHED.search(text):
        first, second, year = map(int, slashed.groups())
        if first > 12 or first == second:
            return date(year, second, first), slashed.start(), slashed.end()
        if second > 12:
            return date(year, first, second), slashed.start(), slashed.end()
    return None


_HOURS: Final = {
    "Z": 0,
    "UTC": 0,
    "GMT": 0,
    "WET": 0,
    "BST": 1,
    "CET": 1,
    "MEZ": 1,
    "WAT": 1,
    "CEST": 2,
    "MESZ": 2,
    "SAST": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "EAT": 3,
    "PKT": 5,
    "IST": 5.5,
    "WIB": 7,
    "HKT": 8,
    "SGT": 8,
    "PHT": 8,
    "AWST": 8,
    "JST": 9,
    "KST": 9,
    "ACST": 9.5,
    "AEST": 10,
    "ACDT": 10.5,
    "AEDT": 11,
    "NZST": 12,
    "NZDT": 13,
    "NST": -3.5,
    "ADT": -3,
    "AST": -4,
    "EDT": -4,
    "EST": -5,
    "CDT": -5,
    "CST": -6,
    "MDT": -6,
    "MST": -7,
    "PDT": -7,
    "PST": -8,
    "AKDT": -8,
    "AKST": -9,
    "HST": -10,
}
# Names that leave open whether daylight saving time is meant: the hours of standard time.
_US_ZONES: Final = {"ET": -5, "CT": -6, "MT": -7, "PT": -8}


def _zone(text: str, moment: datetime) -> tzinfo:
    text = text.strip()
    if match := _OFFSET.match(text):
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        return timezone(timedelta(minutes=minutes if match[1] == "+" else -minutes)) if minutes else UTC
    match = _ZONE_NAME.match(text)
    name = match[1] if match else ""
    if name in _US_ZONES:
        return timezone(timedelta(hours=_US_ZONES[name] + us_daylight_saving(moment)))
    hours = _HOURS.get(name, 0)
    return timezone(timedelta(hours=hours)) if hours else UTC


def us_daylight_saving(moment: datetime) -> bool:
    """Whether clocks in the US are an hour ahead: from the second Sunday of March to the first of November at
    2 am (Energy Policy Act of 2005); before 2007 from the first Sunday of April to the last of October."""
    year = moment.year
    if year >= 2007:
        begins, ends = _sunday(year, 3, 8), _sunday(year, 11, 1)
    else:
        begins, ends = _sunday(year, 4, 1), _sunday(year, 10, 25)
    return begins <= moment.replace(tzinfo=None) < ends


def _sunday(year: int, month: int, day: int) -> datetime:
    """Two o'clock on the first Sunday from that day on."""
    start = datetime(year, month, day, 2)  # noqa: DTZ001  (wall clock, as the law has it)
    return start + timedelta(days=(6 - start.weekday()) % 7)


_IN_PATH = re.compile(
    r"/((?:19|20)\d{2})([/-])(\d{1,2}|[a-z]{3})\2(\d{1,2})(?=[/-]|\Z)|[/-]((?:19|20)\d{2})(\d{2})(\d{2})(?=[/_-]|\Z)"
)
# `/2026/courts/11/03/`: a section between the year and the rest of a day that is spelled out.
_SECTION = re.compile(
    rf"(?<=/(?:19|20)\d\d/)(?!(?:{ANY_MONTH}|volume|vol|issue|page|part|docket)/)[a-z][a-z_.-]{{1,20}}/(?=\d\d/\d\d/)"
)


def from_path(path: str) -> datetime | None:
    """The day in an address's path, as `/2026/11/03/`, `/2026/nov/03/`, `/2026/courts/11/03/`,
    `/2026-11-03-` or `/20261103/`."""
    for match in _IN_PATH.finditer(_SECTION.sub("", path.lower())):
        year, month, day = (match[1], match[3], match[4]) if match[1] else (match[5], match[6], match[7])
        number = int(month) if month.isdigit() else MONTHS.get(month, 0)
        try:
            found = datetime(int(year), number, int(day), tzinfo=UTC)
        except ValueError:
            continue
        if found.year >= EARLIEST:
            return found
    return None
