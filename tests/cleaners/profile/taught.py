"""Lessons and cleaning of made-up pages, for the tests of profiles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from madeup import MadeUp, page

from cleaners import Cleaned, Lesson, Profile, clean, learn, study


@cache
def lesson_of(made: MadeUp) -> Lesson:
    """What a page teaches; the slow way is gone once a page for all tests."""
    cleaned, lesson = study(made.html, url=made.url)
    assert lesson is not None, cleaned.reason
    return lesson


def lessons_of(pages: Iterable[MadeUp]) -> list[Lesson]:
    return [lesson_of(made) for made in pages]


def taught_by(pages: Iterable[MadeUp], before: Profile | None = None) -> Profile:
    return learn(lessons_of(pages), before)


def cleaned_with(profile: Profile, made: MadeUp) -> Cleaned:
    return clean(made.html, url=made.url, profile=profile)


def paragraphs(cleaned: Cleaned) -> list[str]:
    return [re.sub(r"^- ", "", text) for text in cleaned.text.split("\n\n")]


def inexact(profile: Profile, pages: Sequence[MadeUp]) -> list[str]:
    """The addresses of the pages that the profile does not clean to their gold, word for word."""
    return [made.url for made in pages if paragraphs(cleaned_with(profile, made)) != list(made.gold)]


def fits(profile: Profile, pages: Iterable[MadeUp]) -> set[str]:
    return {cleaned_with(profile, made).fit for made in pages}


def bare(numbers: Iterable[int], template: str = "press") -> list[MadeUp]:
    """Pages of one template without promos."""
    return [page(number, template=template, furnished=False) for number in numbers]
