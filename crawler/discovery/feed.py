"""RSS 0.9x, 1.0 (RDF) and 2.0, Atom 0.3 and 1.0: a document in, entries out.

Sources of the rules: the RSS 2.0 specification (rssboard.org), RSS 1.0 (web.resource.org/rss/1.0), RFC 4287
(Atom), RFC 5005 (paged feeds), FeedBurner's `origLink`.
"""

from __future__ import annotations

import html
import re
from datetime import datetime
from typing import Final, TypeAlias

from crawler.discovery.addresses import Refused, resolve
from crawler.discovery.dates import parse_date
from crawler.discovery.model import Entry, Found
from crawler.discovery.xmlreader import Document, Element, all_text, local_name, vocabulary

ROOTS: Final = {"rss": "rss", "rdf": "rdf", "feed": "atom"}
"""Root elements of feeds, in lower case, and the kind of document that each begins."""

_ITEMS: Final = frozenset({"item", "entry"})
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>")
_XML_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
_RDF_ABOUT: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_MAX_TITLE: Final = 1_000

_PUBLISHED: Final = (
    "pubdate", "published", "atom:published", "issued", "atom:issued", "dc:date", "dcterms:issued",
    "dcterms:created", "created", "atom:created", "dc:created", "date",
)  # fmt: skip
_MODIFIED: Final = ("updated", "atom:updated", "modified", "atom:modified", "dcterms:modified", "dc:modified")

_Fields: TypeAlias = dict[str, list[Element]]


def read_xml_feed(document: Document) -> Found:
    """The entries of a feed whose root is one of `ROOTS`, in its order. Never raises."""
    refused = Refused()
    entries: list[Entry] = []
    for item in document.walk(_ITEMS):
        fields = _fields(item)
        base = _base(item, document.url)
        address = _address(fields, base, refused)
        if address is not None:
            entries.append(
                Entry(
                    address,
                    title=_title(fields),
                    published=_date(fields, _PUBLISHED),
                    modified=_date(fields, _MODIFIED),
                )
            )
    children = tuple(Entry(page) for page in _next_pages(document))
    count = f"{len(entries):,} {'entry' if len(entries) == 1 else 'entries'}"
    problems = document.damage(count) + refused.problems(document.url)
    return Found(tuple(entries), children, problems, ROOTS[document.root])


def plain_title(text: str, *, markup: bool = True) -> str | None:
    """A title as words: entities resolved and tags dropped where it is `markup`, blanks joined, None if
    empty."""
    if markup:
        text = _TAG.sub(" " if "<br" in text.lower() else "", html.unescape(text))
        text = html.unescape(text)  # WordPress escapes twice: &amp;#8217;
    words = " ".join(text.split())[:_MAX_TITLE]
    if not words.isprintable():  # terminal escapes, marks of direction: no title means them
        words = "".join(character for character in words if character.isprintable())
    return words or None


def _fields(item: Element) -> _Fields:
    """Children by name: `link` in the vocabulary of the item itself, `dc:date` in another one."""
    own = vocabulary(item)
    fields: _Fields = {}
    for child in item:
        name = local_name(child).lower()
        words = vocabulary(child)
        # elements without a namespace belong to RSS 2.0 wherever they stand
        key = name if words in {own, ""} else f"{words}:{name}"
        fields.setdefault(key, []).append(child)
    return fields


def _address(fields: _Fields, base: str, refused: Refused) -> str | None:
    """The first usable address of an entry, or None with the reason counted."""
    candidates = _candidates(fields)
    reasons = []
    for candidate in candidates:
        address, reason = resolve(base, candidate)
        if address is not None:
            return address
        reasons.append(reason)
    refused.add(reasons[0] if reasons else "entry without a link to a page")
    return None


def _candidates(fields: _Fields) -> list[str]:
    """What may be the address of an entry's page, best first. Without blank ones: those mean the feed
    itself."""
    links = fields.get("link", []) + fields.get("atom:link", [])
    found = [all_text(link) for link in fields.get("feedburner:origlink", [])]
    found += [all_text(link) for link in links]
    # `<link/>https://…`: written by tools that take RSS for HTML, where link is an empty element
    found += [(link.tail or "").strip() for link in links if not link.get("href")]
    alternates = [link for link in links if (link.get("rel") or "alternate").lower() == "alternate"]
    alternates.sort(key=lambda link: "html" not in (link.get("type") or "html"))
    found += [link.get("href") or "" for link in alternates]
    for guid in fields.get("guid", []):
        if (guid.get("isPermaLink") or "true").strip().lower() != "false":
            found.append(_if_absolute(all_text(guid)))
    found += [_if_absolute(all_text(name)) for name in fields.get("id", [])]
    parent = links[0].getparent() if links else None
    if parent is not None:
        found.append(_if_absolute(parent.get(_RDF_ABOUT) or ""))
    return [text for text in found if text]


def _if_absolute(text: str) -> str:
    return text if text.lower().startswith(("http://", "https://")) else ""


def _title(fields: _Fields) -> str | None:
    for key in ("title", "atom:title", "dc:title", "media:title"):
        for element in fields.get(key, []):
            # Atom's text type is "text" where nothing is said; everything else is HTML in practice
            atom = key == "atom:title" or vocabulary(element) == "atom"
            markup = not atom or "html" in (element.get("type") or "")
            if title := plain_title(all_text(element), markup=markup and element.get("type") != "xhtml"):
                return title
    return None


def _date(fields: _Fields, names: tuple[str, ...]) -> datetime | None:
    for name in names:
        for element in fields.get(name, []):
            if moment := parse_date(all_text(element)):
                return moment
    return None


def _base(element: Element, url: str) -> str:
    """What relative links in `element` refer to: the nested `xml:base` attributes, then the feed's own
    address."""
    bases = [value for node in (element, *element.iterancestors()) if (value := node.get(_XML_BASE))]
    for value in reversed(bases):
        url = resolve(url, value)[0] or url
    return url


def _next_pages(document: Document) -> list[str]:
    """`rel=next` of the feed itself (RFC 5005)."""
    if document.tree is None:
        return []
    tops = [document.tree, *(node for node in document.tree if local_name(node).lower() == "channel")]
    pages: list[str] = []
    for top in tops:
        for link in top:
            if local_name(link).lower() == "link" and (link.get("rel") or "").lower() == "next":
                page, _ = resolve(_base(link, document.url), link.get("href") or "")
                if page and page != resolve("", document.url)[0] and page not in pages:
                    pages.append(page)
    return pages
