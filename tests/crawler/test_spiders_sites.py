"""Each site that is bundled says all that a crawl of it needs, and how far it is known."""

from __future__ import annotations

from pathlib import Path

import pytest
import soupsieve
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

import crawler.spiders
from cleaners.model import KINDS, Kind, Rules
from crawler.site import KNOWN, check_site
from crawler.spiders.base import NewsSpider

LOADER = SpiderLoader.from_settings(Settings({"SPIDER_MODULES": ["crawler.spiders"]}))
SPIDERS = {name: LOADER.load(name) for name in sorted(LOADER.list())}
SITES = sorted(set(SPIDERS) - {"news"})  # which stands for all others


def site(name: str) -> type[NewsSpider]:
    spider = SPIDERS[name]
    assert issubclass(spider, NewsSpider)
    return spider


@pytest.mark.parametrize("name", SPIDERS)
def test_a_spider_is_a_news_spider_in_a_file_of_its_name(name: str) -> None:
    assert issubclass(site(name), NewsSpider)
    assert site(name).__module__ == f"crawler.spiders.{name}"


@pytest.mark.parametrize("name", SPIDERS)
def test_a_spider_says_how_far_its_site_is_known(name: str) -> None:
    assert site(name).known in KNOWN
    assert site(name).evidence


@pytest.mark.parametrize("name", SITES)
def test_a_site_has_a_domain_and_a_place_where_it_lists_its_articles(name: str) -> None:
    spider = site(name)
    assert spider.allowed_domains
    assert [*spider.feeds, *spider.sitemaps, *spider.fronts]
    check_site({attribute: getattr(spider, attribute) for attribute in dir(spider)}, name)


@pytest.mark.parametrize("name", SITES)
def test_the_selectors_of_a_site_can_be_read_and_name_a_kind(name: str) -> None:
    spider = site(name)
    assert set(spider.furniture) <= set(KINDS)
    for selectors in (*spider.furniture.values(), spider.keep):
        assert all(soupsieve.compile(selector) for selector in selectors)
    rules = Rules({kind: tuple(cuts) for kind, cuts in spider.furniture.items()}, tuple(spider.keep))
    assert rules == spider().rules


def test_every_module_of_the_folder_has_a_spider() -> None:
    modules = {path.stem for path in Path(crawler.spiders.__path__[0]).glob("*.py")} - {"__init__", "base"}
    assert modules == set(SPIDERS)


@pytest.mark.parametrize(
    ("name", "kind", "selector"),
    [
        ("lawandcrime", "newsletter", "#newsletter"),
        ("lawandcrime", "ad", ".teads-helper"),
        ("lawandcrime", "navigation", ".c-article-nav-arrows"),
        ("lawandcrime", "related", "#featured-posts-wrap"),
        ("abovethelaw", "newsletter", "#signup-main"),
        ("abovethelaw", "ad", ".sidebar-sponsored"),
        ("courthousenews", "ad", ".ad-banner"),
    ],
)
def test_known_furniture_has_the_right_kind(name: str, kind: Kind, selector: str) -> None:
    assert selector in site(name)().rules.furniture[kind]
