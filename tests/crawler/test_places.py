"""Pages are found in parts of files as they are in the whole."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from crawler import places
from crawler.inputs import InputPage, Skipped, read
from crawler.places import (
    SAMPLE,
    Candidate,
    Candidates,
    Place,
    Source,
    chosen,
    look_through,
    merge,
    page_at,
    segments,
    site_of,
)
from crawler.twopass import Inventory, take_inventory
from crawler.workers import Failure

HTML = "<html><body><p>The court held on Monday that case {} was filed too late. {}</p></body></html>"


def record(number: int, body: bytes, *, zipped: bool, level: int = 9) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{number}\r\n"
        f"WARC-Date: 2026-01-02T03:04:05Z\r\nWARC-Record-ID: <urn:x:{number}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    data = head.encode() + block + b"\r\n\r\n"
    return gzip.compress(data, level) if zipped else data


def archive(path: Path) -> Path:
    """Forty pages. If the name says so, one holds the bytes of another archive, where one seems to begin."""
    zipped = path.suffix == ".gz"
    inner = record(99, HTML.encode(), zipped=zipped) * 3 if path.name.startswith("nested") else b""
    with path.open("wb") as file:
        for number in range(40):
            body = HTML.format(number, "x " * (number * 37 % 400)).encode()
            if number == 5:
                body += b"\n" + inner
            file.write(record(number, body, zipped=zipped, level=0 if number == 5 else 9))
    return path


def lines(path: Path) -> Path:
    rows = [
        json.dumps({"url": f"https://example.org/{n}", "html": HTML.format(n, "y" * (n * 31 % 300))})
        for n in range(40)
    ]
    rows[7:7] = ["", "no json"]
    path.write_text("\n".join(rows), "utf-8")
    return path


def inventory(path: Path) -> tuple[Inventory, list[Skipped]]:
    said: list[Skipped] = []
    found = take_inventory(
        [Source(str(path), str(path))],
        lambda jobs: (look_through(job.segment) for job in jobs),  # type: ignore[union-attr]
        said.append,
        lambda *_: None,
    )
    return found, said


@pytest.fixture(params=["a.warc", "a.warc.gz", "nested.warc", "nested.warc.gz", "a.jsonl"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    name: str = request.param
    path = tmp_path / name
    return lines(path) if name.endswith(".jsonl") else archive(path)


@pytest.mark.parametrize("size", [97, 500, 4_000, 1 << 20])
def test_the_parts_hold_what_the_whole_does(file: Path, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "SEGMENT", size)
    whole = list(read(str(file)))
    found, said = inventory(file)
    pages = [page for page in whole if isinstance(page, InputPage)]
    assert [page_at(place) for place in found.places()] == pages
    faults = [page for page in whole if isinstance(page, Skipped)]
    assert [skipped.what for skipped in said] == [skipped.what for skipped in faults]
    assert found.size == len(pages) == 40


@pytest.mark.parametrize("size", [300, 1 << 20])
def test_what_is_broken_is_named_once_wherever_the_file_is_cut(
    tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = archive(tmp_path / "a.warc.gz")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 40] = bytes(40)
    path.write_bytes(data[:-30])
    monkeypatch.setattr(places, "SEGMENT", size)
    whole = list(read(str(path)))
    found, said = inventory(path)
    assert [page_at(place) for place in found.places()] == [p for p in whole if isinstance(p, InputPage)]
    assert sum(skipped.fault for skipped in said) == 2
    faults = [page for page in whole if isinstance(page, Skipped)]
    assert [(skipped.file, skipped.where) for skipped in said] == [(f.file, f.where) for f in faults]


def test_a_part_that_no_worker_can_read_is_named_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "SEGMENT", 2_000)
    path = archive(tmp_path / "a.warc")
    source = Source(str(path), str(path))
    said: list[Skipped] = []
    found = take_inventory(
        [source],
        lambda jobs: (
            Failure(job, "the worker died") if job.segment.start == 2_000 else look_through(job.segment)  # type: ignore[union-attr]
            for job in jobs
        ),
        said.append,
        lambda *_: None,
    )
    assert [str(skipped) for skipped in said] == [f"{path}, bytes 2000 to 4000: the worker died"]
    assert 20 < found.size < 40


def test_a_page_that_is_gone_when_it_is_to_be_cleaned_is_named(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl")
    (place, *_) = inventory(path)[0].places()
    path.write_text("{}", "utf-8")
    gone = page_at(place)
    assert isinstance(gone, Skipped)
    assert "the page is not there any more" in gone.what


def test_the_pages_that_teach_are_the_same_in_any_order() -> None:
    source = Source("a", "a")
    pages = [(number * 7919 % 100_003, Candidate(number % 3, Place(source, number))) for number in range(600)]
    pages += [(key, Candidate(9, Place(source, 10_000))) for key, _ in pages]
    found = []
    for order in (pages, pages[::-1], sorted(pages)):
        candidates: Candidates = {}
        for key, candidate in order:
            merge(candidates, {key: candidate})
        found.append(chosen(candidates))
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == SAMPLE
    assert len(candidates) <= 2 * SAMPLE
    assert Place(source, 10_000) not in found[0]


@pytest.mark.parametrize(
    ("page", "site"),
    [
        (InputPage("", "https://www.example.org:8080/a", "text/html"), "example.org"),
        (InputPage("A text", "https://example.org/a", "text/plain"), "text of example.org"),
        (InputPage("A text", "", "text/plain"), ""),
        (InputPage("<p>", "", "text/html"), ""),
        (
            InputPage('<link rel="canonical" href="https://www.example.org/a">', "", "text/html"),
            "example.org",
        ),
        (InputPage(b"<link href=https://example.org/a rel=canonical>"), "example.org"),
        (InputPage(b"<meta content='https://example.org/' property='og:url'/>"), "example.org"),
        (InputPage(b"<link rel='canonical-not' href='https://example.org/'>"), ""),
        (InputPage(b"<link rel='canonical' href='/a'>"), ""),
    ],
)
def test_the_site_of_a_page(page: InputPage, site: str) -> None:
    assert site_of(page) == site


def test_files_of_one_page_are_not_cut() -> None:
    assert len(segments(Source("a.html", "a.html"), 100 << 20)) == 1
    assert len(segments(Source("a.jsonl", "a.jsonl"), 100 << 20)) > 10
