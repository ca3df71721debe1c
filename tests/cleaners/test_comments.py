"""Comments below a story go by what their elements are called; what is called so and is of the story stays."""

from __future__ import annotations

import pytest
from remarks import REMARKS, STORY, page
from selectolax.lexbor import LexborHTMLParser

from cleaners.blocks import cut
from cleaners.evidence import Mark
from cleaners.evidence.comments import mark


def told(html: str) -> list[str]:
    """What goes as comments by the names of its elements, where all of a page would be kept."""
    blocks = cut(LexborHTMLParser(html))
    marks = mark(blocks, {block.order: Mark(None, "model", 0.97) for block in blocks})
    return [blocks[order].text for order in marks]


def entries(entry: str, times: int = 3) -> str:
    """Comments in some markup, in which `{n}` is a number, `{day}` a date and `{text}` what is said."""
    return "".join(entry.format(n=9257 + n, day=REMARKS[n][1], text=REMARKS[n][2]) for n in range(times))


def apart(below: str, tag: str = "div") -> str:
    """A page whose story has an element of its own, and something below."""
    story = "".join(f"<p>{text}</p>" for text in STORY)
    return f"<article><h1>The bell of the pier</h1><{tag}>{story}</{tag}><div>{below}</div></article>"


@pytest.mark.parametrize(
    "entry",
    [
        "<li id=comment-{n}><p>{text}</p><p>Comment by Marta — 17.07, 2026 @ 13:04</p></li>",
        "<div class=readers_comment_box><h3>On the bell</h3><p>{text}</p></div>",
        "<div><p>Marta K., 17 Jul 2026</p><div class='sf_comment_text s{n}'><p>{text}</p></div></div>",
        "<div class=item><p class=commentText>{text}</p></div>",
        "<article class=comment><p>{text}</p></article>",
        "<div class=user-kommentar><p>{text}</p></div>",
        "<div class=comentario-{n}><p>{text}</p></div>",
        "<div id=commentaire-{n}><p>{text}</p></div>",
    ],
)
def test_comments_go_by_what_their_elements_are_called(entry: str) -> None:
    gone = told(apart(entries(entry)))
    assert [text for text in gone if text in STORY] == []
    assert [text for *_, text, _ in REMARKS if text not in gone] == []


@pytest.mark.parametrize(
    "entry",
    [
        "<div class=comment><b>{day}</b><p>{text}</p></div>",
        "<div>Marta, {day}</div><div class=comment><p>{text}</p></div>",
        "<div class=comment><p>{text}</p></div><div>{day}</div>",
    ],
)
def test_among_the_paragraphs_comments_have_dates(entry: str) -> None:
    assert len(told(page(entries(entry)))) >= len(REMARKS)
    assert told(page(entries(entry.replace("{day}", "a reader")))) == []


def test_one_date_is_not_enough() -> None:
    box = f"<div class=comment><p>Handed down on 3 March 2026</p><p>{REMARKS[0][2]}</p><p>9 March 2026</p></div>"
    assert told(page(box)) == []


def test_two_dates_tell_of_comments_that_are_called_in_other_ways() -> None:
    below = (
        f"<div class=comments><p>Marta K., 27 May 2026</p><p>{REMARKS[0][2]}</p>"
        f"<p>anglerfan77, May 27, 2026</p><p>{REMARKS[1][2]}</p></div>"
    )
    assert len(told(apart(below))) == 4


def test_a_remark_in_the_story_does_not_save_the_thread_below_it() -> None:
    remark = f"<blockquote class=comment>{REMARKS[0][2]}</blockquote>"
    html = apart(entries("<div class=comment><p>{text}</p></div>")).replace(
        "<p>The board’s", f"{remark}<p>The board’s"
    )
    assert told(html) == [text for *_, text, _ in REMARKS]


@pytest.mark.parametrize(
    "below",
    [
        entries("<div class=expert-comment><p>{text}</p></div>"),
        entries("<blockquote class='public-comment'>{text}</blockquote>"),
        entries("<section class=case-comment><h2>Comment</h2><p>{text}</p></section>"),
        entries("<div class=live-comment><p>{text}</p></div>"),
        entries("<div class='comment question'><p>{text}</p></div>"),
        entries("<div class=response><p>{text}</p></div>"),
        entries("<p class=comment-{n}>{text}</p><p>" + "</p><p>".join(STORY) + "</p>"),
        entries("<div class=commentary><p>{text}</p></div>"),
    ],
    ids=[
        "experts",
        "the public",
        "a case",
        "live",
        "questions",
        "answers",
        "remarks in a story",
        "commentary",
    ],
)
def test_what_is_called_a_comment_or_nearly_so_may_be_of_the_story(below: str) -> None:
    assert told(page(below)) == []


def test_an_editors_comment_stays_above_those_of_readers() -> None:
    below = f"<div class=editor-comment><h3>Editor’s comment</h3><p>{REMARKS[0][2]}</p></div>"
    readers = "<ol>" + entries("<li class=comment><time>{day}</time><p>{text}</p></li>") + "</ol>"
    assert "Editor’s comment" not in told(apart(below + readers))


def test_a_column_that_is_called_a_comment_stays() -> None:
    column = "".join(f"<div class=comment-body><p>{text}</p></div>" for text in STORY)
    assert told(f"<h1>The bell of the pier</h1>{column}") == []
    assert told(apart("", tag="section class=comment")) == []
