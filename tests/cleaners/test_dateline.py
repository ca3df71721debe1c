"""The date that a page prints at its story, where it states none to machines."""

from __future__ import annotations

import pytest

from cleaners import Metadata, clean
from cleaners.dateline import printed
from cleaners.elements import Block
from cleaners.evidence import Mark

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
        ("<p class='date'>Updated Nov. 5, 2026 | Published Nov. 3, 2026</p>", "2026-11-03T00:00:00+00:00"),
        ("<p class='date'>Updated 3 hours ago. Published Nov. 3, 2026</p>", "2026-11-03T00:00:00+00:00"),
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


@pytest.mark.parametrize("where", ["<div class='topbar'>{}</div>", "<header><p class='date'>{}</p></header>"])
def test_the_day_of_today_above_the_headline_is_not_the_storys(where: str) -> None:
    today = where.format("Thursday, November 26, 2026")
    html = f"<body>{today}<article><h1>Ferry toll stays</h1><p class='byline'>By Jane Doe, March 3, 2025</p>{STORY}"
    meta = clean(html, url="https://news.example/ferry-toll").metadata
    assert meta.published is not None
    assert (meta.published.isoformat(), meta.date_source) == ("2025-03-03T00:00:00+00:00", "text")
    html = f"<body>{today}<article><h1>Ferry toll stays</h1>{STORY}"
    assert clean(html, url="https://news.example/ferry-toll").metadata.date_source != "text"


def of_line(line: str, *, order: int = 1) -> tuple[str, str]:
    """The days of publication and of change that `printed` takes from a line below the headline, or elsewhere."""
    blocks = [Block(f"block {n}", "p", order=n) for n in range(max(3, order + 1))]
    blocks[order] = Block(line, "p", order=order)
    marks = {block.order: Mark(None, "story") for block in blocks}
    marks |= {0: Mark("title", "title"), order: Mark("date", "wording:date")}
    return tuple(moment.date().isoformat() if moment else "" for moment in printed(blocks, marks))  # type: ignore[return-value]  # two of them


@pytest.mark.parametrize(
    ("line", "published", "changed"),
    [
        ("November 3, 2026", "2026-11-03", ""),
        ("By Jane Doe | 12 comments | Revised November 5, 2026", "", "2026-11-05"),
        ("By Jane Doe (born 5 May 1991)", "", ""),
        ("Hearing: December 1, 2031", "", ""),
        ("Nov. 3, 2026, 4:05 p.m. · Last updated Nov. 5, 2026", "2026-11-03", "2026-11-05"),
        ("4 min read", "", ""),
    ],
)
def test_each_part_of_a_line_is_read_by_itself(line: str, published: str, changed: str) -> None:
    assert of_line(line) == (published, changed)


def test_a_date_far_below_is_another_storys() -> None:
    assert of_line("November 3, 2026", order=2) == ("2026-11-03", "")
    assert of_line("November 3, 2026", order=4) == ("", "")


def test_a_year_of_copyright_is_no_date() -> None:
    assert found("", below="<footer><p>Copyright 2021 The Lantern. All rights reserved.</p></footer>") == (
        "",
        None,
    )


@pytest.mark.parametrize("line", ["<p>{}</p>", "<div><span>{}</span></div>", "<p class='date'>{}</p>"])
@pytest.mark.parametrize(
    ("figures", "address", "published"),
    [
        ("05/02/2026 14:30", "https://news.example/toll", "2026-05-02T14:30:00+00:00"),
        ("05/02/2026 14:30", "https://news.fr/toll", "2026-02-05T14:30:00+00:00"),
        ("05-02-2026 | 14:30", "https://news.de/toll", "2026-02-05T14:30:00+00:00"),
        ("5/2/2026 - 14h30", "https://news.fr/toll", "2026-02-05T14:30:00+00:00"),
        ("25/02/2026, 2:30 pm", "https://news.example/toll", "2026-02-25T14:30:00+00:00"),
        ("2026-02-05 14:30", "https://news.example/toll", "2026-02-05T14:30:00+00:00"),
        ("05/02/2026 14:30", "https://news.example/2026/february/05/toll", "2026-02-05T14:30:00+00:00"),
    ],
)
def test_figures_have_their_time_and_the_order_of_their_country(
    line: str, figures: str, address: str, published: str
) -> None:
    html = f"<html lang=en><title>Ferry toll stays</title><article><h1>Ferry toll stays</h1>{line.format(figures)}{STORY}"
    cleaned = clean(html, url=address)
    found = cleaned.metadata.published
    assert (found and found.isoformat(), cleaned.metadata.date_source) == (published, "text")
    assert figures not in cleaned.text


def test_the_address_goes_before_what_else_the_page_has_in_words() -> None:
    below = "<p><a href=/2021/may/02/lighthouse>An older story</a></p>"
    html = f"<html lang=en><title>Toll</title><h1>Toll</h1><p>05/02/2026 14:30</p>{STORY}{below}"
    found = clean(html, url="https://news.example/2026/february/05/toll").metadata.published
    assert found is not None
    assert (found.month, found.day) == (2, 5)


def test_figures_that_nothing_tells_apart_give_no_date() -> None:
    html = f"<title>Ferry toll stays</title><h1>Ferry toll stays</h1><p>05/02/2026 14:30</p>{STORY}"
    assert clean(html, url="https://news.example/toll").metadata.published is None
