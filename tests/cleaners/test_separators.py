"""Lines without a word stay between two parts of a story, and go where they part it from what is cut."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from cleaners import clean
from cleaners.blocks import cut
from cleaners.evidence import Mark
from cleaners.evidence.separators import SEPARATOR, mark

FIRST = "The court sat on Monday to hear the goose, which said nothing under oath."
LAST = "It will sit again on Friday, and nobody expects the goose to be there."


def found(html: str, cut_texts: tuple[str, ...] = ()) -> list[str]:
    blocks = cut(LexborHTMLParser(f"<body>{html}"))
    marks = {
        block.order: Mark("other", "test") if block.text in cut_texts else Mark(None, "test")
        for block in blocks
    }
    result = mark(blocks, marks)
    assert set(result.values()) <= {SEPARATOR}
    return [blocks[order].text for order in result]


@pytest.mark.parametrize("line", ["---", "* * *", "———", "•", "###", "❦"])
def test_lines_at_an_end_of_the_story_go(line: str) -> None:
    html = f"<p>{line}</p><p>{FIRST}</p><p>{line}</p><p>{LAST}</p><p>{line}</p><p>More on geese</p>"
    assert found(html, ("More on geese",)) == [line, line]


@pytest.mark.parametrize("line", ["___", "}", ")", "1.", "❶", "“…”", "?", "…"])
def test_what_counts_as_words_or_may_be_an_answer_stays(line: str) -> None:
    assert found(f"<p>{FIRST}</p><p>{line}</p>") == []


def test_signs_on_buttons_and_icons_go_wherever_they_stand() -> None:
    html = f"<p>{FIRST}</p><button>🔗</button><p>\uf074</p><p>* * *</p><p>{LAST}</p>"
    assert found(html) == ["🔗", "\uf074"]


def test_nothing_but_signs_leaves_nothing() -> None:
    assert found("<p>---</p><p>***</p>") == ["---", "***"]


def test_dirty_text_ends_with_its_last_word() -> None:
    text = "\n\n".join((*(f"{FIRST} {LAST}" for _ in range(2)), "* * *", LAST, "---", "Share on Facebook"))
    cleaned = clean(text, content_type="text/plain")
    assert cleaned.text.endswith(LAST)
    assert "* * *" in cleaned.text
