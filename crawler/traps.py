"""Addresses that never end: what a site makes up as long as somebody asks.

Further pages of lists are bounded by `max_pages`, redirects by REDIRECT_MAX_TIMES, links by the size of a
page. Here are the rest: paths that repeat themselves (a relative link that is resolved against its own page
again and again), lists that can be combined from filters in any number, and sitemaps that list sitemaps
without end.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

MAX_REPEATS: Final = 3
"""How often a word may stand in a path. `/news/news/…` is seen on honest sites, a third one only in traps."""

MANY_PARAMETERS: Final = 4
"""From so many parameters on, an address is a choice of filters. One or two choose an article."""

MAX_CHOICES: Final = 20
"""Choices of filters asked for on one path."""

MAX_FRONT: Final = 1_500
"""Articles taken from one front, first come first. The fullest real front seen had fewer links."""

MAX_SITEMAP_DEPTH: Final = 5
"""Indexes below indexes. The protocol (sitemaps.org) allows none; large publishers nest them by year and
month."""

MAX_SITEMAPS: Final = 5_000
"""Sitemaps of one run: 50 million addresses by the protocol, or an archive of 400 years by month."""


@dataclass(slots=True)
class Traps:
    """Remembers of one crawl what is needed to see that it goes round."""

    _choices: Counter[str] = field(default_factory=Counter)
    _sitemaps: int = 0

    def caught(self, url: str) -> bool:
        """Whether an address looks like one of a trap. Counts it, so ask once for each."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return False
        if repeats(parts.path):
            return True
        if parts.query.count("&") + 1 < MANY_PARAMETERS:
            return False
        path = f"{parts.netloc}{parts.path}"
        self._choices[path] += 1
        return self._choices[path] > MAX_CHOICES

    def sitemap(self, depth: int) -> bool:
        """Whether one more sitemap may be asked for, `depth` indexes below the first one; counts it."""
        if depth > MAX_SITEMAP_DEPTH or self._sitemaps >= MAX_SITEMAPS:
            return False
        self._sitemaps += 1
        return True


def repeats(path: str) -> bool:
    """Whether a word stands `MAX_REPEATS` times or more in a path; numbers may (`/2026/05/05/5/`).

    >>> repeats("/docket/news/docket/news/docket/news/a-judge-rules/")
    True
    """
    words = Counter(word for word in path.lower().split("/") if word and not word.isdigit())
    return any(count >= MAX_REPEATS for count in words.values())
