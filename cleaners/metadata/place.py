"""Whether a date or a name stands with the page's story, or in another part of the page.

Only what lies between it and the elements that hold the headline too is looked at: a page may be called
`related` as a whole, a box in it may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborNode

from cleaners.metadata.links import absolute, host_of, path_of, same_page
from cleaners.metadata.plain import node_text
from cleaners.metadata.vocabulary import PROFILE_FOLDERS

_MAX_STEPS: Final = 100
_TOP: Final = frozenset(("body", "html", "-document"))
_APART: Final = frozenset(("nav", "aside", "footer", "header", "menu", "dialog", "form"))
_STORY: Final = ("article", "main")
# Words of class names and ids of what holds other stories, other people's words, or the day of today.
_ELSEWHERE: Final = frozenset(
    "comment comments commenter commentlist disqus replies related recirc recirculation recommended "
    "recommendations ticker trending popular latest sidebar teaser teasers promo promos masthead topbar more "
    "clock weather today todays".split()
)
# Within the story's part of the page some of them are also names of what belongs to it.
_ELSEWHERE_IN_STORY: Final = _ELSEWHERE - frozenset("clock latest more popular today todays".split())
# … and of what within the story tells of it, whatever its tag.
_OWN: Final = frozenset("meta author byline info date published".split())
# Folders of a site's address that hold no stories, but lists of them by author or topic.
_LISTS: Final = PROFILE_FOLDERS | frozenset(
    "category categories tag tags topic topics section sections subject subjects channel cdn-cgi".split()
)
_WORD: Final = re.compile(r"[^\W_]+")
# Such a name says what stands beside an element: `layout-sidebar-left`, `has-comments`.
_LAYOUT: Final = frozenset("layout has with without no".split())
_MAX_NAMES: Final = 50
_NAME_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SMALL: Final = 400
"""Characters of a box that may be one entry of a list of stories."""
CARD: Final = 1_000
"""Characters of an `<article>` without the headline that is still a card of another story."""
_HEADLINE_WORDS: Final = 3
_MAX_LINKS: Final = 20
_HEADINGS: Final = frozenset(("h2", "h3", "h4", "h5", "h6"))
_ANY_HEADING: Final = ", ".join(sorted(_HEADINGS))


class Place:
    """The place of the story on a page: around `heading`, its headline (None for a page without one)."""

    def __init__(self, heading: LexborNode | None, url: str) -> None:
        self._url = url
        self._around: set[int] = set()
        self._home: set[int] = set()
        self._in_article = False
        # of the elements that were looked at: their characters, and whether they are elsewhere
        self._sizes: dict[int, int] = {}
        self._elsewhere: dict[int, bool] = {}
        if heading is not None:
            self._settle(heading)

    def _settle(self, heading: LexborNode) -> None:
        """Note the elements around the headline, and those of them in which the story's own things stand:
        the inmost `<main>` or `<article>` and what is in it, else all below `<body>`."""
        around = list(_ancestors(heading))
        self._around = {node.mem_id for node in around}
        self._in_article = any(node.tag == "article" for node in around)
        home = next((n for n, node in enumerate(around) if node.tag in _STORY), None)
        if home is None:
            home = next((n for n, node in enumerate(around) if node.tag in _TOP), len(around)) - 1
        self._home = {node.mem_id for node in around[: max(home, 0) + 1]}

    def is_near(self, node: LexborNode) -> bool:
        """Whether a node stands in the story's own part of the page; where there is no headline, any does."""
        if not self._around:
            return True
        shared = next((step for step in _ancestors(node) if step.mem_id in self._around), None)
        return shared is not None and shared.mem_id in self._home

    def is_elsewhere(self, node: LexborNode) -> bool:
        """Whether a node stands in a part of the page that is not the story's, or with another story."""
        known = self._elsewhere.get(node.mem_id)
        if known is None:
            known = self._elsewhere[node.mem_id] = self._judged(node)
        return known

    def _judged(self, node: LexborNode) -> bool:
        around: list[LexborNode] = []
        in_story = False
        for step in _ancestors(node):
            if step.mem_id in self._around or step.tag in _TOP:
                in_story = step.mem_id in self._home
                break
            around.append(step)
        if not self._around:
            in_story = any(step.tag == "article" for step in around)
        if any(_is_apart(step, in_story=in_story) for step in (node, *around)):
            return True
        said = node_text(node)
        return any(self._is_card(step) or self._is_entry(step, said) for step in around)

    def _size(self, node: LexborNode) -> int:
        size = self._sizes.get(node.mem_id)
        if size is None:
            size = self._sizes[node.mem_id] = len(node.text())
        return size

    def _is_card(self, node: LexborNode) -> bool:
        """Whether an element is an `<article>` of its own beside the headline: a card, or the next story."""
        if node.tag != "article" or not self._around:
            return False
        return self._size(node) < CARD or (self._in_article and node.css_first("h1") is not None)

    def _is_entry(self, node: LexborNode, said: str) -> bool:
        """Whether an element is small and leads to another story. `said` is what is judged by it."""
        if self._size(node) >= _SMALL:
            return False
        links = node.css("a[href]")[:_MAX_LINKS]
        return any(self._leads_away(link, said) for link in ([node, *links] if node.tag == "a" else links))

    def _leads_away(self, link: LexborNode, said: str) -> bool:
        """Whether a link is another story's headline: to a page of the site, in some words that are not those
        that are judged."""
        url = absolute(link.attributes.get("href") or "", self._url)
        if url is None or same_page(url, self._url) or host_of(url) != host_of(self._url):
            return False
        if not _LISTS.isdisjoint(path_of(url).lower().split("/")) or link.attributes.get("rel") == "author":
            return False
        text = node_text(link)
        parent = link.parent
        if link.css_first(_ANY_HEADING) is not None or (parent is not None and parent.tag in _HEADINGS):
            return text not in said
        return len(_WORD.findall(text)) >= _HEADLINE_WORDS and text not in said


def _is_apart(node: LexborNode, *, in_story: bool) -> bool:
    """Whether an element is by its tag or its name a part of the page that is not the story."""
    attributes = node.attributes
    return named_apart(node.tag or "", attributes.get("class"), attributes.get("id"), in_story=in_story)


def named_apart(tag: str, classes: str | None, identity: str | None, *, in_story: bool) -> bool:
    """Whether an element of such a tag, class and id is a part of the page that is not the story. `in_story`
    says that it is within the story's part of the page, where headers and footers are its own."""
    words: set[str] = set()
    for name in f"{classes or ''} {identity or ''}".split()[:_MAX_NAMES]:
        parts = {word.lower() for word in _NAME_WORD.findall(name)}
        if _LAYOUT.isdisjoint(parts):
            words |= parts
    if not (_ELSEWHERE_IN_STORY if in_story else _ELSEWHERE).isdisjoint(words):
        return True
    own = in_story and (tag in ("header", "footer") or not _OWN.isdisjoint(words))
    return tag in _APART and not own


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    for _ in range(_MAX_STEPS):
        if parent is None:
            return
        yield parent
        parent = parent.parent
