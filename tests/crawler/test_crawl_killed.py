"""The short form of `make prove`."""

from __future__ import annotations

from pathlib import Path

from kills import Outcome, prove


def test_killed_crawls_lose_nothing_write_nothing_twice_and_tear_nothing(tmp_path: Path) -> None:
    outcome = prove(10, 120, 7, tmp_path)
    assert outcome == Outcome(kills=10, rounds=outcome.rounds)
    assert outcome.rounds >= 1
