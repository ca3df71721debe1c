"""The date that a page prints at its story, where it states none to machines."""

from __future__ import annotations

import pytest

from cleaners import Metadata, clean

STORY = "".join(
    f"<p>The clerk of Marlow said on the {day} day that the toll would stay, and that the ferry would too, "
    "whatever the riders had to say of it in the rain.</p>"
    for day in ("first", "second", "third")
)


def metadata(above: str, *, head: str = "", below: str = "") -> Metadata:
    html = (
        f"<html><head><title>Ferry toll stays</title>{head}</head><body><article><h1>Ferry toll stays</h1>"
        f"{above}<div class='entry-content'>{STORY}</div>{below}</article></body></html>"
    )
    return clean(html, url="https://news.example/ferry-toll").metadata


def found(above: str, *, head: str = "", below: str = "") -> tuple[str, str | None]:
    meta = metadata(above, head=head, below=below)
    return meta.published.isoformat() if meta.published else "", meta.date_source


@pytest.mark.parametrize(
    ("above", "published"),
    [
        ("<p class='date'>November 3, 2026</p>", "2026-11-03T00:00:00+00:00"),
        ("<p class='byline'>By Jane Doe | Nov. 3, 2026, 4:05 p.m. ET</p>", "2026-11-03T16:05:00-05:00"),
        (
            "<p class='byline'>By Jane Doe</p><p class='posted'>3 November 2026</p>",
            "2026-11-03T00:00:00+00:00",
        ),
        (
            "<p class='date'>Published November 3, 2026 | Updated November 5, 2026</p>",
            "2026-11-03T00:00:00+00:00",
        ),
    ],
)
def test_a_line_at_the_headline_dates_the_story(above: str, published: str) -> None:
    assert found(above) == (published, "text")


def test_a_day_of_change_is_not_that_of_publication() -> None:
    meta = metadata("<p class='date'>Updated November 5, 2026</p><p class='date'>November 3, 2026</p>")
    assert (meta.published and meta.published.day, meta.modified and meta.modified.day) == (3, 5)


def test_what_is_stated_to_machines_goes_before_it() -> None:
    stated = '<meta property="article:published_time" content="2026-11-02T08:00:00Z">'
    assert found("<p class='date'>November 3, 2026</p>", head=stated) == (
        "2026-11-02T08:00:00+00:00",
        "meta:article:published_time",
    )


def test_a_date_far_below_is_another_storys() -> None:
    teasers = "".join(f"<p class='teaser-date'>November {n}, 2025</p>" for n in range(3, 9))
    assert found("", below=f"<div class='related'>{teasers}</div>")[1] != "text"


def test_a_year_of_copyright_is_no_date() -> None:
    assert found("", below="<footer><p>Copyright 2021 The Lantern. All rights reserved.</p></footer>") == (
        "",
        None,
    )
