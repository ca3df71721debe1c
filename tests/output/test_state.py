"""What a corpus knows of its articles and addresses: the state, and what becomes of it when it is harmed."""

from __future__ import annotations

import contextlib
import dataclasses
import gzip
import json
import random
import re
import sqlite3
import threading
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from corpora import CUT, A, B, article

import output
from output import Article
from output import state as state_module
from output.archive import Fetched
from output.corpus import Corpus
from output.state import Known, PageState, State


def filled(folder: Path) -> None:
    with Corpus(folder, "site", "run") as corpus:
        corpus.write(A)
        corpus.note("https://www.e.org/gone?utm_source=x", PageState(outcome="http_410", due=5.0))


def test_the_last_revision_is_known_whatever_the_order_of_the_files(tmp_path: Path) -> None:
    newer = article(A.url, "Changed.", revision=2)
    folder = tmp_path / "articles" / "site"
    folder.mkdir(parents=True)
    (folder / "1.jsonl.gz").write_bytes(gzip.compress(output.to_line(newer)))
    (folder / "2.jsonl").write_bytes(output.to_line(A) + output.to_line(B))
    with Corpus(tmp_path, "site") as corpus:
        assert corpus.article(A.id) == Known(newer.content_hash, 2)
        assert corpus.article(B.id) == Known(B.content_hash, 1)
        page = corpus.page(A.url)
        assert page is not None
        assert (page.article, page.outcome) == (A.id, "article")
    with Corpus(tmp_path, "another") as corpus:
        assert corpus.article(A.id) is None


def test_what_a_run_noted_the_next_one_knows(tmp_path: Path) -> None:
    filled(tmp_path)
    with Corpus(tmp_path, "site") as corpus:
        assert corpus.page("http://e.org/gone") == PageState(outcome="http_410", due=5.0)
        assert corpus.page("http://e.org/unheard-of") is None


def test_what_the_server_said_of_a_page_is_found_in_the_archive(tmp_path: Path) -> None:
    day = "Wed, 21 Oct 2026 07:28:00 GMT"
    headers = (("ETag", '"1"'), ("Last-Modified", day), ("Content-Type", "text/html"))
    with Corpus(tmp_path, "site") as corpus:
        corpus.write(A, [CUT], Fetched(A.url, b"<p>Text.", A.added, headers=headers))
        corpus.write(B, (), Fetched(B.url, b"<p>Text.", B.added))
    (tmp_path / "state.sqlite").unlink()
    with Corpus(tmp_path, "site") as corpus:
        first, second = corpus.page(A.url), corpus.page(B.url)
        assert first
        assert second
        assert (first.etag, first.changed, second.etag, second.changed) == ('"1"', day, "", "")
    # a later look of a crawl stays when the files are indexed again
    with Corpus(tmp_path, "site") as corpus:
        corpus.note(A.url, first._replace(etag='"2"', looked=first.looked + 10))
    with Corpus(tmp_path, "site") as corpus:
        corpus._ask(lambda state: state.forget(pages=False))
    with Corpus(tmp_path, "site") as corpus:
        again = corpus.page(A.url)
        assert again
        assert again.etag == '"2"'
    # without its archive the article is known all the same
    (tmp_path / "state.sqlite").unlink()
    (path,) = (tmp_path / "archive/site").iterdir()
    path.write_bytes(b"")
    with Corpus(tmp_path, "site") as corpus:
        again = corpus.page(A.url)
        assert again
        assert (again.article, again.etag) == (A.id, "")


