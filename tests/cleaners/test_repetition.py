"""Text that repeats over a site's pages: what is learned, whatever the order, and what must stay."""

from __future__ import annotations

import json
import random
import sys
from itertools import chain

import pytest

from cleaners.blocks import cut_text
from cleaners.evidence.repetition import MAX_LINES, MAX_PAGES, Lines, Repeated, Sort, mark, sort_of
from cleaners.page import read_html

NEWSLETTER = "The Docket Ledger brings the oddest rulings of the county to readers who rise early."
SLOGAN = "Where the law sleeps in"


def story(number: int, paragraphs: int = 4) -> list[str]:
    """Paragraphs that no other story has: some twelve words each, one of them the number."""
    return [
        f"In case {number} the clerk read paragraph {part} aloud, and then the court rose for lunch."
        for part in range(paragraphs)
    ]


def page(number: int, *furniture: str) -> list[str]:
    return [*story(number), *furniture]


def learned(*pages: list[str], sort: Sort = "paragraph") -> Repeated:
    lines = Lines()
    for texts in pages:
        lines.learn((text, sort) for text in texts)
    return lines.repeated()


def kept(texts: list[str], repeated: Repeated) -> list[str]:
    blocks = cut_text("\n\n".join(texts))
    marks = mark(blocks, repeated)
    return [block.text for block in blocks if block.order not in marks]


def test_a_paragraph_on_two_pages_repeats() -> None:
    repeated = learned(page(1, NEWSLETTER), page(2, NEWSLETTER), page(3))
    assert kept(page(1, NEWSLETTER), repeated) == story(1)
    assert (len(repeated.keys), repeated.pages) == (1, 3)


def test_one_page_teaches_nothing() -> None:
    assert not learned(page(1, NEWSLETTER)).keys


def test_a_paragraph_needs_a_share_of_the_pages() -> None:
    others = [page(number) for number in range(2, 20)]
    assert NEWSLETTER not in learned(page(0, NEWSLETTER), page(1, NEWSLETTER), *others)
    assert NEWSLETTER in learned(page(0, NEWSLETTER), page(1, NEWSLETTER), *others[:11])


@pytest.mark.parametrize("sort", ["heading", "item"])
def test_headings_and_items_need_half_of_the_pages(sort: Sort) -> None:
    def repeated(times: int) -> bool:
        lines = Lines()
        for number in range(10):
            short: list[tuple[str, Sort]] = [(SLOGAN, sort)] if number < times else []
            lines.learn([*((text, "paragraph") for text in story(number)), *short])
        return SLOGAN in lines.repeated()

    assert [repeated(4), repeated(5)] == [False, True]


def test_a_line_that_is_a_heading_somewhere_needs_the_bar_of_a_heading() -> None:
    lines = Lines()
    for number in range(10):
        sorts: list[Sort] = ["heading"] if number == 0 else ["paragraph"] if number < 4 else []
        lines.learn([*((text, "paragraph") for text in story(number)), *((SLOGAN, sort) for sort in sorts)])
    assert SLOGAN not in lines.repeated()


def test_a_long_paragraph_needs_three_pages() -> None:
    background = " ".join(f"word{number}" for number in range(41)) + "."
    own = [story(number, 12) for number in range(3)]
    assert background not in learned([*own[0], background], [*own[1], background], own[2])
    assert background in learned(*([*texts, background] for texts in own))


def test_numbers_are_compared_as_they_stand() -> None:
    quotations = [
        f"“I would give it {score} out of ten,” the judge said of the witness’s whistling."
        for score in range(6)
    ]
    assert not learned(*(page(n, text) for n, text in enumerate(quotations))).keys


def test_typography_and_case_do_not_matter() -> None:
    repeated = learned(page(1, NEWSLETTER), page(2, NEWSLETTER.upper().replace(" ", "  ")))
    assert NEWSLETTER in repeated


def test_a_page_fetched_twice_counts_once() -> None:
    assert not learned(page(1, NEWSLETTER), page(1, NEWSLETTER)).keys


def test_a_story_under_two_addresses_counts_once() -> None:
    assert not learned([*story(1), "Posted in Marlow."], [*story(1), "Posted in Halden."]).keys


def test_a_wire_story_that_many_sites_carry_stays() -> None:
    wire = story(0, 9)
    sites = [learned([*wire, f"Site {n} is yours."], page(n, f"Site {n} is yours.")) for n in range(1, 9)]
    assert [kept(wire, repeated) for repeated in sites] == [wire] * 8


def test_a_story_printed_on_every_page_stays_on_its_own() -> None:
    newest = story(0, 5)
    pages = [[NEWSLETTER, *newest], *([*story(n, 9), NEWSLETTER, *newest] for n in range(1, 6))]
    repeated = learned(*pages)
    assert [text for text in newest if text not in repeated] == []
    assert kept(pages[1], repeated) == story(1, 9)
    assert set(newest) <= set(kept(pages[0], repeated))


