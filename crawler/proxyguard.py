"""Downloader middleware: what is asked of a proxy leads to public addresses too, as far as can be seen here.

A proxy resolves names itself, so the address that is connected to is not known here. Each name is looked up
before the proxy is asked, and the request is refused where one of its addresses is not public, or where it
has none that can be seen. Between this look-up and the proxy's own a name can change: a proxy has to refuse
private addresses as well, and the log says so once.
"""

from __future__ import annotations

import ipaddress
import logging
import socket
from collections.abc import Awaitable, Callable
from typing import Any, Self, TypeAlias

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, NotConfigured
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.threads import deferToThread

from crawler.guards import RefusedAddress, is_public, literal_address, proxy_hosts

logger = logging.getLogger(__name__)

LookUp: TypeAlias = Callable[[str], Awaitable[set[str]]]


async def look_up(host: str) -> set[str]:
    """All addresses of a name. OSError where it has none."""
    found: list[tuple[Any, ...]] = await maybe_deferred_to_future(
        deferToThread(socket.getaddrinfo, host, None)
    )
    return {str(address[4][0]).partition("%")[0] for address in found}


class ProxyGuard:
    """See the module. It stands behind Scrapy's HttpProxyMiddleware, which chooses the proxy."""

    def __init__(self, look_up: LookUp = look_up) -> None:
        self.look_up = look_up
        self.own = proxy_hosts()
        self._told = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if crawler.settings.getbool("ALLOW_PRIVATE_ADDRESSES"):
            raise NotConfigured
        return cls()

    async def process_request(self, request: Request) -> None:
        host = (urlparse_cached(request).hostname or "").lower()
        if not request.meta.get("proxy"):
            if host in self.own:  # `PublicResolver` lets the proxy's name pass, whatever its address
                raise RefusedAddress(f"{request.url} is not fetched: it is the address of the proxy")
            return
        if not self._told:
            self._told = True
            logger.warning(
                "The proxy looks names up itself: see that it refuses addresses that are not public"
            )
        if literal_address(host) is not None:  # `AddressGuard` has judged it
            return
        try:
            addresses = await self.look_up(host)
        except OSError as error:
            raise CannotResolveHostError(
                f"{host} has no address that can be seen here, so nobody can tell whether it is a public one"
            ) from error
        private = sorted(address for address in addresses if not is_public(ipaddress.ip_address(address)))
        if private:
            raise RefusedAddress(
                f"{request.url} is not fetched: the name leads to {private[0]}, which is no public address. "
                "For a server of your own set ALLOW_PRIVATE_ADDRESSES=True"
            )
