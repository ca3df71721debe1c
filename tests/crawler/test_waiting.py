"""Requests that wait come out as they went in, in the same order."""

from __future__ import annotations

import gc
from datetime import UTC, datetime
from typing import Any

import pytest
from queuelib.queue import BaseQueue
from scrapy import FormRequest, Request, Spider
from scrapy.utils.test import get_crawler

from crawler.discovery import Entry
from crawler.tally import PURPOSE
from crawler.waiting import PackedFifo

ENTRY = Entry("https://news.example/2026/05/a/", "Judge rules", datetime(2026, 5, 4, tzinfo=UTC), via="feed")


class Reader(Spider):
    name = "reader"

    def failed(self, _: Any) -> None: ...


@pytest.fixture
def spider() -> Reader:
    return Reader()


@pytest.fixture
def queue(spider: Reader) -> PackedFifo:
    crawler = get_crawler(Reader)
    crawler.spider = spider
    return PackedFifo.from_crawler(crawler, "key")


def article(spider: Reader, **fields: Any) -> Request:
    return Request(
        **{
            "url": ENTRY.url,
            "callback": spider.parse,
            "errback": spider.failed,
            "headers": {"If-None-Match": '"1"', "Accept": ["a", "b"]},
            "priority": 20,
            "meta": {PURPOSE: "article", "depth": 2},
            "cb_kwargs": {"entry": ENTRY},
            "flags": ["seen"],
        }
        | fields
    )


def fields(request: Request) -> dict[str, Any]:
    return {name: getattr(request, name) for name in Request.attributes}


def test_scrapy_takes_it_for_a_queue(queue: PackedFifo) -> None:
    assert isinstance(queue, BaseQueue)


def test_a_request_comes_out_as_it_went_in(queue: PackedFifo, spider: Reader) -> None:
    given = article(spider)
    queue.push(given)
    first, second = queue.peek(), queue.pop()
    assert first is not None
    assert second is not None
    assert fields(first) == fields(second) == fields(given)
    assert (len(queue), queue.pop(), queue.peek()) == (0, None, None)


def test_the_first_goes_first(queue: PackedFifo, spider: Reader) -> None:
    urls = [f"https://news.example/{number}" for number in range(5)]
    for number, url in enumerate(urls):
        queue.push(article(spider, url=url, meta={PURPOSE: "article" if number % 2 else "front"}))
    assert len(queue) == 5
    assert [getattr(queue.pop(), "url", None) for _ in urls] == urls


def test_nothing_looks_through_what_waits(queue: PackedFifo, spider: Reader) -> None:
    for number in range(50):
        queue.push(article(spider, url=f"{ENTRY.url}{number}"))
    assert not any(map(gc.is_tracked, queue._waiting))


@pytest.mark.parametrize(
    "fields",
    [
        {"meta": {PURPOSE: "sitemap"}},
        {"meta": {}},
        {"callback": print},
        {"errback": lambda _: None},
        {"cb_kwargs": {"made": (number for number in ())}},
    ],
)
def test_what_is_no_plain_request_for_an_article_is_held_as_it_is(
    queue: PackedFifo, spider: Reader, fields: dict[str, Any]
) -> None:
    given = article(spider, **fields)
    queue.push(given)
    assert queue.pop() is given


def test_a_request_of_another_class_stays_of_that_class(queue: PackedFifo) -> None:
    given = FormRequest("https://news.example/", meta={PURPOSE: "article"})
    queue.push(given)
    assert queue.pop() is given


def test_it_can_be_emptied(queue: PackedFifo, spider: Reader) -> None:
    queue.push(article(spider))
    queue.clear()
    queue.close()
    assert queue.pop() is None
