"""No block, however it is made, costs the wording rules more than its length."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from cleaners.evidence.wording import NAMING_ROWS, STRIKING_ROWS, Row, fold, match, name

ROWS = (*STRIKING_ROWS, *NAMING_ROWS)
SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "000_afd2ab49d25bd9bc.txt"
# What patterns with open parts try again and again: the same word, stops, brackets, capitals, separators.
STUFFING = (
    "a ",
    "A ",
    "Aa. ",
    ". ",
    "( ",
    "/",
    "- ",
    ": ",
    "a.a@a.",
    "1",
    "sign up ",
    "the ",
    "photo ",
    "Ab Cd, ",
    " b=1",
    "the box, ",
)


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_each_pattern_stays_bounded_on_nasty_blocks(row: Row) -> None:
    start = time.perf_counter()
    for stuffing in STUFFING:
        tail = stuffing * (2_000 // len(stuffing))
        for text in (
            tail,
            row.strikes + tail,
            row.strikes[: len(row.strikes) // 2] + tail,
            f"{tail}{row.strikes}",
        ):
            row.pattern.search(fold(text))
    # 56 blocks, each longer than any that a page gets past the length gate; about 0.1 s in all
    assert time.perf_counter() - start < 10


def test_a_page_in_one_block_is_not_searched() -> None:
    huge = "Sign up for our newsletter. " * 400_000
    start = time.perf_counter()
    assert (match(huge), name(huge)) == (None, None)
    assert time.perf_counter() - start < 10


@pytest.mark.skipif(not SEED.exists(), reason="needs ../shared/seed")
def test_dirty_article_loses_its_furniture_and_none_of_its_prose() -> None:
    dirty = SEED.read_text(encoding="utf-8").split("\n\n")
    clean = SEED.with_suffix(".clean.txt").read_text(encoding="utf-8")
    struck = [(text, phrase.kind) for text in dirty if (phrase := match(text)) is not None]
    assert [kind for _, kind in struck] == ["caption", "caption", "newsletter", "related", "caption"]
    assert [text for text, _ in struck if text.strip() in clean] == []
