from __future__ import annotations

import pytest

from crawler.traps import MAX_CHOICES, MAX_SITEMAP_DEPTH, MAX_SITEMAPS, Traps, repeats


@pytest.mark.parametrize("path", ["/a/a/a/", "/docket/news/docket/news/docket/story/", "/A/b/a/c/a"])
def test_a_path_that_repeats_itself_is_a_trap(path: str) -> None:
    assert repeats(path)
    assert Traps().caught(f"https://news.example{path}")


@pytest.mark.parametrize("path", ["/2026/05/05/05/5/story/", "/news/news/story/", "/", "", "///////"])
def test_honest_paths_are_none(path: str) -> None:
    assert not repeats(path)


def test_choices_of_filters_come_to_an_end() -> None:
    traps = Traps()
    urls = [f"https://news.example/find?a={n}&b=1&c=2&d=3" for n in range(MAX_CHOICES + 5)]
    assert [traps.caught(url) for url in urls] == [False] * MAX_CHOICES + [True] * 5
    assert not traps.caught("https://news.example/other?a=1&b=1&c=2&d=3")


def test_articles_that_are_chosen_by_a_parameter_are_no_trap() -> None:
    traps = Traps()
    assert not any(traps.caught(f"https://news.example/?p={n}&page=2") for n in range(1000))


def test_what_is_no_address_is_no_trap() -> None:
    assert not Traps().caught("http://[x")


def test_sitemaps_come_to_an_end_in_depth_and_in_number() -> None:
    traps = Traps()
    assert not traps.sitemap(MAX_SITEMAP_DEPTH + 1)
    assert all(traps.sitemap(1) for _ in range(MAX_SITEMAPS))
    assert not traps.sitemap(1)
