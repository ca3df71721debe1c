"""A server on loopback that breaks the rules of HTTP as asked: what each path sends is a function that writes bytes."""

from __future__ import annotations

import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Final

HTML: Final = "text/html; charset=utf-8"


@dataclass
class Wire:
    """One connection, after its request was read. `attempt` counts the requests for the path, from 1."""

    connection: socket.socket
    site: str
    path: str
    attempt: int
    ended: threading.Event

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def head(self, *headers: str, status: str = "200 OK", kind: str | None = HTML) -> None:
        """The status line and headers, and the end of them."""
        told = [f"Content-Type: {kind}"] if kind else []
        text = "\r\n".join((f"HTTP/1.1 {status}", *told, "Connection: close", *headers))
        self.send(text.encode("latin-1") + b"\r\n\r\n")

    def whole(self, body: bytes, *headers: str, status: str = "200 OK", kind: str | None = HTML) -> None:
        self.head(*headers, f"Content-Length: {len(body)}", status=status, kind=kind)
        self.send(body)

    def wait(self, seconds: float) -> None:
        """Until the time is over or the server is to end."""
        self.ended.wait(seconds)

    def reset(self) -> None:
        """Hangs up with a RST."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()


Reply = Callable[[Wire], None]


@dataclass
class FaultSite:
    """What is served, and what was asked: paths with their queries, and the heads of the requests."""

    url: str
    replies: dict[str, Reply]
    otherwise: list[Callable[[str], Reply | None]] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    heads: list[str] = field(default_factory=list)

    def reply(self, path: str) -> Reply:
        for form in (path, path.partition("?")[0]):
            if form in self.replies:
                return self.replies[form]
        for make in self.otherwise:
            if reply := make(path):
                return reply
        return lambda wire: wire.whole(b"<h1>not here</h1>", status="404 Not Found")


@contextmanager
def serve_faults(replies: Mapping[str, Reply] | None = None) -> Iterator[FaultSite]:
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    site = FaultSite(f"http://127.0.0.1:{listener.getsockname()[1]}", dict(replies or {}))
    ended = threading.Event()
    lock = threading.Lock()
    threads: list[threading.Thread] = []

    def answer(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(30)
            head = b""
            while b"\r\n\r\n" not in head:
                if not (data := connection.recv(65536)):
                    return
                head += data
            path = head.split(b" ", 2)[1].decode("latin-1")
            with lock:
                site.asked[path] += 1
                site.heads.append(head.decode("latin-1"))
                attempt = site.asked[path]
            site.reply(path)(Wire(connection, site.url, path, attempt, ended))
            with suppress(OSError):  # a lingering close: an answer that was not read whole would be reset
                connection.shutdown(socket.SHUT_WR)
                connection.settimeout(1)
                connection.recv(1)

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=answer, args=(connection,))
            threads.append(thread)
            thread.start()

    acceptor = threading.Thread(target=accept)
    acceptor.start()
    try:
        yield site
    finally:
        ended.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        acceptor.join()
        for thread in threads:
            thread.join()
