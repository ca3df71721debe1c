"""Above the Law: WordPress."""

from __future__ import annotations

from typing import ClassVar

from crawler.spiders.base import NewsSpider


class AboveTheLawSpider(NewsSpider):
    name = "abovethelaw"
    allowed_domains: ClassVar = ["abovethelaw.com"]
    feeds = ("https://abovethelaw.com/feed/",)
    furniture: ClassVar = {
        "newsletter": ("#signup-main", "#simplemodal-container"),
        "ad": (
            ".sidebar-sponsored",
            ".single-post__sponsored-post--desktop",
            "#div-id-for-middle-300x250",
            "#div-id-for-top-300x250",
        ),
    }
    known = "config"
    evidence = (
        "Feed and selectors from public crawler configurations and filter lists; nothing was checked live. "
        "Older posts stand in more than 200 sitemaps (post-sitemapN.xml), which are not asked for. Some "
        "posts go on over several pages, of which the first is taken."
    )
