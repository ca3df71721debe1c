"""Whether a crawl went as those of its site before: what an unattended run would otherwise keep to itself.

The figures of each whole crawl stand in `CORPUS_DIR/runs/<site>.jsonl`, the latest last. A figure that is far
from the median of earlier crawls fails its monitor: the log names the figure, the history and the site, and
`scrapy crawl` ends with exit code 5.
"""

from __future__ import annotations

import json
import logging
import math
import os
from collections.abc import Sequence
from dataclasses import MISSING, asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Final, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from crawler.arguments import Arguments
from crawler.tally import (
    ARTICLES,
    FOUND,
    MONITOR_FAILED,
    NO_ARTICLE,
    PAGES,
    REMOVED,
    SHORT,
    SHORT_ARTICLES,
    UNDATED,
    stats_of,
    under,
)
from output.files import file_name, replacing

logger = logging.getLogger(__name__)

KEPT: Final = 30
"""Crawls of one sort that the history of a site holds. After half as many, what has changed for good is
usual."""
MOST: Final = 10 * KEPT
"""Crawls of all sorts that it holds."""
LEAST_HISTORY: Final = 3
"""Crawls before which nothing is judged: a median of fewer says little."""
LEAST_PAGES: Final = 20
"""Pages, or articles, below which the shares of a crawl are not judged by themselves: one bad page would be
a twentieth or more."""

WEEK: Final = 7
"""Crawls that are judged together, too, by what they found: few addresses a day say little, and each week of
daily ones has a weekend."""
FORTNIGHT: Final = 2 * WEEK
"""Crawls of which the second lowest is the least that is usual: two weeks of daily ones hold two weekends, on
whatever days a crawl sees of them, and one crawl that failed is passed over."""
TIMES: Final = 4.5
"""How often its standard deviation a figure may be off: so that a site has at most one false alarm in a year
of daily crawls, as benchmarks/alarms.py measures it."""
LEAST_SHARE: Final = 0.10
"""What a share may rise by in any case, of however many pages it is: sites change."""

_FAILURES: Final = frozenset(
    "dns timeout connection cut_off error robots_unreachable retry_after host_failing redirect_loop".split()
)


@dataclass(frozen=True, slots=True)
class Run:
    """The figures of one crawl. `failed` are pages that got no answer to use (status 4xx and 5xx too),
    `robots` those that robots.txt forbids, `no_story` those that were read and hold no article, `cuts` the
    cut blocks, `undated` the articles without a date, `short` those of fewer than `SHORT` words. `hours` is
    how far back `since` reached, 0 for no such limit; `full` is 1 for a crawl that looked at all again."""

    at: str
    found: int
    pages: int
    articles: int
    failed: int
    robots: int
    no_story: int
    cuts: int
    undated: int = 0
    short: int = 0
    hours: int = 0
    full: int = 0

    @classmethod
    def of(cls, stats: StatsCollector, at: datetime, asked: Arguments) -> Self:
        """The figures of a crawl that was `asked` so, and ended at `at`."""
        reasons = under(stats, NO_ARTICLE)
        failed = sum(n for name, n in reasons.items() if name in _FAILURES or name.startswith("http_"))
        stories = ("empty", "no_text", "no_article", "binary", "wrong_article", "not_html")
        since = asked.window.since
        return cls(
            at.isoformat(timespec="seconds"),
            stats.get_value(FOUND, 0),
            stats.get_value(PAGES, 0),
            stats.get_value(ARTICLES, 0),
            failed,
            reasons.get("robots", 0),
            sum(reasons.get(name, 0) for name in stories),
            sum(under(stats, REMOVED).values()),
            stats.get_value(UNDATED, 0),
            stats.get_value(SHORT_ARTICLES, 0),
            max(1, round((at - since).total_seconds() / 3600)) if since else 0,
            int(asked.full),
        )

    def like(self, other: Run) -> bool:
        """Whether both were asked for as much: `full` or not, and with `since` as far back, give or take a
        third. So a nightly `since=2d` is held against nightly ones, even where a date is given for it."""
        if self.full != other.full or bool(self.hours) != bool(other.hours):
            return False
        return 2 * max(self.hours, other.hours) <= 3 * min(self.hours, other.hours)


