"""Sitemaps, sitemap indexes and news sitemaps, as XML or as plain text: a document in, entries out.

Sources of the rules: the sitemap protocol (sitemaps.org/protocol.html) and Google's description of news
sitemaps. Vendors write these files under many namespaces and prefixes, or none; names are therefore read
without them, and only direct children count, which keeps the addresses of pictures and translations out.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from crawler.discovery.addresses import Refused
from crawler.discovery.dates import parse_date
from crawler.discovery.feed import plain_title
from crawler.discovery.model import Entry, Found
from crawler.discovery.unpack import decode
from crawler.discovery.xmlreader import Document, Element, all_text, local_name

ROOTS: Final = frozenset({"urlset", "sitemapindex"})
"""Root elements of sitemaps, in lower case."""

_RECORDS: Final = frozenset({"url", "sitemap"})
_FIRST_LINE_IS_URL: Final = re.compile(r"https?://[^\s<>\"]+\s*(?:\n|\r|$)", re.IGNORECASE)
_ROBOTS_LINE: Final = re.compile(r"[ \t]*site-?map[ \t]*:[ \t]*([^ \t#]\S*)", re.IGNORECASE)


def read_xml_sitemap(document: Document) -> Found:
    """Entries and further sitemaps of a document whose root is one of `ROOTS`, in its order. Never raises."""
    refused = Refused()
    entries: list[Entry] = []
    children: list[Entry] = []
    news = False
    for record in document.walk(_RECORDS):
        entry = _entry(record, document.url, refused)
        if entry is None:
            continue
        if local_name(record).lower() == "sitemap":
            children.append(entry)
        else:
            entries.append(entry)
            news = news or entry.via == "news-sitemap"
    if document.root == "sitemapindex":
        kind, read = "sitemap-index", f"{len(children):,} sitemaps"
    else:
        kind, read = "news-sitemap" if news else "sitemap", f"{len(entries):,} entries"
    problems = document.damage(read) + refused.problems(document.url)
    return Found(tuple(entries), tuple(children), problems, kind)


def read_text_sitemap(text: str, *, url: str) -> Found | None:
    """A sitemap of one address a line; None where the first line is no address. Never raises."""
    if not _FIRST_LINE_IS_URL.match(text):
        return None
    refused = Refused()
    entries = []
    for line in text.splitlines():
        if line.strip():
            # relative addresses are no part of this form: a line without a scheme is damage
            address = refused.take("", line)
            if address is not None:
                entries.append(Entry(address, via="sitemap"))
    return Found(tuple(entries), (), refused.problems(url), "text-sitemap")


def sitemaps_in_robots(body: bytes, *, url: str) -> tuple[str, ...]:
    """The sitemaps that a robots.txt names, in its order, each once. `url` is that of the robots.txt.

    They stand outside of any group of user agents (RFC 9309 section 2.2.4; sitemaps.org). Never raises.
    """
    found: dict[str, None] = {}
    refused = Refused()
    for line in decode(body).splitlines():
        if (match := _ROBOTS_LINE.match(line)) and (address := refused.take(url, match[1])):
            found[address] = None
    return tuple(found)


def _entry(record: Element, url: str, refused: Refused) -> Entry | None:
    address: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    title: str | None = None
    news = located = False
    for child in record:
        name = local_name(child).lower()
        if name == "loc" and not located:
            located = True
            text = all_text(child)
            address = refused.take(url, text) if text else None
            if not text:
                refused.add("empty loc")
        elif name == "lastmod":
            modified = parse_date(all_text(child))
        elif name == "news":
            news = True
            published, title = _news(child)
    if not located:
        refused.add("record without loc")
    if address is None:
        return None
    return Entry(address, title, published, modified, "news-sitemap" if news else "sitemap")


def _news(element: Element) -> tuple[datetime | None, str | None]:
    published: datetime | None = None
    title: str | None = None
    for child in element:
        name = local_name(child).lower()
        if name == "publication_date":
            published = parse_date(all_text(child))
        elif name == "title":
            title = plain_title(all_text(child))
    return published, title
