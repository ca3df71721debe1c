"""The store of a site: files, seals, locks, and what becomes of them when a run is stopped or the disk is full."""

from __future__ import annotations

import dataclasses
import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import output
from output import Archived, Article, LedgerLine
from output.locks import LockedError, SiteLock
from output.manifest import Manifest
from output.shards import FullError, recover
from output.state import Known, State
from output.store import NoRoomError, Store


def article(url: str, text: str = "Text.", revision: int = 1) -> Article:
    return Article(
        id=output.article_id(url), url=url, source="site", title="T", standfirst="", text=text, authors=(),
        published=None, modified=None, added="2026-01-02T03:04:05.000Z", section="", tags=(), language="",
        description="", images=(), revision=revision, content_hash=output.content_hash("T", "", text),
        removed=output.count_kinds([]), date_source="", access=(), usage=(), cleaner="0", archive=Archived(),
        reason=None,
    )  # fmt: skip


A, B = article("https://e.org/a"), article("https://e.org/b")
CUT = LedgerLine(A.id, A.url, 1, "ad", "Buy", "ad-slot", None, "p", "0")
CUT_OF_B = dataclasses.replace(CUT, article=B.id, url=B.url)
SHARDS = ("articles", "removed")


def files(corpus: Path) -> list[str]:
    """The files of the shards' folders."""
    return sorted(
        str(p.relative_to(corpus)) for room in SHARDS for p in (corpus / room).rglob("*") if p.is_file()
    )


def known(corpus: Path, *articles: Article) -> list[Known | None]:
    state = State(corpus, "site")
    found = [state.article(each.id) for each in articles]
    state.close()
    return found


def test_a_run_leaves_an_article_file_and_a_ledger(tmp_path: Path) -> None:
    with Store(tmp_path, "site", run="run-1") as store:
        store.write(A, [CUT])
        store.write(B)
        assert files(tmp_path) == ["articles/site/.run-1.open", "removed/site/.run-1.open"]
        assert list(tmp_path.glob("articles/**/*.jsonl*")) == []
    assert store.written == 2
    assert files(tmp_path) == ["articles/site/run-1.jsonl", "removed/site/run-1.jsonl"]
    assert (tmp_path / "articles/site/run-1.jsonl").read_bytes() == output.to_line(A) + output.to_line(B)
    assert (tmp_path / "removed/site/run-1.jsonl").read_bytes() == output.to_line(CUT)


def test_a_run_that_wrote_nothing_leaves_no_file(tmp_path: Path) -> None:
    store = Store(tmp_path, "site")
    store.close()
    store.close()
    assert files(tmp_path) == []


def test_full_shards_are_sealed_and_packed_where_that_is_asked_for(tmp_path: Path) -> None:
    with Store(tmp_path, "site", run="run", shard_bytes=1, packing="gzip") as store:
        store.write(A, [CUT])
        store.write(B, [CUT_OF_B])
        assert files(tmp_path)[:2] == ["articles/site/run-0001.jsonl.gz", "articles/site/run.jsonl.gz"]
    assert gzip.decompress((tmp_path / "articles/site/run-0001.jsonl.gz").read_bytes()) == output.to_line(B)
    assert known(tmp_path, A, B) == [Known(A.content_hash, 1, A.url), Known(B.content_hash, 1, B.url)]


def test_the_manifest_has_every_sealed_file(tmp_path: Path) -> None:
    with Store(tmp_path, "site", run="run") as store:
        store.write(A, [CUT])
    entered = Manifest(tmp_path, "site").read()
    assert {name: entry.lines for name, entry in entered.items()} == {
        "articles/site/run.jsonl": 1,
        "removed/site/run.jsonl": 1,
    }
    (tmp_path / "manifest" / "site.jsonl").unlink()  # as if the run had been stopped before
    Store(tmp_path, "site").close()
    again = Manifest(tmp_path, "site").read()
    assert {n: e.sha256 for n, e in again.items()} == {n: e.sha256 for n, e in entered.items()}


def test_an_error_in_the_run_keeps_what_was_written(tmp_path: Path) -> None:
    def fail() -> None:
        with Store(tmp_path, "site") as store:
            store.write(A)
            raise RuntimeError("the run failed")

    with pytest.raises(RuntimeError, match="the run failed"):
        fail()
    assert known(tmp_path, A) == [Known(A.content_hash, 1, A.url)]


@pytest.mark.parametrize("name", ["", "../x", "a/b", "A", "a.b", "a b", "a\n", "é"])
def test_names_that_are_no_file_names_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="site name"):
        Store(tmp_path, name)
    with pytest.raises(ValueError, match="site name"):
        State(tmp_path, name)
    assert files(tmp_path) == []


def test_writing_after_close_begins_another_part_that_the_next_run_finds(tmp_path: Path) -> None:
    store = Store(tmp_path, "site", run="run")
    store.write(A)
    store.close()
    assert files(tmp_path) == ["articles/site/run.jsonl"]


def test_another_run_is_named(tmp_path: Path) -> None:
    with Store(tmp_path, "site"), pytest.raises(LockedError, match=rf"process {os.getpid()} on "):
        Store(tmp_path, "site")
    with Store(tmp_path, "site"), Store(tmp_path, "other"):
        pass  # another site goes on


def test_a_lock_goes_with_its_process(tmp_path: Path) -> None:
    script = f"from output.locks import SiteLock; SiteLock({str(tmp_path)!r}, 'site'); import os; os._exit(1)"
    subprocess.run([sys.executable, "-c", script], check=False)  # noqa: S603 - our own
    SiteLock(tmp_path, "site").release()


def test_too_little_room_is_said_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(NoRoomError, match="MB have to be free before a run"):
        Store(tmp_path, "site", min_free=1 << 60)
    SiteLock(tmp_path, "site").release()


