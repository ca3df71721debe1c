"""Notes around a story, in dirty text and on pages, and stories that look like them."""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.blocks import cut_text
from cleaners.evidence.notes import mark, said

STORY = [
    "The county court threw the ferry toll out on Monday, four years after the first coin was dropped.",
    "Nobody had voted for the toll, the panel found, and nobody could say who had thought of it.",
    "The port authority has until the spring to hand the coins back, or to find out whose they were.",
    "A list of the riders was kept for a week and then used to wrap fish, the harbour master wrote.",
]


def struck(lines: list[str]) -> list[tuple[str, str]]:
    blocks = cut_text("\n\n".join(lines))
    marks = mark(blocks)
    return [(marks[b.order].rule, b.text) for b in blocks if b.order in marks]


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("note:copy", "This copy is for your personal, non-commercial use only. Ask us for another."),
        ("note:leaving", "You are now leaving the harbour office's website."),
        ("note:reader", "To view this file, you may need to find a machine that can show it."),
        ("note:form", "Fill out this short form and a boat will be sent."),
        ("note:shortcode", '[button link="/boats" size="big"] All boats'),
        ("note:shortcode", "[contact_form]"),
        ("note:pointer", "WATCH | A boat that sank twice"),
        ("note:podcast", "Listen to The Tide Table wherever you get your podcasts."),
        ("note:appeal", "Our newsroom rows at night so that you can read in the morning. Help it along."),
        ("note:asking", "Please support our journalism: without you, nobody rows. Give what you can."),
        ("note:writer", "Dana Quill is a senior harbour reporter with two oars."),
        ("note:work", "More information: Ansel Roke et al, On Tolls, Journal of Piers (2026)."),
        ("note:work", "A. Roke & D. Quill et al. 2026. On tolls and their absence. Piers 4, 1–9."),
    ],
)
def test_a_note_below_a_story(rule: str, line: str) -> None:
    assert struck([*STORY, line]) == [(rule, line)]


@pytest.mark.parametrize(
    "line",
    [
        "“This copy is for your personal, non-commercial use only,” the clerk said, and kept it.",
        "The form was filled out in pencil, and the pencil was kept as evidence.",
        "[Laughter] The judge asked for order, and for a towel.",
        "Read on for a list of the boats that are still afloat.",
        "The court heard that journalism is a way of rowing, and that our harbour has too much of it.",
        "Dana Quill is a reporter's nightmare, the clerk of the court told the panel of three.",
        "The podcast was heard wherever there was a boat.",
        "More information was promised for the spring.",
        "You are leaving the site of a wreck, the harbour master told the riders.",
        "This copy is for personal and non-commercial use, the stamp on the ticket said.",
        "To view the documents, you need a written order of the court, and a lamp.",
        "Roke et al. (2026) had counted the same coins, and nobody believed them.",
        "Roke et al. 2026 described the toll in nine pages.",
        "Roke, Quill et al. 2026 is the study that the court relied on.",
    ],
)
def test_a_line_of_a_story_that_is_like_a_note(line: str) -> None:
    assert struck([*STORY, line]) == []


@pytest.mark.parametrize("line", ["Fill out the form in ink.", "Dana Quill is a reporter with two oars."])
def test_what_a_note_below_a_story_says_may_stand_in_the_story(line: str) -> None:
    assert struck([STORY[0], line, *STORY[1:]]) == []


def test_works_that_a_text_lists_are_its_sources() -> None:
    works = [f"A. Roke et al. 20{year}. On tolls, part {year}. Piers {year}, 1–9." for year in (24, 25, 26)]
    assert struck([*STORY, *works]) == []
    assert struck([*STORY, *works[:2]]) == [("note:work", work) for work in works[:2]]


def test_the_counters_of_a_gallery() -> None:
    pictures = [line for n in (1, 2, 3) for line in (f"{n} of 40", f"{STORY[n]}")]
    assert struck(pictures) == [("note:counter", f"{n} of 40") for n in (1, 2, 3)]
    assert struck([STORY[0], "2 of 3", STORY[1]]) == []


@pytest.mark.parametrize(
    "day", ["segunda-feira, 22 de janeiro de 2018 às 0:13", "Martes 3 de mayo de 2022", "Montag, 4. Mai 2026"]
)
def test_a_day_above_a_story(day: str) -> None:
    assert struck([STORY[0], day, *STORY[1:]]) == [("note:day", day)]
    assert struck([*STORY, STORY[0], day]) == []
    assert struck([STORY[0], f"{day}, sank die Fähre.", *STORY[1:]]) == []
    assert struck([STORY[0], f"{day} sank the ferry, and nobody noticed until June.", *STORY[1:]]) == []


def test_a_bracket_that_never_closes_takes_no_time() -> None:
    assert struck([*STORY, "[boats" + " by=sea" * 80]) == []


def test_a_note_on_a_page_goes_where_the_model_is_not_certain_of_it() -> None:
    lines = [*STORY[:2], "WATCH | A boat that sank twice", *STORY[2:]]
    html = "".join(f"<p>{line}</p>" for line in lines)
    cleaned = clean(f"<title>Toll</title><article><h1>Toll</h1>{html}</article>")
    assert (cleaned.text.split("\n\n"), [r.rule for r in cleaned.removals][-1]) == (STORY, "note:pointer")


def test_what_all_of_a_text_shows_is_asked_of_texts_only() -> None:
    blocks = cut_text("\n\n".join(["1 of 3", "2 of 3", "3 of 3", *STORY]))
    assert (len(mark(blocks)), said(blocks)) == (3, {})
