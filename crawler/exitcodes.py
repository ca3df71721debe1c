"""The exit codes of the commands, each with its meaning. docs/crawling.md has them for a reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scrapy.statscollectors import StatsCollector

from crawler.tally import MONITOR_FAILED, SOURCE_FAILED, SOURCES, UNSEALED, under

DONE: Final = 0
FAILED: Final = 1
"""The work could not be done: nothing of the site could be read, or the corpus cannot be used."""
USAGE: Final = 2
"""It could not start: a wrong name, argument or setting."""
LOCKED: Final = 3
"""Another run holds the lock of the site."""
CANNOT_WRITE: Final = 4
"""The disk is full, or a write failed. What was written before is whole."""
MONITOR: Final = 5
"""The run finished, but a monitor failed: the log names it."""
DEADLINE: Final = 6
"""The run was ended by its deadline, with all that it had begun finished and sealed."""
INTERRUPTED: Final = 130
"""Ended by a signal: 128 and SIGINT, as shells have it."""

OF_REASONS: Final[Mapping[str | None, int]] = {
    "cannot_write": CANNOT_WRITE,
    "corpus_unreadable": FAILED,
    "locked": LOCKED,
    "start_error": FAILED,
    "closespider_timeout": DEADLINE,
    "shutdown": INTERRUPTED,
    None: INTERRUPTED,  # it was not closed at all
}
"""Finish reasons of a crawl that was not done."""


def of_crawl(stats: StatsCollector, *, started: bool) -> int:
    """The exit code of a crawl that has ended with `stats`. `started`: whether Scrapy could begin it."""
    reason = stats.get_value("finish_reason")
    if stats.get_value(UNSEALED):
        return CANNOT_WRITE
    if not started:
        return FAILED
    if reason in OF_REASONS:
        return OF_REASONS[reason]
    nothing_read = under(stats, SOURCE_FAILED) and not under(stats, SOURCES)
    if reason == "finished" and nothing_read:
        return FAILED
    return MONITOR if stats.get_value(MONITOR_FAILED) else DONE
