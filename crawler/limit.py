"""No more pages are asked for than `max_articles` needs: those that are being cleaned may be enough."""

from __future__ import annotations

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.tally import ARTICLES, stats_of


class Limit:
    """Pauses the engine of a crawl while the pages in its pipelines, should all be articles, are enough."""

    def __init__(self, crawler: Crawler, articles: int) -> None:
        self._crawler = crawler
        self._articles = articles
        self._open = 0
        for signal in (signals.item_scraped, signals.item_dropped, signals.item_error):
            crawler.signals.connect(self._left, signal=signal)

    def entered(self) -> None:
        """A page has come into the pipelines."""
        self._open += 1
        self._set()

    def _left(self) -> None:
        self._open = max(0, self._open - 1)
        self._set()

    def _set(self) -> None:
        engine = self._crawler.engine
        written = stats_of(self._crawler).get_value(ARTICLES, 0)
        if self._open and self._open + written >= self._articles:
            engine.pause()
        else:
            engine.unpause()
