"""A WordPress block theme with the plugins that news sites have: Jetpack sharing and related posts, YARPP,
Mailchimp and MC4WP forms, Ad Inserter, AddToAny, an author box, core comments."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from crawler.sample.families import plugins
from crawler.sample.families.frame import copyright_line, footer_links, menu, most_read
from crawler.sample.head import head, picture_url
from crawler.sample.sheet import Drawn, Links, Sheet, clock, key, long_date, names, neighbours, teasers
from crawler.sample.source import Article, Block, bios

REGION: Final = "main#wp--skip-link--target"


def draw(article: Article, links: Links) -> Drawn:
    sheet = Sheet(article, links, references=True)
    words = plugins.WORDS[article.language]
    sheet.add('<main class="wp-block-group" id="wp--skip-link--target">')
    sheet.add(
        f'<article id="post-{article.number}" class="post-{article.number} post type-post status-publish format-standard hentry">'
    )
    _header(sheet, words)
    wall = " paywall" if "wall" in article.parts else ""
    sheet.add(
        f'<div class="entry-content wp-block-post-content has-global-padding is-layout-constrained{wall}">'
    )
    for block in article.blocks:
        _block(sheet, block)
    if "template" in article.parts:
        # a template for scripts that holds the story a second time, as some newspaper systems leave it
        copy = "".join(f"<p>{escape(text, quote=False)}</p>" for text in article.prose)
        sheet.add(f"<template>{copy}</template>")
    plugins.after_content(sheet, words)
    sheet.add("</div>")
    _footer(sheet, words)
    sheet.add("</article>")
    plugins.comments(sheet, words)
    sheet.add("</main>")
    return Drawn(_page(article, links, sheet.html), sheet.furniture)


def _header(sheet: Sheet, words: dict[str, str]) -> None:
    article = sheet.article
    sheet.add('<header class="entry-header">')
    if "crumbs" in article.parts:
        trail = f"[Home](/) » [{article.section}](/{key(article.section)}/) » {article.title}"
        sheet.cut("navigation", trail, '<nav class="yoast-breadcrumbs" aria-label="Breadcrumb">{}</nav>')
    sheet.cut("title", article.title, '<h1 class="wp-block-post-title entry-title">{}</h1>')
    if article.standfirst:
        sheet.keep(article.standfirst, '<p class="entry-subtitle has-medium-font-size">{}</p>')
    by = names([f"[{name}](/author/{key(name)}/)" for name in article.authors])
    sheet.add('<div class="entry-meta">')
    sheet.cut(
        "byline",
        f"{words['by']} {by}",
        '<div class="byline wp-block-post-author-name"><span class="author vcard">{}</span></div>',
    )
    stamp = article.published.isoformat()
    shown = long_date(article.published) if article.language == "en" else f"{article.published:%d/%m/%Y}"
    sheet.cut(
        "date", shown, f'<div class="wp-block-post-date posted-on"><time datetime="{stamp}">{{}}</time></div>'
    )
    if article.modified:
        when = f"{words['updated']} {long_date(article.modified)} {clock(article.modified)}"
        sheet.cut("date", when, '<p class="post-modified-info">{}</p>')
    sheet.add("</div></header>")


def _block(sheet: Sheet, block: Block) -> None:
    match block.form:
        case "p" | "signoff":
            sheet.keep(block.lines[0], "<p>{}</p>")
        case "h2":
            sheet.keep(block.lines[0], '<h2 class="wp-block-heading">{}</h2>')
        case "quote":
            sheet.add('<blockquote class="wp-block-quote is-layout-flow wp-block-quote-is-layout-flow">')
            for line in block.lines:
                sheet.keep(line, "<p>{}</p>")
            sheet.add("</blockquote>")
        case "ul" | "ol":
            sheet.add(f'<{block.form} class="wp-block-list">')
            for line in block.lines:
                sheet.keep(line, "<li>{}</li>")
            sheet.add(f"</{block.form}>")
        case "image":
            sheet.add(f'<figure class="wp-block-image size-large">{_img(sheet, block)}</figure>')
        case "furniture":
            _furniture(sheet, block)


def _img(sheet: Sheet, block: Block) -> str:
    source = escape(picture_url(sheet.article, block.picture, sheet.links))
    return f'<img decoding="async" width="1024" height="683" src="{source}" alt="" class="wp-image-{sheet.article.number + 3}">'


def _furniture(sheet: Sheet, block: Block) -> None:
    kind = block.kind or "other"
    match kind, block.style:
        case "caption", _:
            sheet.add(f'<figure class="wp-block-image size-large">{_img(sheet, block)}')
            sheet.cut("caption", block.lines[0], '<figcaption class="wp-element-caption">{}</figcaption>')
            sheet.add("</figure>")
            if credit := block.line("credit"):
                sheet.cut("credit", credit, '<p class="wp-media-credit media-credit">{}</p>')
        case "ad", "inserter":
            number = len(block.lines[0]) % 9 + 1
            sheet.add(f'<div class="code-block code-block-{number}" style="margin: 8px 0; clear: both;">')
            sheet.cut_each("ad", block.lines, '<div class="ad-label">{}</div>')
            sheet.add(
                '<ins class="adsbygoogle" style="display:block" data-ad-client="ca-pub-0000000000000000"></ins>'
                "<script>(adsbygoogle = window.adsbygoogle || []).push({});</script></div>"
            )
        case "newsletter", "mailchimp":
            plugins.mailchimp(sheet, block.lines)
        case "newsletter", "mc4wp":
            sheet.add(
                f'<form id="mc4wp-form-1" class="mc4wp-form mc4wp-form-{sheet.article.number}" method="post"><div class="mc4wp-form-fields">'
            )
            sheet.cut_each("newsletter", block.lines, "<p>{}</p>")
            sheet.add(
                '<p><input type="email" name="EMAIL" placeholder="Your email address" required></p></div></form>'
            )
        case "newsletter", "jetpack":
            sheet.add('<div class="wp-block-jetpack-subscriptions"><div class="jetpack_subscription_widget">')
            sheet.cut_each("newsletter", block.lines, "<p>{}</p>")
            sheet.add("</div></div>")
        case "related", "group":
            sheet.add('<div class="wp-block-group is-layout-flow">')
            sheet.cut(
                "related", block.line("heading") or "More on this", '<h3 class="wp-block-heading">{}</h3>'
            )
            sheet.add('<ul class="wp-block-list">')
            for teaser in teasers(block.lines):
                sheet.cut("related", f"[{teaser.title}]({teaser.target})", "<li>{}</li>")
            sheet.add("</ul></div>")
        case "related", "line":
            label = block.line("heading") or "Also read:"
            for teaser in teasers(block.lines):
                sheet.cut("related", f"**{label}** [{teaser.title}]({teaser.target})", "<p>{}</p>")
        case "player", _:
            sheet.add(
                '<figure class="wp-block-embed is-type-video"><div class="wp-block-embed__wrapper"><iframe title="" src="https://video.lanternmedia.example/e/1"></iframe></div></figure>'
            )
            sheet.cut_each("player", block.lines, '<p class="has-small-font-size">{}</p>')
        case "paywall", _:
            sheet.add('<div class="subscribe-login">')
            sheet.cut_each("paywall", block.lines, "<p>{}</p>")
            sheet.add("</div>")
        case _:
            sheet.cut_each(kind, block.lines, "<p>{}</p>")


def _footer(sheet: Sheet, words: dict[str, str]) -> None:
    article = sheet.article
    sheet.add('<footer class="entry-footer">')
    if "tags" in article.parts:
        tags = ", ".join(f"[{tag}](/tag/{key(tag)}/)" for tag in article.tags)
        sheet.cut("tags", f"{words['tags']} {tags}", '<div class="tags-links">{}</div>')
    sheet.add("</footer>")
    if "bio" in article.parts:
        for name in article.authors:
            sheet.add('<div class="author-box"><div class="author-box__avatar"></div>')
            sheet.cut("bio", f"{words['about']} {name}", '<h4 class="author-box__name">{}</h4>')
            sheet.cut("bio", bios()[name], '<p class="author-description">{}</p>')
            sheet.add("</div>")
    if "pager" in article.parts:
        other = neighbours(article)[0]
        sheet.add('<nav class="navigation post-navigation"><div class="nav-links">')
        sheet.cut(
            "navigation", f"{words['next']} [{other.title}](@{other.slug})", '<div class="nav-next">{}</div>'
        )
        sheet.add("</div></nav>")


def _page(article: Article, links: Links, body: str) -> str:
    extra = '<link rel="https://api.w.org/" href="/wp-json/"><script type="speculationrules">{"prefetch":[{"source":"document"}]}</script>'
    title = f"{head(article, links, generator='WordPress 6.8.2')}\n{extra}"
    return page(
        links, title, body, classes=f"single single-post postid-{article.number}", language=article.language
    )


def page(links: Links, title: str, body: str, *, classes: str = "archive", language: str = "en") -> str:
    """Masthead, body, sidebar and footer of the family."""
    return f"""<!DOCTYPE html>
