from __future__ import annotations

import dataclasses
import gzip
import os
from pathlib import Path

import pytest
from corpora import CUT, CUT_B, A, B

import output
from output import disk as disk_module
from output.corpus import Corpus
from output.disk import CannotWriteError
from output.lock import LockedError
from output.packing import zstd
from output.seals import digest, read_seal
from output.state import Known


def shards(corpus: Path) -> list[str]:
    """Files of articles and ledger, without the rooms beside them."""
    found = [path for room in ("articles", "removed") for path in (corpus / room).rglob("*")]
    return sorted(str(path.relative_to(corpus)) for path in found if path.is_file())


def test_a_run_leaves_an_article_file_and_a_ledger(tmp_path: Path) -> None:
    with Corpus(tmp_path, "site", "run") as corpus:
        corpus.write(A, [CUT])
        corpus.write(B)
        assert shards(tmp_path) == ["articles/site/.run-00001.open", "removed/site/.run-00001.open"]
        assert list(tmp_path.glob("articles/**/*.jsonl*")) == []
    assert corpus.written == 2
    assert shards(tmp_path) == ["articles/site/run-00001.jsonl", "removed/site/run-00001.jsonl"]
    shard = tmp_path / "articles/site/run-00001.jsonl"
    assert shard.read_bytes() == output.to_line(A) + output.to_line(B)
    assert (tmp_path / "removed/site/run-00001.jsonl").read_bytes() == output.to_line(CUT)
    seal = read_seal(tmp_path, shard)
    assert seal is not None
    assert (seal.sha256, seal.bytes, len(seal.lines)) == (digest(shard), shard.stat().st_size, 2)


def test_a_run_that_wrote_nothing_leaves_no_shard(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path, "site", "run")
    corpus.close()
    corpus.close()
    assert shards(tmp_path) == []


def test_an_error_in_the_run_keeps_what_was_written(tmp_path: Path) -> None:
    def fail() -> None:
        with Corpus(tmp_path, "site") as corpus:
            corpus.write(A)
            raise RuntimeError("the run failed")

    with pytest.raises(RuntimeError, match="the run failed"):
        fail()
    with Corpus(tmp_path, "site") as corpus:
        assert corpus.article(A.id) == Known(A.content_hash, 1)


@pytest.mark.parametrize("name", ["", "../x", "a/b", "A", "a.b", "a b", "a\n", "é"])
def test_names_that_are_no_file_names_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="site name"):
        Corpus(tmp_path, name)
    with pytest.raises(ValueError, match="run name"):
        Corpus(tmp_path, "site", name)
    assert list(tmp_path.iterdir()) == []


def test_a_run_name_that_is_taken_gets_another_number(tmp_path: Path) -> None:
    for one in (A, B):  # a clock that was set back
        with Corpus(tmp_path, "site", "run") as corpus:
            corpus.write(one)
    assert shards(tmp_path)[:2] == ["articles/site/run-00001.jsonl", "articles/site/run-00002.jsonl"]


@pytest.mark.parametrize("compression", ["none", "gzip", "zstd"])
def test_shards_are_sealed_when_they_are_large(tmp_path: Path, compression: str) -> None:
    with Corpus(tmp_path, "site", "run", shard_size=1, compression=compression) as corpus:
        corpus.write(A, [CUT])
        (first,) = tmp_path.glob("articles/**/*.jsonl*")
        whole = first.read_bytes()
        corpus.write(B)
        assert first.read_bytes() == whole
    end = {"none": ".jsonl", "gzip": ".jsonl.gz", "zstd": ".jsonl.zst"}[compression]
    names = [f"articles/site/run-0000{number}{end}" for number in (1, 2)]
    assert [name for name in shards(tmp_path) if name.startswith("articles")] == names
    unpacked = {"none": bytes, "gzip": gzip.decompress, "zstd": zstd.decompress}[compression]
    assert unpacked(whole) == output.to_line(A)
    with Corpus(tmp_path, "site") as corpus:
        assert corpus.article(B.id) == Known(B.content_hash, 1)


def test_a_compression_that_is_unknown_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="compression 'lzma': there are none, gzip, zstd"):
        Corpus(tmp_path, "site", compression="lzma")


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
    for room, lines in (("articles", left), ("removed", output.to_line(CUT) + output.to_line(CUT_B))):
        (tmp_path / room / "site").mkdir(parents=True)
        (tmp_path / room / "site" / ".crashed.open").write_bytes(lines)
    with Corpus(tmp_path, "site") as corpus:
        assert (corpus.article(A.id) is not None) is (kept is not None)
        assert corpus.article(B.id) is None  # its page is fetched again
    names = ["articles/site/crashed.jsonl", "removed/site/crashed.jsonl"]
    assert shards(tmp_path) == ([] if kept is None else names)
    if kept is not None:
        assert (tmp_path / names[0]).read_bytes() == kept
        # the cuts of an article that was not written go, since its page gives them again
        assert (tmp_path / names[1]).read_bytes() == output.to_line(CUT)


