"""A spider whose processes are slow at some addresses, and never done with others: for `scrapy runspider`."""

from __future__ import annotations

import sys
import time
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from twisted.internet.task import LoopingCall

from cleaners.model import Rules
from crawler.offload import Offload
from crawler.pagework import PageResult, PageTask, PageWorker
from crawler.reading import ReadGuide, ReadListing
from crawler.sitememory import profile_path
from crawler.spiders.base import NewsSpider

sys.path.append(str(Path(__file__).parent))  # the processes import the worker by its name


class SlowWorker:
    """Takes its time with listings at `/slow…`, and hangs at those at `/hang…`."""

    def __init__(self, profile: str) -> None:
        self.worker = PageWorker(Rules(), profile)

    def __call__(self, task: PageTask) -> PageResult:
        if isinstance(task, ReadListing | ReadGuide):
            for word, seconds in (("/slow", 1.0), ("/hang", 60.0)):
                if word in task.url:
                    time.sleep(seconds)
        return self.worker(task)


class SlowSpider(NewsSpider):
    """Reads the listings at `home`, and counts how often the event loop goes round while it reads them."""

    name = "slow"
    allowed_domains: ClassVar = ["127.0.0.1"]
    own_arguments = ("home", "feeds", "fronts")

    def __init__(self, home: str, feeds: str = "", fronts: str = "", **arguments: Any) -> None:
        super().__init__(**arguments)
        self.feeds = [home + path for path in feeds.split()]  # type: ignore[misc]  # of the class elsewhere
        self.fronts = [home + path for path in fronts.split()]  # type: ignore[misc]

    @cached_property
    def work(self) -> Offload[PageTask, PageResult]:
        profile = profile_path(self.settings["CORPUS_DIR"], self.source)
        return Offload(SlowWorker(str(profile)), 2, deadline=2.5)

    def opened(self) -> None:
        super().opened()
        LoopingCall(self.tick).start(0.1)

    def tick(self) -> None:
        if self.turns.waiting:
            self.crawler.stats.inc_value("redline/ticks")  # type: ignore[union-attr]
