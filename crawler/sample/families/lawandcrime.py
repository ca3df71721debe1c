"""The Law&Crime family: WordPress with a theme of its own, whose classes begin with `o-` and `c-`.

Class and id names are those that public crawlers and filter lists know of the family (`.o-post-wrap > div > p`,
`#lnn-promo`, `.o-promo-unit`, `.o-social-items`, `.o-chron-post__headline-link`). The tags of the
related-links block are not known; both a classed and a classless form are drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from crawler.sample.families.frame import copyright_line, footer_links, menu, most_read
from crawler.sample.head import head, picture_url
from crawler.sample.sheet import Drawn, Links, Sheet, clock, key, neighbours, ordinal_date, teasers
from crawler.sample.source import Article, Block, bios

REGION: Final = "article.o-post"


def draw(article: Article, links: Links) -> Drawn:
    sheet = Sheet(article, links, references=True)
    sheet.add(
        f'<article class="o-post post-{article.number} post type-post status-publish format-standard" id="post-{article.number}">'
    )
    _header(sheet)
    sheet.add('<div class="o-post-wrap"><div id="post-body" class="post-body">')
    for block in article.blocks:
        _block(sheet, block)
    sheet.add("</div>")
    _foot(sheet)
    sheet.add("</div></article>")
    return Drawn(_page(article, links, sheet.html), sheet.furniture)


def _header(sheet: Sheet) -> None:
    article, links = sheet.article, sheet.links
    sheet.add('<header class="o-post-header">')
    if "crumbs" in article.parts:
        sheet.cut(
            "navigation",
            f"[Home](/) / [{article.section}](/{key(article.section)}/)",
            '<div class="c-breadcrumbs">{}</div>',
        )
    sheet.cut("title", article.title, '<h1 class="o-post-header__title">{}</h1>')
    if article.standfirst:
        sheet.keep(article.standfirst, '<p class="o-post-header__dek">{}</p>')
    by = " and ".join(f"[{name}](/author/{key(name)}/)" for name in article.authors)
    sheet.cut("byline", f"By {by}{article.job}", '<div class="c-byline o-byline">{}</div>')
    stamp = article.published.isoformat()
    sheet.cut(
        "date",
        ordinal_date(article.published),
        f'<div class="c-byline__date"><time class="o-time" datetime="{stamp}">{{}}</time></div>',
    )
    if article.modified:
        sheet.cut(
            "date",
            f"Updated {ordinal_date(article.modified)}",
            '<div class="c-byline__date c-byline__date--updated">{}</div>',
        )
    if "share" in article.parts:
        sheet.add('<ul class="o-social-items c-header-social-items">')
        for label in ("Share on Facebook", "Share on X", "Email this story"):
            sheet.cut(
                "share",
                label,
                f'<li class="o-social-items__item"><a href="{links("/share/")}" rel="nofollow">{{}}</a></li>',
            )
        sheet.add("</ul>")
    sheet.add("</header>")


def _block(sheet: Sheet, block: Block) -> None:
    match block.form:
        case "p" | "signoff":
            sheet.keep(block.lines[0], "<p>{}</p>")
        case "h2":
            sheet.keep(block.lines[0], "<h2>{}</h2>")
        case "quote":
            sheet.add("<blockquote>")
            for line in block.lines:
                sheet.keep(line, "<p>{}</p>")
            sheet.add("</blockquote>")
        case "ul" | "ol":
            sheet.add(f"<{block.form}>")
            for line in block.lines:
                sheet.keep(line, "<li>{}</li>")
            sheet.add(f"</{block.form}>")
        case "image":
            sheet.add(f'<figure class="o-figure">{_img(sheet, block)}</figure>')
        case "furniture":
            _furniture(sheet, block)


def _img(sheet: Sheet, block: Block) -> str:
    source = escape(picture_url(sheet.article, block.picture, sheet.links))
    return f'<img loading="lazy" class="o-figure__image wp-image-{sheet.article.number + 7}" src="{source}" alt="" width="1200" height="675">'


def _furniture(sheet: Sheet, block: Block) -> None:
    kind = block.kind or "other"
    match kind, block.style:
        case "caption", _:
            _caption(sheet, block)
        case "related", "classed":
            _related_section(sheet, block.line("heading") or "You May Also Like", block.lines)
        case "related", "bare":
            sheet.cut("related", block.line("heading") or "You May Also Like", "<p>{}</p>")
            for teaser in teasers(block.lines):
                sheet.cut("related", f"[{teaser.title}]({teaser.target})", "<h4>{}</h4>")
                if teaser.text:
                    sheet.cut("related", teaser.text, "<p>{}</p>")
        case "related", "list":
            sheet.cut("related", f"**{block.line('heading') or 'Related Coverage:'}**", "<p>{}</p>")
            sheet.add("<ul>")
            for teaser in teasers(block.lines):
                sheet.cut("related", f"[{teaser.title}]({teaser.target})", "<li>{}</li>")
            sheet.add("</ul>")
        case "related", "line":
            label = block.line("heading") or "More from The Docket Lantern:"
            for teaser in teasers(block.lines):
                sheet.cut(
                    "related", f"{label} [{teaser.title}]({teaser.target})", "<p><strong>{}</strong></p>"
                )
        case "newsletter", "promo":
            sheet.add('<div id="lnn-promo" class="o-promo-unit">')
            sheet.cut_each("newsletter", block.lines, '<p class="o-promo-unit__text">{}</p>')
            sheet.add("</div>")
        case "ad", "slot":
            sheet.add('<div class="htlad-middle-300x250 o-ad">')
            sheet.cut_each("ad", block.lines, '<span class="o-ad__label">{}</span>')
            sheet.add("</div>")
        case "player", _:
            sheet.add('<div class="o-jw-wrap">')
            sheet.cut_each("player", block.lines, '<p class="o-jw-wrap__label">{}</p>')
            sheet.add(f'<div id="jwplayer-{sheet.article.number}" class="jwplayer"></div></div>')
        case _:
            sheet.cut_each(kind, block.lines, "<p>{}</p>")


def _caption(sheet: Sheet, block: Block) -> None:
    image, credit = _img(sheet, block), block.line("credit")
    caption = block.lines[0]
    match block.style:
        case "figure":
            sheet.add(f'<figure class="o-figure">{image}')
            sheet.cut("caption", caption, '<figcaption class="o-figure__caption">{}</figcaption>')
            sheet.add("</figure>")
        case "wp":
            sheet.add(
                f'<div id="attachment_{sheet.article.number + 7}" style="width: 1210px" class="wp-caption aligncenter">{image}'
            )
            sheet.cut("caption", caption, '<p class="wp-caption-text">{}</p>')
            sheet.add("</div>")
        case "twice":
            sheet.add(f'<figure class="o-figure">{image}')
            sheet.cut(
                "caption",
                block.line("short") or caption,
                '<figcaption class="o-figure__caption">{}</figcaption>',
            )
            sheet.add("</figure>")
            sheet.cut("caption", caption, "<p>{}</p>")
        case _:
            sheet.add(f"<p>{image}</p>")
            sheet.cut("caption", caption, "<p>{}</p>")
    if credit:
        sheet.cut("credit", credit, '<p class="c-image-credit">{}</p>')


def _related_section(sheet: Sheet, heading: str, lines: Sequence[str]) -> None:
    sheet.add('<section class="o-related-posts">')
    sheet.cut("related", heading, '<h3 class="o-related-posts__heading">{}</h3>')
    for teaser in teasers(lines):
        sheet.add('<div class="c-related-post">')
        sheet.cut(
            "related", f"[{teaser.title}]({teaser.target})", '<h4 class="c-related-post__title">{}</h4>'
        )
        if teaser.text:
            sheet.cut("related", teaser.text, '<p class="c-related-post__excerpt">{}</p>')
        sheet.add("</div>")
    sheet.add("</section>")


def _foot(sheet: Sheet) -> None:
    article = sheet.article
    if "tags" in article.parts and article.tags:
        sheet.add('<div class="c-article-foot__section o-tags">')
        sheet.cut("tags", "Filed Under:", '<h5 class="o-tags__label">{}</h5>')
        sheet.add('<ul class="tag-list">')
        sheet.cut_each("tags", [f"[{tag}](/tag/{key(tag)}/)" for tag in article.tags], "<li>{}</li>")
        sheet.add("</ul></div>")
    if "bio" in article.parts:
        for name in article.authors:
            sheet.add('<div class="author-bio c-author"><div class="c-author__avatar"></div>')
            sheet.cut("bio", bios()[name], '<p class="c-author__text">{}</p>')
            sheet.add("</div>")
    if "form" in article.parts:
        sheet.add('<div id="newsletter" class="o-newsletter"><form method="post" action="#">')
        sheet.cut("newsletter", "Get the Lantern in your inbox", '<h3 class="o-newsletter__title">{}</h3>')
        sheet.cut(
            "newsletter", "One email at the end of the court day. No spam, unsubscribe any time.", "<p>{}</p>"
        )
        sheet.add('<input type="email" name="email" placeholder="you@example.com">')
        sheet.cut("newsletter", "Sign me up", "<div><button>{}</button></div>")
        sheet.add("</form></div>")
    if "related" in article.parts:
        _related_section(sheet, "You May Also Like", [f"@{other.slug}" for other in neighbours(article)])
    if "pager" in article.parts:
        other = neighbours(article)[0]
        sheet.add('<nav class="c-article-nav-arrows">')
        sheet.cut(
            "navigation",
            f"[Next story: {other.title}](@{other.slug})",
            '<div class="c-article-nav-arrows__next">{}</div>',
        )
        sheet.add("</nav>")
    if article.comments:
        sheet.add('<div id="comments" class="o-comments">')
        sheet.cut("comments", f"{len(article.comments)} Comments", '<h3 class="o-comments__title">{}</h3>')
        for name, text in article.comments:
            sheet.add('<div class="o-comment">')
            sheet.cut("comments", f"{name} says:", '<div class="o-comment__author">{}</div>')
            sheet.cut(
                "comments",
                f"{ordinal_date(article.published)} at {clock(article.published)}",
                '<div class="o-comment__meta">{}</div>',
            )
            sheet.cut("comments", text, '<p class="o-comment__text">{}</p>')
            sheet.add("</div>")
        sheet.add("</div>")


def _page(article: Article, links: Links, body: str) -> str:
    styles = '<link rel="stylesheet" href="/wp-content/themes/lantern/dist/app.css"><script>window.dataLayer=window.dataLayer||[];dataLayer.push({"pageType":"single"});</script>'
    title = f"{head(article, links, generator='WordPress 6.8.2')}\n{styles}"
    classes = f"post-template-default single single-post postid-{article.number} single-format-standard"
    return page(links, title, body, classes=classes, language=article.language)


def page(links: Links, title: str, body: str, *, classes: str = "archive", language: str = "en") -> str:
    """Masthead, body, sidebar and footer of the family."""
    return f"""<!DOCTYPE html>
