"""Scrapy's `crawl`, which says what is wrong with an argument before anything is asked of a site."""

from __future__ import annotations

import argparse

from scrapy import signals
from scrapy.commands import crawl
from scrapy.exceptions import UsageError

from crawler import exitcodes, jsonlog
from crawler.arguments import ArgumentError
from crawler.politeness.contact import missing_contact
from crawler.politeness.optoutchoice import OptOutChoice, OptOutError
from crawler.settingvalues import wrong_setting
from crawler.stopping import Stopping, end_children
from crawler.summary import line_of, print_line
from crawler.tally import stats_of


class Command(crawl.Command):
    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if self.settings is None:
            return
        # before Scrapy sets up the log by some of them
        if problem := wrong_setting(self.settings):
            raise UsageError(problem, print_help=False)
        if self.settings.getbool("LOG_JSON"):
            try:
                jsonlog.install(self.settings, args[0] if args else "")
            except OSError as error:
                raise UsageError(f"the log cannot be written: {error}", print_help=False) from error

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Runs the crawl. Exit code 2: a wrong name or argument; 1: the crawl could not do its work, since
        the corpus cannot be read or none of the site's sources could be; 3: another run holds the site; 4:
        the disk takes no more; 5: a monitor failed; 6: the deadline came; 130: interrupted."""
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
        try:
            OptOutChoice.of(crawler.settings)
        except OptOutError as error:
            raise UsageError(str(error), print_help=False) from error
        if problem := wrong_setting(crawler.settings):  # the site's own among them
            raise UsageError(problem, print_help=False)
        crawler.signals.connect(jsonlog.name_site, signal=signals.spider_opened)
        self.crawler_process.crawl(crawler, **opts.spargs)
        stopping = Stopping(crawler, lambda: line_of(crawler, args[0], exitcodes.INTERRUPTED))
        stopping.install()
        try:
            self.crawler_process.start(install_signal_handlers=False)
        finally:
            end_children()  # none is left, but where the crawl broke
        stats = stats_of(crawler)
        self.exitcode = exitcodes.of_crawl(stats, started=not self.crawler_process.bootstrap_failed)
        print_line(crawler, args[0], self.exitcode)
