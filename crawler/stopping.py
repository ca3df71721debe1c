"""What SIGTERM and SIGINT do to a crawl: the first ends it with all that is in flight, the second at once.

Scrapy's own second signal waits for what its threads are at, a page that hangs among it, and its first one is
lost on a crawl that is only starting.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Final, NoReturn, cast

from scrapy.crawler import Crawler
from scrapy.utils.asyncio import call_later
from scrapy.utils.defer import deferred_from_coro
from twisted.internet.interfaces import IReactorFromThreads

from crawler import exitcodes

logger = logging.getLogger(__name__)

_AGAIN: Final = 0.1  # seconds until a crawl that is only starting is looked at again


class Stopping:
    """Stands for the signal handlers of one crawl. `last_words` gives what is printed where it leaves at
    once: it is called in the handler itself, so it may only look things up."""

    def __init__(self, crawler: Crawler, last_words: Callable[[], str]) -> None:
        self._crawler = crawler
        self._last_words = last_words
        self._told = False

    def install(self) -> None:
        """Takes both signals. Scrapy has to be started without its own handlers then."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._handle)

    def _handle(self, number: int, _: FrameType | None) -> None:
        from twisted.internet import reactor  # noqa: PLC0415 - importing it installs one: Scrapy does that

        if self._told:
            leave(exitcodes.INTERRUPTED, self._last_words())
        self._told = True
        cast("IReactorFromThreads", reactor).callFromThread(self._begin, signal.Signals(number).name)

    def _begin(self, name: str) -> None:
        logger.info("%s: what is in flight is finished and sealed; a second signal leaves at once", name)
        self._stop()

    def _stop(self) -> None:
        if self._crawler.crawling and not self._running():  # it has only begun, and would not hear of it
            call_later(_AGAIN, self._stop)
        else:
            deferred_from_coro(self._crawler.stop_async())

    def _running(self) -> bool:
        try:
            return bool(self._crawler.engine.running)
        except RuntimeError:  # what Scrapy says of an engine that is not made yet
            return False


def end_children() -> None:
    """Kills the processes that clean, whatever they are at. They ignore SIGTERM, so nothing else would."""
    for child in multiprocessing.active_children():
        with contextlib.suppress(ValueError):  # the thread that it works for has closed it meanwhile
            child.kill()


def leave(code: int, words: str) -> NoReturn:
    """Ends the process at once, with the exit code and `words` as its last line: nothing is waited for and
    nothing is closed, as with SIGKILL. The corpus is made for that: the next crawl recovers it."""
    with contextlib.suppress(Exception):
        end_children()
    with contextlib.suppress(Exception):  # it may have been flushed when the signal came
        sys.stdout.flush()
    with contextlib.suppress(OSError):
        os.write(1, f"{words}\n".encode("utf-8", "replace"))
    os._exit(code)
