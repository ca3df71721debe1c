"""A made-up law-news site: pages with gold, whose promos carry no class, no link and no wording that is known.

Promos stand as bare paragraphs among the story's own, at varying places: one on every page, some on many, others
taking turns. The site has two templates, in the markup of common systems, and any number of pages.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from html import escape
from typing import Final

_FIRST: Final = (
    "Mara Oren Tilda Casper Ines Jonah Petra Silas Wanda Hugo Lotte Amos Greta Felix Nora Basil".split()
)
_LAST: Final = "Quill Harrow Vance Ottery Brandt Selwyn Marsh Pell Okafor Lindqvist Dray Castellan Moor Thackeray Ives Roke".split()
_TOWNS: Final = "Marlow Halden Pinecrest Overby Dunmore Castleford Wexley Arden Brockton Salter".split()
_THINGS: Final = (
    "a goat,a wedding cake,three violins,a fishing boat,an orchard,the church bell,a parrot,two tractors,a greenhouse,"
    "a brass band,a lighthouse,the town clock,a vineyard,a hot air balloon,an ice cream van,a telescope"
).split(",")
_COURTS: Final = (
    "the county court,the court of appeal,the magistrates,a jury of twelve,the land tribunal,the coroner,the high bench"
).split(",")
_OPENERS: Final = (
    "On {day} morning,By the time the doors opened,Over two long hours,With the gallery full,After a short recess,"
    "In a ruling of {n} pages,Before {court},As {n} witnesses waited"
).split(",")
_DOES: Final = (
    "{a} argued that {thing} in {town} belonged to {b}",
    "{a} asked {court} to return {thing} to {b}",
    "counsel for {b} told {court} that {thing} had never left {town}",
    "{court} heard how {a} and {b} had shared {thing} since the spring of {year}",
    "the clerk read out {n} letters in which {b} promised {thing} to {a}",
    "a surveyor from {town} said that {thing} stood {n} feet inside the fence of {b}",
)
_TAILS: Final = (
    "and the judge asked for silence",
    "which nobody in {town} had expected",
    "though the papers were {n} days late",
    "and {a} left by the side door",
    "while {b} took notes in green ink",
    "and costs of {n} crowns were reserved",
)
_DAYS: Final = "Monday Tuesday Wednesday Thursday Friday".split()

EVERYWHERE: Final = "The Lantern Brief lands on desks before the coffee does, and it costs nothing."
OFTEN: Final = (
    "Something odd going on at a courthouse near your home? The night desk reads every note.",
    "Readers keep this page alight, one small coin at a time.",
)
TURNS: Final = (
    tuple(
        f"Earlier this season: {what}"
        for what in (
            "the bailiff who would not sing",
            "nine jurors and one umbrella",
            "a will written on a barn door",
        )
    ),
    tuple(
        f"The Lantern shop has {what} for those who love the law and a warm drink."
        for what in ("mugs", "scarves", "blankets", "teapots", "slippers", "candles", "biscuits", "lamps")
    ),
    tuple(
        f"Our evening talks go on with {what}; seats are few and the tea is hot."
        for what in ("a retired usher", "two locksmiths", "a mapmaker", "the wig maker", "an old sheriff")
    ),
)


@dataclass(frozen=True)
class MadeUp:
    """A page: where it is, what was fetched, and the paragraphs that are its story."""

    url: str
    html: str
    gold: tuple[str, ...]
    promos: tuple[str, ...] = field(default=())


def sentence(rnd: random.Random) -> str:
    """One sentence that no other page is likely to have."""
    parts = [rnd.choice(_DOES)]
    if rnd.random() < 0.6:
        parts.insert(0, rnd.choice(_OPENERS))
    if rnd.random() < 0.6:
        parts.append(rnd.choice(_TAILS))
    first, *rest = parts
    text = f"{first}, {', '.join(rest)}" if rest else first
    text = text.format(
        a=f"{rnd.choice(_FIRST)} {rnd.choice(_LAST)}",
        b=f"{rnd.choice(_FIRST)} {rnd.choice(_LAST)}",
        thing=rnd.choice(_THINGS),
        town=rnd.choice(_TOWNS),
        court=rnd.choice(_COURTS),
        day=rnd.choice(_DAYS),
        year=rnd.randint(1961, 2019),
        n=rnd.randint(3, 94),
    )
    return f"{text[0].upper()}{text[1:]}."


def paragraph(rnd: random.Random) -> str:
    return " ".join(sentence(rnd) for _ in range(rnd.choice((1, 2, 2, 3, 3, 4))))


def story(rnd: random.Random, paragraphs: int) -> list[tuple[str, str]]:
    """The blocks of a story: tag and text."""
    blocks = [("p", paragraph(rnd)) for _ in range(paragraphs)]
    if paragraphs > 7 and rnd.random() < 0.6:
        blocks.insert(
            rnd.randrange(3, paragraphs - 2),
            ("h2", f"What {rnd.choice(_FIRST)} {rnd.choice(_LAST)} saw in {rnd.choice(_TOWNS)}"),
        )
    if rnd.random() < 0.3:
        blocks.insert(rnd.randrange(2, len(blocks)), ("blockquote", paragraph(rnd)))
    if rnd.random() < 0.25:
        blocks.insert(rnd.randrange(2, len(blocks)), ("ul", "\n".join(sentence(rnd) for _ in range(3))))
    return blocks


def promos(rnd: random.Random, number: int) -> list[str]:
    """The promos of one page: what is on all, what is on many, and whose turn it is."""
    found = [EVERYWHERE]
    found += [text for text, share in zip(OFTEN, (0.65, 0.4), strict=True) if rnd.random() < share]
    found += [
        texts[number % len(texts)]
        for texts, share in zip(TURNS, (1, 1, 0.7), strict=True)
        if rnd.random() < share
    ]
    return found


def _element(tag: str, text: str) -> str:
    if tag == "ul":
        return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in text.split("\n")) + "</ul>"
    inner = f"<p>{escape(text)}</p>" if tag == "blockquote" else escape(text)
    return f"<{tag}>{inner}</{tag}>"


def _gold(blocks: list[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(line for _, text in blocks for line in text.split("\n"))


def page(
    number: int, *, seed: int = 0, template: str = "", extra: tuple[str, ...] = (), furnished: bool = True
) -> MadeUp:
    """The page of this number. `template` is `press` or `node`, or by turns; `extra` are further bare paragraphs."""
    rnd = random.Random(f"{seed}/{number}")
    blocks = story(rnd, rnd.randint(4, 16))
    body = [_element(*block) for block in blocks]
    bare = [*(promos(rnd, number) if furnished else ()), *extra]
    for text in bare:  # not before the first paragraph: nothing there is varied
        body.insert(rnd.randrange(1, len(body) + 1), f"<p>{escape(text)}</p>")
    template = template or ("node" if rnd.random() < 0.3 else "press")
    a, b, thing, town = rnd.choice(_LAST), rnd.choice(_LAST), rnd.choice(_THINGS), rnd.choice(_TOWNS)
    title = f"{a} v. {b}: who owns {thing} in {town}, case {number}"
    html = TEMPLATES[template](
        number, title, f"{rnd.choice(_FIRST)} {rnd.choice(_LAST)}", "\n".join(body), rnd
    )
    return MadeUp(f"https://lantern.example/{template}/{number}/", html, _gold(blocks), tuple(bare))


def site(pages: int, **options: str) -> list[MadeUp]:
    return [page(number, **options) for number in range(pages)]  # type: ignore[arg-type] - options of `page`


def _head(title: str, author: str, number: int) -> str:
    day = f"2024-{1 + number % 12:02}-{1 + number % 28:02}T08:00:00+00:00"
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{escape(title)} - The Lantern</title>"
        f'<meta property="og:title" content="{escape(title)}"><meta name="author" content="{author}">'
        f'<meta property="article:published_time" content="{day}"></head>'
    )


def _links(rnd: random.Random, count: int, tag: str = "li") -> str:
    return "".join(
        f'<{tag}><a href="/press/{rnd.randint(1000, 9999)}/">{rnd.choice(_LAST)} wins {rnd.choice(_THINGS)} in {rnd.choice(_TOWNS)}</a></{tag}>'
        for _ in range(count)
    )


_MENU: Final = "".join(
    f'<li class="menu-item menu-item-{n}"><a href="/c/{n}/">{name}</a></li>'
    for n, name in enumerate(("Courts", "Rulings", "Wills", "Fences", "Opinion"), 31)
)


def press(number: int, title: str, author: str, body: str, rnd: random.Random) -> str:
    section = rnd.choice(("courts", "wills", "fences"))
    tags = " ".join(f"tag-{rnd.choice(_TOWNS).lower()}" for _ in range(3))
    return f"""{_head(title, author, number)}
