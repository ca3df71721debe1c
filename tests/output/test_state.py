"""The index of a corpus: look-ups, when a page is due again, and that it is never the truth."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from test_store import A, B, article

from output import to_line
from output.state import Known, State
from output.store import Store
from output.urls import normalise

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
FORM = normalise(A.url)


class Clock:
    def __init__(self) -> None:
        self.now = NOW.timestamp()

    def __call__(self) -> float:
        return self.now

    def later(self, **what: float) -> None:
        self.now += timedelta(**what).total_seconds()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def written(corpus: Path, clock: Clock, published: datetime) -> State:
    """The state of a later run, of a corpus that holds an article."""
    with Store(corpus, "site") as store:
        store.state._clock = clock
        store.write(A)
        store.state.note(FORM, "article", article_id=A.id, published=published, etag='"1"', modified="then")
    return State(corpus, "site", clock=clock)


def test_what_was_written_is_known_and_not_asked_for(tmp_path: Path, clock: Clock) -> None:
    state = written(tmp_path, clock, NOW)
    assert state.article(A.id) == Known(A.content_hash, 1, A.url)
    assert state.article(B.id) is None
    assert (state.settled(FORM), state.settled(normalise(B.url))) == (True, False)
    seen = state.seen(FORM)
    assert seen is not None
    assert (seen.outcome, seen.id, seen.etag, seen.modified) == ("article", A.id, '"1"', "then")
    assert state.articles() == 1


@pytest.mark.parametrize(
    ("age", "later", "settled"),
    [
        ({"hours": 0}, {"minutes": 59}, True),
        ({"hours": 0}, {"minutes": 61}, False),
        ({"days": 2}, {"hours": 23}, True),
        ({"days": 2}, {"hours": 25}, False),
        ({"days": 15}, {"days": 3000}, True),
        ({"days": -3}, {"minutes": 61}, False),  # published in the future: as if now
    ],
)
def test_a_page_is_due_again_later_and_later(
    tmp_path: Path, clock: Clock, age: dict[str, float], later: dict[str, float], *, settled: bool
) -> None:
    state = written(tmp_path, clock, NOW - timedelta(**age))
    clock.later(**later)
    assert state.settled(FORM) is settled


def test_what_the_site_says_has_changed_is_due_at_once(tmp_path: Path, clock: Clock) -> None:
    state = written(tmp_path, clock, NOW - timedelta(days=400))
    assert state.settled(FORM, NOW - timedelta(days=1))
    assert not state.settled(FORM, NOW + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("outcome", "asked"),
    [
        ("http_500", [True, True, True]),
        ("timeout", [True, True, True]),
        ("http_404", [True, True, False]),
        ("http_410", [False, False, False]),
        ("listing", [False, False, False]),
    ],
)
def test_failures_that_pass_are_asked_again_and_gone_pages_are_not(
    tmp_path: Path, clock: Clock, outcome: str, asked: list[bool]
) -> None:
    state = State(tmp_path, "site", clock=clock)
    found = []
    for _ in asked:
        state.note(FORM, outcome)
        clock.later(minutes=1)
        found.append(not state.settled(FORM))
    assert found == asked


def test_a_page_without_an_article_is_looked_at_after_a_week(tmp_path: Path, clock: Clock) -> None:
    state = State(tmp_path, "site", clock=clock)
    state.note(FORM, "no_article")
    clock.later(days=8)
    assert not state.settled(FORM)


def test_a_page_that_was_not_modified_keeps_what_was_known(tmp_path: Path, clock: Clock) -> None:
    state = written(tmp_path, clock, NOW)
    clock.later(hours=2)
    state.note(FORM, "not_modified")
    seen = state.seen(FORM)
    assert seen is not None
    assert (seen.id, seen.etag, seen.checked) == (A.id, '"1"', clock.now)
    assert state.settled(FORM)


def test_a_clock_that_went_back_a_year_settles_nothing(tmp_path: Path, clock: Clock) -> None:
    state = written(tmp_path, clock, NOW)
    clock.later(days=-365)
    assert not state.settled(FORM)


def test_what_is_not_sealed_is_known_to_its_run_alone(tmp_path: Path) -> None:
    store = Store(tmp_path, "site", run="run")
    store.write(A)
    store.state.note(FORM, "article", article_id=A.id)
    assert store.state.article(A.id) is not None
    with sqlite3.connect(tmp_path / "state.sqlite") as other:
        counts = [
            other.execute(query).fetchone()[0]
            for query in ("SELECT count(*) FROM articles", "SELECT count(*) FROM pages")
        ]
    other.close()
    assert counts == [0, 0]
    store.close()


@pytest.mark.parametrize("damage", ["deleted", "overwritten", "flipped", "another version"])
def test_an_index_that_is_gone_or_damaged_is_made_anew(tmp_path: Path, damage: str) -> None:
    with Store(tmp_path, "site", run="run", shard_bytes=1) as store:
        for n in range(300):
            store.write(article(f"https://e.org/{n}"))
        store.write(A)
    path = tmp_path / "state.sqlite"
    if damage == "deleted":
        path.unlink()
    elif damage == "overwritten":
        path.write_bytes(b"no database" * 1000)
    elif damage == "flipped":
        data = bytearray(path.read_bytes())
        for place in range(100, len(data), 97):
            data[place] ^= 0xFF
        path.write_bytes(bytes(data))
    else:
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
    state = State(tmp_path, "site")
    assert state.article(A.id) == Known(A.content_hash, 1, A.url)
    assert state.articles() == 301
    assert state.settled(FORM)
    state.close()


def test_shards_that_were_exchanged_are_read_again(tmp_path: Path) -> None:
    with Store(tmp_path, "site", run="run") as store:
        store.write(A)
    path = tmp_path / "articles/site/run.jsonl"
    path.write_bytes(to_line(B) * 1 + to_line(article("https://e.org/c")))
    state = State(tmp_path, "site")
    assert state.article(A.id) is None
    assert state.article(B.id) is not None
    state.close()
