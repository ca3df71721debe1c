"""Scrapy's `crawl`, which says what is wrong with an argument before anything is asked of a site."""

from __future__ import annotations

import argparse
from typing import Final

from scrapy.commands import crawl
from scrapy.exceptions import UsageError

from crawler import exitcodes
from crawler.arguments import ArgumentError
from crawler.politeness.contact import missing_contact
from crawler.tally import MONITOR_FAILED, SOURCE_FAILED, SOURCES, UNSEALED, stats_of, under

# Reasons of NewsSpider and its pipelines for ending a crawl that cannot do its work.
_CODES: Final = {
    "cannot_write": exitcodes.CANNOT_WRITE,
    "corpus_unreadable": exitcodes.FAILED,
    "locked": exitcodes.LOCKED,
    "start_error": exitcodes.FAILED,
    "shutdown": exitcodes.INTERRUPTED,
}


class Command(crawl.Command):
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Runs the crawl. Exit code 2: a wrong name or argument; 1: the crawl could not do its work, since
        the corpus cannot be read or none of the site's sources could be; 3: another run holds the site; 4:
        the disk takes no more; 5: a monitor failed; 130: interrupted."""
        if len(args) != 1 or self.crawler_process is None:
            super().run(args, opts)
            return
        loader = self.crawler_process.spider_loader
        if args[0] not in loader.list():
            raise UsageError(
                f"no site is called {args[0]!r}: there are {', '.join(sorted(loader.list()))}. "
                "For a site without a file here: scrapy crawl news -a url=https://any.site/",
                print_help=False,
            )
        try:
            loader.load(args[0])(**opts.spargs)
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        crawler = self._create_crawler(args[0])
        if problem := missing_contact(crawler.settings, args[0]):
            raise UsageError(problem, print_help=False)
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        stats = stats_of(crawler)
        reason = stats.get_value("finish_reason")
        nothing_read = under(stats, SOURCE_FAILED) and not under(stats, SOURCES)
        if stats.get_value(UNSEALED):
            self.exitcode = exitcodes.CANNOT_WRITE
        elif reason in _CODES:
            self.exitcode = _CODES[reason]
        elif self.crawler_process.bootstrap_failed or (reason == "finished" and nothing_read):
            self.exitcode = exitcodes.FAILED
        elif stats.get_value(MONITOR_FAILED):
            self.exitcode = exitcodes.MONITOR
