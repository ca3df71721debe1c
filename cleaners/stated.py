"""What kind of page a page says that it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleaners.address import AddressKind

_JSON_TYPE: Final = re.compile(r'"@type"\s*:\s*(?:\[\s*)?"(?:https?://schema\.org/)?(\w{1,60})"')
_ARTICLES: Final = frozenset(
    {"Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle"}
    | {"BackgroundNewsArticle", "AskPublicNewsArticle", "ReviewNewsArticle", "BlogPosting", "LiveBlogPosting"}
    | {"Report", "ScholarlyArticle", "TechArticle"}
)
_LISTINGS: Final = frozenset({"CollectionPage", "Blog"})
_SAID: Final[dict[str, AddressKind]] = {
    "SearchResultsPage": "search",
    "ProfilePage": "author",
    "AboutPage": "static",
    "ContactPage": "static",
}
_BODY_CLASSES: Final[tuple[tuple[frozenset[str], AddressKind], ...]] = (
    # WordPress (body_class), and themes of other systems that took its names over
    (
        frozenset({"single-post", "single", "single-article", "node-type-article", "page-node-type-article"}),
        "article",
    ),
    (frozenset({"search-results", "search-no-results"}), "search"),
    (frozenset({"author"}), "author"),
    (frozenset({"tag"}), "tag"),
    (frozenset({"category", "archive", "blog", "post-type-archive"}), "listing"),
)


def said_by(tree: LexborHTMLParser, scripts: Sequence[str] | None = None) -> tuple[AddressKind | None, bool]:
    """What the page says that it is, by the clearest of its statements, and whether that is a strong one:
    og:type is not, for plugins set it to the same on every page. `scripts` hold its JSON-LD, where that was
    read already."""
    body = tree.body
    classes = frozenset(_attribute(body, "class").lower().split()) if body is not None else frozenset()
    by_class = next((kind for names, kind in _BODY_CLASSES if names & classes), None)
    if by_class is not None:
        return by_class, True
    types: set[str] = set()
    if scripts is None:
        scripts = [node.text(deep=True) for node in tree.css('script[type="application/ld+json"]')[:50]]
    for script in scripts[:50]:
        types.update(_JSON_TYPE.findall(script[:500_000]))
    if types & _ARTICLES:
        return "article", True
    for name, kind in _SAID.items():
        if name in types:
            return kind, True
    if types & _LISTINGS:
        return "listing", True
    meta = tree.css_first('meta[property="og:type"]')
    og_type = _attribute(meta, "content").strip().lower() if meta is not None else ""
    kinds: dict[str, AddressKind] = {"article": "article", "profile": "author"}
    return kinds.get(og_type), False


def _attribute(node: LexborNode | None, name: str) -> str:
    return (node.attributes.get(name) or "") if node is not None else ""
