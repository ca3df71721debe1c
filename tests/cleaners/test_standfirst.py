"""The deck under a headline has a field of its own; a first paragraph never leaves the text."""

from __future__ import annotations

import pytest

from cleaners import clean

TITLE = "Harbor board votes to close the old ferry slip"
STORY = [
    "The Port Alma harbor board voted 4 to 1 on Tuesday night to close the ferry slip, as the last boat had left.",
    "Board chair Ellen Marsh said the slip had cost the town $212,000 in repairs since then, and called it a memory.",
    "The lone vote against came from Teo Lindqvist, a retired pilot, who said the pilings could be sold for more.",
    "Under the plan, divers will pull the pilings in May, and the apron will be broken up by the end of July.",
    "The work is to be paid for with a state grant that expires in October, unless the town misses that date.",
    "Lawyers for the Slip Society, which sued in January, said that they would ask a judge to halt the work.",
]
DECK = "Divers will pull the pilings in May; the Slip Society says it will ask a judge to stop them."
URL = "https://harborpost.example/2026/03/11/harbor-board-closes-slip/"
BYLINE = "<div class=byline>By Joe White</div>"


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(*, head: str = "", under: str = "", body: str, described: str = "") -> str:
    """A page with something in the head of its story, under its headline or at the start of its body."""
    description = f'<meta name=description content="{described}">' if described else ""
    return (
        f"<title>{TITLE} - Harbor Post</title>{description}<body><nav><a href=/>Home</a></nav><main><article>"
        f"<header><h1>{TITLE}</h1>{head}</header>{under}<div class=story-body>{body}</div></article></main>"
    )


@pytest.mark.parametrize("markup", ["<p class='{0}'>{1}</p>", "<div class='{0}'><p>{1}</p></div>"])
@pytest.mark.parametrize(
    "name",
    """
    chapo entradilla sottotitolo ingress perex ArticleHeader_dek__a1b2c article-header-module--dek--3f
    Deck__StyledDeck-sc-1x2 field--name-field-chapo td-post-sub-title lead story__lead summary excerpt css-1xx
    """.split(),
)
def test_a_deck_over_the_byline_has_its_field(name: str, markup: str) -> None:
    html = page(head=markup.format(name, DECK) + BYLINE, body=paragraphs(STORY))
    cleaned = clean(html, url=URL)
    assert (cleaned.standfirst, cleaned.text.split("\n\n")) == (DECK, STORY)


@pytest.mark.parametrize("name", ["chapo", "ArticleHeader_dek__a1b2c", "field--name-field-entradilla"])
def test_a_name_of_decks_tells_outside_of_the_head(name: str) -> None:
    cleaned = clean(page(under=f"<p class={name}>{DECK}</p>", body=paragraphs(STORY)), url=URL)
    assert (cleaned.standfirst, cleaned.text.split("\n\n")) == (DECK, STORY)


@pytest.mark.parametrize(
    ("under", "first"),
    [
        ("", "<div class=wp-block-group><p>{}</p></div>"),
        ("", "<div class=first-para><p>{}</p></div>"),
        ("<p class=lead>{}</p>", ""),
        ("<div class=article-lede><p>{}</p></div>", ""),
    ],
)
def test_a_first_paragraph_that_is_set_apart_stays_in_the_text(under: str, first: str) -> None:
    html = page(
        head=BYLINE,
        under=under.format(STORY[0]),
        body=first.format(STORY[0]) + paragraphs(STORY[1:]),
        described=STORY[0],
    )
    cleaned = clean(html, url=URL)
    assert (cleaned.standfirst, cleaned.text.split("\n\n")) == ("", STORY)


@pytest.mark.parametrize(
    "dateline",
    [
        "PORT ALMA (HP) — ",
        "PORT ALMA, Maine (HP) — ",
        "ST. ALMA — ",
        "Port Alma (HP) - ",
        "PORT ALMA, Maine – ",
    ],
)
def test_what_begins_with_a_dateline_is_a_lede(dateline: str) -> None:
    lede = dateline + STORY[0]
    html = page(
        under=f"<div class=article-summary><p>{lede}</p></div>", body=paragraphs(STORY[1:]), described=lede
    )
    cleaned = clean(html, url=URL)
    assert (cleaned.standfirst, cleaned.text.split("\n\n")) == ("", [lede, *STORY[1:]])


@pytest.mark.parametrize("deck", [f"EXCLUSIVE — {DECK}", f"COVID-19: {DECK}", f"A pilot (retired) — {DECK}"])
def test_words_of_the_newsroom_before_a_dash_are_no_dateline(deck: str) -> None:
    cleaned = clean(page(head=f"<p class=dek>{deck}</p>" + BYLINE, body=paragraphs(STORY)), url=URL)
    assert cleaned.standfirst == deck


@pytest.mark.parametrize(
    "line",
    [
        "<h3 class=news-byline>by Marino of the Bench, Brad Lynch, and Ann Marsh on April 22, 2026</h3>",
        "<h3>By Brad Lynch, Ann Marsh, Teo Lindqvist and Joe White</h3>",
        "<h3 class=pubdate>It was first told on a Tuesday of March 2026</h3>",
    ],
)
def test_a_byline_or_a_date_is_no_deck(line: str) -> None:
    cleaned = clean(page(head=line, body=paragraphs(STORY)), url=URL)
    assert (cleaned.standfirst, cleaned.text.split("\n\n")) == ("", STORY)


LONG_DECK = " ".join((STORY[0], STORY[1], "It was the last of nine."))


@pytest.mark.parametrize(
    ("below", "standfirst"),
    [
        ([], ""),
        (["Listen to the story above."], ""),
        (STORY[2:], LONG_DECK),
        ([f"THE COURT: Morning, counsel {n}." for n in "ABCDEFGHIJKL"], LONG_DECK),
    ],
    ids=["nothing", "a line", "the story", "a transcript"],
)
def test_a_paragraph_with_next_to_nothing_below_it_is_the_story(below: list[str], standfirst: str) -> None:
    html = page(head=f"<div class=standfirst><p>{LONG_DECK}</p></div>", body=paragraphs(below))
    cleaned = clean(html, url=URL)
    assert (cleaned.standfirst, LONG_DECK in cleaned.text) == (standfirst, not standfirst)
