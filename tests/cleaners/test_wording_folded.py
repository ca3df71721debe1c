"""What is found once for all rows is what each row would find by itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.align import words
from cleaners.evidence.wording import NAMING_ROWS, STRIKING_ROWS, Row
from cleaners.evidence.wording.folded import Folded, fold
from cleaners.evidence.wording.row import START, row

ROWS = (*STRIKING_ROWS, *NAMING_ROWS)
CLAUSES = [one for one in ROWS if one.clause]
TEXTS = st.lists(
    st.sampled_from([*".?!:|-([*>©’“–·→9_ \n", "Sign up", "é", "Straße", "read more", "said", "\u00a0"]),
    max_size=12,
).map("".join)


@given(TEXTS)
def test_clauses_start_where_the_pattern_says(text: str) -> None:
    folded = Folded(text)
    found = [match.start() for match in re.finditer(START, f"{folded.text}x")]
    assert list(folded.starts) == found


@given(TEXTS)
def test_words_are_those_of_the_block_and_the_sign_of_copyright(text: str) -> None:
    sign = ["©"] if "©" in text else []
    assert list(Folded(text).words) == list(Folded(text, words(text)).words) == [*words(text), *sign]


def test_every_key_is_a_word() -> None:
    keys = {key for one in ROWS for key in one.keys}
    assert {key for key in keys if list(Folded(key).words) != [key]} == set()


@given(TEXTS)
def test_folding_leaves_single_spaces(text: str) -> None:
    assert fold(text) == " ".join(fold(text).split())


def test_some_rows_are_about_clauses() -> None:
    assert len(CLAUSES) >= 10


@pytest.mark.parametrize("one", CLAUSES, ids=[one.name for one in CLAUSES])
def test_a_clause_is_found_wherever_a_search_finds_it(one: Row) -> None:
    for before in ("", "(", "A word. ", "A word - ", "A | B: ", "A word ", "a.", "No?  "):
        folded = Folded(before + one.strikes)
        searched = one.pattern.search(folded.text) is not None
        assert one.fits(folded, 1) == (searched and (one.speech or " said " not in folded.text))


@pytest.mark.parametrize(
    ("pattern", "clause"),
    [
        (rf"{START}sign up\b", True),
        (rf"{START}(?:sign|log) (?:in|[|]up)\b", True),
        (rf"{START}\|x", True),
        (rf"{START}sign up|log in", False),
        (rf"{START}sign up|{START}log in", True),
        (rf"{START}[\]|]x", True),
        (r"^sign up", False),
        (rf"(?:{START}sign up)", False),
    ],
)
def test_a_pattern_of_which_every_alternative_begins_a_clause_is_about_one(
    pattern: str, *, clause: bool
) -> None:
    made = row("a", "newsletter", "sign", pattern, max_words=9, strikes="Sign up", keeps="x")
    assert made.clause is clause


@pytest.mark.parametrize("symbols", ["🚀 ", "👉🏻", "➡️ ", "▶ ", "★★ ", "📩"])
def test_symbols_before_a_line_say_nothing(symbols: str) -> None:
    assert Folded(f"{symbols}Sign up now").text == "Sign up now"
    assert Folded(f"A {symbols} within").text == fold(f"A {symbols} within")
