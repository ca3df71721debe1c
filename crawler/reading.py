"""What lists articles, read off the event loop: a sitemap may have 50 MB, and a front may hang a parser."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias, assert_never

from crawler.discovery import (
    Found,
    Sources,
    find_sources,
    read_feed,
    read_front,
    read_sitemap,
    sitemaps_in_robots,
)

Listing: TypeAlias = Literal["feed", "sitemap", "front"]
"""What lists articles, or further listings of its sort."""

Guide: TypeAlias = Literal["home", "robots"]
"""What says where a site's listings are."""


@dataclass(frozen=True, slots=True)
class ReadListing:
    """Read the entries of a listing. `content_type` is the value of its HTTP header."""

    what: Listing
    url: str
    body: bytes = field(repr=False)
    content_type: str = ""


@dataclass(frozen=True, slots=True)
class ReadGuide:
    """Look for listings in a home page, or in a robots.txt."""

    what: Guide
    url: str
    body: bytes = field(repr=False)


def read_listing(task: ReadListing) -> Found:
    """What the listing holds, by the reader of its sort."""
    match task.what:
        case "feed":
            return read_feed(task.body, url=task.url)
        case "sitemap":
            return read_sitemap(task.body, url=task.url)
        case "front":
            return read_front(task.body, url=task.url, content_type=task.content_type)
    assert_never(task.what)


def read_guide(task: ReadGuide) -> Sources:
    """Where the listings are. A robots.txt names sitemaps only."""
    if task.what == "robots":
        return Sources(sitemaps=sitemaps_in_robots(task.body, url=task.url))
    return find_sources(task.body, url=task.url)
