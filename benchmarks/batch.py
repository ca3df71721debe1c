"""How `scrapy clean` as a whole does: two workers beside one, and the memory of a long run.

    .venv-bench/bin/python benchmarks/batch.py [--pages 2000] [--long 20000] [--data FOLDER]

The input is made of the development pages, each under many addresses of its site, so that sites teach their
profiles as real ones would. First so many pages with one worker and with two, in turn, twice: the better time
of each counts. Then a long run, during which the memory of every process is read each half second: a table
shows the largest of a worker in each tenth of the run. Linux only.

Exit codes: 0 done, 2 the pages are missing.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import table
from pages import BenchPage, DataError, load_score, load_set, set_names
from run import DATA, RESULTS

from cleaners.decode import decode

_LARGEST: Final = 300_000  # bytes of a page: of the larger ones many would take as long, and more disk
_TENTHS: Final = 10
_EVERY: Final = 0.5  # seconds


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=2_000, help="pages for one worker beside two")
    parser.add_argument("--long", type=int, default=20_000, help="pages of the long run; 0: none")
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with score.py and dev/")
    options = parser.parse_args(argv)
    try:
        score = load_score(options.data / "score.py")
        pages = [
            page
            for name in set_names(options.data / "dev")
            for page in load_set(options.data / "dev", name, score).pages
            if len(page.body) <= _LARGEST
        ]
    except DataError as error:
        print(f"batch: {error}", file=sys.stderr)
        return 2
    lines = []
    with tempfile.TemporaryDirectory(prefix="redline-") as folder:
        lines += speed_up(pages, options.pages, Path(folder))
        if options.long:
            lines += ["", *memory(pages, options.long, Path(folder))]
    text = "\n".join(lines)
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / "batch.md").write_text(f"{text}\n", "utf-8")
    print(text)
    return 0


def write(pages: Sequence[BenchPage], count: int, path: Path) -> None:
    """So many pages, each set of addresses once round before the next."""
    with path.open("w", encoding="utf-8") as file:
        for number, (page, html) in zip(range(count), _round(pages), strict=False):
            turn = number // len(pages)
            url = f"{page.url.rstrip('/')}-{turn}" if turn else page.url
            file.write(json.dumps({"url": url, "html": html}) + "\n")


def _round(pages: Sequence[BenchPage]) -> Iterator[tuple[BenchPage, str]]:
    while True:
        for page in pages:
            yield page, decode(page.body, content_type=page.content_type).text


def speed_up(pages: Sequence[BenchPage], count: int, folder: Path) -> list[str]:
    """One worker beside two."""
    source = folder / "pages.jsonl"
    write(pages, count, source)
    best = {1: float("inf"), 2: float("inf")}
    for workers in (1, 2, 2, 1):
        start = time.monotonic()
        subprocess.run(_command(source, folder, workers), check=True, capture_output=True)  # noqa: S603 - our own
        best[workers] = min(best[workers], time.monotonic() - start)
    return table.markdown(
        ("`scrapy clean`, whole", "pages", "one worker, s", "two workers, s", "times as fast"),
        [
            (
                "learning sites from the input",
                f"{count:,}",
                f"{best[1]:.1f}",
                f"{best[2]:.1f}",
                f"{best[1] / best[2]:.2f}",
            )
        ],
    )


def memory(pages: Sequence[BenchPage], count: int, folder: Path) -> list[str]:
    """The largest resident memory of a worker in each tenth of a long run, in MB."""
    source = folder / "pages.jsonl"
    write(pages, count, source)
    with subprocess.Popen(  # noqa: S603 - our own
        _command(source, folder, 2), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as run:
        readings: list[tuple[int, int]] = []
        while run.poll() is None:
            readings.append((_resident(run.pid), max(map(_resident, _children(run.pid)), default=0)))
            time.sleep(_EVERY)
    tenths = [
        readings[len(readings) * n // _TENTHS : len(readings) * (n + 1) // _TENTHS] for n in range(_TENTHS)
    ]
    rows = [
        (f"{n + 1}", f"{max(w for _, w in part) / 1e6:.0f}", f"{max(p for p, _ in part) / 1e6:.0f}")
        for n, part in enumerate(tenths)
        if part
    ]
    title = f"Memory over {count:,} pages with two workers, {len(readings) * _EVERY:.0f} s:"
    return [title, "", *table.markdown(("tenth of the run", "a worker, MB", "the parent, MB"), rows)]


def _command(source: Path, folder: Path, workers: int) -> list[str]:
    out = str(folder / "out.jsonl")
    return [sys.executable, "-m", "scrapy", "clean", str(source), "-o", out, "--workers", str(workers)]


def _children(parent: int) -> list[int]:
    try:
        text = Path(f"/proc/{parent}/task/{parent}/children").read_text("utf-8")
    except OSError:
        return []
    return [int(number) for number in text.split()]


def _resident(process: int) -> int:
    """Bytes; 0 for a process that has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    sizes = [int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:")]
    return sizes[0] if sizes else 0


if __name__ == "__main__":
    sys.exit(main())
