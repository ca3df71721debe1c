"""What a host says of how often it may be asked, and what a crawl makes of it."""

from __future__ import annotations

import asyncio
import gzip
import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from crawls import OWN_SERVER, Answer, Site, crawl, lines, scrapy, serve, sitemap, story
from scrapy import Request
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from crawler.politeness import robots
from crawler.politeness.backoff import retry_after
from crawler.politeness.contact import missing_contact
from crawler.politeness.robots import RobotsObeyed
from crawler.politeness.rules import MAX_BYTES
from crawler.refusal import Refused

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (b"120", 120.0),
        (b" 0 ", 0.0),
        (b"1.5", 1.5),
        (b"Wed, 25 Nov 2026 12:01:00 GMT", 60.0),
        (b"Wed, 25 Nov 2026 11:00:00 GMT", 0.0),
        (b"Wed, 25 Nov 2026 12:01:00", 60.0),
        (b"9" * 400, 999_999_999_999.0),
        (b"-5", None),
        (b"nan", None),
        (b"inf", None),
        (b"1e999", None),
        (b"soon", None),
        (b"\xff\xfe", None),
        (b"Wed, 99 Foo 2026", None),
        (b"", None),
        (None, None),
    ],
)
def test_retry_after(value: bytes | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@pytest.fixture
def site() -> Iterator[Site]:
    stories = {f"/2026/05/story-number-{n}-of-many/": story(f"Story {n}") for n in range(4)}
    with serve({"/": Answer(b"<h1>Home</h1>"), **stories}) as served:
        served.answers["/sitemap.xml"] = sitemap(*(served.url + path for path in stories))
        served.answers["/robots.txt"] = Answer(f"Sitemap: {served.url}/sitemap.xml".encode())
        yield served


def run(site: Site, tmp_path: Path, *settings: str) -> Any:
    return crawl("news", tmp_path, "-a", f"url={site.url}", *OWN_SERVER, *settings)


def stories(site: Site) -> list[str]:
    return [path for path in site.asked if path.startswith("/2026/")]


def gaps(site: Site) -> list[float]:
    return [after - before for before, after in zip(site.moments, site.moments[1:], strict=False)]


def test_robots_that_answer_with_an_error_forbid_all(site: Site, tmp_path: Path) -> None:
    site.answers["/robots.txt"] = Answer(b"oops", 503)
    done = run(site, tmp_path, "-s", "ROBOTSTXT_RETRY_DELAYS=0.1", "-s", "RETRY_AFTER_MAX=0.1")
    assert set(site.asked) == {"/robots.txt"}
    assert "taken as disallowed" in done.log
    assert done.code == 1


def test_robots_that_come_later_in_the_run_are_obeyed(site: Site, tmp_path: Path) -> None:
    good = site.answers["/robots.txt"]
    site.answers["/robots.txt"] = Answer(b"oops", 500)
    site.after(1, "/robots.txt", good)
    done = run(site, tmp_path, "-s", "ROBOTSTXT_RETRY_DELAYS=0.1")
    assert done.stats["articles"] == 4


@pytest.mark.parametrize("status", [401, 404, 410])
def test_robots_that_are_not_there_allow_all(site: Site, tmp_path: Path, status: int) -> None:
    site.answers["/robots.txt"] = Answer(b"no", status)
    assert run(site, tmp_path).stats["articles"] == 4


def test_of_packed_robots_of_any_size_the_beginning_is_obeyed(site: Site, tmp_path: Path) -> None:
    paths = random.Random(7).sample(range(10**9), 200_000)
    rules = ["User-agent: *", "Disallow: /2026/05/story-number-2", *(f"Disallow: /{path}" for path in paths)]
    packed = gzip.compress("\n".join(rules).encode())
    assert len(packed) > 2 * MAX_BYTES
    site.answers["/robots.txt"] = Answer(packed, 200, {"Content-Encoding": "gzip"})
    assert run(site, tmp_path).code == 0
    assert sorted(stories(site)) == [f"/2026/05/story-number-{n}-of-many/" for n in (0, 1, 3)]


def test_robots_behind_redirects_to_another_host_are_obeyed(site: Site, tmp_path: Path) -> None:
    with serve() as other:
        there = other.url.replace("127.0.0.1", "localhost")
        other.answers["/rules"] = Answer(
            f"User-agent: *\nDisallow: /2026/\nSitemap: {site.url}/sitemap.xml".encode()
        )
        site.answers["/robots.txt"] = Answer(b"", 301, {"Location": f"{there}/rules"})
        done = run(site, tmp_path)
        assert other.asked == ["/rules"]
    assert stories(site) == []
    assert done.stats["no_article/robots"] == 4


@pytest.mark.parametrize("first", [200, 404])
def test_robots_are_asked_for_again_after_a_day(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a run that is longer than a day, what a site forbids from now on is not asked for any more."""
    asked: list[str] = []
    clock = SimpleNamespace(monotonic=lambda: hours * 3600)
    hours = 0.0

    async def download(request: Request) -> Response:
        asked.append(request.url)
        if len(asked) == 1:
            return Response(request.url, status=first, body=b"User-agent: *\nDisallow: /b\n")
        return Response(request.url, body=b"User-agent: *\nDisallow: /a\n")

    crawler: Any = get_crawler(settings_dict={"ROBOTSTXT_OBEY": True, "BOT_NAME": "Redline"})
    crawler.engine = SimpleNamespace(download_async=download)
    obeyed = RobotsObeyed(crawler)
    monkeypatch.setattr(robots, "time", clock)

    async def day() -> None:
        nonlocal hours
        for hour in (0, 12, 23.9):
            hours = hour
            await obeyed.process_request(Request("https://news.example/a"))
        assert asked == ["https://news.example/robots.txt"]
        hours = 24.1
        with pytest.raises(Refused, match="/a is disallowed"):
            await obeyed.process_request(Request("https://news.example/a"))
        await obeyed.process_request(Request("https://news.example/b"))

    asyncio.run(day())
    assert asked == ["https://news.example/robots.txt"] * 2


def test_crawl_delay_is_the_least_pause(site: Site, tmp_path: Path) -> None:
    site.answers["/robots.txt"] = Answer(
        f"User-agent: *\nCrawl-delay: 0.3\nSitemap: {site.url}/sitemap.xml".encode()
    )
    run(site, tmp_path, "-s", "AUTOTHROTTLE_ENABLED=True", "-a", "max_articles=3")
    after_robots = gaps(site)[2:]
    assert len(after_robots) >= 4
    assert min(after_robots) > 0.2


def test_a_crawl_delay_of_hours_is_capped_and_told(site: Site, tmp_path: Path) -> None:
    site.answers["/robots.txt"] = Answer(
        f"User-agent: *\nCrawl-delay: 7200\nSitemap: {site.url}/sitemap.xml".encode()
    )
    done = run(site, tmp_path, "-s", "CRAWL_DELAY_MAX=0.1")
    assert "asks for 7200 s between two requests; 0.1 s are kept" in done.log
    assert done.stats["articles"] == 4


def test_a_host_is_asked_again_when_it_says(site: Site, tmp_path: Path) -> None:
    path = next(path for path in site.answers if path.startswith("/2026/"))
    good = site.answers[path]
    site.answers[path] = Answer(b"busy", 429, {"Retry-After": "1"})
    site.after(1, path, good)
    done = run(site, tmp_path, "-s", "RETRY_ENABLED=True", "-s", "RETRY_TIMES=1")
    assert done.stats["articles"] == 4
    asked = [i for i, each in enumerate(site.asked) if each == path]
    assert len(asked) == 2
    assert site.moments[asked[0] + 1] - site.moments[asked[0]] > 0.9  # nothing else was asked meanwhile


def test_a_host_that_wants_more_than_the_limit_is_left_alone(site: Site, tmp_path: Path) -> None:
    path = next(path for path in site.answers if path.startswith("/2026/"))
    site.answers[path] = Answer(b"busy", 503, {"Retry-After": "86400"})
    done = run(site, tmp_path, "-s", "RETRY_ENABLED=True")
    assert stories(site) == [path]
    assert "asks to be left alone for 86,400 s" in done.log
    assert done.stats["no_article/retry_after"] >= 3


def test_a_host_that_keeps_failing_is_left_alone(site: Site, tmp_path: Path) -> None:
    for path in site.answers:
        if path.startswith("/2026/"):
            site.answers[path] = Answer(b"oops", 500)
    done = run(site, tmp_path, "-s", "HOST_MAX_ERRORS=2")
    assert len(stories(site)) == 2
    assert done.stats["no_article/host_failing"] == 2
    assert "left alone for the rest of the run: 2 requests in a row failed" in done.log


def test_a_host_that_answers_now_and_then_keeps_failing_too(site: Site, tmp_path: Path) -> None:
    for path in [path for path in site.answers if path.startswith("/2026/")][::2]:
        site.answers[path] = Answer(b"oops", 500)
    done = run(site, tmp_path, "-s", "HOST_ERROR_BUDGET=2")
    assert len(stories(site)) == 3
    assert done.stats["no_article/host_failing"] == 1
    assert "left alone for the rest of the run: 2 requests failed" in done.log


def test_a_host_has_a_budget_of_requests(site: Site, tmp_path: Path) -> None:
    done = run(site, tmp_path, "-s", "HOST_MAX_REQUESTS=14")
    assert len(site.asked) == 14
    assert done.stats["no_article/host_budget"] > 0


def test_a_crawl_that_waits_for_its_host_ends_when_it_is_told_to(site: Site, tmp_path: Path) -> None:
    path = next(path for path in site.answers if path.startswith("/2026/"))
    site.answers[path] = Answer(b"busy", 503, {"Retry-After": "500"})
    begun = time.monotonic()
    done = run(site, tmp_path, "-s", "CLOSESPIDER_TIMEOUT=3", "-s", "RETRY_ENABLED=True")
    assert done.stats["no_article/stopped"] > 0
    assert time.monotonic() - begun < 60


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({}, "CONTACT is not set"),
        ({"CONTACT": "me"}, "CONTACT=me is no URL and no e-mail address"),
        ({"CONTACT": "https://who.example/bot"}, None),
        ({"CONTACT": "who@news.example"}, None),
        ({"ALLOW_PRIVATE_ADDRESSES": True}, None),
    ],
)
def test_who_crawls_says_who_they_are(settings: dict[str, object], says: str | None) -> None:
    from scrapy.settings import Settings

    found = missing_contact(Settings(settings), "lawandcrime")
    assert found is None if says is None else says in str(found)


def test_a_live_site_is_not_crawled_without_a_contact(tmp_path: Path) -> None:
    done = scrapy("crawl", "lawandcrime", "-s", f"CORPUS_DIR={tmp_path}")
    assert done.code == 2
    assert "lawandcrime is not crawled: CONTACT is not set" in done.log
    assert lines(tmp_path) == []


def test_nothing_stands_in_line_when_a_host_says_that_it_is_too_much(site: Site, tmp_path: Path) -> None:
    """The files of opt-outs are asked for when the first article has come: beside the second one."""
    second = [path for path in site.answers if path.startswith("/2026/")][1]
    site.answers[second] = Answer(b"busy", 429, {"Retry-After": "9999"})
    done = run(site, tmp_path, "-s", "DOWNLOAD_DELAY=0.3")
    assert site.asked[-1] == second
    assert done.stats["host_given_up/retry_after"] == 1
