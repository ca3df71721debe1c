from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from corpora import B, article
from warcio.archiveiterator import ArchiveIterator

from output import Archived
from output.archive import Fetched, pack, payload_type, read_page
from output.corpus import Corpus
from output.verify import verify

A = article("https://e.org/a")
PAGE = Fetched(
    "https://e.org/a?b=c",
    b"<!DOCTYPE html><html><p>Text.</p></html>",
    "2026-01-02T03:04:05.000Z",
    200,
    (("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Set-Cookie", "a"), ("Set-Cookie", "b")),
    (("User-Agent", "Redline"),),
    ("https://e.org/old",),
)


def records(path: Path) -> list[Any]:
    with path.open("rb") as file:
        return [(record, record.content_stream().read()) for record in ArchiveIterator(file)]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    with Corpus(tmp_path, "site", "run") as corpus:
        corpus.write(A, (), PAGE)
        corpus.write(B, (), Fetched(B.url, b"<p>Other.", "2026-01-02T03:04:06.000Z"))
    return tmp_path


def test_a_page_is_kept_with_its_headers_and_what_led_to_it(corpus: Path) -> None:
    found = records(corpus / "archive/site/run-00001.warc.gz")
    assert [record.rec_type for record, _ in found] == [
        "response",
        "request",
        "metadata",
        "response",
        "request",
    ]
    (response, body), (request, _), (_, fields) = found[:3]
    assert body == PAGE.body
    assert response.rec_headers.get_header("WARC-Target-URI") == PAGE.url
    assert response.rec_headers.get_header("WARC-Identified-Payload-Type") == "text/html"
    assert response.rec_headers.get_header("WARC-Date") == PAGE.moment
    assert response.http_headers.statusline.strip() == "200"
    assert response.http_headers.headers == [
        ("Content-Type", "text/html"),
        ("X-Archive-Orig-Content-Encoding", "gzip"),
        ("Set-Cookie", "a"),
        ("Set-Cookie", "b"),
        ("Content-Length", str(len(PAGE.body))),
    ]
    assert request.http_headers.get_header("User-Agent") == "Redline"
    assert request.http_headers.protocol == "GET"
    assert fields == b"via: https://e.org/old\r\n"
    assert request.rec_headers.get_header("WARC-Concurrent-To") == response.rec_headers.get_header(
        "WARC-Record-ID"
    )


def test_an_article_tells_where_its_page_is(tmp_path: Path) -> None:
    with Corpus(tmp_path, "site", "run") as corpus:
        first = corpus.write(A, (), PAGE)
        second = corpus.write(B, (), Fetched(B.url, b"<p>Other.", "2026-01-02T03:04:06.000Z"))
    assert first.archive == Archived("archive/site/run-00001.warc.gz", 0)
    assert read_page(tmp_path, first.archive) == (PAGE.body, "text/html")
    assert read_page(tmp_path, second.archive) == (b"<p>Other.", "")


@pytest.mark.parametrize("place", [Archived(), Archived("archive/site/none.warc.gz", 0)])
def test_a_page_that_is_not_there_is_told(corpus: Path, place: Archived) -> None:
    with pytest.raises(ValueError, match=r"not archived|has no record"):
        read_page(corpus, place)


@pytest.mark.parametrize("offset", [1, 10**6])
def test_an_offset_without_a_record_is_told(corpus: Path, offset: int) -> None:
    with pytest.raises(ValueError, match=r"run-00001\.warc\.gz"):
        read_page(corpus, Archived("archive/site/run-00001.warc.gz", offset))


def test_a_torn_archive_is_sealed_up_to_its_last_whole_record(tmp_path: Path) -> None:
    whole = pack(PAGE)
    for torn in range(0, len(whole), 37):
        folder = tmp_path / str(torn) / "archive" / "site"
        folder.mkdir(parents=True)
        (folder / ".run-00001.open").write_bytes(whole + whole[:torn])
        Corpus(tmp_path / str(torn), "site").close()
        (path,) = folder.iterdir()
        assert path.name == "run-00001.warc.gz"
        assert path.read_bytes().startswith(whole)
        assert len(records(path)) >= 3


def test_verify_looks_up_each_page(corpus: Path) -> None:
    assert verify(corpus).problems == []
    path = corpus / "archive/site/run-00001.warc.gz"
    path.write_bytes(path.read_bytes()[:-600])
    (problem,) = verify(corpus, repair=True).problems
    assert "page of" in problem.what
    assert not problem.mended


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xef\xbb\xbf \n<!doctype HTML><p>", "text/html"),
        (b"<?xml version='1.0'?><html>", "application/xhtml+xml"),
        (b"<p>a", "text/html"),
        (b"plain", "text/plain"),
        (b"", "text/plain"),
    ],
)
def test_the_type_of_a_page_is_told_by_its_first_bytes(body: bytes, kind: str) -> None:
    assert payload_type(body) == kind
