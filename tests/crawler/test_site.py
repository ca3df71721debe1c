from __future__ import annotations

from typing import Any, ClassVar

import pytest

from crawler.site import SiteError, check_site
from crawler.spiders.base import NewsSpider


@pytest.mark.parametrize(
    ("attributes", "says"),
    [
        ({"name": "Any Site"}, r"X\.name = 'Any Site' names files too"),
        ({"known": "surely"}, r"X\.known = 'surely' is no level"),
        (
            {"allowed_domains": ["https://news.example/"]},
            r"X\.allowed_domains: 'https://news.example/' is no domain",
        ),
        ({"feeds": "https://news.example/feed/"}, r"X\.feeds = .* is no list"),
        ({"feeds": ("/feed/",)}, r"X\.feeds: '/feed/' is no absolute address"),
        ({"sitemaps": ("news.example/sitemap.xml",)}, r"X\.sitemaps: .* is no absolute address"),
        ({"fronts": ("https://[::1/",)}, r"X\.fronts: .* is no absolute address"),
        ({"article_urls": (r"/(\d+",)}, r"X\.article_urls: .* is no regular expression"),
        ({"not_articles": (r"*",)}, r"X\.not_articles: .* is no regular expression"),
        ({"furniture": {"advert": (".ad",)}}, r"X\.furniture: 'advert' is no kind .*caption"),
        ({"furniture": {"ad": ".ad"}}, r"X\.furniture\['ad'\] = '.ad' is no list"),
        ({"furniture": {"ad": ("div[",)}}, r"X\.furniture\['ad'\]: 'div\[' is no CSS selector"),
        ({"keep": (">>",)}, r"X\.keep: '>>' is no CSS selector"),
    ],
)
def test_what_is_wrong_with_a_site_is_said(attributes: dict[str, Any], says: str) -> None:
    with pytest.raises(SiteError, match=says):
        check_site(attributes, "X")


def test_everything_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(SiteError) as error:
        check_site({"feeds": ("/feed/",), "keep": (">>",), "known": "?"}, "X")
    assert len(str(error.value).splitlines()) == 3


def test_a_good_site_passes() -> None:
    check_site(
        {
            "name": "any-site",
            "allowed_domains": ["news.example", "127.0.0.1"],
            "feeds": ("https://news.example/feed/",),
            "article_urls": None,
            "furniture": {"ad": (".ad", "div:has(> .ad)")},
            "known": "capture",
        },
        "X",
    )


def test_a_site_is_checked_when_its_class_is_made() -> None:
    with pytest.raises(SiteError, match=r"Broken\.furniture"):

        class Broken(NewsSpider):
            name = "broken"
            furniture: ClassVar[Any] = {"advert": (".ad",)}
