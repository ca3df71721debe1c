"""What a page is, told from the page and its address together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from crawler.discovery.classify import classify_url
from crawler.discovery.model import PageKind
from crawler.discovery.page import attribute, open_page, words

_JSON_TYPE: Final = re.compile(r'"@type"\s*:\s*(?:\[\s*)?"(?:https?://schema\.org/)?(\w{1,60})"')
_ARTICLES: Final = frozenset({
    "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle",
    "AskPublicNewsArticle", "ReviewNewsArticle", "BlogPosting", "LiveBlogPosting", "Report", "ScholarlyArticle", "TechArticle",
})  # fmt: skip
_LISTINGS: Final = frozenset({"CollectionPage", "CollectionPageType", "Blog"})
_SAID: Final[dict[str, PageKind]] = {
    "SearchResultsPage": "search",
    "ProfilePage": "author",
    "AboutPage": "static",
    "ContactPage": "static",
    "FAQPage": "static",
}
_BODY_CLASSES: Final[tuple[tuple[frozenset[str], PageKind], ...]] = (
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
_FEED_START: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:rss|rdf:rdf|feed|urlset|sitemapindex)\b", re.I | re.S
)

_PROSE_WORDS: Final = 20
"""Words that make a paragraph prose: captions, teasers and notes are shorter as a rule."""

_MANY_TEASERS: Final = 6


def classify_page(body: bytes | str, *, url: str, content_type: str = "") -> PageKind:
    """What the page is. Never raises.

    Statements of the page go first (JSON-LD and OpenGraph types, classes of the body element), where they do
    not contradict what it holds: a listing that says "article", as some plugins let every page say, is known
    by its many linked headlines and little prose. Then the address, then the content alone.
    """
    by_url = classify_url(url)
    page = open_page(body, url=url, content_type=content_type)
    if page.tree is None:
        binary = isinstance(body, bytes) and b"\x00" in body[:512]
        return "media" if binary and by_url == "unknown" else by_url
    if _FEED_START.match(page.text[:2000]):
        return "feed"
    content = _measure(page.tree)
    said = _said(page.tree)
    if by_url == "article" and said not in {"listing", "search", "author", "tag"} and content.prose >= 60:
        return "article"
    if said == "article":
        return content.listing_of(by_url) if content.is_list else "article"
    if said is not None:
        return (
            "article" if said in {"listing", "static"} and content.is_story and by_url == "article" else said
        )
    if by_url != "unknown":
        return content.listing_of("listing") if by_url == "article" and content.is_list else by_url
    if content.is_story:
        return "article"
    return "listing" if content.is_list else "unknown"


@dataclass(frozen=True, slots=True)
class _Content:
    """What a page holds: words of prose outside links, words in links, headlines that are links, first headings."""

    prose: int
    linked: int
    headlines: int
    h1: int

    @property
    def is_list(self) -> bool:
        return (
            self.headlines >= _MANY_TEASERS and self.prose < 25 * self.headlines and self.linked > self.prose
        )

    @property
    def is_story(self) -> bool:
        return self.prose >= 120 and not self.is_list

    def listing_of(self, by_url: PageKind) -> PageKind:
        """The kind of list, by its address where that tells."""
        return by_url if by_url in {"tag", "author", "search", "listing"} else "listing"


def _measure(tree: LexborHTMLParser) -> _Content:
    prose = 0
    for paragraph in tree.css("p")[:5_000]:
        count = len(words(paragraph).split())
        if count >= _PROSE_WORDS:
            prose += count
    linked = sum(len(words(link).split()) for link in tree.css("a[href]")[:20_000])
    headlines = tree.css("h1 a[href], h2 a[href], h3 a[href], h4 a[href], a[href] h2, a[href] h3, a[href] h4")
    return _Content(prose, linked, len(headlines), len(tree.css("h1")))


def _said(tree: LexborHTMLParser) -> PageKind | None:
    """What the page says that it is, by the clearest of its statements."""
    types: set[str] = set()
    for script in tree.css('script[type="application/ld+json"]')[:50]:
        types.update(_JSON_TYPE.findall(script.text(deep=True)[:500_000]))
    body = tree.body
    classes = frozenset(attribute(body, "class").lower().split()) if body is not None else frozenset()
    by_class = next((kind for names, kind in _BODY_CLASSES if names & classes), None)
    if by_class is not None and not ({"home"} & classes and by_class == "article"):
        return by_class
    for name, kind in _SAID.items():
        if name in types and not types & _ARTICLES:
            return kind
    if types & _LISTINGS and not types & _ARTICLES:
        return "listing"
    meta = tree.css_first('meta[property="og:type"]')
    og_type = attribute(meta, "content").strip().lower() if meta is not None else ""
    if types & _ARTICLES or og_type == "article":
        return "article"
    return "author" if og_type == "profile" else None
