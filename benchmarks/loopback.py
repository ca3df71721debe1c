"""Serves the made-up site on many addresses of loopback, from a process of its own, at little cost.

    python benchmarks/loopback.py --hosts 8 --pages 20000 --packed --authority authority.pem

prints the addresses, one a line and then an empty one, and serves until its input is closed. With `--packed`,
pages are packed by gzip before that, and go so to whoever takes them so; with `--authority`, all is said over
TLS, and the file is written of who vouches for it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import sys
import tempfile
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import authority
import lantern
from isal import isal_zlib

_OK: Final = "HTTP/1.1 200 OK\r\nContent-Type: {}\r\n{}Content-Length: {}\r\n\r\n"
_GONE: Final = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n"
_PACKED: Final = "Content-Encoding: gzip\r\nVary: Accept-Encoding\r\n"
_TAKES_PACKED: Final = re.compile(rb"\r\nAccept-Encoding:[^\r]*\bgzip\b", re.IGNORECASE)
_GZIP: Final = 31  # of zlib's numbers for a format
_LEVEL: Final = 3


class Packed:
    """The pages, packed once. They lie in a file without a name: 20,000 of them are some 500 MB."""

    def __init__(self, pages: int) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - open while this process serves
        self._ends = array("Q", [0])
        for number in range(pages):
            written = self._file.write(isal_zlib.compress(lantern.page(number), _LEVEL, _GZIP))
            self._ends.append(self._ends[-1] + written)
        self._file.flush()

    def __getitem__(self, number: int) -> bytes:
        start, end = self._ends[number : number + 2]
        return os.pread(self._file.fileno(), end - start, start)


class Site(asyncio.Protocol):
    """Answers GET requests on a connection that is kept open."""

    def __init__(self, homes: Sequence[str], pages: int, packed: Packed | None = None) -> None:
        self._homes = homes
        self._pages = pages
        self._packed = packed
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - as asyncio has it for TCP and TLS
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            request, self._received = self._received.split(b"\r\n\r\n", 1)
            self._transport.write(self._answer(request))

    def _answer(self, request: bytes) -> bytes:
        target = request.split(b" ", 2)[1].decode()
        kind, packing = "application/xml", ""
        if target == "/sitemap.xml":
            body = lantern.sitemap_index(self._homes[0], self._pages)
        elif target.startswith("/sitemap-"):
            start = int(target.removeprefix("/sitemap-").removesuffix(".xml"))
            body = lantern.sitemap(self._homes, start, self._pages)
        elif target.startswith(lantern.ARTICLES):
            kind, number = "text/html; charset=utf-8", lantern.number_of(target)
            if self._packed is not None and _TAKES_PACKED.search(request):
                packing, body = _PACKED, self._packed[number]
            else:
                body = lantern.page(number)
        else:
            return _GONE
        return _OK.format(kind, packing, len(body)).encode() + body


async def serve(hosts: int, pages: int, *, packed: bool, vouched: Path | None) -> None:
    """Serves until standard input ends. Addresses beyond 127.0.0.1 are there on Linux without more ado."""
    loop = asyncio.get_running_loop()
    addresses = [f"127.0.0.{number + 1}" for number in range(hosts)]
    context = authority.server_context(addresses, vouched) if vouched else None
    scheme = "https" if context else "http"
    held = Packed(pages) if packed else None
    homes: list[str] = []
    for address in addresses:
        server = await loop.create_server(lambda: Site(homes, pages, held), address, 0, ssl=context)
        port = server.sockets[0].getsockname()[1]
        homes.append(f"{scheme}://{address}:{port}")
    lantern.page(0)  # what all pages share is drawn now
    print("\n".join(homes), end="\n\n", flush=True)
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--hosts", type=int, default=8)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--packed", action="store_true", help="pages as gzip, to whoever takes them so")
    parser.add_argument("--authority", type=Path, help="speak TLS, and write there who vouches for it")
    options = parser.parse_args()
    asyncio.run(serve(options.hosts, options.pages, packed=options.packed, vouched=options.authority))
