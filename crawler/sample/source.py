"""The articles of the sample site as they are written down: one TOML file each in `articles/`.

The head of a file is plain TOML; `body` is a light text format whose blocks are parted by blank lines:

    A paragraph of prose, with *emphasis*, **strong** and [a link](@slug-or-address).
    ## A sub-heading
    > A block quote; each such line is a paragraph of it.
    - An item of a list        (`1. ` for a numbered one)
    -- A sign-off that belongs to the story ("Reporting by …")
    !picture.jpg               (a picture without a caption)
    ::kind style [picture.jpg] (furniture: what a cleaner must cut, by its kind)
    its lines
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias, get_args

from cleaners.model import KINDS, Kind
from crawler.sample.inline import to_text

Family: TypeAlias = Literal["lawandcrime", "wordpress", "arc", "blogger"]
FAMILIES: Final[tuple[Family, ...]] = get_args(Family)

Form: TypeAlias = Literal["p", "h2", "quote", "ul", "ol", "signoff", "image", "furniture"]
Channel: TypeAlias = Literal["fronts", "feed", "sitemap"]
CHANNELS: Final[tuple[Channel, ...]] = get_args(Channel)

JSONLD: Final = frozenset({"object", "array", "graph", "broken", "none"})
AUTHOR_SHAPES: Final = frozenset({"string", "object", "list", "strings"})
PARTS: Final = frozenset(
    {"share", "tags", "bio", "comments", "form", "related", "crumbs", "pager", "likes", "wall", "template"}
)
"""What a page carries around its body; the family decides how it looks. `form` is the newsletter form,
`pager` the link to the next story, `wall` a body wrapped in a class named `paywall`, `template` a
`<template>` that holds the text a second time."""


_EXCERPT: Final = 13  # words of a teaser


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a body. Furniture has a `kind` and a `style` (how the family draws it)."""

    form: Form
    lines: tuple[str, ...] = ()
    kind: Kind | None = None
    style: str = ""
    picture: str = ""

    def line(self, name: str) -> str | None:
        """The line that begins with `name: `, without that, or None."""
        return next(
            (line.removeprefix(f"{name}: ") for line in self.lines if line.startswith(f"{name}: ")), None
        )


@dataclass(frozen=True, slots=True)
class Article:
    """One story as it was written. `found` says by which ways a crawler can come upon it."""

    slug: str
    path: str
    family: Family
    title: str
    standfirst: str
    authors: tuple[str, ...]
    published: datetime
    modified: datetime | None
    section: str
    tags: tuple[str, ...]
    language: str
    blocks: tuple[Block, ...]
    found: frozenset[Channel]
    parts: frozenset[str]
    jsonld: str
    author_shape: str
    comments: tuple[tuple[str, str], ...]
    duplicates: tuple[str, ...]
    redirects: tuple[str, ...]

    @property
    def number(self) -> int:
        """A stable post number, as a content system would give it."""
        return 40_000 + int(self.published.timestamp()) // 60 % 50_000

    @property
    def job(self) -> str:
        """The job title after the authors' names, which one family shows where it has no sound JSON-LD."""
        return (
            ", Staff Reporter" if self.family == "lawandcrime" and self.jsonld in {"broken", "none"} else ""
        )

    @property
    def pictures(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.picture)

    @property
    def prose(self) -> tuple[str, ...]:
        """The paragraphs, as plain text."""
        return tuple(to_text(block.lines[0]) for block in self.blocks if block.form == "p")

    @property
    def description(self) -> str:
        return to_text(self.standfirst) or self.prose[0]

    @property
    def excerpt(self) -> str:
        """The first words of the page's body, captions included, as content systems cut them for teasers."""
        blocks = [block for block in self.blocks if block.form == "p" or block.kind == "caption"]
        words = " ".join(to_text(block.lines[0]) for block in blocks).split()
        return " ".join(words[:_EXCERPT]).rstrip(".,;:") + "…"


def _lines(chunk: str, mark: str) -> tuple[str, ...]:
    return tuple(line.removeprefix(mark).strip() for line in chunk.splitlines())


