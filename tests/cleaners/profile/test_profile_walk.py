"""The walk of a known site gives what the full walk gives, wherever it enters."""

from __future__ import annotations

import pytest
from madeup import page, site
from selectolax.lexbor import LexborHTMLParser
from taught import taught_by

from cleaners import blocks
from cleaners.profile import Profile
from cleaners.profile.reader import Reader
from cleaners.profile.walk import cut, state_of

PAGES = [
    "<p>One</p><div>two<br><br>three <b>four</b></div>",
    "<table><tr><td>A<td>B</tr></table><ul><li>x<li>y</ul>",
    "<p>Share <button>Now</button>this <span class=sr-only>hidden</span>line</p><pre>a\n  b</pre>",
    "<div hidden>a<p style='display:none'>b</p></div><x-box>c<script>d</script></x-box>",
    "<figure><img src=/a.jpg><figcaption>Cap</figcaption></figure><p>Text</p>",
]


def seen(found: list[blocks.Block]) -> list[tuple[object, ...]]:
    return [
        (b.order, b.text, b.tag, b.where, b.link_chars, b.strong_chars, b.hidden, b.picture is not None)
        for b in found
    ]


@pytest.mark.parametrize("html", [*PAGES, page(1).html, page(2, template="node").html])
def test_blocks_are_the_same_where_nothing_is_closed(html: str) -> None:
    known = cut(LexborHTMLParser(html), Reader(Profile()))
    assert seen(known) == seen(blocks.cut(LexborHTMLParser(html)))
    assert None not in map(state_of, known)


def test_blocks_are_the_same_where_a_profile_enters() -> None:
    pages = site(12)
    reader = Reader(taught_by(pages))
    for made in pages:
        whole = {b.text: seen([b])[0][2:] for b in blocks.cut(LexborHTMLParser(made.html))}
        found = cut(LexborHTMLParser(made.html), reader)
        entered = [b for b in found if (state := state_of(b)) is not None and state.cut is None]
        assert len(entered) > len(made.gold)
        assert {b.text: seen([b])[0][2:] for b in entered}.items() <= whole.items()


def test_all_text_of_a_page_is_in_its_blocks() -> None:
    pages = site(12)
    reader = Reader(taught_by(pages))
    for made in pages:
        whole = " ".join(b.text for b in blocks.cut(LexborHTMLParser(made.html))).split()
        assert " ".join(b.text for b in cut(LexborHTMLParser(made.html), reader)).split() == whole


def test_classes_made_up_for_each_page_are_forgotten() -> None:
    from cleaners.profile.reader import MAX_STATES

    reader = Reader(Profile())
    html = "".join(f"<p class=c{n}>Some text</p>" for n in range(MAX_STATES + 10))
    assert len(cut(LexborHTMLParser(html), reader)) == MAX_STATES + 10
    assert len(cut(LexborHTMLParser("<p>One"), reader)) == 1
    assert reader.states <= 10


def test_names_that_each_page_has_for_itself_do_not_pile_up() -> None:
    from cleaners.profile.reader import MAX_ENTERED

    reader = Reader(Profile())
    for number in range(MAX_ENTERED + 10):
        cut(LexborHTMLParser(f"<article class=post-{number}><p>Some text"), reader)
    assert sum(len(state.children) for state in reader._states.values()) < MAX_ENTERED
    assert len(cut(LexborHTMLParser("<article class=post-1><p>Some text"), reader)) == 1
