"""What a site says about the use of its pages where a page itself does not show it: in robots.txt, in the
headers of an answer, in `/.well-known/tdmrep.json` and in `/ai.txt`. Word for word, with where it stood.

Read are groups of robots.txt for agents that take pages for models; `Content-Signal` (contentsignals.org) and
`Content-Usage` (IETF aipref) lines there, and the latter as a header; `tdm-reservation` and `tdm-policy`
headers (W3C TDMRep); `X-Robots-Tag`. What stands in a page's own meta is read by `cleaners`, the two files
are read by `crawler.politeness.optoutfiles`, and what all of it reserves is told by
`crawler.politeness.reserved`.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Self, TypeVar
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http.request import NO_CALLBACK

from cleaners.metadata.signals import MAX_SIGNALS, MODEL_ROBOTS, ROBOTS_USE
from cleaners.model import Signal
from crawler.failures import reason_of
from crawler.politeness.asking import Asking
from crawler.politeness.optoutfiles import (
    AI_TXT,
    TDMREP,
    AiRule,
    TdmRule,
    ai_disallows,
    ai_rules,
    ai_signals,
    tdm_rule,
    tdm_rules,
)
from crawler.politeness.optoutfiles import MAX_BYTES as FILE_BYTES
from crawler.politeness.pauses import pause
from crawler.politeness.reserved import ModelAgents, Purposes, of_signals, path_of
from crawler.politeness.rules import MAX_AGE, MAX_BYTES, RobotsRules
from crawler.standstill import is_ending
from crawler.tally import OPT_OUT_FILES, stats_of

logger = logging.getLogger(__name__)
_Rule = TypeVar("_Rule")

_LINE: Final = re.compile(r"[ \t]*([A-Za-z-]+)[ \t]*:([^#\r\n]*)")
_USE_LINES: Final = frozenset(("content-signal", "content-usage"))
_USE_HEADERS: Final = ("content-signal", "content-usage", "tdm-policy", "tdm-reservation")
_RULES: Final = frozenset(("allow", "disallow"))
_LONGEST: Final = 500  # characters of a value that are kept
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]+")
_LOOK: Final = 0.05  # seconds between looks at whether something is under way


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


@dataclass(frozen=True, slots=True)
class _Files:
    """What the two files of a host say; `until` is when they have to be looked at again, on the monotonic
    clock. A file that is not there has no rules."""

    until: float
    tdm: tuple[TdmRule, ...] = ()
    ai: tuple[AiRule, ...] = ()


class OptOuts:
    """Extension: keeps what robots.txt and the two files of each host say about use, for its articles."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._stats = stats_of(crawler)
        self._product: str = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["BOT_NAME"]
        self._robots: dict[str, tuple[Signal, ...]] = {}
        self._agents: dict[str, ModelAgents] = {}
        self._files: dict[str, _Files] = {}
        self._asking: Asking[bool] = Asking()
        self.asking = 0
        """How many hosts are being asked for their files, or wait for that."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        optouts = cls(crawler)
        crawler.signals.connect(optouts.robots_parsed, signal=signals.robots_parsed)
        return optouts

    def robots_parsed(self, robotparser: RobotsRules, request: Request) -> None:
        host = _host(request.url)
        self._robots[host] = in_robots(robotparser.body)
        self._agents[host] = ModelAgents(robotparser.body)

    async def ready(self, url: str) -> bool:
        """Sees to it that what the host of `url` says is known, and asks for its files where it is not. False
        where the crawl is ending, so that they cannot be asked for any more."""
        host = _host(url)

        def known() -> bool | None:
            files = self._files.get(host)
            return True if files is not None and files.until > time.monotonic() else None

        return await self._asking.of(host, known, lambda: self._ask(host))

    def of(self, url: str, headers: Mapping[str, str]) -> tuple[Signal, ...]:
        """The signals for a page at `url` that came with `headers`, those of the page alone first."""
        host = _host(url)
        files = self._files.get(host, _Files(0))
        rule = tdm_rule(files.tdm, path_of(url))
        return (
            *in_headers(headers),
            *(rule.signals() if rule else ()),
            *ai_signals(files.ai),
            *self._robots.get(host, ()),
        )

    def reserved(self, url: str, signals: Iterable[Signal]) -> Purposes:
        """What is reserved of the page at `url`, with `signals` as of `of` and those in the page itself."""
        host = _host(url)
        found = of_signals(signals, url, self._product)
        if host in self._agents:
            found |= self._agents[host].reserved(url)
        if host in self._files and ai_disallows(self._files[host].ai, path_of(url)):
            found |= frozenset(("train",))
        return found

    async def _ask(self, host: str) -> bool:
        until = time.monotonic() + MAX_AGE
        self.asking += 1
        try:
            if not await self._its_turn():
                return False
            tdm = await self._read(host + TDMREP, tdm_rules)
            if is_ending(self._crawler):
                return False
            self._files[host] = _Files(until, tdm, await self._read(host + AI_TXT, ai_rules))
        finally:
            self.asking -= 1
        return True

    async def _its_turn(self) -> bool:
        """Waits until nothing is under way, while the scheduler gives nothing new: what stands in line behind
        an answer that says 429 could not be called back. False where the crawl is ending."""
        while not is_ending(self._crawler):
            if not self._crawler.engine.downloader.active:
                return True
            await pause(self._crawler, _LOOK)
        return False

    async def _read(self, url: str, read: Callable[[bytes], tuple[_Rule, ...] | None]) -> tuple[_Rule, ...]:
        """The rules of one file, none where it is not there or cannot be read. As polite as any request; it
        is asked for once."""
        name = url.rpartition("/")[2]
        meta = {"dont_retry": True, "download_maxsize": FILE_BYTES}
        request = Request(url, meta=meta, callback=NO_CALLBACK)
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever kept the file from coming, the crawl goes on
            self._stats.inc_value(f"{OPT_OUT_FILES}{name}/{reason_of(error)}")
            logger.info("%s was not read: %s", url, error)
            return ()
        if response.status != 200:
            self._stats.inc_value(f"{OPT_OUT_FILES}{name}/http_{response.status}")
            return ()
        rules = read(response.body)
        self._stats.inc_value(f"{OPT_OUT_FILES}{name}/{'unreadable' if rules is None else 'read'}")
        return rules or ()


def _host(url: str) -> str:
    parts = urlsplit(url)
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