<body class="post-template-default single single-post postid-{number} single-format-standard"><div id="page" class="site">
<header id="masthead" class="site-header"><p class="site-title"><a href="/">The Lantern</a></p><nav class="main-navigation"><ul class="menu">{_MENU}</ul></nav></header>
<div id="content" class="site-content"><div id="primary" class="content-area"><main class="site-main">
<article id="post-{number}" class="post-{number} post type-post status-publish format-standard has-post-thumbnail hentry category-{section} {tags}">
<header class="entry-header"><span class="cat-links"><a href="/c/{section}/">{section.title()}</a></span><h1 class="entry-title">{escape(title)}</h1>
<div class="entry-meta"><span class="byline">By <a href="/a/">{author}</a></span> <time class="entry-date">March {1 + number % 28}, 2024</time></div></header>
<figure class="post-thumbnail"><img src="/i/{number}.jpg" alt=""><figcaption>{rnd.choice(_TOWNS)} courthouse in the rain.</figcaption></figure>
<div class="entry-content">
{body}
</div><footer class="entry-footer"><span class="tags-links"><a href="/t/1/">Fences</a>, <a href="/t/2/">Goats</a></span></footer></article>
<section class="read-on"><h2>More from the courts</h2><ul>{_links(rnd, 5)}</ul></section></main></div>
<aside id="secondary" class="widget-area"><section class="widget"><h3>Most read</h3><ul>{_links(rnd, 6)}</ul></section></aside></div>
<footer id="colophon" class="site-footer"><p>The Lantern, Mill Lane, Halden. Lit every day since 1961.</p></footer></div></body></html>"""


def node(number: int, title: str, author: str, body: str, rnd: random.Random) -> str:
    return f"""{_head(title, author, number)}
