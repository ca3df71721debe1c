"""Records that no handler takes are not made; those that one takes are."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from crawler.quietlog import QuietLog

SCRAPY = logging.getLogger("scrapy")


@pytest.fixture(autouse=True)
def as_scrapy_has_it() -> Iterator[None]:
    """The level that Scrapy gives its own loggers, whatever the root's is."""
    before = SCRAPY.level
    SCRAPY.setLevel(logging.DEBUG)
    yield
    SCRAPY.setLevel(before)


def settled(monkeypatch: pytest.MonkeyPatch, level: int, *handlers: int) -> int:
    """The level of a root logger with handlers of these levels; pytest gives handlers to the one there is."""
    root = logging.RootLogger(level)
    monkeypatch.setattr(logging, "root", root)
    for each in handlers:
        handler = logging.NullHandler()
        handler.setLevel(each)
        root.addHandler(handler)
    QuietLog().settle()
    return root.level


@pytest.mark.parametrize(
    ("levels", "least"), [([], logging.NOTSET), ([logging.ERROR, logging.INFO], logging.INFO), ([0, 40], 0)]
)
def test_the_root_has_the_level_of_its_most_curious_handler(
    monkeypatch: pytest.MonkeyPatch, levels: list[int], least: int
) -> None:
    assert settled(monkeypatch, logging.NOTSET, *levels) == least


def test_a_level_that_was_set_higher_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settled(monkeypatch, logging.CRITICAL, logging.DEBUG) == logging.CRITICAL


@pytest.mark.parametrize(
    ("handler", "level"), [(logging.WARNING, logging.WARNING), (logging.NOTSET, logging.DEBUG)]
)
def test_scrapy_makes_no_record_of_its_own_for_nobody(
    monkeypatch: pytest.MonkeyPatch, handler: int, level: int
) -> None:
    settled(monkeypatch, logging.NOTSET, handler)
    assert logging.getLogger("scrapy.core.scraper").getEffectiveLevel() == level


def test_a_handler_of_scrapys_loggers_gets_what_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SCRAPY, "handlers", [logging.NullHandler()])
    settled(monkeypatch, logging.NOTSET, logging.WARNING)
    assert SCRAPY.level == logging.DEBUG
