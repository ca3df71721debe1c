"""Comments below a story go, whatever they are marked up as; what only looks like them stays."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser

from cleaners import clean
from cleaners.blocks import cut
from cleaners.evidence import Mark
from cleaners.evidence.threads import named

STORY = (
    "The harbor board must return the ferry bell it took from the pier, an appeals court ruled on Friday.",
    "“A bell belongs to those who are woken by it,” Judge Alba Reyes read to the courtroom from nine pages.",
    "The board’s lawyers had argued for two years that the bell was abandoned and its rope was a danger.",
    "The board has thirty days to appeal, and its chairman said that it would decide at its meeting next week.",
)
REMARKS = (
    (
        "Marta K.",
        "27 May 2026 at 10:14",
        "About time! I woke to that bell for thirty years and I want it back.",
        12,
    ),
    (
        "anglerfan77",
        "May 27, 2026",
        "So we pay for lawyers twice. Typical of this board, if you ask me at all.",
        4,
    ),
    ("Oren W", "2 days ago", "What a waste of a court’s time, honestly. It is a bell.", -3),
)


def _boxes(reply: str) -> str:
    return (
        "<div class=a1><div>3 responses</div>"
        + "".join(
            f"<div class=a2><div><b>{name}</b> <span>{day}</span></div><p>{text}</p><div><button>{reply}</button> "
            f"<span>▲ {votes}</span></div></div>"
            for name, day, text, votes in REMARKS
        )
        + "</div>"
    )


def _items(reply: str) -> str:
    return (
        "<section><h3>What readers say</h3><ul>"
        + "".join(
            f"<li><strong>{name}</strong><time>{day}</time><div>{text}</div><a href=#>{reply}</a><a href=#>Like</a></li>"
            for name, day, text, _ in REMARKS
        )
        + "</ul></section>"
    )


def _flat(reply: str) -> str:
    return "".join(f"<p>{name}</p><p>{day}</p><p>{text}</p><p>{reply}</p>" for name, day, text, _ in REMARKS)


def _loose(reply: str) -> str:
    return "".join(
        f"<div><a href=/u/1>{name}</a> · {day}</div><div>{text}</div><div>{reply}</div>"
        for name, day, text, _ in REMARKS
    )


def page(below: str) -> str:
    story = "".join(f"<p>{text}</p>" for text in STORY)
    return (
        f"<title>The bell of the pier</title><article><h1>The bell of the pier</h1>{story}{below}</article>"
    )


@pytest.mark.parametrize("reply", ["Reply", "Antworten", "Répondre"])
@pytest.mark.parametrize("style", [_boxes, _items, _flat, _loose])
def test_a_thread_goes_whole(style: Callable[[str], str], reply: str) -> None:
    cleaned = clean(page(style(reply)))
    assert cleaned.text.split("\n\n") == list(STORY)
    assert {removal.kind for removal in cleaned.removals if removal.kind != "title"} == {"comments"}


def test_a_single_comment_goes() -> None:
    name, day, text, _ = REMARKS[0]
    below = f"<div><p>{name}</p><p>{day}</p><p>{text}</p><p>Reply</p></div>"
    assert clean(page(below)).text.split("\n\n") == list(STORY)


@pytest.mark.parametrize(
    "below",
    [
        "".join(f"<p>{day}</p><p>{text}</p><p>Share</p>" for _, day, text, _ in REMARKS),
        "".join(f"<p>{day}</p><p>{text}</p><p>Reply brief</p>" for _, day, text, _ in REMARKS),
        "".join(f"<p>{name}</p><p>{text}</p><p>Reply</p>" for name, _, text, _ in REMARKS),
        _flat("Reply") + "".join(f"<p>{text}</p>" for text in STORY),
        "".join(
            f"<h3>{day}</h3><p>{text}</p><p>Vote: {n}-3</p>" for n, (_, day, text, _) in enumerate(REMARKS, 4)
        ),
        "".join(f"<p>{day}</p><p>{text}</p><p>Vote: 7 to 2</p>" for _, day, text, _ in REMARKS),
        "".join(f"<p>{day}</p><p>{text}</p><p>12,301 votes</p>" for _, day, text, _ in REMARKS),
        f"<h3>Letter of 5 May 2025</h3><p>{REMARKS[0][2]}</p><h3>Reply</h3><p>{REMARKS[1][2]}</p>",
        "".join(
            f"<p>Letter of 5 May 2025</p><p>{text}</p><p>Reply</p><p>{text}</p>"
            for _, _, text, _ in REMARKS[:2]
        ),
    ],
    ids=[
        "entries to share",
        "no buttons",
        "no dates",
        "a story behind it",
        "votes of a court",
        "votes in words",
        "votes of an election",
        "a letter and its reply",
        "letters and replies",
    ],
)
def test_what_is_no_thread_below_the_story_is_not_cut_as_one(below: str) -> None:
    assert not [removal for removal in clean(page(below)).removals if removal.rule == "comment-thread"]


def test_a_page_of_nothing_but_comments_is_left_to_others() -> None:
    assert not [
        removal
        for removal in clean(f"<h1>Bell</h1>{_flat('Reply')}").removals
        if removal.rule == "comment-thread"
    ]


def test_a_long_thread_costs_no_more_than_its_length() -> None:
    took = []
    for times in (200, 800):
        start = time.perf_counter()
        clean(page(_flat("Reply") * times))
        took.append(time.perf_counter() - start)
    assert took[1] < 12 * took[0]


def told(html: str) -> list[str]:
    """What goes as comments by the names of its elements, where all of a page would be kept."""
    blocks = cut(LexborHTMLParser(html))
    marks = named(blocks, {block.order: Mark(None, "model", 0.97) for block in blocks})
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
