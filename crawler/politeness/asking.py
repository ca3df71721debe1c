"""What a host is asked for once, however many requests want to know it at the same time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred

Answer = TypeVar("Answer")


class Asking(Generic[Answer]):
    """Of those that want the same of a host, the first asks; the others wait, and look again."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[Deferred[None]]] = {}

    async def of(
        self, host: str, known: Callable[[], Answer | None], ask: Callable[[], Awaitable[Answer]]
    ) -> Answer:
        """What is `known` of a host, or else what comes of it when it is asked."""
        while (answer := known()) is None and host in self._waiting:
            waiting: Deferred[None] = Deferred()
            self._waiting[host].append(waiting)
            await maybe_deferred_to_future(waiting)
        if answer is not None:
            return answer
        self._waiting[host] = []
        try:
            return await ask()
        finally:
            for waiting in self._waiting.pop(host):
                waiting.callback(None)
