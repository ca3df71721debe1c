"""Crawls of the sample site that are killed: listings of several pages are read to their end by the next one."""

from __future__ import annotations

import random
import signal
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from crawls import AT_ONCE, PROJECT, crawl, lines

from crawler.sample.gold import gold

KILLS = 4


def free_port() -> int:
    """The port is a part of the articles' addresses, so all crawls of a corpus need the same."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def start(corpus: Path, port: int, *arguments: str) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "scrapy",
        "crawl",
        "sample",
        "-a",
        f"port={port}",
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


@pytest.mark.parametrize("packed", ["none", "gzip"])
def test_kill_it_anywhere_and_run_it_again(tmp_path: Path, packed: str) -> None:
    rnd = random.Random(packed)
    port = free_port()
    settings = ("-s", "SHARD_SIZE=20000", "-s", f"SHARD_COMPRESSION={packed}", "-s", "DOWNLOAD_DELAY=0.02")
    killed = 0
    for _ in range(KILLS):
        run = start(tmp_path, port, *settings)
        try:
            run.wait(timeout=rnd.uniform(1.2, 3.2))
        except subprocess.TimeoutExpired:
            killed += 1
            run.send_signal(rnd.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM)))
            run.wait(timeout=60)
    assert killed > 0
    last = crawl("sample", tmp_path, "-a", f"port={port}", *AT_ONCE, *settings)
    assert last.code == 0, last.log
    titles, cuts = told(tmp_path)
    assert titles == Counter(article.title for article in gold())
    assert set(cuts.values()) == {1}
    assert not list(tmp_path.rglob(".*.open"))
