"""Where a site lists its articles: what its home page declares, and where systems put such lists by
custom."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from crawler.discovery.addresses import normalize_url, resolve, same_site
from crawler.discovery.classify import classify_url
from crawler.discovery.model import Sources
from crawler.discovery.page import Page, attribute, open_page, words

MAX_FRONTS: Final = 60
"""Section fronts given of one home page: the fullest menu of a news site seen had about 50."""

_MAX_LINKS: Final = 20_000
_FEED_TYPES: Final = frozenset({
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
    "application/x.atom+xml", "application/x-atom+xml", "text/rss+xml",
})  # fmt: skip
_VAGUE_TYPES: Final = frozenset(
    {"application/json", "application/xml", "text/xml", "text/rss", "application/rss"}
)
"""Types that also name other things, WordPress' REST interface for one: taken only where the address says
feed."""

_FEED_WORD: Final = re.compile(r"(?<![a-z])(?:rss|atom|feeds?)(?![a-z])", re.IGNORECASE)
_NO_STORIES: Final = re.compile(
    r"/comments/feed|[?&]feed=comments|/comments/default|oembed|/wp-json/", re.IGNORECASE
)
"""Feeds of comments, and other alternates that list no stories."""

_MENUS: Final = (
    "nav a[href], header a[href], [role=navigation] a[href], [class*=menu] a[href], [class*=nav] a[href]"
)

# By system, as its documentation gives them; the order is of how common the system is among news sites.
_FEEDS: Final = (
    "/feed/",  # WordPress
    "/rss.xml",  # Drupal, and by hand
    "/rss",  # generic
    "/rss/",  # Ghost
    "/feed",  # Substack, Medium's own domains
    "/feed.xml",  # Jekyll and kin
    "/atom.xml",  # Movable Type
    "/index.xml",  # Hugo
    "/feeds/posts/default",  # Blogger
    "/arc/outboundfeeds/rss/?outputType=xml",  # Arc XP
    "/search/?f=rss&t=article&l=50&s=start_time&sd=desc",  # BLOX
    "/feed.json",  # JSON Feed
)
_SITEMAPS: Final = (
    "/sitemap.xml",  # sitemaps.org, Drupal, Ghost, Substack, Blogger
    "/news-sitemap.xml",  # Yoast News, and generic
    "/sitemap_index.xml",  # Yoast
    "/wp-sitemap.xml",  # WordPress 5.5 and later
    "/sitemap-news.xml",  # generic
    "/sitemap_news.xml",  # generic
    "/post-sitemap.xml",  # Yoast without its index
    "/sitemap-posts.xml",  # Ghost
    "/arc/outboundfeeds/news-sitemap/?outputType=xml",  # Arc XP
    "/arc/outboundfeeds/sitemap-index/?outputType=xml",  # Arc XP
    "/sitemap-index.xml",  # generic
    "/sitemap.xml.gz",  # generic
    "/sitemap.txt",  # sitemaps.org, plain text
)


def find_sources(body: bytes, *, url: str) -> Sources:
    """Feeds, sitemaps and section fronts that a page (a home page, as a rule) names. Never raises.

    Feeds are those declared by `<link rel=alternate>`, then those that a link leads to; feeds of comments are
    left out. Fronts are what the page's menus lead to on the same site: sections and topics, never the
    page itself.
    """
    page = open_page(body, url=url)
    if page.tree is None:
        return Sources(problems=page.problems)
    declared, sitemaps, canonical = _from_head(page.tree, page.base)
    linked_feeds: dict[str, str] = {}
    for anchor in page.tree.css("a[href]")[:_MAX_LINKS]:
        address, _ = resolve(page.base, attribute(anchor, "href"))
        if address is None or not same_site(url, address) or classify_url(address) != "feed":
            continue
        target = sitemaps if "sitemap" in address.lower() else linked_feeds
        target.setdefault(normalize_url(address), address)
    feeds = {**declared, **{key: feed for key, feed in linked_feeds.items() if key not in declared}}
    return Sources(
        tuple(feed for feed in feeds.values() if not _NO_STORIES.search(feed)),
        tuple(sitemaps.values()),
        _fronts(page),
        canonical,
        page.problems,
    )


def usual_feeds(url: str) -> tuple[str, ...]:
    """Addresses where sites commonly have their feed: that of the section at `url` first, then the site's."""
    section = urlsplit(url).path.strip("/") if _usable(url) else ""
    own = (f"/{section}/feed/", f"/{section}/rss.xml") if section else ()
    return _usual(url, (*own, *_FEEDS))


def usual_sitemaps(url: str) -> tuple[str, ...]:
    """Addresses where sites commonly have a sitemap, the likeliest first."""
    return _usual(url, _SITEMAPS)


def _usual(url: str, paths: tuple[str, ...]) -> tuple[str, ...]:
    if not _usable(url):
        return ()
    found = (resolve(url, urljoin("/", path))[0] for path in paths)
    return tuple(dict.fromkeys(address for address in found if address))


def _usable(url: str) -> bool:
    return resolve("", url)[0] is not None


def _from_head(tree: LexborHTMLParser, base: str) -> tuple[dict[str, str], dict[str, str], str | None]:
    """Declared feeds and sitemaps by key, and the canonical address."""
    feeds: dict[str, str] = {}
    sitemaps: dict[str, str] = {}
    canonical: str | None = None
    for link in tree.css("link[rel][href]"):
        relations = attribute(link, "rel").lower().split()
        address, _ = resolve(base, attribute(link, "href"))
        if address is None:
            continue
        if "canonical" in relations and canonical is None:
            canonical = address
        elif "sitemap" in relations:
            sitemaps.setdefault(normalize_url(address), address)
        elif "alternate" in relations or "feed" in relations:
            kind = attribute(link, "type").lower().partition(";")[0].strip()
            if kind in _FEED_TYPES or (kind in _VAGUE_TYPES and _FEED_WORD.search(address)):
                feeds.setdefault(normalize_url(address), address)
    return feeds, sitemaps, canonical


def _fronts(page: Page) -> tuple[str, ...]:
    """Where the page's menus lead: addresses of listings, and short ones whose kind the address does not
    tell."""
    if page.tree is None:
        return ()
    own = normalize_url(page.url)
    found: dict[str, str] = {}
    for anchor in page.tree.css(_MENUS)[:_MAX_LINKS]:
        address, _ = resolve(page.base, attribute(anchor, "href"))
        if address is None or not same_site(page.url, address):
            continue
        key = normalize_url(address)
        if key == own or key in found or urlsplit(key).path == "/":
            continue
        kind = classify_url(address)
        short = len(urlsplit(key).path.strip("/").split("/")) <= 2 and len(words(anchor).split()) <= 4
        if kind in {"listing", "tag"} or (kind == "unknown" and short and not urlsplit(key).query):
            found[key] = address
            if len(found) == MAX_FRONTS:
                break
    return tuple(found.values())
