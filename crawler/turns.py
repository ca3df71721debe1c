"""Much work on the event loop in small pieces, and listings one after the other.

A feed knows dates and titles that a front does not, and the first listing of an address is the one that
counts. Read in several processes, a short listing would overtake a long one: so each waits for its turn, in
the order in which they came.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterable
from typing import Final, TypeVar

from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred, DeferredLock
from twisted.internet.task import deferLater

Item = TypeVar("Item")

SLICE: Final = 0.01
"""Seconds of work, after which whatever else waits on the event loop gets its time."""


class Turns:
    """Who reads, and who waits. For Twisted's thread."""

    def __init__(self) -> None:
        self._lock = DeferredLock()
        self._waiting = 0

    @property
    def waiting(self) -> int:
        """How many have come and have given nothing yet."""
        return self._waiting

    async def take(self, items: AsyncIterator[Item]) -> AsyncIterator[Item]:
        """The items, once those that came before have given all of theirs."""
        self._waiting += 1
        waits = True
        try:
            await maybe_deferred_to_future(self._lock.acquire())
            try:
                async for item in items:
                    if waits:
                        waits = False
                        self._waiting -= 1
                    yield item
            finally:
                self._lock.release()
        finally:
            self._waiting -= waits


async def in_slices(items: Iterable[Item]) -> AsyncIterator[Item]:
    """The items. Whenever they, and what is made of them, have taken `SLICE`, other work goes before the
    next one."""
    began = time.monotonic()
    for item in items:
        yield item
        if time.monotonic() - began > SLICE:
            await maybe_deferred_to_future(_others())
            began = time.monotonic()


def _others() -> Deferred[None]:
    """Fires when what is due on the event loop has been done."""
    from twisted.internet import reactor  # noqa: PLC0415 - importing it installs one: Scrapy does that

    return deferLater(reactor, 0)
