"""What a spider makes of the documents that it is given; without a network."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.utils.test import get_crawler

from crawler.arguments import ArgumentError
from crawler.discovery import Entry
from crawler.frontier import ArticleUrls, Frontier, Paging
from crawler.items import Page
from crawler.looks import Looks
from crawler.responses import may_be_html
from crawler.spiders.base import NewsSpider
from crawler.spiders.news import AnySiteSpider
from crawler.spiders.sample import SampleSpider
from crawler.tally import PAGES, PURPOSE, stats_of
from crawler.traps import MAX_FRONT

HOME = "https://news.example"
STORY = f"{HOME}/2026/05/judge-rules-on-appeal/"


class ExampleSpider(NewsSpider):
    name = "example"
    allowed_domains = ["news.example"]  # noqa: RUF012 - as a site's file may write it
    feeds = (f"{HOME}/feed/",)


def spider_with(cls: type[NewsSpider] = ExampleSpider, known: Iterable[str] = (), **arguments: str) -> Any:
    crawler = get_crawler(cls, {"CORPUS_DIR": "no-corpus"})
    spider: Any = crawler._create_spider(**arguments)
    crawler.spider = spider
    corpus = frozenset(known)
    spider.looks = Looks(spider)
    spider.frontier = Frontier(
        ArticleUrls.of(spider.article_urls, spider.not_articles),
        spider.asked.window,
        lambda url: "news.example" in url,
        corpus,
    )
    spider.paging = Paging(spider.asked.max_pages, corpus)
    return spider


def counts(spider: NewsSpider) -> dict[str, int]:
    stats = stats_of(spider.crawler).get_stats()
    return {key.removeprefix("redline/"): count for key, count in stats.items() if key.startswith("redline/")}


def answer(body: str, url: str = f"{HOME}/feed/", purpose: str = "feed", cls: type = TextResponse) -> Any:
    return cls(url, body=body.encode(), request=Request(url, meta={PURPOSE: purpose}), encoding="utf-8")


@pytest.fixture(autouse=True)
def no_reactor(monkeypatch: pytest.MonkeyPatch) -> None:
    """None runs here, so nothing can be left for later."""
    monkeypatch.setattr("crawler.turns.SLICE", float("inf"))


def made_by(requests: AsyncIterator[Request]) -> list[Request]:
    """What a callback gives."""

    async def collected() -> list[Request]:
        return [request async for request in requests]

    return asyncio.run(collected())


def urls(requests: Iterable[Request]) -> list[str]:
    return [request.url for request in requests]


def feed(*items: tuple[str, str]) -> str:
    listed = "".join(f"<item><link>{url}</link><pubDate>{date}</pubDate></item>" for url, date in items)
    return f'<rss version="2.0"><channel>{listed}</channel></rss>'


MAY = "Mon, 04 May 2026 10:00:00 GMT"
APRIL = "Sat, 04 Apr 2026 10:00:00 GMT"


def test_each_entry_of_a_feed_is_asked_for_or_counted() -> None:
    spider = spider_with(since="2026-05-01", known=["news.example/2026/05/story-that-is-known"])
    stats_of(spider.crawler).set_value(PAGES, 0)  # as `begin` does
    document = feed(
        (f"{STORY}?utm_source=feed", MAY),
        (STORY, MAY),
        (f"{HOME}/2026/05/story-that-is-known/", MAY),
        (f"{HOME}/2026/04/story-that-is-too-old/", APRIL),
        ("https://other.example/2026/05/story-of-a-stranger/", MAY),
        (f"{HOME}/tag/appeals/", MAY),
    )
    requests = made_by(spider.parse_feed(answer(document)))
    assert urls(requests) == [STORY]
    assert requests[0].cb_kwargs["entry"] == Entry(STORY, published=datetime(2026, 5, 4, 10, tzinfo=UTC))
    assert counts(spider) == {
        "sources/feed": 1,
        "found": 5,
        "known": 1,
        "pages": 1,
        "not_fetched/outside_window": 1,
        "not_fetched/offsite": 1,
        "not_fetched/not_article": 1,
    }


def test_outside_of_a_crawl_listed_articles_are_not_counted() -> None:
    spider = spider_with()  # as `scrapy parse` has it: its start is never called
    assert urls(made_by(spider.parse_feed(answer(feed((STORY, MAY)))))) == [STORY]
    assert counts(spider) == {"sources/feed": 1}


def test_sitemaps_of_an_index_come_newest_first_and_not_older_than_since() -> None:
    children = {"a": "2026-05-02", "old": "2026-04-01", "b": "2026-05-09", "undated": ""}
    listed = "".join(
        f"<sitemap><loc>{HOME}/{name}.xml</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</sitemap>"
        for name, day in children.items()
    )
    index = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</sitemapindex>'
    spider = spider_with(since="2026-05-01")
    requests = made_by(spider.parse_sitemap(answer(index, f"{HOME}/sitemap.xml", "sitemap")))
    assert urls(requests) == [f"{HOME}/{name}.xml" for name in ("b", "a", "undated")]
    assert counts(spider) == {"sources/sitemap": 1, "sources/sitemap_too_old": 1}


def front(*paths: str, following: str = "") -> str:
    links = "".join(f'<h2><a href="{path}">A headline of some words</a></h2>' for path in paths)
    return f'<html><head><link rel="next" href="{following}"></head><body>{links}</body></html>'


def pages(spider: Any, *documents: str) -> list[list[str]]:
    """What each page of a front leads to."""
    return [
        urls(
            made_by(
                spider.parse_front(answer(document, f"{HOME}/crime/page/{number}/", "front", HtmlResponse))
            )
        )
        for number, document in enumerate(documents, 1)
    ]


def test_a_front_is_paged_until_a_page_brings_nothing_new() -> None:
    one, two = "/2026/05/one-story-of-many/", "/2026/05/two-story-of-many/"
    spider = spider_with()
    got = pages(spider, front(one, following="/crime/page/2/"), front(one, two, following="/crime/page/3/"))
    assert got == [[HOME + one, f"{HOME}/crime/page/2/"], [HOME + two, f"{HOME}/crime/page/3/"]]
    assert pages(spider, front(two, one, following="/crime/page/4/")) == [[]]


def test_paging_ends_where_all_is_known() -> None:
    spider = spider_with(known=["news.example/2026/05/one-story-of-many"])
    assert pages(spider, front("/2026/05/one-story-of-many/", following="/crime/page/2/")) == [[]]


def test_paging_goes_on_past_what_feeds_told_before() -> None:
    spider = spider_with()
    made_by(spider.parse_feed(answer(feed((f"{HOME}/2026/05/one-story-of-many/", MAY)))))
    got = pages(spider, front("/2026/05/one-story-of-many/", following="/crime/page/2/"))
    assert got == [[f"{HOME}/crime/page/2/"]]


def test_max_pages_bounds_all_listings() -> None:
    spider = spider_with(max_pages="1")
    got = pages(spider, front("/2026/05/one-story-of-many/", following="/crime/page/2/"))
    assert got[0][-1] == f"{HOME}/crime/page/2/"
    assert pages(spider, front("/2026/05/two-story-of-many/", following="/crime/page/3/")) == [
        [f"{HOME}/2026/05/two-story-of-many/"]
    ]
    assert counts(spider)["sources/front_over_max_pages"] == 1


def test_a_feed_that_is_a_page_is_told(caplog: pytest.LogCaptureFixture) -> None:
    spider = spider_with()
    assert made_by(spider.parse_feed(answer("<html><body>Not found</body></html>"))) == []
    assert counts(spider) == {"source_failed/feed/unreadable": 1}
    assert f"{HOME}/feed/" in caplog.text


SENTENCE = "The court heard the matter and ruled on it the same day, to everyone's surprise. "
PROSE = f"<p>{SENTENCE * 9}</p>"


def test_a_page_has_what_came_with_it() -> None:
    entry = Entry(STORY, title="Judge rules")
    body = f"<html><body><h1>Judge rules</h1>{PROSE}</body></html>".encode()
    headers = {"Content-Type": "text/html; charset=utf-8", "X-Robots-Tag": "noai"}
    response = HtmlResponse(STORY, body=body, headers=headers, request=Request(STORY))
    assert list(spider_with().parse(response, entry)) == [
        Page(
            STORY,
            body,
            "text/html; charset=utf-8",
            {"content-type": "text/html; charset=utf-8", "x-robots-tag": "noai"},
            entry,
            classify=True,
            received=(("Content-Type", "text/html; charset=utf-8"), ("X-Robots-Tag", "noai")),
        )
    ]


def test_a_page_does_not_print_its_body() -> None:
    assert "secret" not in repr(Page(STORY, b"secret"))


@pytest.mark.parametrize(
    ("headers", "body", "may_be"),
    [
        ({"Content-Type": "text/html"}, b"x", True),
        ({"Content-Type": "application/xhtml+xml; charset=utf-8"}, b"x", True),
        ({"Content-Type": "TEXT/PLAIN"}, b"x", True),
        ({"Content-Type": "image/jpeg"}, b"<html>", False),
        ({"Content-Type": "application/pdf"}, b"%PDF", False),
        ({"Content-Type": "application/json"}, b"{}", False),
        ({}, b"<html>", True),
        ({}, b"\x89PNG\r\n\x1a\n\x00\x01\x02", False),
        ({"Content-Type": "application/octet-stream"}, b"<!doctype html><html>", True),
    ],
)
def test_pages_are_told_by_their_type(*, headers: dict[str, str], body: bytes, may_be: bool) -> None:
    from scrapy.responsetypes import responsetypes

    cls = responsetypes.from_args(headers=Response(HOME, headers=headers).headers, url=HOME, body=body)
    assert may_be_html(cls(HOME, headers=headers, body=body)) is may_be


def test_a_page_that_arrived_is_a_duplicate() -> None:
    spider = spider_with()
    response = answer(f"<html><body>{PROSE}</body></html>", STORY, "article", HtmlResponse)
    assert len(list(spider.parse(response))) == 1
    assert list(spider.parse(response)) == []
    assert counts(spider) == {"no_article/duplicate": 1}


@pytest.mark.parametrize(
    ("url", "domains", "source"),
    [
        ("https://www.any.site/", ["any.site"], "any-site"),
        ("https://Law.Any.Site:8443/us/", ["law.any.site"], "law-any-site"),
        ("http://127.0.0.1:8000", ["127.0.0.1"], "127-0-0-1"),
    ],
)
def test_any_site_is_bounded_by_its_host(url: str, domains: list[str], source: str) -> None:
    spider = AnySiteSpider(url=url)
    assert (spider.allowed_domains, spider.source) == (domains, source)
    assert AnySiteSpider.allowed_domains == []


@pytest.mark.parametrize(
    ("cls", "arguments", "says"),
    [
        (AnySiteSpider, {}, "which site"),
        (AnySiteSpider, {"url": "any.site"}, "url=any.site is no web address"),
        (AnySiteSpider, {"url": "ftp://any.site/"}, "no web address"),
        (AnySiteSpider, {"url": HOME, "site": "x"}, "-a site=… is not known"),
        (SampleSpider, {"port": "http"}, "port=http is no port"),
        (SampleSpider, {"port": "65536"}, "port=65536 is no port"),
        (ExampleSpider, {"until": "soon"}, "until=soon is no date"),
    ],
)
def test_wrong_arguments_are_refused(cls: type[NewsSpider], arguments: dict[str, str], says: str) -> None:
    with pytest.raises(ArgumentError, match=says):
        cls(**arguments)


def test_a_front_that_links_without_end_is_a_trap() -> None:
    spider = spider_with()
    stats_of(spider.crawler).set_value(PAGES, 0)  # as a crawl begins
    links = "".join(f'<a href="/2026/05/judge-rules-in-case-{n}/">x</a>' for n in range(MAX_FRONT + 7))
    page = answer(f"<html><body>{links}</body></html>", f"{HOME}/", "front", HtmlResponse)
    assert len(made_by(spider.parse_front(page))) == MAX_FRONT
    assert counts(spider)["not_fetched/trap"] == 7
    assert counts(spider)["found"] == MAX_FRONT + 7
