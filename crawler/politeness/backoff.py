"""When a host says that it is too much, the whole host is left alone for a while; one that keeps failing, for
the rest of the run.

Scrapy asks again after a quarter of a second, whatever `Retry-After` says.
"""

from __future__ import annotations

import email.utils
import logging
import math
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.politeness.pauses import pause
from crawler.refusal import Refused
from crawler.tally import GIVEN_UP, PAUSED, stats_of

logger = logging.getLogger(__name__)

_TOO_MUCH: Final = frozenset((429, 503))
_FIRST: Final = 5.0
"""Seconds of the first pause where the host names none; each further one is twice as long."""


@dataclass(slots=True)
class _Host:
    asked: int = 0
    errors: int = 0  # in a row
    failed: int = 0  # in all
    pauses: int = 0  # in a row
    until: float = 0.0  # on the monotonic clock
    given_up: tuple[str, str] | None = None  # the reason that is counted, and a message


class BackOff:
    """Downloader middleware: waits before each request until its host may be asked again, and refuses those
    to a host that is left alone (`host_budget`, `host_failing`, `retry_after`)."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._stats = stats_of(crawler)
        self._most = settings.getfloat("RETRY_AFTER_MAX")
        self._requests = settings.getint("HOST_MAX_REQUESTS")
        self._errors = settings.getint("HOST_MAX_ERRORS")
        self._budget = settings.getint("HOST_ERROR_BUDGET")
        self._hosts: dict[str, _Host] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        host = self._host(request)
        while host.given_up is None and (left := host.until - time.monotonic()) > 0:
            if not await pause(self._crawler, left):
                raise Refused("stopped", f"{request.url} waited for its host when the crawl ended")
        if host.given_up is not None:
            raise Refused(host.given_up[0], f"{request.url} is not asked for: {host.given_up[1]}")
        host.asked += 1
        if self._requests and host.asked > self._requests:
            self._give_up(host, request, "host_budget", f"{self._requests} requests were made to its host")
            raise Refused("host_budget", f"{request.url} came after {self._requests} requests to its host")

    def process_response(self, request: Request, response: Response) -> Response:
        host = self._host(request)
        if response.status in _TOO_MUCH:
            self._wait(host, request, response)
            self._failed(host, request, f"status {response.status}")
        elif response.status >= 500:
            self._failed(host, request, f"status {response.status}")
        else:
            host.errors = host.pauses = 0
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if not isinstance(exception, Refused):
            self._failed(self._host(request), request, str(exception) or type(exception).__name__)

    def _host(self, request: Request) -> _Host:
        return self._hosts.setdefault(urlparse_cached(request).netloc.lower(), _Host())

    def _wait(self, host: _Host, request: Request, response: Response) -> None:
        named = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        if named is not None and named > self._most:
            self._give_up(
                host, request, "retry_after", f"it asks to be left alone for {named:,.0f} s (RETRY_AFTER_MAX)"
            )
            return
        seconds = named if named is not None else min(_FIRST * 2**host.pauses, self._most)
        host.pauses += 1
        host.until = max(host.until, time.monotonic() + seconds)
        self._stats.inc_value(PAUSED)
        logger.info("%s answers %d: its host is asked again in %g s", request.url, response.status, seconds)

    def _failed(self, host: _Host, request: Request, what: str) -> None:
        host.errors += 1
        host.failed += 1
        if self._errors and host.errors >= self._errors:
            self._give_up(host, request, "host_failing", f"{host.errors} requests in a row failed ({what})")
        elif self._budget and host.failed >= self._budget:
            self._give_up(host, request, "host_failing", f"{host.failed} requests failed (the last: {what})")

    def _give_up(self, host: _Host, request: Request, reason: str, why: str) -> None:
        if host.given_up is None:
            host.given_up = (reason, why)
            self._stats.inc_value(GIVEN_UP + reason)
            name = urlparse_cached(request).netloc
            logger.warning("%s is left alone for the rest of the run: %s", name, why)


def retry_after(value: bytes | None, now: datetime) -> float | None:
    """The seconds that a `Retry-After` names, as a number or a date (RFC 9110, 10.2.3); 0 for a date that is
    past. None where there is none, or it makes no sense.

    >>> retry_after(b"120", datetime(2026, 1, 1, tzinfo=UTC))
    120.0
    """
    text = (value or b"").decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return float(text[:12])
    try:
        seconds = float(text)
    except ValueError:
        pass
    else:  # the standard has whole seconds only: a fraction is taken, "-5", "nan" and "inf" are not
        return seconds if math.isfinite(seconds) and seconds >= 0 else None
    try:
        moment = email.utils.parsedate_to_datetime(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, (moment - now).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
