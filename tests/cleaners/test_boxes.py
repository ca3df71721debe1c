"""What is left of a box that is cut, and what a box is called, unless something is surely of the story."""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.evidence import Mark, Marks
from cleaners.evidence.boxes import CALLED, LEFT, called, halves
from cleaners.page import read_html

LINES = [
    f"The {court} of Port Alma heard on {day} that the lighthouse keeper had sold the lamp and kept the matches, and rose."
    for court, day in (
        ("court", "Monday"),
        ("full bench", "Tuesday"),
        ("high court", "Friday"),
        ("jury", "Sunday"),
    )
] * 3
HEADLINE = "Keeper of the second lighthouse is asked about matches"
SUMMARY = "What happened to the other lamp, and who is said to have lit the stove with it."
DATE = "March 3, 2026"


def box(name: str, summary: str = SUMMARY) -> str:
    return (
        f'<div class="{name}"><div class=w><h3><a href=/m>{HEADLINE}</a></h3><p class=x>{summary}</p>'
        f"<p class=y>{DATE}</p></div></div>"
    )


def left(html: str, *, cut: tuple[str, ...] = (HEADLINE, DATE), sure: bool = False) -> list[tuple[str, Mark]]:
    """What goes of a page with a box behind its third paragraph."""
    story = [f"<p>{line}</p>" for line in LINES]
    page = read_html(f"<body><article>{''.join(story[:3])}{html}{''.join(story[3:])}</article></body>")
    marks: Marks = {b.order: Mark("related" if b.text in cut else None, "test") for b in page.blocks}
    told = {b.order for b in page.blocks if sure or b.text in LINES}
    return [(page.blocks[order].text, what) for order, what in halves(page.blocks, marks, told).items()]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ps-promo", "related"),
        ("c-teaser", "related"),
        ("recirc-box", "related"),
        ("newsletter-box", "newsletter"),
    ],
)
def test_a_summary_goes_with_its_headline(name: str, kind: str) -> None:
    assert left(box(name)) == [(SUMMARY, Mark(kind, LEFT))]  # type: ignore[arg-type]  # a kind


@pytest.mark.parametrize("name", ["card", "story-part", "entry", "has-promo"])
def test_a_box_that_no_name_gives_away_stays(name: str) -> None:
    assert left(box(name)) == []


def test_what_is_surely_of_the_story_speaks_for_its_box() -> None:
    assert left(box("promo"), sure=True) == []


@pytest.mark.parametrize("name", ["similar-cases", "related-case", "relatedCases"])
def test_a_box_on_cases_that_are_like_the_story_s_stays(name: str) -> None:
    assert left(box(name)) == []


def test_a_date_alone_gives_no_box_away() -> None:
    lede = f'<div class="article-teaser"><p>{DATE}</p><p>{SUMMARY}</p></div>'
    assert left(lede, cut=(DATE,)) == [(SUMMARY, Mark("related", LEFT))]  # cut as related itself
    story = [f"<p>{line}</p>" for line in LINES]
    page = read_html(f"<body><article>{lede}{''.join(story)}</article></body>")
    marks: Marks = {b.order: Mark("date" if b.text == DATE else None, "test") for b in page.blocks}
    assert halves(page.blocks, marks, {b.order for b in page.blocks if b.text in LINES}) == {}


def test_blocks_that_stand_deep_in_a_box_hide_it_from_none() -> None:
    deep = f"<div><div><div><p>{PICTURED}</p></div></div></div>"
    html = f'<div class="related"><div>{deep}<p>{SUMMARY}</p><p>{DATE}</p></div></div>'
    assert [text for text, _ in left(html, cut=(DATE,))] == [PICTURED, SUMMARY]


def test_a_box_of_which_nothing_is_cut_stays() -> None:
    assert left(box("promo"), cut=()) == []


def test_a_box_with_a_good_part_of_the_story_stays() -> None:
    assert left(box("promo", f"{SUMMARY} " * 30)) == []


def test_the_summary_of_another_story_within_one_goes_from_a_page() -> None:
    story = [f"<p>{line}</p>" for line in LINES[:8]]
    html = f"<title>Lamp</title><article><h1>Lamp</h1>{''.join(story[:4])}{box('promo')}{''.join(story[4:])}</article>"
    assert SUMMARY not in clean(html).text


PICTURED = "The keeper shows the lamp that he kept in the stove, beside the matches that he sold."


def cut_as_called(name: str, *, sure: bool = False, times: int = 1) -> list[Mark]:
    """What is made of a line in an element of that name, between a story's paragraphs."""
    story = "".join(f"<p>{line}</p>" for line in LINES)
    box = f'<div class="{name}"><p>{PICTURED}</p></div>' * times
    page = read_html(f"<body><article>{story}{box}{story}</article></body>")
    marks: Marks = {b.order: Mark(None, "test") for b in page.blocks}
    told = {b.order for b in page.blocks if sure or b.text in LINES}
    return list(called(page.blocks, marks, told).values())


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("caption", "caption"),
        ("c-image-caption", "caption"),
        ("comment-body", "comments"),
        ("author-bio", "bio"),
        ("byline", "byline"),
        ("affiliate-disclosure", "legal"),
        ("FootnotesComponent_disclaimer__Sx", "legal"),
    ],
)
def test_what_is_called_so_and_is_not_sure_goes(name: str, kind: str) -> None:
    assert cut_as_called(name) == [Mark(kind, CALLED)]  # type: ignore[arg-type]  # a kind


@pytest.mark.parametrize("name", ["legal", "legal-news", "copyright-cases", "story", "card", "has-caption"])
def test_what_a_section_of_the_site_may_be_called_stays(name: str) -> None:
    assert cut_as_called(name) == []


def test_the_last_line_of_a_story_in_such_a_box_stays() -> None:
    """What is sure counts for how much of the story the box holds."""
    verdict = "Count One, wire fraud: guilty. Count Two, money laundering: not guilty."
    page = read_html(
        f'<body><div class="case-comment">{"".join(f"<p>{t}</p>" for t in (*LINES, verdict))}</div></body>'
    )
    marks: Marks = {b.order: Mark(None, "test") for b in page.blocks}
    assert called(page.blocks, marks, range(len(LINES))) == {}


def test_what_is_sure_stays_whatever_it_is_called() -> None:
    assert cut_as_called("caption", sure=True) == []


def test_captions_that_are_the_story_stay() -> None:
    assert cut_as_called("caption", times=20) == []
