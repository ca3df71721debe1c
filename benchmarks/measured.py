"""One crawl of the made-up site, measured from within: run as a process of its own, it prints JSON.

python benchmarks/measured.py MODE PAGES HEART HOME… < /dev/null
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Final, Literal, Self, TypeAlias, get_args

import lantern
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler, CrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings
from twisted.internet.task import LoopingCall

from crawler.discovery import Entry
from crawler.spiders.base import NewsSpider
from crawler.tally import settle, stats_of

Mode: TypeAlias = Literal["scrapy", "fetch", "unarchived", "whole"]
"""`scrapy`: Scrapy with its own settings takes the addresses from the sitemaps and drops the pages. `fetch`:
Redline up to the page (guards, robots.txt, discovery), which is then dropped. `unarchived`: Redline without
ARCHIVE_PAGES. `whole`: Redline."""

WARM: Final = 200
"""Pages before the clock starts, so that processes have started and the site is known, and after it has
stopped. Some fifty pages that are fetched wait to be cleaned then as well as when it started: else they would
count as cleaned, and not as fetched."""

MARK: Final = 1000
"""The page from which on memory should be flat."""

_BEAT: Final = 0.005  # seconds between two looks at the clocks
_SAMPLES: Final = 20  # looks at memory, of which the median counts …
_APART: Final = 10  # … and pages between two of them

_FAST: Final[dict[str, Any]] = {
    "ALLOW_PRIVATE_ADDRESSES": True,  # loopback
    "CONCURRENT_REQUESTS": 16,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 4,
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "LOG_LEVEL": "ERROR",
}


@dataclass(slots=True)
class Measured:
    """Of one crawl: `pages` that came, `articles` that were written, pages that `fitted` the site's profile,
    and `errors` in the log.

    Of the time of the pages that are `timed`: `seconds`, `rate` in pages a second, and seconds of processor
    time of the crawl's own process (`own`) and of its `workers`. `block` is the longest time, in
    milliseconds, in which the event loop did not go round; `busy` the longest in which its thread computed
    without a break, which others on the machine do not add to: both are 0 where nobody looked, since looks
    cost a slow crawl more for each page. `memory` is the resident size in MiB of this
    process and of its largest worker, each at `MARK` pages and at the last.
    """

    mode: Mode
    pages: int = 0
    articles: int = 0
    fitted: int = 0
    errors: int = 0
    seconds: float = 0.0
    rate: float = 0.0
    own: float = 0.0
    workers: float = 0.0
    block: float = 0.0
    busy: float = 0.0
    memory: dict[str, list[float]] = field(default_factory=dict)


def timed(pages: int) -> tuple[int, int]:
    """The page behind which the clock starts, and the one behind which it stops, in a crawl of so many."""
    edge = min(WARM, pages // 4)
    return edge, pages - edge


class Heartbeat:
    """Looks at the clocks whenever the event loop lets it. `block` and `busy`: see `Measured`; in seconds."""

    def __init__(self) -> None:
        self.block = self.busy = 0.0
        self._last = self._now()
        self._call = LoopingCall(self._beat)

    def start(self) -> None:
        """From here on; what was before does not count."""
        self.block = self.busy = 0.0
        self._last = self._now()
        if not self._call.running:
            self._call.start(_BEAT)

    def stop(self) -> None:
        if self._call.running:
            self._call.stop()

    def _beat(self) -> None:
        now = self._now()
        self.block = max(self.block, now[0] - self._last[0] - _BEAT)
        self.busy = max(self.busy, now[1] - self._last[1])
        self._last = now

    @staticmethod
    def _now() -> tuple[float, float]:
        return time.perf_counter(), time.thread_time()


class Watch:
    """Extension: counts, and looks at clocks and memory."""

    def __init__(self, crawler: Crawler) -> None:
        self._stats = stats_of(crawler)
        self.found = Measured(crawler.settings["BENCH_MODE"])
        self._expected = crawler.settings.getint("BENCH_PAGES")
        self._first, self._last = timed(self._expected)
        self._heart = Heartbeat() if crawler.settings.getbool("BENCH_HEART") else None
        self._began = (0.0, 0.0, 0.0)
        self._memory: dict[str, list[tuple[float, float]]] = {"first": [], "last": []}
        crawler.signals.connect(self.closed, signals.spider_closed)
        if self.found.mode in {"unarchived", "whole"}:
            for signal in (signals.item_scraped, signals.item_dropped, signals.item_error):
                crawler.signals.connect(self.page, signal)
        else:
            crawler.signals.connect(self.response, signals.response_received)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def response(self, response: Response) -> None:
        if lantern.ARTICLES in response.url:
            self.page()

    def page(self) -> None:
        """One more has gone as far as it goes in this mode."""
        self.found.pages += 1
        count, found = self.found.pages, self.found
        if count == self._first:
            if self._heart:
                self._heart.start()
            self._began = self._clocks()
        elif count == self._last:
            found.seconds, found.own, found.workers = (
                now - before for now, before in zip(self._clocks(), self._began, strict=True)
            )
            found.rate = (count - self._first) / found.seconds
            if self._heart:
                found.block, found.busy = 1000 * self._heart.block, 1000 * self._heart.busy
                self._heart.stop()
        if count % _APART == 0:
            self._look(count)

    def closed(self) -> None:
        found = self.found
        for place, who in enumerate(("crawl", "worker")):
            found.memory[who] = [_median([each[place] for each in times]) for times in self._memory.values()]
        found.articles = self._stats.get_value("redline/articles", 0)
        found.fitted = self._stats.get_value("redline/fit/profile", 0)
        found.errors = self._stats.get_value("log_count/ERROR", 0)

    def _look(self, count: int) -> None:
        first = min(MARK, self._expected // 2)
        if first <= count < first + _SAMPLES * _APART:
            self._memory["first"].append(_resident())
        if count > self._expected - _SAMPLES * _APART:
            self._memory["last"].append(_resident())

    @staticmethod
    def _clocks() -> tuple[float, float, float]:
        workers = sum(processor_time(process.pid) for process in multiprocessing.active_children())
        return time.perf_counter(), time.process_time(), workers


class Whole(NewsSpider):
    """Redline as it is."""

    name = "bench"
    own_arguments: ClassVar = ("homes",)

    def __init__(self, homes: str, **arguments: str) -> None:
        super().__init__(**arguments)
        self.sitemaps = [f"{homes.split(maxsplit=1)[0]}/sitemap.xml"]  # type: ignore[misc]  # of the class elsewhere
        self.allowed_domains = sorted({home.split("/")[2].partition(":")[0] for home in homes.split()})


class Fetch(Whole):
    """Redline, which drops each page as it comes."""

    def parse(self, response: Response, entry: Entry | None = None) -> Iterator[Any]:  # noqa: ARG002
        settle(stats_of(self.crawler), response.request, self.unfit(response) or "dropped")
        return iter(())


class Plain(Spider):
    """Scrapy alone."""

    name = "plain"

    def __init__(self, homes: str, **arguments: str) -> None:
        super().__init__(**arguments)
        self._home = homes.split(maxsplit=1)[0]

    async def start(self) -> AsyncIterator[Any]:
        yield Request(f"{self._home}/sitemap.xml", self.parse_sitemap)

    def parse_sitemap(self, response: Response) -> Iterator[Request]:
        response.selector.remove_namespaces()  # type: ignore[attr-defined]  # it is an XmlResponse
        for url in response.xpath("//sitemap/loc/text()").getall():
            yield Request(url, self.parse_sitemap, priority=-1)
        for url in response.xpath("//url/loc/text()").getall():
            yield Request(url)

    def parse(self, response: Response) -> None:
        """Drops the page."""


_SPIDERS: Final[dict[Mode, type[Spider]]] = {
    "scrapy": Plain,
    "fetch": Fetch,
    "unarchived": Whole,
    "whole": Whole,
}


def _resident() -> tuple[float, float]:
    """Resident memory in MiB: of this process, and of the largest of its workers."""
    workers = [_size(process.pid) for process in multiprocessing.active_children()]
    return _size("self"), max(workers, default=0.0)


def _size(pid: int | str | None) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * resource.getpagesize() / (1 << 20)


def processor_time(pid: int | None) -> float:
    """Seconds of processor time that a process has had; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2] if values else 0.0


