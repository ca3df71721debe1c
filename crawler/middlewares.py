"""Downloader middlewares: who is asking, and redirects that nobody loses."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Final, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.offsite import OffsiteMiddleware
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware, RedirectMiddleware
from scrapy.downloadermiddlewares.useragent import UserAgentMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.refusal import Refused
from crawler.responses import RECEIVED, headers_of, public
from output import timestamp
from output.archive import Fetched

HOPS: Final = "redline_hops"
"""Key in the meta of a request: the answers that redirected to it, in order, as an archive takes them."""

HOP_SIZE: Final = 16 * 1024
"""Bytes of the body of a redirect that are kept. It says where to go, and does so in its head."""


class ContactUserAgent(UserAgentMiddleware):
    """Scrapy's own, with the setting CONTACT added: `Redline/0.1 (…) (+https://who.example/)`."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = super().from_crawler(crawler)
        contact = crawler.settings.get("CONTACT")
        if contact:
            middleware.user_agent = f"{middleware.user_agent} (+{contact})"
        return middleware


class RefusedRedirect(Refused):
    """A redirect that is not followed."""


class CountedRedirect(RedirectMiddleware):
    """HTTP redirects. Scrapy's scheduler drops a redirect that leads offsite or to a page it has seen, and
    calls no errback. Here it fails before it is scheduled, so that the errback of its request hears of it.
    One that is followed is kept for the archive (`HOPS` in the meta of the next request)."""

    def process_response(
        self,
        request: Request,
        response: Response,
        spider: Spider | None = None,  # noqa: ARG002 - as in Scrapy
    ) -> Request | Response:
        with _naming(request):
            result = _checked(super().process_response(request, response), self.crawler)
        if isinstance(result, Request):
            _keep(result, request, _hop(request, response))
        return result


class CountedMetaRefresh(MetaRefreshMiddleware):
    """Redirects by `<meta http-equiv=refresh>`, in the same way; the page that has it is unpacked already.
    A page that cannot have it is not decoded to look for it."""

    def process_response(
        self,
        request: Request,
        response: Response,
        spider: Spider | None = None,  # noqa: ARG002 - as in Scrapy
    ) -> Request | Response:
        if not may_refresh(response.body):
            return response
        with _naming(request):
            result = _checked(super().process_response(request, response), self.crawler)
        if isinstance(result, Request):
            hop = _hop(request, response)
            received = request.meta.get(RECEIVED, hop.headers)
            _keep(result, request, dataclasses.replace(hop, headers=received, packed=False))
        return result


def may_refresh(body: bytes) -> bool:
    """Whether Scrapy, which looks into the first 4,096 characters of a page, may find a refresh there: by the
    word itself, as a character reference may spell it, or in an encoding of wide characters."""
    head = body[: 4 * 4096].lower()
    return b"refresh" in head or b"&#" in head or b"\0" in head


def _keep(following: Request, request: Request, hop: Fetched) -> None:
    following.meta.pop(RECEIVED, None)  # of the answer that leads on
    following.meta[HOPS] = (*request.meta.get(HOPS, ()), hop)


def _hop(request: Request, response: Response) -> Fetched:
    return Fetched(
        response.url,
        response.body[:HOP_SIZE],
        timestamp(datetime.now(UTC)),
        response.status,
        headers_of(response),
        public(headers_of(request)),
        packed=True,
        truncated=len(response.body) > HOP_SIZE,
        protocol=response.protocol or "HTTP/1.1",
    )


@contextmanager
def _naming(request: Request) -> Iterator[None]:
    """Gives Scrapy's own refusal, after REDIRECT_MAX_TIMES, its reason."""
    try:
        yield
    except RefusedRedirect:
        raise
    except ValueError as error:  # what Scrapy says of an address that it cannot ask for
        raise RefusedRedirect(
            "bad_redirect", f"{request.url}: redirects to no web address: {error}"
        ) from error
    except IgnoreRequest as error:
        raise RefusedRedirect("redirect_loop", f"{request.url}: {error}") from error


def _checked(result: Request | Response, crawler: Crawler) -> Request | Response:
    if isinstance(result, Response):
        return result
    came_by = result.meta["redirect_urls"]
    if result.url in came_by:
        raise RefusedRedirect("redirect_loop", f"{came_by[0]} redirects in a circle")
    offsite = crawler.get_downloader_middleware(OffsiteMiddleware)
    spider = crawler.spider
    allowed = result.dont_filter or result.meta.get("allow_offsite")
    if offsite and spider and not allowed and not offsite.should_follow(result, spider):
        raise RefusedRedirect("offsite", f"{came_by[0]} redirects to another site: {result.url}")
    return result
