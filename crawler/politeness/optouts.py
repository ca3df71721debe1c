"""What a site says about the use of its pages where a page itself does not show it: in robots.txt and in the
headers of an answer. Word for word, with where it stood: nothing is concluded from it here.

Read are groups of robots.txt for agents that take pages for models; `Content-Signal` (contentsignals.org) and
`Content-Usage` (IETF aipref) lines there, and the latter as a header; `tdm-reservation` and `tdm-policy`
headers (W3C TDMRep); `X-Robots-Tag`. What stands in a page's own meta is read by `cleaners`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.utils.httpobj import urlparse_cached

from cleaners.metadata.signals import MAX_SIGNALS, MODEL_ROBOTS, ROBOTS_USE
from cleaners.model import Signal
from crawler.politeness.rules import MAX_BYTES, RobotsRules

_LINE: Final = re.compile(r"[ \t]*([A-Za-z-]+)[ \t]*:([^#\r\n]*)")
_USE_LINES: Final = frozenset(("content-signal", "content-usage"))
_USE_HEADERS: Final = ("content-signal", "content-usage", "tdm-policy", "tdm-reservation")
_RULES: Final = frozenset(("allow", "disallow"))
_LONGEST: Final = 500  # characters of a value that are kept
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]+")


def in_robots(body: bytes) -> tuple[Signal, ...]:
    r"""The signals of a robots.txt, `where` "robots.txt". A group for a model's agent gives one a rule:
    `signal` is the agent as it is written there, `value` the rule (`Disallow: /`). A line on use is named by
    itself, with the agents of its group: `Content-Signal (*)`.

    >>> in_robots(b"User-agent: GPTBot\nDisallow: /")
    (Signal(signal='GPTBot', value='Disallow: /', where='robots.txt'),)
    """
    found: dict[Signal, None] = {}
    agents: list[str] = []
    open_group = False  # whether the next User-agent line belongs to the same group
    for line in re.split(r"\r\n|\n|\r", body[:MAX_BYTES].decode("utf-8-sig", "replace")):
        if (match := _LINE.match(line)) is None:
            continue
        name, value = match[1], match[2].strip()[:_LONGEST]
        key = name.lower()
        if key in ("user-agent", "useragent"):
            agents = [*agents, value] if open_group else [value]
            open_group = True
        elif key in _USE_LINES:
            open_group = False
            of = f"{name} ({', '.join(agents)[:_LONGEST]})" if agents else name
            found[Signal(of, value, "robots.txt")] = None
        elif key in _RULES:
            open_group = False
            for agent in filter(_of_a_model, agents):
                found[Signal(agent, f"{name}: {value}".rstrip(), "robots.txt")] = None
    return _kept(found)


def in_headers(headers: Mapping[str, str]) -> tuple[Signal, ...]:
    """The signals in the headers of an answer, `where` "header". Names of `headers` are in lower case."""
    found = [Signal(name, headers[name][:_LONGEST], "header") for name in _USE_HEADERS if name in headers]
    tag = headers.get("x-robots-tag", "")
    names = {match[0].lower() for match in _TOKEN.finditer(tag)}
    if ROBOTS_USE.search(tag) or names & MODEL_ROBOTS:
        found.append(Signal("x-robots-tag", tag[:_LONGEST], "header"))
    return tuple(found)


class OptOuts:
    """Extension: keeps what the robots.txt of each host says about use, for the articles of that host."""

    def __init__(self) -> None:
        self._hosts: dict[str, tuple[Signal, ...]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        optouts = cls()
        crawler.signals.connect(optouts.robots_parsed, signal=signals.robots_parsed)
        return optouts

    def robots_parsed(self, robotparser: RobotsRules, request: Request) -> None:
        self._hosts[_host(request.url)] = in_robots(robotparser.body)

    def of(self, url: str, headers: Mapping[str, str]) -> tuple[Signal, ...]:
        """The signals for a page at `url` that came with `headers`, those of the page alone first."""
        return in_headers(headers) + self._hosts.get(_host(url), ())


def _host(url: str) -> str:
    parts = urlparse_cached(Request(url))
    return f"{parts.scheme}://{parts.netloc}".lower()


def _of_a_model(agent: str) -> bool:
    token = _TOKEN.match(agent)
    return token is not None and token[0].lower() in MODEL_ROBOTS


def _kept(found: Mapping[Signal, None]) -> tuple[Signal, ...]:
    """At most MAX_SIGNALS of them: first the lines on use, then rules for the whole site, then the others."""

    def rank(signal: Signal) -> int:
        if signal.value.lower() in ("disallow: /", "allow: /"):
            return 1
        return 0 if signal.signal.lower().startswith(tuple(_USE_LINES)) else 2

    return tuple(sorted(found, key=rank)[:MAX_SIGNALS])
