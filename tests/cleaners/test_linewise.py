"""The line model: rows and probabilities of any text, the file, and what it decides on dirty text."""

from __future__ import annotations

import io
import random

import numpy as np
import pytest

from cleaners.blocks import cut_text
from cleaners.decide_text import decide_text
from cleaners.elements import Block
from cleaners.evidence import wording
from cleaners.evidence.repetition import Lines, sort_of
from cleaners.linewise.features import NAMES, rows, slug_words
from cleaners.linewise.model import BUNDLED, LineModel, LineModelError, bundled, load
from cleaners.linewise.tokens import tokens
from cleaners.page import read_text

STORY = [
    "The appeals court upheld the ferry toll on Monday, four years after the first coin was dropped.",
    "“The riders had every chance to object,” Judge Ansel Roke wrote for the panel of three.",
    "Riders had argued that the port authority never held the hearing that the law asks for before a toll is set.",
    "The authority answered that it had held one, at four in the morning, on the pier, in the rain.",
    "The port authority said it would frame the opinion and hang it in the ticket hall.",
]
URL = "https://news.example/2026/10/court-upholds-ferry-toll"


def odds(lines: list[str], url: str = "") -> list[float]:
    blocks = cut_text("\n\n".join(lines))
    return bundled().probabilities(blocks, wording.mark(blocks), url).tolist()


def test_a_row_has_every_feature_once() -> None:
    blocks = cut_text("\n".join(STORY))
    table = rows(blocks, {}, [0.0] * len(blocks), URL)
    assert table.shape == (len(STORY), len(NAMES))
    assert len(set(NAMES)) == len(NAMES)
    assert np.isfinite(table).all()


def test_prose_is_likely_and_a_newsletter_line_is_not() -> None:
    line = "Sign up for our free newsletter and get the day's top stories in your inbox every morning"
    found = odds([*STORY, line])
    assert min(found[:-1]) > 0.5
    assert found[-1] < 0.2


def test_the_words_of_an_address_name_the_title() -> None:
    assert slug_words(URL) == {"court", "upholds", "ferry", "toll"}
    assert (
        slug_words("https://news.example/?p=9")
        == slug_words("")
        == slug_words("not an address")
        == frozenset()
    )
    table = rows(cut_text("\n".join(["Court upholds ferry toll", *STORY])), {}, [0.0] * 6, URL)
    assert table[:2, NAMES.index("slug")].tolist() == [1.0, 0.75]


@pytest.mark.parametrize("seed", range(20))
def test_any_text_gets_odds(seed: int) -> None:
    rnd = random.Random(seed)
    alphabet = "aB9 .!?…\"'-–|•\t*é裁判ё🙂{};\u2028\ud800_"
    lines = ["".join(rnd.choices(alphabet, k=rnd.randint(1, 80))) for _ in range(rnd.randint(1, 40))]
    blocks = cut_text("\n".join(lines))
    found = bundled().probabilities(blocks, wording.mark(blocks), "https://x.example/é%")
    assert found.shape == (len(blocks),)
    assert ((found >= 0) & (found <= 1)).all()


def test_no_lines_and_very_many() -> None:
    assert bundled().probabilities([], {}).tolist() == []
    many = [Block("Item", "p", order=i) for i in range(20_010)]
    assert bundled().probabilities(many, {})[-10:].tolist() == [1.0] * 10


def test_tokens_are_bounded_and_each_once() -> None:
    found = tokens("word " * 100_000)
    assert len(found) == len(set(found)) < 80
    assert tokens("…")


def test_the_file_there_and_back_to_the_byte() -> None:
    one, two = io.BytesIO(), io.BytesIO()
    bundled().save(one)
    again = load(io.BytesIO(one.getvalue()))
    again.save(two)
    assert one.getvalue() == two.getvalue()
    assert again.weights == bundled().weights
    assert BUNDLED.stat().st_size < 300_000


def test_another_file_is_refused() -> None:
    with pytest.raises(LineModelError, match="no line model"):
        load(io.BytesIO(b"PK\x03\x04 nothing"))
    other = io.BytesIO()
    np.savez_compressed(other, head=np.frombuffer(b'{"format": 99, "features": []}', dtype=np.uint8))
    other.seek(0)
    with pytest.raises(LineModelError, match="train it again"):
        load(other)


