"""robots.txt of each host: fetched when the host is first asked for something, obeyed, kept for a day.

Scrapy's own middleware asks for everything where robots.txt answers with an error of the server or not at
all, and loses its rules behind a redirect to another host. RFC 9309, 2.3: 4xx allows, 5xx and silence forbid,
five redirects are followed wherever they lead, and what was fetched is used for a day at most.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import urljoin

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured, StopDownload
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.threads import deferToThread

from crawler.guards import RefusedAddress
from crawler.politeness.asking import Asking
from crawler.politeness.pauses import pause
from crawler.politeness.rules import MAX_AGE, MAX_BYTES, RobotsRules
from crawler.refusal import Refused
from crawler.tally import stats_of

logger = logging.getLogger(__name__)

_REDIRECTS: Final = 5
_MOVED: Final = frozenset((301, 302, 303, 307, 308))
_BUSY: Final = 429  # a 4xx that says "not now" and not "there are no rules"
_META: Final = "redline_robots"
_PRIORITY: Final = 1000
_LARGE: Final = (
    32 * 1024
)  # bytes whose rules take some 20 ms: more are read in a thread, beside the event loop


@dataclass(frozen=True, slots=True)
class Stated:
    """What is known of a host. `rules` None: nothing may be asked, for the reason in `why`. `until` is when
    it has to be looked at again, on the monotonic clock."""

    rules: RobotsRules | None
    why: str
    until: float
    reason: str = "robots_unreachable"


class RobotsObeyed:
    """Downloader middleware in place of Scrapy's. Refuses with the reason `robots` what a site forbids, and
    with `robots_unreachable` everything of a host whose robots.txt cannot be had."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        if not settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._stats = stats_of(crawler)
        self._product: str = settings["ROBOTSTXT_USER_AGENT"] or settings["BOT_NAME"]
        self._again = [float(seconds) for seconds in settings.getlist("ROBOTSTXT_RETRY_DELAYS")]
        self._known: dict[str, Stated] = {}
        self._asking: Asking[Stated] = Asking()
        crawler.signals.connect(self._received, signal=signals.bytes_received)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Waits for the host's robots.txt where it is not known yet. Refused where it forbids the request."""
        if request.meta.get("dont_obey_robotstxt") or not request.url.startswith(("http:", "https:")):
            return
        stated = await self._of(request)
        if stated.rules is None:
            self._stats.inc_value("robotstxt/unreachable")
            raise Refused(stated.reason, f"{request.url} is not asked for: {stated.why}")
        if not stated.rules.allowed(request.url):
            self._stats.inc_value("robotstxt/forbidden")
            raise Refused("robots", f"{request.url} is disallowed by robots.txt")

    async def _of(self, request: Request) -> Stated:
        parts = urlparse_cached(request)
        host = f"{parts.scheme}://{parts.netloc}"

        def known() -> Stated | None:
            stated = self._known.get(host)
            return stated if stated is not None and stated.until > time.monotonic() else None

        async def ask() -> Stated:
            stated = self._known[host] = await self._fetched(host, request)
            return stated

        return await self._asking.of(host, known, ask)

    async def _fetched(self, host: str, request: Request) -> Stated:
        """The host's robots.txt. Where it cannot be had it is asked for again, later in the run."""
        url = f"{host}/robots.txt"
        for wait in (*self._again, None):
            try:
                body = await self._body(url)
            except RefusedAddress as error:  # an address that is not asked, with or without a robots.txt
                return Stated(None, str(error), time.monotonic() + MAX_AGE, error.reason)
            except Exception as error:  # noqa: BLE001 - whatever kept the file from coming, nothing may be asked
                what = str(error) or type(error).__name__
                why = f"{url} cannot be had ({what}), so all is taken as disallowed"
            else:
                return await self._stated(body, request)
            logger.warning("%s%s", why, f"; asked again in {wait:g} s" if wait is not None else "")
            if wait is None or not await pause(self._crawler, wait):
                break
        self._stats.inc_value("robotstxt/given_up")
        return Stated(None, why, time.monotonic() + MAX_AGE)

    async def _stated(self, body: bytes, request: Request) -> Stated:
        if len(body) > _LARGE:
            rules = await maybe_deferred_to_future(deferToThread(RobotsRules, body, self._product))
        else:
            rules = RobotsRules(body, self._product)
        self._stats.inc_value("robotstxt/response_count")
        self._crawler.signals.send_catch_log(signals.robots_parsed, robotparser=rules, request=request)
        return Stated(rules, "", time.monotonic() + MAX_AGE)

    async def _body(self, url: str) -> bytes:
        """The file, empty where there is none. Refused, or what Scrapy raises, where it cannot be had."""
        for _ in range(_REDIRECTS + 1):
            meta = {
                _META: True,
                "dont_obey_robotstxt": True,
                "dont_redirect": True,
                "dont_retry": True,
                "allow_offsite": True,
                "handle_httpstatus_all": True,
            }
            request = Request(url, priority=_PRIORITY, meta=meta, callback=NO_CALLBACK, dont_filter=True)
            self._stats.inc_value("robotstxt/request_count")
            response = await self._crawler.engine.download_async(request)
            self._stats.inc_value(f"robotstxt/response_status_count/{response.status}")
            if response.status not in _MOVED:
                return _read(response)
            location = (response.headers.get("Location") or b"").decode("latin-1")
            target = urljoin(url, location)
            if not location or not target.startswith(("http:", "https:")):
                return b""  # leads nowhere: as if there were none
            url = target
        return b""  # the standard: more than five redirects may be taken as no file

    def _received(self, data: bytes, request: Request) -> None:
        """Stops the download of a file that is longer than what is read of it."""
        if request.meta.get(_META):
            size = request.meta["redline_received"] = request.meta.get("redline_received", 0) + len(data)
            if size > MAX_BYTES:
                raise StopDownload(fail=False)


def _read(response: Response) -> bytes:
    if response.status < 300:
        return response.body
    if 400 <= response.status < 500 and response.status != _BUSY:
        return b""
    raise IgnoreRequest(f"status {response.status}")
