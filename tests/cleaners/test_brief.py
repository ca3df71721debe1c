"""A story of one paragraph is kept, where nothing else is; what a page has beside stories is none."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from cleaners import clean
from cleaners.blocks import cut
from cleaners.elements import Block
from cleaners.evidence import Mark, Marks
from cleaners.evidence.brief import BRIEF, mark

HEAD = "A ferry bell goes back to the pier"
BRIEFLY = (
    "The harbor board must return the ferry bell that it took from the pier, an appeals court ruled on Friday, "
    "since those who are woken by a bell may also be those who own it, and nobody else had asked for it."
)
MORE = "The board has thirty days to appeal, and its chairman said that it would decide at its next meeting."


def found(html: str, *, score: float = 0.7, rule: str = "model") -> list[str]:
    """What is kept of a page of which only the title is known, and all else was cut."""
    blocks = cut(LexborHTMLParser(html))
    marks: Marks = {block.order: Mark("other", rule, score) for block in blocks}
    titles = [block.order for block in blocks if block.text == HEAD]
    marks.update(dict.fromkeys(titles, Mark("title", "title")))
    kept = mark(blocks, marks, titles)
    assert set(kept.values()) <= {BRIEF}
    return [blocks[order].text for order in kept]


def test_the_longest_paragraph_below_the_headline_is_kept_with_those_beside_it() -> None:
    aside = f"<div><p>{MORE}</p></div>"
    html = f"<div><p>{BRIEFLY}</p></div><h1>{HEAD}</h1><div><p>{BRIEFLY}</p><p>{MORE}</p></div>{aside}"
    assert found(html) == [BRIEFLY, MORE]


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{BRIEFLY}</p><h1>{HEAD}</h1><p>Read more</p>",
        f"<h1>{HEAD}</h1>" + "<p>Read more</p>" * 20 + f"<p>{BRIEFLY}</p>",
        f"<h1>{HEAD}</h1><p>{MORE}</p>",
        f"<h1>{HEAD}</h1><p><a href=/a>{BRIEFLY}</a></p>",
        f"<h1>{HEAD}</h1><p hidden>{BRIEFLY}</p>",
        f"<p>{BRIEFLY}</p>",
    ],
    ids=["above", "far below", "too short", "a link", "hidden", "no headline"],
)
def test_what_is_no_story_is_not_kept(html: str) -> None:
    assert found(html) == []


@pytest.mark.parametrize(("score", "rule"), [(0.96, "model"), (0.7, "widget:.newsletter")])
def test_what_is_surely_none_is_not_kept(score: float, rule: str) -> None:
    assert found(f"<h1>{HEAD}</h1><p>{BRIEFLY}</p>", score=score, rule=rule) == []


def test_where_an_article_is_kept_nothing_is_added() -> None:
    blocks = [Block(HEAD, "h1"), Block(BRIEFLY, "p", order=1), Block(BRIEFLY, "p", order=2)]
    marks: Marks = {0: Mark("title", "title"), 1: Mark(None, "model", 0.9), 2: Mark("other", "model", 0.6)}
    assert mark(blocks, marks, [0]) == {}


def test_letters_count_where_no_blanks_part_words() -> None:
    text = (
        "全县固定资产投资完成二百四十六亿元，完成年度计划百分之八十二，同比增长百分之十五，位列三县两区第一。"
        * 4
    )
    assert found(f"<h1>{HEAD}</h1><p>{text}</p>") == [text]


def test_a_page_of_one_paragraph_is_an_article() -> None:
    html = f"<title>{HEAD}</title><nav><a href=/>Home</a></nav><h1>{HEAD}</h1><div class=teaser><p>{BRIEFLY}</p></div>"
    cleaned = clean(html, url="https://harborpost.example/2026/03/11/a-ferry-bell/")
    assert (cleaned.reason, cleaned.text) == (None, BRIEFLY)
