"""A page from a file as the lines that are written of it, and the count of what became of pages.

This module, `crawler.jobs` and what they import is all that a worker loads: nothing of Scrapy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Final

from cleaners import clean
from cleaners.model import Cleaned, Rules
from cleaners.profile import Profile
from crawler.inputs import InputPage
from crawler.records import to_article, to_ledger
from crawler.workers import DEADLINE, Failure, Pool
from output import to_line
from output.urls import host

NO_RULES: Final = Rules()


@dataclass(frozen=True, slots=True)
class Lines:
    """A cleaned page as it is written: its article line, its ledger lines, and what is counted of it.
    `address` is its URL or its place; `fit` tells of the profile of its site as `Cleaned.fit` does; `fault`
    says what went wrong where the reason is `error`."""

    article: bytes
    ledger: bytes
    reason: str | None
    removed: dict[str, int]
    address: str
    fit: str = ""
    fault: str = ""


@dataclass(slots=True)
class Count:
    """What became of the pages of a run."""

    pages: int = 0
    articles: int = 0
    empty: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    fits: Counter[str] = field(default_factory=Counter)

    def add(self, lines: Lines) -> None:
        self.pages += 1
        if lines.reason is None:
            self.articles += 1
        else:
            self.empty[lines.reason] += 1
        if lines.fit:
            self.fits[lines.fit] += 1
        self.removed.update({kind: count for kind, count in lines.removed.items() if count})


def rules_for(url: str, sites: Mapping[str, Rules]) -> Rules:
    """The rules of the site that `url` belongs to; `sites` has them by domain, for its subdomains too."""
    name = host(url)
    while name:
        if name in sites:
            return sites[name]
        name = name.partition(".")[2]
    return NO_RULES


def clean_page(page: InputPage, sites: Mapping[str, Rules], profile: Profile | None = None) -> Lines:
    """Cleans a page with the rules of its site, and with its profile where there is one."""
    rules = rules_for(page.url, sites)
    cleaned = clean(page.body, url=page.url, content_type=page.content_type, rules=rules, profile=profile)
    return lines_of(cleaned, page)


def clean_all(
    pages: Iterable[InputPage], sites: Mapping[str, Rules], *, workers: int, deadline: float = DEADLINE
) -> Iterator[Lines]:
    """The lines of each page, in the order of the pages, as they come: nothing is learned. With no workers
    all happens in this process, where a page that hangs or crashes takes everything along; else such a page
    has the reason `error` and says why in `fault`, and the others go on."""
    function = partial(clean_page, sites=sites)
    if not workers:
        yield from map(function, pages)
        return
    with Pool(function, workers, deadline=deadline, weight=lambda page: len(page.body)) as pool:
        for outcome in pool.map(pages):
            yield failed(outcome.task, outcome.what) if isinstance(outcome, Failure) else outcome


def failed(page: InputPage, what: str) -> Lines:
    """The lines of a page that could not be cleaned."""
    return lines_of(Cleaned(url=page.url, reason="error"), page, what)


def lines_of(cleaned: Cleaned, page: InputPage, fault: str = "") -> Lines:
    """A cleaned page as it is written."""
    article = to_article(cleaned, url=page.url, added=datetime.now(UTC), body=page.body, archive=page.place)
    ledger = b"".join(to_line(cut) for cut in to_ledger(cleaned, article))
    address = page.url or f"{page.place.file} at {page.place.offset}"
    return Lines(to_line(article), ledger, article.reason, article.removed, address, cleaned.fit, fault)
