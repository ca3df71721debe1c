"""What became of each page goes into the state of the corpus: the next crawl asks for what is new or due."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response

from crawler.spiders.base import NewsSpider
from crawler.tally import NoArticle
from output import Article

_NOT_OF_THE_PAGE: Final = frozenset(
    ("over_max_articles", "outside_window", "not_written", "dropped", "error")
)
"""Reasons that lie with the run, not with the page: it is asked for again."""


class Outcomes:
    """Extension: notes the outcome of every article page. Those of requests that failed are noted by the
    spider, which hears of them."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        crawler.signals.connect(self.item_scraped, signal=signals.item_scraped)
        crawler.signals.connect(self.item_dropped, signal=signals.item_dropped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def item_scraped(self, item: object, response: Response | None) -> None:
        if isinstance(item, Article):
            published = datetime.fromisoformat(item.published) if item.published else None
            self._note(response, "article", item.id, published)

    def item_dropped(self, exception: DropItem, response: Response | None) -> None:
        if isinstance(exception, NoArticle) and exception.reason not in _NOT_OF_THE_PAGE:
            self._note(response, exception.reason, exception.article_id, exception.published)

    def _note(
        self, response: Response | None, outcome: str, article_id: str | None, published: datetime | None
    ) -> None:
        spider = self._crawler.spider
        request: Request | None = response.request if response is not None else None
        if isinstance(spider, NewsSpider) and request is not None:
            spider.note(request, outcome, response=response, article_id=article_id, published=published)
