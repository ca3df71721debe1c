from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.arguments import Window
from crawler.discovery import Entry
from crawler.frontier import ArticleUrls, Frontier, Paging

ANY = ArticleUrls.of(None, ())
SITE = "https://news.example"
STORY = f"{SITE}/2026/05/judge-rules-on-appeal/"


def on_example(url: str) -> bool:
    return url.startswith(SITE)


@pytest.mark.parametrize(
    ("are", "are_not", "url", "may_be"),
    [
        (None, (), STORY, True),
        (None, (), f"{SITE}/tag/appeals/", False),
        (None, (), f"{SITE}/author/jane-doe/", False),
        (None, (), f"{SITE}/about/", False),
        (None, (), f"{SITE}/x7/", True),  # nobody knows: it is looked at
        (None, (r"/2026/05/",), STORY, False),
        ((r"/story-\d+",), (), f"{SITE}/story-17", True),
        ((r"/story-\d+",), (), STORY, False),
        ((r"/story-\d+",), (r"-17$",), f"{SITE}/story-17", False),
        ((r"/tag/",), (), f"{SITE}/tag/appeals/", True),  # the site knows better than the common forms
    ],
)
def test_articles_are_told_by_their_address(
    *, are: tuple[str, ...] | None, are_not: tuple[str, ...], url: str, may_be: bool
) -> None:
    assert ArticleUrls.of(are, are_not).may_be(url) is may_be


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (Entry(STORY), None),
        (Entry("https://elsewhere.example/2026/05/judge-rules-on-appeal/"), "offsite"),
        (Entry(STORY + "x" * 3000), "too_long"),
        (Entry(f"{SITE}/tag/appeals/"), "not_article"),
        (Entry(f"{SITE}/2026/05/story-that-is-known?utm_source=feed"), "known"),
        (Entry(STORY, published=datetime(2026, 4, 30, tzinfo=UTC)), "outside_window"),
        (Entry(STORY, published=datetime(2026, 5, 1, tzinfo=UTC)), None),
    ],
)
def test_an_entry_is_refused_with_a_reason(entry: Entry, reason: str | None) -> None:
    window = Window(since=datetime(2026, 5, 1, tzinfo=UTC))
    frontier = Frontier(ANY, window, on_example, {"news.example/2026/05/story-that-is-known"})
    assert frontier.refusal(entry) == reason


def test_an_address_comes_up_once_in_all_its_forms() -> None:
    frontier = Frontier(ANY, Window(), on_example)
    assert frontier.first_time(STORY)
    for same in (STORY, STORY.rstrip("/"), f"{STORY}?utm_medium=rss#top", STORY.replace("https", "http")):
        assert not frontier.first_time(same)
    assert frontier.first_time(f"{STORY}?page=2")


def test_a_page_arrives_once_by_whichever_way() -> None:
    frontier = Frontier(ANY, Window(), on_example)
    assert frontier.first_time(STORY)  # listed and asked for
    assert frontier.arrived(STORY)  # but a redirect was quicker
    assert not frontier.arrived(STORY)
    assert frontier.arrived(f"{SITE}/2026/05/moved-here/")
    assert not frontier.first_time(f"{SITE}/2026/05/moved-here/")


def test_paging_ends_with_a_page_that_brings_nothing_new() -> None:
    paging = Paging(10, {"news.example/known"})
    one, two, known = Entry(f"{SITE}/one"), Entry(f"{SITE}/two"), Entry(f"{SITE}/known")
    assert paging.goes_on([one, known])
    assert paging.goes_on([one, two])
    assert not paging.goes_on([two, known])
    assert not paging.goes_on([])


def test_paging_ends_at_its_limit() -> None:
    paging = Paging(2)
    assert [paging.take() for _ in range(4)] == [True, True, False, False]