<body class="path-node page-node-type-article node-{number}"><div class="dialog-off-canvas-main-canvas"><div class="layout-container">
<header role="banner"><div class="region region-header"><nav class="block block-menu"><ul class="menu">{_MENU}</ul></nav></div></header>
<main role="main"><div class="layout-content"><div class="region region-content"><div class="block block-page-title-block"><h1><span class="field field--name-title">{escape(title)}</span></h1></div>
<div class="block block-system-main-block"><article class="node node--type-article node--view-mode-full" data-history-node-id="{number}">
<div class="node__meta"><span class="author">{author}</span> <span class="stamp">{1 + number % 28} March 2024</span></div>
<div class="node__content"><div class="field field--name-body field--type-text-with-summary field__item">
{body}
</div><div class="field field--name-field-tags"><a href="/t/3/">Orchards</a></div></div></article></div>
<div class="views-element-container"><div class="view view-recent"><div class="view-content">{_links(rnd, 5, "div")}</div></div></div></div></div></main>
<footer role="contentinfo"><div class="region region-footer"><p>The Lantern is printed in Halden.</p></div></footer></div></div></body></html>"""


def modern(number: int, title: str, author: str, body: str, rnd: random.Random) -> str:
    """The markup after a redesign: nothing is called as it was."""
    return f"""{_head(title, author, number)}
<body><div id="__app"><div class="Shell_shell__x1"><div class="Top_bar__k2"><a href="/">Lantern</a><ul>{_MENU}</ul></div>
<div class="Story_grid__p9"><div class="Story_lead__q4"><h1 class="Story_head__z7">{escape(title)}</h1><p class="byline Story_who__w2">By {author}</p></div>
<div class="Story_text__m3">
{body}
</div><div class="Story_rail__r8"><p>Also today</p>{_links(rnd, 6, "p")}</div></div>
<div class="Base_foot__f6"><p>The Lantern, Mill Lane, Halden.</p></div></div></div></body></html>"""


TEMPLATES: Final = {"press": press, "node": node, "modern": modern}
