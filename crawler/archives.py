"""Reads WARC files, also broken ones: what is whole comes out, what is not is named, reading goes on."""

from __future__ import annotations

import re
import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

MAX_PAYLOAD: Final = 64 << 20
"""Bytes of one page after decompression. A gzip bomb in an archive ends here."""

_PAGES: Final = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
_HTML_START: Final = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!doctype html|<html|<head|<body)\b", re.IGNORECASE
)
_GZIP_MEMBER: Final = b"\x1f\x8b\x08"
_PLAIN_RECORD: Final = b"\nWARC/1."
_STEP: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Resource:
    """A web page of an archive: what the server sent, its content and transfer encodings undone."""

    offset: int
    url: str
    content_type: str
    payload: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Other:
    """A record that is no page, and is not meant to be one."""

    offset: int
    what: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A record that is broken. Reading goes on behind it where another record can be found."""

    offset: int
    what: str


def read_archive(
    path: Path, start: int = 0, end: int | None = None
) -> Generator[Resource | Other | Fault, None, int | None]:
    """The records of a WARC, gzipped record by record or not at all, each with its byte offset in the file.
    OSError where the file cannot be read.

    Reading begins at `start`, where a record has to begin, and ends before the first record that begins at
    or behind `end`: the generator returns where that is, or None at the end of the file.
    """
    with path.open("rb") as file:
        zipped = _is_zipped(path, file)
        following: int | None = start
        while following is not None and (end is None or following < end):
            broken, following = yield from _read_from(file, following, end)
            if broken is not None:
                following = _next_record(file, broken + 1, zipped=zipped)
    return following


def find_record(path: Path, start: int) -> int | None:
    """Where the first record at or behind the byte `start` begins, as far as its first bytes can tell."""
    with path.open("rb") as file:
        return _next_record(file, start, zipped=_is_zipped(path, file))


def _is_zipped(path: Path, file: IO[bytes]) -> bool:
    file.seek(0)
    return path.suffix == ".gz" or file.read(len(_GZIP_MEMBER)) == _GZIP_MEMBER


def _read_from(
    file: IO[bytes], start: int, end: int | None
) -> Generator[Resource | Other | Fault, None, tuple[int | None, int | None]]:
    """Reads from the record at `start` to one that is broken, to one at or behind `end`, or to the end of the
    file. Gives the offset of the broken record, and of the one behind; None where there is none."""
    file.seek(start)
    records = ArchiveIterator(file)
    offset = start
    try:
        while (record := next(records, None)) is not None:
            offset = records.offset
            if end is not None and offset >= end:
                return None, offset
            yield _take(record, offset)
    except _BrokenError as error:
        yield Fault(offset, str(error))
        return offset, None
    except Exception as error:  # noqa: BLE001 - on garbage warcio raises whatever it runs into
        # raised while the next record was looked for, so the offset may be that of the one before
        offset = max(offset, _position(records, offset))
        if end is not None and offset >= end:
            return None, offset
        yield Fault(offset, _in_words(error))
        return offset, None
    return None, None


class _BrokenError(Exception):
    """The record is not whole."""


def _take(record: Any, offset: int) -> Resource | Other:  # noqa: ANN401 - warcio has no types
    headers = record.http_headers
    page = None
    what = f"{record.rec_type} record"
    if record.rec_type in {"response", "resource"}:
        payload = record.content_stream().read(MAX_PAYLOAD + 1)
        if len(payload) > MAX_PAYLOAD:
            raise _BrokenError(f"over {MAX_PAYLOAD >> 20} MiB of payload")
        declared = (headers.get_header("Content-Type") if headers else record.content_type) or ""
        identified = record.rec_headers.get_header("WARC-Identified-Payload-Type") or declared
        status = headers.get_statuscode() if headers else "200"
        if not status.startswith("2"):
            what = f"response of status {status}"
        elif not _is_page(identified, payload):
            what = f"no HTML but {identified.partition(';')[0].strip() or 'of no known type'}"
        else:
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            page = Resource(offset, url.strip("<>"), declared, payload)
    while record.raw_stream.read(_STEP):
        pass  # to the end, so that a record that is cut short shows
    missing = getattr(record.raw_stream, "limit", 0)
    if missing:
        raise _BrokenError(f"cut short: {missing} of {record.length} bytes are missing")
    return page or Other(offset, what)


def _is_page(content_type: str, payload: bytes) -> bool:
    return content_type.partition(";")[0].strip().lower() in _PAGES or bool(_HTML_START.match(payload))


def _position(records: ArchiveIterator, otherwise: int) -> int:
    """Where warcio was going to read on; it moves its offset before it reads."""
    found = getattr(records, "offset", otherwise)
    return found if isinstance(found, int) else otherwise


def _in_words(error: Exception) -> str:
    text = " ".join(str(error).split())
    if "non-chunked gzip" in text:
        return "the file was gzipped whole, not record by record: `warcio recompress FILE NEW` mends it"
    if isinstance(error, ArchiveLoadFailed):
        return text[:200]
    return f"no WARC record ({type(error).__name__}: {text[:200]})"


def _next_record(file: IO[bytes], start: int, *, zipped: bool) -> int | None:
    """The offset of the first record at or behind `start`, looked for by its first bytes."""
    mark, shift = (_GZIP_MEMBER, 0) if zipped else (_PLAIN_RECORD, 1)
    for found in _search(file, mark, start):
        if not zipped or _opens_record(file, found):
            return found + shift
    return None


def _search(file: IO[bytes], mark: bytes, start: int) -> Iterator[int]:
    """The offsets of `mark` from `start` on."""
    keep = len(mark) - 1
    base, window = start, b""
    while True:
        file.seek(base + len(window))
        step = file.read(_STEP)
        if not step:
            return
        window += step
        at = window.find(mark)
        while at >= 0:
            yield base + at
            at = window.find(mark, at + 1)
        base, window = base + len(window) - keep, window[len(window) - keep :]


def _opens_record(file: IO[bytes], offset: int) -> bool:
    """Whether a gzip member that holds a record begins here, and not three bytes of a picture."""
    file.seek(offset)
    try:
        return bytes(zlib.decompressobj(31).decompress(file.read(512), 64)).startswith(b"WARC/")
    except zlib.error:
        return False
