"""The pages that are on their way through the pipelines, for what has to see them as they came."""

from __future__ import annotations

from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.items import Page
from crawler.responses import public
from output.archive import Fetched


class InHand:
    """Item pipeline, the first: keeps each `Page`, without a copy, until it has become an article or none."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        pages = cls(crawler)
        for ended in (signals.item_scraped, signals.item_dropped, signals.item_error):
            crawler.signals.connect(pages.ended, ended)
        return pages

    def process_item(self, item: Any) -> Any:  # noqa: ANN401 - other items pass
        if isinstance(item, Page):
            vars(self.crawler.spider).setdefault("in_hand", {})[item.url] = item
        return item

    def ended(self, response: Response | None, spider: Any) -> None:  # noqa: ANN401 - any spider
        if response is not None:
            vars(spider).get("in_hand", {}).pop(response.url, None)


def fetched(spider: object, url: str, moment: str) -> Fetched | None:
    """The page that came from `url`, as an archive takes it; None where it is not in hand."""
    page: Page | None = vars(spider).get("in_hand", {}).get(url)
    return None if page is None else as_fetched(page, moment)


def as_fetched(page: Page, moment: str = "") -> Fetched:
    """A page as an archive takes it; `moment` is when it came."""
    received = page.received or tuple(page.headers.items())
    request = public(page.request_headers)
    return Fetched(
        page.url,
        page.body,
        moment,
        page.status,
        received,
        request,
        page.via,
        hops=page.hops,
        protocol=page.protocol,
    )
