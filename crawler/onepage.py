"""Fetches one page as a crawl would: with the project's settings, so robots.txt is obeyed and addresses that
are not public are refused."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler, CrawlerProcessBase
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.inputs import InputPage


class FetchError(Exception):
    """The page could not be had; the message says why."""


class _OnePage(Spider):
    name = "onepage"

    def __init__(self, url: str, outcome: list[InputPage | str], **kwargs: Any) -> None:  # noqa: ANN401 - as in Scrapy
        super().__init__(**kwargs)
        self.url = url
        self.outcome = outcome

    async def start(self) -> AsyncIterator[Request]:
        yield Request(self.url, callback=self.parse, errback=self.failed, dont_filter=True)

    def parse(self, response: Response, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 - as in Scrapy
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        self.outcome.append(InputPage(response.body, response.url, content_type))

    def failed(self, failure: Failure) -> None:
        error = failure.value
        if isinstance(error, HttpError):
            self.outcome.append(f"the server answers with status {error.response.status}")
        else:
            self.outcome.append(str(error) or repr(error))


def fetch(process: CrawlerProcessBase, url: str) -> InputPage:
    """The page at `url`, after redirects. FetchError where there is none: robots.txt forbids it, the status
    is an error, the host does not answer. Runs the process to its end: once in a process' life."""
    settings = process.settings.copy()
    for name in ("ITEM_PIPELINES", "EXTENSIONS"):  # nothing is stored or reported of a single look
        settings.set(name, {}, priority="cmdline")
    outcome: list[InputPage | str] = []
    process.crawl(Crawler(_OnePage, settings), url=url, outcome=outcome)
    process.start()
    if not outcome:
        raise FetchError("the request was dropped: -L DEBUG shows where")
    if isinstance(outcome[0], str):
        raise FetchError(outcome[0])
    return outcome[0]
