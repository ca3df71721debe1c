"""The lines of a corpus: an article, a cut in its ledger, and another address of an article.

Every line has every key, each of one type, so that any mix of shards loads as one table. A text that is
not known is empty; null stands only for a date, a score, a place in an archive or the reason. The JSON
Schemas in `schema/` say the same for machines.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import resources
from typing import Any, Final, Literal, overload

from output.urls import normalise, well_formed
from output.words import words

SCHEMA_VERSION: Final = 1
"""Raised when a key is added, or one changes its type or meaning; from the first release on."""

KINDS: Final = (
    "caption",
    "credit",
    "ad",
    "newsletter",
    "related",
    "share",
    "byline",
    "date",
    "bio",
    "tip",
    "legal",
    "tags",
    "comments",
    "paywall",
    "player",
    "title",
    "navigation",
    "other",
)
"""The kinds of a cut, in the order in which `removed` holds them."""


HOW: Final = ("redirect", "canonical", "same_text")
"""How another address leads to an article: it redirects to it, its page names it as its canonical address, or
has its headline and text word for word."""

FEW_WORDS: Final = 40
"""Words that a text needs at least to be told by them from others."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the story; `caption` and `credit` are empty where it has none."""

    url: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Signal:
    """A machine-readable statement of the page: its name, its raw value, and where it stood."""

    signal: str
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Archived:
    """Where the page's bytes are: a file and the byte offset of the record in it. Both null: not archived."""

    file: str | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One line of `articles/`. The schema describes each key; the order here is the order in the line."""

    id: str
    url: str
    source: str
    title: str
    standfirst: str
    text: str
    authors: tuple[str, ...]
    published: str | None
    modified: str | None
    added: str
    section: str
    tags: tuple[str, ...]
    language: str
    description: str
    images: tuple[Image, ...]
    revision: int
    content_hash: str
    previous: str | None = field(default=None, kw_only=True)
    removed: dict[str, int]
    date_source: str
    access: tuple[Signal, ...]
    usage: tuple[Signal, ...]
    cleaner: str
    archive: Archived
    reason: str | None
    left_out: tuple[str, ...] = ()
    schema: int = SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of `removed/`: one cut of one article."""

    article: str
    url: str
    order: int
    kind: str
    text: str
    rule: str
    score: float | None
    where: str
    cleaner: str


@dataclass(frozen=True, slots=True)
class Address:
    """One line of `addresses/`: an address, other than its own, at which an article was found.

    `source` is the site that the address belongs to, `how` is one of `HOW`, `found` is when.
    """

    article: str
    url: str
    source: str
    how: str
    found: str


def article_id(url: str) -> str:
    """The id of the article at `url`: 32 hex digits, the same for all variants of the address
    (`output.urls.normalise`) and so over re-crawls. 128 bits of SHA-256."""
    return hashlib.sha256(normalise(url).encode()).hexdigest()[:32]


def body_id(body: bytes | str) -> str:
    """The id of an article that has no address: from the page as it was given, before cleaning, so that
    it stays when the cleaner changes. No address can have the same id: none begins with a NUL."""
    data = well_formed(body).encode() if isinstance(body, str) else body
    return hashlib.sha256(b"\0" + data).hexdigest()[:32]


def content_hash(title: str, standfirst: str, text: str) -> str:
    """SHA-256 in hex of what a reader reads. A change of white space or of Unicode composition (NFC)
    is none, so it makes no new revision."""
    canonical = "\n".join(" ".join(part.split()) for part in (title, standfirst, text))
    if not canonical.isascii():
        canonical = unicodedata.normalize("NFC", well_formed(canonical))
    return hashlib.sha256(canonical.encode()).hexdigest()


def same_words(title: str, text: str) -> str:
    """What two pages of one story have in common, as 32 hex digits: the words of headline and text, whatever
    their case and punctuation. "" for a text of fewer than `FEW_WORDS` words, which may be any page's. The
    headline counts, since two articles of which only the same notice can be read are two."""
    found = words(text)
    if len(found) < FEW_WORDS:
        return ""
    return hashlib.sha256(b" ".join([*words(title), b"", *found])).hexdigest()[:32]


@overload
def timestamp(moment: datetime) -> str: ...
@overload
def timestamp(moment: None) -> None: ...
def timestamp(moment: datetime | None) -> str | None:
    """`moment` as `2026-01-02T03:04:05.000Z`. Milliseconds even where zero: loaders take whole seconds
    for another type and lose the zone. A naive moment counts as UTC, and so does one whose offset would
    carry it out of the years 1 to 9999."""
    if moment is None:
        return None
    try:
        utc = moment.astimezone(UTC) if moment.tzinfo else moment
    except OverflowError:
        utc = moment
    return utc.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def count_kinds(kinds: Iterable[str]) -> dict[str, int]:
    """How often each kind occurs; every kind of `KINDS` has its count. KeyError for an unknown kind."""
    counts = dict.fromkeys(KINDS, 0)
    for kind in kinds:
        counts[kind] += 1
    return counts


# Raw, these end a line for str.splitlines() and some readers, act on a terminal, or turn the rest of the
# line. JSON itself only asks for escapes below U+0020, which json.dumps already writes.
_RAW_CONTROL: Final = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
# The same in UTF-8, but for U+007F: patterns that begin with one byte are found several times as fast as one
# of a set of characters, and nearly no line holds any.
_MAY_HOLD_ONE: Final = (
    re.compile(rb"\xc2[\x80-\x9f]"),
    re.compile(rb"\xe2(?:\x80[\xa8-\xae]|\x81[\xa6-\xa9])"),
)


def to_line(record: Article | LedgerLine | Address | Mapping[str, Any]) -> bytes:
    """One line of JSON in UTF-8 with its line feed. No other line end can stand in it, whatever the texts
    hold; lone surrogates become U+FFFD. `record` may be what was read from a line. ValueError for a number
    that JSON does not have (NaN)."""
    line = _ENCODER.encode(record if isinstance(record, Mapping) else _fields(record))
    data = well_formed(line).encode()
    if b"\x7f" in data or any(regex.search(data) for regex in _MAY_HOLD_ONE):
        data = _RAW_CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", data.decode()).encode()
    return data + b"\n"


def _fields(record: Any) -> dict[str, Any]:  # noqa: ANN401 - what json.dumps calls `default` with
    kind = type(record)
    names = _NAMES.get(kind)
    if names is None:
        names = _NAMES[kind] = tuple(field.name for field in dataclasses.fields(record))
    return {name: getattr(record, name) for name in names}


_NAMES: Final[dict[type[Any], tuple[str, ...]]] = {}
# One for all lines: to make it takes as long as to write a short line.
_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_fields
)


Name = Literal["article", "ledger", "address"]


def schema(name: Name) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one of the lines."""
    text = resources.files("output").joinpath("schema", f"{name}.schema.json").read_text("utf-8")
    parsed: dict[str, Any] = json.loads(text)
    return parsed
