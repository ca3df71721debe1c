"""When a page is worth another look: soon while it is news, and not at all when it is old."""

from __future__ import annotations

from typing import Final

HOUR: Final = 3600.0
DAY: Final = 24 * HOUR

LOOKS: Final = (HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY)
"""Ages of an article, in seconds, at which it is looked at again."""
PATIENCE: Final = (DAY, 3 * DAY, 7 * DAY, 30 * DAY)
"""Waits before a page that is gone or no article is looked at again, after the first look, the second …;
the last of them from then on."""


def article_due(published: float, now: float) -> float | None:
    """When an article that was published at `published` and looked at `now` (seconds since 1970) is due
    again. None for one older than the last look. One from the future is as good as new."""
    age = max(0.0, now - published)
    for look in LOOKS:
        if look > age:
            return now - age + look
    return None


def refusal_due(tries: int, now: float) -> float:
    """When a page that gave no article `tries` times in a row, at least once, is due again."""
    return now + PATIENCE[min(tries, len(PATIENCE)) - 1]
