"""What a page says of its article.

JSON-LD comes first, then OpenGraph and meta, microdata, what the page shows, and trafilatura and htmldate for
what is still missing.
"""

from __future__ import annotations

from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from cleaners.metadata import (
    authors,
    dates,
    fallback,
    headline,
    images,
    language,
    moments,
    signals,
    signed,
    topics,
)
from cleaners.metadata.page import Page
from cleaners.metadata.plain import plain
from cleaners.model import Metadata

__all__ = ["read", "titles"]


def read(tree: LexborHTMLParser, *, url: str = "", html: str = "") -> Metadata:
    """The metadata of the page in `tree`, which is not changed. Never raises.

    `url` makes relative addresses absolute and tells which of several articles is meant. `html` is the page's
    decoded source: given, trafilatura and htmldate are asked for a title, author or date that nothing states.
    """
    page = Page(tree, url)
    moment = moments.published(page)
    metadata = Metadata(
        title=headline.title(page),
        description=topics.description(page),
        authors=signed.find(page),
        published=moment[0] if moment else None,
        modified=moments.modified(page),
        date_source=moment[1] if moment else None,
        section=topics.section(page),
        tags=topics.tags(page),
        language=_language(page),
        canonical=page.canonical,
        images=images.find(page),
        access=signals.access(page),
        usage=signals.usage(page),
    )
    if html and not (metadata.title and metadata.authors and metadata.published):
        return _completed(metadata, page, html)
    return metadata


def titles(tree: LexborHTMLParser, metadata: Metadata) -> tuple[str, ...]:
    """Every form of the title that a page states, without the site's name, best first, each once."""
    return headline.forms(Page(tree, metadata.canonical or ""), metadata.title)


def _language(page: Page) -> str | None:
    root = page.tree.css_first("html")
    stated = [text for node in page.article if isinstance(text := node.get("inlanguage"), str)]
    if root is not None:
        stated += [root.attributes.get("lang") or "", root.attributes.get("xml:lang") or ""]
    return language.best([*stated, *page.meta("og:locale", "content-language", "language", "dc.language")])


def _completed(metadata: Metadata, page: Page, html: str) -> Metadata:
    """Metadata with what the slow readers find of title, authors and date."""
    found = fallback.read(html, page.url)
    if not metadata.title and found.title:
        metadata = replace(metadata, title=headline.without_site(plain(found.title), page) or None)
    if not metadata.authors and found.author:
        byline = authors.read([found.author])
        metadata = replace(metadata, authors=byline.persons or byline.bodies)
    if not metadata.published:
        moment, source = dates.parse(found.date), "trafilatura"
        if moment is None:
            moment, source = dates.parse(fallback.day(html, page.url)), "htmldate"
        metadata = replace(metadata, published=moment, date_source=source if moment else None)
    return metadata
