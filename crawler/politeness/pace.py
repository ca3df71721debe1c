"""Crawl-delay of robots.txt as the least pause between two requests to a host.

Scrapy reads it and leaves it at that; AutoThrottle would lower the delay again after each quick answer.
"""

from __future__ import annotations

import logging
import math
from typing import Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response

from crawler.politeness.rules import RobotsRules

logger = logging.getLogger(__name__)


class CrawlDelay:
    """Extension: keeps the delay of each host at what its robots.txt asks for, or above."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._most = crawler.settings.getfloat("CRAWL_DELAY_MAX")
        self.floors: dict[str, float] = {}  # by the key of a downloader's slot
        crawler.signals.connect(self.robots_parsed, signal=signals.robots_parsed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def robots_parsed(self, robotparser: RobotsRules, request: Request) -> None:
        asked = robotparser.crawl_delay()
        if asked is None or not math.isfinite(asked) or asked <= 0:
            return
        delay = min(asked, self._most)
        if delay < asked:
            logger.warning(
                "%s: robots.txt asks for %g s between two requests; %g s are kept (CRAWL_DELAY_MAX)",
                request.url,
                asked,
                delay,
            )
        downloader = self._crawler.engine.downloader
        key = downloader.get_slot_key(request)
        self.floors[key] = delay
        if (slot := downloader.slots.get(key)) is not None:
            slot.jitter = 0  # half of it would be less than was asked for
            slot.delay = max(slot.delay, delay)


class PoliteThrottle(AutoThrottle):
    """Scrapy's AutoThrottle, which does not go below the least delay of a host."""

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        super()._response_downloaded(response, request, spider)
        key, slot = self._get_slot(request, spider)
        kept = self.crawler.get_extension(CrawlDelay)
        if slot is not None and key is not None and kept is not None:
            slot.delay = max(slot.delay, kept.floors.get(key, 0.0))
