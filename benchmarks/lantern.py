"""A made-up news site of any size: pages of a realistic weight on markup like WordPress', drawn on demand.

Most bytes of a real page are not its story: styles and scripts in the head, menus, teasers, a footer. All
words are drawn from a list with a fixed seed, so that a page is the same on each run.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final

LISTED: Final = 1000
"""Pages that one sitemap lists."""

ARTICLES: Final = "/courts/"
"""What the path of every article begins with."""

_WORDS: Final = (
    "court judge clerk county lawyer witness hearing motion verdict appeal order filing record juror bailiff "
    "statute ruling brief docket exhibit counsel party claim damages sentence charge plea bench office "
    "street morning witnesses lawyers judges answered argued denied granted wrote said asked heard found "
    "the a an of to in on for with after before over under against between while because although when where "
    "old new long short second third local federal former careful quiet early late public private small large"
).split()
_FIRST: Final = datetime(2026, 1, 1, tzinfo=UTC)
_HEAD_BYTES: Final = 50_000  # of styles and scripts
_TEASERS: Final = 60


def page(number: int) -> bytes:
    """The page of an article, some 110 KB. Its paragraphs are its own; menus and footer are all pages'."""
    draw = random.Random(number)
    title = _title(number)
    published = (_FIRST + timedelta(minutes=number)).isoformat()
    story = "".join(
        f"<p>{' '.join(draw.choices(_sentences(), k=4))}</p>\n" for _ in range(draw.randint(12, 30))
    )
    described = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": title,
            "datePublished": published,
            "author": {"@type": "Person", "name": "Mara Ellison"},
        }
    )
    teasers = "".join(draw.choices(_teasers(), k=_TEASERS))
    first, second, third = _frame()
    head = (
        f"<title>{title} - The Docket Lantern</title>"
        f'<meta property="og:title" content="{title}"><meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="{published}">'
        f'<script type="application/ld+json">{described}</script>'
    )
    body = (
        f'<article id="post-{number}" class="post-{number} post type-post status-publish hentry">'
        f'<header class="entry-header"><h1 class="entry-title">{title}</h1>'
        '<div class="entry-meta"><span class="byline">By '
        '<a href="/author/mara-ellison/">Mara Ellison</a></span>'
        f'<time class="entry-date published" datetime="{published}">{published[:10]}</time></div></header>'
        '<figure class="wp-block-image"><img src="/img.jpg" alt="">'
        f'<figcaption class="wp-element-caption">{draw.choice(_sentences())}</figcaption></figure>'
        f'<div class="entry-content">{story}'
        '<div class="wp-block-newsletter"><p>Sign up for The Evening Docket, our free newsletter.</p></div>'
        '<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3></div>'
        '</div></article><aside class="widget-area"><h2 class="widget-title">More stories</h2>'
        f"{teasers}</aside>"
    )
    return f"{first}{head}{second}{body}{third}".encode()


def path(number: int) -> str:
    """The path of an article's page, with a date as WordPress has it."""
    day = f"{_FIRST + timedelta(minutes=number):%Y/%m/%d}"
    return f"{ARTICLES}{day}/{'-'.join(_title(number).lower().split())}-{number}/"


def number_of(path: str) -> int:
    """The article at a path. ValueError for another path."""
    return int(path.rstrip("/").rpartition("-")[2])


def sitemap_index(home: str, pages: int) -> bytes:
    """The index of the sitemaps, which all stand at `home`."""
    listed = "".join(
        f"<sitemap><loc>{home}/sitemap-{start}.xml</loc></sitemap>" for start in range(0, pages, LISTED)
    )
    return (
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</sitemapindex>'.encode()
    )


def sitemap(homes: Sequence[str], start: int, pages: int) -> bytes:
    """The sitemap from the article `start` on: the articles stand on all hosts in turn."""
    numbers = range(start, min(start + LISTED, pages))
    listed = "".join(
        f"<url><loc>{homes[number % len(homes)]}{path(number)}</loc></url>" for number in numbers
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'.encode()


def _title(number: int) -> str:
    """Six words, chosen by the digits of a number that is far from its neighbours'."""
    digits = number * 2_654_435_761 % 2**32
    return " ".join(_WORDS[digits // 29**place % 29] for place in range(6)).capitalize()


@cache
def _sentences() -> tuple[str, ...]:
    draw = random.Random(0)
    return tuple(
        f"{' '.join(draw.choices(_WORDS, k=draw.randint(9, 24))).capitalize()}." for _ in range(3_000)
    )


@cache
def _teasers() -> tuple[str, ...]:
    return tuple(
        f'<div class="teaser-item post-{n}"><h3 class="teaser-title"><a href="{path(n)}">{_title(n)}</a></h3>'
        f"<p>{_sentences()[n]}</p></div>"
        for n in range(1_000)
    )


@cache
def _frame() -> tuple[str, str, str]:
    """What all pages have: before the head, between head and story, and after it."""
    draw = random.Random(1)
    styles = "".join(
        f".{draw.choice(_WORDS)}-{n}{{margin:{n}px;color:#{n:06x}}}" for n in range(_HEAD_BYTES // 70)
    )
    script = "".join(f"window.q{n}=window.q{n}||[];" for n in range(_HEAD_BYTES // 70))
    menu = "".join(
        f'<li class="menu-item menu-item-{n}"><a href="/section-{n}/">{draw.choice(_WORDS)}</a></li>'
        for n in range(90)
    )
    links = "".join(f'<link rel="preload" href="/wp-content/themes/x/{n}.css" as="style">' for n in range(30))
    first = (
        f'<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8">{links}<style>{styles}</style>'
        f"<script>{script}</script>"
    )
    second = (
        '</head><body class="single single-post"><div id="page" class="site"><header class="site-header">'
        f'<nav class="main-navigation"><ul class="menu">{menu}</ul></nav></header><main class="site-main">'
    )
    third = (
        f'</main><footer class="site-footer"><ul>{menu}</ul><p>Copyright The Docket Lantern. All rights '
        f"reserved.</p></footer></div><script>{script}</script></body></html>"
    )
    return first, second, third
