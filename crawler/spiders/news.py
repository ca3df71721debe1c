"""Any news site at all: `scrapy crawl news -a url=https://any.site/`."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any, Final

from scrapy import Request
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from crawler.arguments import ArgumentError
from crawler.discovery import Sources, normalize_url, site_host, usual_feeds, usual_sitemaps
from crawler.failures import reason_of
from crawler.guards import has_credentials
from crawler.reading import Guide, ReadGuide
from crawler.safelog import harmless
from crawler.spiders.base import NewsSpider
from crawler.tally import OPTIONAL, PURPOSE, settle, stats_of

HOME: Final = 100
"""Priority of the home page and robots.txt: all else follows from them."""


_ADVICE: Final = ". See whether a browser shows it, and give the address that the browser ends at"
_REFUSED_HERE: Final = frozenset({"robots", "private_address"})  # what a browser shows says nothing of it
_UNREACHABLE: Final = frozenset({"dns", "connection", "private_address"})


class AnySiteSpider(NewsSpider):
    """Finds the feeds, sitemaps and fronts of the site at `url` by itself.

    Feeds are those that the home page declares, else those at the usual addresses; sitemaps those of
    robots.txt and the home page, else those at the usual addresses. The home page and the sections in its
    menus are followed as fronts, up to `max_pages`. Articles are told from other pages by their address, then
    by the page, then by what cleaning finds on it.
    """

    name = "news"
    allowed_domains: list[str] = []  # noqa: RUF012 - Scrapy's; set for each crawl
    own_arguments = ("url",)
    known = "unverified"
    evidence = "Nothing is known of the site beforehand."

    def __init__(self, name: str | None = None, url: str = "", **arguments: str) -> None:
        super().__init__(name, **arguments)
        self.url = _checked(url)
        # the host without "www.", and hosts below it
        self.allowed_domains = [site_host(self.url)]
        self._sitemaps: list[str] = []
        self._waiting = {"home", "robots"}
        self._feeds_found = False

    @property
    def source(self) -> str:
        """The host as a name for files: `any-site` for https://www.any.site/."""
        return re.sub(r"[^a-z0-9_-]+", "-", site_host(self.url)).strip("-") or self.name

    async def start(self) -> AsyncIterator[Any]:
        """Asks for the home page and robots.txt."""
        self.begin()
        self.frontier.first_time(self.url)
        robots = re.sub(r"^(https?://[^/?#]+).*", r"\1/robots.txt", self.url)
        yield self._first(self.url, "home", self.parse_home)
        yield self._first(robots, "robots", self.parse_robots)

    def _first(self, url: str, purpose: str, callback: Any) -> Request:  # noqa: ANN401 - a bound method
        meta = {PURPOSE: purpose, OPTIONAL: purpose == "robots", "dont_obey_robotstxt": purpose == "robots"}
        return Request(url, callback, errback=self.first_failed, priority=HOME, meta=meta)

    async def parse_home(self, response: Response) -> AsyncIterator[Request]:
        """Sources that the home page names, and its own links."""
        async for request in self.turns.take(self._from_home(response)):
            yield request

    async def parse_robots(self, response: Response) -> AsyncIterator[Request]:
        """Sitemaps that robots.txt names."""
        async for request in self.turns.take(self._from_robots(response)):
            yield request

    async def _from_home(self, response: Response) -> AsyncIterator[Request]:
        found = await self._guide("home", response, response.body)
        feeds = [feed for feed in found.feeds if feed] if found else []
        self._feeds_found = bool(feeds)
        for request in self.sources(feeds or usual_feeds(response.url), optional=not feeds):
            yield request
        if found and self.paging.take():
            async for request in self._from_front(response):
                yield request
        for request in self.sources(fronts=found.fronts if found else ()):
            yield request
        for request in self._sitemaps_from("home", list(found.sitemaps) if found else []):
            yield request

    async def _from_robots(self, response: Response) -> AsyncIterator[Request]:
        found = await self._guide(
            "robots", response, response.body if isinstance(response, TextResponse) else b""
        )
        for request in self._sitemaps_from("robots", list(found.sitemaps) if found else []):
            yield request

    async def _guide(self, what: Guide, response: Response, body: bytes) -> Sources | None:
        """Where a response says that listings are; None where it could not be read."""
        found = await self.ask(ReadGuide(what, response.url, body), response)
        return found if isinstance(found, Sources) else None

    def _sitemaps_from(self, origin: str, sitemaps: list[str]) -> Iterator[Request]:
        """Requests for the sitemaps; for those at the usual addresses once both origins named none."""
        self._waiting.discard(origin)
        self._sitemaps += sitemaps
        usual = not self._sitemaps and not self._waiting
        yield from self.sources(sitemaps=usual_sitemaps(self.url) if usual else sitemaps, optional=usual)

    def first_failed(self, failure: Failure) -> Iterator[Request]:
        """Goes on without robots.txt; without the home page, with what lies at the usual addresses, unless
        nothing answers there at all."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        purpose, reason = request.meta[PURPOSE], reason_of(failure.value)
        settle(stats_of(self.crawler), request, reason)
        if purpose == "home":
            self.logger.error(
                "%s: the home page %s was not read: %s (%s)%s",
                self.source,
                request.url,
                reason,
                failure.value,
                "" if reason in _REFUSED_HERE else _ADVICE,
            )
        if reason in _UNREACHABLE:
            return
        if purpose == "home":
            yield from self.sources(usual_feeds(request.url), optional=True)
        yield from self._sitemaps_from(purpose, [])


def _checked(url: str) -> str:
    if not url:
        raise ArgumentError("which site? Give its address: scrapy crawl news -a url=https://any.site/")
    address = normalize_url(url)
    if not re.match(r"https?://", address) or not site_host(address):
        raise ArgumentError(
            f"url={harmless(url)} is no web address: give a whole one, as in url=https://any.site/"
        )
    if has_credentials(address):
        raise ArgumentError(
            f"url={harmless(address)}: the address has a user name or a password. Leave them out"
        )
    return address
