"""Undoes the content encodings of an answer (RFC 9110 section 8.4), and says when it cannot be done whole.

Scrapy's own decoders give back what they could read of a stream that ends in the middle, with no sign that it
did, so half an article would be stored as a whole one. Here a stream has to come to its own end: the trailer
of gzip and zlib, the last block of brotli and zstd. Sizes are in bytes.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias, cast

import brotli  # this one and zstd are Scrapy's own dependencies
from isal import isal_zlib

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Wrong: TypeAlias = Literal["cut_off", "damaged", "too_large"]

MAX_LAYERS: Final = 3
"""Encodings undone, one inside the other. No server has a reason for a second; bombs are packed in layers."""

_PIECE: Final = 1 << 16
_ZSTD_WINDOW: Final = 23  # RFC 9659: 8 MiB is what a decoder of HTTP content has to take, and takes
_IGZIP_ERROR: Final = cast("type[Exception]", isal_zlib.error)  # its stubs take it for an instance
_NOTHING_DONE: Final = frozenset({"", "identity", "none"})


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The content, whole where `wrong` is None, else as much as could be read. `left` are the encodings that
    are not undone, since they are not known here, outermost last."""

    body: bytes
    wrong: Wrong | None = None
    left: tuple[str, ...] = ()


def unpack(body: bytes, encodings: Sequence[str], *, limit: int = 0) -> Unpacked:
    """Undoes `encodings`, which stand in the order in which they were applied. Never raises.

    No layer is unpacked to more than `limit` bytes; 0 sets none.
    """
    left = [name for name in (name.strip().lower() for name in encodings) if name not in _NOTHING_DONE]
    if len(left) > MAX_LAYERS:
        return Unpacked(b"", "damaged", tuple(left))
    wrong: Wrong | None = None
    while left and left[-1] in _READERS:
        if not body:  # a HEAD, a 304, a page that is empty: servers name the encoding all the same
            return Unpacked(b"", wrong)
        body, now = _collect(_READERS[left.pop()](body), limit)
        wrong = now or wrong
        if wrong == "too_large":
            break
    return Unpacked(body, wrong, tuple(left))


def _collect(pieces: Iterator[bytes], limit: int) -> tuple[bytes, Wrong | None]:
    content = bytearray()
    try:
        for piece in pieces:
            content += piece
            if limit and len(content) > limit:
                return bytes(content[:limit]), "too_large"
    except EOFError:
        return bytes(content), "cut_off"
    except (zlib.error, _IGZIP_ERROR, brotli.error, zstd.ZstdError, ValueError):
        return bytes(content), "damaged"
    return bytes(content), None


def _gzip(body: bytes) -> Iterator[bytes]:
    """All members; what follows the last one is padding. By igzip, in less than half the time of zlib; it
    holds them to their checksums, too. Deflate is left to zlib, since some of it comes without any."""
    while True:
        member = isal_zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        yield from _zlib_stream(member, body)
        body = member.unused_data
        if not body.startswith(b"\x1f\x8b"):
            return


def _deflate(body: bytes) -> Iterator[bytes]:
    """Zlib's format as the standard has it, or raw deflate as some servers send it."""
    try:
        zlib.decompressobj().decompress(body[:_PIECE], 1)
        bits = zlib.MAX_WBITS
    except zlib.error:
        bits = -zlib.MAX_WBITS
    yield from _zlib_stream(zlib.decompressobj(wbits=bits), body)


def _zlib_stream(stream: Any, body: bytes) -> Iterator[bytes]:  # noqa: ANN401 - zlib's type has no public name
    data = body
    while not stream.eof:
        piece = stream.decompress(data, _PIECE)
        data = stream.unconsumed_tail
        yield piece
        if not piece and not data and not stream.eof:
            raise EOFError


def _brotli(body: bytes) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    data = body
    while not stream.is_finished():
        piece = stream.process(data, output_buffer_limit=_PIECE)
        data = b""
        yield piece
        if not piece and not stream.is_finished():
            raise EOFError


def _zstd(body: bytes) -> Iterator[bytes]:
    """All frames."""
    options = {int(zstd.DecompressionParameter.window_log_max): _ZSTD_WINDOW}
    while body:
        frame = zstd.ZstdDecompressor(options=options)
        data = body
        while not frame.eof:
            piece = frame.decompress(data, _PIECE)
            data = b""
            yield piece
            if not piece and frame.needs_input and not frame.eof:
                raise EOFError
        body = frame.unused_data


_READERS: Final[dict[str, Callable[[bytes], Iterator[bytes]]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
