"""What is asked of trafilatura and htmldate: the same answers, from less of the page."""

from __future__ import annotations

import time

import pytest
from selectolax.lexbor import LexborHTMLParser
from trafilatura.metadata import extract_metadata

from cleaners.metadata import fallback, read
from cleaners.metadata.excerpt import excerpt

STORY = "<p>" + "The clerk filed the brief on time, the court said. " * 60 + "</p>"
PAGES = {
    "a name in a class": f"<div class='story'><span class='AuthorName'>Jane Doe</span>{STORY}</div>",
    "a byline in a box": f"<main><div class='meta'><p class='byline'>By Jane Doe</p></div>{STORY}</main>",
    "the second of two places": f"<p class=writer>Jane Doe</p>{STORY}<p class=author>John Roe</p>",
    "a comment's author is none": f"{STORY}<div id=comments><b class='author-name'>John Roe</b></div>",
    "a sidebar's author is none": f"<section class=sidebar><a rel=author>John Roe</a></section>{STORY}",
    "an author in a figure is none": f"<figure><i class='photo-author'>John Roe</i></figure>{STORY}",
    "a body with an author in its class": f"<body class='author-jd'>{STORY}<a class=author>Jane Doe</a>",
    "a box that is named so and holds all": f"<div id=author-box>{STORY}<b>Not an author</b></div>",
    "an author around another": f"<div class=author-box>By <a class=author-name>Jane Doe</a></div>{STORY}",
    "a meta": f"<html><head><meta name='dcsext.author' content='Jane Doe'></head><body>{STORY}",
    "a person in JSON": '<html><head><script type="application/ld+json">{"@context": "https://schema.org",'
    f'"@type": "Person", "name": "Jane Doe"}}</script></head><body>{STORY}',
    "nothing": STORY,
}


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES)
def test_the_author_is_that_of_the_whole_page(html: str) -> None:
    whole = extract_metadata(html, extensive=False).author or ""
    assert fallback.author(LexborHTMLParser(html), html.encode(), "") == whole


def test_most_of_those_pages_name_somebody() -> None:
    named = {
        name for name, html in PAGES.items() if fallback.author(LexborHTMLParser(html), html.encode(), "")
    }
    assert len(named) == 7


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("By Jane Doe<br>March 25, 2026", "Jane Doe"),
        ("By Jane Doe May", "Jane Doe May"),
        ("By Alice May<br>May 3, 2026", "Alice May"),
    ],
)
def test_a_month_without_its_day_is_no_part_of_a_name(byline: str, name: str) -> None:
    html = f"<p class=story-byline>{byline}</p>{STORY}"
    assert fallback.author(LexborHTMLParser(html), html.encode(), "") == name


@pytest.mark.parametrize("name", ["sf_comment_author", "commentAuthor", "author-of-comment"])
def test_who_comments_is_no_author(name: str) -> None:
    html = f"{STORY}<div><span class={name}>John Roe</span></div>"
    assert fallback.author(LexborHTMLParser(html), html.encode(), "") == ""


@pytest.mark.parametrize("name", ["category-comment", "no-comments", "comments-open", "comment-is-free"])
def test_a_post_about_comments_has_an_author(name: str) -> None:
    html = f"<article class='post {name}'><h1>Goose</h1>{STORY}<p class=story-author>Jane Doe</p></article>"
    assert fallback.author(LexborHTMLParser(html), html.encode(), "") == "Jane Doe"


def test_a_commentator_is_one() -> None:
    html = f"<p class='commentary-author'>Jane Doe</p>{STORY}"
    assert fallback.author(LexborHTMLParser(html), html.encode(), "") == "Jane Doe"


def test_a_host_signs_nothing() -> None:
    html = f"<h1>Goose is heard</h1><p class=author>lantern.example</p>{STORY}"
    tree = LexborHTMLParser(html)
    assert read(tree, url="https://www.lantern.example/a", raw=html.encode()).authors == ()
    assert read(tree, url="https://www.harbor.example/a", raw=html.encode()).authors != ()


def test_an_excerpt_is_small_and_empty_where_nobody_signs() -> None:
    assert excerpt(LexborHTMLParser(STORY)) == ""
    part = excerpt(LexborHTMLParser(PAGES["a byline in a box"]))
    assert "Jane Doe" in part
    assert "court" not in part


@pytest.mark.parametrize(
    "html",
    [
        "<div class=author>" * 150 + STORY,
        "<b class=author>Jane Doe</b>" * 9_000,
        "<author>" * 150 + "x",
        f"<div class='{'ccomment ' * 900}'>" * 150 + "<b class=author>Jane Doe</b>" * 500,
    ],
    ids=["nested", "many", "unknown", "in names like comments"],
)
def test_an_excerpt_costs_no_more_than_its_page(html: str) -> None:
    started = time.perf_counter()
    assert len(excerpt(LexborHTMLParser(html))) <= 2 * len(html) + 100_000
    assert time.perf_counter() - started < 5


def test_what_is_missing_is_asked_for() -> None:
    html = f"<html><title>A ruling</title><body><i class=author-name>Jane Doe</i><div class=post-meta>Posted on May 3, 2021</div>{STORY}"
    metadata = read(LexborHTMLParser(html), raw=html.encode())
    assert (metadata.title, metadata.authors) == ("A ruling", ("Jane Doe",))
    assert metadata.published is not None
    assert metadata.published.isoformat() == "2021-05-03T00:00:00+00:00"
    assert metadata.date_source in ("trafilatura", "htmldate")


def test_the_day_of_a_change_is_not_guessed_to_be_that_of_publication() -> None:
    changed = '<meta property="article:modified_time" content="2024-06-30T10:00:00Z">'
    html = f'<html><head>{changed}</head><body><div class="post-meta">May 3, 2021</div>{STORY}'
    with_change = read(LexborHTMLParser(html), raw=html.encode())
    assert (with_change.published, with_change.date_source) == (None, None)
    assert with_change.modified is not None
    without = html.replace(changed, "")
    assert read(LexborHTMLParser(without), raw=without.encode()).date_source == "htmldate"


@pytest.mark.parametrize(
    "around", ["<style>/* updated 03.02.2019 */</style>", "<svg><title>posted: 03.02.2019</title></svg>"]
)
def test_styles_and_drawings_date_no_page(around: str) -> None:
    page = f"<html><head>{around}</head><body><h1>A ruling</h1><p>The court has ruled.</p></body></html>"
    assert fallback.day(page.encode(), "https://a.example/ruling") == ""
    told = page.replace(around, "<p>updated 03.02.2019</p>")
    assert fallback.day(told.encode(), "https://a.example/ruling") == "2019-02-03"
