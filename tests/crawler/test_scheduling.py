"""The scheduler gives nothing while something else has to come first."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.core.scheduler import Scheduler

from crawler.scheduling import BackPressure

NEXT = Request("https://news.example/a")


@pytest.fixture
def scheduler(monkeypatch: pytest.MonkeyPatch) -> BackPressure:
    monkeypatch.setattr(Scheduler, "next_request", lambda _: NEXT)
    made = BackPressure.__new__(BackPressure)
    made.spider = SimpleNamespace(is_full=lambda: False)  # type: ignore[assignment]  # all that is asked of it
    made._optouts = SimpleNamespace(asking=0)  # type: ignore[assignment]  # as above
    return made


def test_it_gives_what_scrapys_gives(scheduler: BackPressure) -> None:
    assert scheduler.next_request() is NEXT


def test_nothing_while_the_files_of_opt_outs_are_asked_for(scheduler: BackPressure) -> None:
    scheduler._optouts.asking = 1  # type: ignore[union-attr]  # the fixture set it
    assert scheduler.next_request() is None


def test_nothing_while_the_processes_have_enough_to_do(scheduler: BackPressure) -> None:
    scheduler.spider.is_full = lambda: True  # type: ignore[attr-defined]  # the fixture's
    assert scheduler.next_request() is None
