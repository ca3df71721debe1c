"""`make bench`: score Redline beside other extractors on real pages, and time them.

Exit codes: 0 done, 1 a tool was changed while it ran, so that the figures are of no one state of it,
2 the pages or a tool are missing, or the command line is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import folds
import known
import speed
import table
import tools
import worst
from pages import BenchPage, BenchSet, DataError, PageScore, load_score, load_set, sample, set_names
from quality import ROUNDS, Cache, Prediction, Quality, compare, page_f1, predict_all, score_pages
from tools import KNOWN, METADATA, REDLINE, TOOLS, Tool

ROOT: Final = Path(__file__).resolve().parent.parent
DATA: Final = ROOT.parent / "shared" / "bench"
RESULTS: Final = ROOT / "benchmarks" / "results"
_LONGER: Final = {
    "ablation.md": ("What each piece of evidence adds", ".venv-bench/bin/python benchmarks/ablate.py"),
    "batch.md": ("`scrapy clean` as a whole", ".venv-bench/bin/python benchmarks/batch.py"),
    "throughput.md": ("A whole crawl", "make bench-crawl"),
}
"""Tables that other commands leave among the results: what each is about, and what makes it."""

_QUICK: Final = 8  # pages of a set
_QUICK_TIMED: Final = 2
_QUICK_ROUNDS: Final = 200
_TIMED: Final = 120  # pages of all sets
_TURNS: Final = 6  # with three, what two runs said of the same code was up to a fifth apart
_WORST: Final = 20  # pages of a set, in each of two lists


def main(argv: Sequence[str] | None = None) -> int:
    options = _options(argv)
    chosen = [tool for tool in TOOLS if not options.only or tool.name in options.only]
    absent = [tool.name for tool in chosen if not tool.installed()]
    if absent:
        print(f"bench: not installed here: {', '.join(absent)}. `make bench` sets it all up", file=sys.stderr)
        return 2
    cache = Cache(options.results / "predictions")
    rows: dict[str, list[Quality]] = {}
    timed: list[BenchPage] = []
    of_known: list[BenchPage] = []
    profiles = options.results / "profiles"
    known.use(profiles)
    folds.use(options.folds)
    try:
        names = set_names(options.data / "dev")
        if any(tool.ours for tool in chosen):
            folds.check(options.folds)
        before = {tool.name: cache.key(tool) for tool in chosen}
        score = load_score(options.data / "score.py")
        with ProcessPoolExecutor(
            _cores(), initializer=tools.prepare, initargs=(options.folds, profiles)
        ) as pool:
            bench = _Quality(options, chosen, pool, cache)
            for name in names:
                pages = load_set(options.data / "dev", name, score)
                if options.quick:
                    pages = BenchSet(name, sample(pages.pages, _QUICK), "")
                if any(tool.name == KNOWN for tool in chosen):
                    known.teach(pages, pool, profiles)
                rows[name] = bench.run(pages)
                of_known += [page for page in pages.pages if known.profile(page) is not None]
                timed += sample(pages.pages, _QUICK_TIMED if options.quick else _TIMED // len(names), seed=1)
    except DataError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    scored = {row.tool for each in rows.values() for row in each}
    shown = [tool for tool in TOOLS if tool.name in scored or tool in chosen]
    timings: list[speed.Timing] = []
    if not options.no_speed:
        timings.append(_time(timed, chosen, options))
        if of_known:
            timings.append(_time(of_known, chosen, options, known_sites=True))
    text = table.full(rows, timings, shown)
    changed = [tool.label for tool in chosen if tool.key() != before[tool.name]]
    if changed:
        text += (
            f"\n\nNot to be cited: {', '.join(changed)} changed during the run, so these are no one state's."
        )
    options.results.mkdir(parents=True, exist_ok=True)
    (options.results / "table.md").write_text(f"{text}\n", "utf-8")
    print(f"\n{text}\n\nWritten to {options.results}: table.md, pages.jsonl, worst/SET/index.html")
    print(longer(options.results))
    if changed:
        print("bench: a tool changed during the run; run it again, documents are left alone", file=sys.stderr)
        return 1
    if options.write_docs:
        _write_docs(text, table.short(rows, timings, shown))
    return 0


class _Quality:
    """Scores set by set; writes a line for every page and tool, and Redline's worst pages."""

    def __init__(
        self, options: argparse.Namespace, chosen: Sequence[Tool], pool: Executor, cache: Cache
    ) -> None:
        self._options, self._chosen, self._pool, self._cache = options, chosen, pool, cache
        self._score_path = options.data / "score.py"
        options.results.mkdir(parents=True, exist_ok=True)
        self._lines = options.results / "pages.jsonl"
        self._lines.write_text("", "utf-8")

    def run(self, pages: BenchSet) -> list[Quality]:
        score = load_score(self._score_path)
        found = self._find(pages)
        scored = {name: score_pages(score, pages, each) for name, each in found.items()}
        self._write_pages(pages.name, scored, found)
        rounds = _QUICK_ROUNDS if self._options.quick else ROUNDS
        rows = list(compare(self._score_path, pages, found, scored, self._pool, rounds=rounds))
        other = table.better_mode(rows)
        if REDLINE in scored and other is not None:
            best = KNOWN if KNOWN in scored else REDLINE
            lowest, behind = worst.rank(pages, scored[best], scored[other], _WORST)
            folder = self._options.results / "worst" / pages.name
            worst.write(folder, pages.name, lowest, behind, other=other, score=score)
        return rows

    def _find(self, pages: BenchSet) -> dict[str, list[Prediction]]:
        """Texts by tool, in the order of TOOLS. What is not chosen comes from the cache or not at all."""
        found: dict[str, list[Prediction]] = {}
        for tool in TOOLS:
            if not tool.installed() or not tool.scored:
                continue
            if tool.name == KNOWN and not known.sites(pages.pages):
                continue  # it would be the row above once more
            kept = None if self._options.fresh and tool in self._chosen else self._cache.get(tool, pages)
            if kept is None and tool in self._chosen:
                print(f"{pages.name}: {tool.name} on {len(pages.pages)} pages …", file=sys.stderr, flush=True)
                kept = predict_all(tool, pages, self._pool)
                self._cache.put(tool, pages, kept)
            if kept is not None:
                found[tool.name] = kept
        return found

    def _write_pages(
        self,
        name: str,
        scored: Mapping[str, Mapping[str, PageScore]],
        found: Mapping[str, Sequence[Prediction]],
    ) -> None:
        with self._lines.open("a", encoding="utf-8") as file:
            for tool, each in scored.items():
                errors = {p.url: p.error for p in found[tool]}
                for url, row in each.items():
                    line = {
                        "url": url,
                        "set": name,
                        "tool": tool,
                        "f1": page_f1(row),
                        **row,
                        "error": errors[url],
                    }
                    file.write(json.dumps(line) + "\n")