SHARES: Final = (
    ("failed", "pages", "pages that failed"),
    ("robots", "pages", "pages that robots.txt forbids"),
    ("no_story", "pages", "pages without a story"),
    ("undated", "articles", "articles without a date"),
    ("short", "articles", f"articles of fewer than {SHORT} words"),
)
"""Figures that are judged as a share: of what, and what they are called."""


def judge(run: Run, history: Sequence[Run]) -> list[str]:
    """What is wrong with `run` beside the earlier crawls of its site that are like it, a line each; none
    where all is well or there are too few. `history` is the oldest first.

    - it found less than three fifths of the addresses of the second lowest of the last `FORTNIGHT`, or a
      `WEEK` that ends with it did of the median week, and that not by chance; less than a third of the
      median crawl, where there are fewer before it;
    - the share of its pages that failed, that robots.txt forbids, or that hold no story, or of its articles
      that have no date or are short, is above the median by more than `LEAST_SHARE`, and that not by chance;
    - blocks cut an article are less than a third, or more than three times, of the median.

    By chance: by up to `TIMES` the standard deviation of a number or a share of such a size, or of those
    before.

    A crawl of fewer than `LEAST_PAGES` pages (or articles) is judged together with the ones before it that
    make up so many, and held against groups as large: a nightly crawl may have five.
    """
    history = [each for each in history if each.like(run)]
    if len(history) < LEAST_HISTORY:
        return []
    wrong = _few([*(each.found for each in history), run.found])
    for name, of, what in SHARES:
        share, usual, said, spread = _beside(run, history, name, of)
        if share > usual + max(LEAST_SHARE, TIMES * spread):
            wrong.append(f"{share:.0%} {what}{said} is {usual:.0%}")
    now, usual, said, _ = _beside(run, history, "cuts", "articles")
    if now * 3 < usual or now > max(usual, 1) * 3:
        wrong.append(f"{now:.1f} cuts an article{said} is {usual:.1f}")
    return wrong


def _few(found: Sequence[int]) -> list[str]:
    """What is wrong with the last of these numbers of addresses, the oldest first."""
    *before, now = found
    told = f"addresses found; the median of {len(before)} crawls is {median(before):g}"
    if len(before) < FORTNIGHT:
        return [f"{now} {told}"] if now * 3 < median(before) else []
    if now < _least(sorted(before[-FORTNIGHT:])[1]):
        return [f"{now} {told}"]
    last, *weeks = (sum(found[end - WEEK : end]) for end in range(len(found), WEEK - 1, -WEEK))
    if len(weeks) >= LEAST_HISTORY and last < _least(median(weeks)):
        told = (
            f"addresses found in {WEEK} crawls; the median of {len(weeks)} times {WEEK} is {median(weeks):g}"
        )
        return [f"{last} {told}"]
    return []


def _least(usual: float) -> float:
    """The least number that is no fault where `usual` is what is to be expected."""
    return usual - max(0.4 * usual, TIMES * math.sqrt(usual))


def _beside(run: Run, history: Sequence[Run], name: str, of: str) -> tuple[float, float, str, float]:
    """A figure of `run` by the number that it is of; the median of that before; over how many crawls; and its
    standard deviation, as a share. Twice the same where there is nothing to judge."""
    if not getattr(run, of):
        return 0.0, 0.0, "", 0.0
    (now, *before), sizes, whole = _groups([*history, run], name, of)
    if len(before) < LEAST_HISTORY:
        return now, now, "", 0.0
    together = f" in the last {sizes[0]} crawls" if sizes[0] > 1 else ""
    usual = median(before)
    return now, usual, f"{together}; the median of {sum(sizes[1:])} crawls", _spread(before, usual, whole)