@pytest.mark.parametrize("harm", ["deleted", "garbage", "empty", "half", "another"])
def test_a_state_that_is_lost_or_damaged_is_made_again(tmp_path: Path, harm: str) -> None:
    filled(tmp_path)
    path = tmp_path / "state.sqlite"
    whole = path.read_bytes()
    if harm == "deleted":
        path.unlink()
    elif harm == "another":
        path.unlink()
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE shard (x)")
            other.execute("PRAGMA user_version = 1")
        other.close()
    else:
        path.write_bytes({"garbage": b"x" * 9000, "empty": b"", "half": whole[: len(whole) // 2]}[harm])
    with Corpus(tmp_path, "site") as corpus:
        assert corpus.article(A.id) == Known(A.content_hash, 1)
        page = corpus.page(A.url)
        assert page is not None
        assert page.article == A.id


def test_a_flipped_byte_anywhere_in_the_state_loses_no_article(tmp_path: Path) -> None:
    filled(tmp_path)
    path = tmp_path / "state.sqlite"
    whole = path.read_bytes()
    said = A.id, A.content_hash, "e.org/a"
    values = [whole.index(bytes.fromhex(said[1])) + 3, whole.index(said[2].encode()) + 2]
    for place in (*values, *range(0, len(whole), 997)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :])
        with Corpus(tmp_path, "site") as corpus:
            known = corpus.article(A.id)
            assert known in {Known(A.content_hash, 1), None}
            assert known or place not in values[:1]


@pytest.mark.parametrize("change", ["id = x'00112233445566778899aabbccddeeff'", "site = 'sitf'"])
def test_an_article_under_another_key_than_its_own_is_found_again(tmp_path: Path, change: str) -> None:
    """SQLite sees no damage in it."""
    filled(tmp_path)
    with sqlite3.connect(tmp_path / "state.sqlite") as state:
        state.execute(f"UPDATE article SET {change}")  # noqa: S608 - our own words
    state.close()
    with Corpus(tmp_path, "site") as corpus:
        assert corpus.article(A.id) == Known(A.content_hash, 1)


def test_a_page_under_another_address_than_its_own_is_found_again(tmp_path: Path) -> None:
    filled(tmp_path)
    with sqlite3.connect(tmp_path / "state.sqlite") as state:
        state.execute("UPDATE page SET url = 'https://www.e.org/b' WHERE article IS NOT NULL")
    state.close()
    with Corpus(tmp_path, "site") as corpus:
        page = corpus.page(A.url)
        assert page is not None
        assert page.article == A.id


def story(number: int) -> Article:
    return article(f"https://e.org/{number}", " ".join(f"word{number}-{word}" for word in range(30)))


def large(folder: Path, count: int, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Article], bytes]:
    """A corpus of stories, and its state, which is not read as a whole any more when it is opened."""
    monkeypatch.setattr(state_module, "_SMALL", 0)
    stories = [story(number) for number in range(count)]
    with Corpus(folder, "site", "run") as corpus:
        for one in stories:
            corpus.write(one)
    return stories, (folder / "state.sqlite").read_bytes()


def test_a_flipped_bit_anywhere_in_a_large_state_makes_no_article_stand_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are asked for and written as a crawl does it. SQLite sees no damage in a key that is flipped."""
    stories, whole = large(tmp_path, 120, monkeypatch)
    dice = random.Random(7)
    mended: list[object] = []
    monkeypatch.setattr("output.corpus.remove", lambda path: (mended.append(path), state_module.remove(path)))
    for _ in range(50):
        flipped = bytearray(whole)
        flipped[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        (tmp_path / "state.sqlite").write_bytes(flipped)
        with Corpus(tmp_path, "site") as corpus:
            for one in dice.sample(stories, len(stories)):
                other = dataclasses.replace(one, id=output.article_id(f"{one.url}/elsewhere"))
                assert corpus.article(one.id) == Known(
                    one.content_hash, 1, output.article.same_words(one.title, one.text)
                )
                assert corpus.twin(other) == one.id
                assert not corpus.also_at(one.id, one.url, "canonical")
    assert mended  # or no flip did any harm
    assert not any(tmp_path.glob("addresses/*/*"))


def test_wherever_a_key_is_damaged_in_a_large_state_its_article_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,), whole = large(tmp_path, 1, monkeypatch)
    places = [found.start() for found in re.finditer(re.escape(bytes.fromhex(one.id)), whole)]
    assert len(places) == 5  # the article, its three indexes, and its page
    for place in places:
        flipped = whole[:place] + bytes([whole[place] ^ 0x80]) + whole[place + 1 :]
        (tmp_path / "state.sqlite").write_bytes(flipped)
        with Corpus(tmp_path, "site") as corpus:
            assert corpus.article(one.id)
            assert corpus.twin(dataclasses.replace(one, id=B.id)) == one.id
            assert corpus.article(B.id) is None


def test_what_another_run_writes_while_it_is_asked_for_is_no_damage(tmp_path: Path) -> None:
    words = [f"{number:032x}" for number in range(300)]

    def write() -> None:
        with contextlib.closing(State(path, "other")) as other:
            for word in words:
                other.record([(word, Known("f" * 64, 1, word))])

    path = tmp_path / "state.sqlite"
    with contextlib.closing(State(path, "site")) as state:
        writer = threading.Thread(target=write)
        writer.start()
        for word in words:
            while not state.same(word):  # time and again, until it is there
                state.at("other").article(word)
        writer.join()
        assert state.at("other").article(words[-1]) == Known("f" * 64, 1, words[-1])


def test_who_opens_a_new_state_while_another_does_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite says at once that it is locked, now and then, where two processes turn on the log of a new file."""
    told = []

    class Locked(sqlite3.Connection):
        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
            if "journal_mode" in sql and len(told) < 3:
                told.append(sql)
                error = sqlite3.OperationalError("database is locked")
                error.sqlite_errorcode = sqlite3.SQLITE_BUSY
                raise error
            return super().execute(sql, *values)

    monkeypatch.setattr(state_module.sqlite3, "connect", partial(sqlite3.connect, factory=Locked))
    with contextlib.closing(State(tmp_path / "state.sqlite", "site")) as state:
        assert state.shards() == {}
    assert len(told) == 3


def test_a_text_of_the_state_that_is_no_text_any_more_is_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (one,), whole = large(tmp_path, 1, monkeypatch)
    place = whole.index(b"article", whole.index(b"sitee.org/0"))
    (tmp_path / "state.sqlite").write_bytes(whole[:place] + b"\xff" + whole[place + 1 :])
    with Corpus(tmp_path, "site") as corpus:
        page = corpus.page(one.url)
    assert page is not None
    assert page.article == one.id
    assert "is damaged and is made again" in caplog.text


def test_a_mistake_of_the_program_does_no_harm_to_the_state(tmp_path: Path) -> None:
    filled(tmp_path)
    whole = (tmp_path / "state.sqlite").read_bytes()
    corpus = Corpus(tmp_path, "site")
    corpus.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        corpus.article(B.id)
    assert (tmp_path / "state.sqlite").read_bytes() == whole


def test_a_shard_that_was_taken_away_or_mended_is_not_known_any_more(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / "articles/site/run-00001.jsonl").unlink()
    with Corpus(tmp_path, "site") as corpus:
        assert corpus.article(A.id) is None
        assert corpus.page(A.url) is None


@pytest.mark.parametrize("line", ["{", "[]", "{}", "\n", json.dumps({"id": "x"})])
def test_a_line_that_is_no_article_is_named_and_its_page_not_known(
    tmp_path: Path, line: str, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "articles" / "site"
    folder.mkdir(parents=True)
    (folder / "1.jsonl").write_bytes(output.to_line(A) + line.encode())
    with Corpus(tmp_path, "site") as corpus:
        assert corpus.article(A.id)
    assert "1.jsonl, line 2 is no article" in caplog.text
