"""What all families have around the page: the masthead's links, the list of most-read stories, the footer."""

from __future__ import annotations

from typing import Final

from crawler.sample.sheet import SITE, Links
from crawler.sample.source import articles

SECTIONS: Final = {
    "/crime/": "Crime",
    "/courts/": "Courts",
    "/appeals/": "Appeals",
    "/practice/": "Practice",
    "/legal/": "Legal",
    "/blog/": "Sidebar blog",
}
"""The section fronts and their names."""


def menu(links: Links, item: str, between: str = "\n") -> str:
    """The sections as links, each in `item`, which has `{}` where the link goes."""
    return between.join(
        item.replace("{}", f'<a href="{links(path)}">{name}</a>') for path, name in SECTIONS.items()
    )


def most_read(links: Links, item: str) -> str:
    """Five stories that stand on the fronts, each as a link in `item`."""
    shown = [article for article in articles() if "fronts" in article.found][2:12:2]
    return "\n".join(
        item.replace("{}", f'<a href="{links(article.path)}">{links_title(article.title)}</a>')
        for article in shown
    )


def links_title(title: str) -> str:
    return title.replace("&", "&amp;").replace("<", "&lt;")


def footer_links(links: Links) -> str:
    return (
        f'<a href="{links("/about/")}">About</a> <a href="{links("/privacy/")}">Privacy</a> '
        f'<a href="{links("/search/")}">Search</a> <a href="{links("/feed/")}">RSS</a>'
    )


def copyright_line() -> str:
    return f"&copy; 2026 {SITE}. All rights reserved. No part of this made-up newspaper is about real people or courts."
