"""Comments below a story go, whatever they are marked up as; what only looks like them stays."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from remarks import REMARKS, STORY, page

from cleaners import clean


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
