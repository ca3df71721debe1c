"""What a durable corpus costs: milliseconds an article, beside a file that is only written.

    .venv/bin/python benchmarks/durability.py [ARTICLES]

Pages are those of the sample site, cleaned once; each is written again and again under other addresses. The
share says how many articles a second a crawl that cleans in one process writes, of those that it writes with
`-o x.jsonl` alone.
"""

from __future__ import annotations

import dataclasses
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from cleaners import clean
from crawler.records import to_article, to_ledger
from crawler.sample import gold, serve
from output import Article, LedgerLine, article_id, to_line
from output.archive import Fetched
from output.corpus import Corpus

Item = tuple[Article, list[LedgerLine], Fetched]


def pages() -> list[tuple[str, bytes]]:
    from urllib.request import urlopen  # noqa: PLC0415 - of use here only

    with serve(0) as site:
        return [(site.url + one.path, urlopen(site.url + one.path).read()) for one in gold()]  # noqa: S310 - our own server


def items(count: int) -> tuple[list[Item], float]:
    """Articles to write, and the seconds that cleaning one takes."""
    made: list[Item] = []
    found = pages()
    now = datetime.now(UTC)
    for url, body in found:  # the first pages load the models
        clean(body, url=url)
    began = time.perf_counter()
    for url, body in found:
        cleaned = clean(body, url=url)
        article = to_article(cleaned, url=url, source="sample", added=now)
        made.append((article, to_ledger(cleaned, article), Fetched(url, body, article.added)))
    seconds = (time.perf_counter() - began) / len(found)
    many = []
    for number in range(count):
        article, ledger, page = made[number % len(made)]
        key = article_id(f"{article.url}{number}")
        cuts = [dataclasses.replace(cut, article=key) for cut in ledger]
        many.append((dataclasses.replace(article, id=key, url=f"{article.url}{number}"), cuts, page))
    return many, seconds


def timed(work: Callable[[Path], None]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        work(Path(folder))
        return time.perf_counter() - began


def main(count: int) -> None:
    many, cleaning = items(count)

    def plain(folder: Path) -> None:
        with (folder / "x.jsonl").open("wb") as file:
            for article, _, _ in many:
                file.write(to_line(article))

    def corpus(*, archive: bool = False, compression: str = "none") -> Callable[[Path], None]:
        def write(folder: Path) -> None:
            with Corpus(folder, "sample", compression=compression) as held:
                for article, ledger, page in many:
                    held.write(article, ledger, page if archive else None)

        return write

    ways = {
        "-o x.jsonl": plain,
        "corpus": corpus(),
        "corpus, gzip": corpus(compression="gzip"),
        "corpus, zstd": corpus(compression="zstd"),
        "corpus and archive": corpus(archive=True),
    }
    least = 0.0
    print(f"{count} articles; cleaning takes {cleaning * 1000:.2f} ms each")
    print(f"{'':20}{'ms each':>10}{'share':>8}")
    for name, work in ways.items():
        each = min(timed(work) for _ in range(3)) / count
        least = least or each
        print(f"{name:20}{each * 1000:>10.2f}{(cleaning + least) / (cleaning + each):>8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
