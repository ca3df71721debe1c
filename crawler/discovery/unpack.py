"""Bytes as they come from the wire: unpacked and decoded, whatever they declare."""

from __future__ import annotations

import codecs
import re
import zlib
from typing import Final

MAX_UNPACKED: Final = 50 * 1024 * 1024
"""Most bytes that packed content is unpacked to: what the sitemap protocol allows a file, unpacked."""

_PIECE: Final = 1 << 16
"""Bytes unpacked at once: what was unpacked before a damaged piece is kept."""

_GZIP: Final = b"\x1f\x8b"
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE: Final = (
    (re.compile(rb"<\x00.\x00", re.DOTALL), "utf-16-le"),
    (re.compile(rb"\x00<\x00"), "utf-16-be"),
)
"""UTF-16 without a byte order mark, known by the first characters of any XML."""

_DECLARED: Final = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""", re.IGNORECASE)
_LEADS: Final = tuple(bytes([byte]) for byte in range(0xC2, 0xF5))
"""Bytes that begin a character of more than one byte in UTF-8."""


def unpack(body: bytes, *, url: str) -> tuple[bytes, tuple[str, ...]]:
    """The content of a gzip file, or `body` itself where it is none, with problems. Never raises.

    A file that is damaged or cut off gives what can be read of it. At most `MAX_UNPACKED` bytes are unpacked.
    """
    if not body.startswith(_GZIP):
        return body, ()
    content = bytearray()
    rest = body
    while rest.startswith(_GZIP):  # a file may hold several members; what follows the last is padding
        member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        start = 0
        try:
            while start < len(rest) and not member.eof:
                content += member.decompress(rest[start : start + _PIECE], MAX_UNPACKED + 1 - len(content))
                start += _PIECE
                if len(content) > MAX_UNPACKED:
                    problem = f"{url}: unpacks to over {MAX_UNPACKED:,} bytes, the rest was not read"
                    return bytes(content[:MAX_UNPACKED]), (problem,)
        except zlib.error as error:
            return bytes(content), (f"{url}: damaged gzip data after {len(content):,} bytes: {error}",)
        if not member.eof:
            return bytes(content), (f"{url}: gzip data is cut off after {len(content):,} bytes of content",)
        rest = member.unused_data + rest[start:]
    return bytes(content), ()


def decode(body: bytes) -> str:
    """Text of a machine-made list: by byte order mark, then as UTF-8 where it is that, then by its XML
    declaration, then as windows-1252. Never raises.

    UTF-8 goes before the declaration because bytes that are valid UTF-8 and not plain ASCII are never
    anything else by accident, while declarations are often wrong.
    """
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(encoding, "replace")
    for start, encoding in _WIDE:
        if start.match(body):
            return body.decode(encoding, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(body) - 3:  # a character cut in half by the end of the data
            return body.decode("utf-8", "replace")
    declared = _DECLARED.search(body[:1024])
    codec = _usable(declared[1].decode("ascii", "replace")) if declared else None
    if codec:
        return body.decode(codec, "replace")
    # One damaged character in much good UTF-8 is no reason to read all of it as windows-1252.
    text = body.decode("utf-8", "replace")
    characters = sum(map(body.count, _LEADS))
    return (
        text
        if text.count("\N{REPLACEMENT CHARACTER}") * 50 < characters
        else body.decode("cp1252", "replace")
    )


def _usable(name: str) -> str | None:
    """The codec of a declared name that can be true of bytes which are neither UTF-8 nor UTF-16."""
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    if codec.startswith("utf") or codec in {
        "ascii",
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
    }:
        return None
    try:
        b"a".decode(codec)
    except (LookupError, ValueError):  # codecs that give no text, such as hex
        return None
    # browsers read Latin-1 as its superset windows-1252 (WHATWG Encoding standard, section 4.2)
    return "cp1252" if codec == "iso8859-1" else codec
