"""Courthouse News Service: WordPress."""

from __future__ import annotations

from typing import ClassVar

from crawler.spiders.base import NewsSpider


class CourthouseNewsSpider(NewsSpider):
    name = "courthousenews"
    allowed_domains: ClassVar = ["courthousenews.com"]
    feeds = ("https://www.courthousenews.com/feed/",)
    furniture: ClassVar = {"ad": (".ad-banner",)}
    known = "config"
    evidence = (
        "Feed and selectors from a public crawler configuration and a filter list, page text from stored "
        "pages; nothing was checked live."
    )
