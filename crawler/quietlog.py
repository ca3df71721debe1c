"""Log records that nobody reads are not made."""

from __future__ import annotations

import logging
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler


class QuietLog:
    """Extension: Scrapy leaves the level to the handlers, and so puts together two records a page, and more,
    for all of them to turn down. What no handler takes is turned down at once."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        quiet = cls()
        crawler.signals.connect(quiet.settle, signals.engine_started)
        return quiet

    def settle(self) -> None:
        """Handlers stand by now, in the order in which Scrapy makes them. Its own loggers have a level of
        theirs, which goes before the root's."""
        levels = [handler.level for handler in logging.root.handlers]
        own = logging.getLogger("scrapy")
        for logger in (logging.root, own) if not own.handlers else (logging.root,):
            if levels and logger.level < min(levels):
                logger.setLevel(min(levels))