<html lang="{language}-US">
<head>
{title}
</head>
<body class="wp-singular {classes}">
<div id="page-wrap">
<header class="o-header"><a class="o-header__logo" href="{links("/")}">The Docket Lantern</a>
<nav class="o-nav"><ul class="o-nav__list">
{menu(links, '<li class="o-nav__item">{}</li>')}
</ul></nav>
<div class="c-nav-stream-actions"><a href="{links("/search/")}">Search</a></div></header>
<main class="o-main">
{body}
<aside class="o-sidebar"><div class="sidebar-hook"></div><div id="featured-posts-wrap"><h3>Most Read</h3><ol class="o-most-read">
{most_read(links, '<li class="o-most-read__item">{}</li>')}
</ol></div></aside>
</main>
<footer class="o-footer"><nav>{footer_links(links)}</nav><p class="o-footer__legal">{copyright_line()}</p></footer>
</div>
<script src="/wp-content/themes/lantern/dist/app.js" defer></script>
</body>
</html>
"""


def front(links: Links, shown: Sequence[Article], older: str | None, newer: str | None) -> str:
    """The inside of a section front."""
    posts = "\n".join(
        f'<div class="o-chron-post"><h2 class="o-chron-post__headline"><a class="o-chron-post__headline-link" href="{links(article.path)}">'
        f'{escape(article.title, quote=False)}</a></h2><p class="o-chron-post__excerpt">{escape(article.excerpt, quote=False)}</p></div>'
        for article in shown
    )
    arrows = "".join(
        f'<a href="{links(to)}">{label}</a>' for to, label in ((newer, "Newer"), (older, "Older")) if to
    )
    return f'<section class="o-chron-posts">{posts}</section><div class="page-navigation">{arrows}</div>'
