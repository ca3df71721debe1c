from __future__ import annotations

from typing import Any

import pytest
from rich.console import Console
from scrapy import Request, Spider
from scrapy.exceptions import DropItem
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from crawler.summary import summary
from crawler.tally import OPTIONAL, PAGES, PURPOSE, NoArticle, Tally, settle, stats_of, under

URL = "https://news.example/a"
ARTICLE = {PURPOSE: "article"}


@pytest.fixture
def tally() -> Tally:
    return Tally.from_crawler(get_crawler())


def counts(tally: Tally) -> dict[str, int]:
    return under(tally.stats, "redline/")


def test_each_way_out_of_the_pipelines_is_counted(tally: Tally) -> None:
    tally.item_scraped({"any": "item"})
    tally.item_dropped(NoArticle("duplicate"))
    tally.item_dropped(DropItem("by a pipeline of somebody else's"))
    tally.item_error()
    assert counts(tally) == {
        "articles": 1,
        "no_article/duplicate": 1,
        "no_article/dropped": 1,
        "no_article/error": 1,
    }


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        (ARTICLE, {"no_article/http_404": 1}),
        ({PURPOSE: "feed"}, {"source_failed/feed/http_404": 1}),
        ({PURPOSE: "feed", OPTIONAL: True}, {"source_absent/feed": 1}),
        ({}, {}),  # of scrapy shell
    ],
)
def test_a_request_is_settled_by_its_purpose(tally: Tally, meta: dict[str, Any], expected: Any) -> None:
    settle(tally.stats, Request(URL, meta=meta), "http_404")
    assert counts(tally) == expected


def test_errors_of_callbacks_and_dropped_redirects_are_counted(tally: Tally) -> None:
    tally.spider_error(Response(URL, request=Request(URL, meta=ARTICLE)))
    tally.request_dropped(Request(URL, meta=ARTICLE))
    assert counts(tally) == {"no_article/duplicate": 1, "no_article/error": 1}


def test_what_was_not_answered_when_a_crawl_was_stopped_was_not_fetched(tally: Tally) -> None:
    tally.stats.set_value(PAGES, 5)
    tally.item_scraped({})
    tally.item_dropped(NoArticle("duplicate"))
    tally.spider_closed(Spider("example"), "closespider_itemcount")
    assert counts(tally) == {"pages": 2, "articles": 1, "no_article/duplicate": 1, "not_fetched/stopped": 3}


def test_a_page_that_was_lost_is_told(tally: Tally, caplog: pytest.LogCaptureFixture) -> None:
    tally.stats.set_value(PAGES, 5)
    tally.spider_closed(Spider("example"), "finished")
    assert "example: 5 of 5 pages have no outcome" in caplog.text


def test_the_table_has_what_was_counted() -> None:
    stats = stats_of(get_crawler())
    for key, count in {
        "pages": 1234,
        "articles": 1200,
        "removed/caption": 7,
        "no_article/robots": 34,
        "known": 10,
        "not_fetched/offsite": 2,
        "source_failed/feed/http_404": 1,
    }.items():
        stats.set_value(f"redline/{key}", count)
    console = Console(width=80)
    with console.capture() as printed:
        console.print(summary(stats, title="example"))
    assert [" ".join(line.split()) for line in printed.get().splitlines()] == [
        "example",
        "pages 1,234",
        "articles 1,200",
        "cut from them 7",
        "caption 7",
        "pages that are no article 34",
        "disallowed by robots.txt 34",
        "addresses not asked for 12",
        "in the corpus already 10",
        "leads to another site 2",
        "feeds, sitemaps and fronts not read 1",
        "feed/http 404 1",
    ]
