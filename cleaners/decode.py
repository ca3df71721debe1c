"""Bytes to text, with what decided.

The order is that of browsers (byte order mark, HTTP header, `<meta>`), with one difference: a label is
believed only while the bytes agree. What a label said and why it was passed over stands in the notes.
Where nothing (true) is said, utf-8 is tried, then what the page's language suggests, then
charset-normalizer on a sample.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from charset_normalizer import from_bytes

from cleaners.controls import ASCII_CONTROLS, holds_controls
from cleaners.encodings import (
    BOMS,
    BY_LANGUAGE,
    GUESSABLE,
    MULTIBYTE,
    WESTERN,
    codec_of,
    name_of,
)
from cleaners.mojibake import mended
from cleaners.sniff import sniff

__all__ = ["Decoded", "decode", "sniff"]

Source: TypeAlias = Literal["bom", "header", "meta", "detector", "str"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text in utf-8, and how it was read.

    `raw` is the text: the page's own bytes where they are utf-8. `encoding` is the Encoding Standard's name
    of what was used, empty for text that came as `str`. `notes` tell of labels that were wrong or unknown and
    of characters that were replaced or dropped.
    """

    raw: bytes
    encoding: str
    source: Source
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text as `str`, which takes as long to make as half of a parse: ask once."""
        return self.raw.decode()


def decode(body: bytes | str, *, content_type: str = "") -> Decoded:
    """Read a page's bytes as text. Never raises: what cannot be read becomes U+FFFD, counted in a note.

    `content_type` is the HTTP header's value. Text that comes as `str` is only made harmless: paired
    surrogates are joined, lone ones replaced, control characters dropped.
    """
    notes: list[str] = []
    if isinstance(body, str):
        return Decoded(_harmless(_joined(body, notes).encode(), notes), "", "str", tuple(notes))
    for bom, codec in BOMS:
        if body.startswith(bom):
            return _finish(_reading(codec, body[len(bom) :]), "bom", notes)
    utf8 = _reading("utf-8", body)
    for source, label in _labels(body, content_type):
        codec_or_none = codec_of(label)
        if codec_or_none is None:
            notes.append(f"{source} names an unknown encoding {label[:40]!r}")
            continue
        reading = utf8 if codec_or_none == "utf-8" else _reading(codec_or_none, body)
        objection = _objection(reading, utf8, body)
        if not objection:
            return _finish(reading, source, notes)
        notes.append(f"{source} says {name_of(codec_or_none)}, {objection}")
    codec = _detect(body, utf8)
    return _finish(utf8 if codec == "utf-8" else _reading(codec, body), "detector", notes)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Bytes as one codec reads them, in utf-8: `foreign` counts the characters beyond ASCII that were read
    well, `broken` the places that were not, `cut` says that the last character is incomplete."""

    codec: str
    raw: bytes
    foreign: int
    broken: int
    cut: bool = False

    @property
    def sound(self) -> bool:
        """Few enough places are broken that the codec is still the right one: one in twenty at most."""
        return self.broken == 0 or self.broken * 20 <= self.foreign


def _reading(codec: str, body: bytes) -> _Reading:
    if codec == "utf-8":
        beyond = _utf8(body)
        if beyond is not None:
            return _Reading(codec, body, beyond, 0)
        text, used = codecs.utf_8_decode(body, "replace", False)  # noqa: FBT003  (a C function without keywords)
        cut = used < len(body)
        own = body.count(b"\xef\xbf\xbd")
    else:
        decoder = codecs.getincrementaldecoder(codec)("replace")
        text = decoder.decode(body)
        cut = bool(decoder.getstate()[0])
        own = 0
    if text.isascii():
        # One cut character and no whole one says nothing for the codec: b"caf\xe9" is no utf-8.
        return _Reading(codec, (text + "\ufffd" * cut).encode(), 0, int(cut))
    broken = max(text.count("\ufffd") - own, 0)
    foreign = len(text) - len(text.encode("ascii", "ignore")) - broken
    return _Reading(codec, text.encode("utf-8", "replace"), foreign, broken, cut)


