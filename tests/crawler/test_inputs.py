from __future__ import annotations

import gzip
import json
import random
from pathlib import Path
from typing import Any

import pytest

from crawler import archives
from crawler.inputs import InputPage, Skipped, find, read
from output import Archived
from output.packing import zstd

HTML = b"<!doctype html><title>A</title><p>Text of the page."


def warc(*records: tuple[str, str, dict[str, str], bytes], zipped: bool = True) -> bytes:
    """A WARC of (type, status, headers, payload) records with addresses https://e.org/0, /1 …

    Written by hand: what is read must not depend on the library that reads it."""
    members = []
    for number, (kind, status, headers, payload) in enumerate(records):
        http = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        block = (f"HTTP/1.1 {status}\r\n{http}\r\n".encode() if status else b"") + payload
        content_type = f"application/http; msgtype={kind}" if status else headers["Content-Type"]
        member = (
            f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://e.org/{number}\r\n"
            f"WARC-Date: 2026-01-02T03:04:05Z\r\nWARC-Record-ID: <urn:x:{number}>\r\n"
            f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        members.append(member.encode() + block + b"\r\n\r\n")
    return b"".join(gzip.compress(member) if zipped else member for member in members)


def page(payload: bytes = HTML, **headers: str) -> tuple[str, str, dict[str, str], bytes]:
    return ("response", "200 OK", {"Content-Type": "text/html", **headers}, payload)


def pages(file: Path) -> list[InputPage]:
    return [found for found in read(str(file)) if isinstance(found, InputPage)]


def skipped(file: Path) -> list[Skipped]:
    return [found for found in read(str(file)) if isinstance(found, Skipped)]


@pytest.mark.parametrize("zipped", [True, False])
def test_a_warc_gives_its_pages_and_counts_the_rest(tmp_path: Path, zipped: bool) -> None:  # noqa: FBT001 - a case
    file = tmp_path / ("a.warc.gz" if zipped else "a.warc")
    chunked = b"5\r\n<html\r\n4\r\n>A<p\r\n0\r\n\r\n"
    file.write_bytes(
        warc(
            ("warcinfo", "", {"Content-Type": "application/warc-fields"}, b"software: x\r\n"),
            page(),
            ("request", "", {"Content-Type": "application/http; msgtype=request"}, b"GET / HTTP/1.1\r\n\r\n"),
            page(gzip.compress(HTML), **{"Content-Encoding": "gzip"}),
            page(chunked, **{"Transfer-Encoding": "chunked"}),
            page(HTML, **{"Content-Encoding": "gzip"}),  # a lie: it was stored unpacked
            ("response", "404 Not Found", {"Content-Type": "text/html"}, HTML),
            page(b"\x89PNG", **{"Content-Type": "image/png"}),
            page(HTML, **{"Content-Type": "text/plain"}),  # a lie too: it is HTML
            page(b"User-agent: *", **{"Content-Type": "text/plain"}),
            ("resource", "", {"Content-Type": "text/html; charset=utf-8"}, HTML),
            page(b""),
            zipped=zipped,
        )
    )
    found = pages(file)
    assert [(one.url.rpartition("/")[2], one.body) for one in found] == [
        ("1", HTML),
        ("3", HTML),
        ("4", b"<html>A<p"),
        ("5", HTML),
        ("8", HTML),
        ("10", HTML),
        ("11", b""),
    ]
    assert found[5].content_type == "text/html; charset=utf-8"
    assert [(one.what, one.fault) for one in skipped(file)] == [
        ("warcinfo record", False),
        ("request record", False),
        ("response of status 404", False),
        ("no HTML but image/png", False),
        ("no HTML but text/plain", False),
    ]
    for one in found:  # the place is where the record begins
        data = file.read_bytes()[one.place.offset :]
        assert (gzip.decompress(data) if zipped else data).startswith(b"WARC/1.")


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize(
    ("damage", "left"),
    [
        ("the last is cut", [0, 1, 2]),
        ("one is overwritten", [0, 2, 3]),
        ("junk before", [0, 1, 2, 3]),
        ("junk between", [0, 1, 2, 3]),
        ("junk behind", [0, 1, 2, 3]),
    ],
)
def test_a_broken_warc_gives_what_is_whole(
    tmp_path: Path,
    zipped: bool,  # noqa: FBT001 - a case
    damage: str,
    left: list[int],
) -> None:
    noise = random.Random(7)
    bodies = [HTML + noise.randbytes(900) for _ in range(4)]
    records = [warc(page(body), zipped=zipped) for body in bodies]
    junk = b"\0junk" * 99
    half = len(records[1]) // 2
    if damage == "the last is cut":
        records[3] = records[3][:half]
    elif damage == "one is overwritten":
        records[1] = records[1][: half if zipped else 0] + junk + b"\n"
    else:
        records.insert({"junk before": 0, "junk between": 2, "junk behind": 4}[damage], junk + b"\n")
    file = tmp_path / ("a.warc.gz" if zipped else "a.warc")
    file.write_bytes(b"".join(records))
    assert [bodies.index(bytes(one.body)) for one in pages(file) if isinstance(one.body, bytes)] == left
    faults = skipped(file)
    assert faults
    assert all(one.fault and one.where.startswith("offset ") for one in faults)


def test_a_member_that_is_cut_costs_that_page_alone(tmp_path: Path) -> None:
    """Without gzip there would be no telling: the record would take its length from the next one."""
    records = [warc(page(HTML + b"%d" % number)) for number in range(3)]
    file = tmp_path / "a.warc.gz"
    file.write_bytes(records[0] + records[1][:-60] + records[2])
    assert [one.body for one in pages(file)] == [HTML + b"0", HTML + b"2"]
    assert skipped(file)[0].where == f"offset {len(records[0])}"


def test_a_warc_gzipped_whole_says_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "a.warc.gz"
    file.write_bytes(gzip.compress(warc(page(), page(), zipped=False)))
    assert len(pages(file)) == 1
    assert "warcio recompress" in str(skipped(file)[0])


@pytest.mark.parametrize(
    "data", [b"", b"\x1f\x8b", b"nothing of the kind", b"WARC/1.0\r\n\r\n", b"\0" * 5000]
)
def test_what_is_no_warc_never_raises(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.warc.gz"
    file.write_bytes(data)
    assert pages(file) == []


def test_a_bomb_in_a_warc_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_PAYLOAD", 1 << 20)
    file = tmp_path / "a.warc.gz"
    bomb = gzip.compress(b"<p>" + b" " * (4 << 20))
    file.write_bytes(warc(page(bomb, **{"Content-Encoding": "gzip"}), page()))
    assert [one.body for one in pages(file)] == [HTML]
    assert "over 1 MiB" in skipped(file)[0].what


def line(**row: Any) -> bytes:
    return json.dumps(row).encode() + b"\n"


def test_json_lines(tmp_path: Path) -> None:
    first = b"\xef\xbb\xbf" + line(url="https://e.org/a", html="<p>A")
    rows = [
        first,
        b"\n",
        line(text="Dirty text.\n\nMore."),
        line(url=None, html=None, text="B"),
        b"{no json\n",
        b"[1]\n",
        line(url="https://e.org/c"),
        line(url=7, html="x"),
        b'"\xff"\n',
        b"[" * 100_000 + b"\n",
        line(html="<p>last").rstrip(b"\n"),
    ]
    for file, data in (
        (tmp_path / "a.jsonl", b"".join(rows)),
        (tmp_path / "a.jsonl.gz", gzip.compress(b"".join(rows))),
        (tmp_path / "a.jsonl.zst", zstd.compress(b"".join(rows))),
    ):
        file.write_bytes(data)
        assert pages(file) == [
            InputPage("<p>A", "https://e.org/a", "text/html", Archived(str(file), 0)),
            InputPage("Dirty text.\n\nMore.", "", "text/plain", Archived(str(file), len(first) + 1)),
            InputPage("B", "", "text/plain", Archived(str(file), len(first) + 1 + len(rows[2]))),
            InputPage("<p>last", "", "text/html", Archived(str(file), len(b"".join(rows[:-1])))),
        ]
        assert [(one.where, one.fault) for one in skipped(file)] == [
            (f"line {number}", True) for number in (5, 6, 7, 8, 9, 10)
        ]


def test_a_line_that_is_no_json_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"url": "broken\n')
    assert [one.what for one in skipped(file)] == ["is no JSON: Invalid control character at character 15"]


@pytest.mark.parametrize("end", ["gz", "zst"])
def test_a_packed_file_that_is_cut_gives_its_whole_lines(tmp_path: Path, end: str) -> None:
    file = tmp_path / f"a.jsonl.{end}"
    rows = b"".join(line(text=random.Random(n).randbytes(40_000).hex()) for n in range(10))
    data = gzip.compress(rows, compresslevel=0) if end == "gz" else zstd.compress(rows)
    file.write_bytes(data[: len(data) // 2])
    assert 1 <= len(pages(file)) <= 5
    (fault,) = skipped(file)
    assert fault.where.startswith("after line ")
    assert "unpacked" in fault.what


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.html", HTML, InputPage(HTML, "", "text/html")),
        ("a.HTM", HTML, InputPage(HTML, "", "text/html")),
        ("a.txt", "caf\u00e9".encode(), InputPage("caf\u00e9", "", "text/plain")),
        ("a.txt", b"\xef\xbb\xbfA", InputPage("A", "", "text/plain")),
        ("a.txt", b"caf\xe9", InputPage(b"caf\xe9", "", "text/plain")),
        ("page", HTML, InputPage(HTML, "", "")),
    ],
)
def test_one_page_a_file(tmp_path: Path, name: str, data: bytes, expected: InputPage) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    (found,) = pages(file)
    assert (found.body, found.url, found.content_type) == (expected.body, expected.url, expected.content_type)
    assert found.place == Archived(str(file), 0)


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    for name in ("b/2.html", "b/1.txt", "a/z.jsonl", "c.htm", "a/style.css", "out.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    found = list(find([str(tmp_path), str(tmp_path / "gone"), "-"], {(tmp_path / "out.jsonl").resolve()}))
    assert [Path(one).name for one in found if isinstance(one, str)] == [
        "c.htm",
        "z.jsonl",
        "1.txt",
        "2.html",
        "-",
    ]
    assert [(Path(one.file).name, one.what, one.fault) for one in found if isinstance(one, Skipped)] == [
        ("out.jsonl", "the output of this run", False),
        ("style.css", "a file that is no page", False),
        ("gone", "there is no such file or folder", True),
    ]


def test_a_file_that_is_gone_is_a_fault(tmp_path: Path) -> None:
    (fault,) = skipped(tmp_path / "gone.html")
    assert "cannot be read: No such file" in str(fault)
