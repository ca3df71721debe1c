"""Harms corpora and crawls again: is every article of the server there, once and whole?

    python tests/crawler/kills.py --kills 200 --articles 1000

First crawls are killed at random moments, now and then also while they are cleaned again, then all is done that
`harms.py` knows.
The server on loopback knows its own articles: they are what has to be in the corpus. Every other kill is
SIGKILL; the others are SIGTERM, given twice, which a crawl takes for "at once". Shards are small, so that many
kills come while one is sealed, and the next run is often killed while it recovers.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from crawls import OWN_SERVER, PROJECT, Answer, Site, serve, sitemap, story
from harms import HARMS, Place, Unable

from output import article_id
from output.shards import read_lines
from output.valid import parse
from output.verify import verify

_WORDS = "appeal bail bench brief clerk court docket exhibit juror motion oath plea ruling seal verdict writ".split()


@dataclass
class Outcome:
    """What came of it. `rounds` are corpora that were crawled to their end, `unsound` what verify says of them."""

    kills: int = 0
    rounds: int = 0
    lost: int = 0
    twice: int = 0
    torn: int = 0
    unsound: int = 0

    @property
    def harmless(self) -> bool:
        return not (self.lost or self.twice or self.torn or self.unsound)

    def row(self, what: str) -> str:
        cells = (self.kills, self.rounds, self.lost, self.twice, self.torn, self.unsound)
        return f"{what:40}" + "".join(f"{cell:>9,}" for cell in cells)


HEAD = f"{'what was done':40}" + "".join(
    f"{name:>9}" for name in ("times", "rounds", "lost", "twice", "torn", "unsound")
)


def paths(count: int) -> list[str]:
    return [
        f"/2026/05/{_WORDS[n % 16]}-{_WORDS[n // 16 % 16]}-and-{_WORDS[n // 256 % 16]}-in-case-{n}/"
        for n in range(count)
    ]


def check(corpus: Path, court: Court, outcome: Outcome, *, complete: bool) -> None:
    """What a reader finds at this moment, added to `outcome`. Other addresses that are not there are lost, too."""
    found: Counter[tuple[str, int]] = Counter()
    for path in corpus.glob("articles/**/*.jsonl*"):
        for line in read_lines(path):
            read, problem = parse(line, "article")
            if read is None or problem:
                outcome.torn += 1
            else:
                found[str(read["id"]), int(read["revision"])] += 1
    outcome.twice += sum(count - 1 for count in found.values())
    outcome.twice += sum(revision > 1 for _, revision in found)  # nothing changed, so that is one too many
    if complete:
        outcome.lost += len(court.articles - {key for key, _ in found})
        also = [line for path in corpus.glob("addresses/**/*.jsonl*") for line in read_lines(path)]
        outcome.lost += len(court.elsewhere - {json.loads(line)["article"] for line in also})
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
    """Kills crawls of a site, and runs of reclean, until there were so many."""
    dice, outcome = random.Random(seed), Outcome()
    with court(articles) as server:
        url = server.site.url
        corpus = folder / "0"
        while outcome.kills < kills:
            if crawl_for(_moment(dice, articles), url, corpus, dice):
                outcome.kills += 1
                check(corpus, server, outcome, complete=False)
                harm(corpus, dice)
                if dice.random() < 0.15 and any(corpus.glob("articles/*/*.jsonl*")):
                    outcome.kills += reclean_for(dice.uniform(1.0, 4.0), corpus)
                    check(corpus, server, outcome, complete=False)
            else:
                check(corpus, server, outcome, complete=True)
                outcome.rounds += 1
                shutil.rmtree(corpus)
                corpus = folder / str(outcome.rounds)
        crawl_for(None, url, corpus, dice)
        check(corpus, server, outcome, complete=True)
        outcome.rounds += 1
    return outcome


@dataclass(frozen=True)
class Court:
    """A site whose articles are known, by their ids; those `elsewhere` stand at a second address, too."""

    site: Site
    articles: set[str]
    elsewhere: set[str]


@contextmanager
def court(articles: int) -> Iterator[Court]:
    """A site with so many articles, one of ten of them at two addresses."""
    with serve() as site:
        urls = [site.url + path for path in paths(articles)]
        for number, path in enumerate(paths(articles)):
            site.answers[path] = story(f"Story {number} of the court")
        twice = urls[::10]
        for url in twice:
            path = url.removeprefix(site.url)
            canonical = f'<link rel="canonical" href="{url}"></head>'.encode()
            site.answers[f"/crime{path}"] = Answer(site.answers[path].body.replace(b"</head>", canonical))
            urls.append(f"{site.url}/crime{path}")
        site.answers["/"] = Answer(b"<html><title>Home</title><p>News.</p></html>")
        site.answers["/robots.txt"] = Answer(f"Sitemap: {site.url}/sitemap.xml\n".encode())
        site.answers["/sitemap.xml"] = sitemap(*urls)
        yield Court(site, set(map(article_id, urls[:articles])), set(map(article_id, twice)))


def endure(name: str, articles: int, seed: int, folder: Path) -> Outcome:
    """Does one of `HARMS` to a corpus and crawls again. `harms.Unable` where this machine cannot."""
    outcome, corpus, dice = Outcome(), folder / "corpus", random.Random(seed)
    with court(articles) as server:
        place = Place(server.site.url, corpus, dice)
        outcome.kills = HARMS[name](place)
        check(corpus, server, outcome, complete=False)
        code = place.crawl()
        if code != 0:
            raise AssertionError(f"{name}: the crawl after it ended with {code}")
        check(corpus, server, outcome, complete=True)
        outcome.rounds = 1
    return outcome


def reclean_for(seconds: float, corpus: Path) -> bool:
    """Runs `scrapy reclean` and kills it after so many seconds; whether it was on then."""
    command = [sys.executable, "-m", "scrapy", "reclean", "-s", f"CORPUS_DIR={corpus}", "--workers", "1"]
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own arguments
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return True
    return False


def _moment(dice: random.Random, articles: int) -> float:
    """Seconds from the start of the process: from the time that Python takes to be there, on."""
    return dice.uniform(0.5, min(1.5 + articles / 100, 5.0))


def crawl_for(seconds: float | None, url: str, corpus: Path, dice: random.Random) -> bool:
    """Runs a crawl and kills it after so many seconds; whether it was on then. RuntimeError where it failed."""
    command = [
        sys.executable, "-m", "scrapy", "crawl", "news", "-a", f"url={url}/", "-s", f"CORPUS_DIR={corpus}",
        "-s", "SHARD_SIZE=20000", "-s", f"SHARD_COMPRESSION={dice.choice(['none', 'gzip', 'zstd'])}", *OWN_SERVER,
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
    print(f"seed {asked.seed}, {asked.articles} articles on the server\n{HEAD}")  # noqa: T201 - a command speaks
    harmless = True
    for name in ("kills", *HARMS):
        with tempfile.TemporaryDirectory() as folder:
            try:
                if name == "kills":
                    outcome = prove(asked.kills, asked.articles, asked.seed, Path(folder))
                else:
                    outcome = endure(name, min(asked.articles, 200), asked.seed, Path(folder))
            except Unable as error:
                print(f"{name:40} not done: {error}", flush=True)  # noqa: T201 - a command speaks
                continue
            print(outcome.row(name), flush=True)  # noqa: T201 - a command speaks
            harmless = harmless and outcome.harmless
    return int(not harmless)


if __name__ == "__main__":
    sys.exit(main())
