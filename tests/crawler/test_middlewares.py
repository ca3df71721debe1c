from __future__ import annotations

from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError, DownloadTimeoutError, IgnoreRequest
from scrapy.http import HtmlResponse, Response
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.utils.test import get_crawler

from crawler.failures import reason_of
from crawler.guards import RefusedAddress
from crawler.middlewares import (
    ContactUserAgent,
    CountedMetaRefresh,
    CountedRedirect,
    RefusedRedirect,
    may_refresh,
)
from crawler.refusal import Refused

HOME = "https://news.example"


class Offsite:
    """Stands for Scrapy's: one host is the site."""

    def should_follow(self, request: Request, _: object) -> bool:
        return request.url.startswith(HOME)


def redirect(cls: type[Any], url: str, response: Response, **meta: Any) -> Any:
    crawler: Any = get_crawler()
    crawler.spider = crawler._create_spider("example")
    crawler.get_downloader_middleware = lambda _: Offsite()
    return cls.from_crawler(crawler).process_response(Request(url, meta=meta), response)


def moved(to: str) -> Response:
    return Response(f"{HOME}/a", status=301, headers={"Location": to})


def test_a_redirect_within_the_site_is_followed() -> None:
    followed = redirect(CountedRedirect, f"{HOME}/a", moved("/b"))
    assert (followed.url, followed.meta["redirect_urls"]) == (f"{HOME}/b", [f"{HOME}/a"])


def test_another_answer_passes() -> None:
    response = Response(f"{HOME}/a")
    assert redirect(CountedRedirect, f"{HOME}/a", response) is response


@pytest.mark.parametrize(
    ("to", "meta", "reason"),
    [
        ("https://other.example/", {}, "offsite"),
        ("/a", {}, "redirect_loop"),
        ("/before", {"redirect_urls": [f"{HOME}/before"]}, "redirect_loop"),
        ("/b", {"redirect_times": 20}, "redirect_loop"),
    ],
)
def test_a_redirect_that_leads_nowhere_fails_with_its_reason(
    to: str, meta: dict[str, Any], reason: str
) -> None:
    with pytest.raises(RefusedRedirect) as refused:
        redirect(CountedRedirect, f"{HOME}/a", moved(to), **meta)
    assert refused.value.reason == reason
    assert f"{HOME}/" in str(refused.value)


def test_a_redirect_may_leave_the_site_where_its_request_may() -> None:
    followed = redirect(
        CountedRedirect, f"{HOME}/feed/", moved("https://feeds.example/x"), allow_offsite=True
    )
    assert followed.url == "https://feeds.example/x"


def test_a_refresh_is_judged_as_a_redirect_is() -> None:
    refresh = b'<html><head><meta http-equiv="refresh" content="0; url=https://other.example/"></head></html>'
    with pytest.raises(RefusedRedirect, match="redirects to another site"):
        redirect(CountedMetaRefresh, f"{HOME}/a", HtmlResponse(f"{HOME}/a", body=refresh))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "shift_jis", "gb18030"])
@pytest.mark.parametrize("word", ["refresh", "ReFresh", "&#114;efresh"])
def test_a_page_that_may_refresh_is_looked_into(encoding: str, word: str) -> None:
    tag = f"<meta http-equiv={word} content='0; url=/b'>"
    assert may_refresh(("\u4e2d" * 4000 + tag).encode(encoding))
    html = HtmlResponse(f"{HOME}/a", body=tag.encode(encoding), encoding=encoding)
    assert word.startswith("&") or redirect(CountedMetaRefresh, f"{HOME}/a", html).url == f"{HOME}/b"


def test_a_page_that_says_nothing_of_it_is_not_decoded() -> None:
    html = HtmlResponse(f"{HOME}/a", body=b"<html><p>A page." + b" " * 20_000 + b"refresh")
    assert not may_refresh(html.body)
    assert redirect(CountedMetaRefresh, f"{HOME}/a", html) is html
    assert html._cached_ubody is None


@pytest.mark.parametrize(
    ("contact", "agent"),
    [("", b"Redline/0.1"), ("https://who.example/", b"Redline/0.1 (+https://who.example/)")],
)
def test_the_user_agent_names_the_contact(contact: str, agent: bytes) -> None:
    crawler = get_crawler(settings_dict={"USER_AGENT": "Redline/0.1", "CONTACT": contact})
    request = Request(HOME)
    ContactUserAgent.from_crawler(crawler).process_request(request)
    assert request.headers["User-Agent"] == agent


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (HttpError(Response(HOME, status=410)), "http_410"),
        (RefusedRedirect("offsite", ""), "offsite"),
        (RefusedAddress(""), "private_address"),
        (CannotResolveHostError(""), "dns"),
        (DownloadTimeoutError(""), "timeout"),
        (Refused("robots_unreachable", "no answer"), "robots_unreachable"),
        (IgnoreRequest("Filtered offsite request to 'x'"), "offsite"),
        (IgnoreRequest("a middleware of somebody else's"), "ignored"),
        (ValueError("?"), "error"),
        (None, "error"),
    ],
)
def test_a_failure_has_a_name(error: Exception | None, reason: str) -> None:
    assert reason_of(error) == reason
