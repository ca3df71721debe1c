"""What a crawler reads before it reads pages: RSS, Atom, sitemaps, news sitemap and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from typing import Final

from crawler.sample.head import ATOM, picture_url
from crawler.sample.inline import to_html
from crawler.sample.sheet import SITE, Links
from crawler.sample.source import Article, Channel, articles

FEED: Final = "/feed/"
SITEMAP_INDEX: Final = "/sitemap.xml"
POST_SITEMAPS: Final = ("/post-sitemap.xml", "/post-sitemap2.xml")
PAGE_SITEMAP: Final = "/page-sitemap.xml"
NEWS_SITEMAP: Final = "/news-sitemap.xml"
ROBOTS: Final = "/robots.txt"
GONE: Final = "/courts/2026/08/verdict-report-withdrawn/"
"""Listed in a sitemap, and gone (410)."""

_NEWS_DAYS: Final = timedelta(days=2)  # a news sitemap holds the stories of the last two days
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


def found_by(channel: Channel) -> tuple[Article, ...]:
    return tuple(article for article in articles() if channel in article.found)


def _body(article: Article, links: Links) -> str:
    """The story as a feed carries it: paragraphs, sub-headings and quotes without the page's furniture."""
    out = []
    for block in article.blocks:
        tag = {"p": "p", "signoff": "p", "h2": "h2", "quote": "blockquote", "ul": "li", "ol": "li"}.get(
            block.form
        )
        out += [f"<{tag}>{to_html(line, links)}</{tag}>" for line in block.lines if tag]
    return "\n".join(out)


def rss(links: Links) -> str:
    """RSS 2.0 as WordPress writes it: some items with the whole story, most with their first words."""
    items = []
    for article in found_by("feed"):
        if article.family == "blogger":
            continue
        whole = ""
        if article.family == "wordpress":
            tail = f'<p>The post <a href="{links(article.path)}">{escape(article.title)}</a> appeared first on <a href="{links("/")}">{SITE}</a>.</p>'
            whole = f"<content:encoded><![CDATA[{_body(article, links)}\n{tail}]]></content:encoded>"
        categories = "".join(
            f"<category><![CDATA[{name}]]></category>" for name in (article.section, *article.tags)
        )
        items.append(
            f"<item><title>{escape(article.title, quote=False)}</title><link>{links(article.path)}</link>"
            f"<dc:creator><![CDATA[{', '.join(article.authors)}]]></dc:creator>"
            f"<pubDate>{format_datetime(article.published.astimezone(UTC))}</pubDate>{categories}"
            f'<guid isPermaLink="false">{links(f"/?p={article.number}")}</guid>'
            f"<description><![CDATA[<p>{article.excerpt}</p>]]></description>{whole}</item>"
        )
    newest = format_datetime(articles()[0].published.astimezone(UTC))
    return (
        f'{_XML}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>{SITE}</title><atom:link href="{links(FEED)}" rel="self" type="application/rss+xml"/>'
        f"<link>{links('/')}</link><description>Courts after dark</description><lastBuildDate>{newest}</lastBuildDate><language>en-US</language>\n"
        + "\n".join(items)
        + "\n</channel></rss>\n"
    )


def atom(links: Links) -> str:
    """The blog's Atom feed, with whole posts."""
    entries = [
        f"<entry><id>tag:docketlantern.example,2026:post-{article.number}</id><published>{article.published.isoformat(timespec='milliseconds')}</published>"
        f"<updated>{(article.modified or article.published).isoformat(timespec='milliseconds')}</updated>"
        + "".join(
            f'<category scheme="http://www.blogger.com/atom/ns#" term="{escape(tag)}"/>'
            for tag in article.tags
        )
        + f'<title type="text">{escape(article.title, quote=False)}</title><content type="html">{escape(_body(article, links))}</content>'
        f'<link rel="edit" type="application/atom+xml" href="{links(f"{ATOM}/{article.number}")}"/>'
        f'<link rel="alternate" type="text/html" href="{links(article.path)}" title="{escape(article.title)}"/>'
        + "".join(f"<author><name>{name}</name></author>" for name in article.authors)
        + "</entry>"
        for article in found_by("feed")
        if article.family == "blogger"
    ]
    updated = articles()[0].published.isoformat(timespec="milliseconds")
    return (
        f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:docketlantern.example,2026:blog</id><updated>{updated}</updated>'
        f'<title type="text">The Lantern Sidebar</title><link rel="self" type="application/atom+xml" href="{links(ATOM)}"/>'
        f'<link rel="alternate" type="text/html" href="{links("/blog/")}"/>\n'
        + "\n".join(entries)
        + "\n</feed>\n"
    )


def _urlset(urls: Iterable[tuple[str, datetime | None]], links: Links) -> str:
    rows = "\n".join(
        f"<url><loc>{links(path)}</loc>"
        + (f"<lastmod>{moment.isoformat()}</lastmod>" if moment else "")
        + "</url>"
        for path, moment in urls
    )
    return f'{_XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}\n</urlset>\n'


def post_sitemaps(links: Links) -> tuple[str, ...]:
    """Two sitemaps of stories. The second also lists moved addresses and the story that is gone."""
    stories = [(article.path, article.modified or article.published) for article in found_by("sitemap")]
    half = len(stories) // 2
    moved = [(path, article.published) for article in articles() for path in article.redirects]
    gone = [(GONE, datetime(2026, 8, 14, 9, 0, tzinfo=UTC))]
    return _urlset(stories[:half], links), _urlset(stories[half:] + moved + gone, links)


def page_sitemap(links: Links) -> str:
    return _urlset([("/about/", None), ("/privacy/", None)], links)


def in_news_sitemap() -> tuple[Article, ...]:
    """The stories of the last two days, counted from the newest."""
    stories = found_by("sitemap")
    return tuple(article for article in stories if stories[0].published - article.published < _NEWS_DAYS)


def news_sitemap(links: Links) -> str:
    rows = "\n".join(
        f"<url><loc>{links(article.path)}</loc><news:news><news:publication><news:name>{SITE}</news:name><news:language>{article.language}</news:language>"
        f"</news:publication><news:publication_date>{article.published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(article.title, quote=False)}</news:title><news:keywords>{escape(', '.join(article.tags))}</news:keywords></news:news>"
        + "".join(
            f"<image:image><image:loc>{escape(picture_url(article, block.picture, links))}</image:loc></image:image>"
            for block in article.pictures
        )
        + "</url>"
        for article in in_news_sitemap()
    )
    return (
        f'{_XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
        f'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">\n{rows}\n</urlset>\n'
    )


def sitemap_index(links: Links) -> str:
    newest = articles()[0].published.isoformat()
    rows = "\n".join(
        f"<sitemap><loc>{links(path)}</loc><lastmod>{newest}</lastmod></sitemap>"
        for path in (*POST_SITEMAPS, PAGE_SITEMAP)
    )
    return (
        f'{_XML}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}\n</sitemapindex>\n'
    )


def robots(links: Links) -> str:
    return (
        "# The Docket Lantern\nUser-agent: *\nDisallow: /private/\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n\n"
        f"Sitemap: {links(SITEMAP_INDEX)}\nSitemap: {links(NEWS_SITEMAP)}\n"
    )