def _block(chunk: str) -> Block:
    head, _, rest = chunk.partition("\n")
    if head.startswith("::"):
        kind, style, *picture = head.removeprefix("::").split()
        if kind not in KINDS:
            raise ValueError(f"furniture of unknown kind {kind!r}")
        return Block("furniture", tuple(rest.splitlines()), kind, style, "".join(picture))
    if head.startswith("## "):
        return Block("h2", _lines(chunk, "## "))
    if head.startswith("> "):
        return Block("quote", _lines(chunk, "> "))
    if head.startswith("-- "):
        return Block("signoff", _lines(chunk, "-- "))
    if head.startswith("- "):
        return Block("ul", _lines(chunk, "- "))
    if head.startswith("1. "):
        return Block("ol", _lines(chunk, "1. "))
    if head.startswith("!"):
        return Block("image", (), picture=head.removeprefix("!"))
    if rest:
        raise ValueError(f"a paragraph stands on one line, this one goes on: {chunk!r}")
    return Block("p", (head,))


def _utc(moment: datetime, name: str) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{name} has no offset")
    return moment


_KEYS: Final = frozenset(
    {
        "path", "family", "title", "standfirst", "authors", "published", "modified", "section", "tags",
        "language", "found", "parts", "jsonld", "author_shape", "comments", "duplicates", "redirects", "body",
    }
)  # fmt: skip


def _article(slug: str, raw: Mapping[str, Any]) -> Article:
    if unknown := raw.keys() - _KEYS:
        raise ValueError(f"unknown keys {sorted(unknown)}")
    for name, allowed in (("found", frozenset(CHANNELS)), ("parts", PARTS)):
        if wrong := set(raw.get(name, ())) - allowed:
            raise ValueError(f"{name}: unknown {sorted(wrong)}; use {sorted(allowed)}")
    for name, one_of in (
        ("family", frozenset(FAMILIES)),
        ("jsonld", JSONLD),
        ("author_shape", AUTHOR_SHAPES),
    ):
        if name in raw and raw[name] not in one_of:
            raise ValueError(f"{name}: unknown {raw[name]!r}; use one of {sorted(one_of)}")
    modified = raw.get("modified")
    return Article(
        slug=slug,
        path=raw["path"],
        family=raw["family"],
        title=raw["title"],
        standfirst=raw.get("standfirst", ""),
        authors=tuple(raw["authors"]),
        published=_utc(raw["published"], "published"),
        modified=_utc(modified, "modified") if modified else None,
        section=raw["section"],
        tags=tuple(raw.get("tags", ())),
        language=raw.get("language", "en"),
        blocks=tuple(_block(chunk) for chunk in re.split(r"\n\n+", raw["body"].strip())),
        found=frozenset(raw["found"]),
        parts=frozenset(raw.get("parts", ())),
        jsonld=raw.get("jsonld", "object"),
        author_shape=raw.get("author_shape", "object"),
        comments=tuple((name, text) for name, text in raw.get("comments", ())),
        duplicates=tuple(raw.get("duplicates", ())),
        redirects=tuple(raw.get("redirects", ())),
    )


@cache
def articles() -> tuple[Article, ...]:
    """All articles, the newest first. ValueError names the file that is wrong."""
    found = []
    for file in (files("crawler.sample") / "articles").iterdir():
        if not file.name.endswith(".toml"):
            continue
        try:
            found.append(
                _article(file.name.removesuffix(".toml"), tomllib.loads(file.read_text(encoding="utf-8")))
            )
        except (ValueError, KeyError) as error:
            raise ValueError(f"sample article {file.name}: {error}") from error
    return tuple(
        sorted(found, key=lambda article: (article.published.astimezone(UTC), article.slug), reverse=True)
    )


@cache
def bios() -> Mapping[str, str]:
    """What is said of each author at the end of a story."""
    text = (files("crawler.sample") / "people.toml").read_text(encoding="utf-8")
    return MappingProxyType({name: str(bio) for name, bio in tomllib.loads(text).items()})


def by_slug(slug: str) -> Article:
    for article in articles():
        if article.slug == slug:
            return article
    raise ValueError(f"no sample article {slug!r}")
