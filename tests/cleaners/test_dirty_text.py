"""Dirty text: paragraphs in, the story out, by general rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaners import Cleaned, clean, learn, study

SEED = Path(__file__).parents[3] / "shared" / "seed"

HEADLINE = "Court upholds ferry toll that nobody voted for, says riders had their chance"
LEDE = "The appeals court upheld the ferry toll on Monday, four years after the first coin was dropped."
BODY = "“The riders had every chance to object,” Judge Ansel Roke wrote for the panel of three."
LAST = "The port authority said it would frame the opinion and hang it in the ticket hall."


def cleaned(*paragraphs: str) -> Cleaned:
    return clean("\n\n".join(paragraphs), content_type="text/plain")


def kinds(result: Cleaned) -> list[tuple[str, str]]:
    return [(removal.kind, removal.text) for removal in result.removals]


@pytest.mark.skipif(not SEED.is_dir(), reason="needs ../shared/seed")
def test_the_seed_comes_out_byte_for_byte() -> None:
    (dirty,) = (path for path in SEED.glob("*.txt") if not path.name.endswith(".clean.txt"))
    result = clean(dirty.read_bytes(), content_type="text/plain")
    assert f"{result.title}\n\n{result.text}\n".encode() == dirty.with_suffix(".clean.txt").read_bytes()
    assert [removal.kind for removal in result.removals] == (
        ["title", "caption", "caption", "newsletter"] + ["related"] * 9
    )


def test_prose_stays_as_it_is() -> None:
    result = cleaned(HEADLINE, LEDE, BODY, LAST)
    assert (result.title, result.text) == (HEADLINE, f"{LEDE}\n\n{BODY}\n\n{LAST}")
    assert kinds(result) == [("title", HEADLINE)]


@pytest.mark.parametrize(
    "line",
    [
        "We learned in journalism school that a ferry never lies, and that whoever rows it will charm you first.",
        "Fill out the claim form and mail it to the port authority by March 3 to be paid.",
    ],
)
def test_a_line_of_the_story_that_is_like_a_note_stays_where_it_reads_as_the_story(line: str) -> None:
    assert line in cleaned(HEADLINE, LEDE, *LONG, BODY, line, LAST).text


def test_text_without_a_headline_has_no_title() -> None:
    result = cleaned(LEDE, BODY, LAST)
    assert (result.title, result.text) == ("", f"{LEDE}\n\n{BODY}\n\n{LAST}")


def test_a_caption_twice_and_once_cut_short() -> None:
    caption = "The ferry Halden Queen leaves its slip at dawn on the day the toll was first collected there"
    result = cleaned(HEADLINE, caption[:60], f"{caption} (Port Authority).", LEDE, BODY, LAST)
    assert result.text == f"{LEDE}\n\n{BODY}\n\n{LAST}"
    assert [kind for kind, _ in kinds(result)] == ["title", "caption", "caption"]


def test_a_list_of_other_stories_in_the_middle_ends_at_the_next_sentence() -> None:
    listed = [
        "You May Also Like",
        "Goose testifies in barn fire trial",
        "The goose was sworn in over the protest of…",
    ]
    result = cleaned(HEADLINE, LEDE, *listed, BODY, LAST)
    assert result.text == f"{LEDE}\n\n{BODY}\n\n{LAST}"
    assert kinds(result)[1:] == [("related", text) for text in listed]


def test_a_list_within_a_story_may_be_of_its_own_headings() -> None:
    label, heading = "Related stories", "What the Court Heard"
    assert heading in cleaned(HEADLINE, LEDE, label, heading, *LONG, BODY, LAST).text
    assert heading not in cleaned(HEADLINE, LEDE, *LONG, BODY, LAST, label, heading).text


def test_teaser_pairs_at_the_end_need_no_heading() -> None:
    pairs = [
        "Clerk accused of keeping bail money in a piggy bank (No. 1005)",
        "The bank was pink, prosecutors said, and it held far more than…",
        "‘It hummed back’: Judge ends eviction hearing",
        "A refrigerator in the hallway was at fault, the order says, but…",
    ]
    result = cleaned(HEADLINE, LEDE, BODY, LAST, *pairs)
    assert result.text == f"{LEDE}\n\n{BODY}\n\n{LAST}"
    assert kinds(result)[1:] == [("related", text) for text in pairs]


def test_one_paragraph_that_ends_with_an_ellipsis_is_no_teaser() -> None:
    trail = "And then, the transcript shows, the witness said only: “Well…"
    result = cleaned(HEADLINE, LEDE, BODY, trail)
    assert result.text.endswith(trail)


def test_the_same_paragraph_twice_stands_once() -> None:
    result = cleaned(HEADLINE, LEDE, BODY, LEDE, LAST)
    assert result.text == f"{LEDE}\n\n{BODY}\n\n{LAST}"


def test_a_story_that_is_printed_again_stands_once() -> None:
    story = [LEDE, BODY, *more(6), LAST]
    result = cleaned(HEADLINE, *story, *more(1, "ticket"), *story)
    assert result.text == "\n\n".join([*story, *more(1, "ticket")])


def test_a_text_that_repeats_itself_on_purpose_stays() -> None:
    meals = [meal for day in range(3) for meal in (*more(3), *more(1, f"boat {day}"))]
    result = cleaned(HEADLINE, LEDE, BODY, *more(30, "pier"), *meals, LAST)
    assert [kind for kind, _ in kinds(result)] == ["title"]


def test_a_line_that_is_no_sentence_may_stand_twice() -> None:
    price = "Upper Deck Return Crossing on the Halden Queen Sale Price $89 USD Regular Price $128 USD"
    result = cleaned(HEADLINE, LEDE, price, BODY, price, LAST)
    assert result.text.count(price) == 2


def test_a_long_first_paragraph_without_a_full_stop_is_no_headline() -> None:
    first = " ".join(
        [LEDE.rstrip("."), "and the riders who never voted for it said they would now row across"]
    )
    result = cleaned(first, BODY, LAST)
    assert (result.title, result.text.split("\n\n")[0]) == ("", first)


def more(count: int, of: str = "toll") -> list[str]:
    """Sentences of the story, each another one."""
    return [
        f"Judge Roke wrote in part {i} of the {of} opinion that the riders of slip {i} had been heard."
        for i in range(count)
    ]


@pytest.mark.parametrize("text", ["", "   \n\n ", "\n"])
def test_nothing(text: str) -> None:
    assert clean(text, content_type="text/plain").reason == "empty"


def test_a_line_is_no_article() -> None:
    assert cleaned("Just a line").reason == "no_article"


PROMO = "The Ferry Gazette is written by the people who missed the last boat, and read by those on it."
OTHER = (
    "A goat was let off with a warning after it ate the docket of the day, the clerk of Marlow said.",
    "Counsel for the goat told the court that the paper had been left where any goat would find it.",
    "The hearing goes on in May, and the court has asked for a second copy and a taller table by then.",
)
LONG = tuple(
    f"The {day} boat was late by {late} minutes, the harbour master wrote in a log that nobody had asked him for."
    for day, late in (("Monday", 9), ("Tuesday", 14), ("Thursday", 31), ("Friday", 52))
)
MORE = tuple(
    f"Witness {name} said that the goat had looked at {what} first, and had thought better of it, as goats do."
    for name, what in (
        ("Corin", "a hymn book"),
        ("Dagny", "the stapler"),
        ("Wren", "a wig"),
        ("Otto", "the bench"),
    )
)


def site(*texts: tuple[str, ...]) -> list[Cleaned]:
    """The texts of one site, cleaned by what they teach."""
    plain = [("\n\n".join(text), f"https://ferry.example/{n}") for n, text in enumerate(texts)]
    lessons = (study(text, url=url, content_type="text/plain")[1] for text, url in plain)
    profile = learn(lesson for lesson in lessons if lesson is not None)
    return [clean(text, url=url, content_type="text/plain", profile=profile) for text, url in plain]


def test_what_two_texts_of_a_site_have_in_common_is_cut() -> None:
    assert PROMO in cleaned(LEDE, BODY, PROMO, LAST).text
    one, other = site((LEDE, BODY, PROMO, LAST, *LONG), (*OTHER, PROMO, *MORE))
    assert PROMO not in one.text + other.text
    assert [(cut.rule, cut.text) for cut in (*one.removals, *other.removals)] == [
        ("repeated-on-site", PROMO)
    ] * 2


def test_two_texts_of_one_affair_keep_what_they_share() -> None:
    one, other = site((LEDE, BODY, PROMO, LAST), (*OTHER, BODY, LAST))
    assert BODY in one.text
    assert BODY in other.text


def test_a_label_that_a_text_has_twice_is_its_own() -> None:
    label = "Best for the ferry ..."
    one, other = site((label, LEDE, label, BODY, LAST, *LONG), (label, *OTHER, label, *MORE))
    assert one.text.count(label) == other.text.count(label) == 2


ABOUT = (
    "The Ferry reviews every boat by boarding it, pays its own fare on each of them, and has been seasick on all but one, "
    "which was in dry dock that week with its bottom up and a notice on its bow that nobody could read from the quay."
)


def test_what_two_texts_say_of_their_site_is_cut_though_it_is_a_good_part_of_them() -> None:
    said = ABOUT.replace("reviews", "said on Monday that it reviews")
    for line, left in ((ABOUT, False), (ABOUT.replace("The Ferry", "The Skipper"), True), (said, True)):
        texts = site((LEDE, line, LAST, *LONG), (*OTHER, line, *MORE))
        assert [line in text.text for text in texts] == [left, left]


def test_what_two_texts_about_their_own_site_share_is_background() -> None:
    one, other = (
        tuple(
            f"The {who} wants the Ferry to print an apology for {what} of {day}."
            for what in ("a photo", "a rhyme")
        )
        for who, day in (("captain", "Monday"), ("cook", "Friday"))
    )
    texts = site((LEDE, ABOUT, LAST, *one, *LONG), (*OTHER, ABOUT, *other, *MORE[:3]))
    assert [ABOUT in text.text for text in texts] == [True, True]


def test_the_label_of_each_headline_above_a_story_is_no_title() -> None:
    cascade = [
        line
        for number in range(3)
        for line in ("Harbour Desk", f"Ferry {number} runs aground", f"By Dec {19 + number}, 2026")
    ]
    found = cleaned(*cascade, LONG[0], LEDE, BODY, LAST)
    assert [cut.rule for cut in found.removals if cut.text == "Harbour Desk"] == ["header-cascade"] * 3


def test_a_list_of_headlines_that_two_texts_share_is_cut() -> None:
    listed = (
        "- The Bell That Rang Twice",
        "- Who Painted the Second Pier?",
        "- A Goat, a Docket and a Judge",
    )
    for lines, left in ((listed, 0), (listed[:2], 2)):
        one, other = site((LEDE, BODY, LAST, *lines), (*OTHER, *lines))
        assert sum(line in one.text for line in lines) == sum(line in other.text for line in lines) == left
