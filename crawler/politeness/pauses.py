"""Waiting in a crawl that may end meanwhile."""

from __future__ import annotations

import time
from typing import Final, cast

from scrapy.crawler import Crawler
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.interfaces import IReactorTime
from twisted.internet.task import deferLater

from crawler.standstill import is_ending

_LOOK: Final = 0.5  # seconds between looks at whether the crawl ends


async def pause(crawler: Crawler, seconds: float) -> bool:
    """Waits, and tells whether the crawl goes on: False where it is ending, as soon as that is known."""
    from twisted.internet import reactor  # noqa: PLC0415 - importing it installs one: Scrapy does that

    until = time.monotonic() + seconds
    while not is_ending(crawler):
        left = until - time.monotonic()
        if left <= 0:
            return True
        await maybe_deferred_to_future(deferLater(cast("IReactorTime", reactor), min(left, _LOOK)))
    return False
