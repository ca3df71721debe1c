"""Captions that nothing marks go to their pictures; a first paragraph beside a lead picture stays."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from cleaners import Cleaned, clean
from cleaners.blocks import cut
from cleaners.evidence.captions import mark

STORY = (
    "The harbor board must return the ferry bell it took from the pier, an appeals court ruled on Friday.",
    "“A bell belongs to those who are woken by it,” Judge Alba Reyes read to the courtroom from nine pages.",
    "The board’s lawyers had argued for two years that the bell was abandoned and its rope was a danger.",
    "The board has thirty days to appeal, and its chairman said that it would decide at its meeting next week.",
)
PICTURE = "<img src=/i/bell.jpg alt='{}' width=900 height=600>"
BARE = "Anglers on the pier wait for the bell to come back from its long storage"


def page(box: str, *, behind: int = 0, story: tuple[str, ...] = STORY) -> Cleaned:
    texts = [f"<p>{text}</p>" for text in story]
    texts.insert(behind, box)
    html = (
        f"<title>The bell of the pier</title><article><h1>The bell of the pier</h1>{''.join(texts)}</article>"
    )
    return clean(html, url="https://lantern.example/bell")


def captions(cleaned: Cleaned) -> list[str]:
    return [removal.text for removal in cleaned.removals if removal.kind == "caption"]


@pytest.mark.parametrize("behind", [0, 2], ids=["lead", "within"])
@pytest.mark.parametrize(
    "credit",
    [
        "(Photo: Jane Roe/Harbor Agency)",
        "[Jane Roe | Lantern]",
        "Jane Roe/Lantern",
        "Jane van Roe / Harbor Press",
    ],
)
@pytest.mark.parametrize(
    "box",
    [
        "<div>{}<span>{}</span></div>",
        "<div>{}</div><div>{}</div>",
        "<p>{}</p><p>{}</p>",
        "<a href=/i>{}</a><br>{}<br><br>",
    ],
    ids=["span", "divs", "paragraphs", "break"],
)
def test_a_sentence_with_a_credit_goes_in_any_markup(box: str, credit: str, behind: int) -> None:
    text = f"The bell in its crate on the day of the ruling. {credit}"
    cleaned = page(box.format(PICTURE.format("A bell"), text), behind=behind)
    assert cleaned.text.split("\n\n") == list(STORY)
    assert captions(cleaned) == [text]


@pytest.mark.parametrize("behind", [0, 2], ids=["lead", "within"])
@pytest.mark.parametrize(
    "box",
    ["<div>{0}<span>{1}</span></div>", "<div><div>{0}</div><div>{1}</div></div>", "<div><i>{1}</i>{0}</div>"],
)
def test_what_shares_a_box_with_a_picture_and_is_no_sentence_goes(box: str, behind: int) -> None:
    cleaned = page(box.format(PICTURE.format("bell"), BARE), behind=behind)
    assert cleaned.text.split("\n\n") == list(STORY)


def test_what_the_alt_of_the_picture_says_goes_though_it_is_a_paragraph() -> None:
    text = "The bell of the pier hangs from a crane above the harbor of Marlow on the day it was taken."
    cleaned = page(f"<p>{PICTURE.format(text)}</p><p>{text}</p>", behind=2)
    assert cleaned.text.split("\n\n") == list(STORY)
    assert [(image.caption, image.url) for image in cleaned.metadata.images if image.caption] == [
        (text, "https://lantern.example/i/bell.jpg")
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "{0}<p>{1}</p>",
        "<div>{0}</div><p>{1}</p>",
        "<div>{0}<div>{1}</div></div>",
        "<div><picture>{0}</picture><span>{1}</span></div>",
        "<p>{0}{1}</p>",
    ],
)
def test_the_first_paragraph_beside_the_lead_picture_stays(lead: str) -> None:
    cleaned = page(lead.format(PICTURE.format("The pier at dawn"), STORY[0]), story=STORY[1:])
    assert cleaned.text.split("\n\n") == list(STORY)


@pytest.mark.parametrize(
    "box",
    [
        "<div>{0}<div>This is what the court was asked to decide:</div></div>",
        "<div>{0}<div>The third witness was the baker</div></div><div>{0}<div>The fourth one was his brother</div></div>",
    ],
    ids=["leads on", "several cards"],
)
def test_what_may_be_of_the_story_is_no_caption(box: str) -> None:
    cleaned = page(box.format(PICTURE.format("bell")), behind=2)
    assert not [removal for removal in cleaned.removals if removal.rule == "with-picture"]


def test_sections_that_each_have_a_picture_are_paragraphs() -> None:
    boxes = "".join(
        f"<div>{PICTURE.format('bell')}<div>{text[:60]}.</div></div><p>{text}</p>" for text in STORY
    )
    assert not [removal for removal in page(boxes).removals if removal.rule == "with-picture"]


def test_a_story_told_in_pictures_whose_alt_repeats_its_paragraphs_stays() -> None:
    essay = "".join(f"<p>{PICTURE.format(text)}</p><p>{text}</p>" for text in STORY)
    assert page("", story=(essay,)).text.split("\n\n") == list(STORY)


def test_the_first_paragraph_stays_where_the_alt_is_the_description() -> None:
    texts = "".join(f"<p>{text}</p>" for text in STORY)
    html = (
        f"<title>The bell of the pier</title><meta name=description content='{STORY[0][:70]} …'><h1>The bell of the "
        f"pier</h1><p>{PICTURE.format(STORY[0])}</p>{texts}"
    )
    assert clean(html).text.split("\n\n") == list(STORY)


def test_profiles_each_under_a_heading_are_no_captions() -> None:
    profiles = "".join(
        f"<h3>{name}</h3><div class=p-{name}>{PICTURE.format('')}<p>The {what} of the pier, who never heard the "
        "bell.</p></div>"
        for name, what in (("Marta", "baker"), ("Oren", "smith"), ("Jane", "clerk"))
    )
    assert captions(page(profiles, behind=2)) == []


SLANTED = ("The lamp of the keeper", "A bell by Teo Lindqvist", "Matches, on the pier")


@pytest.mark.parametrize(
    ("lines", "cut_as"),
    [
        (SLANTED, list(SLANTED)),
        (SLANTED[:1], []),
        (("The lamp was sold.", "“A bell", "Who sold it?"), []),
        (("Doe v. Harbor Board", "In re Matches", "United States v. Bell"), []),
        (tuple(f"{line} {'and the stove ' * 6}" for line in SLANTED), []),
    ],
    ids=["several", "one", "sentences", "cases", "long"],
)
def test_lines_in_italics_under_pictures_are_captions_where_there_are_several(
    lines: tuple[str, ...], cut_as: list[str]
) -> None:
    html = "".join(
        f"<p><img src={n}.jpg></p><p><em>{line}</em></p><p>Text.</p>" for n, line in enumerate(lines)
    )
    blocks = cut(LexborHTMLParser(f"<body>{html}<p><img src=a.jpg></p><p>No italics at all</p></body>"))
    assert [blocks[order].text for order in mark(blocks)] == cut_as
