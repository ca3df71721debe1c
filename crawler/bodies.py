"""Downloader middleware: what an answer carries is unpacked within a limit, and taken only where it is whole.

It stands in the place of Scrapy's HttpCompressionMiddleware. An answer that is cut off is asked for again, as
often as RETRY_TIMES allows; then a page fails, and is counted as `cut_off`. A feed or sitemap is read as far
as it came, since each entry of it is whole or not there (`SALVAGE` in the meta of its request).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Response, TextResponse
from scrapy.responsetypes import responsetypes
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.threads import deferToThread

from crawler.refusal import Refused
from crawler.responses import RECEIVED, STOPPED, headers_of
from crawler.unpacking import Unpacked, Wrong, unpack

SALVAGE: Final = "redline_salvage"
"""Key in the meta of a request: whether what came of a cut-off answer is of use."""

CUT_OFF: Final = "cut_off"
"""Flag of a response that is not whole."""

_ACCEPTED: Final = "gzip, deflate, br, zstd"
_OPENS: Final = re.compile(rb"<(html|body)\b", re.IGNORECASE)
_CLOSES: Final = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)
_SEARCHED: Final = 4096

_QUICK: Final = 1 << 20
"""Bytes of content that take a few milliseconds to unpack: more than nearly any page has."""

_MESSAGES: Final[dict[Wrong, str]] = {
    "cut_off": "{url}: cut off after {size:,} bytes",
    "damaged": "{url}: the content encoding {encodings} is damaged after {size:,} bytes",
    "too_large": "{url}: unpacks to more than {limit:,} bytes; DOWNLOAD_MAXSIZE sets the limit",
}


class RefusedBody(Refused):
    """An answer of no use: `cut_off`, `damaged` or `too_large`."""

    def __init__(self, reason: Wrong, message: str) -> None:
        super().__init__(reason, message)


class WholeBodies:
    """See the module."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.limit = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self.retries = crawler.settings.getbool("RETRY_ENABLED")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        request.headers.setdefault("Accept-Encoding", _ACCEPTED)

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        if request.method == "HEAD":
            return response
        encodings = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
        limit = request.meta.get("download_maxsize", self.limit)
        unpacked = await _unpacked(response.body, encodings.split(","), limit)
        wrong = unpacked.wrong
        if wrong is None and _is_cut(response, unpacked.body, packed=bool(encodings)):
            wrong = "cut_off"
        # a file of which only the beginning is read was cut off here: packed, it has no end of its own then
        stopped = STOPPED in response.flags
        if wrong == "cut_off" and not stopped and (again := self._again(request)):
            return again
        useful = stopped or (wrong != "too_large" and request.meta.get(SALVAGE))
        if wrong and not (useful and unpacked.body):
            message = _MESSAGES[wrong].format(
                url=request.url, size=len(unpacked.body), limit=limit, encodings=ascii(encodings[:80])
            )
            raise RefusedBody(wrong, message)
        request.meta.pop(RECEIVED, None)  # of an answer before
        if encodings and len(unpacked.left) < len(encodings.split(",")):
            request.meta[RECEIVED] = headers_of(response)
            response = _with_body(response, unpacked.body, unpacked.left)
        if wrong:
            response.flags.append(CUT_OFF)
        return response

    def _again(self, request: Request) -> Request | None:
        if not self.retries or request.meta.get("dont_retry") or self.crawler.spider is None:
            return None
        return get_retry_request(request, spider=self.crawler.spider, reason=CUT_OFF)


async def _unpacked(body: bytes, encodings: Sequence[str], limit: int) -> Unpacked:
    """As `unpack`. What is large is unpacked in a thread: zlib, brotli and zstd leave others their time."""
    quick = unpack(body, encodings, limit=min(limit or _QUICK, _QUICK))
    if quick.wrong != "too_large" or 0 < limit <= _QUICK:
        return quick
    return await maybe_deferred_to_future(deferToThread(unpack, body, encodings, limit=limit))


def _with_body(response: Response, body: bytes, left: tuple[str, ...]) -> Response:
    if left:
        response.headers["Content-Encoding"] = ", ".join(left)
    else:
        del response.headers["Content-Encoding"]
    kind = responsetypes.from_args(headers=response.headers, url=response.url, body=body)
    if issubclass(kind, TextResponse):
        # the encoding that was guessed from the packed bytes must not stay
        return response.replace(cls=kind, body=body, encoding=None)
    return response.replace(cls=kind, body=body)


def _is_cut(response: Response, body: bytes, *, packed: bool) -> bool:
    """Whether an answer that says nothing of its length broke off.

    `dataloss`: fewer bytes came than were announced. `partial`: none were announced, the end of the
    connection is the end of the answer, and so a connection that broke looks like one that ended. A page is
    then whole where it has its last tag, or never began one. A packed answer has an end of its own.
    """
    if "dataloss" in response.flags:
        return True
    if "partial" not in response.flags or packed:
        return False
    return bool(_OPENS.search(body[:_SEARCHED])) and not _CLOSES.search(body[-_SEARCHED:])
