"""Counts what became of each page, so that nothing gets lost unseen.

Stats keys, in Scrapy's manner:

| key | counts |
|---|---|
| `redline/found` | addresses that the site's feeds, sitemaps and fronts listed as articles, each once |
| `redline/known` | of these: in the corpus already and not due, not asked for again |
| `redline/not_fetched/<reason>` | of these: not asked for, for another reason |
| `redline/pages` | of these: asked for |
| `redline/articles` | of the pages: written as an article, new or changed |
| `redline/updated` | of the articles: written again, with a higher revision |
| `redline/no_article/<reason>` | of the pages: became no article |
| `redline/undated` | of the articles: without a date of publication |
| `redline/short` | of the articles: with fewer than 100 words |
| `redline/removed/<kind>` | cuts in the articles written |
| `redline/fit/<fit>` | pages that a profile was there for: `profile` where it fitted, else `unfit:` and why |
| `redline/profile_checked` | pages that fitted and were cleaned with all evidence too, one of fifty |
| `redline/profile_disagreed` | of these: where the two texts differ |
| `redline/profile_learned` | lessons that the profile was learned from |
| `redline/paused` | answers of a host that it is too much: nothing was asked of it for a while |
| `redline/host_given_up/<reason>` | hosts that were left alone for the rest of the run |
| `redline/sources/<purpose>` | feeds, sitemaps, fronts … read |
| `redline/source_failed/<purpose>/<reason>` | the same, not read |
| `redline/source_problems/<purpose>` | of those read: with damage or refused addresses, which the log names |
| `redline/source_absent/<purpose>` | usual addresses of feeds and sitemaps that this site does not have |
| `redline/opt_out_files/<file>/<outcome>` | requests for tdmrep.json and ai.txt: `read`, or why not |
| `redline/left_out/<purpose>` | articles written that are marked as left out for search, rag or train |
| `redline/unsealed` | 1 where the corpus could not be sealed at the end: the next crawl does it |
| `redline/monitor_failed` | figures of the crawl that are far from those of earlier ones |

`found` is the sum of `known`, `not_fetched` and `pages`; `pages` that of `articles` and `no_article`.
"""

from __future__ import annotations

import logging
from typing import Any, Final, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response
from scrapy.statscollectors import StatsCollector
from twisted.python.failure import Failure

from output import Article

logger = logging.getLogger(__name__)

FOUND: Final = "redline/found"
KNOWN: Final = "redline/known"
NOT_FETCHED: Final = "redline/not_fetched/"
PAGES: Final = "redline/pages"
ARTICLES: Final = "redline/articles"
UPDATED: Final = "redline/updated"
UNDATED: Final = "redline/undated"
SHORT_ARTICLES: Final = "redline/short"
NO_ARTICLE: Final = "redline/no_article/"
REMOVED: Final = "redline/removed/"
FITS: Final = "redline/fit/"
CHECKED: Final = "redline/profile_checked"
DISAGREED: Final = "redline/profile_disagreed"
LEARNED: Final = "redline/profile_learned"
PAUSED: Final = "redline/paused"
GIVEN_UP: Final = "redline/host_given_up/"
SOURCES: Final = "redline/sources/"
SOURCE_FAILED: Final = "redline/source_failed/"
SOURCE_PROBLEMS: Final = "redline/source_problems/"
SOURCE_ABSENT: Final = "redline/source_absent/"
OPT_OUT_FILES: Final = "redline/opt_out_files/"
LEFT_OUT: Final = "redline/left_out/"
UNSEALED: Final = "redline/unsealed"
MONITOR_FAILED: Final = "redline/monitor_failed"

SHORT: Final = 100
"""Words below which an article is short: a teaser, or a page that was cut too far."""

PURPOSE: Final = "redline_purpose"
"""Key in the meta of a request: what it is for. `article`, or one of the sources of addresses."""
OPTIONAL: Final = "redline_optional"
"""Key in the meta of a request: whether it is a guess, and no loss where nothing is there."""