def _utf8(body: bytes) -> int | None:
    """None for bytes that are no utf-8, else how many there are beyond one a character: not the number of
    foreign characters, but of their order.

    Only stretches that are not ASCII are decoded: to make a `str` of all takes twice as long.
    """
    if body.isascii():
        return 0
    beyond = 0
    try:
        for stretch in _not_ascii(body):
            beyond += len(stretch) - len(stretch.decode())
    except UnicodeDecodeError:
        return None
    return beyond


def _not_ascii(body: bytes) -> Iterator[bytes]:
    """The stretches of a body in which bytes beyond ASCII stand, each between others that are all ASCII."""
    start: int | None = None
    for at in range(0, len(body), _STRETCH):
        if not body[at : at + _STRETCH].isascii():
            start = at if start is None else start
        elif start is not None:
            yield body[start:at]
            start = None
    if start is not None:
        yield body[start:]


def _objection(reading: _Reading, utf8: _Reading, body: bytes) -> str:
    """Why the bytes cannot be what a label says, empty where they can."""
    codec = reading.codec
    if codec == "utf-8":
        # Sequences that happen to be utf-8 are rare in other encodings, so half of them are proof enough.
        return "" if reading.broken <= reading.foreign else "the bytes are not"
    if codec.startswith("utf-16"):
        return "" if body.count(0, 0, 4096) * 10 >= min(len(body), 4096) else "the bytes are not"
    enough = 8 if codec in MULTIBYTE else 1  # two or three Han characters may be utf-8 by chance
    if utf8.sound and utf8.foreign >= enough and (utf8.broken == 0 or utf8.foreign >= 20):
        return "the bytes are utf-8"
    if codec in WESTERN and _no_latin_script(_sample(body)):
        return "the bytes are no Latin script"
    few = 0 if codec in MULTIBYTE else 8  # single-byte pages may hold a pasted character or two
    return "" if reading.sound or reading.broken <= few else "the bytes are not"


_SAMPLE: Final = 32_768
_SCAN: Final = 1 << 20
_EDGES = re.compile(rb"[<>\r\n]+")  # bytes that are no part of a character in any encoding here
_LONG_RUN = re.compile(rb"[\x80-\xff]{3,}")
_ASCII: Final = bytes(range(128))
_STRETCH: Final = 4096


def _sample(body: bytes) -> bytes:
    """Up to 32 KB of the pieces between tags that hold bytes beyond ASCII: what tells encodings apart."""
    parts, size = [], 0
    for part in _EDGES.split(body[:_SCAN]):
        if not part.isascii():
            parts.append(part[:_SAMPLE])
            size += len(part)
            if size > _SAMPLE:
                break
    return b"\n".join(parts)


def _no_latin_script(sample: bytes) -> bool:
    """Whether text is in another script: most bytes beyond ASCII stand in runs of three and more, or they
    are three in ten. In Latin script such letters stand alone or in pairs, and are fewer (Vietnamese: a
    quarter)."""
    high = len(sample.translate(None, _ASCII))
    in_runs = sum(len(run) for run in _LONG_RUN.findall(sample))
    return high >= 6 and (in_runs * 2 > high or high * 10 > len(b"".join(sample.split())) * 3)


def _labels(body: bytes, content_type: str) -> Iterator[tuple[Literal["header", "meta"], str]]:
    if match := _CHARSET.search(content_type):
        yield "header", match[1]
    if label := _meta_label(body):
        # A page that can be read as ASCII to find its <meta> is not utf-16 (Encoding Standard, prescan).
        yield "meta", "utf-8" if label.lower().startswith(("utf-16", "utf16")) else label


_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([^\"'\s;,>]+)", re.IGNORECASE)
# Both ends are fixed and the middle is bounded, so that no input makes these search more than once over.
_META = re.compile(rb"<(?:meta|\?xml)\s([^<>]{0,1000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>/]+))", re.IGNORECASE)
_COMMENT_END: Final = b"-->"
# The standard looks at 1,024 bytes; pages put long inline scripts first all the same.
_PRESCAN: Final = 65_536


def _without_comments(head: bytes) -> bytes:
    start, parts = 0, []
    while (begin := head.find(b"<!--", start)) >= 0:
        parts.append(head[start:begin])
        end = head.find(_COMMENT_END, begin + 2)  # `<!-->` is a whole comment
        start = len(head) if end < 0 else end + len(_COMMENT_END)
    return b"".join((*parts, head[start:]))


def _meta_label(body: bytes) -> str:
    """What `<meta charset>`, `<meta http-equiv=Content-Type>` or an XML declaration names, else empty."""
    head = _without_comments(body[:_PRESCAN])
    for match in _META.finditer(head):
        inside = match[1].decode("latin-1")
        attributes = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(inside)}
        if head.startswith(b"<?", match.start()):
            label = attributes.get("encoding", "")
        elif "charset" in attributes:
            label = attributes["charset"]
        elif attributes.get("http-equiv", "").strip().lower() == "content-type":
            content = _CHARSET.search(attributes.get("content", ""))
            label = content[1] if content else ""
        else:
            label = ""
        if label.strip():
            return label.strip()
    return ""