def _time(
    pages: Sequence[BenchPage],
    chosen: Sequence[Tool],
    options: argparse.Namespace,
    *,
    known_sites: bool = False,
) -> speed.Timing:
    """Time the chosen tools, and trafilatura with metadata in any case: it is the measure of the others."""
    timed = [
        tool
        for tool in TOOLS
        if tool.name == METADATA or (tool in chosen and (known_sites or tool.name != KNOWN))
    ]
    print(f"speed: {len(timed)} tools in turn on {len(pages)} pages …", file=sys.stderr, flush=True)
    rounds = 1 if options.quick else _TURNS
    return speed.measure(timed, pages, rounds, folders=(options.folds, options.results / "profiles"))


def longer(results: Path) -> str:
    """What the commands of their own measured last, which take as long as all this, or how to run them."""
    parts = []
    for name, (what, command) in _LONGER.items():
        path = results / name
        if path.is_file():
            when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            parts.append(f"## {what}, as measured on {when:%Y-%m-%d}\n\n{path.read_text('utf-8').strip()}")
        else:
            parts.append(f"## {what}: not measured here yet. Run {command}")
    return "\n\n".join(["", *parts])


def _write_docs(full: str, short: str) -> None:
    for path, text in ((ROOT / "docs" / "benchmarks.md", full), (ROOT / "README.md", short)):
        document = path.read_text("utf-8") if path.is_file() else ""
        try:
            path.write_text(table.insert(document, text, path.name), "utf-8")
            print(f"updated {path.name}")
        except table.MarkerError as error:
            print(f"left {path.name} as it is: {error}", file=sys.stderr)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument(
        "--only", nargs="+", choices=[tool.name for tool in TOOLS], metavar="TOOL",
        help="run these tools only; the text of others is taken from earlier runs where it is kept "
        f"({', '.join(tool.name for tool in TOOLS)})",
    )  # fmt: skip
    parser.add_argument("--fresh", action="store_true", help="take no text from earlier runs")
    parser.add_argument(
        "--quick", action="store_true", help=f"{_QUICK} pages of each set: figures mean nothing"
    )
    parser.add_argument("--no-speed", action="store_true", help="leave the timing out")
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with score.py and dev/")
    parser.add_argument(
        "--folds", type=Path, default=folds.FOLDER, help="the folder with the models that `make train` made"
    )
    parser.add_argument("--results", type=Path, default=RESULTS, help="where to write")
    parser.add_argument(
        "--write-docs", action="store_true", help="put the tables into docs/benchmarks.md and README.md"
    )
    options = parser.parse_args(argv)
    if options.write_docs and (options.only or options.quick or options.no_speed):
        parser.error("--write-docs needs a full run: no --only, --quick or --no-speed")
    return options


if __name__ == "__main__":
    sys.exit(main())