@pytest.mark.parametrize(
    ("left", "kept"),
    [
        (output.to_line(A) + output.to_line(B)[:40], output.to_line(A)),
        (output.to_line(A), output.to_line(A)),
        (output.to_line(A) + b"x" * 200_000, output.to_line(A)),
        (b"torn", None),
        (b"", None),
    ],
)
def test_what_a_crashed_run_left_is_recovered(tmp_path: Path, left: bytes, kept: bytes | None) -> None:
    folder = tmp_path / "articles" / "site"
    folder.mkdir(parents=True)
    (folder / ".crashed.open").write_bytes(left)
    with Store(tmp_path, "site") as store:
        assert store.recovered == ([] if kept is None else [folder / "crashed.jsonl"])
        assert store.state.article(A.id) == (Known(A.content_hash, 1, A.url) if kept else None)
    assert files(tmp_path) == ([] if kept is None else ["articles/site/crashed.jsonl"])
    if kept is not None:
        assert (folder / "crashed.jsonl").read_bytes() == kept


def test_cuts_of_an_article_that_did_not_get_that_far_go(tmp_path: Path) -> None:
    for room in SHARDS:
        (tmp_path / room / "site").mkdir(parents=True)
    (tmp_path / "articles/site/.run.open").write_bytes(output.to_line(A) + output.to_line(B)[:30])
    (tmp_path / "removed/site/.run.open").write_bytes(
        output.to_line(CUT) + output.to_line(CUT_OF_B) * 3 + b"{"
    )
    recover(tmp_path, "site")
    assert (tmp_path / "removed/site/run.jsonl").read_bytes() == output.to_line(CUT)


def test_a_run_stopped_between_its_two_seals_is_recovered(tmp_path: Path) -> None:
    for room in SHARDS:
        (tmp_path / room / "site").mkdir(parents=True)
    (tmp_path / "articles/site/.run.open").write_bytes(output.to_line(A))
    (tmp_path / "removed/site/run.jsonl").write_bytes(output.to_line(CUT))
    (tmp_path / "articles/site/.run.packing").write_bytes(b"half")
    recover(tmp_path, "site")
    assert files(tmp_path) == ["articles/site/run.jsonl", "removed/site/run.jsonl"]


def test_a_run_stopped_after_packing_does_not_leave_its_articles_twice(tmp_path: Path) -> None:
    folder = tmp_path / "articles" / "site"
    folder.mkdir(parents=True)
    (folder / "run.jsonl.gz").write_bytes(gzip.compress(output.to_line(A)))
    (folder / ".run.open").write_bytes(output.to_line(A))
    assert recover(tmp_path, "site") == []
    assert files(tmp_path) == ["articles/site/run.jsonl.gz"]


def test_recovery_overwrites_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "articles" / "site"
    folder.mkdir(parents=True)
    (folder / "run.jsonl").write_bytes(output.to_line(A))
    (folder / ".run.open").write_bytes(output.to_line(B))
    assert recover(tmp_path, "site") == [folder / "run-2.jsonl"]
    assert (folder / "run.jsonl").read_bytes() == output.to_line(A)


@pytest.mark.parametrize("fault", ["short", "error"])
@pytest.mark.parametrize("at", ["ledger", "article"])
def test_a_full_disk_leaves_whole_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, at: str
) -> None:
    store = Store(tmp_path, "site", run="run")
    store.write(A, [CUT])
    write = os.write

    def full(descriptor: int, data: bytes) -> int:
        if (at == "ledger") != (b'"rule"' in data):
            return write(descriptor, data)
        count = write(descriptor, data[:10])
        if fault == "error":
            raise OSError("no space left on device")
        return count

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(FullError, match=r"disk full|no space") as error:
            store.write(B, [CUT_OF_B])
    assert error.value.wanted in (len(output.to_line(B)), len(output.to_line(CUT_OF_B)))
    store.close()
    assert (tmp_path / "articles/site/run.jsonl").read_bytes() == output.to_line(A)
    assert (tmp_path / "removed/site/run.jsonl").read_bytes() == output.to_line(CUT)
    assert known(tmp_path, B) == [None]


def test_the_last_revision_is_known_whatever_the_order_of_the_files(tmp_path: Path) -> None:
    newer = article(A.url, "Changed.", revision=2)
    folder = tmp_path / "articles" / "site"
    folder.mkdir(parents=True)
    (folder / "1.jsonl.gz").write_bytes(gzip.compress(output.to_line(newer)))
    (folder / "2.jsonl").write_bytes(output.to_line(A) + output.to_line(B))
    (folder / ".3.open").write_bytes(b"not yet")
    assert known(tmp_path, A, B) == [Known(newer.content_hash, 2, A.url), Known(B.content_hash, 1, B.url)]


@pytest.mark.parametrize("line", ["{", "[]", "{}", "\n", json.dumps({"id": "x"})])
def test_a_line_that_is_no_article_is_named(tmp_path: Path, line: Any) -> None:
    folder = tmp_path / "articles" / "site"
    folder.mkdir(parents=True)
    (folder / "1.jsonl").write_bytes(output.to_line(A) + line.encode())
    with pytest.raises(ValueError, match=r"1\.jsonl, line 2 is no article"):
        Store(tmp_path, "site")
    SiteLock(tmp_path, "site").release()  # the lock is free again


def test_a_line_with_every_kind_of_line_end_stays_one(tmp_path: Path) -> None:
    hostile = dataclasses.replace(A, text="a\u2028b\u2029c\x85d\x0be\x0cf\x1cg\rh\ni \ud800")
    with Store(tmp_path, "site", run="run") as store:
        store.write(hostile)
    assert len((tmp_path / "articles/site/run.jsonl").read_text("utf-8").splitlines()) == 1
