"""Dates in figures whose day and month could be the other way round."""

from __future__ import annotations

import time
from datetime import date

import pytest

from cleaners import clean
from cleaners.metadata.dayorder import is_month_first, resolved

STORY = "".join(
    f"<p>The clerk of Marlow said on the {day} day that the toll would stay, and that the ferry would too, "
    "whatever the riders had to say of it in the rain.</p>"
    for day in ("first", "second", "third")
)
COM, UK = "https://news.example.com/toll", "https://news.example.co.uk/toll"


def page(lang: str, line: str) -> bytes:
    return (
        f"<html{lang and f' lang={lang}'}><title>Ferry toll stays</title><body><article><h1>Ferry toll stays</h1>"
        f"<div class='date'>{line}</div>{STORY}</article>"
    ).encode()


@pytest.mark.parametrize(
    ("lang", "url", "published"),
    [
        ("en-US", COM, "2026-05-02"),
        ("en", COM, "2026-05-02"),
        ("en", UK, "2026-02-05"),
        ("en-GB", COM, "2026-02-05"),
        ("en_AU", COM, "2026-02-05"),
        ("en-US", UK, ""),
        ("en-CA", COM, ""),
        ("en", "https://news.example.ca/toll", ""),
        ("es", COM, "2026-02-05"),
        ("", COM, ""),
        ("", UK, "2026-02-05"),
    ],
)
def test_the_country_tells_which_is_the_month(lang: str, url: str, published: str) -> None:
    found = clean(page(lang, "Published 05/02/2026 7:00 AM"), url=url).metadata.published
    assert (found.date().isoformat() if found else "") == published


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("February 5, 2026 (05/02/2026)", date(2026, 2, 5)),
        ("5th of February or 05/02/2026 on 2026-02-05", date(2026, 2, 5)),
        ("05.02.2026", date(2026, 2, 5)),
        ("Thursday", date(2026, 2, 5)),
        ("05/02/26", date(2026, 5, 2)),
        ("5/2/2026", date(2026, 5, 2)),
        ("2/5/2026", date(2026, 2, 5)),
        ("05/02/2027", date(2026, 2, 5)),
    ],
)
def test_only_what_is_open_is_turned(line: str, day: date) -> None:
    assert resolved(date(2026, 2, 5), page("en-US", line), COM) == day


def test_a_day_beyond_the_twelfth_is_no_month() -> None:
    assert resolved(date(2026, 2, 13), page("en-US", "13/02/2026"), COM) == date(2026, 2, 13)


def test_dashes_are_written_day_first_too() -> None:
    assert is_month_first(page("en", ""), COM, dashed=True) is None
    assert is_month_first(page("en-US", ""), COM, dashed=True) is True


def test_a_page_of_figures_takes_no_time() -> None:
    started = time.perf_counter()
    resolved(date(2026, 2, 5), page("en-US", "05/02/" * 300_000), COM)
    assert time.perf_counter() - started < 2
