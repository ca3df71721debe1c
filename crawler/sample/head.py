"""The `<head>` of an article: meta, OpenGraph and JSON-LD, in the shapes that real sites give them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html import escape
from typing import Any

from crawler.sample.sheet import SITE, Links, names
from crawler.sample.source import Article

_FEED = "/feed/"
ATOM = "/blog/feeds/posts/default"


def picture_url(article: Article, picture: str, links: Links) -> str:
    """Where a family keeps its pictures. Law&Crime's theme rewrites uploads to another host."""
    folder = f"{article.published:%Y/%m}"
    match article.family:
        case "lawandcrime":
            return f"https://am27.lanternmedia.example/dl/cnt/uploads/{folder}/{picture}"
        case "wordpress":
            return links(f"/wp-content/uploads/{folder}/{picture}")
        case "arc":
            return f"https://cloudfront.lanternmedia.example/resizer/v2/{article.number}/{picture}?width=1200&quality=80"
        case "blogger":
            return f"https://blogger.lanternmedia.example/img/b/{article.number}/s640/{picture}"


def _stamp(article: Article, moment: datetime) -> str:
    """A moment as the family's system writes it: with the newsroom's offset, or in UTC with `Z`."""
    if article.family == "arc":
        return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return moment.isoformat()


def _authors(article: Article) -> Any:  # noqa: ANN401  # JSON of several shapes
    people = [{"@type": "Person", "name": name} for name in article.authors]
    match article.author_shape:
        case "string":
            return names(article.authors)
        case "strings":
            return list(article.authors)
        case "object" if len(people) == 1:
            return people[0]
        case _:
            return people


def news_article(article: Article, links: Links) -> dict[str, Any]:
    """The story as a schema.org NewsArticle."""
    node: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "BlogPosting" if article.family == "blogger" else "NewsArticle",
        "headline": article.title,
        "description": article.description,
        "url": links(article.path),
        "mainEntityOfPage": {"@type": "WebPage", "@id": links(article.path)},
        "datePublished": _stamp(article, article.published),
        "author": _authors(article),
        "articleSection": article.section,
        "keywords": list(article.tags),
        "inLanguage": article.language,
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": SITE,
            "logo": {"@type": "ImageObject", "url": links("/logo.png")},
        },
    }
    if article.modified:
        node["dateModified"] = _stamp(article, article.modified)
    if article.pictures:
        node["image"] = [picture_url(article, block.picture, links) for block in article.pictures]
    if "wall" in article.parts:
        node["isAccessibleForFree"] = "False"
        node["hasPart"] = {
            "@type": "WebPageElement",
            "isAccessibleForFree": "False",
            "cssSelector": ".paywall",
        }
    return node


def _graph(article: Article, links: Links) -> dict[str, Any]:
    """The same as Yoast writes it: one `@graph` whose nodes refer to each other by `@id`."""
    node = news_article(article, links)
    node.pop("@context")
    people = [
        {"@type": "Person", "@id": links(f"/#/schema/person/{number}"), "name": name}
        for number, name in enumerate(article.authors)
    ]
    node |= {
        "@id": links(article.path) + "#article",
        "author": [{"name": person["name"], "@id": person["@id"]} for person in people],
        "isPartOf": {"@id": links(article.path)},
        "articleSection": [article.section],
    }
    page = {
        "@type": "WebPage",
        "@id": links(article.path),
        "url": links(article.path),
        "name": f"{article.title} - {SITE}",
    }
    trail = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Home", "item": links("/")},
            {"@type": "ListItem", "position": 2, "name": article.title},
        ],
    }
    site = {"@type": "WebSite", "@id": links("/#website"), "name": SITE, "url": links("/")}
    return {"@context": "https://schema.org", "@graph": [node, page, trail, site, *people]}


def _jsonld(article: Article, links: Links) -> str:
    match article.jsonld:
        case "none":
            return ""
        case "graph":
            data: Any = _graph(article, links)
        case "array":
            organization = {
                "@context": "https://schema.org",
                "@type": "Organization",
                "name": SITE,
                "url": links("/"),
            }
            data = [organization, news_article(article, links)]
        case _:
            data = news_article(article, links)
    text = json.dumps(
        data, ensure_ascii=article.family == "arc", indent=None if article.family == "arc" else 2
    )
    if article.jsonld == "broken":
        # A template that forgot to escape a quotation mark, and left a comma at the end.
        text = text.replace('"description": "', '"description": "In brief: "', 1).removesuffix("}") + ",}"
    text = text.replace("</", "<\\/")  # so that no text can end the script
    return f'<script type="application/ld+json">{text}</script>'


def head(article: Article, links: Links, *, generator: str) -> str:
    """The whole `<head>`, without the styles and scripts that a family adds."""
    url, title, about = links(article.path), escape(article.title), escape(article.description)
    stamp = _stamp(article, article.published)
    author = names(article.authors) if not article.job else f"By {names(article.authors)}{article.job}"
    lines = [
        '<meta charset="UTF-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title} | {SITE}</title>",
        f'<meta name="description" content="{about}">',
        '<meta name="robots" content="index, follow, max-image-preview:large">',
        f'<link rel="canonical" href="{url}">',
        f'<meta property="og:locale" content="{"es_US" if article.language == "es" else "en_US"}">',
        '<meta property="og:type" content="article">',
        f'<meta property="og:title" content="{title}">',
        f'<meta property="og:description" content="{about}">',
        f'<meta property="og:url" content="{url}">',
        f'<meta property="og:site_name" content="{SITE}">',
        f'<meta property="article:published_time" content="{stamp}">',
        f'<meta property="article:section" content="{escape(article.section)}">',
        *(f'<meta property="article:tag" content="{escape(tag)}">' for tag in article.tags),
        f'<meta name="author" content="{escape(author)}">',
        '<meta name="twitter:card" content="summary_large_image">',
        f'<meta name="twitter:title" content="{title}">',
        f'<meta name="generator" content="{generator}">',
    ]
    if article.modified:
        lines.append(f'<meta property="article:modified_time" content="{_stamp(article, article.modified)}">')
    if article.pictures:
        lines.append(
            f'<meta property="og:image" content="{escape(picture_url(article, article.pictures[0].picture, links))}">'
        )
    if article.family == "blogger":
        lines.append(
            f'<link rel="alternate" type="application/atom+xml" title="{SITE} - Atom" href="{links(ATOM)}">'
        )
    else:
        lines.append(
            f'<link rel="alternate" type="application/rss+xml" title="{SITE} &raquo; Feed" href="{links(_FEED)}">'
        )
    lines.append(_jsonld(article, links))
    return "\n".join(filter(None, lines))
