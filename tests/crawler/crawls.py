"""Runs `scrapy` in a process of its own, as a user does, and serves made-up sites to it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from output.shards import read_lines

PROJECT = Path(__file__).parents[2]
AT_ONCE = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False", "-s", "CLEANING_WORKERS=0")
OWN_SERVER = (*AT_ONCE, "-s", "ALLOW_PRIVATE_ADDRESSES=True", "-s", "RETRY_ENABLED=False")


@dataclass(frozen=True)
class Run:
    """What a process of scrapy left behind."""

    code: int
    out: str
    log: str

    @property
    def stats(self) -> dict[str, int]:
        """The project's own stats, from the dump at the end of the log (LOG_LEVEL=INFO)."""
        return {key: int(value) for key, value in re.findall(r"'redline/([^']+)': (\d+)", self.log)}


def scrapy(*arguments: str, silent: bool = True) -> Run:
    """Runs `scrapy` in the project's folder, with warnings shown. `silent`: Python has to warn of nothing."""
    command = [sys.executable, "-W", "default", "-m", "scrapy", *arguments]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603 - our own arguments
    assert not (silent and "Warning: " in done.stderr), done.stderr
    return Run(done.returncode, done.stdout, done.stderr)


def start(*arguments: str) -> subprocess.Popen[str]:
    """Starts `scrapy` in the project's folder, for a test that acts on it while it runs."""
    command = [sys.executable, "-m", "scrapy", *arguments]
    return subprocess.Popen(  # noqa: S603 - our own arguments
        command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def crawl(site: str, corpus: Path, *arguments: str) -> Run:
    return scrapy("crawl", site, "-s", f"CORPUS_DIR={corpus}", "-s", "LOG_LEVEL=INFO", *arguments)


def lines(folder: Path) -> list[dict[str, Any]]:
    """The lines of all JSONL files below a folder."""
    return [json.loads(line) for path in sorted(folder.rglob("*.jsonl*")) for line in read_lines(path)]


@dataclass(frozen=True)
class Answer:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})


RESET = Answer(status=0)
"""Hang up without an answer."""


def moved(to: str) -> Answer:
    return Answer(b"", 301, {"Location": to})


class _Handler(BaseHTTPRequestHandler):
    answers: dict[str, Answer]
    asked: list[str]
    moments: list[float]
    later: dict[str, tuple[int, Answer]]

    def do_GET(self) -> None:
        self.moments.append(time.monotonic())
        self.asked.append(self.path)
        answer = self.answers.get(self.path, Answer(b"<h1>not here</h1>", 404))
        times, other = self.later.get(self.path, (-1, answer))
        if self.asked.count(self.path) == times:
            self.answers[self.path] = other
        if answer is RESET:
            self.close_connection = True
            return
        tag = answer.headers.get("ETag")
        if tag and self.headers.get("If-None-Match") == tag:
            answer = Answer(b"", 304, {"ETag": tag})
        self.send_response(answer.status)
        for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(ConnectionError):  # the crawl was killed
            self.wfile.write(answer.body)

    def log_message(self, *_: object) -> None:
        pass


@dataclass(frozen=True)
class Site:
    url: str
    answers: dict[str, Answer]
    asked: list[str]
    moments: list[float]
    """When each was asked for, on the monotonic clock."""
    later: dict[str, tuple[int, Answer]]

    def after(self, times: int, path: str, answer: Answer) -> None:
        """What the path answers once it was asked for so many times."""
        self.later[path] = (times, answer)


@contextmanager
def serve(answers: Mapping[str, Answer] | None = None) -> Iterator[Site]:
    """A site on loopback. Answers may be added while it runs."""
    given: dict[str, Answer] = dict(answers or {})
    asked: list[str] = []
    moments: list[float] = []
    later: dict[str, tuple[int, Answer]] = {}
    handler = type(
        "Handler", (_Handler,), {"answers": given, "asked": asked, "moments": moments, "later": later}
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = False
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield Site(f"http://127.0.0.1:{server.server_port}", given, asked, moments, later)
        finally:
            server.shutdown()
            thread.join()


def story(title: str, published: str = "2026-05-04T10:00:00+00:00") -> Answer:
    """An article of a plain site."""
    paragraphs = "".join(
        f"<p>On day {day} of the hearing about {title.lower()}, the court listened to a witness for two "
        f"hours, asked eleven questions about exhibit {day} and told both sides to file what they had left "
        "to say.</p>"
        for day in ("one", "two", "three", "four", "five")
    )
    head = (
        f'<title>{title}</title><meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="{published}">'
    )
    body = f"<article><h1>{title}</h1>{paragraphs}</article>"
    return Answer(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


def sitemap(*urls: str) -> Answer:
    locations = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{locations}</urlset>'
    return Answer(body.encode(), headers={"Content-Type": "application/xml"})
