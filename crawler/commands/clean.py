"""`scrapy clean`: pages from files in, article lines out."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from cleaners.model import Rules
from crawler import exitcodes
from crawler.batch import Count, Lines, clean_all
from crawler.commands import end_output
from crawler.inputs import STDIN, InputPage, Skipped, find, read
from crawler.siterules import site_rules
from crawler.twopass import clean_places, hands, take_inventory, teach, unpacked
from crawler.workers import DEADLINE, WorkerError
from output.files import replacing


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "INPUT... [-o OUT.jsonl] [--removed LEDGER.jsonl]"

    def short_desc(self) -> str:
        return "Clean pages from files (WARC, HTML, text, JSONL) into article JSONL; no network"

    def long_desc(self) -> str:
        return (
            "Writes one article line for each page of the inputs, in their order. Inputs: .warc, .warc.gz, "
            'HTML files, .txt (dirty text), .jsonl with "html" or "text" and "url" (.gz too), folders of '
            "these, or - for JSONL from standard input. A page with no article gives a line with empty text "
            "and a reason. Pages of a bundled site are cleaned by its rules. All inputs are looked through "
            "first: where they hold three pages of a site or more, these teach its profile, whatever their "
            "order, and two dirty texts or more of one host teach what they repeat. For that, packed JSONL "
            "and standard input are copied to the folder for temporary files. "
            "What is broken is named on standard error and skipped. Exit code 0 if any page was read, "
            "else 1; 130 when interrupted."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "-o", "--output", metavar="OUT.jsonl", default="-",
            help="where the articles go; takes its name when it is whole (default: -, standard output)",
        )  # fmt: skip
        parser.add_argument("--removed", metavar="LEDGER.jsonl", help="where every cut goes, one line each")
        parser.add_argument(
            "--workers", metavar="N", type=int, default=os.cpu_count() or 1,
            help=f"processes that clean; a page that takes one longer than {DEADLINE:g} s, or ends it, gets "
            "the reason error. 0: clean in this process, without that net (default: one a CPU, %(default)s)",
        )  # fmt: skip
        parser.add_argument(
            "--no-learn", action="store_true",
            help="learn no profiles of sites from the input: each page is judged alone, in one pass",
        )  # fmt: skip

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        _check(args, opts)
        if self.settings is None:
            raise RuntimeError("Scrapy sets the settings of a command before it runs it")
        run = _Run(Console(stderr=True, highlight=False, soft_wrap=True))
        try:
            run.clean(args, opts, site_rules(self.settings))
        except KeyboardInterrupt:
            self.exitcode = exitcodes.INTERRUPTED
            run.say(f"interrupted after {run.count.pages} pages: {_unwritten(opts)}")
        except BrokenPipeError:  # `| head`: whoever read has enough
            self.exitcode = exitcodes.FAILED
            end_output()
        except (OSError, WorkerError) as error:
            self.exitcode = exitcodes.FAILED
            run.say(f"stopped after {run.count.pages} pages: {error}. {_unwritten(opts)}")
        else:
            run.summarise()
            if not run.count.pages:
                self.exitcode = exitcodes.FAILED
                run.say("no page was read: give a .warc.gz, .html, .txt or .jsonl file, or a folder of them")


def _check(args: list[str], opts: argparse.Namespace) -> None:
    unknown = [arg for arg in args if arg.startswith("-") and arg != STDIN]
    if unknown:
        raise UsageError(f"unknown option {unknown[0]} (a file of that name: ./{unknown[0]})")
    if not args:
        raise UsageError("give at least one input: a file, a folder, or - for JSONL from standard input")
    if opts.workers < 0:
        raise UsageError(f"--workers {opts.workers}: give 0 or more")
    if opts.removed == STDIN:
        raise UsageError("--removed - : the ledger goes to a file, for articles may go to standard output")
    if opts.removed and Path(opts.removed).resolve() == Path(opts.output).resolve():
        raise UsageError("-o and --removed are one file: the ledger needs its own")
    inputs = {Path(arg).resolve() for arg in args if arg != STDIN}
    for option, name in (("-o", opts.output), ("--removed", opts.removed)):
        if name and name != STDIN and Path(name).resolve() in inputs:
            raise UsageError(f"{option} {name} is an input too: it would be replaced, so name another file")


def _unwritten(opts: argparse.Namespace) -> str:
    return "the output ends there" if opts.output == STDIN else f"{opts.output} was not written"


class _Run:
    """One run: what it counts, and what it tells on standard error."""

    def __init__(self, console: Console) -> None:
        self.count = Count()
        self._console = console
        self._started = time.monotonic()
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[pages]} pages"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )

    def say(self, text: str) -> None:
        # neither markup nor what acts on a terminal: file names and messages are data
        printable = "".join(c if c.isprintable() else "\ufffd" for c in text)
        self._console.print(f"clean: {printable}", markup=False)

    def clean(self, inputs: Sequence[str], opts: argparse.Namespace, sites: Mapping[str, Rules]) -> None:
        with ExitStack() as stack:
            articles = stack.enter_context(_opened(opts.output))
            ledger = stack.enter_context(replacing(opts.removed)) if opts.removed else None
            ours = {Path(name).resolve() for name in (opts.output, opts.removed) if name}
            files = self._files(inputs, ours)
            stack.enter_context(self._progress)
            if opts.no_learn:
                outcomes: Iterator[Lines | Skipped] = clean_all(
                    self._pages(files), sites, workers=opts.workers
                )
            else:
                folder = Path(stack.enter_context(TemporaryDirectory(prefix="redline-")))
                outcomes = self._two_passes(files, folder, sites, opts.workers)
            for outcome in outcomes:
                if isinstance(outcome, Skipped):
                    self._skip(outcome)
                    continue
                articles.write(outcome.article)
                if ledger:
                    ledger.write(outcome.ledger)
                self.count.add(outcome)
                if outcome.fault:
                    self.say(f"page {self.count.pages}, {outcome.address}: {outcome.fault}")

    def _two_passes(
        self, files: Sequence[str], folder: Path, sites: Mapping[str, Rules], workers: int
    ) -> Iterator[Lines | Skipped]:
        task = self._progress.add_task("reading", total=None, pages=0)

        def show(what: str, done: int, total: int) -> None:
            self._progress.update(task, description=what, completed=done, total=total, pages=self.count.pages)

        sources = [unpacked(file, folder, sys.stdin.buffer, self._skip) for file in files]
        with hands(sites, folder, workers=workers) as do:
            inventory = take_inventory(sources, do, self._skip, show)
            teach(inventory, do, show)
            for number, outcome in enumerate(clean_places(inventory, do), 1):
                yield outcome
                show("cleaning", number, inventory.size)

    def _files(self, inputs: Sequence[str], ours: set[Path]) -> list[str]:
        files = []
        for found in find(inputs, ours):
            if isinstance(found, Skipped):
                self._skip(found)
            else:
                files.append(found)
        return files

    def _pages(self, files: Sequence[str]) -> Iterator[InputPage]:
        """The pages of all files; the bar follows the bytes that were read."""
        sizes = [0 if file == STDIN else _size(file) for file in files]
        task = self._progress.add_task("cleaning", total=None if STDIN in files else sum(sizes), pages=0)
        for file, before in zip(files, accumulate(sizes, initial=0), strict=False):  # the sum has one more
            for found in read(file):
                if isinstance(found, Skipped):
                    self._skip(found)
                    continue
                self._progress.update(
                    task, completed=before + (found.place.offset or 0), pages=self.count.pages
                )
                yield found

    def _skip(self, skipped: Skipped) -> None:
        self.count.skipped["broken or missing" if skipped.fault else skipped.what] += 1
        if skipped.fault:
            self.say(f"skipped {skipped}")

    def summarise(self) -> None:
        """A table of counts, so that nothing is gone unseen."""
        seconds = time.monotonic() - self._started
        count = self.count
        rows = [(count.pages, f"pages in {seconds:.1f} s, {count.pages / seconds:.1f} a second")]
        rows.append((count.articles, "articles"))
        if known := count.fits["profile"]:
            rows.append((known, "by the profile of their site"))
        unfit = Counter({fit: n for fit, n in count.fits.items() if fit != "profile"})
        for what, counter in (
            ("no fit for their site's profile", unfit),
            ("no article", count.empty),
            ("skipped", count.skipped),
            ("removed", count.removed),
        ):
            rows.extend((number, f"{what}: {name}") for name, number in counter.most_common())
        for number, what in rows:
            self._console.print(f"{number:>9,}  {what}", markup=False)


@contextmanager
def _opened(output: str) -> Iterator[BinaryIO]:
    if output != STDIN:
        with replacing(output) as file:
            yield file
        return
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


def _size(file: str) -> int:
    try:
        return Path(file).stat().st_size
    except OSError:  # gone since it was found: reading it will say so
        return 0
