"""What a spider makes of feeds, sitemaps and fronts: requests for articles and for further listings."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Final

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.python.failure import Failure

from cleaners.model import Rules
from crawler.arguments import Arguments
from crawler.bodies import CUT_OFF, SALVAGE
from crawler.discovery import Entry, Found, normalize_url
from crawler.failures import reason_of
from crawler.frontier import Frontier, Paging
from crawler.looks import Looks
from crawler.offload import Offload
from crawler.pagework import PageResult, PageTask, PageWorker
from crawler.reading import Listing, ReadListing
from crawler.responses import content_type
from crawler.scheduling import WAITING
from crawler.sitememory import profile_path
from crawler.tally import (
    FOUND,
    KNOWN,
    NOT_FETCHED,
    OPTIONAL,
    PAGES,
    PURPOSE,
    SOURCE_FAILED,
    SOURCE_PROBLEMS,
    SOURCES,
    settle,
    stats_of,
)
from crawler.traps import MAX_FRONT
from crawler.turns import Turns, in_slices
from crawler.workers import Failure as NoResult

# What is asked for first. Feeds and the sitemaps that a site names come before articles, since they know
# dates and titles. Further sitemaps and fronts come after the articles found so far, which keeps few
# addresses in memory and lets `max_articles` end a crawl early.
FEED, SITEMAP, ARTICLE, CHILD, FRONT = 40, 30, 20, 10, 0

SOURCE_MAXSIZE: Final = 50 * 1024 * 1024
"""Largest feed or sitemap in bytes, packed or not: what sitemaps.org allows. Fronts are pages like others."""


DEPTH: Final = "redline_sitemap_depth"
"""Key in the meta of a request for a sitemap: how many indexes stand above it."""


class ListingSpider(Spider):
    """Reads what lists articles, in the processes of the crawl, and asks for what it lists. What a site is,
    and what becomes of its articles, is for `crawler.spiders.base.NewsSpider` to say."""

    asked: Arguments
    frontier: Frontier
    paging: Paging
    looks: Looks
    turns: Turns

    @property
    def rules(self) -> Rules:
        """What the site declares of its pages, for cleaning."""
        raise NotImplementedError

    @property
    def source(self) -> str:
        """The site's name in the corpus."""
        raise NotImplementedError

    def article(self, entry: Entry) -> Request:
        """The request for the page of an entry."""
        raise NotImplementedError

    @cached_property
    def work(self) -> Offload[PageTask, PageResult]:
        """The processes that read and clean what this crawl fetches; none is there before it is needed."""
        profile = profile_path(self.settings["CORPUS_DIR"], self.source)
        return Offload(PageWorker(self.rules, str(profile)), self.settings.getint("CLEANING_WORKERS"))

    def is_full(self) -> bool:
        """Whether nothing more should be asked for: a listing is being read, or enough pages wait."""
        if self.turns.waiting:
            return True
        return "work" in vars(self) and self.work.pending > WAITING * self.work.size

    async def end_work(self) -> None:
        """Ends the processes, when all pipelines have closed."""
        if "work" in vars(self):
            await maybe_deferred_to_future(self.work.close())

    def sources(
        self,
        feeds: Iterable[str] = (),
        sitemaps: Iterable[str] = (),
        fronts: Iterable[str] = (),
        *,
        optional: bool = False,
    ) -> Iterator[Request]:
        """Requests for what lists articles, each once. `optional` ones need not exist."""
        for url in feeds:
            yield from self._source(url, "feed", self.parse_feed, FEED, optional=optional)
        for url in sitemaps:
            yield from self._source(url, "sitemap", self.parse_sitemap, SITEMAP, optional=optional)
        for url in fronts:
            yield from self._listing(url, "front", self.parse_front, FRONT)

    async def parse_feed(self, response: Response) -> AsyncIterator[Request]:
        """The entries of a feed, and its next page where it is paged (RFC 5005)."""
        async for request in self.turns.take(self._from_feed(response)):
            yield request

    async def parse_sitemap(self, response: Response) -> AsyncIterator[Request]:
        """The entries of a sitemap; of an index, the sitemaps that may hold something new, newest first."""
        async for request in self.turns.take(self._from_sitemap(response)):
            yield request

    async def parse_front(self, response: Response) -> AsyncIterator[Request]:
        """The links of a front, and its next page."""
        async for request in self.turns.take(self._from_front(response)):
            yield request

    async def _from_feed(self, response: Response) -> AsyncIterator[Request]:
        found = await self._read("feed", response)
        async for request in self.wanted(found.entries):
            yield request
        if found.children and await self._goes_on(found):
            for page in found.children:
                for request in self._listing(page.url, "feed", self.parse_feed, CHILD):
                    yield request

    async def _from_sitemap(self, response: Response) -> AsyncIterator[Request]:
        found = await self._read("sitemap", response)
        async for request in self.wanted(found.entries):
            yield request
        oldest = datetime.min.replace(tzinfo=UTC)
        depth = response.meta.get(DEPTH, 0) + 1
        children = sorted(found.children, key=lambda child: child.modified or oldest, reverse=True)
        async for child in in_slices(children):
            if self.asked.window.excludes(None, child.modified):
                self._stats.inc_value(f"{SOURCES}sitemap_too_old")
                continue
            for request in self._source(child.url, "sitemap", self.parse_sitemap, CHILD):
                if self.frontier.traps.sitemap(depth):
                    request.meta[DEPTH] = depth
                    yield request
                else:
                    self._stats.inc_value(f"{SOURCE_FAILED}sitemap/trap")

    async def _from_front(self, response: Response) -> AsyncIterator[Request]:
        found = await self._read("front", response)
        async for request in self.wanted(found.entries, at_most=MAX_FRONT):
            yield request
        if await self._goes_on(found):
            for page in found.children:
                for request in self._listing(page.url, "front", self.parse_front, FRONT):
                    yield request

    async def _goes_on(self, found: Found) -> bool:
        """Whether the listing has something that is worth its next page, as `Paging` says."""
        goes_on = False
        async for entry in in_slices(found.entries):
            goes_on |= self.paging.goes_on((entry,))
        return goes_on

    async def wanted(self, entries: Iterable[Entry], *, at_most: int | None = None) -> AsyncIterator[Request]:
        """Requests for the entries that are articles to fetch, each address once; counts the others. What is
        over `at_most` requests is a trap."""
        taken = 0
        async for entry in in_slices(entries):
            if not self.frontier.first_time(entry.url):
                continue
            self._count(FOUND)
            reason = self.frontier.refusal(entry)
            if reason is None and taken == at_most:
                reason = "trap"
            if reason == "known":
                self._count(KNOWN)
            elif reason:
                self._count(NOT_FETCHED + reason)
            else:
                self._count(PAGES)
                taken += 1
                yield self.article(dataclasses.replace(entry, url=normalize_url(entry.url)))

    def _count(self, key: str) -> None:
        """Counts an address in a crawl that looks for articles; `scrapy parse` only shows what it lists."""
        if self._stats.get_value(PAGES) is not None:
            self._stats.inc_value(key)

    def _listing(
        self, url: str, purpose: str, callback: Callable[[Response], AsyncIterator[Any]], priority: int
    ) -> Iterator[Request]:
        """A page of a listing, as long as `max_pages` lets."""
        for request in self._source(url, purpose, callback, priority):
            if self.paging.take():
                yield request
            else:
                self._stats.inc_value(f"{SOURCES}{purpose}_over_max_pages")

    def _source(
        self,
        url: str,
        purpose: str,
        callback: Callable[[Response], AsyncIterator[Any]],
        priority: int,
        *,
        optional: bool = False,
    ) -> Iterator[Request]:
        if self.frontier.first_time(url):
            meta: dict[str, Any] = {PURPOSE: purpose, OPTIONAL: optional}
            if purpose != "front":
                # what is whole in half a list is of use; `crawler.bodies` asks for it again before
                meta |= {
                    "download_maxsize": SOURCE_MAXSIZE,
                    "download_fail_on_dataloss": False,
                    SALVAGE: True,
                }
            # a site may let another host serve its feeds; what they list has to be on the site
            meta["allow_offsite"] = purpose != "front"
            yield Request(url, callback, errback=self.failed, priority=priority, meta=meta)

    async def _read(self, what: Listing, response: Response) -> Found:
        """What a listing holds. Counts it, and says what was wrong with it; one that could not be read holds
        nothing."""
        task = ReadListing(what, response.url, response.body, content_type(response))
        found = await self.ask(task, response)
        return self._counted(found, response) if isinstance(found, Found) else Found()

    async def ask(self, task: PageTask, response: Response) -> PageResult | None:
        """What the processes make of a response; None, counted and told, where that failed or took too
        long."""
        found = await maybe_deferred_to_future(self.work.submit(task))
        if not isinstance(found, NoResult):
            return found
        settle(self._stats, response.request, "error")
        self.logger.error(
            "%s: %s could not be read and is left out: %s. Please report it",
            self.name,
            response.url,
            found.what,
        )
        return None

    def _counted(self, found: Found, response: Response) -> Found:
        optional = response.meta.get(OPTIONAL, False)
        if found.kind == "unknown":
            settle(self._stats, response.request, "unreadable")
        else:
            self._stats.inc_value(f"{SOURCES}{response.meta.get(PURPOSE, 'other')}")
        problems = found.problems
        if CUT_OFF in response.flags:
            came = f"{response.url}: the answer broke off after {len(response.body):,} bytes"
            problems = (f"{came}; {len(found.entries):,} entries of it were read", *problems)
        if problems and found.kind != "unknown":
            self._stats.inc_value(f"{SOURCE_PROBLEMS}{response.meta.get(PURPOSE, 'other')}")
        for problem in problems:
            self.logger.log(logging.INFO if optional else logging.WARNING, problem)
        return found

    def failed(self, failure: Failure) -> None:
        """Counts a request that got no answer to use. One for a source that the site's file names is told."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        purpose = request.meta.get(PURPOSE)
        reason = reason_of(failure.value)
        settle(self._stats, request, reason)
        if entry := request.cb_kwargs.get("entry"):
            self.looks.refused(entry, reason)
        quiet = purpose == "article" or request.meta.get(OPTIONAL)
        self.logger.log(
            logging.INFO if quiet else logging.WARNING,
            "%s was not read: %s (%s)",
            request.url,
            reason,
            str(failure.value) or type(failure.value).__name__,
        )

    @property
    def _stats(self) -> Any:  # noqa: ANN401 - StatsCollector, which Scrapy lets be None before the crawl
        return stats_of(self.crawler)