class NoArticle(DropItem):
    """A page that becomes no article. `reason` is the one that is counted; `article` is what was there,
    where the corpus has it already."""

    def __init__(self, reason: str, message: str = "", article: Article | None = None) -> None:
        super().__init__(message or reason)
        self.reason = reason
        self.article = article


def stats_of(crawler: Crawler) -> StatsCollector:
    """The collector of a crawl, which Scrapy makes before anything that asks for it."""
    if crawler.stats is None:
        raise RuntimeError("the crawl has not begun: its stats are made when it does")
    return crawler.stats


def settle(stats: StatsCollector, request: Request | None, reason: str) -> None:
    """Counts why `request` gave nothing: no article where it was for one, else a source that failed.
    Requests of `scrapy shell` and the like have no purpose and are not counted."""
    purpose = request.meta.get(PURPOSE) if request else None
    if purpose == "article":
        stats.inc_value(NO_ARTICLE + reason)
    elif purpose and request and request.meta.get(OPTIONAL):
        stats.inc_value(SOURCE_ABSENT + purpose)
    elif purpose:
        stats.inc_value(f"{SOURCE_FAILED}{purpose}/{reason}")


def under(stats: StatsCollector, prefix: str) -> dict[str, int]:
    """The counts below a prefix, the largest first."""
    counts = {
        key.removeprefix(prefix): int(value)
        for key, value in stats.get_stats().items()
        if key.startswith(prefix)
    }
    return dict(sorted(counts.items(), key=lambda count: (-count[1], count[0])))


class Tally:
    """Extension: one outcome for each page, from Scrapy's signals, whichever way it took."""

    def __init__(self, stats: StatsCollector) -> None:
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        tally = cls(stats_of(crawler))
        for handler in (
            tally.item_scraped,
            tally.item_dropped,
            tally.item_error,
            tally.spider_error,
            tally.request_dropped,
            tally.spider_closed,
        ):
            crawler.signals.connect(handler, signal=getattr(signals, handler.__name__))
        return tally

    def item_scraped(self, item: object) -> None:
        self.stats.inc_value(ARTICLES)
        if isinstance(item, Article):
            if item.revision > 1:
                self.stats.inc_value(UPDATED)
            if item.published is None:
                self.stats.inc_value(UNDATED)
            if len(item.text.split(maxsplit=SHORT)) < SHORT:
                self.stats.inc_value(SHORT_ARTICLES)
            for purpose in item.left_out:
                self.stats.inc_value(LEFT_OUT + purpose)
            for kind, count in item.removed.items():
                if count:
                    self.stats.inc_value(REMOVED + kind, count)

    def item_dropped(self, exception: DropItem) -> None:
        self.stats.inc_value(NO_ARTICLE + getattr(exception, "reason", "dropped"))

    def item_error(self) -> None:
        self.stats.inc_value(NO_ARTICLE + "error")

    def spider_error(self, response: Response | Failure) -> None:
        settle(self.stats, getattr(response, "request", None), "error")

    def request_dropped(self, request: Request) -> None:
        # Two addresses lead by redirect to one page: the scheduler takes it once.
        settle(self.stats, request, "duplicate")

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """What was asked for and never answered, since the crawl was stopped before, was not fetched."""
        stats: dict[str, Any] = self.stats.get_stats()
        if PAGES not in stats:
            return
        unanswered = stats[PAGES] - stats.get(ARTICLES, 0) - sum(under(self.stats, NO_ARTICLE).values())
        if unanswered and reason == "finished":
            logger.error(
                "%s: %d of %d pages have no outcome: please report this with the log of -L DEBUG",
                spider.name,
                unanswered,
                stats[PAGES],
            )
        elif unanswered > 0:
            self.stats.inc_value(NOT_FETCHED + "stopped", unanswered)
            self.stats.inc_value(PAGES, -unanswered)
