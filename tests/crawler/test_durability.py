"""Crawls that are killed, fill the disk or meet each other: no article lost, none twice, no line torn.

`PROVE=200` in the environment asks for so many kills: `make prove`.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from crawls import AT_ONCE, PROJECT, crawl, lines

from crawler.sample.gold import gold

KILLS = int(os.environ.get("PROVE", "10")) // 2  # in each of two tests


def start(corpus: Path, *arguments: str) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "scrapy",
        "crawl",
        "sample",
        "-a",
        "port=8431",
        "-s",
        f"CORPUS_DIR={corpus}",
    ]
    return subprocess.Popen(  # noqa: S603 - our own arguments
        [*command, *AT_ONCE, *arguments],
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def told(corpus: Path) -> tuple[Counter[str], Counter[str]]:
    """How often each article's title stands in the corpus; and how often each cut does."""
    articles, cuts = lines(corpus / "articles"), lines(corpus / "removed")
    assert {cut["article"] for cut in cuts} <= {article["id"] for article in articles}
    return (
        Counter(article["title"] for article in articles),
        Counter(f"{cut['article']} {cut['order']}" for cut in cuts),
    )


@pytest.mark.parametrize("packed", ["False", "True"])
def test_kill_it_anywhere_and_run_it_again(tmp_path: Path, packed: str) -> None:
    rnd = random.Random(packed)
    settings = ("-s", "SHARD_BYTES=20000", "-s", f"SHARD_GZIP={packed}", "-s", "DOWNLOAD_DELAY=0.02")
    killed = 0
    for _ in range(KILLS):
        run = start(tmp_path, *settings)
        try:
            run.wait(timeout=rnd.uniform(1.2, 3.2))
        except subprocess.TimeoutExpired:
            killed += 1
            run.send_signal(rnd.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM)))
            run.wait(timeout=60)
    assert killed > 0
    last = crawl("sample", tmp_path, "-a", "port=8431", *AT_ONCE, *settings)
    assert last.code == 0, last.log
    titles, cuts = told(tmp_path)
    assert titles == Counter(article.title for article in gold())
    assert set(cuts.values()) == {1}
    assert not list(tmp_path.rglob(".*.open"))


def test_two_runs_at_once(tmp_path: Path) -> None:
    first = start(tmp_path, "-s", "DOWNLOAD_DELAY=0.3")
    try:
        lock = tmp_path / "locks" / "sample.lock"
        for _ in range(200):
            if lock.is_file() and lock.read_bytes():
                break
            try:
                first.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
        second = crawl("sample", tmp_path, "-a", "port=0")
        assert second.code == 3
        assert f"is being written by process {first.pid} on " in second.log
    finally:
        first.send_signal(signal.SIGTERM)
        assert first.wait(timeout=60) == 130
    assert crawl("sample", tmp_path, "-a", "port=8431").code == 0
    assert told(tmp_path)[0] == Counter(article.title for article in gold())


def test_a_state_that_is_gone_or_damaged_loses_nothing_and_asks_for_little(tmp_path: Path) -> None:
    assert crawl("sample", tmp_path, "-a", "port=8432").code == 0
    (tmp_path / "state.sqlite").write_bytes(os.urandom(50_000))
    again = crawl("sample", tmp_path, "-a", "port=8432")
    assert again.code == 0
    assert "made anew from the shards" in again.log
    assert "articles" not in again.stats
    assert told(tmp_path)[0] == Counter(article.title for article in gold())


def test_a_shard_with_a_damaged_line_is_named_and_harmed_no_further(tmp_path: Path) -> None:
    assert crawl("sample", tmp_path, "-a", "port=0").code == 0
    (shard,) = (tmp_path / "articles" / "sample").glob("*.jsonl")
    damaged = shard.read_bytes().replace(b'"content_hash"', b'"contents_hush"', 1)
    shard.write_bytes(damaged)
    run = crawl("sample", tmp_path, "-a", "port=0")
    assert run.code == 1
    assert f"{shard}, line 1 is no article" in run.log
    assert shard.read_bytes() == damaged


FULL = """
import sys
from pathlib import Path
import output.shards, os
from scrapy.cmdline import execute

write, left = os.write, [{room}]

def full(descriptor, data):
    if data.startswith(b'{{"id"') or data.startswith(b'{{"article"'):
        if left[0] < len(data):
            write(descriptor, data[: left[0]])
            count, left[0] = left[0], 0
            return count
        left[0] -= len(data)
    return write(descriptor, data)

output.shards.os.write = full
execute(["scrapy", "crawl", "sample", "-a", "port=0", "-s", "CORPUS_DIR={corpus}", "-s", "CLEANING_WORKERS=0"])
"""


def test_a_disk_that_fills_up(tmp_path: Path) -> None:
    script = FULL.format(room=60_000, corpus=tmp_path)
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 4, done.stderr
    assert "It wanted " in done.stderr
    titles, _ = told(tmp_path)
    assert 0 < len(titles) < len(gold())
    for path in tmp_path.rglob("*.jsonl"):
        assert path.read_bytes().endswith(b"\n")
        for line in path.read_bytes().splitlines():
            any_line: Any = json.loads(line)
            assert any_line


def test_the_next_run_makes_up_for_a_full_disk(tmp_path: Path) -> None:
    script = FULL.format(room=60_000, corpus=tmp_path).replace("port=0", "port=8433")
    subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, timeout=120, check=False)  # noqa: S603 - as above
    assert crawl("sample", tmp_path, "-a", "port=8433").code == 0
    assert told(tmp_path)[0] == Counter(article.title for article in gold())
