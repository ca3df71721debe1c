from __future__ import annotations

import dataclasses
import gzip
import random
import tempfile
from pathlib import Path
from typing import Any

import fastwarc
import pytest
from corpora import B, article
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.utils import Digester

from crawler.archives import Resource, read_archive
from output import Archived
from output import archive as archive_module
from output.archive import Fetched, pack, payload_type, read_headers, read_page
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
    assert (response.http_headers.protocol, response.http_headers.statusline) == ("HTTP/1.1", "200 OK")
    assert response.rec_headers.get_header("WARC-Protocol") is None
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
    assert response.rec_headers.get_header("X-Decoded") == "content-encoding=gzip"
    assert request.rec_headers.get_header("WARC-Concurrent-To") == response.rec_headers.get_header(
        "WARC-Record-ID"
    )


HOP = Fetched(
    "https://e.org/old",
    b"\x1f\x8bpacked",
    "2026-01-02T03:04:04.000Z",
    301,
    (("Location", "/a?b=c"), ("Content-Encoding", "gzip"), ("Content-Length", "8")),
    (("User-Agent", "Redline"),),
    packed=True,
    truncated=True,
)


def test_a_redirect_is_kept_as_it_came(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(pack(dataclasses.replace(PAGE, hops=(HOP,))))
    with path.open("rb") as file:
        found = [(record, record.raw_stream.read()) for record in ArchiveIterator(file)]
    kinds = [record.rec_type for record, _ in found]
    assert kinds == ["response", "request", "response", "request", "metadata"]
    hop, body = found[2]
    assert body == HOP.body
    assert hop.rec_headers.get_header("WARC-Target-URI") == HOP.url
    assert hop.rec_headers.get_header("WARC-Truncated") == "length"
    assert hop.rec_headers.get_header("X-Decoded") is None
    assert hop.http_headers.get_statuscode() == "301"
    assert hop.http_headers.headers == [
        ("Location", "/a?b=c"),
        ("Content-Encoding", "gzip"),
        ("X-Archive-Orig-Content-Length", "8"),
        ("Content-Length", "8"),
    ]
    pages = [record for record in read_archive(path) if isinstance(record, Resource)]
    assert [(page.url, page.payload) for page in pages] == [(PAGE.url, PAGE.body)]


@pytest.mark.parametrize(
    ("protocol", "status", "line", "said"),
    [
        ("HTTP/1.0", 200, b"HTTP/1.0 200 OK\r\n", None),
        ("h2", 404, b"HTTP/1.1 404 Not Found\r\n", "h2"),
        ("HTTP/2", 200, b"HTTP/1.1 200 OK\r\n", "h2"),
        ("HTTP/1.1", 299, b"HTTP/1.1 299 \r\n", None),
    ],
)
def test_an_answer_has_its_status_line(
    tmp_path: Path, protocol: str, status: int, line: bytes, said: str | None
) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(pack(dataclasses.replace(PAGE, status=status, protocol=protocol)))
    response, body = records(path)[0]
    assert response.rec_headers.get_header("WARC-Protocol") == said
    assert gzip.decompress(path.read_bytes()).partition(b"\r\n\r\n")[2].startswith(line)
    assert body == PAGE.body


def test_every_record_has_digests_that_are_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(pack(dataclasses.replace(PAGE, hops=(HOP,))))
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            for digest in ("WARC-Payload-Digest", "WARC-Block-Digest"):
                assert record.rec_headers.get_header(digest).startswith("sha1:")
            record.content_stream().read()
    flipped = gzip.decompress(path.read_bytes()).replace(b"<p>", b"<q>", 1)
    path.write_bytes(gzip.compress(flipped))
    with path.open("rb") as file, pytest.raises(ArchiveLoadFailed):
        next(iter(ArchiveIterator(file, check_digests="raise"))).content_stream().read()


def test_a_page_is_summed_up_and_written_in_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    summed: list[int] = []
    update = Digester.update
    monkeypatch.setattr(
        Digester, "update", lambda digester, data: (summed.append(len(data)), update(digester, data))
    )
    monkeypatch.delattr(
        tempfile, "SpooledTemporaryFile"
    )  # warcio's copy of what it does not know to be whole
    pack(dataclasses.replace(PAGE, body=b"<p>" * 20_000))
    assert summed.count(60_000) == 2  # for the record, and for what it holds
    assert sum(summed) < 125_000


def test_a_header_in_any_bytes_costs_no_page(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(pack(dataclasses.replace(PAGE, headers=(("X-Stra\xdfe", "caf\xe9"), ("X~!*'", "b")))))
    head = gzip.decompress(path.read_bytes()).split(b"\r\n\r\n")[1]
    assert head.split(b"\r\n")[1:3] == [b"X-Stra%C3%9Fe: caf%C3%A9", b"X~!*': b"]


def test_fastwarc_reads_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(pack(dataclasses.replace(PAGE, hops=(HOP,))))
    with path.open("rb") as file:
        found = [
            (record.headers["WARC-Type"], record.headers["WARC-Target-URI"], record.verify_block_digest())
            for record in fastwarc.ArchiveIterator(file, parse_http=False)
        ]
    assert found == [
        ("response", PAGE.url, True),
        ("request", PAGE.url, True),
        ("response", HOP.url, True),
        ("request", HOP.url, True),
        ("metadata", PAGE.url, True),
    ]
    with path.open("rb") as file:
        page = next(iter(fastwarc.ArchiveIterator(file, record_types=fastwarc.WarcRecordType.response)))
        assert (page.http_headers.status_code, page.http_content_type) == (200, "text/html")
        assert page.reader.read() == PAGE.body


def test_datatrove_reads_the_archive(corpus: Path) -> None:
    readers = pytest.importorskip(
        "datatrove.pipeline.readers",
        reason="no dependency: pip install datatrove faust-cchardet python-magic",
    )
    documents = list(readers.WarcReader(str(corpus / "archive"), glob_pattern="**/*.warc.gz").run())
    assert [(one.metadata["url"], one.text) for one in documents] == [
        (PAGE.url, PAGE.body.decode()),
        (B.url, "<p>Other."),
    ]


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
    page, sum_ = verify(corpus, repair=True).problems
    assert "page of" in page.what
    assert sum_.what == "its checksum is not the one it was sealed with"
    assert not page.mended
    assert not sum_.mended
    path.unlink()
    assert "it was sealed and is gone" in [problem.what for problem in verify(corpus).problems]


def test_a_flipped_byte_anywhere_is_found(corpus: Path) -> None:
    path = corpus / "archive/site/run-00001.warc.gz"
    whole = path.read_bytes()
    for place in range(0, len(whole), 97):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x01]) + whole[place + 1 :])
        assert any("its checksum is not" in problem.what for problem in verify(corpus).problems)


