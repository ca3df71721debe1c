"""What a page states, gathered once and handed to every field."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleaners.metadata import jsonld
from cleaners.metadata.links import absolute, host_of
from cleaners.metadata.place import Place
from cleaners.metadata.plain import key_of, node_text, plain, text_of, unique

# One selector for all that is looked at: on a tree, one query costs as much as another.
_WANTED = (
    "meta, link[rel~='canonical' i], h1, title, time, [itemprop], [rel~='author' i], figure, .wp-caption, "
    "script[type*='ld+json' i]"
)
# Class names that were seen to hold a byline and nothing else; the first on the page is the story's.
_BYLINES: Final = frozenset(
    "byline__name byline-name author-name author__name article-author entry-author post-author p-author "
    "c-byline__author article__author author byline article-byline article__byline entry-byline "
    "c-byline".split()
)
# One look at all elements: a selector of all those names takes as long as twenty.
_MAYBE_BYLINES: Final = "[class*='author'], [class*='byline']"
_META_NAMES = ("property", "name", "http-equiv")
MAX_METAS = 5_000
MAX_ELEMENTS = 2_000
"""Of one kind; a news page has at most some hundreds, a hostile one 100,000."""


class Page:
    """A page's statements in raw form. Reads the tree, changes nothing in it."""

    def __init__(self, tree: LexborHTMLParser, url: str = "") -> None:
        self.tree = tree
        self.url = url
        self.metas: dict[str, list[str]] = {}
        self.canonicals: list[str] = []
        self._heading_nodes: list[LexborNode] = []
        self.title = ""
        self.times: list[LexborNode] = []
        self.items: list[LexborNode] = []
        self.author_links: list[LexborNode] = []
        self.figures: list[LexborNode] = []
        self._scripts: list[LexborNode] = []
        count = 0
        for node in tree.css(_WANTED):
            if node.tag == "meta":
                count += 1
                if count <= MAX_METAS:
                    self._add_meta(node)
            elif count + len(self.items) + len(self.figures) <= MAX_METAS + 2 * MAX_ELEMENTS:
                self._add(node)

    def _add_meta(self, node: LexborNode) -> None:
        attributes = node.attributes
        content = attributes.get("content")
        if content and not content.isspace():
            said = ""
            for name in map(attributes.get, _META_NAMES):
                if name and name != said:  # some state one name twice
                    said = name
                    self.metas.setdefault(name.strip().lower(), []).append(content)
            if attributes.get("itemprop"):
                self.items.append(node)

    def _add(self, node: LexborNode) -> None:
        tag = node.tag
        attributes = node.attributes
        if tag == "link":
            if len(self.canonicals) < 10:
                self.canonicals.append(attributes.get("href") or "")
        elif tag == "h1":
            if len(self._heading_nodes) < 20:
                self._heading_nodes.append(node)
        elif tag == "title":
            if not self.title and (node.parent is None or node.parent.tag != "svg"):
                self.title = plain(node.text())
        elif tag == "script":
            if len(self._scripts) < jsonld.MAX_SCRIPTS:
                self._scripts.append(node)
        elif tag == "figure" or (tag != "time" and "itemprop" not in attributes and "rel" not in attributes):
            self.figures.append(node)
        if tag == "time" and len(self.times) < MAX_ELEMENTS:
            self.times.append(node)
        if attributes.get("itemprop") and len(self.items) < MAX_ELEMENTS:
            self.items.append(node)
        if tag != "link" and (rel := attributes.get("rel")) and "author" in rel.lower().split():
            self.author_links.append(node)

    def meta(self, *names: str) -> list[str]:
        """The contents of all `<meta>` of these names, as plain text, in the order of the names."""
        return [
            text for name in names for content in self.metas.get(name, ())[:200] if (text := plain(content))
        ]

    @cached_property
    def headings(self) -> list[str]:
        """The texts of the first `<h1>`."""
        return [text for node in self._heading_nodes if (text := node_text(node))]

    @cached_property
    def headline(self) -> LexborNode | None:
        """The `<h1>` of the story: one that is part of the page's title. None for a page whose `<h1>` name
        something else (the site, a section); the first where there is no title to tell."""
        own = [
            (node, key)
            for node in self._heading_nodes
            if (key := key_of(node_text(node))) and key not in self.site_keys
        ]
        titles = [key for text in (*self.meta("og:title"), self.title) if (key := key_of(text))]
        stated = (node for node, key in own if any(key in title for title in titles))
        return next(stated, own[0][0] if own and not titles else None)

    @cached_property
    def bylines(self) -> list[LexborNode]:
        """The elements that are marked up as a byline, the story's and others."""
        return [
            node
            for node in self.tree.css(_MAYBE_BYLINES)
            if not _BYLINES.isdisjoint((node.attributes.get("class") or "").split())
        ]

    @cached_property
    def place(self) -> Place:
        """Where the story stands: asked only for what the page states to readers, not to machines."""
        return Place(self.headline, self.url)

    @cached_property
    def heading_keys(self) -> frozenset[str]:
        """Those texts with letters only."""
        return frozenset(map(key_of, self.headings))

    @cached_property
    def itemprops(self) -> dict[str, list[LexborNode]]:
        """Microdata: elements by the property they state."""
        found: dict[str, list[LexborNode]] = {}
        for node in self.items:
            for name in (node.attributes.get("itemprop") or "").split():
                found.setdefault(name.lower(), []).append(node)
        return found

    def item(self, *names: str) -> list[str]:
        """The values of microdata properties as plain text."""
        nodes = [node for name in names for node in self.itemprops.get(name, ())[:50]]
        return [text for node in nodes if (text := item_value(node))]

    @cached_property
    def canonical(self) -> str | None:
        """The address that the page gives as its own. A site's front page is none, unless the page is it."""
        base = self.url or next(iter(self.metas.get("og:url", ())), "")
        for link in (*self.canonicals, *self.metas.get("og:url", ())):
            found = absolute(link, base)
            if found and host_of(found) and not (_is_root(found) and not _is_root(self.url)):
                return found
        return None

    @cached_property
    def addresses(self) -> list[str]:
        return list(unique((self.url, self.canonical or "", *self.metas.get("og:url", ())[:1]), 3))

    @cached_property
    def graph(self) -> jsonld.Graph:
        return jsonld.read(node.text() for node in self._scripts)

    @cached_property
    def article(self) -> list[jsonld.Node]:
        """JSON-LD about this page, best first."""
        titles = [*self.headings[:3], *self.meta("og:title"), self.title]
        return jsonld.about_page(self.graph, self.addresses, titles)

    @cached_property
    def site_names(self) -> list[str]:
        """What the site calls itself, and its host."""
        publishers = [self.graph.resolve(value) for value in jsonld.values(self.article, "publisher")]
        stated = [
            *self.meta(
                "og:site_name", "application-name", "apple-mobile-web-app-title", "al:android:app_name"
            ),
            *map(text_of, publishers),
            *(name.lstrip("@") for name in self.meta("twitter:site")),
        ]
        hosts = [host for address in self.addresses if (host := host_of(address))]
        return [*unique(stated, 10), *hosts]

    @cached_property
    def host_keys(self) -> frozenset[str]:
        """The letters of the page's host, with and without what stands before the site's own part."""
        hosts = [host_of(address).split(".") for address in self.addresses]
        return frozenset(
            key_of(".".join(labels[start:])) for labels in hosts for start in range(len(labels) - 1)
        )

    @cached_property
    def site_keys(self) -> frozenset[str]:
        """The site's names with letters only, and the parts of its host that name it."""
        keys = {key_of(name) for name in self.site_names}
        keys |= {key_of(name).removeprefix("the") for name in self.site_names}
        for address in self.addresses:
            labels = host_of(address).split(".")
            keys |= {key_of(label) for label in labels[:-1] if len(label) > 3}
        return (frozenset(keys) | self.host_keys) - {""}


def item_value(node: LexborNode) -> str:
    """What a microdata element states: its `content`, its `datetime`, else its text."""
    attributes = node.attributes
    for name in ("content", "datetime"):
        if value := attributes.get(name):
            return plain(value)
    return node_text(node)


def _is_root(url: str) -> bool:
    path = url.partition("//")[2].partition("/")[2].partition("?")[0].partition("#")[0]
    return bool(url) and not path.strip("/") and "?" not in url
