"""Bodies that are no page, told by their first bytes: a server's Content-Type is often wrong."""

from __future__ import annotations

import json
import re
from typing import Final

from cleaners.controls import ASCII_CONTROLS
from cleaners.encodings import BOMS

_MAGIC: Final[tuple[tuple[bytes, int, str], ...]] = (
    (b"%PDF-", 0, "pdf"),
    (b"\xff\xd8\xff", 0, "jpeg"),
    (b"\x89PNG\r\n", 0, "png"),
    (b"GIF87a", 0, "gif"),
    (b"GIF89a", 0, "gif"),
    (b"WEBP", 8, "webp"),
    (b"WAVE", 8, "wav"),
    (b"AVI ", 8, "avi"),
    (b"II*\x00", 0, "tiff"),
    (b"MM\x00*", 0, "tiff"),
    (b"\x00\x00\x01\x00", 0, "ico"),
    (b"8BPS", 0, "psd"),
    (b"PK\x03\x04", 0, "zip"),
    (b"PK\x05\x06", 0, "zip"),
    (b"\x1f\x8b", 0, "gzip"),
    (b"BZh", 0, "bzip2"),
    (b"\xfd7zXZ\x00", 0, "xz"),
    (b"\x28\xb5\x2f\xfd", 0, "zstd"),
    (b"Rar!\x1a\x07", 0, "rar"),
    (b"7z\xbc\xaf\x27\x1c", 0, "7z"),
    (b"wOFF", 0, "woff"),
    (b"wOF2", 0, "woff2"),
    (b"OTTO", 0, "otf"),
    (b"\x00\x01\x00\x00", 0, "ttf"),
    (b"\x1aE\xdf\xa3", 0, "webm"),
    (b"OggS\x00", 0, "ogg"),
    (b"ID3\x02", 0, "mp3"),
    (b"ID3\x03", 0, "mp3"),
    (b"ID3\x04", 0, "mp3"),
    (b"fLaC", 0, "flac"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", 0, "ole"),
    (b"{\\rtf1", 0, "rtf"),
    (b"\x00asm", 0, "wasm"),
    (b"\x7fELF", 0, "elf"),
    (b"SQLite format 3\x00", 0, "sqlite"),
)
_FTYP: Final = {b"avif": "avif", b"avis": "avif", b"heic": "heic", b"mif1": "heic"}


def sniff(body: bytes) -> str | None:
    """What a body is that is no page: `pdf`, `jpeg`, `zip`, `json`, `rss` …, `binary` for what has no known
    mark.

    None for text and HTML of any encoding. JSON is a whole JSON object or array, or the beginning of one
    that holds no markup. Feeds, sitemaps and drawings are told by their first element.
    """
    for mark, at, name in _MAGIC:
        if body.startswith(mark, at):
            return name
    if body.startswith(b"ftyp", 4):
        return _FTYP.get(body[8:12], "mp4")
    stripped = body[:64].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if stripped.startswith(b"%PDF-"):
        return "pdf"
    if _JSON_START.match(stripped) and _is_json(body):
        return "json"
    if stripped.startswith(b"<") and (xml := _xml(body)) is not None:
        return xml
    if _is_binary(body[:2048]):
        return "binary"
    return None


_XML: Final = {
    b"rss": "rss",
    b"feed": "atom",
    b"rdf": "rss",
    b"urlset": "sitemap",
    b"sitemapindex": "sitemap",
    b"opml": "opml",
    b"svg": "svg",
}
_XML_HEAD: Final = 4096
# What may stand before the first element, piece by piece.
_PROLOG: Final = re.compile(
    rb"\s+|<\?.*?\?>|<!--.*?-->|<!doctype (?:svg|rss|opml)[^>[]*(?:\[[^]]*\])?\s*>", re.IGNORECASE | re.DOTALL
)
_XML_ROOT: Final = re.compile(rb"<(?:[a-z]\w*:)?(" + b"|".join(_XML) + rb")(?=[\s>/])", re.IGNORECASE)
_NAMESPACE: Final = re.compile(rb"[^<>]*?\s(?:xmlns|version)[:=]", re.IGNORECASE)
_PAGE: Final = re.compile(rb"<(?:!doctype html|html|body|p|div|article)\b", re.IGNORECASE)
"""What a page has, behind drawings that it uses."""
_JSON_START = re.compile(rb"\{\s*[\"}]|\[\s*[\[{\"\]\d\-tfn]|[\[{]\s*\Z")
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|p|div|article|br)\b", re.IGNORECASE)
_JSON_MAX: Final = 1 << 20
_OPEN_OBJECT = re.compile(rb"\s*(?:\[\s*)?\{\s*\"[^\"\\]{1,200}\"\s*:")


def _xml(body: bytes) -> str | None:
    """What kind of XML a body is. A page may begin with a drawing that it uses, or speak of `<rss>`: an XML
    declaration tells, or an attribute of the element."""
    head = body.removeprefix(b"\xef\xbb\xbf")[:_XML_HEAD]
    at = 0
    while (passed := _PROLOG.match(head, at)) is not None:
        at = passed.end()
    root = _XML_ROOT.match(head, at)
    if root is None:
        return None
    declared = head[:at].lstrip().startswith(b"<?xml") or _NAMESPACE.match(head, root.end())
    kind = _XML[root[1].lower()]
    return kind if declared and not (kind == "svg" and _PAGE.search(body)) else None


def _is_json(body: bytes) -> bool:
    if len(body) <= _JSON_MAX:
        try:
            json.loads(body)
        except (ValueError, RecursionError):
            pass
        else:
            return True
    head = body.removeprefix(b"\xef\xbb\xbf")[:_JSON_MAX]
    deep = head.lstrip()[:1000].count(b"[") > 900  # nothing else opens a thousand brackets
    return deep or (_OPEN_OBJECT.match(head) is not None and not _MARKUP.search(head))


def _is_binary(head: bytes) -> bool:
    if not head or head.startswith(tuple(bom for bom, _ in BOMS)):
        return False
    controls = len(head) - len(head.translate(None, ASCII_CONTROLS.replace(b"\x1b", b"")))
    zeros = head.count(0)
    if zeros * 4 >= len(head):  # utf-16 without a mark has its zeros on one side
        odd = head[1::2].count(0)
        return max(odd, zeros - odd) < zeros * 0.9 or controls - zeros > len(head) // 20
    return controls * 10 > len(head)
