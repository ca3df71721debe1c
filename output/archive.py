"""Pages as they came: WARC files (ISO 28500), one a run, each record a gzip member of its own.

    archive/<site>/<run>-<number>.warc.gz

Like a shard, a file has a hidden name while it grows, and is sealed when the run ends, with a checksum; the
`archive` of an article's line names it by its last name from the beginning.
"""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from isal import isal_zlib
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from output.article import Archived
from output.disk import sync_folder
from output.growing import Growing
from output.seals import Seal, write_seal

_HEAD: Final = 1024  # bytes in which a page says what it is
_UNTRUE: Final = frozenset({"content-encoding", "content-length", "transfer-encoding"})
_SAFE: Final = "!#$%&'*+.^`|"  # beside letters, digits and "-_~", what a header's name may hold
_HEADERS: Final = 4096  # packed bytes in which the headers of a page are, as a rule
_CHUNK: Final = 1 << 20
_LEVEL: Final = 3  # of igzip's 0 to 3
_SPELT: Final = frozenset({"HTTP/1.0", "HTTP/1.1"})  # protocols that have a status line
_PHRASES: Final = {status.value: status.phrase for status in HTTPStatus}


class _Writer(WARCWriter):  # type: ignore[misc]  # warcio has no types
    """In one piece: pages are in memory, where warcio takes and copies 16 KB at a time."""

    @staticmethod
    def _iter_stream(stream: io.BytesIO) -> Iterator[bytes]:
        yield stream.read()


Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it was fetched. `url` is where it was in the end, `via` the addresses that led there by
    redirect, in order; `moment` is when, in ISO 8601; `body` is without its transfer encoding and, unless it
    is `packed`, without its content encoding; `truncated` where it is not all of it. `hops` are the answers
    that redirected, as far as they are known. `protocol` is that of the answer, such as `HTTP/1.0` or `h2`.
    """

    url: str
    body: bytes = field(repr=False)
    moment: str
    status: int = 200
    headers: Headers = ()
    request: Headers = ()
    via: tuple[str, ...] = ()
    packed: bool = False
    truncated: bool = False
    hops: tuple[Fetched, ...] = ()
    protocol: str = "HTTP/1.1"


class OpenArchive(Growing):
    """The archive of one run. FileExistsError where the stem is taken."""

    def __init__(self, corpus: Path, site: str, stem: str) -> None:
        folder = corpus / "archive" / site
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{stem}.warc.gz"
        if target.exists():
            raise FileExistsError(f"{target} is there already")
        self.name = target.relative_to(corpus).as_posix()
        super().__init__(open_archive(target), lines=False)

    @property
    def next_place(self) -> Archived:
        """The place of what is added next."""
        return Archived(self.name, self.size)

    def append(self, records: bytes) -> None:
        """Adds the records of a page (`pack`), whose first is the response, at `next_place`.
        `output.disk.CannotWriteError` where they do not fit: then none is in."""
        self._write(records)

    def seal(self) -> None:
        """Gives the file its name; an empty one goes away. Safe to call again."""
        if self._end():
            _publish(self.path, self._whole)


def open_archive(target: Path) -> Path:
    """The name that an archive has until it is sealed as `target`."""
    return target.with_name(f".{target.name.removesuffix('.warc.gz')}.open")


def pack(page: Fetched) -> bytes:
    """The WARC records of a page: response and request, and where redirects led to it, response and request
    of each of these and a list of their addresses."""
    members: list[bytes] = []
    linked = _exchange(members, page)
    for hop in page.hops:
        _exchange(members, hop)
    if page.via:
        fields = "".join(f"via: {url}\r\n" for url in page.via).encode()
        writer = _Writer(io.BytesIO(), gzip=False, warc_version="1.1")
        record = writer.create_warc_record(
            page.url,
            "metadata",
            payload=io.BytesIO(fields),
            length=len(fields),
            warc_content_type="application/warc-fields",
            warc_headers_dict=linked,
        )
        members.append(_member(writer, record))
    return b"".join(members)


def _member(writer: _Writer, record: ArcWarcRecord) -> bytes:
    """A record as a gzip member. By igzip: pages of news take a ninth more room than by zlib at its usual
    level 6, and less than a sixth of the time."""
    out = writer.out
    out.seek(0)
    out.truncate()
    writer.write_record(record)
    return isal_zlib.compress(out.getvalue(), _LEVEL, 16 + zlib.MAX_WBITS)


def _exchange(members: list[bytes], page: Fetched) -> dict[str, str]:
    """Adds a response and its request; gives the headers of a record that belongs to the response.

    The reason behind the status is the standard's, since a client need not hand on the server's own (RFC 9112
    section 4). An answer of a protocol without a status line has that of HTTP/1.1, and WARC-Protocol names
    the protocol.
    """
    writer = _Writer(io.BytesIO(), gzip=False, warc_version="1.1")
    dated = {"WARC-Date": page.moment}
    said = {**dated, "WARC-Identified-Payload-Type": payload_type(page.body)}
    if decoded := _decoded(page):
        said["X-Decoded"] = decoded
    if page.truncated:
        said["WARC-Truncated"] = "length"
    protocol = page.protocol if page.protocol in _SPELT else "HTTP/1.1"
    if page.protocol != protocol:
        said["WARC-Protocol"] = "h2" if page.protocol.startswith("HTTP/2") else page.protocol.lower()
    line = f"{page.status} {_PHRASES.get(page.status, '')}"
    status = StatusAndHeaders(line, _as_stored(page), protocol=protocol)
    response = writer.create_warc_record(
        page.url,
        "response",
        payload=io.BytesIO(page.body),
        length=len(page.body),  # without, warcio copies it to a file, and sums it up once more
        http_headers=status,
        warc_headers_dict=said,
    )
    key = response.rec_headers.get_header("WARC-Record-ID")
    linked = {**dated, "WARC-Concurrent-To": key}
    parts = urlsplit(page.url)
    line = f"GET {parts.path or '/'}{'?' + parts.query if parts.query else ''} HTTP/1.1"
    asked = StatusAndHeaders(line, [("Host", parts.netloc), *page.request], is_http_request=True)
    request = writer.create_warc_record(
        page.url, "request", http_headers=asked, warc_headers_dict=dict(linked)
    )
    members += (_member(writer, response), _member(writer, request))
    return linked


def read_page(corpus: Path, place: Archived) -> tuple[bytes, str]:
    """Body and content type of the page at a place. ValueError, saying which, where there is none."""
    body, headers = _read(corpus, place, body=True)
    return body, headers.get("content-type", "")


def read_headers(corpus: Path, place: Archived) -> dict[str, str]:
    """The headers of the page at a place, names in lower case. ValueError, saying which, where none is."""
    return _head(corpus, place) or _read(corpus, place, body=False)[1]


def _head(corpus: Path, place: Archived) -> dict[str, str]:
    """The same from the first bytes of a record as `pack` writes it, much sooner than warcio tells: a state
    that was lost needs the headers of every page. Empty where they cannot be told so."""
    if place.file is None or place.offset is None:
        return {}
    try:
        with (corpus / place.file).open("rb") as file:
            file.seek(place.offset)
            start = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(file.read(_HEADERS), 4 * _HEADERS)
    except (OSError, ValueError, zlib.error):
        return {}
    warc, _, rest = start.partition(b"\r\n\r\n")
    http, end, _ = rest.partition(b"\r\n\r\n")
    if not end or b"\r\nWARC-Type: response\r\n" not in warc:
        return {}
    pairs = (line.partition(": ") for line in http.decode("latin-1").split("\r\n")[1:])
    return {name.lower(): value for name, _, value in pairs}


def _read(corpus: Path, place: Archived, *, body: bool) -> tuple[bytes, dict[str, str]]:
    if place.file is None or place.offset is None:
        raise ValueError("it was not archived")
    path = corpus / place.file
    try:
        with path.open("rb") as file:
            file.seek(place.offset)
            record = next(iter(ArchiveIterator(file)))
            if record.rec_type == "response":
                headers = {name.lower(): value for name, value in record.http_headers.headers}
                return record.content_stream().read() if body else b"", headers
    except (OSError, StopIteration, zlib.error) as error:
        raise ValueError(f"{path} has no record at {place.offset}: {error!r}") from error
    except Exception as error:  # warcio raises its own kinds, all of them plain Exceptions
        raise ValueError(f"{path} at {place.offset}: {error}") from error
    raise ValueError(f"{path} has no response at {place.offset}")


def recover_archives(corpus: Path, site: str) -> list[str]:
    """Seals what is open, up to the end of its last whole record. Gives what was done, in words."""
    done = []
    for path in sorted((corpus / "archive" / site).glob(".*.open")):
        with path.open("r+b") as file:
            file.truncate(_end_of_last_record(path))
            os.fsync(file.fileno())
        if found := _publish(path):
            done.append(f"{found}: sealed what a run left open")
    return done


def payload_type(body: bytes) -> str:
    """What a page is by its first bytes, whatever its headers say."""
    head = body[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<!doctype html" in head or b"<html" in head:
        return "application/xhtml+xml" if head.startswith(b"<?xml") else "text/html"
    return "text/html" if head.startswith(b"<") else "text/plain"


def _publish(path: Path, whole: Seal | None = None) -> Path | None:
    if path.stat().st_size == 0:
        path.unlink()
        return None
    target = path.with_name(path.name.removeprefix(".").removesuffix(".open") + ".warc.gz")
    write_seal(path.parents[2], target, path, (), whole)
    path.rename(target)
    sync_folder(path.parent)
    return target


def _as_stored(page: Fetched) -> list[tuple[str, str]]:
    """The headers as received, but those that tell of an encoding that is taken off, and of the length: they
    stay under another name, so that a reader does not try to take it off again."""
    untrue = _UNTRUE - {"content-encoding"} if page.packed else _UNTRUE
    kept = [
        (f"X-Archive-Orig-{name}" if name.lower() in untrue else quote(name, safe=_SAFE), value)
        for name, value in page.headers
    ]
    return [*kept, ("Content-Length", str(len(page.body)))]


def _decoded(page: Fetched) -> str:
    """The encodings that are taken off, as in `content-encoding=gzip`; "" where there were none."""
    names = {"transfer-encoding"} if page.packed else {"transfer-encoding", "content-encoding"}
    said = [f"{name.lower()}={value}" for name, value in page.headers if name.lower() in names]
    return "; ".join(said)


def _end_of_last_record(path: Path) -> int:
    """The end of the last whole gzip member of a file, in bytes."""
    end = 0
    position = 0
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            while chunk:
                try:
                    unpack.decompress(chunk)
                except zlib.error:
                    return end
                used = len(chunk) - len(unpack.unused_data)
                position += used
                chunk = chunk[used:]
                if unpack.eof:
                    end = position
                    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
    return end
