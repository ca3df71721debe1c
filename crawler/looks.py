"""What earlier crawls saw at an address, and when it is worth another look."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response

from crawler.discovery import Entry
from crawler.items import Page
from output import Article
from output.schedule import article_due, refusal_due
from output.state import PageState

if TYPE_CHECKING:
    from crawler.spiders.base import NewsSpider

NOT_MODIFIED: Final = 304
PASSING: Final = frozenset({
    "timeout", "dns", "connection", "cut_off", "error", "robots", "not_written", "over_max_articles",
    "outside_window", "private_address", "ignored", "dropped", "stopped",
    "robots_unreachable", "host_failing", "host_budget", "retry_after", "claimed",
})  # fmt: skip
"""Reasons that say nothing of the page: it is asked for again by the next crawl. So is an answer of 5xx, 408,
425 or 429. Those that depend on how the crawl was asked (`since`, `max_articles`) are among them."""
_PASSING_STATUS: Final = frozenset({"http_401", "http_403", "http_408", "http_425", "http_429"})


def passing(reason: str) -> bool:
    """Whether a page that failed for `reason` may be there next time."""
    return reason in PASSING or reason in _PASSING_STATUS or reason.startswith("http_5")


class Looks:
    """The addresses that earlier crawls asked for, for the frontier. Nothing is known in a crawl with
    `full=1`, or where the crawl does not hold the corpus (`scrapy parse`)."""

    def __init__(self, spider: NewsSpider) -> None:
        self._spider = spider
        self._now = time.time
        self._began = self._now()

    def __contains__(self, form: object) -> bool:
        return self._known(str(form)) is not None

    def standing(self, entry: Entry) -> str | None:
        """Why a known entry is not asked for: `known` where an article is there, `settled` where there is
        none. None where it is due, or its listing says that it changed since."""
        page = self._known(entry.url)
        if page is None or (page.due is not None and page.due <= self._now()) or _changed(page, entry):
            return None
        return "known" if page.outcome in {"article", "duplicate"} else "settled"

    def conditions(self, entry: Entry) -> dict[str, str]:
        """Headers by which a server need not send a page that it has sent before (RFC 9110 section 13)."""
        page = self._known(entry.url)
        if page is None or page.outcome != "article":
            return {}
        said = {"If-None-Match": page.etag, "If-Modified-Since": page.changed}
        return {name: value for name, value in said.items() if value}

    def found(self, response: Response, article: Article) -> None:
        """Remembers that an article was there, under the address that was asked for and where it led."""
        entry = response.request.cb_kwargs.get("entry") if response.request else None
        now = self._now()
        published = datetime.fromisoformat(article.published or article.added).timestamp()
        seen = PageState(
            article.id,
            published=published,
            looked=now,
            due=article_due(published, now),
            etag=_header(response, "ETag"),
            changed=_header(response, "Last-Modified"),
            lastmod=_lastmod(entry),
        )
        self._note(response.url, entry, seen)

    def refused(self, entry: Entry | None, reason: str, url: str = "") -> None:
        """Remembers why an address gave no article; not what may pass until the next crawl."""
        url = url or (entry.url if entry else "")
        if not url or passing(reason) or not self._spider.holds_corpus:
            return
        now = self._now()
        before = self._spider.corpus.page(url) or PageState(outcome=reason)
        if reason == "not_modified" or (reason == "duplicate" and before.outcome == "article"):
            due = article_due(before.published, now)
            seen = before._replace(looked=now, due=due, lastmod=_lastmod(entry) or before.lastmod)
        else:
            tries = before.tries + 1
            due = None if reason == "duplicate" else refusal_due(tries, now)
            seen = PageState(
                before.article, reason, before.published, now, due, tries, lastmod=_lastmod(entry)
            )
        self._note(url, entry, seen)

    def _note(self, url: str, entry: Entry | None, seen: PageState) -> None:
        corpus = self._spider.corpus
        corpus.note(url, seen)
        if entry and entry.url != url:
            corpus.note(entry.url, seen)

    def _known(self, url: str) -> PageState | None:
        if self._spider.asked.full or not self._spider.holds_corpus:
            return None
        page = self._spider.corpus.page(url)
        # what this crawl saw is no reason for it to stop paging a list
        return page if page and page.looked < self._began else None


class Remember:
    """Extension: notes in the corpus what became of each page that was fetched."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._leading: list[tuple[str, str]] = []  # addresses, and where they redirect to

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        remember = cls(crawler)
        crawler.signals.connect(remember.item_scraped, signals.item_scraped)
        crawler.signals.connect(remember.item_dropped, signals.item_dropped)
        crawler.signals.connect(remember.request_dropped, signals.request_dropped)
        return remember

    def item_scraped(self, item: object, response: Response | None, spider: Any) -> None:  # noqa: ANN401 - any spider
        if isinstance(item, Article) and response is not None and spider.holds_corpus:
            spider.looks.found(response, item)

    def item_dropped(
        self,
        item: object,
        response: Response | None,
        exception: DropItem,
        spider: Any,  # noqa: ANN401 - any spider
    ) -> None:
        if not isinstance(item, Page) or response is None or not spider.holds_corpus:
            return
        article = getattr(exception, "article", None)
        if article is not None:
            spider.looks.found(response, article)
        else:
            spider.looks.refused(item.entry, getattr(exception, "reason", "dropped"), item.url)

    def request_dropped(self, request: Request) -> None:
        """One that Scrapy does not make, since the address to which another one redirects is asked for
        already."""
        if came_by := request.meta.get("redirect_urls"):
            self._leading.append((came_by[0], request.url))

    def ended(self, spider: NewsSpider) -> None:
        """Records the addresses that redirect to an article which was reached by another. OSError."""
        for asked, url in self._leading:
            page = spider.corpus.page(url)
            if page is not None and page.article:
                spider.corpus.also_at(page.article, asked, "redirect")
        self._leading = []


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")


def _lastmod(entry: Entry | None) -> str:
    return entry.modified.isoformat() if entry and entry.modified else ""


def _changed(page: PageState, entry: Entry) -> bool:
    """Whether a listing gives the page another date of change than when it was last looked at."""
    if entry.modified is None:
        return False
    return page.lastmod != _lastmod(entry) if page.lastmod else entry.modified.timestamp() > page.looked
