"""Whether `05/02/2026` is the second of May or the fifth of February, where a page does not say it otherwise.

The United States write the month first, almost everybody else the day. A page's language with its country
tells, then its host's. The Philippines and Canada write both.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import product
from typing import Final

from cleaners.metadata.dates import MONTHS
from cleaners.metadata.links import host_of

_HEAD: Final = 20_000
_LANG: Final = re.compile(
    rb"<html\b[^>]{0,2000}?\slang\s*=\s*[\"']?([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?\b", re.IGNORECASE
)
_MONTH_FIRST: Final = "us"
_BOTH: Final = frozenset(("ca", "ph"))
# Domains of countries that sites of any country use.
_ANYWHERE: Final = frozenset("ai am cc co fm gg io ly me news so sh to tv ws".split())


def resolved(day: date, raw: bytes, url: str) -> date | None:
    """A day that was found on a page, with day and month as its country writes them; None where the page
    writes it in figures only, both readings are days, and nothing tells which is meant.

    `raw` is the page in utf-8, `url` its address.
    """
    if day.day > 12 or day.day == day.month or not any(begin in raw for begin in _beginnings(day)):
        return day
    text = raw.decode("utf-8", "replace")
    written = _figures(day).search(text)
    if written is None or _in_words(day).search(f"{url} {text}"):
        return day
    first_is_month = is_month_first(raw, url, dashed="-" in written[0])
    if first_is_month is None:
        return None
    first, second = (int(part) for part in re.findall(r"\d+", written[0])[:2])
    month, number = (first, second) if first_is_month else (second, first)
    return day.replace(month=month, day=number)


def meant(first: int, second: int, year: int, raw: bytes, url: str, *, dashed: bool = False) -> date | None:
    """The day that figures mean which may be read as two: the one that the address, or else the page, has in
    words or with the year first, else by its country; None where nothing tells. See `resolved`."""
    days = date(year, second, first), date(year, first, second)
    for text in (url, raw.decode("utf-8", "replace")):
        written = [day for day in days if _in_words(day).search(text)]
        if len(written) == 1:
            return written[0]
    first_is_month = is_month_first(raw, url, dashed=dashed)
    return None if first_is_month is None else days[first_is_month]


def is_month_first(raw: bytes, url: str, *, dashed: bool = False) -> bool | None:
    """Whether a page writes the month first; None where that cannot be told. With dashes only those do who
    say that they are in the United States."""
    domain = host_of(url).rpartition(".")[2]
    country = domain if len(domain) == 2 and domain not in _ANYWHERE else ""
    match = _LANG.search(raw[:_HEAD])
    language, region = (match[1].decode().lower(), (match[2] or b"").decode().lower()) if match else ("", "")
    if language == "en" and region == _MONTH_FIRST:  # also what content systems set where nobody chose
        return True if country in ("", _MONTH_FIRST) else None
    stated = region or country
    if stated:
        return None if stated in _BOTH else stated == _MONTH_FIRST
    if language == "en":
        return None if dashed else True
    return False if language else None


def _beginnings(day: date) -> list[bytes]:
    """How such figures begin: a look for each of them takes a fraction of one search."""
    one, other = ((f"{number}", f"{number:02}") for number in (day.month, day.day))
    pairs = [*product(one, other), *product(other, one)]
    return [f"{first}{mark}{second}{mark}".encode() for mark in "/-" for first, second in pairs]


def _figures(day: date) -> re.Pattern[str]:
    """The two ways to write a day in figures that may be read as another."""
    one, other = f"0?{day.month}", f"0?{day.day}"
    year = rf"(?:{day.year}|{day.year % 100:02})(?![\d/-])"
    return re.compile(rf"(?<![\d/-])(?:{one}([/-]){other}\1|{other}([/-]){one}\2){year}")


def _in_words(day: date) -> re.Pattern[str]:
    """The ways to write a day that leave nothing open: year first, and with the month's name."""
    names = "|".join(name for name, number in MONTHS.items() if number == day.month)
    month, number = f"0?{day.month}", f"0?{day.day}"
    return re.compile(
        rf"{day.year}[-/.]{month}[-/.]{number}(?!\d)|\b(?:{names})\b\.?[\s/-]{{1,3}}{number}(?!\d)"
        rf"|(?<!\d){number}(?:st|nd|rd|th|\.)?[\s/-](?:de )?(?:{names})\b",
        re.IGNORECASE,
    )
