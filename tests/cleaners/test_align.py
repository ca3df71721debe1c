"""Aligning a text with the blocks it was made from."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaners.align import align, words

STORY = "The panel held that the fee was unlawful and sent the case back to the trial court."
NEXT = "A hearing on the remaining claims is set for the first week of March in Marlow."


@pytest.mark.parametrize(
    ("blocks", "lines", "expected"),
    [
        ([STORY, "Share", NEXT], [STORY, NEXT], [1, 0, 1]),
        (["Share", STORY], ["Share", STORY], [1, 1]),
        # a short line is matched in its place only
        (["Courts", STORY, "Courts"], [STORY, "Courts"], [0, 1, 1]),
        # the story's own copy of a repeated paragraph is the one next to the rest
        ([STORY, "Menu", STORY, NEXT], [STORY, NEXT], [0, 0, 1, 1]),
        # a line of several blocks, a block of several lines
        (
            ["The panel held that the fee was unlawful", "and sent the case back to the trial court."],
            [STORY],
            [1, 1],
        ),
        (["Gary Bolen\nMonterey"], ["Gary Bolen", "Monterey"], [1]),
        # a block that holds the whole page once more loses to the blocks themselves
        ([STORY, NEXT, f"{STORY} {NEXT}"], [STORY, NEXT], [1, 1, 0]),
        ([STORY], [], [0]),
        ([], [STORY], []),
        (["…", STORY], ["", STORY], [0, 1]),
    ],
)
def test_align(blocks: list[str], lines: list[str], expected: list[float]) -> None:
    assert align(blocks, lines) == expected


def test_half_a_block() -> None:
    (share,) = align([f"{STORY} {NEXT}"], [STORY])
    assert 0.4 < share < 0.6


@given(st.lists(st.text(max_size=30), max_size=12), st.lists(st.text(max_size=30), max_size=12))
def test_shares_are_shares(blocks: list[str], lines: list[str]) -> None:
    shares = align(blocks, lines)
    assert len(shares) == len(blocks)
    assert all(0 <= share <= 1.000001 for share in shares)


def told_apart(blocks: list[str]) -> bool:
    """Whether no line of the blocks has the words of another."""
    lines = [tuple(tokens) for block in blocks for line in block.split("\n") if (tokens := words(line))]
    return len(lines) == len(set(lines))


@given(st.lists(st.text(min_size=1, max_size=30).filter(words), max_size=12).filter(told_apart))
@example(["0\n1", "2"])
def test_a_text_aligns_with_itself(blocks: list[str]) -> None:
    assert align(blocks, [line for block in blocks for line in block.split("\n")]) == pytest.approx(
        [1.0] * len(blocks)
    )


@given(st.text(st.sampled_from("aZ_09 ’‘“”–—…é\u00a0\x1c\n.-'İ"), max_size=40) | st.text(max_size=40))
def test_words_are_runs_of_letters_and_digits(text: str) -> None:
    assert words(text) == re.findall(r"\w+", text.lower())
