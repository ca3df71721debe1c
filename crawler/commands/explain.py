"""`scrapy explain`: what was kept of a page, what was struck out, and why."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from itertools import islice

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from w3lib.url import is_url

from cleaners import clean, why
from cleaners.model import Cleaned
from crawler.batch import rules_for
from crawler.inputs import STDIN, InputPage, Skipped, find, read
from crawler.onepage import FetchError, fetch
from crawler.politeness.contact import missing_contact
from crawler.safelog import harmless
from crawler.siterules import site_rules
from output.files import replacing
from output.redline import Redline, Row, plain, to_html, to_svg, to_terminal
from output.urls import normalise

_NAMED = 5  # addresses that an error names, of a file that holds many pages


class ExplainError(Exception):
    """There is no such page to explain; the message says what to do."""


class Command(ScrapyCommand):
    requires_project = True

    def syntax(self) -> str:
        return "URL|FILE [URL in FILE] [--html OUT.html] [--svg OUT.svg]"

    def short_desc(self) -> str:
        return "Show a page's redline: what is kept, what is struck out and why"

    def long_desc(self) -> str:
        return (
            "Shows the page with what was cut struck through, and kind and rule in the margin. A URL is "
            "fetched once, as a crawl would (robots.txt is obeyed, CONTACT has to be set). A FILE is what "
            "`scrapy clean` takes; where it holds several pages, name one's URL after it. Exit code 1 where "
            "there is no such page."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--html", metavar="OUT.html", help="write one HTML page, without scripts, instead"
        )
        parser.add_argument(
            "--why", action="store_true",
            help="name what weighed most with the model, for each block that it decided on",
        )  # fmt: skip
        parser.add_argument("--svg", metavar="OUT.svg", help="write a picture of the terminal's view instead")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        unknown = [arg for arg in args if arg.startswith("-") and arg != STDIN]
        if unknown:
            raise UsageError(f"unknown option {unknown[0]}")
        if not 1 <= len(args) <= 2:
            raise UsageError("give a URL, or a file and, where it holds several pages, one's URL")
        try:
            page = self._page(args)
            cleaned = self._clean(page)
            reasons = why(page.body, url=page.url, content_type=page.content_type) if opts.why else {}
            self._show(redline_of(cleaned, page.url, reasons), opts)
        except (ExplainError, FetchError, OSError) as error:
            print(f"explain: {plain(harmless(f'{args[0]}: {error}'))}", file=sys.stderr)  # noqa: T201 - a command speaks
            self.exitcode = 1

    def _page(self, args: list[str]) -> InputPage:
        if is_url(args[0]):
            if len(args) > 1:
                raise UsageError("one URL at a time")
            if self.crawler_process is None:
                raise RuntimeError("Scrapy makes the process of a command before it runs it")
            once = "scrapy explain URL -s CONTACT=you@your.site"
            if problem := missing_contact(self.crawler_process.settings, harmless(args[0]), once):
                raise UsageError(problem, print_help=False)
            return fetch(self.crawler_process, args[0])
        return page_in(args[0], args[1] if len(args) > 1 else None)

    def _clean(self, page: InputPage) -> Cleaned:
        if self.settings is None:
            raise RuntimeError("Scrapy sets the settings of a command before it runs it")
        rules = rules_for(page.url, site_rules(self.settings))
        return clean(page.body, url=page.url, content_type=page.content_type, rules=rules)

    def _show(self, redline: Redline, opts: argparse.Namespace) -> None:
        for path, render in ((opts.html, to_html), (opts.svg, to_svg)):
            if path:
                with replacing(path) as file:
                    file.write(render(redline).encode())
        if not (opts.html or opts.svg):
            Console(highlight=False).print(to_terminal(redline))


def page_in(file: str, url: str | None) -> InputPage:
    """The page of a file, or the one of `url` in it. ExplainError where there is none, or more than one."""
    faults: list[str] = []
    found: list[InputPage] = []
    for name in find([file]):
        for page in [name] if isinstance(name, Skipped) else read(name):
            if isinstance(page, Skipped):
                faults.extend([str(page)] if page.fault else [])
            elif url is None or normalise(page.url) == normalise(url):
                found.append(page)
                if url is not None:
                    return page
            if len(found) > _NAMED:
                break
    if len(found) == 1:
        return found[0]
    if found:
        some = ", ".join(page.url or str(page.place.file) for page in islice(found, _NAMED))
        raise ExplainError(f"holds several pages: name the URL of one behind it, for instance of {some}")
    why = f" ({'; '.join(faults[:_NAMED])})" if faults else ""
    raise ExplainError(f"{'no page in it' if url is None else f'no page {url} in it'}{why}")


def redline_of(
    cleaned: Cleaned, url: str, reasons: Mapping[int, Sequence[tuple[str, float]]] | None = None
) -> Redline:
    """All blocks of a cleaned page, kept and cut, in the order of the page. `reasons` are those of the model,
    as `cleaners.why` gives them: they stand beside what the model decided."""

    def said(order: int, rule: str) -> tuple[str, ...]:
        given = (reasons or {}).get(order, ()) if rule == "model" else ()
        return tuple(f"{name} {added:+.2f}" for name, added in given)

    kept = [
        Row(b.order, b.tag, b.text, None, b.rule, b.score, b.where, said(b.order, b.rule))
        for b in cleaned.blocks
    ]
    cuts = [
        Row(r.order, "", r.text, r.kind, r.rule, r.score, r.where, said(r.order, r.rule))
        for r in cleaned.removals
    ]
    rows = tuple(sorted(kept + cuts, key=lambda row: row.order))
    return Redline(url, cleaned.title, cleaned.standfirst, rows, cleaned.reason, cleaned.notes)
