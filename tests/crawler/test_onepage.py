from __future__ import annotations

import pytest
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.inputs import InputPage
from crawler.onepage import _OnePage

URL = "https://example.org/a"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (HttpError(Response(URL, status=404)), "the server answers with status 404"),
        (IgnoreRequest("Forbidden by robots.txt"), "Forbidden by robots.txt"),
        (TimeoutError(), "TimeoutError()"),
    ],
)
def test_a_failure_is_said_in_words(error: Exception, said: str) -> None:
    outcome: list[InputPage | str] = []
    _OnePage(URL, outcome).failed(Failure(error))
    assert outcome == [said]


def test_a_page_keeps_what_its_header_says() -> None:
    outcome: list[InputPage | str] = []
    headers = {"Content-Type": "text/html; charset=koi8-r"}
    _OnePage(URL, outcome).parse(HtmlResponse(URL, headers=headers, body=b"<p>"))
    assert outcome == [InputPage(b"<p>", URL, "text/html; charset=koi8-r")]
