"""Serves the made-up site on many addresses of loopback, from a process of its own, at little cost.

    python benchmarks/loopback.py --hosts 8 --pages 20000

prints the addresses, one a line and then an empty one, and serves until its input is closed.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from typing import Final

import lantern

_OK: Final = "HTTP/1.1 200 OK\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n"
_GONE: Final = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n"


class Site(asyncio.Protocol):
    """Answers GET requests on a connection that is kept open."""

    def __init__(self, homes: Sequence[str], pages: int) -> None:
        self._homes = homes
        self._pages = pages
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - as asyncio has it for TCP
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            request, self._received = self._received.split(b"\r\n\r\n", 1)
            self._transport.write(self._answer(request.split(b" ", 2)[1].decode()))

    def _answer(self, target: str) -> bytes:
        kind, body = "application/xml", b""
        if target == "/sitemap.xml":
            body = lantern.sitemap_index(self._homes[0], self._pages)
        elif target.startswith("/sitemap-"):
            start = int(target.removeprefix("/sitemap-").removesuffix(".xml"))
            body = lantern.sitemap(self._homes, start, self._pages)
        elif target.startswith(lantern.ARTICLES):
            kind, body = "text/html; charset=utf-8", lantern.page(lantern.number_of(target))
        else:
            return _GONE
        return _OK.format(kind, len(body)).encode() + body


async def serve(hosts: int, pages: int) -> None:
    """Serves until standard input ends. Addresses beyond 127.0.0.1 are there on Linux without more ado."""
    loop = asyncio.get_running_loop()
    homes: list[str] = []
    for number in range(hosts):
        server = await loop.create_server(lambda: Site(homes, pages), f"127.0.0.{number + 1}", 0)
        host, port = server.sockets[0].getsockname()
        homes.append(f"http://{host}:{port}")
    lantern.page(0)  # what all pages share is drawn now
    print("\n".join(homes), end="\n\n", flush=True)
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--hosts", type=int, default=8)
    parser.add_argument("--pages", type=int, default=20_000)
    options = parser.parse_args()
    asyncio.run(serve(options.hosts, options.pages))
