"""`make bench-crawl`: how many pages a second go through a whole crawl, and how many through one that only
downloads, on loopback with politeness off, over plain http and as the web serves pages; what blocks the event
loop; whether memory stays flat.

Exit codes: 0 done, 1 a crawl failed or left pages out, 2 the command line is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final, Literal, TypeAlias, get_args

import table
from measured import MARK, Measured, Mode, processor_time, timed

ROOT: Final = Path(__file__).resolve().parent.parent
DOCUMENT: Final = ROOT / "docs" / "throughput.md"
RESULTS: Final = ROOT / "benchmarks" / "results"
HERE: Final = Path(__file__).parent
Form: TypeAlias = Literal["plain", "web"]
"""How the pages are served: over plain http and not packed, or over https and packed by gzip."""
FORMS: Final[tuple[Form, ...]] = get_args(Form)
MODES: Final[tuple[Mode, ...]] = get_args(Mode)

RATIO: Final = 0.7
BLOCK: Final = 100.0  # ms
GROWTH: Final = 0.10

LABELS: Final[dict[Mode, str]] = {
    "scrapy": "Scrapy's own settings, pages dropped",
    "fetch": "Redline, pages dropped",
    "unarchived": "Redline without `ARCHIVE_PAGES`",
    "whole": "**Redline**, whole",
}
SERVED: Final[dict[Form, str]] = {
    "plain": "over plain http, not packed",
    "web": "over https, packed by gzip, as the web serves them",
}
SHORT: Final[dict[Form, str]] = {"plain": "plain http", "web": "https and gzip"}


class BenchError(Exception):
    """A crawl did not do what it was to do."""


@dataclass(frozen=True, slots=True)
class Site:
    """A server of made-up pages: the addresses, the id of its process, and the file of who vouches for it,
    where it speaks TLS."""

    homes: tuple[str, ...]
    server: int
    authority: Path | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A crawl, and the seconds of processor time that its server took in all."""

    measured: Measured
    server: float


@contextmanager
def site(form: Form, hosts: int, pages: int) -> Iterator[Site]:
    """Serves `pages` made-up articles on `hosts` addresses while the block runs."""
    command = [sys.executable, str(HERE / "loopback.py"), "--hosts", str(hosts), "--pages", str(pages)]
    with ExitStack() as stack:
        authority = None
        if form == "web":
            authority = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "authority.pem"
            command += ["--packed", "--authority", str(authority)]
        server = stack.enter_context(
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
        )
        homes: list[str] = []
        while server.stdout and (home := server.stdout.readline().strip()):
            homes.append(home)
        try:
            yield Site(tuple(homes), server.pid, authority)
        finally:
            if server.stdin:
                server.stdin.close()


def run(mode: Mode, pages: int, served: Site, *, heart: bool = False) -> Run:
    """One crawl in a process of its own; with `heart`, what blocks its event loop is measured. BenchError
    where it fails, or leaves a page out."""
    asked = [mode, str(pages), str(int(heart)), *served.homes]
    command = [sys.executable, str(HERE / "measured.py"), *asked]
    # OpenSSL's own variable: the crawl trusts that authority as it would those of the system
    trust = {"SSL_CERT_FILE": str(served.authority)} if served.authority else {}
    before = processor_time(served.server)
    done = subprocess.run(  # noqa: S603 - our own
        command, stdout=subprocess.PIPE, text=True, check=False, cwd=ROOT, env={**os.environ, **trust}
    )
    spent = processor_time(served.server) - before
    if done.returncode:
        raise BenchError(f"the crawl {mode!r} ended with exit code {done.returncode}")
    found = Measured(**json.loads(done.stdout.splitlines()[-1]))
    wrong = (
        found.pages != pages or found.errors or (mode in {"unarchived", "whole"} and found.articles != pages)
    )
    if wrong:
        raise BenchError(f"of {pages:,} pages: {found}")
    return Run(found, spent)


def rounds(count: int, pages: int, hosts: int) -> dict[Form, dict[Mode, list[Run]]]:
    """Every mode in every form `count` times, in turn, each time beginning with another mode."""
    runs: dict[Form, dict[Mode, list[Run]]] = {form: {mode: [] for mode in MODES} for form in FORMS}
    with ExitStack() as stack:
        sites = {form: stack.enter_context(site(form, hosts, pages)) for form in FORMS}
        for turn in range(count):
            for mode in (*MODES[turn % len(MODES) :], *MODES[: turn % len(MODES)]):
                for form in FORMS:
                    each = runs[form][mode]
                    each.append(run(mode, pages, sites[form]))
                    rate = each[-1].measured.rate
                    where = f"round {turn + 1} of {count}: {mode}, {SHORT[form]}"
                    print(f"{where}: {rate:.0f} pages a second", file=sys.stderr)
    return runs


def ratio(runs: dict[Mode, list[Run]], base: Mode) -> float:
    """The rate of the whole crawl over that of another, as the median over the rounds."""
    pairs = zip(runs["whole"], runs[base], strict=True)
    return median(whole.measured.rate / other.measured.rate for whole, other in pairs)


