"""A WordPress block theme with the plugins that news sites have: Jetpack sharing and related posts, YARPP,
Mailchimp and MC4WP forms, Ad Inserter, AddToAny, an author box, core comments."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from crawler.sample.families.frame import copyright_line, footer_links, menu, most_read
from crawler.sample.head import head, picture_url
from crawler.sample.sheet import Drawn, Links, Sheet, clock, key, long_date, names, neighbours, teasers
from crawler.sample.source import Article, Block, bios

REGION: Final = "main#wp--skip-link--target"

_WORDS: Final = {
    "en": {
        "by": "By", "share": "Share this:", "like": "Like this:", "related": "Related", "tags": "Tags:",
        "updated": "Last updated:", "about": "About", "reply": "Leave a Reply", "next": "Next:",
    },
    "es": {
        "by": "Por", "share": "Comparte esto:", "like": "Me gusta esto:", "related": "Relacionado", "tags": "Etiquetas:",
        "updated": "Actualizado:", "about": "Sobre", "reply": "Deja una respuesta", "next": "Siguiente:",
    },
}  # fmt: skip
"""The theme's own labels, by the language of the story."""


def draw(article: Article, links: Links) -> Drawn:
    sheet = Sheet(article, links, references=True)
    words = _WORDS[article.language]
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
    _plugins(sheet, words)
    sheet.add("</div>")
    _footer(sheet, words)
    sheet.add("</article>")
    _comments(sheet, words)
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
            _mailchimp(sheet, block.lines)
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


def _mailchimp(sheet: Sheet, lines: Sequence[str]) -> None:
    sheet.add(
        '<div id="mc_embed_signup"><form action="https://lanternmedia.example/subscribe/post" method="post" class="validate">'
    )
    sheet.cut("newsletter", lines[0], "<h2>{}</h2>")
    sheet.cut_each("newsletter", lines[1:], "<p>{}</p>")
    sheet.cut(
        "newsletter",
        "Email Address",
        '<div class="mc-field-group"><label for="mce-EMAIL">{}</label> <input type="email" id="mce-EMAIL"></div>',
    )
    sheet.cut(
        "newsletter", "Subscribe", '<div class="clear"><button type="submit" class="button">{}</button></div>'
    )
    sheet.add("</form></div>")


def _plugins(sheet: Sheet, words: dict[str, str]) -> None:
    """What plugins append to the content itself."""
    article, links = sheet.article, sheet.links
    if "share" in article.parts:
        if article.number % 2:
            sheet.add(
                '<div class="sharedaddy sd-sharing-enabled"><div class="robots-nocontent sd-block sd-social sd-social-icon-text sd-sharing">'
            )
            sheet.cut("share", words["share"], '<h3 class="sd-title">{}</h3>')
            sheet.add('<div class="sd-content"><ul>')
            for label in ("Facebook", "X", "WhatsApp"):
                sheet.cut(
                    "share",
                    label,
                    f'<li class="share-{label.lower()}"><a rel="nofollow noopener" class="share-{label.lower()} sd-button share-icon" href="{links(article.path)}?share={label.lower()}"><span>{{}}</span></a></li>',
                )
            sheet.add("</ul></div></div></div>")
        else:
            sheet.add('<div class="addtoany_share_save_container addtoany_content addtoany_content_bottom">')
            sheet.cut("share", "Share", '<div class="addtoany_header">{}</div>')
            sheet.add(
                '<div class="a2a_kit a2a_kit_size_32 addtoany_list"><a class="a2a_button_facebook" href="#" title="Facebook"></a><a class="a2a_dd" href="#"></a></div></div>'
            )
    if "likes" in article.parts:
        sheet.add(
            '<div class="sharedaddy sd-block sd-like jetpack-likes-widget-wrapper"><div class="likes-widget-placeholder post-likes-widget-placeholder">'
        )
        sheet.cut("share", words["like"], '<h3 class="sd-title">{}</h3>')
        sheet.cut("share", "Like Loading...", "<div><span class='button'>{}</span></div>")
        sheet.add("</div></div>")
    if "related" in article.parts:
        if article.number % 2:
            sheet.add('<div id="jp-relatedposts" class="jp-relatedposts">')
            sheet.cut("related", words["related"], '<h3 class="jp-relatedposts-headline"><em>{}</em></h3>')
            sheet.add('<div class="jp-relatedposts-items">')
            for other in neighbours(article):
                sheet.add('<div class="jp-relatedposts-post">')
                sheet.cut(
                    "related",
                    f"[{other.title}](@{other.slug})",
                    '<h4 class="jp-relatedposts-post-title">{}</h4>',
                )
                sheet.cut("related", other.excerpt, '<p class="jp-relatedposts-post-excerpt">{}</p>')
                sheet.cut(
                    "related", f"In “{other.section}”", '<p class="jp-relatedposts-post-context">{}</p>'
                )
                sheet.add("</div>")
            sheet.add("</div></div>")
        else:
            sheet.add('<div class="yarpp yarpp-related yarpp-related-website yarpp-template-list">')
            sheet.cut("related", "Related posts:", "<h3>{}</h3>")
            sheet.add("<ol>")
            for other in neighbours(article):
                sheet.cut("related", f"[{other.title}](@{other.slug})", "<li>{}</li>")
            sheet.add("</ol></div>")


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


def _comments(sheet: Sheet, words: dict[str, str]) -> None:
    article = sheet.article
    if "comments" not in article.parts:
        return
    sheet.add('<div id="comments" class="comments-area wp-block-comments">')
    if article.comments:
        count = "One thought on" if len(article.comments) == 1 else f"{len(article.comments)} thoughts on"
        sheet.cut("comments", f"{count} “{article.title}”", '<h2 class="comments-title">{}</h2>')
        sheet.add('<ol class="comment-list">')
        for name, text in article.comments:
            sheet.add(
                '<li class="comment even thread-even depth-1"><article class="comment-body"><footer class="comment-meta">'
            )
            sheet.cut("comments", f"{name} says:", '<div class="comment-author vcard">{}</div>')
            sheet.cut(
                "comments",
                f"{long_date(article.published)} at {clock(article.published)}",
                '<div class="comment-metadata">{}</div>',
            )
            sheet.add('</footer><div class="comment-content">')
            sheet.cut("comments", text, "<p>{}</p>")
            sheet.add("</div>")
            sheet.cut("comments", "[Reply](#respond)", '<div class="reply">{}</div>')
            sheet.add("</article></li>")
        sheet.add("</ol>")
    sheet.add('<div id="respond" class="comment-respond">')
    sheet.cut("comments", words["reply"], '<h3 id="reply-title" class="comment-reply-title">{}</h3>')
    sheet.add('<form action="/wp-comments-post.php" method="post" id="commentform" class="comment-form">')
    if article.language == "en":
        note = "Your email address will not be published. Required fields are marked *"
        sheet.cut("comments", note, '<p class="comment-notes">{}</p>')
    sheet.add(
        '<p class="comment-form-comment"><textarea id="comment" name="comment" cols="45" rows="8"></textarea></p></form></div></div>'
    )


def _page(article: Article, links: Links, body: str) -> str:
    extra = '<link rel="https://api.w.org/" href="/wp-json/"><script type="speculationrules">{"prefetch":[{"source":"document"}]}</script>'
    if "template" in article.parts:
        # A hydration template that holds the story a second time, as some newspaper systems leave it.
        inner = "".join(f"<p>{escape(text, quote=False)}</p>" for text in article.prose)
        body += f"<template>{inner}</template>"
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