def test_an_archive_without_a_seal_gets_one(corpus: Path) -> None:
    (corpus / "seals/archive/site/run-00001.warc.gz.json").unlink()
    (problem,) = verify(corpus, repair=True).problems
    assert (problem.what, problem.mended) == ("it has no seal", True)
    assert verify(corpus).problems == []


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


@pytest.mark.parametrize("many", [0, 200, 20_000])
def test_the_headers_of_a_page_are_read_without_its_body(tmp_path: Path, many: int) -> None:
    noise = random.Random(1)
    more = tuple((f"X-{number}", noise.randbytes(20).hex()) for number in range(many // 50))
    page = dataclasses.replace(PAGE, headers=(*PAGE.headers, *more, ("ETag", 'W/"a: b"')))
    with Corpus(tmp_path, "site", "run") as corpus:
        corpus.write(B, (), Fetched(B.url, b"<p>Other.", "2026-01-02T03:04:06.000Z"))
        place = corpus.write(A, (), page).archive
    found = read_headers(tmp_path, place)
    assert found["etag"] == 'W/"a: b"'
    assert found == archive_module._read(tmp_path, place, body=False)[1]
    assert place.offset is not None
    with pytest.raises(ValueError, match="at"):
        read_headers(tmp_path, dataclasses.replace(place, offset=place.offset + 1))
    with pytest.raises(ValueError, match="no response"):  # the request behind it
        read_headers(tmp_path, dataclasses.replace(place, offset=_next(tmp_path, place)))


def _next(corpus: Path, place: Archived) -> int:
    assert place.file
    with (corpus / place.file).open("rb") as file:
        return next(
            records.offset
            for records, record in ((it, r) for it in [ArchiveIterator(file)] for r in it)
            if record.rec_type == "request" and records.offset > (place.offset or 0)
        )
