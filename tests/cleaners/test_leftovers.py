"""What extractors leave in a text beside the story, and stories that look like it."""

from __future__ import annotations

import pytest

from cleaners.blocks import cut_text
from cleaners.evidence.leftovers import mark

STORY = [
    "The county court threw the ferry toll out on Monday, four years after the first coin had been dropped into the box.",
    "Nobody had voted for the toll, the panel found, and nobody could say who had first thought of it, or when it began.",
]


def struck(lines: list[str]) -> list[tuple[str, str]]:
    blocks = cut_text("\n".join(lines))
    marks = mark(blocks)
    return [(marks[b.order].rule, b.text) for b in blocks if b.order in marks]


def test_the_end_of_a_pages_source() -> None:
    source = ['</noscript><script id="data">{"page": 4}', "window.tally = [];", "</script></body></html>"]
    assert struck([*STORY, *source]) == [("page-source", line) for line in source]


def test_a_script_in_a_story_about_scripts_stays() -> None:
    assert struck([STORY[0], "<script>alert(1)</script>", STORY[1]]) == []


def test_a_thread_of_comments() -> None:
    thread = [
        "- marlow_rider I rode that ferry for years and never paid.",
        "It was a fine ferry. Reply",
        "- oarsman You should have rowed. Reply",
    ]
    assert struck([*STORY, *thread]) == [("comment-thread", line) for line in thread]


def test_one_reply_is_no_thread() -> None:
    assert struck([*STORY, "The letter was headed, in red ink: In Reply"]) == []


def test_headlines_with_their_dates_above_the_story() -> None:
    cascade = [
        line
        for number in range(3)
        for line in ("Harbor Desk", f"Ferry {number} runs aground", f"By Dec {19 + number}, 2026")
    ]
    assert struck([*cascade, *STORY]) == [("header-cascade", line) for line in cascade]


def test_a_headline_a_byline_and_a_date_are_no_cascade() -> None:
    head = [
        "Ferry toll falls",
        "A panel of three agreed",
        "By Dana Quill",
        "Dec 19, 2026",
        "Marlow",
        "Courts",
    ]
    assert struck([*head, *STORY]) == []


def test_notices_about_cookies() -> None:
    notice = "We use cookies to make our website work. You may refuse cookies in your browser at any time."
    assert struck([*STORY, notice]) == [("cookie-notice", notice)]


@pytest.mark.parametrize(
    "line",
    [
        "The baker sued over her cookies, and the jury asked for cookies of its own to taste.",
        "Regulators fined the company over cookies that it had set in browsers without asking anybody.",
    ],
)
def test_news_of_cookies_stays(line: str) -> None:
    assert struck([*STORY, line]) == []


def test_nothing_is_in_nothing() -> None:
    assert mark([]) == {}


FILLER = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor."


def test_filler_that_nobody_replaced() -> None:
    assert struck([STORY[0], FILLER, STORY[1], FILLER]) == [("filler", FILLER)] * 2


def test_filler_in_a_text_about_it_stays() -> None:
    told = (
        "The court's new website went live with nothing but lorem ipsum on it, and won a prize for clarity."
    )
    assert struck([told, FILLER, STORY[1]]) == []


def test_a_card_that_names_its_story_twice() -> None:
    card = "Who Painted the Pier? Who Painted the Pier?"
    assert struck([*STORY, STORY[0], card]) == [("doubled-headline", card)]


@pytest.mark.parametrize(
    "line",
    [
        "No, no. No, no.",
        "Drop the toll! Drop the toll!",
        "| Toll | in pence | Toll | in pence |",
        "Row, row, row the boat.",
    ],
)
def test_what_is_said_twice_and_is_no_card(line: str) -> None:
    assert struck([*STORY, STORY[0], line]) == []


def test_a_headline_twice_above_its_story_is_no_card() -> None:
    assert struck(["Who Painted the Pier? Who Painted the Pier?", *STORY]) == []
