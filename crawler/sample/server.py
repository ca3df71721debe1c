"""Serves the sample site on loopback and remembers what was asked of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Thread
from typing import Any, Final

from crawler.sample.site import NOT_FOUND, Answer, address, answers

_PATIENCE: Final = 5.0
"""Seconds after which a client that says nothing is let go, so that a shutdown never waits longer."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came. `path` has the query."""

    method: str
    path: str
    status: int
    user_agent: str


@dataclass(frozen=True, slots=True)
class Sample:
    """The running site. `requests` grows while it runs."""

    url: str
    requests: list[Request] = field(default_factory=list)

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths that were asked for, in order."""
        return tuple(request.path for request in self.requests)


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # server_close() joins them, and with that their sockets are closed
    request_queue_size = 128
    site: Sample
    answers: Mapping[tuple[str, frozenset[tuple[str, str]]], Answer]

    def server_bind(self) -> None:
        # HTTPServer's own asks the resolver for the host's name, which can take seconds.
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[0], self.server_address[1]  # type: ignore[assignment]  # str for IPv4

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  # as in the base class
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = _PATIENCE
    server_version = "DocketLantern"
    sys_version = ""

    def _answer(self, *, body: bool) -> None:
        path = self.path
        place, query = address(path)
        answer = self.server.answers.get((place, query)) or self.server.answers.get(
            (place, frozenset()), NOT_FOUND
        )
        # list.append is atomic, so the handlers' threads need no lock
        self.server.site.requests.append(
            Request(self.command, path, answer.status, self.headers.get("User-Agent", ""))
        )
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if body:
            self.wfile.write(answer.body)

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class' name
        """Quiet: the requests are kept, not printed."""


@contextmanager
def serve(port: int = 0, host: str = "127.0.0.1") -> Iterator[Sample]:
    """Serves the site while the block runs. Gives the running site: `url` (no slash at the end) and
    `requests`. Port 0 takes a free one. OSError where the port cannot be had."""
    with _Server((host, port), _Handler) as server:
        server.site = Sample(f"http://{host}:{server.server_port}")
        server.answers = {address(path): answer for path, answer in answers(server.site.url).items()}
        # a daemon: a process that fails before it comes to `finally` must not live on for its server
        thread = Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="sample site", daemon=True
        )
        thread.start()
        try:
            yield server.site
        finally:
            server.shutdown()
            thread.join()
