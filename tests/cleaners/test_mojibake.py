"""What was encoded twice reads as it was meant, and what only looks a little like it stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import clean
from cleaners.decode import decode
from cleaners.mojibake import mended

LINE = "The clerk’s “bell” was rung at noon – and the café’s owner, Zoë Łaska, paid 5 € for the rope…"
SIGNS = "’“”–—…"


def twice(text: str, codec: str) -> bytes:
    """Text in utf-8 that was read by a codec, as browsers do, and written in utf-8 again."""
    read = "".join(
        bytes((code,)).decode(codec, "ignore") or chr(code) for code in text.encode()
    )  # bytes that windows-1252 has no character for are controls there
    return read.encode()


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
def test_a_page_that_was_encoded_twice_is_read_once(codec: str) -> None:
    decoded = decode(twice(f"<p>{LINE}</p>", codec), content_type="text/html; charset=utf-8")
    assert decoded.text == f"<p>{LINE}</p>"
    assert [note for note in decoded.notes if "encoded twice" in note]


@given(st.text(st.characters(min_codepoint=0xA1, max_codepoint=0xFFFD, exclude_categories=("Cs", "Cc"))))
@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
def test_any_text_comes_back(codec: str, text: str) -> None:
    whole = f"{SIGNS} {text} x"
    assert mended(twice(whole, codec))[0].decode() == whole


@given(st.text())
def test_text_that_was_encoded_once_stays(text: str) -> None:
    raw = f"{LINE} {text.replace('â', '')}".encode("utf-8", "replace")
    assert mended(raw) == (raw, 0)


@pytest.mark.parametrize(
    "text",
    [
        "An apostrophe that comes out as â€™ was read as windows-1252, the clerk said.",
        "« À CAFÉ» : l’ânesse de l’île a brouté « l’hébergement ».",
        "A tradição não é só do João; “é à noite”, disse a mãe.",
        "<script>s(/â€™/g).s(/â€œ/g).s(/â€“/g)</script> NESTLÉ® and ROSÉ’S, CAFÉ™ and her fiancé”—a lawyer",
        "Ο δικαστής διάβασε την απόφαση. Суд отложил дело. 判決は正午に出た。",
    ],
)
def test_what_looks_a_little_like_it_stays(text: str) -> None:
    assert mended(text.encode())[0].decode().rpartition("</script>")[2] == text.rpartition("</script>")[2]


def test_letters_of_the_template_stay_on_such_a_page() -> None:
    raw = "<nav>Café “Île” à côté</nav>".encode() + twice(LINE, "cp1252")
    assert mended(raw)[0].decode() == f"<nav>Café “Île” à côté</nav>{LINE}"


def test_many_letters_that_begin_alike_cost_no_more_than_a_search() -> None:
    raw = "é".encode() * 500_000
    assert mended(raw) == (raw, 0)
    assert mended(raw + twice(SIGNS, "cp1252"))[0] == raw + SIGNS.encode()


def test_an_article_says_that_it_was() -> None:
    story = "".join(f"<p>{LINE} It was the {n}th bell of the harbor’s year.</p>" for n in range(4, 9))
    cleaned = clean(twice(f"<title>Bells</title><article><h1>Bells</h1>{story}</article>", "cp1252"))
    assert cleaned.text.count("harbor’s year") == 5
    assert any("encoded twice" in note for note in cleaned.notes)