def _spread(before: Sequence[float], usual: float, whole: int) -> float:
    """The standard deviation of a share that is `usual`: by chance, of `whole` pages, or as it was `before`
    (by the median of distances, which a few bad crawls do not move). A share of 0 may be that of one page."""
    share = min(max(usual, 1 / whole), 0.5)
    known = 1.4826 * median(abs(each - usual) for each in before)
    return max(math.sqrt(share * (1 - share) / whole), known)


def _groups(runs: Sequence[Run], name: str, of: str) -> tuple[list[float], list[int], int]:
    """The ratios of `name` to `of` in groups of neighbours that are just large enough, the newest first; how
    many runs each is made of; and what the newest is of. Nothing for the oldest ones that are not enough
    together."""
    ratios: list[float] = []
    sizes: list[int] = []
    wholes: list[int] = []
    part = whole = size = 0
    for run in reversed(runs):
        part, whole, size = part + getattr(run, name), whole + getattr(run, of), size + 1
        if whole >= LEAST_PAGES:
            ratios.append(part / whole)
            sizes.append(size)
            wholes.append(whole)
            part = whole = size = 0
    return (ratios or [0.0]), (sizes or [0]), (wholes or [1])[0]


class History:
    """The figures of a site's earlier crawls, in a file of at most KEPT lines of each sort. Of two crawls
    that end at the same moment one may be missing: the site's lock is free by then."""

    def __init__(self, corpus_dir: str | os.PathLike[str], site: str) -> None:
        self.path = Path(corpus_dir) / "runs" / f"{file_name('site', site)}.jsonl"

    def read(self) -> list[Run]:
        """The runs, oldest first. A line that cannot be read is passed over: it is no article."""
        try:
            text = self.path.read_text("utf-8", "replace")
        except FileNotFoundError:
            return []
        runs = []
        names = [field.name for field in fields(Run)]
        added = {field.name: field.default for field in fields(Run) if field.default is not MISSING}
        for line in text.splitlines():
            try:
                given = added | json.loads(line)
                runs.append(Run(given["at"], *(int(given[name]) for name in names[1:])))
            except (ValueError, TypeError, KeyError):
                logger.warning("%s: a line cannot be read and is left out: %.80r", self.path, line)
        return runs

    def write(self, runs: Sequence[Run]) -> None:
        """Puts `runs` in place of the file, whole or not at all. OSError where that cannot be."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(self.path) as file:
            file.writelines(f"{json.dumps(asdict(run))}\n".encode() for run in _latest(runs))


def _latest(runs: Sequence[Run]) -> list[Run]:
    """The last KEPT of each sort, and MOST in all, oldest first."""
    kept: list[Run] = []
    for run in reversed(runs):
        if len(kept) < MOST and sum(run.like(other) for other in kept) < KEPT:
            kept.append(run)
    return kept[::-1]


class Monitors:
    """Extension: judges a crawl that came to its own end, and adds it to the history of its site. One with
    `until` or `max_articles` asks for a part that no other asks for, and is left out."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        monitors = cls(crawler)
        crawler.signals.connect(monitors.spider_closed, signal=signals.spider_closed)
        return monitors

    def spider_closed(self, spider: Spider, reason: str) -> None:
        stats = stats_of(self._crawler)
        asked: Arguments | None = getattr(spider, "asked", None)
        if reason != "finished" or stats.get_value(PAGES) is None or asked is None or not _whole(asked):
            return
        source = getattr(spider, "source", spider.name)
        run = Run.of(stats, datetime.now(UTC), asked)
        try:
            history = History(self._crawler.settings["CORPUS_DIR"], source)
            before = history.read()
            history.write([*before, run])
        except (OSError, ValueError) as error:
            message = "%s: the history of its crawls cannot be kept, so this one is not judged: %s"
            logger.error(message, source, error)  # noqa: TRY400 - the message says it all
            stats.inc_value(MONITOR_FAILED)
            return
        for what in judge(run, before):
            stats.inc_value(MONITOR_FAILED)
            logger.error("%s: a monitor failed: %s. See %s", source, what, history.path)


def _whole(asked: Arguments) -> bool:
    return asked.max_articles is None and asked.window.until is None
