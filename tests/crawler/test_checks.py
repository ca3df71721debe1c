"""How often a known site's pages are cleaned both ways."""

from __future__ import annotations

from crawler.checks import Checks


def checked(checks: Checks, pages: int, *, agrees: bool = True) -> int:
    """How many of so many pages are checked, each with that finding."""
    due = 0
    for _ in range(pages):
        if checks.due():
            due += 1
            checks.found(agrees)
    return due


def test_one_page_of_fifty_is_checked_and_one_of_two_hundred_once_ten_agreed() -> None:
    checks = Checks()
    assert checked(checks, 500) == 10
    assert checked(checks, 1000) == 5


def test_one_that_differs_brings_more_checks() -> None:
    checks = Checks()
    checked(checks, 500)
    assert checked(checks, 200, agrees=False) == 1
    assert checked(checks, 500) == 10
    assert checked(checks, 200) == 1


def test_where_checks_differ_they_go_on() -> None:
    assert checked(Checks(), 1000, agrees=False) == 20
