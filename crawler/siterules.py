"""The rules of the bundled sites, for pages that come from elsewhere than a crawl."""

from __future__ import annotations

from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from cleaners.model import Rules


def site_rules(settings: BaseSettings) -> dict[str, Rules]:
    """What each site of the project declares of its pages, by domain. Sites that declare nothing are left
    out: they are cleaned as any page is."""
    found: dict[str, Rules] = {}
    loader = get_spider_loader(settings)
    for name in loader.list():
        spider = loader.load(name)
        furniture, keep = getattr(spider, "furniture", {}), getattr(spider, "keep", ())
        if furniture or keep:
            rules = Rules({kind: tuple(cuts) for kind, cuts in furniture.items()}, tuple(keep))
            found.update(dict.fromkeys(getattr(spider, "allowed_domains", None) or (), rules))
    return found
