"""`scrapy verify`: whether a corpus is whole, and what to do where it is not."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler import exitcodes
from output.lock import LockedError
from output.redline import plain
from output.valid import LATER
from output.verify import verify


class Command(ScrapyCommand):
    requires_project = True

    def syntax(self) -> str:
        return "[CORPUS_DIR] [--repair]"

    def short_desc(self) -> str:
        return "Check the files of a corpus, and mend what can be"

    def long_desc(self) -> str:
        return (
            "Checks each sealed file against its checksums, each line against its schema, that no article "
            "stands twice, and the ledger and further addresses against the articles. Exit code 1 where "
            "something is wrong and not mended. Files of a crawl that is on are not looked at."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--repair",
            action="store_true",
            help="put damaged lines into CORPUS_DIR/quarantine/ and seal the files anew",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) > 1:
            raise UsageError("give one CORPUS_DIR, or none for that of the settings")
        assert self.settings is not None  # noqa: S101 - Scrapy sets it before a command runs
        corpus = Path(args[0] if args else self.settings["CORPUS_DIR"])
        if not corpus.is_dir():
            raise UsageError(f"{corpus} is no folder: give that of a corpus", print_help=False)
        try:
            report = verify(corpus, repair=opts.repair)
        except LockedError as error:
            print(f"verify: {error}", file=sys.stderr)  # noqa: T201 - a command speaks
            self.exitcode = exitcodes.LOCKED
            return
        except OSError as error:
            print(f"verify: {error}", file=sys.stderr)  # noqa: T201 - a command speaks
            self.exitcode = exitcodes.FAILED
            return
        for problem in report.problems:
            mended = " (mended)" if problem.mended else ""
            print(plain(f"{problem.path}: {problem.what}{mended}"))  # noqa: T201 - a command speaks
        if report.earlier:
            earlier = f"{report.earlier} articles have no {' or '.join(LATER)}: an earlier version wrote them"
            print(f"{earlier}. `scrapy reclean` writes them anew")  # noqa: T201 - a command speaks
        counts = f"{report.files} files, {report.articles} articles, {report.cuts} cuts"
        if report.addresses:
            counts += f", {report.addresses} further addresses"
        verdict = "sound" if not report.problems else f"{len(report.problems)} problems"
        if report.problems and report.sound:
            verdict += ", all mended"
        print(f"{counts}: {verdict}")  # noqa: T201 - a command speaks
        self.exitcode = exitcodes.DONE if report.sound else exitcodes.FAILED
