"""Crawl-delay against Scrapy's own downloader and AutoThrottle: this fails where a new Scrapy has their parts otherwise."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from scrapy import Request, Spider, signals
from scrapy.core.downloader import Downloader, Slot
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.settings import default_settings
from scrapy.utils.misc import build_from_crawler
from scrapy.utils.test import get_crawler

from crawler import settings
from crawler.politeness.pace import JITTER, CrawlDelay
from crawler.politeness.rules import RobotsRules

URL = "https://news.example/a"


class Engine:
    """What the extensions know of Scrapy's engine."""

    def __init__(self, downloader: Downloader) -> None:
        self.downloader = downloader


@contextmanager
def made(asked: str | None, **more: object) -> Iterator[tuple[Crawler, Downloader]]:
    """A downloader with both extensions, in the order in which the settings make them."""
    given = {
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": 0.0,
        "DOWNLOAD_DELAY": 0.0,
        "CRAWL_DELAY_MAX": 60,
        "EXTENSIONS_BASE": {},
        "DOWNLOAD_HANDLERS": dict.fromkeys(("http", "https", "file", "ftp", "s3", "data")),
    }
    crawler = get_crawler(Spider, {**given, **more})
    crawler.spider = Spider("x")
    downloader = Downloader(crawler)
    crawler.engine = Engine(downloader)
    orders = default_settings.EXTENSIONS_BASE | settings.EXTENSIONS
    kinds = {
        "scrapy.extensions.throttle.AutoThrottle": AutoThrottle,
        "crawler.politeness.pace.CrawlDelay": CrawlDelay,
    }
    kept = [build_from_crawler(kinds[name], crawler) for name in sorted(kinds, key=lambda name: orders[name])]
    crawler.signals.send_catch_log(signals.spider_opened, spider=crawler.spider)
    downloader._get_slot(Request(URL))
    if asked is not None:
        rules = RobotsRules(f"User-agent: *\nCrawl-delay: {asked}".encode(), "Redline")
        crawler.signals.send_catch_log(signals.robots_parsed, robotparser=rules, request=Request(URL))
    yield crawler, downloader
    downloader.close()
    assert kept


def answer(crawler: Crawler, latency: float = 0.01) -> None:
    """What the downloader tells after a quick answer."""
    request = Request(URL, meta={"download_slot": "news.example", "download_latency": latency})
    response = Response(URL, request=request)
    crawler.signals.send_catch_log(
        signals.response_downloaded, response=response, request=request, spider=crawler.spider
    )


def pauses(slot: Slot) -> list[float]:
    return [slot.download_delay() for _ in range(500)]


def in_a_loop(test: Callable[[], None]) -> Callable[[], None]:
    """The downloader and its slots want an event loop that runs."""

    async def run() -> None:
        test()

    def with_loop() -> None:
        asyncio.run(run())

    return with_loop


@in_a_loop
def test_no_pause_is_shorter_than_was_asked_for_and_they_vary() -> None:
    with made("4") as (crawler, downloader):
        for _ in range(20):  # AutoThrottle would halve it each time
            answer(crawler)
        found = pauses(downloader.slots["news.example"])
    assert min(found) >= 4
    assert max(found) <= 4 * (1 + JITTER) / (1 - JITTER)
    assert max(found) - min(found) > 1


@in_a_loop
def test_autothrottle_alone_would_lower_it() -> None:
    """Else the test above proves nothing."""
    with made(None) as (crawler, downloader):
        downloader.slots["news.example"].delay = 4
        for _ in range(20):
            answer(crawler)
        assert downloader.slots["news.example"].delay < 1


@in_a_loop
def test_a_slow_host_is_given_more_than_it_asked_for() -> None:
    with made("1") as (crawler, downloader):
        answer(crawler, latency=9)
        assert min(pauses(downloader.slots["news.example"])) > 5


@in_a_loop
def test_a_slot_that_was_forgotten_begins_with_what_was_asked_for() -> None:
    with made("4") as (crawler, downloader):
        downloader.slots.clear()  # as after a minute or two in which nothing was asked
        request = Request(URL)
        downloader._get_slot(request)
        assert downloader.slots["news.example"].delay < 4
        crawler.signals.send_catch_log(
            signals.request_reached_downloader, request=request, spider=crawler.spider
        )
        assert min(pauses(downloader.slots["news.example"])) >= 4


@in_a_loop
def test_whoever_wants_no_jitter_has_none() -> None:
    with made("4", DOWNLOAD_DELAY_JITTER=0.0) as (_, downloader):
        assert set(pauses(downloader.slots["news.example"])) == {4}


@in_a_loop
def test_a_host_that_asks_for_nothing_is_left_as_it_is() -> None:
    with made(None) as (crawler, downloader):
        before = downloader.slots["news.example"].jitter
        answer(crawler)
        assert downloader.slots["news.example"].jitter == before == 0.5
