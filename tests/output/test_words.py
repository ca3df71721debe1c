"""The words of a text: found byte by byte, they are those that a regular expression finds."""

from __future__ import annotations

import random
import re
import unicodedata

import pytest

from output.urls import well_formed
from output.words import words


def searched(text: str) -> list[bytes]:
    folded = unicodedata.normalize("NFC", well_formed(text)).casefold()
    return [word.encode() for word in re.findall(r"\w+", folded)]


def test_words_are_those_that_a_search_finds() -> None:
    characters = "abcXYZ_09 \t\n\x0b\x1c\x85\xa0.,\u2019\u201c\u2014\xe9\xc9\xdf\u0130\u017f\u4e2d\u2028\u0301e\ud83d\ude00\ud800\xaa\xb2\xbd\u0663\u03a3\ufb01\x00\x7f"
    dice = random.Random(1)
    for _ in range(5_000):
        text = "".join(dice.choices(characters, k=dice.randrange(30)))
        assert words(text) == searched(text), ascii(text)


@pytest.mark.parametrize("text", ["", "x", "".join(map(chr, range(0xD800))), "\u2022\u2713" * 50])
def test_words_of_odd_texts(text: str) -> None:
    assert words(text) == searched(text)
