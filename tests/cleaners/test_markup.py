"""What is marked up as the story is, what a class hides, JSON in the text, and a story printed again."""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.evidence.markup import hidden_boxes
from cleaners.page import read_html

LINES = [
    f"The {place} sat on {day} to hear whether a goose may be called as a witness in the trial of a farmer."
    for place, day in (
        ("county court", "Monday"),
        ("court of appeals", "Tuesday"),
        ("high court", "Wednesday"),
        ("magistrate", "Thursday"),
        ("full bench", "Friday"),
        ("grand jury", "Saturday"),
    )
]
BOX = "Support the paper that sends a reporter to every goose trial, and read all of it without a fee."


def page(*body: str, description: str = "") -> str:
    head = f'<title>Goose called</title><meta name="description" content="{description}">'
    return f"<html><head>{head}</head><body><article><h1>Goose called</h1>{''.join(body)}</article></body></html>"


def paragraphs(lines: list[str]) -> list[str]:
    return [f"<p>{line}</p>" for line in lines]


def test_a_first_paragraph_with_a_wrapper_of_its_own_is_no_standfirst() -> None:
    wrapped = [f'<div class="para"><p>{line}</p></div>' for line in LINES]
    cleaned = clean(page(*wrapped, description=LINES[0]))
    assert (cleaned.standfirst, cleaned.text.split("\n\n")) == ("", LINES)


def test_what_the_description_says_and_looks_otherwise_is_one() -> None:
    deck = "A goose may be heard in court after all, and the farmer who owns it is not pleased by that."
    cleaned = clean(page(f'<div class="intro"><p>{deck}</p></div>', *paragraphs(LINES), description=deck))
    assert (cleaned.standfirst, cleaned.text.split("\n\n")) == (deck, LINES)


def test_a_paragraph_that_begins_as_a_caption_does_is_no_caption() -> None:
    caption = "<figure><img src=a.jpg><figcaption>The county court sat on Monday to hear whether</figcaption></figure>"
    cleaned = clean(page(caption, *paragraphs(LINES)))
    assert cleaned.text.split("\n\n") == LINES


@pytest.mark.parametrize(
    ("classes", "kept"),
    [("hidden", False), ("box hidden", False), ("hidden md:block", True), ("unhidden", True)],
)
def test_a_class_hides_but_for_another_that_shows(classes: str, *, kept: bool) -> None:
    cleaned = clean(page(*paragraphs(LINES), f'<div class="{classes}"><p>{BOX}</p></div>'))
    hidden = [cut.text for cut in cleaned.removals if cut.rule == "hidden"]
    assert hidden == ([] if kept else [BOX])


def test_a_story_in_a_hidden_box_is_shown_by_a_script() -> None:
    cleaned = clean(page(f'<div class="hidden">{"".join(paragraphs(LINES))}</div>'))
    assert cleaned.text.split("\n\n") == LINES


def test_json_in_the_text_is_cut_and_in_code_it_stays() -> None:
    data = '{"layout": 2, "align": "center", "text": "Read on", "colour": "#fff"}'
    cleaned = clean(page(*paragraphs(LINES[:3]), f"<p>{data}</p>", *paragraphs(LINES[3:])))
    assert cleaned.text.split("\n\n") == LINES
    assert [cut.rule for cut in cleaned.removals if cut.text == data] == ["page-source"]
    kept = clean(page(*paragraphs(LINES[:3]), f"<pre><code>{data}</code></pre>", *paragraphs(LINES[3:])))
    assert "page-source" not in {cut.rule for cut in kept.removals}


def test_a_story_that_is_printed_again_stands_once() -> None:
    cleaned = clean(page(*paragraphs(LINES), '<div class="wide">', *paragraphs(LINES), "</div>"))
    assert cleaned.text.split("\n\n") == LINES
    assert [cut.rule for cut in cleaned.removals if cut.text in LINES] == ["repeated"] * len(LINES)


def test_a_refrain_stays() -> None:
    verse = LINES[0]
    lines = [verse, LINES[1], verse, LINES[2], verse, LINES[3]]
    assert clean(page(*paragraphs(lines))).text.split("\n\n") == lines


def test_only_what_is_surely_of_the_story_speaks_for_a_hidden_box() -> None:
    box = "".join(paragraphs([BOX, BOX.replace("paper", "Post"), BOX.replace("paper", "Ledger")]))
    page_ = read_html(page(*paragraphs(LINES[:3]), f'<div class="hidden">{box}</div>'))
    told = {block.order for block in page_.blocks if block.text in LINES}
    boxed = [block.order for block in page_.blocks if block.text.startswith("Support")]
    assert list(hidden_boxes(page_.blocks, page_.elements, told)) == boxed
    assert hidden_boxes(page_.blocks, page_.elements, {*told, *boxed}) == {}
