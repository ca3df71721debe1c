"""The bundled sample site, served on this machine for the time of the crawl."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import ExitStack
from typing import Any, ClassVar, Final, Self

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.arguments import ArgumentError
from crawler.sample import serve
from crawler.spiders.base import NewsSpider

PORT: Final = 8421
HOME: Final = f"http://127.0.0.1:{PORT}"
"""The port belongs to the articles' addresses and so to their ids: the same on each run, where it is free."""


class SampleSpider(NewsSpider):
    """`-a port=0` serves the site on any free port. For `scrapy parse` and `shell` serve it apart, with
    `python -m crawler.sample`."""

    name = "sample"
    allowed_domains: ClassVar = ["127.0.0.1"]
    feeds = (f"{HOME}/feed/", f"{HOME}/blog/feeds/posts/default")
    sitemaps = (f"{HOME}/news-sitemap.xml", f"{HOME}/sitemap.xml")
    fronts = (
        f"{HOME}/",
        f"{HOME}/crime/",
        f"{HOME}/courts/",
        f"{HOME}/appeals/",
        f"{HOME}/practice/",
        f"{HOME}/legal/",
        f"{HOME}/blog/",
    )
    furniture: ClassVar = {
        "newsletter": ("#lnn-promo", ".o-promo-unit"),
        "credit": (".c-image-credit",),
    }
    own_arguments = ("port",)
    known = "live"
    evidence = "the project's own"

    custom_settings: dict[Any, Any] | None = {  # noqa: RUF012 - declared so by Scrapy
        "ALLOW_PRIVATE_ADDRESSES": True,  # loopback
        "DOWNLOAD_DELAY": 0,  # nobody else's server
        "AUTOTHROTTLE_ENABLED": False,
    }

    def __init__(self, name: str | None = None, port: str = str(PORT), **arguments: str) -> None:
        if not port.isdecimal() or int(port) > 65535:
            raise ArgumentError(f"port={port} is no port: give 0 (any that is free) to 65535")
        super().__init__(name, **arguments)
        self.port = int(port)
        self.home = HOME
        self._server = ExitStack()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ANN401 - as in Scrapy
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.stop, signals.spider_closed)
        return spider

    def serve(self) -> None:
        """Serves the site until the crawl ends; a port that is taken is no reason to give up."""
        try:
            site = self._server.enter_context(serve(self.port))
        except OSError as error:
            site = self._server.enter_context(serve(0))
            self.logger.warning(
                "port %d cannot be had (%s): the sample site is at %s, and its articles have other ids there",
                self.port,
                error,
                site.url,
            )
        self.home = site.url

    def stop(self) -> None:
        self._server.close()

    async def start(self) -> AsyncIterator[Any]:
        self.begin()
        self.serve()
        for request in self.sources(
            self._here(self.feeds), self._here(self.sitemaps), self._here(self.fronts)
        ):
            yield request

    def _here(self, urls: Iterable[str]) -> list[str]:
        return [self.home + url.removeprefix(HOME) for url in urls]
