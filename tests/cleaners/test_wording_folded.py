"""What is found once for all rows is what each row would find by itself."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
def test_words_are_what_stands_between_punctuation(text: str) -> None:
    low = fold(text).lower().replace("©", " © ")
    between = dict.fromkeys(map(ord, string.punctuation + string.digits + "…·•→›"), " ")
    assert list(Folded(text).words) == low.translate(between).split()


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
        (rf"{START}[\]|]x", True),
        (r"^sign up", False),
        (rf"(?:{START}sign up)", False),
    ],
)
def test_only_a_pattern_without_alternatives_is_about_a_clause(pattern: str, *, clause: bool) -> None:
    made = row("a", "newsletter", "sign", pattern, max_words=9, strikes="Sign up", keeps="x")
    assert made.clause is clause