def crawl(mode: Mode, homes: str, pages: int, corpus: str, *, heart: bool) -> Measured:
    """Crawls and measures, with `heart` what blocks the event loop, too. Once a process: a reactor runs
    once."""
    settings = Settings() if mode == "scrapy" else get_project_settings()
    bench = {"BENCH_MODE": mode, "BENCH_PAGES": pages, "BENCH_HEART": heart}
    settings.setdict(_FAST | bench | {"CORPUS_DIR": corpus}, "cmdline")
    settings.set("ARCHIVE_PAGES", mode == "whole", "cmdline")
    settings.set("EXTENSIONS", {**settings.getdict("EXTENSIONS"), Watch: 0}, "cmdline")
    process = CrawlerProcess(settings)
    crawler = process.create_crawler(_SPIDERS[mode])
    process.crawl(crawler, homes=homes)
    gc.collect()
    process.start()
    watch = crawler.get_extension(Watch)
    if watch is None:
        raise RuntimeError("the crawl did not begin")
    return watch.found


if __name__ == "__main__":
    mode, pages, heart, *homes = sys.argv[1:]
    if mode not in get_args(Mode):
        raise SystemExit(f"{mode}: there are {', '.join(get_args(Mode))}")
    with tempfile.TemporaryDirectory(prefix="redline-bench-") as corpus:
        known: Mode = mode
        found = crawl(known, " ".join(homes), int(pages), corpus, heart=heart == "1")  # type: ignore[arg-type]
        print(json.dumps(asdict(found)))
