"""Crawl-delay of robots.txt as the least pause between two requests to a host.

Scrapy reads it and leaves it at that; AutoThrottle would lower the delay again after each quick answer, and a
host that was not asked for a minute or two would begin with the delay of all again.
"""

from __future__ import annotations

import logging
import math
from typing import Final, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler

from crawler.politeness.rules import RobotsRules

logger = logging.getLogger(__name__)

JITTER: Final = 0.2
"""Pauses of a host that asks for a least one vary by so much, up and down, around a delay that is as much
longer: so no pause is shorter than was asked for, and none more than half as long again."""


class CrawlDelay:
    """Extension: keeps the delay of each host at what its robots.txt asks for, or above.

    It looks at the host's slot in the downloader when a request comes into it and after each answer, behind
    AutoThrottle, whose signal this extension takes after it (see EXTENSIONS).
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._most = crawler.settings.getfloat("CRAWL_DELAY_MAX")
        self.floors: dict[str, float] = {}
        """Seconds, by the key of a downloader's slot."""
        crawler.signals.connect(self.robots_parsed, signal=signals.robots_parsed)
        crawler.signals.connect(self.keep, signal=signals.request_reached_downloader)
        crawler.signals.connect(self.keep, signal=signals.response_downloaded)

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
        self.floors[self._crawler.engine.downloader.get_slot_key(request)] = delay
        self.keep(request)

    def keep(self, request: Request) -> None:
        """Puts the delay of the request's host up to where no pause can be too short."""
        downloader = self._crawler.engine.downloader
        key = downloader.get_slot_key(request)
        floor = self.floors.get(key)
        slot = downloader.slots.get(key)
        if floor is not None and slot is not None:
            slot.jitter = min(slot.jitter, JITTER)
            slot.delay = max(slot.delay, floor / (1 - slot.jitter))
