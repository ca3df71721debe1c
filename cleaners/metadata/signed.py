"""Who signs the story, out of the places in which a page says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from selectolax.lexbor import LexborNode

from cleaners.metadata import authors, bylines
from cleaners.metadata.page import Page
from cleaners.metadata.plain import key_of, node_text, plain

_META: Final = (
    "parsely-author",
    "sailthru.author",
    "author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "cxenseparse:author",
    "cxenseparse:recs:author",
    "byl",
    "byline",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
)
_MAX_LOOKED_AT: Final = 50
"""Of those whose place on the page is looked at."""


def find(page: Page) -> tuple[str, ...]:
    """The persons of the first source that names any, else the bodies of the first that does.

    The site's own name is a body: it signs only where nobody else does.
    """
    bodies: tuple[str, ...] = ()
    for stated in _sources(page):
        byline = authors.read(stated)
        persons = tuple(name for name in byline.persons if key_of(name) not in page.site_keys)
        if persons:
            return persons
        if not bodies:
            bodies = byline.bodies or byline.persons
    return bodies


def _sources(page: Page) -> Iterator[list[str]]:
    for node in page.article:
        for name in ("author", "creator"):
            yield list(_people(page, node.get(name)))
    for name in _META:
        yield page.meta(name)
    if any(label.lower().startswith("written by") for label in page.meta("twitter:label1")):
        yield page.meta("twitter:data1")
    yield [_item_name(node) for node in _standing(page, page.itemprops.get("author", ()))[:5]]
    links = _standing(page, page.author_links)
    yield _first_link([link for link in links if page.place.is_near(link)])
    marked = _standing(page, page.bylines)
    near = [node for node in marked if page.place.is_near(node)]
    yield bylines.signed(near[0]) if near else []
    yield bylines.under(page.headline)
    yield _first_link(links)
    yield bylines.signed(marked[0]) if marked else []
    profiles = [*page.metas.get("article:author", ()), *page.metas.get("author", ())]
    yield [authors.from_profile(url) for url in profiles[:10]]


def _people(page: Page, value: Any) -> Iterator[str]:  # noqa: ANN401  (JSON)
    for item in (value if isinstance(value, list) else [value])[:50]:
        person = page.graph.resolve(item)
        if isinstance(person, str):
            yield person
        elif isinstance(person, dict):
            names = person.get("name") or person.get("Name")
            for name in names[:20] if isinstance(names, list) else [names]:
                if isinstance(name, str):
                    yield name


def _item_name(node: LexborNode) -> str:
    """The name within an `itemprop=author`: of the person in it, else what the element states."""
    name = node.css_first("[itemprop~='name']")
    if name is not None:
        return plain(name.attributes.get("content") or "") or node_text(name)
    return plain(node.attributes.get("content") or "") or node_text(node)


def of_others(page: Page) -> frozenset[str]:
    """The persons, by the letters of their names, who stand with comments and other stories: trafilatura,
    which knows no place, may find them too."""
    marked = [*page.itemprops.get("author", ()), *page.author_links, *page.bylines]
    others = [node for node in marked[:_MAX_LOOKED_AT] if page.place.is_elsewhere(node)]
    return frozenset(map(key_of, authors.read([node_text(node) for node in others]).persons))


def _standing(page: Page, nodes: Iterable[LexborNode]) -> list[LexborNode]:
    """Those that stand with the story: commenters and the authors of other stories are marked up alike."""
    return [node for node in islice(nodes, _MAX_LOOKED_AT) if not page.place.is_elsewhere(node)]


def _first_link(links: list[LexborNode]) -> list[str]:
    """The first link to an author and those beside it: further down stand the authors of other stories."""
    if not links:
        return []
    first = links[0].parent
    beside = [
        link for link in links[:10] if link.parent is not None and first is not None and link.parent == first
    ]
    return [node_text(link) for link in beside or links[:1]]
