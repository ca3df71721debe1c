"""A writer that is killed at each of its steps in turn: nothing lost, nothing twice, nothing torn."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpora import CUT, article
from killing import killed_at

from output import Article
from output.archive import Fetched
from output.corpus import Corpus
from output.shards import read_lines
from output.valid import parse
from output.verify import verify

ALL = [
    article(f"https://e.org/{number}", "Text. " * (1 + number % 3), cuts=number % 2) for number in range(7)
]
OUTSIDE = 300  # steps that no run of ALL has


def run(folder: Path, compression: str) -> None:
    """What a crawl does: writes what is not known yet."""
    with Corpus(folder, "site", shard_size=2500, compression=compression) as corpus:
        for one in ALL:
            if corpus.article(one.id) is None:
                cut = CUT.__class__(one.id, one.url, 1, "ad", "Buy", "ad-slot", None, "p", "0")
                page = Fetched(one.url, b"<p>" + one.text.encode(), "2026-01-02T03:04:05.000Z")
                corpus.write(one, [cut] * one.removed["ad"], page)
        for one in ALL[::2]:
            corpus.also_at(one.id, f"{one.url}/print", "canonical")


def seen(folder: Path) -> list[str]:
    """Ids that a consumer finds at this moment; each line has to be whole."""
    ids = []
    for path in sorted(folder.glob("articles/**/*.jsonl*")):
        for line in read_lines(path):
            read, problem = parse(line, "article")
            assert read is not None, problem
            ids.append(str(read["id"]))
    return ids


def same(articles: list[Article], ids: list[str]) -> bool:
    return sorted(one.id for one in articles) == sorted(ids)


@pytest.mark.parametrize("compression", ["none", "gzip", "zstd"])
def test_killed_at_any_step_and_run_again(tmp_path: Path, compression: str) -> None:
    kills = 0
    for step in range(1, OUTSIDE):
        folder = tmp_path / str(step)
        if not killed_at(step, lambda: run(folder, compression)):  # noqa: B023 - it is called at once
            break
        kills += 1
        before = seen(folder)
        assert len(before) == len(set(before))
        # recovery is killed too, at a step that goes through all of it as `step` does
        killed_at(step % 23 + 1, lambda: run(folder, compression))  # noqa: B023 - it is called at once
        assert set(before) <= set(seen(folder))
        run(folder, compression)
        assert same(ALL, seen(folder))
        report = verify(folder)
        assert report.problems == []
        assert report.cuts == sum(one.removed["ad"] for one in ALL)
        assert report.addresses == 4
    assert 25 < kills < OUTSIDE - 1
