"""A resolver for tests: `news.example` is the test's server on loopback, taken for public; `inside.example` and
`inside.news.example` are the same one, judged as any name is. So a crawl can be made with the guards of private addresses on."""

from __future__ import annotations

from collections.abc import Sequence

from twisted.internet.defer import Deferred, succeed

from crawler.guards import PublicResolver

LOOPBACK = "127.0.0.1"


class PublicName(PublicResolver):
    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 - Twisted's
        if name == "news.example":
            return succeed(LOOPBACK)
        if name in ("inside.example", "inside.news.example"):
            return succeed(LOOPBACK).addCallback(self._refuse_private, name)
        return super().getHostByName(name, timeout)
