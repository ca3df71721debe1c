"""What can be asked of a crawl with `-a NAME=VALUE`, read and checked before the first request."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Final, Self

DEFAULT_MAX_PAGES: Final = 50
"""Listing pages (fronts, their further pages) in one run: at ten to thirty articles each, the last weeks of a
busy site."""

ARGUMENTS: Final = ("since", "until", "max_articles", "max_pages", "full")

_UNITS: Final = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_RELATIVE: Final = re.compile(r"(\d{1,5})([hdw])")
_TRUE: Final = frozenset({"1", "true", "yes"})
_FALSE: Final = frozenset({"", "0", "false", "no"})


class ArgumentError(ValueError):
    """A `-a NAME=VALUE` that cannot be used; the message says what to give instead."""


@dataclass(frozen=True, slots=True)
class Window:
    """The time from which articles are wanted; both ends belong to it, None is open. Aware moments."""

    since: datetime | None = None
    until: datetime | None = None

    def holds(self, moment: datetime | None) -> bool:
        """Whether `moment` is in the window. One that is not known is: it is judged when it is."""
        if moment is None:
            return True
        return not ((self.since and moment < self.since) or (self.until and moment > self.until))

    def excludes(self, published: datetime | None, modified: datetime | None) -> bool:
        """Whether something published and last modified then is surely outside. A late modification says
        nothing about the publication, an early one does."""
        if published is not None:
            return not self.holds(published)
        return bool(self.since and modified and modified < self.since)


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of a crawl. `max_articles` None is no limit; `full` looks at known articles again."""

    window: Window = field(default_factory=Window)
    max_articles: int | None = None
    max_pages: int = DEFAULT_MAX_PAGES
    full: bool = False

    @classmethod
    def read(cls, given: Mapping[str, str], now: datetime, *, own: Sequence[str] = ()) -> Self:
        """The arguments as `scrapy crawl` hands them on. ArgumentError for a wrong name or value.

        `own` are the names that the spider takes besides and reads itself.
        """
        for name in given:
            if name not in ARGUMENTS:
                names = ", ".join((*own, *ARGUMENTS))
                raise ArgumentError(f"-a {name}=… is not known here: there are {names}")
        window = Window(
            _moment("since", given.get("since", ""), now, time.min),
            _moment("until", given.get("until", ""), now, time.max),
        )
        if window.since and window.until and window.since > window.until:
            raise ArgumentError(
                f"since={given['since']} is later than until={given['until']}: nothing lies between"
            )
        return cls(
            window,
            _count("max_articles", given.get("max_articles", "")),
            _count("max_pages", given.get("max_pages", "")) or DEFAULT_MAX_PAGES,
            _flag("full", given.get("full", "")),
        )


def _moment(name: str, text: str, now: datetime, of_day: time) -> datetime | None:
    """`2026-01-31` (the whole day, UTC), `2026-01-31T08:00+01:00`, or so long ago: `12h`, `7d`, `2w`."""
    text = str(text).strip()
    if not text:
        return None
    try:
        if relative := _RELATIVE.fullmatch(text):
            return now - int(relative[1]) * _UNITS[relative[2]]
        moment = datetime.fromisoformat(text)
        if re.fullmatch(r"[\d-]+", text):  # a day, no time of it
            moment = datetime.combine(moment, of_day)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise ArgumentError(
            f"{name}={text} is no date: give a day (2026-01-31), a time (2026-01-31T08:00+01:00) "
            "or how long ago (12h, 7d, 2w)"
        ) from error


def _count(name: str, text: str) -> int | None:
    text = str(text).strip()
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) == 0:
        raise ArgumentError(f"{name}={text} is no limit: give a whole number from 1")
    return int(text)


def _flag(name: str, text: str) -> bool:
    text = str(text).strip().lower()
    if text not in _TRUE | _FALSE:
        raise ArgumentError(f"{name}={text} is neither yes nor no: give 1 or 0")
    return text in _TRUE
