"""Records of a WARC file (ISO 28500, version 1.1), each a gzip member of its own.

warcio, which reads them here, could write them too. It takes a page through streams, once for each of its
two digests and once more to be written, which takes as long as all else that is done to an archived page.
"""

from __future__ import annotations

import base64
import hashlib
import re
import uuid
import zlib
from collections.abc import Iterable
from typing import Final, Literal, TypeAlias

from isal import isal_zlib

_LEVEL: Final = 2
"""Of igzip's 0 to 3. Pages of news take a sixth more room than by zlib at its usual level 6, and a tenth of
the time; at level 3 an eighth more, and a sixth of the time."""

_LINE_ENDS: Final = re.compile(r"[\r\n]+")

Fields: TypeAlias = Iterable[tuple[str, str]]
Kind: TypeAlias = Literal["response", "request", "metadata"]


def new_id() -> str:
    """An id for a record, which no other has."""
    return f"<urn:uuid:{uuid.uuid4()}>"


def head(first: str, headers: Fields) -> bytes:
    """The head of an HTTP message. A client reads the bytes of headers as latin-1 (RFC 9110 section 5.5), and
    so they are here again what they were."""
    return _lines(first, headers).encode("latin-1", "replace")


def record(kind: Kind, key: str, fields: Fields, start: bytes, payload: bytes) -> bytes:
    """A record of the type `kind` with the id `key`: its block is `start` (the head of an HTTP message, or
    nothing) and the `payload`. `fields` are its named fields but for those that follow from the block."""
    content_type = "application/warc-fields" if kind == "metadata" else f"application/http; msgtype={kind}"
    digest = hashlib.sha1(start, usedforsecurity=False)
    digest.update(payload)
    named = (
        ("WARC-Type", kind),
        ("WARC-Record-ID", key),
        *fields,
        ("WARC-Payload-Digest", _digest(hashlib.sha1(payload, usedforsecurity=False).digest())),
        ("WARC-Block-Digest", _digest(digest.digest())),
        ("Content-Type", content_type),
        ("Content-Length", str(len(start) + len(payload))),
    )
    first = _lines("WARC/1.1", named).encode("utf-8", "replace")
    return isal_zlib.compress(b"".join((first, start, payload, b"\r\n\r\n")), _LEVEL, 16 + zlib.MAX_WBITS)


def _lines(first: str, fields: Fields) -> str:
    """A first line and named fields, to the empty line. A line end within, which would begin a field, is a
    blank."""
    lines = [first, *(f"{name}: {value}" for name, value in fields), "", ""]
    return "\r\n".join([_LINE_ENDS.sub(" ", line) for line in lines])


def _digest(sha1: bytes) -> str:
    return f"sha1:{base64.b32encode(sha1).decode()}"
