from __future__ import annotations

import dataclasses
import fcntl
import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

import output
from output import Archived, Article, LedgerLine
from output.writer import CorpusWriter, Known, known, recover


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


def files(corpus: Path) -> list[str]:
    return sorted(str(path.relative_to(corpus)) for path in corpus.rglob("*") if path.is_file())


def test_a_run_leaves_an_article_file_and_a_ledger(tmp_path: Path) -> None:
    with CorpusWriter(tmp_path, "site", "run-1") as writer:
        writer.write(A, [CUT])
        writer.write(B)
        assert files(tmp_path) == ["articles/site/.run-1.open", "removed/site/.run-1.open"]
        assert list(tmp_path.glob("articles/**/*.jsonl*")) == []
    assert writer.written == 2
    assert files(tmp_path) == ["articles/site/run-1.jsonl", "removed/site/run-1.jsonl"]
    assert (tmp_path / "articles/site/run-1.jsonl").read_bytes() == output.to_line(A) + output.to_line(B)
    assert (tmp_path / "removed/site/run-1.jsonl").read_bytes() == output.to_line(CUT)


def test_a_run_that_wrote_nothing_leaves_no_file(tmp_path: Path) -> None:
    writer = CorpusWriter(tmp_path, "site", "run-1")
    writer.close()
    writer.close()
    assert files(tmp_path) == []


def test_an_error_in_the_run_keeps_what_was_written(tmp_path: Path) -> None:
    def fail() -> None:
        with CorpusWriter(tmp_path, "site", "run") as writer:
            writer.write(A)
            raise RuntimeError("the run failed")

    with pytest.raises(RuntimeError, match="the run failed"):
        fail()
    assert known(tmp_path, "site") == {A.id: Known(A.content_hash, 1, A.url)}


@pytest.mark.parametrize("name", ["", "../x", "a/b", "A", "a.b", "a b", "a\n", "é"])
def test_names_that_are_no_file_names_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="site name"):
        CorpusWriter(tmp_path, name, "run")
    with pytest.raises(ValueError, match="run name"):
        CorpusWriter(tmp_path, "site", name)
    with pytest.raises(ValueError, match="site name"):
        known(tmp_path, name)
    assert files(tmp_path) == []


def test_a_run_name_is_used_once(tmp_path: Path) -> None:
    with CorpusWriter(tmp_path, "site", "run") as writer:
        writer.write(A)
    with pytest.raises(FileExistsError, match="another name"):
        CorpusWriter(tmp_path, "site", "run")


def test_writing_after_close_is_an_error(tmp_path: Path) -> None:
    writer = CorpusWriter(tmp_path, "site", "run")
    writer.close()
    with pytest.raises(ValueError, match="closed"):
        writer.write(A)


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
    CorpusWriter(tmp_path, "site", "next").close()
    assert files(tmp_path) == ([] if kept is None else ["articles/site/crashed.jsonl"])
    if kept is not None:
        assert (folder / "crashed.jsonl").read_bytes() == kept


def test_recovery_overwrites_nothing_and_leaves_a_living_run_alone(tmp_path: Path) -> None:
    (tmp_path / "run.jsonl").write_bytes(output.to_line(A))
    (tmp_path / ".run.open").write_bytes(output.to_line(B))
    (tmp_path / ".alive.open").write_bytes(b"torn")
    with (tmp_path / ".alive.open").open("rb") as alive:
        fcntl.flock(alive, fcntl.LOCK_EX)
        assert recover(tmp_path) == [tmp_path / "run-2.jsonl"]
    assert (tmp_path / "run.jsonl").read_bytes() == output.to_line(A)
    assert (tmp_path / "run-2.jsonl").read_bytes() == output.to_line(B)
    assert (tmp_path / ".alive.open").read_bytes() == b"torn"


@pytest.mark.parametrize("fault", ["short", "error"])
def test_a_full_disk_leaves_whole_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    writer = CorpusWriter(tmp_path, "site", "run")
    writer.write(A)
    write = os.write

    def full(descriptor: int, data: bytes) -> int:
        count = write(descriptor, data[:10])
        if fault == "error":
            raise OSError("no space left on device")
        return count

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(OSError, match=r"disk full|no space"):
            writer.write(B)
    writer.close()
    assert (tmp_path / "articles/site/run.jsonl").read_bytes() == output.to_line(A)


def test_the_last_revision_is_known_whatever_the_order_of_the_files(tmp_path: Path) -> None:
    newer = article(A.url, "Changed.", revision=2)
    folder = tmp_path / "articles" / "site"
    folder.mkdir(parents=True)
    (folder / "1.jsonl.gz").write_bytes(gzip.compress(output.to_line(newer)))
    (folder / "2.jsonl").write_bytes(output.to_line(A) + output.to_line(B))
    (folder / ".3.open").write_bytes(b"not yet")
    assert known(tmp_path, "site") == {
        A.id: Known(newer.content_hash, 2, A.url),
        B.id: Known(B.content_hash, 1, B.url),
    }
    assert known(tmp_path, "another") == {}


@pytest.mark.parametrize("line", ["{", "[]", "{}", "\n", json.dumps({"id": "x"})])
def test_a_line_that_is_no_article_is_named(tmp_path: Path, line: Any) -> None:
    folder = tmp_path / "articles" / "site"
    folder.mkdir(parents=True)
    (folder / "1.jsonl").write_bytes(output.to_line(A) + line.encode())
    with pytest.raises(ValueError, match=r"1\.jsonl, line 2 is no article"):
        known(tmp_path, "site")


def test_a_line_with_every_kind_of_line_end_stays_one(tmp_path: Path) -> None:
    hostile = dataclasses.replace(A, text="a\u2028b\u2029c\x85d\x0be\x0cf\x1cg\rh\ni \ud800")
    with CorpusWriter(tmp_path, "site", "run") as writer:
        writer.write(hostile)
    assert len((tmp_path / "articles/site/run.jsonl").read_text("utf-8").splitlines()) == 1
