"""The short form of `make prove`."""

from __future__ import annotations

from pathlib import Path

import pytest
from harms import Unable
from kills import Outcome, endure, prove


def test_killed_crawls_lose_nothing_write_nothing_twice_and_tear_nothing(tmp_path: Path) -> None:
    outcome = prove(10, 120, 7, tmp_path)
    assert outcome == Outcome(kills=outcome.kills, rounds=outcome.rounds)
    assert outcome.kills >= 10
    assert outcome.rounds >= 1


@pytest.mark.parametrize(
    "name",
    ["a tmpfs that fills up", "writes that end with EIO", "two runs at once", "shards with flipped bytes"],
)
def test_a_corpus_endures(name: str, tmp_path: Path) -> None:
    try:
        outcome = endure(name, 60, 7, tmp_path)
    except Unable as why:
        pytest.skip(str(why))
    assert outcome == Outcome(kills=outcome.kills, rounds=1)
