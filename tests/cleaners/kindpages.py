"""Made-up pages that are no plain article, on the markup of common themes. All words are our own."""

from __future__ import annotations

from typing import Final

SITE: Final = "https://docket.example"

STORIES: Final = (
    ("Panel orders new hearing over flooded archive", "The clerk could not say which of the boxes had floated."),
    ("Juror dismissed for humming during testimony", "It was the third verse, counsel agreed, that went too far."),
    ("Harbor board loses appeal on mooring fees", "Owners of small boats may ask for their money back."),
    ("Bar committee weighs ban on novelty ties", "A goose in a wig was the tie that started it all."),
    ("Town must mend the bridge it sold twice", "Neither buyer had read the deed to its last page."),
    ("Judge rejects plea written on a napkin", "The stain, she wrote, covers the part that matters."),
    ("Court reporter wins dispute over a chair", "The chair squeaked in every transcript since the spring."),
    ("Mill owner settles with the river wardens", "Trout have been seen again below the lower weir."),
)  # fmt: skip

PARAGRAPHS: Final = (
    "The ruling came on a wet Tuesday, in a room that smelled of varnish, and it took the presiding judge eleven minutes to read.",
    "Lawyers for the county said that they would study the opinion before they decide whether to ask a higher court to look at it.",
    "Nobody in the gallery spoke while the order was read, though one man in the last row was seen to fold a paper boat.",
    "The case began two winters ago, when a truck that carried old files stopped on the slope above the mill and would not start again.",
    "Under the order, the parties have thirty days to agree on a list of what was lost and of what can be dried and read again.",
)


def slug(headline: str) -> str:
    return headline.lower().replace(" ", "-")


def page(body: str, *, title: str = "The Docket", head: str = "", classes: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f'<body class="{classes}"><header><nav><a href="/">Home</a> <a href="/courts/">Courts</a></nav></header>'
        f'<main id="content">{body}</main><footer><p>Printed on paper that does not exist.</p></footer></body></html>'
    )


def posts() -> str:
    """Excerpts as a classic WordPress theme prints them."""
    return "".join(
        f'<article id="post-{n}" class="post-{n} post type-post hentry"><header class="entry-header">'
        f'<h2 class="entry-title"><a href="{SITE}/2026/03/{slug(head)}/" rel="bookmark">{head}</a></h2>'
        f'<div class="entry-meta">By <a rel="author" href="/author/a/">Ada Quill</a></div></header>'
        f'<div class="entry-summary"><p>{teaser} <a href="{SITE}/2026/03/{slug(head)}/">Continue reading</a></p></div></article>'
        for n, (head, teaser) in enumerate(STORIES)
    )


def wordpress() -> str:
    """A category archive."""
    return page(
        f'<h1 class="page-title">Courts</h1>{posts()}', title="Courts Archives", classes="archive category"
    )


def newspack() -> str:
    """The home page of a Newspack site: a grid of the homepage-articles block."""
    items = "".join(
        f'<article data-post-id="{n}" class="post-has-image"><figure class="post-thumbnail"><a href="/{slug(head)}/">'
        f'<img src="/{n}.jpg" alt=""></a></figure><div class="entry-wrapper"><h3 class="entry-title">'
        f'<a href="/{slug(head)}/" rel="bookmark">{head}</a></h3><p>{teaser}</p>'
        f'<div class="entry-meta"><span class="byline">by Ada Quill</span><time>March {n + 1}</time></div></div></article>'
        for n, (head, teaser) in enumerate(STORIES)
    )
    return page(
        f'<div class="wp-block-newspack-blocks-homepage-articles">{items}</div>',
        classes="home page newspack-front-page",
    )


def blox() -> str:
    """A section front of a TownNews BLOX site."""
    items = "".join(
        f'<div class="card-grid"><div class="col-xs-12"><article class="tnt-asset-type-article card summary">'
        f'<div class="card-container"><div class="card-body"><div class="card-headline"><h3 class="tnt-headline">'
        f'<a href="/news/article_{n}c1.html" class="tnt-asset-link">{head}</a></h3></div>'
        f'<div class="card-lead"><p class="tnt-summary">{teaser}</p></div></div></div></article></div></div>'
        for n, (head, teaser) in enumerate(STORIES)
    )
    return page(
        f'<section class="block"><div class="block-title"><h2>Courts</h2></div>{items}</section>',
        title="Courts",
    )


def arc() -> str:
    """A section of a site on Arc: a results list whose headline and teaser are one link each."""
    items = "".join(
        f'<div class="results-list--item"><a class="results-list--headline-container" href="/courts/2026/03/0{n + 1}/{slug(head)}/">'
        f'<h2 class="headline-text">{head}</h2></a><a class="results-list--description" href="/courts/2026/03/0{n + 1}/{slug(head)}/">'
        f"<p>{teaser}</p></a></div>"
        for n, (head, teaser) in enumerate(STORIES)
    )
    return page(f'<div class="results-list-container">{items}</div>', title="Courts")


def drupal() -> str:
    """A view of teasers in Drupal, as a taxonomy term's page."""
    items = "".join(
        f'<div class="views-row"><div class="node node--type-article node--view-mode-teaser"><h2 class="node__title">'
        f'<a href="/node/{n + 40}"><span>{head}</span></a></h2><div class="node__content"><p>{teaser}</p>'
        f'<ul class="links inline"><li><a href="/node/{n + 40}">Read more</a></li></ul></div></div></div>'
        for n, (head, teaser) in enumerate(STORIES)
    )
    return page(f'<div class="view-content">{items}</div>', title="Courts", classes="path-taxonomy")


def pairs() -> str:
    """Headlines and teasers that stand beside each other with no element around each pair."""
    return "".join(f'<h3><a href="/{slug(head)}">{head}</a></h3><p>{teaser}</p>' for head, teaser in STORIES)


def loose() -> str:
    return page(f'<div class="news">{pairs()}</div>', title="News from the courts")


def story(number: int, *, level: str = "h1", linked: bool = False) -> str:
    """A whole post of the blog, with its headline, byline and five paragraphs of its own."""
    head, teaser = STORIES[number]
    text = f'<a href="/blog/{slug(head)}">{head}</a>' if linked else head
    told = "".join(
        f"<p>{paragraph} That is what the file says of {slug(head).split('-')[number % 3]}.</p>"
        for paragraph in PARAGRAPHS
    )
    return (
        f'<article class="post"><{level} class="post-title">{text}</{level}><div class="byline">By Ada Quill, '
        f'<time datetime="2026-03-0{number + 1}">March {number + 1}</time></div><p>{teaser}</p>{told}</article>'
    )


def blog() -> str:
    """A blog's front with five whole posts."""
    posts = "".join(story(number, level="h2", linked=True) for number in range(5))
    return page(posts, title="Notes of a court watcher")


def json_ld(kind: str, **more: object) -> str:
    import json

    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@type": kind, **more})}</script>'


def entries(count: int = 6) -> str:
    """Entries of a live blog: a time, a heading, two paragraphs."""
    return "".join(
        f'<div class="entry" id="e{n}"><span class="stamp">1{n}.0{n}</span><h3>{STORIES[n][0]}</h3>'
        f"<p>{STORIES[n][1]} {PARAGRAPHS[n % 5]}</p></div>"
        for n in range(count)
    )