class _Says(LineModel):
    """A model that says the same of every line."""

    def __init__(self, likely: float) -> None:
        object.__setattr__(self, "likely", likely)

    def probabilities(self, blocks: object, marks: object, url: str = "") -> np.ndarray:
        del marks, url
        return np.full(len(blocks), self.likely, dtype=np.float32)  # type: ignore[arg-type, attr-defined]


def cut(lines: list[str], likely: float, url: str = "") -> list[tuple[str, str | None, str]]:
    page = read_text("\n\n".join(lines), url=url)
    marks = decide_text(page, model=_Says(likely)).marks
    return [
        (b.text, marks[b.order].kind, marks[b.order].rule)
        for b in page.blocks
        if marks[b.order].kind is not None
    ]


def test_the_model_cuts_what_no_rule_knows_and_spares_code() -> None:
    teaser = "Goose testifies in barn fire trial"
    assert cut([STORY[0], teaser, '"email": "clerk@court.example",'], 0.1) == [
        (STORY[0], "title", "line-model"),
        (teaser, "related", "line-model"),
    ]
    assert cut([STORY[0], teaser], 0.5) == []


def test_a_first_line_that_shares_nothing_with_its_address_is_seldom_the_title() -> None:
    title, other = "Court upholds a toll", "Where do the pennies go?"
    assert [text for text, _, _ in cut([title, *STORY], 0.5, URL)] == [title]
    assert cut([other, *STORY], 0.5, URL) == []
    assert [text for text, _, _ in cut([other, *STORY], 0.15 + 0.02, URL)] == [other]
    assert [text for text, _, _ in cut([other, *STORY], 0.5)] == [other]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("At The Ferry Gazette we row out to every boat before we write a word about it.", True),
        ("At The Ferry Gazette they row out to every boat before they write a word about it.", False),
        ("“We row out to every boat,” a clerk of the Ferry Gazette said.", False),
        ("At The Quay Gazette we row out to every boat before we write a word about it.", False),
    ],
)
def test_where_the_publisher_speaks_of_itself(line: str, *, named: bool) -> None:
    url = "https://www.ferrygazette.example/"
    assert cut([*STORY, line], 0.4, url) == ([(line, "other", "publisher")] if named else [])
    assert cut([*STORY, line], 0.6, url) == []
    assert cut([STORY[0], line, line.replace("boat", "barge"), line.replace("boat", "punt")], 0.4, url) == []


def test_the_model_may_overrule_soft_wording_but_not_a_newsletter_line() -> None:
    related = "READ MORE: Judge throws out lawsuit over courthouse parking, clerk says"
    letter = "Sign up for our newsletter, The Daily Gavel, and get it first."
    lines = [STORY[0], related, letter, STORY[1]]
    assert [text for text, _, _ in cut(lines, 0.5)] == [related, letter]
    assert [text for text, _, _ in cut(lines, 0.95)] == [letter]


def test_a_caption_that_places_its_pictures_is_cut_whatever_the_model_says() -> None:
    placed = "Inset: Corin Vale (Marlow County Jail). Background: The pier where he was last seen (WQRT)."
    assert [text for text, _, _ in cut([STORY[0], placed, STORY[1]], 0.95)] == [placed]


def test_what_repeats_over_texts_is_cut_and_headings_of_parts_stay() -> None:
    slogan = "The Docket Ledger brings the oddest rulings of the county to readers who rise early."
    told = {
        "toll": [*STORY[:3], "Pros", STORY[3]],
        "goose": [
            "A goose was sworn in on Tuesday in the trial of a man who is said to have burned his own barn down.",
            "Its handler told the jury that the bird had never once been wrong about a fire in eleven years.",
            "Pros",
            "The defence asked whether the goose had been promised corn, and the judge told it not to answer.",
        ],
        "bank": [
            "A clerk who kept bail money in a piggy bank was sentenced to two years of counting coins by hand.",
            "Prosecutors said that the bank was pink, that it was full, and that it had been fed for a decade.",
        ],
    }
    texts = [[*lines, slogan] for lines in told.values()]
    lines = Lines()
    pages = [read_text("\n\n".join(text)) for text in texts]
    for page in pages:
        lines.learn((block.text, sort_of(block)) for block in page.blocks)
    marks = decide_text(pages[0], lines.repeated(), _Says(0.8)).marks
    assert {b.text: m.rule for b in pages[0].blocks if (m := marks[b.order]).kind} == {
        slogan: "repeated-on-site"
    }
