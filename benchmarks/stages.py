"""Where Redline's time goes. Its stages are timed from outside, so that the cleaner carries no clocks."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, TypeAlias

from pages import BenchPage
from patching import Place, find, patched

Stages: TypeAlias = Mapping[str, tuple[Place, ...]]

UNKNOWN: Final[Stages] = {
    "decoding": (("cleaners", "sniff"), ("cleaners", "decode")),
    "parse": (("cleaners.page", "LexborHTMLParser"),),
    "cutting into blocks": (("cleaners.page", "cut"),),
    "metadata": (("cleaners.page", "read_with_titles"), ("cleaners", "guessed")),
    "model: features": (("cleaners.learned.model", "rows"), ("cleaners.learned.votes", "rows")),
    "model: words and names": (("cleaners.learned.linear", "Linear.scores"),),
    "model: trees": (("cleaners.learned.trees", "Trees.margins"),),
    "trafilatura, where it is asked": (
        ("cleaners.evidence.extractor", "extract"),
        ("cleaners.evidence.extractor", "shares"),
    ),
    "wording": (("cleaners.evidence.wording", "mark"), ("cleaners.evidence.wording", "name")),
    "names of kinds": (("cleaners.evidence.place", "name"), ("cleaners.evidence.place", "rename")),
    "other evidence, decision": (("cleaners", "decide"),),
    "kind of page, guards": (("cleaners", "recognise"), ("cleaners", "others"), ("cleaners", "guard")),
}
"""The way of a page of an unknown site: the stages, and the functions that are each."""

KNOWN: Final[Stages] = {
    "decoding": UNKNOWN["decoding"],
    "parse": (("cleaners.profile.apply", "LexborHTMLParser"),),
    "cutting into blocks, look-ups": (("cleaners.profile.apply", "cut"),),
    "metadata": (("cleaners.profile.apply", "read_with_titles"), ("cleaners", "guessed")),
    "wording": (("cleaners.evidence.wording", "mark"),),
    "repetition": (("cleaners.profile.apply", "repeats"),),
    "decision": (("cleaners", "read_known"),),
    "kind of page, guards": UNKNOWN["kind of page, guards"],
    "the slow way, where a page does not fit": (("cleaners", "read_html"), ("cleaners", "decide")),
}
"""The way of a page of a known site."""

REST: Final = "the rest: the ledger and the record"


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


def spent(pages: Sequence[BenchPage], clean: Callable[[BenchPage], object], of: Stages) -> dict[str, float]:
    """Milliseconds a page that each stage takes itself, without the stages in it; the largest first.
    AttributeError where a stage has moved: correct the table then."""
    clock = _Clock()
    places = [(name, place) for name, each in of.items() for place in each]
    with patched([(place, clock.wrap(find(place)[2], name)) for name, place in places]):
        for page in pages:
            with clock.stage(REST):
                clean(page)
    found = sorted(clock.spent.items(), key=lambda s: s[1], reverse=True)
    return {name: taken / 1e6 / max(1, len(pages)) for name, taken in found}
