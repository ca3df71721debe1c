"""Which of the addresses that a site lists are asked for, each once. Knows addresses, not requests."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from crawler.arguments import Window
from crawler.discovery import Entry, PageKind, classify_url
from crawler.seen import Seen
from crawler.traps import Traps
from output import urls

normalise = lru_cache(maxsize=4096)(urls.normalise)
"""As there. The same address is brought to this form when it is listed, judged, and when its page arrives."""

NO_ARTICLES: Final[frozenset[PageKind]] = frozenset(
    {"listing", "tag", "author", "static", "media", "search", "feed"}
)
"""Kinds of page that are surely no article. `unknown` is none of them: such a page is looked at."""


@dataclass(frozen=True, slots=True)
class ArticleUrls:
    """Tells addresses of articles. `are` None: by the common forms of addresses. `are_not` goes first."""

    are: tuple[re.Pattern[str], ...] | None
    are_not: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, are: Iterable[str] | None, are_not: Iterable[str]) -> ArticleUrls:
        """From regular expressions, each of which may be found anywhere in the address."""
        return cls(
            None if are is None else tuple(map(re.compile, are)),
            tuple(map(re.compile, are_not)),
        )

    def may_be(self, url: str) -> bool:
        if any(regex.search(url) for regex in self.are_not):
            return False
        if self.are is None:
            return classify_url(url) not in NO_ARTICLES
        return any(regex.search(url) for regex in self.are)


@dataclass(slots=True)
class Frontier:
    """The addresses of one crawl of one site.

    Addresses are the same where `output.urls.normalise` says so: then they give an article one id too.
    `known` are those that earlier crawls asked for, in that form; empty to look at them again. `standing`
    says why an entry with one of them is not asked for, None where it is due for another look. `onsite`
    tells whether an address belongs to the site. `max_length` is in characters.
    """

    articles: ArticleUrls
    window: Window
    onsite: Callable[[str], bool]
    known: Container[str] = ()
    max_length: int = 2083
    standing: Callable[[Entry], str | None] = lambda _: "known"
    traps: Traps = field(default_factory=Traps)
    _seen: Seen = field(default_factory=Seen)
    _arrived: set[str] = field(default_factory=set)

    def first_time(self, url: str) -> bool:
        """Whether the address comes up for the first time. From then on it does not."""
        return self._seen.add(normalise(url))

    def arrived(self, url: str) -> bool:
        """Whether the page at the address arrives for the first time, asked for or by way of a redirect. From
        then on it need not be asked for."""
        self.first_time(url)
        return _add(self._arrived, normalise(url))

    def refusal(self, entry: Entry) -> str | None:
        """Why the entry of a listing is not asked for, None where it is: `offsite`, `too_long`,
        `credentials`, `not_article`, `outside_window`, `trap`, or what `standing` says of a known one."""
        if not self.onsite(entry.url):
            return "offsite"
        if len(entry.url) > self.max_length:
            return "too_long"
        if "@" in urlsplit(entry.url).netloc:
            return "credentials"
        if not self.articles.may_be(entry.url):
            return "not_article"
        if normalise(entry.url) in self.known and (reason := self.standing(entry)):
            return reason
        if self.window.excludes(entry.published, entry.modified):
            return "outside_window"
        if self.traps.caught(entry.url):
            return "trap"
        return None


def _add(forms: set[str], form: str) -> bool:
    new = form not in forms
    forms.add(form)
    return new


@dataclass(slots=True)
class Paging:
    """How far listings are paged: `left` more pages in all, and none after a page with nothing new."""

    left: int
    known: Container[str] = ()
    _listed: set[str] = field(default_factory=set)

    def take(self) -> bool:
        """Whether one more page may be asked for; counts it."""
        if self.left <= 0:
            return False
        self.left -= 1
        return True

    def goes_on(self, entries: Sequence[Entry]) -> bool:
        """Whether a listing with these entries has something that no listing before had and that is not
        known, so that its next page is worth asking for."""
        fresh = {normalise(entry.url) for entry in entries} - self._listed
        self._listed |= fresh
        return any(url not in self.known for url in fresh)
