"""What discovery finds. Frozen plain data, so that it compares by value and pickles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from cleaners.address import AddressKind

Via: TypeAlias = Literal["feed", "sitemap", "news-sitemap", "front"]
"""Where an address was found."""

PageKind: TypeAlias = AddressKind
"""What an address leads to; see there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An address that may be an article's, with what its source says of it.

    `url` is absolute, ASCII and has no fragment. Dates are aware (UTC where the source gave no offset):
    `published` is a feed's pubDate or published, a news sitemap's publication_date, a JSON Feed's
    date_published; `modified` is a sitemap's lastmod, Atom's updated, a JSON Feed's date_modified.
    """

    url: str
    title: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    via: Via = "feed"


@dataclass(frozen=True, slots=True)
class Found:
    """What one document listed.

    `children` are documents of the same sort to read next: the sitemaps of an index, the next page of a front
    or of a paged feed. `problems` tell in words what was wrong with the document and how much of it was read.
    `kind` is one of rss, rdf, atom, json, sitemap, sitemap-index, news-sitemap, text-sitemap, front, unknown.
    """

    entries: tuple[Entry, ...] = ()
    children: tuple[Entry, ...] = ()
    problems: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a site says that its articles are listed, best first, and the page's own canonical address."""

    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    fronts: tuple[str, ...] = ()
    canonical: str | None = None
    problems: tuple[str, ...] = ()
