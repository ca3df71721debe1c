"""The bundled sample site: The Docket Lantern, a made-up legal-news site with its own gold.

    with serve() as site:
        ...  # crawl site.url; site.requests says what was asked for

`gold()` is the right answer for every article, `NOT_ARTICLES` says why every other address is none.
`python -m crawler.sample` serves the site until it is interrupted.
"""

from __future__ import annotations

from crawler.sample.gold import GoldArticle, gold
from crawler.sample.server import Request, Sample, serve
from crawler.sample.site import NOT_ARTICLES

__all__ = ["NOT_ARTICLES", "GoldArticle", "Request", "Sample", "gold", "serve"]
