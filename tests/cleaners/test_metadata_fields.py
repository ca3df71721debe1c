"""Each field of a page's metadata, from each place that can state it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from cleaners.metadata import read, read_with_titles
from cleaners.model import Image, Metadata, Signal

URL = "https://www.lantern.example/courts/2026/ruling-on-fees"


def ld(*nodes: Any) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)


def article(**fields: Any) -> str:
    return ld(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": "Court rules on fees",
            **fields,
        }
    )


def meta(**pairs: str) -> str:
    return "".join(f'<meta name="{name}" content="{content}">' for name, content in pairs.items())


def og(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def page(head: str = "", body: str = "<p>Text.</p>", *, lang: str = "") -> str:
    root = f'<html lang="{lang}">' if lang else "<html>"
    return f"<!doctype html>{root}<head>{head}</head><body>{body}</body></html>"


def figure(inside: str, caption: str = "") -> str:
    return f"<figure>{inside}{caption and f'<figcaption>{caption}</figcaption>'}</figure>"


def of(html: str, url: str = URL) -> Metadata:
    return read(LexborHTMLParser(html), url=url)


SITE = og("og:site_name", "The Lantern")


@pytest.mark.parametrize(
    ("html", "title"),
    [
        pytest.param(page(article()), "Court rules on fees", id="json-ld"),
        pytest.param(page(og("og:title", "Court rules") + SITE), "Court rules", id="opengraph"),
        pytest.param(page("<title>Court rules | The Lantern</title>" + SITE), "Court rules", id="title, bar"),
        pytest.param(
            page("<title>Court rules - The Lantern</title>" + SITE), "Court rules", id="title, dash"
        ),
        pytest.param(page("<title>Court rules | Lantern.example</title>"), "Court rules", id="host as it is"),
        pytest.param(
            page("<title>The Lantern: Court rules</title>" + SITE),
            "The Lantern: Court rules",
            id="colon stays",
        ),
        pytest.param(
            page("<title>Court rules – lantern.example</title>"), "Court rules", id="host as site name"
        ),
        pytest.param(
            page("<title>Court rules on all the fees | Some Paper</title>"),
            "Court rules on all the fees",
            id="bar",
        ),
        pytest.param(
            page("<title>Doe v. Roe - a history</title>"), "Doe v. Roe - a history", id="dash of the headline"
        ),
        pytest.param(
            page("<title>Doe v. Roe | Courts | The Lantern</title>" + SITE, "<h1>Doe v. Roe</h1>"),
            "Doe v. Roe",
            id="twice",
        ),
        pytest.param(
            page(article(headline="Court&#8217;s &amp;quot;no&amp;quot;")), 'Court’s "no"', id="escaped twice"
        ),
        pytest.param(page(article(headline="<b>Court</b>\n  rules")), "Court rules", id="tags and space"),
        pytest.param(
            page(article(headline="Court's 'no' to fees"), "<h1>Court’s ‘no’ to fees</h1>"),
            "Court’s ‘no’ to fees",
            id="h1 typography",
        ),
        pytest.param(
            page(article(), "<h1>COURT RULES ON FEES</h1>"), "Court rules on fees", id="h1 in capitals"
        ),
        pytest.param(
            page(article(), "<h1>The Lantern</h1><h1>Court rules on fees</h1>"),
            "Court rules on fees",
            id="logo h1",
        ),
        pytest.param(
            page(SITE, "<h1>The Lantern</h1><h1>Court rules</h1>"), "Court rules", id="logo h1 alone"
        ),
        pytest.param(
            page(
                article(headline="Court rules on fees of lawyers"),
                "<h1><span>Exclusive</span><br>Court rules on fees of lawyers</h1>",
            ),
            "Court rules on fees of lawyers",
            id="kicker in h1",
        ),
        pytest.param(
            page(article(headline="Court rules on fees of …"), "<h1>Court rules on fees of lawyers</h1>"),
            "Court rules on fees of lawyers",
            id="cut headline",
        ),
        pytest.param(page("", "<h1>Court<br>rules</h1>"), "Court rules", id="h1 over two lines"),
        pytest.param(
            page(
                "<title>Court rules on fees of lawyers - Some Paper</title>",
                "<h1>Courts</h1><h2>Court rules on fees of lawyers</h2>",
            ),
            "Court rules on fees of lawyers",
            id="section h1",
        ),
        pytest.param(
            page(
                "<title>Court rules on fees of lawyers</title>",
                "<h1><b>EXCLUSIVE</b> Court rules on fees of lawyers</h1>",
            ),
            "Court rules on fees of lawyers",
            id="kicker in h1, title without it",
        ),
        pytest.param(
            page("<title>Fees: what to know</title>", "<h1>Fees</h1><h2>Who pays them in the end</h2>"),
            "Fees",
            id="short h1",
        ),
        pytest.param(page("<title>The Lantern</title>" + SITE), None, id="only the site's name"),
        pytest.param(
            page(
                "<title>The Lantern » Court rules on fees of lawyers</title>" + SITE, "<h1>The Lantern</h1>"
            ),
            "Court rules on fees of lawyers",
            id="the site's name as h1",
        ),
        pytest.param(
            page(
                "<title>Court rules on fees | The Lantern</title>",
                "<h1>Menu of the day</h1><h1>Court rules on fees</h1>",
            ),
            "Court rules on fees",
            id="the h1 that the title holds",
        ),
        pytest.param(
            page(
                "<title>Justices hear a case on fees | Supreme Court | The Lantern</title>",
                "<h1>Justices sound skeptical of fees</h1><h1>Supreme Court</h1>",
            ),
            "Justices sound skeptical of fees",
            id="a section's h1 that the title holds",
        ),
        pytest.param(
            page(
                "<title>Lawyers of the county | The Lantern</title>",
                "<h1 itemprop=headline>Who pays the fees</h1><h1>Lawyers of the county</h1>",
            ),
            "Who pays the fees",
            id="microdata before an h1 that the title holds",
        ),
        pytest.param(
            page("<title>Ruling on fees: reviews</title>", "<h1>The fees of lawyers</h1><h1>Reviews</h1>"),
            "The fees of lawyers",
            id="an h1 that the title holds by chance",
        ),
        pytest.param(page(), None, id="none"),
        pytest.param(page("<title></title><svg><title>Menu</title></svg>"), None, id="title of a drawing"),
    ],
)
def test_title(html: str, title: str | None) -> None:
    assert of(html).title == title


def test_titles_are_all_forms_without_the_site() -> None:
    html = page(
        article(headline="Fee ruling")
        + SITE
        + og("og:title", "Court's ruling on fees, explained | The Lantern")
        + "<title>Ruling on fees - The Lantern</title>",
        "<h1>Court’s ruling on fees, explained</h1>",
    )
    tree = LexborHTMLParser(html)
    assert read_with_titles(tree, url=URL)[1] == (
        "Court’s ruling on fees, explained",
        "Fee ruling",
        "Court's ruling on fees, explained",
        "Ruling on fees",
    )


def test_titles_lose_a_site_known_by_the_pages_address_only() -> None:
    html = (
        "<title>Ruling on fees explained - Lantern</title><link rel=canonical href='https://cdn.example/a/1'>"
    )
    tree = LexborHTMLParser(page(html, "<h1>Fees</h1>"))
    assert "Ruling on fees explained" in read_with_titles(tree, url="https://lantern.example/a/1")[1]


def test_headings_of_other_stories_are_no_title() -> None:
    tree = LexborHTMLParser(page(article(), "<h1>Court rules on fees</h1><h1>Storm nears coast</h1>"))
    assert read_with_titles(tree, url=URL)[1] == ("Court rules on fees",)


@pytest.mark.parametrize(
    ("html", "authors"),
    [
        pytest.param(article(author={"@type": "Person", "name": "Jane Doe"}), ("Jane Doe",), id="person"),
        pytest.param(
            article(author=[{"name": "Jane Doe"}, {"name": "John Roe"}]), ("Jane Doe", "John Roe"), id="list"
        ),
        pytest.param(article(author="Jane Doe and John Roe"), ("Jane Doe", "John Roe"), id="string"),
        pytest.param(
            article(author={"name": ["Jane Doe", "John Roe"]}), ("Jane Doe", "John Roe"), id="list of names"
        ),
        pytest.param(article(creator=["Jane Doe"]), ("Jane Doe",), id="creator"),
        pytest.param(
            ld(
                {
                    "@graph": [
                        {"@type": "Article", "headline": "x", "author": {"@id": "#j"}},
                        {"@id": "#j", "name": "Jane Doe"},
                    ]
                }
            ),
            ("Jane Doe",),
            id="reference",
        ),
        pytest.param(
            article(author={"name": "The Lantern"}) + SITE + meta(author="Jane Doe"),
            ("Jane Doe",),
            id="person over site",
        ),
        pytest.param(article(author={"name": "The Lantern"}) + SITE, ("The Lantern",), id="site alone"),
        pytest.param(article(author={"name": "Reuters"}), ("Reuters",), id="agency alone"),
        pytest.param(
            article(author=[{"name": "AP"}, {"name": "Jane Doe"}]), ("Jane Doe",), id="person over agency"
        ),
        pytest.param(article(author={"name": "admin"}), (), id="nobody"),
        pytest.param(meta(author="By JANE DOE, Staff Writer"), ("Jane Doe",), id="meta author"),
        pytest.param(meta(**{"parsely-author": "Jane Doe"}), ("Jane Doe",), id="parsely"),
        pytest.param(meta(**{"sailthru.author": "Jane Doe"}), ("Jane Doe",), id="sailthru"),
        pytest.param(meta(**{"dc.creator": "Doe, Jane"}), ("Jane Doe",), id="dublin core"),
        pytest.param(
            meta(citation_author="Jane Doe") + meta(citation_author="John Roe"),
            ("Jane Doe", "John Roe"),
            id="citation",
        ),
        pytest.param(
            meta(**{"twitter:label1": "Written by", "twitter:data1": "Jane Doe"}),
            ("Jane Doe",),
            id="twitter label",
        ),
        pytest.param(
            og("article:author", "https://www.lantern.example/author/jane-doe"), ("Jane Doe",), id="profile"
        ),
        pytest.param(og("article:author", "https://www.facebook.com/thelantern"), (), id="facebook page"),
    ],
)
def test_authors_of_the_head(html: str, authors: tuple[str, ...]) -> None:
    assert of(page(html)).authors == authors


@pytest.mark.parametrize(
    ("body", "authors"),
    [
        ('<span itemprop="author" itemscope><a itemprop="name">Jane Doe</a></span>', ("Jane Doe",)),
        (
            '<p>By <a rel="author" href="/a">Jane Doe</a> and <a rel="author" href="/b">John Roe</a></p>',
            ("Jane Doe", "John Roe"),
        ),
        ('<p><a rel="author">Jane Doe</a></p><aside><a rel="author">Other Body</a></aside>', ("Jane Doe",)),
        ('<p class="byline">By <b>Jane Doe</b>, Legal Affairs Correspondent</p>', ("Jane Doe",)),
        ('<p class="nobyline">By Jane Doe</p>', ()),
        ('<p class="byline">By Jane Doe<br>Port Alma</p>', ("Jane Doe",)),
        (
            '<p class="byline"><b>By</b><br>Jane Doe and<br>John Roe<br>Port Alma</p>',
            ("Jane Doe", "John Roe"),
        ),
        ('<p class="byline"><span>Jane Doe</span><span>Senior Courts Reporter</span></p>', ("Jane Doe",)),
        ("<h1>Court rules</h1><p>By Jane Doe</p>", ("Jane Doe",)),
        (
            "<div><div><h1>Court rules</h1></div><p>By Jane Doe | May 3, 2026 | 9:02 PM EST</p></div>",
            ("Jane Doe",),
        ),
        ("<h1>Court rules</h1><p>By Jane Doe In Fees, Court Days</p>", ("Jane Doe",)),
        ("<h1>Court rules</h1><p>By a vote of 4 to 1</p>", ()),
        ("<h1>Court rules</h1><p>By Tuesday, it rained.</p>", ()),
        (f"<h1>Court rules</h1><p>{'The court ruled. ' * 20}</p><p>By Jane Doe</p>", ()),
    ],
    ids=[
        "microdata",
        "links",
        "first link",
        "class",
        "no loose class",
        "place on a line",
        "names over lines",
        "role in a span",
        "under the headline",
        "under its box",
        "with its sections",
        "a vote",
        "a day",
        "behind the story's start",
    ],
)
def test_authors_of_the_body(body: str, authors: tuple[str, ...]) -> None:
    assert of(page("", body)).authors == authors


EST = timezone(timedelta(hours=-5))
TWO = datetime(2026, 1, 2, tzinfo=UTC)
FOUR = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("html", "moment", "source"),
    [
        pytest.param(
            page(article(datePublished="2026-01-02T03:04:05-05:00")),
            FOUR.replace(tzinfo=EST),
            "json-ld:datePublished",
            id="json-ld",
        ),
        pytest.param(
            page(og("article:published_time", "2026-01-02T03:04:05Z")),
            FOUR,
            "meta:article:published_time",
            id="opengraph",
        ),
        pytest.param(
            page(meta(**{"parsely-pub-date": "2026-01-02T03:04:05Z"})),
            FOUR,
            "meta:parsely-pub-date",
            id="parsely",
        ),
        pytest.param(
            page("", '<time itemprop="datePublished" datetime="2026-01-02">x</time>'),
            TWO,
            "microdata:datePublished",
            id="microdata",
        ),
        pytest.param(page("", '<time datetime="2026-01-02">x</time>'), TWO, "time", id="time"),
        pytest.param(
            page("", '<time>1 May 2020</time><time class="entry-date">Jan 2, 2026</time>'),
            TWO,
            "time",
            id="marked time",
        ),
        pytest.param(
            page("", "<time>1 May 2020</time><header><h1>x</h1><time>2 Jan 2026</time></header>"),
            TWO,
            "time",
            id="time in header",
        ),
        pytest.param(page("", "<time>1 May 2020</time><time>2 Jan 2026</time>"), None, None, id="which time"),
        pytest.param(
            page(article(datePublished="soon") + og("article:published_time", "2026-01-02")),
            TWO,
            "meta:article:published_time",
            id="no date",
        ),
        pytest.param(
            page(article(datePublished="2026-01-02") + og("article:published_time", "2026-01-02T03:04:05Z")),
            FOUR,
            "meta:article:published_time",
            id="the one with a time",
        ),
        pytest.param(
            page(article(datePublished="2026-01-02") + og("article:published_time", "2025-01-02T03:04:05Z")),
            TWO,
            "json-ld:datePublished",
            id="another day",
        ),
    ],
)
def test_published(html: str, moment: datetime | None, source: str | None) -> None:
    got = of(html)
    assert (got.published, got.date_source) == (moment, source)
    assert moment is None or (got.published is not None and got.published.utcoffset() == moment.utcoffset())


def test_published_by_the_address() -> None:
    got = of(page(), "https://x.example/2026/01/02/ruling")
    assert (got.published, got.date_source) == (TWO, "url")


@pytest.mark.parametrize(
    "html",
    [
        page(article(dateModified="2026-01-02T03:04:05Z")),
        page(og("article:modified_time", "2026-01-02T03:04:05Z")),
        page(og("og:updated_time", "1767323045")),
        page("", '<time class="updated" datetime="2026-01-02T03:04:05Z">x</time>'),
    ],
)
def test_modified(html: str) -> None:
    assert (of(html).modified, of(html).published) == (FOUR, None)


def test_published_after_modified_stays_as_stated() -> None:
    got = of(page(article(datePublished="2026-01-02", dateModified="2025-01-02")))
    assert got.published is not None
    assert got.modified is not None
    assert got.published > got.modified


@pytest.mark.parametrize(
    ("head", "section"),
    [
        (article(articleSection="Courts"), "Courts"),
        (article(articleSection=["Courts", "News"]), "Courts"),
        (og("article:section", "Courts"), "Courts"),
        (meta(**{"parsely-section": "Courts &amp; Crime"}), "Courts & Crime"),
        (article(articleSection="lantern.example") + og("article:section", "Courts"), "Courts"),
        (
            ld(
                {
                    "@type": "BreadcrumbList",
                    "itemListElement": [{"name": "Home"}, {"item": {"name": "Courts"}}, {"name": "A story"}],
                }
            ),
            "Courts",
        ),
        ("", None),
    ],
)
def test_section(head: str, section: str | None) -> None:
    assert of(page(head)).section == section


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        (article(keywords=["Fees", "fees", "Courts"]), ("Fees", "Courts")),
        (article(keywords="Fees, Courts ,, "), ("Fees", "Courts")),
        (article(keywords=[{"@type": "DefinedTerm", "name": "Fees"}]), ("Fees",)),
        (article(keywords=["type:article", "_uuid:1-2", "Fees", "12345", "https://x.example/"]), ("Fees",)),
        (og("article:tag", "Fees") + og("article:tag", "Courts"), ("Fees", "Courts")),
        (meta(news_keywords="Fees; Courts"), ("Fees", "Courts")),
        (meta(keywords="news, lantern") + og("article:tag", "Fees"), ("Fees",)),
        (meta(keywords="Fees"), ("Fees",)),
        (meta(keywords="x" * 100), ()),
        (
            meta(keywords=",".join(f"tag {number}" for number in range(500))),
            tuple(f"tag {number}" for number in range(50)),
        ),
    ],
)
def test_tags(head: str, tags: tuple[str, ...]) -> None:
    assert of(page(head)).tags == tags


@pytest.mark.parametrize(
    ("html", "language"),
    [
        (page(article(inLanguage="en_us")), "en"),
        (page(article(inLanguage="zh"), lang="zh-hant"), "zh-Hant"),
        (page(lang="EN-us"), "en"),
        (page(lang="zh-hant-tw"), "zh-Hant"),
        (page(og("og:locale", "pt_BR")), "pt"),
        (page('<meta http-equiv="content-language" content="de, en">'), "de"),
        (page(article(inLanguage="English")), "en"),
        (page(lang="klingon"), None),
        (page(), None),
    ],
)
def test_language(html: str, language: str | None) -> None:
    assert of(html).language == language


@pytest.mark.parametrize(
    ("head", "description"),
    [
        (article(description="It&#039;s <i>over</i>.") + og("og:description", "Other."), "It's over."),
        (og("og:description", "Over &amp; out."), "Over & out."),
        (meta(description="Over."), "Over."),
        (
            og("og:description", "The court ruled on…") + meta(description="The court ruled on fees."),
            "The court ruled on fees.",
        ),
        (article(description="word " * 500) + og("og:description", "Short."), "Short."),
        ("", None),
    ],
)
def test_description(head: str, description: str | None) -> None:
    assert of(page(head)).description == description


def canonical(href: str) -> str:
    return f'<link rel="canonical" href="{href}">'


@pytest.mark.parametrize(
    ("head", "url", "expected"),
    [
        (canonical("https://apnews.example/a/1"), URL, "https://apnews.example/a/1"),
        (canonical("/a/1"), URL, "https://www.lantern.example/a/1"),
        (canonical("//cdn.example/a"), URL, "https://cdn.example/a"),
        (canonical("https://www.lantern.example/"), URL, None),
        (
            canonical("https://www.lantern.example/"),
            "https://www.lantern.example/",
            "https://www.lantern.example/",
        ),
        (canonical("javascript:void(0)"), URL, None),
        (canonical("http://[broken"), URL, None),
        (
            canonical("") + og("og:url", "https://www.lantern.example/a/2"),
            URL,
            "https://www.lantern.example/a/2",
        ),
        ("", URL, None),
    ],
)
def test_canonical(head: str, url: str, expected: str | None) -> None:
    assert of(page(head), url).canonical == expected


A = "https://img.lantern.example/court-house.jpg"


@pytest.mark.parametrize(
    ("html", "images"),
    [
        pytest.param(page(article(image=A)), (Image(A),), id="address"),
        pytest.param(page(article(image=[A, A.replace(".jpg", "-4x3.jpg")])), (Image(A),), id="crops"),
        pytest.param(
            page(article(image={"@type": "ImageObject", "url": A, "caption": "The court. (Jane Doe/AP)"})),
            (Image(A, "The court.", "Jane Doe/AP"),),
            id="object",
        ),
        pytest.param(
            page(article(image={"url": A, "creditText": "Jane Doe"})),
            (Image(A, None, "Jane Doe"),),
            id="credit text",
        ),
        pytest.param(
            page(og("og:image", "/court-house.jpg")),
            (Image("https://www.lantern.example/court-house.jpg"),),
            id="opengraph",
        ),
        pytest.param(
            page(
                og("og:image", A.replace(".jpg", "-1200x630.jpg?w=10")),
                f'<figure><img src="{A}"><figcaption>The court.</figcaption></figure>',
            ),
            (Image(A.replace(".jpg", "-1200x630.jpg?w=10"), "The court."),),
            id="caption of the lead picture",
        ),
        pytest.param(
            page(
                "",
                figure(f'<img src="{A}">', 'The court. <span class="credit">Photo: Jane Doe</span>'),
            ),
            (Image(A, "The court.", "Jane Doe"),),
            id="classed credit",
        ),
        pytest.param(
            page(
                "",
                f'<div class="wp-caption"><img src="{A}"><p class="wp-caption-text">Court (Doe/AP)</p></div>',
            ),
            (Image(A, "Court", "Doe/AP"),),
            id="wp-caption",
        ),
        pytest.param(
            page(
                "",
                figure(f'<img src="data:image/gif;base64,R0" data-src="{A}">', "x"),
            ),
            (Image(A, "x"),),
            id="lazy",
        ),
        pytest.param(page("", figure(f'<amp-img src="{A}"></amp-img>', "x")), (Image(A, "x"),), id="amp"),
        pytest.param(
            page(
                "", figure(f'<img src="data:image/gif;base64,R0"><noscript><img src="{A}"></noscript>', "x")
            ),
            (Image(A, "x"),),
            id="noscript",
        ),
        pytest.param(
            page(
                "",
                figure(f'<img srcset="/s.jpg 300w, {A} 1200w, /m.jpg 600w">', "x"),
            ),
            (Image(A, "x"),),
            id="srcset",
        ),
        pytest.param(
            page("", f'<article><figure><img src="{A}"></figure></article>'),
            (Image(A),),
            id="no caption, in the story",
        ),
        pytest.param(
            page("", f'<article><figure><a href="/other"><img src="{A}"></a></figure></article>'),
            (),
            id="teaser",
        ),
        pytest.param(page("", f'<aside><figure><img src="{A}"></figure></aside>'), (), id="aside"),
        pytest.param(
            page(article(publisher={"logo": {"url": A}}) + og("og:image", A)), (), id="the site's logo"
        ),
        pytest.param(page(og("og:image", "https://x.example/logo.png")), (), id="named logo"),
        pytest.param(page(og("og:image", "https://x.example/pixel.gif")), (), id="pixel"),
        pytest.param(
            page(
                "", '<article><figure><img src="https://secure.gravatar.com/avatar/1?s=9"></figure></article>'
            ),
            (),
            id="avatar",
        ),
        pytest.param(
            page("", '<article><figure><img src="/t.jpg" width="1" height="1"></figure></article>'),
            (),
            id="one by one",
        ),
    ],
)
def test_images(html: str, images: tuple[Image, ...]) -> None:
    assert of(html).images == images


@pytest.mark.parametrize(
    ("head", "signals"),
    [
        (article(isAccessibleForFree=False), (Signal("isAccessibleForFree", "false", "json-ld"),)),
        (article(isAccessibleForFree="False"), (Signal("isAccessibleForFree", "False", "json-ld"),)),
        (
            article(
                hasPart={"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".wall"}
            ),
            (
                Signal("hasPart.isAccessibleForFree", "False", "json-ld"),
                Signal("hasPart.cssSelector", ".wall", "json-ld"),
            ),
        ),
        (og("article:content_tier", "metered"), (Signal("article:content_tier", "metered", "meta"),)),
        (meta(**{"cXenseParse:lan-paywall": "hard"}), (Signal("cxenseparse:lan-paywall", "hard", "meta"),)),
        ("", ()),
    ],
)
def test_access(head: str, signals: tuple[Signal, ...]) -> None:
    assert of(page(head)).access == signals


@pytest.mark.parametrize(
    ("head", "signals"),
    [
        (meta(robots="index, noai, noimageai"), (Signal("robots", "index, noai, noimageai", "meta"),)),
        (meta(googlebot="nosnippet"), (Signal("googlebot", "nosnippet", "meta"),)),
        (meta(GPTBot="noindex"), (Signal("gptbot", "noindex", "meta"),)),
        (
            meta(**{"tdm-reservation": "1", "tdm-policy": "https://x.example/p.json"}),
            (
                Signal("tdm-reservation", "1", "meta"),
                Signal("tdm-policy", "https://x.example/p.json", "meta"),
            ),
        ),
        (meta(robots="index, follow, max-image-preview:large"), ()),
    ],
)
def test_usage(head: str, signals: tuple[Signal, ...]) -> None:
    assert of(page(head)).usage == signals


def test_the_tree_is_left_as_it_was() -> None:
    tree = LexborHTMLParser(
        page(article(author="Jane Doe"), f'<figure><img src="{A}"><figcaption>x</figcaption></figure>')
    )
    before = tree.html
    read_with_titles(tree, url=URL, raw=(before or "").encode())
    assert tree.html == before


def test_the_slow_readers_are_asked_for_what_is_missing() -> None:
    html = page(
        "<title>Court rules</title>",
        "<article><h1>Court rules</h1><div class='post-meta'>Posted on January 2, 2026</div>"
        f"<p>{'The court ruled on the fees. ' * 20}</p></article>",
    )
    tree = LexborHTMLParser(html)
    assert read(tree, url=URL).published is None
    got = read(tree, url=URL, raw=html.encode())
    assert got.published == TWO
    assert got.date_source in ("trafilatura", "htmldate")
