"""The table that ends a crawl on the terminal: what came of it, what was cut, and where the files are."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Self

from rich.console import Console
from rich.table import Table
from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from crawler.tally import (
    ARTICLES,
    KNOWN,
    NO_ARTICLE,
    NOT_FETCHED,
    PAGES,
    REMOVED,
    SOURCE_FAILED,
    stats_of,
    under,
)

_WORDS: Final[Mapping[str, str]] = {
    "author": "list of an author's articles",
    "binary": "no text",
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

_ENDED: Final[Mapping[str, str]] = {
    "finished": "",
    "closespider_itemcount": "max_articles reached",
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
        source = getattr(spider, "source", spider.name)
        ended = _ENDED.get(reason, reason.replace("_", " "))
        table = summary(stats, title=f"{source} ({ended})" if ended else source)
        # with `-o -:jsonl` the articles themselves are printed: the table must not stand among them
        printed = any(str(uri).startswith(("stdout:", "-")) for uri in self.crawler.settings.getdict("FEEDS"))
        console = _Printer(file=sys.stderr if printed else sys.stdout)
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
