"""Keeps Python's garbage collector from holding up the event loop."""

from __future__ import annotations

import gc
from typing import Final, Self

from scrapy import signals
from scrapy.crawler import Crawler

_YOUNG: Final = 7_000
"""Objects that are made before Python looks through them for garbage: ten times its own number. Most of what
a page leaves has gone by itself then, and need not be looked at."""


class SettledHeap:
    """Extension: what is there when a crawl begins (modules, classes, settings) stays to its end. To look
    through it for garbage again and again, as Python would, costs a tenth of a second each time."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        heap = cls()
        crawler.signals.connect(heap.settle, signals.engine_started)
        return heap

    def settle(self) -> None:
        gc.collect()
        gc.freeze()
        gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])
