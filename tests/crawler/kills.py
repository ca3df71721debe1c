"""Kills crawls at random moments and runs them again: is every article of the server there, once and whole?

    python tests/crawler/kills.py --kills 200 --articles 1000

The server on loopback knows its own articles: they are what has to be in the corpus. Every other kill is
SIGKILL; the others are SIGTERM, given twice, which a crawl takes for "at once". Shards are small, so that many
kills come while one is sealed, and the next run is often killed while it recovers.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from crawls import OWN_SERVER, PROJECT, Answer, serve, sitemap, story

from output.shards import read_lines
from output.valid import parse
from output.verify import verify

_WORDS = "appeal bail bench brief clerk court docket exhibit juror motion oath plea ruling seal verdict writ".split()


@dataclass
class Outcome:
    """What came of it. `rounds` are corpora that were crawled to their end."""

    kills: int = 0
    rounds: int = 0
    lost: int = 0
    twice: int = 0
    torn: int = 0
    unsound: int = 0

    def table(self) -> str:
        names = ("kills", "rounds", "lost", "twice", "torn", "unsound")
        values = [f"{getattr(self, name):,}" for name in names]
        return "\n".join("".join(f"{cell:>10}" for cell in row) for row in (names, values))


def paths(count: int) -> list[str]:
    return [
        f"/2026/05/{_WORDS[n % 16]}-{_WORDS[n // 16 % 16]}-and-{_WORDS[n // 256 % 16]}-in-case-{n}/"
        for n in range(count)
    ]


def check(corpus: Path, expected: set[str], outcome: Outcome, *, complete: bool) -> None:
    """What a reader finds at this moment, added to `outcome`."""
    found: Counter[tuple[str, int]] = Counter()
    for path in corpus.glob("articles/**/*.jsonl*"):
        for line in read_lines(path):
            read, problem = parse(line, "article")
            if read is None or problem:
                outcome.torn += 1
            else:
                found[str(read["url"]), int(read["revision"])] += 1
    outcome.twice += sum(count - 1 for count in found.values())
    outcome.twice += sum(revision > 1 for _, revision in found)  # nothing changed, so that is one too many
    if complete:
        outcome.lost += len(expected - {url for url, _ in found})
        outcome.unsound += len(verify(corpus).problems)


def harm(corpus: Path, dice: random.Random) -> None:
    """Deletes the state, or flips a byte in it, now and then."""
    state = corpus / "state.sqlite"
    if not state.exists() or dice.random() < 0.7:
        return
    if dice.random() < 0.5:
        for path in corpus.glob("state.sqlite*"):
            path.unlink()
        return
    body = bytearray(state.read_bytes())
    if body:
        body[dice.randrange(len(body))] ^= 1 << dice.randrange(8)
        state.write_bytes(body)


def prove(kills: int, articles: int, seed: int, folder: Path) -> Outcome:
    dice, outcome = random.Random(seed), Outcome()
    with serve() as site:
        urls = [site.url + path for path in paths(articles)]
        for number, path in enumerate(paths(articles)):
            site.answers[path] = story(f"Story {number} of the court")
        site.answers["/"] = Answer(b"<html><title>Home</title><p>News.</p></html>")
        site.answers["/robots.txt"] = Answer(f"Sitemap: {site.url}/sitemap.xml\n".encode())
        site.answers["/sitemap.xml"] = sitemap(*urls)
        corpus = folder / "0"
        while outcome.kills < kills:
            if crawl_for(_moment(dice, articles), site.url, corpus, dice):
                outcome.kills += 1
                check(corpus, set(urls), outcome, complete=False)
                harm(corpus, dice)
            else:
                check(corpus, set(urls), outcome, complete=True)
                outcome.rounds += 1
                shutil.rmtree(corpus)
                corpus = folder / str(outcome.rounds)
        crawl_for(None, site.url, corpus, dice)
        check(corpus, set(urls), outcome, complete=True)
        outcome.rounds += 1
    return outcome


def _moment(dice: random.Random, articles: int) -> float:
    """Seconds from the start of the process: from the time that Python takes to be there, on."""
    return dice.uniform(0.5, min(1.5 + articles / 100, 5.0))


def crawl_for(seconds: float | None, url: str, corpus: Path, dice: random.Random) -> bool:
    """Runs a crawl and kills it after so many seconds; whether it was on then. RuntimeError where it failed."""
    command = [
        sys.executable, "-m", "scrapy", "crawl", "news", "-a", f"url={url}/", "-s", f"CORPUS_DIR={corpus}",
        "-s", "SHARD_SIZE=20000", "-s", f"SHARD_COMPRESSION={dice.choice(['none', 'gzip'])}", *OWN_SERVER,
    ]  # fmt: skip
    process = subprocess.Popen(  # noqa: S603 - our own arguments
        command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    try:
        _, log = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        if dice.random() < 0.5:
            process.kill()
        else:
            process.terminate()
            time.sleep(0.02)
            process.terminate()
        process.communicate()
        return True
    if process.returncode != 0:
        raise RuntimeError(f"the crawl ended with {process.returncode}: {log}")
    return False


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--seed", type=int, default=20261125)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = prove(asked.kills, asked.articles, asked.seed, Path(folder))
    print(f"seed {asked.seed}, {asked.articles} articles on the server\n{outcome.table()}")  # noqa: T201 - a command speaks
    return int(bool(outcome.lost or outcome.twice or outcome.torn or outcome.unsound))


if __name__ == "__main__":
    sys.exit(main())
