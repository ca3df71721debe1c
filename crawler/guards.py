"""Addresses that a crawl may reach: public ones only, unless ALLOW_PRIVATE_ADDRESSES says otherwise.

A sitemap, a link or a redirect can name any address. Without a guard a page could make the crawler ask the
machine it runs on, its private network or a cloud's metadata service. Addresses written as numbers are judged
by `AddressGuard`, for each request and so for each redirect too. Names are judged by `PublicResolver` when
they are resolved, by the very address that is connected to, so a name that changes its address between check
and use gains nothing.
"""

from __future__ import annotations

import ipaddress
import logging
import socket
import unicodedata
from collections.abc import Sequence
from typing import ClassVar, Final, Self, TypeAlias
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from crawler.refusal import Refused

logger = logging.getLogger(__name__)

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

# RFC 6052: an IPv4 address stands in the last 32 bits of this prefix.
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")

# What IANA has given out of IPv6 for the internet. `is_global` takes much of the rest for global too: forms
# of IPv4 addresses (::127.0.0.1, ::ffff:0:127.0.0.1, the local NAT64 of RFC 8215), site-local ones, reserves.
_UNICAST: Final = ipaddress.IPv6Network("2000::/3")

# Special-purpose blocks that `is_global` takes for global, all or in part, in some Python versions: protocol
# assignments of RFC 6890 (Teredo in the latter), and documentation (RFC 9637).
_SPECIAL: Final = (
    ipaddress.IPv4Network("192.0.0.0/24"),
    ipaddress.IPv6Network("2001::/23"),
    ipaddress.IPv6Network("3fff::/20"),
)


class RefusedAddress(Refused):
    """Nothing was asked of the address."""

    why: ClassVar[str] = "private_address"

    def __init__(self, message: str) -> None:
        super().__init__(self.why, message)


class RefusedCredentials(RefusedAddress):
    """The address carries a user name or a password."""

    why = "credentials"


def literal_address(host: str) -> Address | None:
    """The address that `host` writes as a number, or None where it is a name.

    Takes what the system's resolver takes: `127.0.0.1`, but also `127.1`, `2130706433`, `0x7f.1`, `[::1]`.
    """
    host = unicodedata.normalize("NFKC", host).replace("\u3002", ".").strip("[]").partition("%")[0]
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))  # it reads shortened, octal and hex forms
    except (OSError, ValueError):  # a NUL, or what is not ASCII
        return None


def is_public(address: Address) -> bool:
    """Whether the address is one of the open internet (IANA's special-purpose registries say it is global).

    An IPv4 address inside an IPv6 one (mapped, NAT64, 6to4) is judged as itself.
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address not in _UNICAST:
            return False
    special = address.is_multicast or any(address in network for network in _SPECIAL)
    return address.is_global and not special


class AddressGuard:
    """Downloader middleware: refuses a request whose host is a number that is no public address."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if crawler.settings.getbool("ALLOW_PRIVATE_ADDRESSES"):
            raise NotConfigured
        return cls()

    def process_request(self, request: Request) -> None:
        address = literal_address(urlparse_cached(request).hostname or "")
        if address is not None and not is_public(address):
            raise RefusedAddress(
                f"{request.url} is not fetched: {address} is no public address. "
                "For a server of your own set ALLOW_PRIVATE_ADDRESSES=True"
            )


class CredentialGuard:
    """Downloader middleware: refuses a request whose address carries a user name or a password, from wherever
    it came. They would be sent to whoever the address names, and stand in logs and in the corpus."""

    def process_request(self, request: Request) -> None:
        if has_credentials(request.url):
            host = urlparse_cached(request).hostname or ""
            raise RefusedCredentials(
                f"an address of {host} is not fetched: it has a user name or a password. Leave them out"
            )


def has_credentials(url: str) -> bool:
    """Whether an http(s) address carries a user name or a password."""
    return "@" in url.partition("://")[2].partition("/")[0].partition("?")[0]


def proxy_hosts() -> frozenset[str]:
    """Hosts of the proxies that the environment names, in lower case."""
    hosts = (urlsplit(proxy if "//" in proxy else f"//{proxy}").hostname for proxy in getproxies().values())
    return frozenset(host.lower() for host in hosts if host)


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver, which gives no address that is not public.

    One resolver serves every crawl of a process, so it goes by the setting of the project or the command
    line. Hosts written as numbers pass: `AddressGuard` judges them by the setting of the single crawl.
    """

    def __init__(
        self, reactor: ReactorBase, cache_size: int, timeout: float, *, private: bool = False
    ) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.private = private
        self.proxies: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        resolver = super().from_crawler(crawler, reactor)
        resolver.private = crawler.settings.getbool("ALLOW_PRIVATE_ADDRESSES")
        if crawler.settings.getbool("HTTPPROXY_ENABLED"):
            resolver.proxies = (
                proxy_hosts()
            )  # a proxy may well stand inside; `ProxyGuard` judges what it is asked
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 - Twisted's
        found = super().getHostByName(name, timeout)
        if self.private or name.lower() in self.proxies or literal_address(name) is not None:
            return found
        return found.addCallback(self._refuse_private, name)

    def _refuse_private(self, address: str, name: str) -> str:
        if is_public(ipaddress.ip_address(address)):
            return address
        logger.warning(
            "%s is not fetched: the name leads to %s, which is no public address. "
            "For a server of your own set ALLOW_PRIVATE_ADDRESSES=True",
            name,
            address,
        )
        raise DNSLookupError(f"{name} leads to {address}, which is no public address")
