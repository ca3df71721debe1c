"""What ends a crawl on the terminal: a table of what came of it, what was cut, and where the files are; and
one line with all that a cron job's mail has to say."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Self

from rich.console import Console
from rich.table import Table
from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from crawler.safelog import harmless
from crawler.tally import (
    ARTICLES,
    KNOWN,
    MONITOR_FAILED,
    NO_ARTICLE,
    NOT_FETCHED,
    PAGES,
    REMOVED,
    SOURCE_FAILED,
    UPDATED,
    stats_of,
    under,
)

_WORDS: Final[Mapping[str, str]] = {
    "author": "list of an author's articles",
    "binary": "no text",
    "claimed": "the same story as another crawl is writing",
    "connection": "connection failed",
    "bad_redirect": "redirects to no web address",
    "credentials": "address with a user name or password",
    "cut_off": "broke off",
    "damaged": "compressed content is damaged",
    "dropped": "dropped by another pipeline",
    "duplicate": "another address of the same article",
    "empty": "empty page",
    "error": "failed, see the log",
    "listing": "list of articles",
    "no_article": "no story on the page",
    "no_text": "no words on the page",
    "not_article": "no address of an article",
    "not_html": "no HTML",
    "not_modified": "not changed since the last look",
    "offsite": "leads to another site",
    "opted_out": "its site reserves the use of it",
    "outside_window": "outside of since and until",
    "over_max_articles": "after max_articles",
    "robots": "disallowed by robots.txt",
    "robots_unreachable": "robots.txt cannot be had",
    "host_budget": "after the budget of requests to a host",
    "host_failing": "its host kept failing",
    "retry_after": "its host asks to be left alone",
    "redirect_loop": "redirects in a circle",
    "static": "page about the site",
    "settled": "found to be no article before",
    "several_articles": "several articles on one page",
    "stopped": "the crawl ended before",
    "tag": "list by topic",
    "too_large": "too large",
    "trap": "of a list without end",
    "unchanged": "unchanged in the corpus",
    "wrong_article": "only text of something else found",
}

_AS_IT_IS: Final = ("unchanged", "not_modified")
"""Reasons of pages whose article is in the corpus as it is."""

_ENDED: Final[Mapping[str, str]] = {
    "finished": "",
    "closespider_itemcount": "max_articles reached",
    "closespider_timeout": "deadline reached",
    "shutdown": "interrupted",
}


class Summary:
    """Extension: prints the table when a crawl of a `NewsSpider` ends."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        summary = cls(crawler)
        crawler.signals.connect(summary.spider_closed, signal=signals.spider_closed)
        return summary

    def spider_closed(self, spider: Spider, reason: str) -> None:
        stats = stats_of(self.crawler)
        if stats.get_value(PAGES) is None:  # `scrapy parse` and the like: nothing was looked for
            return
        if self.crawler.settings["SUMMARY"] == "line":
            return
        source = getattr(spider, "source", spider.name)
        ended = _ENDED.get(reason, reason.replace("_", " "))
        table = summary(stats, title=f"{source} ({ended})" if ended else source)
        console = _printer(self.crawler)
        console.print(table)
        if stats.get_value(ARTICLES):
            corpus = Path(self.crawler.settings["CORPUS_DIR"])
            for what, room in (("articles", "articles"), ("what was cut", "removed")):
                console.print(
                    f"{what}: {corpus / room / source}", soft_wrap=True, highlight=False, markup=False
                )


class _Printer(Console):
    """A console whose reader may go away (`| head`): the crawl ends as it would have."""

    def on_broken_pipe(self) -> None:
        self.quiet = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.file.fileno())  # what is left in the buffer goes there


def _printer(crawler: Crawler) -> _Printer:
    """With `-o -:jsonl` the articles themselves are printed: nothing else must stand among them."""
    printed = any(str(uri).startswith(("stdout:", "-")) for uri in crawler.settings.getdict("FEEDS"))
    return _Printer(file=sys.stderr if printed else sys.stdout)


def print_line(crawler: Crawler, site: str, code: int) -> None:
    """Prints the line of a crawl that has ended with the exit code `code`, see `line_of`."""
    _printer(crawler).print(line_of(crawler, site, code), soft_wrap=True, highlight=False, markup=False)


def line_of(crawler: Crawler, site: str, code: int) -> str:
    """The line of a crawl that ends with the exit code `code`. `site` is the spider's name, which stands in
    where the crawl ended before it had a spider."""
    return line(stats_of(crawler), site=getattr(crawler.spider, "source", site), code=code)


def line(stats: StatsCollector, *, site: str, code: int) -> str:
    """A crawl in one line of `key=value`, always the same keys in the same order.

    `new`, `updated` and `known` are articles: written for the first time, written again, and in the corpus as
    they are (not due, not modified or unchanged). `no_article` are the pages that are none of these, with
    their reasons. `requests` are all that were made, robots.txt too; `seconds` how long the crawl took.
    """
    reasons = under(stats, NO_ARTICLE)
    known = stats.get_value(KNOWN, 0) + sum(reasons.pop(name, 0) for name in _AS_IT_IS)
    updated = stats.get_value(UPDATED, 0)
    values = {
        "site": site,
        "finish": stats.get_value("finish_reason") or "killed",
        "exit": code,
        "new": stats.get_value(ARTICLES, 0) - updated,
        "updated": updated,
        "known": known,
        "no_article": sum(reasons.values()),
        "reasons": ",".join(f"{name}:{count}" for name, count in reasons.items()) or "-",
        "monitors_failed": stats.get_value(MONITOR_FAILED, 0),
        "requests": stats.get_value("downloader/request_count", 0),
        "seconds": f"{_seconds(stats):.1f}",
    }
    return harmless("redline " + " ".join(f"{name}={value}" for name, value in values.items()))


def _seconds(stats: StatsCollector) -> float:
    """How long a crawl took, up to now where it was not closed; 0 where it never began."""
    took: float | None = stats.get_value("elapsed_time_seconds")
    began: datetime | None = stats.get_value("start_time")
    if took is None and began is not None:
        took = (datetime.now(UTC) - began).total_seconds()
    return took or 0.0


def summary(stats: StatsCollector, *, title: str) -> Table:
    """The counts of a crawl as a table. What is zero is left out, except pages and articles."""
    table = Table(title=title, title_justify="left", show_header=False, box=None, pad_edge=False)
    table.add_column(justify="left")
    table.add_column(justify="right")
    table.add_row("pages", _count(stats, PAGES), style="bold")
    table.add_row("articles", _count(stats, ARTICLES), style="bold green")
    _section(table, "cut from them", under(stats, REMOVED), {})
    _section(table, "pages that are no article", under(stats, NO_ARTICLE), _WORDS)
    passed_over = under(stats, NOT_FETCHED)
    if known := stats.get_value(KNOWN, 0):
        passed_over = {"in the corpus already": known, **passed_over}
    _section(table, "addresses not asked for", passed_over, _WORDS)
    _section(table, "feeds, sitemaps and fronts not read", under(stats, SOURCE_FAILED), {})
    return table


def _section(table: Table, title: str, counts: Mapping[str, int], words: Mapping[str, str]) -> None:
    if not counts:
        return
    table.add_row(title, f"{sum(counts.values()):,}", style="bold")
    for name, count in counts.items():
        table.add_row(f"  {words.get(name, name.replace('_', ' '))}", f"{count:,}")


def _count(stats: StatsCollector, key: str) -> str:
    return f"{stats.get_value(key, 0):,}"
