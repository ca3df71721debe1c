"""What goes through the pipelines: `Page` → clean → `Draft` → store → `output.Article`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crawler.discovery.model import Entry
from output import Article
from output.archive import Fetched


@dataclass(frozen=True, slots=True)
class Page:
    """A page that may hold an article, as it came.

    `url` is where it came from in the end, after redirects; `headers` are the response's, names in lower
    case, a repeated one joined by ", "; `entry` is what the site's feed, sitemap or front said of it.
    `classify`: whether it has to be told by its looks if it is an article at all.
    `status`, `received` (the response's headers, each by itself), `request_headers`, `via` (the addresses
    that redirected to it), `hops` (how they answered) and `protocol` are for the archive.
    """

    url: str
    body: bytes = field(repr=False)  # a log line is no place for a page
    content_type: str = ""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    entry: Entry | None = None
    classify: bool = False
    status: int = 200
    received: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    request_headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    via: tuple[str, ...] = field(default=(), repr=False)
    hops: tuple[Fetched, ...] = field(default=(), repr=False)
    protocol: str = "HTTP/1.1"


@dataclass(frozen=True, slots=True)
class Draft:
    """A cleaned article with the lines of its ledger, not yet written. `asked` is the address that was asked
    for, `words` the article's `output.same_words`, `records` its page as `output.archive.pack` makes it, or
    empty; `page` is that page as it came, for what may have to be made of it yet."""

    article: Article
    ledger: bytes = field(repr=False)
    asked: str = ""
    words: str = ""
    records: bytes = field(default=b"", repr=False)
    page: Page | None = field(default=None, repr=False)
