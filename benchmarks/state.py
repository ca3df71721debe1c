"""What a large corpus costs a crawl that begins, by the number of known addresses.

    .venv/bin/python benchmarks/state.py [ADDRESSES …]

The state is made up: rows as a crawl writes them, in one site. Each measurement is of a process of its own.
Start-up is the time from `Corpus(…)` until it can be asked; a look-up is that of an address or an article
that is known (90 of 100) or not, in CPU time, so that a busy machine counts for little; memory is how much
the process's peak grew from before the start to after the look-ups, and then to when as many addresses had
been listed.
"""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from output.corpus import Corpus
from output.state import Known, PageState, State
from output.urls import normalise

_LOOKS = 200_000
_BATCH = 250_000


def address(number: int) -> str:
    word = hashlib.md5(str(number).encode(), usedforsecurity=False).hexdigest()[:12]
    return f"https://news.example/2026/{number % 12 + 1:02}/court-{word}-rules-on-appeal-{number}/"


def fill(folder: Path, count: int) -> None:
    """A state of so many articles and their addresses."""
    for room in ("articles", "removed"):
        (folder / room / "site").mkdir(parents=True)
    state = State(folder / "state.sqlite", "site")
    for pragma in ("cache_size = -3000000", "synchronous = OFF"):  # it is made up as fast as it can be
        state._db.execute(f"PRAGMA {pragma}")  # noqa: SLF001 - the same
    for begin in range(0, count, _BATCH):
        articles, pages = [], []
        for number in range(begin, min(begin + _BATCH, count)):
            url = address(number)
            digest = hashlib.sha256(url.encode()).hexdigest()
            articles.append((digest[:32], Known(digest, 1, digest[32:])))
            pages.append((normalise(url), PageState(digest[:32], "article", 1.7e9, 1.8e9, None, 0, '"tag"')))
        state.record(articles, pages)
    state.close()


def peak() -> float:
    """The most memory that this process had, in MiB."""
    status = Path("/proc/self/status").read_text()  # getrusage() would tell of the parent's, too
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def measure(folder: Path, count: int) -> None:
    """Prints milliseconds to start, microseconds a look-up and an article's, MiB for these, MiB for what is
    seen."""
    from crawler.arguments import Window  # noqa: PLC0415 - the same
    from crawler.frontier import ArticleUrls, Frontier  # noqa: PLC0415 - its imports are no part of the start

    before = peak()
    began = time.perf_counter()
    corpus = Corpus(folder, "site")
    start = time.perf_counter() - began
    dice = random.Random(1)
    known = there = 0
    look = article = seen = 0.0
    for _ in range(_LOOKS // 1000):
        urls = [address(dice.randrange(count + count // 9)) for _ in range(1000)]
        keys = [hashlib.sha256(url.encode()).hexdigest()[:32] for url in urls]
        began = time.process_time()
        known += sum(corpus.page(url) is not None for url in urls)
        look += time.process_time() - began
        began = time.process_time()
        there += sum(corpus.article(key) is not None for key in keys)
        article += time.process_time() - began
    assert known == there and 0.85 < known / _LOOKS < 0.95, (known, there)  # noqa: S101, PT018 - a benchmark checks itself
    looked = peak() - before
    frontier = Frontier(ArticleUrls.of(None, ()), Window(), lambda _: True)
    for begin in range(0, count, 1000):
        urls = [address(number) for number in range(begin, min(begin + 1000, count))]
        began = time.process_time()
        for url in urls:
            frontier.first_time(url)
        seen += time.process_time() - began
    figures = (
        start * 1e3,
        look / _LOOKS * 1e6,
        article / _LOOKS * 1e6,
        looked,
        peak() - before,
        seen / count * 1e6,
    )
    print(*figures)
    corpus.close()


def main(counts: list[int]) -> None:
    names = "known", "start, ms", "address, µs", "article, µs", "memory, MiB", "all seen, MiB", "seen, µs"
    print("".join(f"{name:>15}" for name in names))
    with tempfile.TemporaryDirectory(dir=".") as top:
        for count in counts:
            folder = Path(top) / str(count)
            fill(folder, count)
            command = [sys.executable, __file__, "--measure", str(folder), str(count)]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own command
            print(f"{count:>15,}" + "".join(f"{float(value):>15.1f}" for value in said.split()), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main([int(count) for count in sys.argv[1:]] or [50_000, 5_000_000])
