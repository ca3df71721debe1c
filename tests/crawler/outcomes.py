"""Extension for tests: writes down what became of each page, where the stats only count. A tab-separated line
`address, outcome` for each, in the file that the environment variable OUTCOMES names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler

from crawler import listings, tally
from crawler.spiders import base

_settle = tally.settle


class Outcomes:
    def __init__(self) -> None:
        self.file = Path(os.environ["OUTCOMES"])

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        outcomes = cls()

        def settle(stats: Any, request: Request | None, reason: str) -> None:
            if request is not None:
                outcomes.write(first_of(request), reason)
            _settle(stats, request, reason)

        base.settle = listings.settle = tally.settle = settle
        crawler.signals.connect(outcomes.scraped, signals.item_scraped)
        crawler.signals.connect(outcomes.dropped, signals.item_dropped)
        return outcomes

    def scraped(self, response: Any) -> None:
        self.write(first_of(response.request), "article")

    def dropped(self, response: Any, exception: Exception) -> None:
        self.write(first_of(response.request), getattr(exception, "reason", "dropped"))

    def write(self, url: str, outcome: str) -> None:
        with self.file.open("a") as file:
            file.write(f"{url}\t{outcome}\n")


def first_of(request: Request) -> str:
    """The address that was listed, whatever it redirected to."""
    urls = request.meta.get("redirect_urls")
    return urls[0] if urls else request.url
