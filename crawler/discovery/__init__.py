"""Where articles are found: feeds, sitemaps and section fronts. Bytes in, entries out; nothing here knows
Scrapy."""

from __future__ import annotations

from crawler.discovery.addresses import normalize_url, same_site, site_host
from crawler.discovery.classify import classify_url
from crawler.discovery.dates import parse_date
from crawler.discovery.documents import read_feed, read_sitemap
from crawler.discovery.front import read_front
from crawler.discovery.model import Entry, Found, PageKind, Sources, Via
from crawler.discovery.pagekind import classify_page
from crawler.discovery.sitemap import sitemaps_in_robots
from crawler.discovery.sources import find_sources, usual_feeds, usual_sitemaps

__all__ = [
    "Entry",
    "Found",
    "PageKind",
    "Sources",
    "Via",
    "classify_page",
    "classify_url",
    "find_sources",
    "normalize_url",
    "parse_date",
    "read_feed",
    "read_front",
    "read_sitemap",
    "same_site",
    "site_host",
    "sitemaps_in_robots",
    "usual_feeds",
    "usual_sitemaps",
]
