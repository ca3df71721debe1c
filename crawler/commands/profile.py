"""`scrapy profile`: what crawls have learned of a site."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler import exitcodes
from crawler.commands import end_output
from crawler.profilefiles import ProfileError, read
from crawler.sitememory import profile_path
from output.redline import plain


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[SITE] [--json] [--forget]"

    def short_desc(self) -> str:
        return "Show what crawls have learned of a site: templates, what is kept and cut, what repeats"

    def long_desc(self) -> str:
        return (
            "Shows the profile of SITE in CORPUS_DIR, one line for each kind of block; without SITE, the "
            "sites that have one. What a site declares in its file (furniture, keep) goes before its "
            "profile, and a profile learned under other declarations is learned anew. Exit code 1 where "
            "there is no such profile."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="the whole profile as one line of JSON")
        parser.add_argument(
            "--forget", action="store_true", help="take the profile away: the next crawl learns it anew"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) > 1 or (not args and (opts.json or opts.forget)):
            raise UsageError("give one site: the name that it has in the corpus")
        if self.settings is None:
            raise RuntimeError("Scrapy sets the settings of a command before it runs it")
        corpus = str(self.settings["CORPUS_DIR"])
        if not args:
            for path in sorted(Path(corpus, "profiles").glob("*.json")):
                _say(path.stem)
            return
        try:
            path = profile_path(corpus, args[0])
        except ValueError as error:
            raise UsageError(str(error)) from error
        try:
            profile = read(path)
        except (OSError, ProfileError) as error:
            if not opts.forget or not path.is_file():
                self._fail(f"{error}. The next crawl learns it anew")
                return
            profile = None
        if profile is None and not path.is_file():
            self._fail(f"{args[0]} has no profile in {corpus}: the first crawl of the site learns it")
        elif opts.forget:
            path.unlink()
        elif profile is not None:
            self._show([json.dumps(profile.to_json())] if opts.json else profile.describe())

    def _show(self, lines: Iterable[str]) -> None:
        try:
            for line in lines:
                _say(line)
            sys.stdout.flush()
        except BrokenPipeError:  # `| head`: whoever read has enough
            end_output()

    def _fail(self, why: str) -> None:
        print(f"profile: {plain(why)}", file=sys.stderr)  # noqa: T201 - a command speaks
        self.exitcode = exitcodes.FAILED


def _say(line: str) -> None:
    print("".join(c if c.isprintable() else "\ufffd" for c in line))  # noqa: T201 - a command speaks
