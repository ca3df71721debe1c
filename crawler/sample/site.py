"""All addresses of the sample site and what they answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final
from urllib.parse import parse_qsl

from crawler.sample import feeds
from crawler.sample.families import DRAW
from crawler.sample.head import ATOM
from crawler.sample.listings import MISSING, listings
from crawler.sample.sheet import Links
from crawler.sample.source import articles

_HTML: Final = "text/html; charset=UTF-8"
_XML: Final = "application/xml; charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says to a request."""

    status: int
    content_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def _ok(content_type: str, body: str) -> Answer:
    return Answer(200, content_type, body.encode())


def _plain_page(status: int, title: str) -> Answer:
    return Answer(
        status,
        _HTML,
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>".encode(),
    )


def address(target: str) -> tuple[str, frozenset[tuple[str, str]]]:
    """A path and its query's parameters, however these are ordered and escaped."""
    path, _, query = target.partition("?")
    return path, frozenset(parse_qsl(query, keep_blank_values=True))


NOT_FOUND: Final = _plain_page(404, "Page not found")


def answers(base: str) -> Mapping[str, Answer]:
    """Every address (path, with its query where that matters) and its answer. `base` begins all links,
    for example `http://127.0.0.1:8421`."""
    links = Links(base)
    found: dict[str, Answer] = {}
    for article in articles():
        page = _ok(_HTML, DRAW[article.family](article, links).html)
        found |= dict.fromkeys((article.path, *article.duplicates), page)
        for path in article.redirects:
            found[path] = Answer(301, _HTML, b"", MappingProxyType({"Location": links(article.path)}))
    found |= {listing.path: _ok(_HTML, listing.html) for listing in listings(links)}
    found |= {
        feeds.GONE: _plain_page(410, "This report was withdrawn"),
        feeds.FEED: _ok("application/rss+xml; charset=UTF-8", feeds.rss(links)),
        ATOM: _ok("application/atom+xml; charset=UTF-8", feeds.atom(links)),
        feeds.SITEMAP_INDEX: _ok(_XML, feeds.sitemap_index(links)),
        feeds.PAGE_SITEMAP: _ok(_XML, feeds.page_sitemap(links)),
        feeds.NEWS_SITEMAP: _ok(_XML, feeds.news_sitemap(links)),
        feeds.ROBOTS: _ok("text/plain; charset=UTF-8", feeds.robots(links)),
    }
    for path, body in zip(feeds.POST_SITEMAPS, feeds.post_sitemaps(links), strict=True):
        found[path] = _ok(_XML, body)
    return MappingProxyType(found)


def _not_articles() -> dict[str, str]:
    why = {listing.path: listing.why for listing in listings(Links(""))}
    why |= {feeds.GONE: "gone", MISSING: "missing", feeds.ROBOTS: "robots", feeds.FEED: "feed", ATOM: "feed"}
    sitemaps = (feeds.SITEMAP_INDEX, *feeds.POST_SITEMAPS, feeds.PAGE_SITEMAP, feeds.NEWS_SITEMAP)
    return why | dict.fromkeys(sitemaps, "sitemap")


NOT_ARTICLES: Final[Mapping[str, str]] = MappingProxyType(_not_articles())
"""The other addresses, and why they are no articles: `listing`, `tag`, `author`, `static`, `search`, `gone`
(410), `missing` (404), `disallowed`, `feed`, `sitemap`, `robots`."""