def test_a_headline_that_is_a_slogan_too_falls_only_with_half_of_the_pages() -> None:
    blocks = cut_text("\n\n".join([SLOGAN, *story(1)]))
    assert [sort_of(block) for block in blocks] == ["heading", *["paragraph"] * 4]
    pages: list[list[tuple[str, Sort]]] = [[(text, "paragraph") for text in story(n)] for n in range(12)]
    for texts in pages[:3]:
        texts.append((SLOGAN, "heading"))
    lines = Lines()
    for texts in pages:
        lines.learn(texts)
    assert not mark(blocks, lines.repeated())


def test_kind_is_named_by_wording_where_it_can() -> None:
    line = "Sign up for our newsletter, The Daily Gavel, and get it first."
    repeated = learned(page(1, line, NEWSLETTER), page(2, line, NEWSLETTER))
    marks = mark(cut_text("\n\n".join([*story(1), line, NEWSLETTER])), repeated)
    assert [(m.kind, m.rule) for m in marks.values()] == [
        ("newsletter", "repeated-on-site"),
        ("other", "repeated-on-site"),
    ]


def test_sorts_of_blocks_of_a_page() -> None:
    html = f"<h2>{SLOGAN}</h2><p>{NEWSLETTER}</p><ul><li>One</li><li><p>{NEWSLETTER}</p></li></ul>"
    assert [sort_of(block) for block in read_html(html).blocks] == ["heading", "paragraph", "item", "item"]


def test_any_order_and_any_parts_give_the_same() -> None:
    rnd = random.Random(7)
    pages = [page(n, *([NEWSLETTER] if n % 3 else []), *([SLOGAN] if n % 2 else [])) for n in range(400)]
    one = Lines()
    for texts in pages:
        one.learn((text, "paragraph") for text in texts)
    for _ in range(3):
        rnd.shuffle(pages)
        halves = Lines(), Lines()
        for place, texts in enumerate(pages):
            halves[place % 2].learn((text, "paragraph") for text in texts)
        halves[0].merge(halves[1])
        assert halves[0].to_json() == one.to_json()
        assert halves[0].repeated() == one.repeated()
    assert (NEWSLETTER in one.repeated(), SLOGAN in one.repeated()) == (True, True)


def test_memory_is_bounded() -> None:
    lines = Lines()
    for number in range(MAX_PAGES + 50):
        lines.learn((text, "paragraph") for text in story(number))
    lines.learn((text, "paragraph") for text in chain.from_iterable(story(n) for n in range(MAX_LINES)))
    assert len(lines.pages) == MAX_PAGES
    assert max(map(len, lines.pages.values())) <= MAX_LINES
    assert sum(map(sys.getsizeof, lines.pages.values())) <= MAX_PAGES * MAX_LINES * 9


def test_json_there_and_back() -> None:
    lines = Lines()
    for number in range(3):
        lines.learn((text, "paragraph") for text in page(number, NEWSLETTER))
    again = Lines.from_json(json.loads(json.dumps(lines.to_json())))
    assert again == lines
    repeated = lines.repeated()
    assert Repeated.from_json(json.loads(json.dumps(repeated.to_json()))) == repeated
    assert NEWSLETTER in repeated


def test_hostile_lines_are_harmless() -> None:
    lines = Lines()
    for _ in range(2):
        lines.learn([("", "paragraph"), ("…", "item"), ("\ud800 x", "heading"), ("a" * 10**6, "paragraph")])
    assert not lines.repeated().keys
    assert mark([], lines.repeated()) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "The investigation is ongoing.",
        "No injuries were reported.",
        "A verdict is expected on Monday.",
        "The FBI is investigating.",
        "Die Ermittlungen dauern an.",
        "L’enquête se poursuit.",
    ],
)
def test_what_is_true_of_many_cases_stays_though_some_pages_say_it(sentence: str) -> None:
    assert sentence not in learned(*(page(n, sentence) if n < 4 else page(n) for n in range(10)))
    assert sentence in learned(*(page(n, sentence) for n in range(10)))


@pytest.mark.parametrize(
    "promo",
    [
        "The Daily Gavel rounds up every ruling of the week.",
        "Follow us on the channel where the court is quiet.",
        "The Lantern has covered this court for ninety years.",
        "Your case is our case.",
        "Case results may vary.",
        "Attorney advertising is regulated.",
        "A trial offer is made to new members only.",
        "This story is about a case and will be updated.",
    ],
)
def test_what_a_site_says_of_itself_goes_though_it_speaks_of_courts(promo: str) -> None:
    assert promo in learned(*(page(n, promo) if n < 4 else page(n) for n in range(10)))


def test_the_name_of_a_part_in_a_paragraph_is_a_heading() -> None:
    html = (
        "<p><strong>The facts</strong></p><p>Ruling:</p><p><b>What happens now</b></p><p>What happens now</p>"
        "<p><b>He wept.</b></p><p><b>A bold line of more words than a part has</b></p><ul><li>Ruling</li></ul>"
    )
    sorts = [sort_of(block) for block in read_html(html).blocks]
    assert sorts == ["heading", "heading", "heading", "paragraph", "paragraph", "paragraph", "item"]
