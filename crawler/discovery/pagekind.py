"""What a page is, told from the page and its address together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from cleaners.address import LISTS
from cleaners.stated import said_by
from crawler.discovery.classify import classify_url
from crawler.discovery.model import PageKind
from crawler.discovery.page import open_page, words

_FEED_START: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:rss|rdf:rdf|feed|urlset|sitemapindex)\b",
    re.IGNORECASE | re.DOTALL,
)

_PROSE_WORDS: Final = 20
"""Words that make a paragraph prose: captions, teasers and notes are shorter as a rule."""

_MANY_TEASERS: Final = 6
_TEASER_WORDS: Final = 25
_STORY_WORDS: Final = 120
"""A list has at least so many linked headlines with at most so much prose each; a story without any other
sign at least so much prose. Set on 1,433 pages of articles and six fronts, where they matter little."""


def classify_page(body: bytes | str, *, url: str, content_type: str = "") -> PageKind:
    """What the page is. Never raises.

    The address and the page's own statements (JSON-LD and OpenGraph types, classes of the body element)
    decide where they agree or only one of them speaks. Where they contradict each other, and where neither
    speaks, the content does: a listing that says "article", as some plugins let every page say, is known by
    its many linked headlines and little prose.
    """
    by_url = classify_url(url)
    page = open_page(body, url=url, content_type=content_type, texts=False)
    if page.tree is None:
        binary = isinstance(body, bytes) and b"\x00" in body[:512]
        return "media" if binary and by_url == "unknown" else by_url
    if _FEED_START.match(page.raw[:2000]):
        return "feed"
    said, strongly = said_by(page.tree)
    if said == by_url != "unknown":
        return by_url
    content = _measure(body, url, content_type)
    if said == "article":
        if by_url in LISTS:
            return "article" if strongly and content.is_story else by_url
        return "article" if by_url == "article" or not content.is_list else "listing"
    if by_url == "article":
        # body classes such as "blog" and "archive" are also those of a story filed there
        filed = said in {None, "listing"} or not strongly
        if said is not None and not (filed and content.is_story):
            return said
        return "listing" if content.is_list else "article"
    if said is not None:
        return said
    if by_url != "unknown":
        return by_url
    return "article" if content.is_story else "listing" if content.is_list else "unknown"


@dataclass(frozen=True, slots=True)
class _Content:
    """What a page holds: words of prose, words in links, headlines that are links."""

    prose: int
    linked: int
    headlines: int

    @property
    def is_list(self) -> bool:
        return (
            self.headlines >= _MANY_TEASERS
            and self.prose < _TEASER_WORDS * self.headlines
            and self.linked > self.prose
        )

    @property
    def is_story(self) -> bool:
        return self.prose >= _STORY_WORDS and not self.is_list


def _measure(body: bytes | str, url: str, content_type: str) -> _Content:
    tree = open_page(body, url=url, content_type=content_type).tree
    prose = 0
    if tree is None:
        return _Content(0, 0, 0)
    for paragraph in tree.css("p")[:5_000]:
        count = len(words(paragraph).split())
        if count >= _PROSE_WORDS:
            prose += count
    linked = sum(len(words(link).split()) for link in tree.css("a[href]")[:20_000])
    headlines = tree.css("h1 a[href], h2 a[href], h3 a[href], h4 a[href], a[href] h2, a[href] h3, a[href] h4")
    return _Content(prose, linked, len(headlines))
