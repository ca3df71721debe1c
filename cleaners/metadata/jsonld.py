"""The schema.org data of a page: the nodes that describe its article, the best first.

A page can carry several articles (a list of related ones, the entries of a live blog, a card in the header).
Which is its own is told by address and headline; a node in a list counts only if one of them agrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from cleaners.metadata import tolerant
from cleaners.metadata.links import absolute, path_of, same_page
from cleaners.metadata.plain import key_of, text_of

MAX_SCRIPTS: Final = 100
MAX_CHARACTERS: Final = 2 << 20
"""Of JSON-LD on a page: twenty times the most that 1,433 news pages had (106,000)."""
_MAX_NODES: Final = 20_000
_MAX_TYPE: Final = 100
"""Characters of the name of a type; schema.org's longest has 40."""
_MAX_TYPES: Final = 256
"""Names of types that are remembered; schema.org has 800, news sites some dozens."""

Node = dict[str, Any]
"""A node with its keys in lower case and without prefix (`schema:headline`, `mainEntityofPage`)."""

_ARTICLE = re.compile(
    r"(?:article|blogposting|socialmediaposting|newsposting|report|claimreview)\Z", re.IGNORECASE
)
_WIDER = re.compile(r"(?:webpage|itempage|creativework|videoobject|podcastepisode|review)\Z", re.IGNORECASE)
_PARTS = re.compile(r"[:/#]")
_CONTAINERS: Final = (dict, list)
# What hangs under these is not what the page is about.
_ASIDE: Final = frozenset(
    "itemlistelement haspart relatedlink ispartof mentions citation liveblogupdate blogpost blogposts "
    "comment "
    "review isbasedon about subjectof video publisher author significantlink breadcrumb".split()
)


@dataclass(slots=True)
class Graph:
    """What stands in a page's scripts: all nodes with whether they stand aside, and those with an `@id`.
    `scripts` is what was read."""

    nodes: list[tuple[Node, bool]] = field(default_factory=list)
    by_id: dict[str, Node] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)

    def resolve(self, value: Any) -> Any:  # noqa: ANN401  (JSON)
        """The node that `{"@id": …}` refers to, any other value as it is."""
        if isinstance(value, dict) and "@id" in value and len(value) <= 2 and isinstance(value["@id"], str):
            return self.by_id.get(value["@id"], value)
        return value


def read(scripts: Iterable[str]) -> Graph:
    """The graph of all scripts, within the limits above: what is beyond them is cut."""
    graph = Graph()
    room = MAX_CHARACTERS
    for count, script in enumerate(scripts):
        if count >= MAX_SCRIPTS or room <= 0:
            break
        graph.scripts.append(script[:room])
        for document in tolerant.loads(script[:room]):
            _collect(document, graph)
        room -= len(script)
    return graph


def _collect(document: Any, graph: Graph) -> None:  # noqa: ANN401  (JSON)
    waiting: list[tuple[Any, bool]] = [(document, False)]
    bare = _Bare()
    while waiting and len(graph.nodes) < _MAX_NODES:
        value, aside = waiting.pop()
        if isinstance(value, list):
            waiting += [(item, aside) for item in reversed(value)]
        elif isinstance(value, dict):
            node = {bare[key]: inside for key, inside in value.items() if isinstance(key, str)}
            graph.nodes.append((node, aside))
            identity = node.get("@id")
            if isinstance(identity, str) and len(node) > len(graph.by_id.get(identity, ())):
                graph.by_id[identity] = node
            waiting += [
                (inside, aside or key in _ASIDE)
                for key, inside in reversed(node.items())
                if isinstance(inside, _CONTAINERS)
            ]


class _Bare(dict[str, str]):
    """Keys in lower case and without prefix, by key: a document repeats few of them over and over."""

    def __missing__(self, key: str) -> str:
        name = self[key] = _last(key).lower()
        return name


def _last(name: str) -> str:
    """A name without prefix or address."""
    return name if name.isalnum() else _PARTS.split(name)[-1]


def types(node: Node) -> list[str]:
    """The types of a node, without the vocabulary's address."""
    stated = node.get("@type")
    items = stated if isinstance(stated, list) else [stated]
    return [_last(item) for item in items if isinstance(item, str)]


@lru_cache(maxsize=_MAX_TYPES)
def _about(name: str) -> int:
    """What a node of a type may be about: 2 an article, 1 what is wider, 0 neither."""
    return 2 if _ARTICLE.search(name) else 1 if _WIDER.search(name) else 0


def about_page(graph: Graph, addresses: list[str], titles: list[str]) -> list[Node]:
    """The nodes about this page's article, best first: articles, then what is wider (WebPage, VideoObject).

    `addresses` are those of the page (its own and its canonical one), `titles` what its `<h1>` and OpenGraph
    say. A node that stands aside needs an address or a title that agrees.
    """
    keys = {key for title in titles if len(key := key_of(title)) > 8}
    ranked: list[tuple[float, int, Node]] = []
    for number, (node, aside) in enumerate(graph.nodes):
        about = max((_about(name) for name in types(node) if len(name) <= _MAX_TYPE), default=0)
        if not about:
            continue
        article = about == 2
        agrees = _agreement(graph, node, addresses, keys)
        if agrees <= -2 or (agrees <= 0 and (aside or (not article and agrees < 0))):
            continue
        fields = sum(bool(node.get(name)) for name in ("headline", "datepublished", "author", "articlebody"))
        ranked.append((-(10 * article + 4 * agrees - 5 * aside + fields), number, node))
    ranked.sort(key=lambda row: row[:2])
    return [node for _, _, node in ranked[:8]]


def _agreement(graph: Graph, node: Node, addresses: list[str], keys: set[str]) -> int:
    """How well a node fits: 1 for the page's address, 1 for its headline, -1 for each that names another."""
    score = 0
    stated = list(_addresses(graph, node, addresses[0] if addresses else ""))
    if not set(stated).isdisjoint(addresses) or any(
        same_page(one, other) for one in stated for other in addresses
    ):
        score += 1
    elif stated and addresses and any(path_of(one) for one in stated):
        score -= 1
    headline = key_of(text_of(node.get("headline") or node.get("name")))
    if headline and keys:
        same = any(
            key == headline or (len(headline) > 20 and (headline in key or key in headline)) for key in keys
        )
        score += 1 if same else -1
    return score


def _addresses(graph: Graph, node: Node, base: str) -> Iterator[str]:
    for name in ("url", "mainentityofpage", "@id"):
        value = graph.resolve(node.get(name))
        for item in value if isinstance(value, list) else [value]:
            link = item.get("@id") or item.get("url") if isinstance(item, dict) else item
            if isinstance(link, str) and (found := absolute(link.partition("#")[0], base)):
                yield found


def values(nodes: Iterable[Node], *names: str) -> Iterator[Any]:
    """Of one node after the other, the value of the first of `names` that it has and that is not empty."""
    for node in nodes:
        for name in names:
            if (value := node.get(name)) not in (None, "", [], {}):
                yield value
                break


def texts(nodes: Iterable[Node], *names: str) -> Iterator[str]:
    """`values` as plain text, empty ones left out."""
    for value in values(nodes, *names):
        if text := text_of(value):
            yield text
