"""Law&Crime: WordPress with a theme of its own (o- and c- classes), shared with a sister site."""

from __future__ import annotations

from typing import ClassVar

from crawler.spiders.base import NewsSpider


class LawAndCrimeSpider(NewsSpider):
    name = "lawandcrime"
    allowed_domains: ClassVar = ["lawandcrime.com"]
    feeds = ("https://lawandcrime.com/feed/",)
    furniture: ClassVar = {
        "newsletter": ("#newsletter", "#newsletter-modal-wrap"),
        "ad": (".teads-helper", ".adthrive-ad"),
        "related": (
            "#featured-posts-wrap",
            ".o-promo-unit",
            ".promo-unit",
            "section.c-promo-slice.o-slice",
            ".sidebar-hook",
            ".o-zergnet",
        ),
        "player": ("#lnn-promo", "#live-promo", ".o-jw-sub-promo"),
        "navigation": (".c-article-nav-arrows", ".c-nav-stream-actions"),
        "share": (".c-header-social-items", ".o-social-items", ".o-share"),
        "tags": (".c-article-foot__section",),
    }
    known = "config"
    evidence = (
        "Selectors from public crawler configurations and filter lists, some of them of the sister site with "
        "the same theme. No stored page of the site was at hand; nothing was checked live."
    )
