"""Whether a crawl went as those of its site before: what an unattended run would otherwise keep to itself.

The figures of each whole crawl stand in `CORPUS_DIR/runs/<site>.jsonl`, the latest last. A figure that is far
from the median of earlier crawls fails its monitor: the log names the figure, the history and the site, and
`scrapy crawl` ends with exit code 5.
"""

from __future__ import annotations

import dataclasses
import json
import logging
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Final, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from crawler.arguments import DEFAULT_MAX_PAGES, Arguments
from crawler.tally import ARTICLES, FOUND, MONITOR_FAILED, NO_ARTICLE, PAGES, REMOVED, stats_of, under
from output.files import file_name, replacing

logger = logging.getLogger(__name__)

KEPT: Final = 30
"""Crawls that the history of a site holds. After half as many, what has changed for good is usual."""
LEAST_HISTORY: Final = 3
"""Crawls before which nothing is judged: a median of fewer says little."""
LEAST_PAGES: Final = 20
"""Pages below which the shares of a crawl are not judged: one bad page would be a twentieth or more."""

_FAILURES: Final = frozenset(
    "dns timeout connection cut_off error robots_unreachable retry_after host_failing redirect_loop".split()
)


@dataclass(frozen=True, slots=True)
class Run:
    """The figures of one crawl. `failed` are pages that got no answer to use (status 4xx and 5xx too),
    `robots` those that robots.txt forbids, `no_story` those that were read and hold no article, `cuts` the
    cut blocks."""

    at: str
    found: int
    pages: int
    articles: int
    failed: int
    robots: int
    no_story: int
    cuts: int

    @classmethod
    def of(cls, stats: StatsCollector, at: datetime) -> Self:
        reasons = under(stats, NO_ARTICLE)
        failed = sum(n for name, n in reasons.items() if name in _FAILURES or name.startswith("http_"))
        stories = ("empty", "no_text", "no_article", "binary", "wrong_article", "not_html")
        return cls(
            at.isoformat(timespec="seconds"),
            stats.get_value(FOUND, 0),
            stats.get_value(PAGES, 0),
            stats.get_value(ARTICLES, 0),
            failed,
            reasons.get("robots", 0),
            sum(reasons.get(name, 0) for name in stories),
            sum(under(stats, REMOVED).values()),
        )


def judge(run: Run, history: Sequence[Run]) -> list[str]:
    """What is wrong with `run` beside the earlier crawls of its site, a line each; none where all is well or
    the history is too short.

    - it found less than a third of the addresses of the median crawl;
    - the share of its pages that failed, that robots.txt forbids, or that hold no story is above the median
      by more than 0.25;
    - blocks cut an article are less than a third, or more than three times, of the median.
    """
    if len(history) < LEAST_HISTORY:
        return []
    wrong = []
    usual = median(each.found for each in history)
    if run.found * 3 < usual:
        wrong.append(f"{run.found} addresses found; the median of {len(history)} crawls is {usual:g}")
    large = [each for each in history if each.pages >= LEAST_PAGES]
    if run.pages < LEAST_PAGES or len(large) < LEAST_HISTORY:
        return wrong
    for name, what in (
        ("failed", "pages that failed"),
        ("robots", "pages that robots.txt forbids"),
        ("no_story", "pages without a story"),
    ):
        share = getattr(run, name) / run.pages
        before = median(getattr(each, name) / each.pages for each in large)
        if share > before + 0.25:
            wrong.append(f"{share:.0%} {what}; the median of {len(large)} crawls is {before:.0%}")
    cut = [each.cuts / each.articles for each in large if each.articles >= LEAST_PAGES]
    if run.articles >= LEAST_PAGES and len(cut) >= LEAST_HISTORY:
        now, before = run.cuts / run.articles, median(cut)
        if now * 3 < before or now > max(before, 1) * 3:
            wrong.append(f"{now:.1f} cuts an article; the median of {len(cut)} crawls is {before:.1f}")
    return wrong


class History:
    """The figures of a site's earlier crawls, in a file of at most KEPT lines. Of two crawls that end at the
    same moment one may be missing: the site's lock is free by then."""

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
        for line in text.splitlines():
            try:
                given = json.loads(line)
                runs.append(Run(given["at"], *(int(given[name]) for name in names[1:])))
            except (ValueError, TypeError, KeyError):
                logger.warning("%s: a line cannot be read and is left out: %.80r", self.path, line)
        return runs

    def write(self, runs: Sequence[Run]) -> None:
        """Puts `runs` in place of the file, whole or not at all. OSError where that cannot be."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(self.path) as file:
            file.writelines(f"{json.dumps(asdict(run))}\n".encode() for run in runs[-KEPT:])


class Monitors:
    """Extension: judges a crawl that came to its own end, and adds it to the history of its site. One with a
    window, `full` or `max_articles` asks for other things than the others do, and is left out."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        monitors = cls(crawler)
        crawler.signals.connect(monitors.spider_closed, signal=signals.spider_closed)
        return monitors

    def spider_closed(self, spider: Spider, reason: str) -> None:
        stats = stats_of(self._crawler)
        if reason != "finished" or stats.get_value(PAGES) is None or not _usual(spider):
            return
        source = getattr(spider, "source", spider.name)
        run = Run.of(stats, datetime.now(UTC))
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


def _usual(spider: Spider) -> bool:
    asked: Arguments | None = getattr(spider, "asked", None)
    return asked is not None and dataclasses.replace(asked, max_pages=DEFAULT_MAX_PAGES) == Arguments()