def _detect(body: bytes, utf8: _Reading) -> str:
    """The codec that the bytes themselves speak for. Where none does it is windows-1252, as in browsers."""
    if zeros := body.count(0, 0, 4096):
        # ASCII letters in utf-16 leave every other byte zero, all on the same side.
        odd = body[1:4096:2].count(0)
        if zeros * 4 >= min(len(body), 4096) and max(odd, zeros - odd) >= zeros * 0.9:
            return "utf-16-le" if odd * 2 >= zeros else "utf-16-be"
    if utf8.raw.isascii() and not utf8.broken:
        return "iso2022_jp" if b"\x1b$" in body or b"\x1b(" in body else "utf-8"
    if utf8.broken <= utf8.foreign:
        return "utf-8"
    sample = _sample(body)
    hinted = [codec for codec in BY_LANGUAGE.get(_html_language(body), ()) if _reading(codec, sample).sound]
    if len(hinted) == 1:
        return hinted[0]
    if "iso8859-2" in hinted:  # cp1250 has letters (š, ž, ś) where iso8859-2 has control characters
        return "cp1250" if _C1.search(sample) else "iso8859-2"
    if not hinted and not _no_latin_script(sample):
        return "cp1252"
    return _guess(sample, hinted) or (hinted[0] if hinted else "cp1252")


_C1 = re.compile(rb"[\x80-\x9f]")
_HTML_LANG = re.compile(rb"<html\s[^<>]{0,500}?\blang\s*=\s*[\"']?([a-z]{2})", re.IGNORECASE)


def _html_language(body: bytes) -> str:
    match = _HTML_LANG.search(body, 0, _PRESCAN)
    return match[1].decode("ascii").lower() if match else ""


def _guess(sample: bytes, hinted: list[str]) -> str:
    best = from_bytes(sample, cp_isolation=hinted or list(GUESSABLE)).best()
    if best is None:  # the sample may end within a character
        best = from_bytes(sample[:-1], cp_isolation=hinted or list(GUESSABLE)).best()
    if best is None:
        return ""
    found = best.encoding.replace("_", "-")
    return next((codec for codec in GUESSABLE if codec.replace("_", "-") == found), "")


def _finish(reading: _Reading, source: Source, notes: list[str]) -> Decoded:
    """What was read, made harmless."""
    if reading.broken:
        notes.append(f"{reading.broken} broken byte sequences replaced")
    if reading.cut:
        notes.append("ends in the middle of a character")
    return Decoded(_harmless(reading.raw, notes), name_of(reading.codec), source, tuple(notes))


def _joined(text: str, notes: list[str]) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        notes.append("surrogates joined or replaced")
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _harmless(raw: bytes, notes: list[str]) -> bytes:
    """Text in utf-8 without a byte order mark, mojibake and control characters that no page means.

    C1 controls come from windows-1252 bytes that were once read as latin-1 (0x92 is an apostrophe), so they
    are read as browsers read `&#146;`; the rest is dropped.
    """
    raw, twice = mended(raw.removeprefix(codecs.BOM_UTF8))
    if twice:
        notes.append(f"{twice} places that were encoded twice read as they were meant")
    if not holds_controls(raw):
        return raw
    kept = raw.translate(None, ASCII_CONTROLS)
    clean, count = _C1_IN_UTF8.subn(_mend, kept)
    count += len(raw) - len(kept)
    notes.append(f"{count} control characters read as windows-1252 or dropped")
    return clean


_C1_IN_UTF8 = re.compile(rb"\xc2([\x80-\x9f])")


def _mend(match: re.Match[bytes]) -> bytes:
    return match[1].decode("cp1252", "ignore").encode()