<html lang="{"en-US" if language == "en" else language}">
<head>
{title}
</head>
<body class="wp-singular wp-theme-lanternblocks {classes}">
<a class="skip-link screen-reader-text" href="#wp--skip-link--target">Skip to content</a>
<div class="wp-site-blocks">
<header class="wp-block-template-part"><p class="wp-block-site-title"><a href="{links("/")}">The Docket Lantern</a></p>
<nav class="wp-block-navigation"><ul class="wp-block-navigation__container">
{menu(links, '<li class="wp-block-navigation-item">{}</li>')}
</ul></nav></header>
{body}
<aside class="widget-area"><section class="widget widget_text"><h2 class="widget-title">Popular this week</h2><ul>
{most_read(links, "<li>{}</li>")}
</ul></section></aside>
<footer class="wp-block-template-part site-footer"><nav>{footer_links(links)}</nav><p>{copyright_line()} Proudly powered by WordPress.</p></footer>
</div>
<script id="jetpack-stats-js" src="https://stats.lanternmedia.example/e.js" defer></script>
</body>
</html>
"""


def front(links: Links, shown: Sequence[Article], older: str | None, newer: str | None) -> str:
    """The inside of a category page."""
    posts = "\n".join(
        f'<li class="wp-block-post post type-post"><h2 class="entry-title wp-block-post-title"><a href="{links(article.path)}" rel="bookmark">'
        f'{escape(article.title, quote=False)}</a></h2><div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">{escape(article.excerpt, quote=False)}</p></div></li>'
        for article in shown
    )
    pages = "".join(
        f'<a class="{name} page-numbers" href="{links(to)}">{label}</a>'
        for to, name, label in ((newer, "prev", "Newer posts"), (older, "next", "Older posts"))
        if to
    )
    return f'<main class="wp-block-group"><ul class="wp-block-post-template">{posts}</ul><nav class="navigation pagination"><div class="nav-links">{pages}</div></nav></main>'
