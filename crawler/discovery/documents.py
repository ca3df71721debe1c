"""The two readers of machine-made lists. Each looks at what it was given before it believes what it was told:
a feed at a sitemap's address is a feed (the sitemap protocol allows it), and the other way round."""

from __future__ import annotations

from crawler.discovery import feed, sitemap
from crawler.discovery.jsonfeed import read_json_feed
from crawler.discovery.model import Found
from crawler.discovery.xmlreader import Document, open_document


def read_feed(body: bytes, *, url: str) -> Found:
    """Entries of a feed: RSS, RDF, Atom or JSON Feed, packed with gzip or not. Never raises.

    `url` is the feed's own address, which relative links refer to. Entries come in the feed's order.
    What is no feed gives kind `unknown` and a problem that says what it is.
    """
    return _read(body, url=url, wanted="feed")


def read_sitemap(body: bytes, *, url: str) -> Found:
    """Entries of a sitemap or the sitemaps of an index, as XML or one address a line, packed or not. Never
    raises.

    `url` is the sitemap's own address. What is no sitemap gives kind `unknown` and a problem that says what
    it is.
    """
    return _read(body, url=url, wanted="sitemap")


def _read(body: bytes, *, url: str, wanted: str) -> Found:
    if not body.strip():
        return Found(problems=(f"{url}: empty, no {wanted}",), kind="unknown")
    document = open_document(body, url=url)
    found: Found | None = None
    if document.root in feed.ROOTS:
        return feed.read_xml_feed(document)
    if document.root in sitemap.ROOTS:
        return sitemap.read_xml_sitemap(document)
    if document.text.startswith("{"):
        found = read_json_feed(document.text, url=url)
    elif not document.text.startswith("<"):
        found = sitemap.read_text_sitemap(document.text, url=url)
    if found is not None:
        return Found(found.entries, found.children, (*document.problems, *found.problems), found.kind)
    problem = f"{url}: {_what(body, document)}, no {wanted}"
    return Found(problems=(*document.problems, problem), kind="unknown")


def _what(body: bytes, document: Document) -> str:
    """In words, what a document is that is neither feed nor sitemap."""
    text = document.text[:1000].lstrip().lower()
    if document.root == "html" or text.startswith("<!doctype html") or "<html" in text or "<body" in text:
        return "an HTML page"
    if document.root:
        return f"XML with the root {document.root[:40]!r}"
    if b"\x00" in body[:1000]:
        return "binary data"
    return "JSON without a list of items" if text.startswith("{") else "text of another form"