@pytest.mark.parametrize(("compression", "end"), [("gzip", "gz"), ("zstd", "zst")])
def test_an_open_file_beside_its_sealed_one_goes_away(tmp_path: Path, compression: str, end: str) -> None:
    with Corpus(tmp_path, "site", "run", compression=compression) as corpus:
        corpus.write(A, [CUT])
    folder = tmp_path / "articles" / "site"
    (folder / ".run-00001.open").write_bytes(output.to_line(A))  # killed after the rename
    (folder / ".run-00001.part").write_bytes(b"\x1f\x8b")
    Corpus(tmp_path, "site").close()
    names = [f"articles/site/run-00001.jsonl.{end}", f"removed/site/run-00001.jsonl.{end}"]
    assert shards(tmp_path) == names
    assert read_seal(tmp_path, tmp_path / names[0])


def test_a_line_that_a_power_cut_left_unreadable_is_kept_apart(tmp_path: Path) -> None:
    folder = tmp_path / "articles" / "site"
    folder.mkdir(parents=True)
    zeros = bytes(40) + b"\n"
    (folder / ".crashed.open").write_bytes(output.to_line(A) + zeros + output.to_line(B))
    Corpus(tmp_path, "site").close()
    assert (folder / "crashed.jsonl").read_bytes() == output.to_line(A) + output.to_line(B)
    (aside,) = (tmp_path / "quarantine/articles/site").iterdir()
    assert aside.read_bytes() == zeros


def test_one_run_at_a_time_holds_a_site(tmp_path: Path) -> None:
    with Corpus(tmp_path, "site"):
        with pytest.raises(
            LockedError, match=rf"site in .* is held by process {os.getpid()} on \S+, since 20"
        ):
            Corpus(tmp_path, "site")
        Corpus(tmp_path, "another").close()
    Corpus(tmp_path, "site").close()


@pytest.mark.parametrize("fault", ["short", "error"])
@pytest.mark.parametrize("room", ["articles", "removed"])
def test_a_disk_that_is_full_leaves_whole_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, room: str
) -> None:
    corpus = Corpus(tmp_path, "site", "run")
    corpus.write(A, [CUT])
    write = os.write

    def full(descriptor: int, data: bytes) -> int:
        if f"/{room}/" not in str(Path(f"/proc/self/fd/{descriptor}").readlink()):
            return write(descriptor, data)
        count = write(descriptor, data[:10])
        if fault == "error":
            raise OSError(28, "No space left on device")
        return count

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(CannotWriteError, match=r"bytes.* are free"):
            corpus.write(B, [CUT_B])
    corpus.close()
    assert (tmp_path / "articles/site/run-00001.jsonl").read_bytes() == output.to_line(A)
    assert (tmp_path / "removed/site/run-00001.jsonl").read_bytes() == output.to_line(CUT)


def test_free_space_is_checked_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(tmp_path, "site", "run")
    corpus.write(A)
    monkeypatch.setattr(disk_module, "free", lambda _: 1000)
    with pytest.raises(
        CannotWriteError, match=r"wants [\d,]+ bytes and [\d,]+ in reserve, and 1,000 are free"
    ):
        corpus.write(B)
    with pytest.raises(CannotWriteError, match="1,000 are free"):
        Corpus(tmp_path, "another")
    corpus.close()
    assert (tmp_path / "articles/site/run-00001.jsonl").read_bytes() == output.to_line(A)


def test_a_seal_that_cannot_be_written_leaves_the_shard_for_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(tmp_path, "site", "run")
    corpus.write(A)

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr("output.shards.write_seal", fail)
        with pytest.raises(OSError, match="Input/output"):
            corpus.close()
    with Corpus(tmp_path, "site") as corpus:
        assert corpus.article(A.id)
    assert shards(tmp_path) == ["articles/site/run-00001.jsonl"]


def test_a_line_with_every_kind_of_line_end_stays_one(tmp_path: Path) -> None:
    hostile = dataclasses.replace(A, text="a\u2028b\u2029c\x85d\x0be\x0cf\x1cg\rh\ni \ud800")
    with Corpus(tmp_path, "site", "run") as corpus:
        corpus.write(hostile)
    assert len((tmp_path / "articles/site/run-00001.jsonl").read_text("utf-8").splitlines()) == 1
