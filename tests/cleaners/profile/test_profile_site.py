"""A made-up site, cleaned by the profile that its own pages teach."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import pytest
from madeup import EVERYWHERE, OFTEN, TURNS, MadeUp, page, site
from taught import bare, cleaned_with, fits, inexact, lessons_of, paragraphs, taught_by

from cleaners import Profile, learn
from cleaners.evidence import wording
from cleaners.model import Rules
from cleaners.profile import MIN_PAGES, again, glean

PAGES = 120


@pytest.fixture(scope="module")
def pages() -> list[MadeUp]:
    return site(PAGES)


@pytest.fixture(scope="module")
def profile(pages: list[MadeUp]) -> Profile:
    return taught_by(pages)


def test_no_wording_knows_the_promos() -> None:
    texts = [EVERYWHERE, *OFTEN, *(text for texts in TURNS for text in texts)]
    assert [text for text in texts if wording.match(text) is not None] == []


def test_every_page_comes_out_exact(profile: Profile, pages: list[MadeUp]) -> None:
    assert inexact(profile, pages) == []
    assert fits(profile, pages) == {"profile"}


def test_all_promos_are_on_the_ledger(profile: Profile, pages: list[MadeUp]) -> None:
    for made in pages[:20]:
        struck = {cut.text: cut.rule for cut in cleaned_with(profile, made).removals}
        assert {struck.get(text) for text in made.promos} == {"repeated-on-site"}


def test_both_templates_are_known(profile: Profile) -> None:
    homes = {layout.story[0] for layout in profile.layouts}
    assert homes == {
        "div.entry-content",
        "div.field.field--name-body.field--type-text-with-summary.field__item",
    }
    assert profile.pages == PAGES


@pytest.mark.parametrize("count", [5, 50])
def test_a_part_of_the_pages_teaches_their_markup(pages: list[MadeUp], count: int) -> None:
    """Promos whose turn has not come twice are unknown yet; everything else is exact."""
    profile = taught_by(pages[:count])
    assert fits(profile, pages) == {"profile"}
    for made in pages:
        found = paragraphs(cleaned_with(profile, made))
        assert [text for text in found if text not in made.promos] == list(made.gold)
        assert EVERYWHERE not in found


@pytest.mark.parametrize("count", [1, 2])
def test_one_or_two_pages_decide_nothing(pages: list[MadeUp], count: int) -> None:
    assert count < MIN_PAGES
    assert fits(taught_by(pages[:count]), pages[:3]) == {"unfit:pages"}


def test_no_pages_teach_nothing() -> None:
    assert learn([]) == Profile()
    assert fits(learn([]), [page(1)]) == {"unfit:pages"}


def test_pages_that_a_profile_cleaned_teach_their_lines(pages: list[MadeUp]) -> None:
    """The markup of a few pages and the lines of all: what a crawl knows at its end."""
    young = taught_by(pages[:6])
    assert len(inexact(young, pages)) > PAGES // 2
    grown = learn([glean(cleaned_with(young, made), Rules()) for made in pages[6:]], young)
    assert inexact(grown, pages) == []
    assert (grown.learned, grown.votes.keys()) == (PAGES, young.votes.keys())


def test_pages_cleaned_before_are_exact_by_what_is_known_later(pages: list[MadeUp]) -> None:
    """From the first page on: six pages teach, the others are cleaned as they come, and all are looked at again."""
    young = taught_by(pages[:6])
    early = [cleaned_with(young, made) for made in pages]
    grown = learn([glean(cleaned, Rules()) for cleaned in early[6:]], young)
    late = [again(cleaned, grown) for cleaned in early]
    assert [paragraphs(cleaned) for cleaned in late] == [list(made.gold) for made in pages]
    assert [len(one.blocks) + len(one.removals) for one in early] == [
        len(one.blocks) + len(one.removals) for one in late
    ]
    assert late == [cleaned_with(grown, made) for made in pages]
    assert [again(cleaned, grown) for cleaned in late] == late


def test_two_layouts_where_one_is_rare() -> None:
    pages = [*bare(range(18)), *bare(range(100, 104), "node")]
    profile = taught_by(pages)
    assert [layout.pages for layout in profile.layouts] == [18_000, 4_000]
    assert inexact(profile, [*pages, *bare(range(30, 40)), *bare(range(200, 210), "node")]) == []


def test_what_is_not_entered_is_on_the_ledger(profile: Profile, pages: list[MadeUp]) -> None:
    cleaned = cleaned_with(profile, pages[0])
    (aside,) = [cut for cut in cleaned.removals if cut.text.startswith("Most read")]
    assert (aside.rule, aside.where.rpartition(" > ")[2]) == ("profile", "aside#secondary.widget-area")
    assert [
        block.order for block in sorted((*cleaned.blocks, *cleaned.removals), key=lambda b: b.order)
    ] == list(range(len(cleaned.blocks) + len(cleaned.removals)))


def test_title_and_captions_are_found_as_on_any_page(profile: Profile, pages: list[MadeUp]) -> None:
    made = next(made for made in pages if "/press/" in made.url)
    cleaned = cleaned_with(profile, made)
    assert cleaned.title.startswith(tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    assert [cut.text for cut in cleaned.removals if cut.rule == "title"] == [cleaned.title]
    assert [image.caption for image in cleaned.metadata.images if image.caption] != []


def test_a_profile_can_be_read(profile: Profile) -> None:
    lines = list(profile.describe())
    assert lines[0] == f"{PAGES} pages taught it, of {PAGES} ever"
    assert any(line.startswith("keep 1.00") and "p < div.entry-content" in line for line in lines)
    assert any(line.startswith("not entered, related") and "aside#secondary" in line for line in lines)


def test_lessons_are_small(pages: list[MadeUp]) -> None:
    import json

    assert max(len(json.dumps(lesson.to_json())) for lesson in lessons_of(pages)) < 12_000


@pytest.mark.parametrize("count", [5, 12])
def test_names_of_parts_in_paragraphs_and_stock_sentences_stay(count: int) -> None:
    parts = ("<p><strong>The facts</strong></p>", "<p>The investigation is ongoing.</p>")
    told = [
        replace(made, html=made.html.replace(before, f"{part}{before}", 1))
        for number, made in enumerate(site(count, template="press"))
        for before, part in [(f"<p>{escape(made.gold[1])}</p>", parts[number % 3 == 1])]
    ]
    assert all(any(part in made.html for part in parts) for made in told)
    profile = taught_by(told)
    for number, made in enumerate(told):
        line = ("The facts", "The investigation is ongoing.")[number % 3 == 1]
        assert line in paragraphs(cleaned_with(profile, made))
