from __future__ import annotations

import random
import sqlite3
from typing import Any

import pytest

from crawler import seen
from crawler.seen import Seen


def test_it_is_a_set_however_many_are_put_away() -> None:
    dice, forms, expected = random.Random(3), Seen(in_memory=16), set()
    for _ in range(2000):
        form = f"e.org/{dice.randrange(700)}"
        assert forms.add(form) is (form not in expected)
        expected.add(form)
    assert len(forms._new) < 16


def test_lone_surrogates_are_addresses_as_well() -> None:
    forms = Seen()
    assert [forms.add(form) for form in ("e.org/\ud800", "e.org/\ud801", "e.org/\ud800")] == [
        True,
        True,
        False,
    ]


class _Full:
    """A connection to a file that takes `rows` batches."""

    def __init__(self, file: sqlite3.Connection, batches: int) -> None:
        self.file, self.batches = file, batches

    def __enter__(self) -> None:
        self.file.__enter__()

    def __exit__(self, *error: object) -> None:
        self.file.__exit__(*error)

    def executemany(self, *arguments: Any) -> None:
        self.batches -= 1
        self.file.executemany(*arguments)
        if self.batches < 0:
            raise sqlite3.OperationalError("database or disk is full")

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


@pytest.mark.parametrize("batches", [0, 1, 2])
def test_without_room_for_the_file_all_are_held_in_memory(
    monkeypatch: pytest.MonkeyPatch, batches: int
) -> None:
    made = seen._file
    monkeypatch.setattr(seen, "_file", lambda: _Full(made(), batches))
    forms = Seen(in_memory=10)
    for again in (True, False):
        assert {forms.add(f"e.org/{n}") for n in range(50)} == {again}
