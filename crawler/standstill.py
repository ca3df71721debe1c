"""Whether a crawl stands still but for items that wait.

Scrapy has no public word for it: what is asked of its engine's private parts stands here alone, and a test
fails where a new Scrapy has them otherwise.
"""

from __future__ import annotations

from scrapy.core.engine import ExecutionEngine
from scrapy.crawler import Crawler


def is_ending(crawler: Crawler) -> bool:
    """Whether a crawl is being closed: what waits in it should not wait on."""
    requests = crawler.engine._slot  # noqa: SLF001 - see above
    return requests is None or requests.closing is not None


def stands_still(engine: ExecutionEngine, waiting: int) -> bool:
    """Whether nothing can come any more, unless one of the `waiting` items in the pipelines goes on.

    That is so when each response that is being worked on is that of a waiting item and nothing is downloaded,
    and when there is nothing left to ask for, the crawl is ending, or Scrapy takes no more responses because
    those that wait are too large together.
    """
    slot, requests = engine.scraper.slot, engine._slot  # noqa: SLF001 - see above
    if slot is None or requests is None:
        return True
    if len(slot.active) + len(slot.queue) > waiting or engine.downloader.active:
        return False
    starting = engine._start is not None  # noqa: SLF001 - as above
    ended = not starting and not requests.scheduler.has_pending_requests()
    return ended or requests.closing is not None or slot.needs_backout()
