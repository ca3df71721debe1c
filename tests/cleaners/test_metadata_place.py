"""Dates and names of other parts of the page are not the story's."""

from __future__ import annotations

import pytest

from cleaners import Metadata, clean

URL = "https://news.example/ferry-toll-stays"
STORY = "".join(
    f"<p>The clerk of Marlow said on the {day} day that the toll would stay, and that the ferry would too, "
    "whatever the riders had to say of it in the rain.</p>"
    for day in ("first", "second", "third")
)
OWN = "<div class='byline'>By Joan Hill</div><div class='date'>March 11, 2026</div>"
CARD = (
    "<article><h3><a href='/bridge'>Bridge opens late</a></h3><span class='author'>Zed Other</span>"
    "<time datetime='2020-01-05T10:00:00Z'>Jan 5, 2020</time></article>"
)
BEFORE = {
    "a card": f"<div class='box'>{CARD}</div>",
    "a ticker": "<div class='wire'><ul><li><time datetime='2026-03-12T09:00'>9:00</time> "
    "<a href='/bridge'>Bridge opens late</a></li></ul></div>",
    "the masthead": "<header><time datetime='2026-11-28'>Saturday, November 28, 2026</time></header>",
    "a bar with the day of today": "<div class='top-bar'><time class='today'>November 28, 2026</time></div>",
    "columnists": "<div class='pens'><a class='author' href='/z'>Zed Other</a></div>",
}
AFTER = {
    "related stories": f"<aside><h3>Related</h3>{CARD}</aside>",
    "a comment": "<div id='comments'><b class='author'>RiverRat</b><time datetime='2026-03-12'>x</time></div>",
    "a comment in microdata": "<ol class='comment-list'><li><b itemprop='author'>RiverRat Smith</b>"
    "<time itemprop='datePublished' datetime='2026-03-12T01:00Z'>x</time></li></ol>",
    "a link with its author": "<div><a href='/bridge'>Bridge opens late</a> by "
    "<a rel='author' href='/zed'>Zed Other</a></div>",
}


def of(own: str, *, before: str = "", after: str = "") -> Metadata:
    html = (
        f"<html><head><title>Ferry toll stays</title></head><body>{before}<main><article>"
        f"<h1>Ferry toll stays</h1>{own}<div class='entry'>{STORY}</div>{after}</article></main></body></html>"
    )
    return clean(html, url=URL).metadata


def told(metadata: Metadata) -> tuple[str, tuple[str, ...]]:
    return metadata.published.date().isoformat() if metadata.published else "", metadata.authors


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
def test_what_stands_before_the_story(before: str) -> None:
    assert told(of(OWN, before=before)) == ("2026-03-11", ("Joan Hill",))


@pytest.mark.parametrize("after", AFTER.values(), ids=AFTER)
def test_what_stands_after_the_story(after: str) -> None:
    assert told(of(OWN, after=after)) == ("2026-03-11", ("Joan Hill",))


@pytest.mark.parametrize("other", [AFTER["a comment"], AFTER["related stories"]])
def test_none_is_better_than_anothers(other: str) -> None:
    assert told(of("", after=other)) == ("", ())


@pytest.mark.parametrize(
    "own",
    [
        (
            "<footer>By <a rel='author' href='/joan'>Joan Hill</a>, <time>11 March 2026</time>, "
            "<a href='/topic/x'>Rivers and the sea</a></footer>"
        ),
        "<aside class='meta'><span class='author'>Joan Hill</span><time datetime='2026-03-11'>x</time></aside>",
        (
            "<div class='line'><a class='author' href='/people/joan'>Joan Hill</a><time>11 March 2026</time>"
            "<a href='https://share.example/?u=1'>Share on some network</a></div>"
        ),
    ],
    ids=["footer", "aside", "share"],
)
def test_the_storys_own_places(own: str) -> None:
    for other in (BEFORE["a card"], BEFORE["the masthead"]):
        assert told(of(own, before=other)) == ("2026-03-11", ("Joan Hill",))


def test_a_headline_beside_the_article() -> None:
    html = (
        f"<title>Ferry toll stays</title><body><div id=page><h1>Ferry toll stays</h1>"
        f"<article><p class=author>Joan Hill</p><time>11 March 2026</time>{STORY * 3}</article></div>"
    )
    assert told(clean(html, url=URL).metadata) == ("2026-03-11", ("Joan Hill",))


def test_a_layout_that_is_named_after_its_sidebar_holds_the_story() -> None:
    own = "<div class='layout-sidebar-left has-comments'><time datetime='2026-03-11'>x</time></div>"
    assert told(of(own, before=BEFORE["a card"])) == ("2026-03-11", ())
