"""The requests that wait to be made, held so that they cost little.

A large sitemap leaves tens of thousands of them. Python looks through objects for garbage again and again,
which holds up the event loop for a tenth of a second and longer where they are so many. Nothing looks into
bytes, and they take a fraction of the memory.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable
from typing import Any, Final, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler

from crawler.tally import PURPOSE

_METHODS: Final = frozenset(("callback", "errback"))


class PackedFifo:
    """A memory queue for Scrapy's scheduler, first in, first out. Requests for articles are held as bytes;
    others, which are few, and any that cannot be held so, are held as they are."""

    def __init__(self, spider: Spider | None) -> None:
        self._spider = spider
        self._waiting: deque[bytes | Request] = deque()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *_: object) -> Self:
        return cls(crawler.spider)

    def push(self, request: Request) -> None:
        self._waiting.append(self._packed(request))

    def pop(self) -> Request | None:
        return self._unpacked(self._waiting.popleft()) if self._waiting else None

    def peek(self) -> Request | None:
        return self._unpacked(self._waiting[0]) if self._waiting else None

    def clear(self) -> None:
        self._waiting.clear()

    def close(self) -> None:
        """Nothing is open."""

    def __len__(self) -> int:
        return len(self._waiting)

    def _packed(self, request: Request) -> bytes | Request:
        if type(request) is not Request or request.meta.get(PURPOSE) != "article":
            return request
        try:
            # Request.to_dict looks through all members of the spider for its methods: ten times as long
            return pickle.dumps([self._plain(name, getattr(request, name)) for name in Request.attributes])
        except (pickle.PicklingError, AttributeError, TypeError):
            return request

    def _unpacked(self, held: bytes | Request) -> Request:
        if isinstance(held, Request):
            return held
        fields = dict(zip(Request.attributes, pickle.loads(held), strict=True))  # noqa: S301 - our own bytes
        for name in _METHODS:
            if fields[name] is not None:
                fields[name] = getattr(self._spider, fields[name])
        return Request(**fields)

    def _plain(self, name: str, value: Any) -> Any:  # noqa: ANN401 - whatever a request holds
        """A field of a request without its spider: of a method its name, of headers what they hold."""
        if name in _METHODS and value is not None:
            return self._name_of(value)
        return dict(value) if name == "headers" else value

    def _name_of(self, method: Callable[..., Any]) -> str:
        """The name by which the spider has the method. AttributeError where it is none of the spider's."""
        name: str = method.__name__
        if getattr(self._spider, name) != method:
            raise AttributeError(name)
        return name
