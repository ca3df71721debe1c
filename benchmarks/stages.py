"""Where Redline's time goes. Its stages are timed from outside, so that the cleaner carries no clocks."""

from __future__ import annotations

import importlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from pages import BenchPage

STAGES: Final = (
    ("cleaners", "decode", "decoding"),
    ("cleaners", "read_html", "parse and blocks"),
    ("cleaners", "decide", "other evidence, decision"),
    ("cleaners.page", "read", "metadata"),
    ("cleaners.page", "titles", "metadata"),
    ("cleaners.evidence.extractor", "extract", "trafilatura, both modes"),
    ("cleaners.evidence.extractor", "mark", "finding its text in the blocks"),
    ("cleaners.evidence.wording", "mark", "wording"),
    ("cleaners.evidence.wording", "name", "wording"),
)
"""Module, the name by which it calls the function, and the stage."""
REST: Final = "the rest"


class _Clock:
    """Adds up the time of stages. A stage inside another stops the outer one's clock."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, int] = defaultdict(int)
        self._running: list[str] = []
        self._since = 0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self._switch()
        self._running.append(name)
        try:
            yield
        finally:
            self._switch()
            self._running.pop()

    def _switch(self) -> None:
        now = time.process_time_ns()
        if self._running:
            self.spent[self._running[-1]] += now - self._since
        self._since = now

    def wrap(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        def timed(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - passes anything on
            with self.stage(name):
                return function(*args, **kwargs)

        return timed


def shares(pages: Sequence[BenchPage]) -> dict[str, float]:
    """The share of the time of `clean` that each stage takes itself, the largest first. Adds up to 1.
    AttributeError where a stage has moved: correct STAGES then."""
    clean = importlib.import_module("cleaners").clean
    clock = _Clock()
    with _timed(clock):
        for page in pages:
            with clock.stage(REST):
                clean(page.body, url=page.url, content_type=page.content_type)
    total = sum(clock.spent.values()) or 1
    return {
        name: spent / total for name, spent in sorted(clock.spent.items(), key=lambda s: s[1], reverse=True)
    }


@contextmanager
def _timed(clock: _Clock) -> Iterator[None]:
    """Put the clock around every stage, and take it off again."""
    before: list[tuple[Any, str, Callable[..., Any]]] = []
    try:
        for module_name, attribute, stage in STAGES:
            module = importlib.import_module(module_name)
            function = getattr(module, attribute)
            before.append((module, attribute, function))
            setattr(module, attribute, clock.wrap(function, stage))
        yield
    finally:
        for module, attribute, function in before:
            setattr(module, attribute, function)
