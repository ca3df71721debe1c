"""No more is asked for than can be worked on: a scheduler that waits for those who read and clean.

Scrapy asks for more as long as what has come is below SCRAPER_SLOT_MAX_ACTIVE_SIZE, in bytes. Small pages
would still wait by the thousands where cleaning is slower than fetching, and a front would be asked for while
the sitemap that came before it is being read, and with it the articles that go first. And what it has given
cannot be taken back, so it gives nothing while a host's opt-outs are asked for: these go beside it.
"""

from __future__ import annotations

from typing import Final

from scrapy import Request, Spider
from scrapy.core.scheduler import Scheduler
from twisted.internet.defer import Deferred

from crawler.politeness.optouts import OptOuts

WAITING: Final = 24
"""Tasks a process that may wait or be done. So many that none is idle while the next page is fetched."""


class BackPressure(Scheduler):
    """Scrapy's scheduler, which gives no request while a listing is being read, while the files of opt-outs
    are asked for, or while the processes of a `NewsSpider` have more than enough to do."""

    _optouts: OptOuts | None = None

    def open(self, spider: Spider) -> Deferred[None] | None:
        if self.crawler is not None:
            self._optouts = self.crawler.get_extension(OptOuts)
        return super().open(spider)

    def next_request(self) -> Request | None:
        if self._optouts is not None and self._optouts.asking:
            return None
        full = getattr(self.spider, "is_full", None)
        return None if full is not None and full() else super().next_request()
