"""`scrapy reclean`: the corpus again from its archive, with today's cleaner."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler import exitcodes
from crawler.arguments import ArgumentError, Arguments
from crawler.recleaning import Changes, reclean
from crawler.siterules import site_rules
from crawler.workers import DEADLINE, WorkerError
from output.disk import CannotWriteError
from output.lock import LockedError


class Command(ScrapyCommand):
    requires_project = True

    def syntax(self) -> str:
        return "[--site SITE] [--since DATE] [--workers N]"

    def short_desc(self) -> str:
        return "Clean the archived pages of the corpus again"

    def long_desc(self) -> str:
        return (
            "Makes articles and ledger again from the archive, with today's cleaner and no request to any "
            "site. Ids, dates and revisions stay. The new files take the place of the former at once, when "
            "all are whole. What changed is printed, and written to CORPUS_DIR/reclean/SITE.json."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--site", help="only this site; else all that are in the corpus")
        parser.add_argument("--since", help="only articles added since then, as with scrapy crawl")
        parser.add_argument(
            "--workers", metavar="N", type=int, default=os.cpu_count() or 1,
            help=f"processes that clean; an article whose page takes one longer than {DEADLINE:g} s, or "
            "ends it, stays as it was. 0: clean in this process (default: one a CPU, %(default)s)",
        )  # fmt: skip

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise UsageError(f"there is nothing to be done with {args[0]!r}: give a site with --site")
        if opts.workers < 0:
            raise UsageError(f"--workers {opts.workers}: give 0 or more")
        assert self.settings is not None  # noqa: S101 - Scrapy sets it before a command runs
        corpus = Path(self.settings["CORPUS_DIR"])
        there = sorted(path.name for path in (corpus / "articles").glob("*") if path.is_dir())
        sites = [opts.site] if opts.site else there
        if not there:
            raise UsageError(
                f"{corpus} holds no articles: crawl a site first, or say where with -s CORPUS_DIR=…"
            )
        if not set(sites) <= set(there):
            raise UsageError(f"{corpus} has no site {opts.site}: there are {', '.join(there)}")
        given = {"since": opts.since} if opts.since else {}
        try:
            since = Arguments.read(given, datetime.now(UTC)).window.since
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        rules = site_rules(self.settings)
        for site in sites:
            try:
                changes = reclean(corpus, site, rules, since, workers=opts.workers)
                print(told(site, changes))  # noqa: T201 - a command speaks
            except LockedError as error:
                self._failed(str(error), exitcodes.LOCKED)
            except CannotWriteError as error:
                self._failed(f"{site}: {error}", exitcodes.CANNOT_WRITE)
            except (OSError, ValueError, WorkerError) as error:
                self._failed(f"{site}: {error}", exitcodes.FAILED)

    def _failed(self, message: str, code: int) -> None:
        print(f"reclean: {message}", file=sys.stderr)  # noqa: T201 - a command speaks
        self.exitcode = code


def told(site: str, changes: Changes) -> str:
    """The changes of a site in words, one line a fact."""
    kept = "".join(f"\n  as it was, {reason}: {count}" for reason, count in sorted(changes.kept.items()))
    kinds = "".join(
        f"\n  cut as {kind}: {count:+} words" for kind, count in sorted(changes.kinds.items()) if count
    )
    return (
        f"{site}: {changes.articles} articles, {changes.cleaned} cleaned again, {changes.changed} changed, "
        f"{changes.gained} words gained, {changes.lost} lost{kept}{kinds}"
    )