def report(runs: dict[Form, dict[Mode, list[Run]]], long: Run, hosts: int) -> str:
    """All figures as Markdown."""
    lines = []
    for form, each in runs.items():
        pages = each["whole"][0].measured.pages
        lines += [
            f"### {len(each['whole'])} rounds of {pages:,} pages on {hosts} hosts, {SERVED[form]}",
            "",
            *table.markdown(
                ("crawl", "pages a second", "own, ms", "workers, ms", "server, ms", "time for"), _rows(each)
            ),
            "",
        ]
    lines += [
        "### Beside crawls that only download",
        "",
        *table.markdown(("what", "measured", "goal", "reached"), _shares(runs)),
        "",
        f"### One crawl of {long.measured.pages:,} pages, {SERVED['web']}",
        "",
        *table.markdown(("what", "measured", "goal", "reached"), _goals(long)),
        "",
        f"Measured on {table.machine()}.",
    ]
    return "\n".join(lines)


def _rows(runs: dict[Mode, list[Run]]) -> Iterable[Sequence[str]]:
    for mode, each in runs.items():
        costs = _costs(each)
        rate = median(one.measured.rate for one in each)
        yield (LABELS[mode], f"{rate:.0f}", *(f"{cost:.2f}" for cost in costs), f"{time_for(*costs):.0f}")


def _costs(each: Sequence[Run]) -> tuple[float, float, float]:
    """Milliseconds of processor time a page: of the crawl's own process, of its workers, of the server."""
    pages = each[0].measured.pages
    first, last = timed(pages)
    counted = last - first
    return (
        1000 * median(one.measured.own for one in each) / counted,
        1000 * median(one.measured.workers for one in each) / counted,
        1000 * median(one.server for one in each) / pages,
    )


def time_for(own: float, workers: float, server: float) -> float:
    """Pages a second that this machine's cores have time for where nothing else runs: one core for the
    crawl's own process, which is one thread most of the time, and all of them for everything."""
    cores = os.cpu_count() or 1
    return min(1000 / own, cores * 1000 / (own + workers + server))


def _shares(runs: dict[Form, dict[Mode, list[Run]]]) -> Iterable[Sequence[str]]:
    for base in MODES[:2]:
        for form, each in runs.items():
            share = ratio(each, base)
            yield (
                f"pages a second beside {LABELS[base]}: {SHORT[form]}",
                f"{share:.2f}",
                f"{RATIO} or more",
                _yes(share >= RATIO),
            )
            bound = time_for(*_costs(each["whole"])) / time_for(*_costs(each[base]))
            yield "the same, of what the cores have time for", f"{bound:.2f}", "", ""


def _goals(long: Run) -> Iterable[Sequence[str]]:
    found = long.measured
    yield "pages that fit the profile of their site", f"{found.fitted / found.pages:.0%}", "", ""
    yield (
        "longest time in which the event loop did not go round",
        f"{found.block:.0f} ms",
        f"under {BLOCK:.0f} ms",
        _yes(found.block < BLOCK),
    )
    yield "of it computing, at most", f"{found.busy:.0f} ms", "", ""
    mark = min(MARK, found.pages // 2)
    for who, (before, after) in found.memory.items():
        growth = after / before - 1 if before else 0.0
        name = "the crawl's process" if who == "crawl" else "the largest worker"
        yield (
            f"memory of {name} at page {mark:,} and at page {found.pages:,}",
            f"{before:.0f} and {after:.0f} MiB ({growth:+.0%})",
            f"within {GROWTH:.0%}",
            _yes(abs(growth) <= GROWTH),
        )


def _yes(reached: bool) -> str:  # noqa: FBT001 - a word for it
    return "yes" if reached else "no"


def main(argv: Sequence[str] | None = None) -> int:
    options = _options(argv)
    try:
        runs = rounds(options.rounds, options.round_pages, options.hosts)
        with site("web", options.hosts, options.pages) as served:
            long = run("whole", options.pages, served, heart=True)
    except BenchError as error:
        print(f"bench-crawl: {error}", file=sys.stderr)
        return 1
    found = report(runs, long, options.hosts)
    print(found)
    options.results.mkdir(parents=True, exist_ok=True)
    (options.results / "throughput.md").write_text(f"{found}\n", "utf-8")
    if options.write_docs:
        document = options.document
        document.write_text(table.insert(document.read_text("utf-8"), found, document.name), "utf-8")
    return 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench-crawl", description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--pages", type=_many, default=20_000, help="of the long crawl (20,000)")
    parser.add_argument("--rounds", type=_many, default=3, help="of short crawls, each mode once (3)")
    parser.add_argument("--round-pages", type=_many, default=3_000, help="of a short crawl (3,000)")
    parser.add_argument("--hosts", type=_many, default=8, help="addresses of loopback that serve them (8)")
    parser.add_argument("--write-docs", action="store_true", help="write the tables into the document")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where to write throughput.md")
    parser.add_argument("--document", type=Path, default=DOCUMENT, help=argparse.SUPPRESS)
    return parser.parse_args(argv)


def _many(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 1_000_000:
        raise argparse.ArgumentTypeError(f"{number} is not from 1 to 1,000,000")
    return number


if __name__ == "__main__":
    sys.exit(main())
