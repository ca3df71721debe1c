"""When a story was published and changed, and which statement of the page says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from selectolax.lexbor import LexborNode

from cleaners.metadata import dates, jsonld
from cleaners.metadata.links import path_of
from cleaners.metadata.page import Page, item_value
from cleaners.metadata.plain import node_text

_PUBLISHED_META: Final = (
    "article:published_time article:published og:article:published_time og:published_time parsely-pub-date "
    "cxenseparse:recs:publishtime cxenseparse:publishtime sailthru.date bt:pubdate datepublished "
    "publish-date publish_date publication_date publishdate pub_date pubdate dc.date.issued dcterms.issued "
    "dcterms.created dcterms.date dc.date.created dc.date citation_publication_date citation_date "
    "article_date_original article.published originalpublicationdate published-date published_time "
    "published date timestamp"
).split()
_MODIFIED_META: Final = (
    "article:modified_time article:modified og:article:modified_time og:updated_time datemodified "
    "last-modified dcterms.modified dc.date.modified article.updated lastmod revised modified "
    "cxenseparse:modifiedtime"
).split()
_PUBLISHED_TOKENS: Final = frozenset(
    "published publish-date published-date entry-date post-date pubdate date-published timestamp "
    "article-date "
    "article__date article-timestamp post__date byline__date datepublished dt-published posted-on".split()
)
_MODIFIED_TOKENS: Final = frozenset("updated modified date-modified dt-updated last-updated".split())
_DAY: Final = timedelta(days=1)
_MAX_LOOKED_AT: Final = 50
"""Of `<time>` and microdata whose place on the page is looked at."""


def published(page: Page) -> tuple[datetime, str] | None:
    """The date of publication and its source.

    Where the first statement is a bare day, a later one that knows the time of that day is taken.
    """
    first: tuple[datetime, str] | None = None
    for moment, source in _published(page):
        if first is None:
            first = moment, source
        if dates.has_time(moment):
            return (moment, source) if abs(moment - first[0]) <= _DAY else first
    if first is None and (moment_or_none := dates.from_path(path_of(page.url))):
        return moment_or_none, "url"
    return first


def modified(page: Page) -> datetime | None:
    """The date of the last change."""
    stated = [
        *jsonld.texts(page.article, "datemodified"),
        *page.meta(*_MODIFIED_META),
        *page.item("datemodified"),
        *(_of_time(node) for node in page.times if _tokens(node) & _MODIFIED_TOKENS - _PUBLISHED_TOKENS),
    ]
    return next((moment for text in stated if (moment := dates.parse(text))), None)


def _published(page: Page) -> Iterator[tuple[datetime, str]]:
    for name in ("datePublished", "uploadDate", "dateCreated"):
        for text in jsonld.texts(page.article, name.lower()):
            if moment := dates.parse(text):
                yield moment, f"json-ld:{name}"
    for name in _PUBLISHED_META:
        for text in page.meta(name):
            if moment := dates.parse(text):
                yield moment, f"meta:{name}"
    for node in _items(page):
        if moment := dates.parse(item_value(node)):
            yield moment, "microdata:datePublished"
    for node in _times(page):
        if moment := dates.parse(_of_time(node)):
            yield moment, "time"


def _items(page: Page) -> list[LexborNode]:
    """The microdata that may date the story; comments and cards of other stories have theirs."""
    stated = [node for name in ("datepublished", "datecreated") for node in page.itemprops.get(name, ())[:50]]
    return [node for node in stated[:_MAX_LOOKED_AT] if not page.place.is_elsewhere(node)][:3]


def _times(page: Page) -> list[LexborNode]:
    """The `<time>` that may date the story: of those that stand with it one that is marked so, else the only
    one, else the first beside the heading."""
    dated = [
        node
        for node in page.times[:_MAX_LOOKED_AT]
        if not _tokens(node) & _MODIFIED_TOKENS and not page.place.is_elsewhere(node)
    ]
    marked = [n for n in dated if "pubdate" in n.attributes or _tokens(n) & _PUBLISHED_TOKENS]
    if marked:
        return marked[:1]
    near = [node for node in dated if page.place.is_near(node)]
    different = {_of_time(node) for node in near}
    if len(different) == 1:
        return near[:1]
    return [node for node in near[:5] if _in_story_header(node)][:1]


def _in_story_header(node: LexborNode) -> bool:
    """Whether an `<h1>` stands in one of the four elements around a node."""
    parent = node.parent
    for _ in range(4):
        if parent is None or parent.tag in ("body", "html"):
            return False
        if parent.css_first("h1") is not None:
            return True
        parent = parent.parent
    return False


def _of_time(node: LexborNode) -> str:
    return node.attributes.get("datetime") or node_text(node)


def _tokens(node: LexborNode) -> set[str]:
    return set((node.attributes.get("class") or "").lower().split())
