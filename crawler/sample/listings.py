"""The pages that are no articles: home, section fronts and their pages, tags, authors, static pages, search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Final
from urllib.parse import quote

from crawler.sample.families import arc, blogger, lawandcrime, wordpress
from crawler.sample.families.frame import SECTIONS
from crawler.sample.head import ATOM
from crawler.sample.sheet import SITE, Links, key
from crawler.sample.source import Article, articles

PAGE_SIZE: Final = 4
MISSING: Final = "/crime/2026/09/never-filed-motion/"
"""Linked from a front, and not there."""
PRIVATE: Final = "/private/sealed-exhibit-14/"
"""Linked from fronts, and disallowed by robots.txt."""

_FAMILY: Final = {
    "/crime/": lawandcrime,
    "/courts/": lawandcrime,
    "/appeals/": wordpress,
    "/practice/": wordpress,
    "/legal/": arc,
    "/blog/": blogger,
}

_STATIC: Final = {
    "/about/": (
        "About us",
        "The Docket Lantern is a made-up newspaper that reports on made-up courts. It exists so that a crawler can be tried on whole pages without troubling anyone.",
        "Every name, docket number and ruling on this site is invented. Our standards are simple: say what happened, say who says so, and say what is not known.",
        "Corrections are welcome at the front desk of a building that does not exist.",
    ),
    "/privacy/": (
        "Privacy policy",
        "This site runs on your own machine and sends nothing anywhere. It sets no cookies and keeps no accounts.",
        "The forms on its pages lead nowhere. The list of requests that the server keeps is held in memory and is gone when the server stops.",
    ),
    "/share/": ("Share", "There is nobody here to share with."),
    "/search/": ("Search", "Type a case name or a docket number to search the archive."),
}


@dataclass(frozen=True, slots=True)
class Listing:
    """A page that leads to articles, or a static one. `why` says why it is no article."""

    path: str
    why: str
    html: str


def _head(title: str, links: Links, path: str) -> str:
    return (
        f'<meta charset="UTF-8">\n<title>{title} | {SITE}</title>\n<link rel="canonical" href="{links(path).replace("&", "&amp;")}">\n'
        f'<meta property="og:type" content="website">\n<meta property="og:title" content="{title}">\n'
        f'<link rel="alternate" type="application/rss+xml" title="{SITE} &raquo; Feed" href="{links("/feed/")}">\n'
        f'<link rel="alternate" type="application/atom+xml" title="{SITE} Sidebar" href="{links(ATOM)}">'
    )


def _page_path(section: str, number: int, shown: Sequence[Article]) -> str:
    """The address of a front's page, as its system writes it."""
    if number == 1:
        return section
    match section:
        case "/legal/":
            return f"/legal/?page={number}"
        case "/blog/":
            newest = quote(shown[0].published.astimezone(UTC).isoformat())
            return f"/blog/search?updated-max={newest}&max-results={PAGE_SIZE}"
        case _:
            return f"{section}page/{number}/"


def on_front(section: str) -> tuple[Article, ...]:
    """The stories of a front, the newest first; a story that has a second address under this section stands
    here with that one."""
    shown = []
    for article in articles():
        if "fronts" not in article.found:
            continue
        if section == f"/{key(article.section)}/" or article.path.startswith(section):
            shown.append(article)
        shown += [replace(article, path=path) for path in article.duplicates if path.startswith(section)]
    return tuple(shown)


def _fronts(links: Links) -> Iterator[Listing]:
    for section, name in SECTIONS.items():
        family, stories = _FAMILY[section], on_front(section)
        pages = [stories[at : at + PAGE_SIZE] for at in range(0, len(stories), PAGE_SIZE)]
        paths = [_page_path(section, number, shown) for number, shown in enumerate(pages, 1)]
        for at, (path, shown) in enumerate(zip(paths, pages, strict=True)):
            body = family.front(
                links, shown, paths[at + 1] if at + 1 < len(paths) else None, paths[at - 1] if at else None
            )
            body += _notices(section, links)
            yield Listing(
                path, "listing", family.page(links, _head(name, links, path), f"<h1>{name}</h1>{body}")
            )


def _notices(section: str, links: Links) -> str:
    if section == "/crime/":
        return f'<p class="o-notice"><a href="{links(MISSING)}">Motion that was never filed</a></p>'
    if section == "/courts/":
        return f'<p class="o-notice"><a href="{links(PRIVATE)}">Sealed exhibit 14</a></p>'
    return ""


def _archive(path: str, why: str, name: str, stories: Sequence[Article], links: Links) -> Listing:
    body = f'<h1 class="page-title">{name}</h1>' + wordpress.front(links, stories, None, None)
    return Listing(path, why, wordpress.page(links, _head(name, links, path), body))


def _archives(links: Links) -> Iterator[Listing]:
    shown = [article for article in articles() if "fronts" in article.found]
    for tag in sorted({tag for article in articles() for tag in article.tags}):
        yield _archive(
            f"/tag/{key(tag)}/", "tag", tag, [story for story in shown if tag in story.tags], links
        )
    for name in sorted({name for article in articles() for name in article.authors}):
        stories = [story for story in shown if name in story.authors]
        yield _archive(f"/author/{key(name)}/", "author", name, stories, links)


def _home(links: Links) -> Listing:
    newest = [article for article in articles() if "fronts" in article.found][: 2 * PAGE_SIZE]
    body = f"<h1>{SITE}</h1>" + lawandcrime.front(links, newest, None, None)
    body += f'<p class="o-notice"><a href="{links(PRIVATE)}">Sealed exhibit 14</a></p>'
    return Listing(
        "/", "listing", lawandcrime.page(links, _head("Front page", links, "/"), body, classes="home blog")
    )


def _statics(links: Links) -> Iterator[Listing]:
    for path, (title, *paragraphs) in _STATIC.items():
        body = f'<article class="page type-page"><h1>{title}</h1>' + "".join(
            f"<p>{text}</p>" for text in paragraphs
        )
        if path == "/search/":
            body += '<form role="search" method="get" action="/search/"><input type="search" name="q"></form>'
        why = "search" if path == "/search/" else "static"
        yield Listing(
            path, why, lawandcrime.page(links, _head(title, links, path), body + "</article>", classes="page")
        )


def listings(links: Links) -> Iterator[Listing]:
    """Every page of the site that is served and is no article."""
    yield _home(links)
    yield from _fronts(links)
    yield from _archives(links)
    yield from _statics(links)
    exhibit = (
        "<h1>Sealed exhibit 14</h1><p>This page is sealed. A polite crawler never reads this sentence.</p>"
    )
    yield Listing(PRIVATE, "disallowed", lawandcrime.page(links, _head("Sealed", links, PRIVATE), exhibit))
