"""Blogger: one `post-body` whose paragraphs are bare text parted by `<br>`, captions in tables."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from crawler.sample.families.frame import copyright_line, footer_links, menu, most_read
from crawler.sample.head import head, picture_url
from crawler.sample.sheet import Drawn, Links, Sheet, clock, key, names, neighbours, teasers
from crawler.sample.source import Article, Block, bios

REGION: Final = "div.blog-posts"

_BREAK: Final = "<br /><br />"


def draw(article: Article, links: Links) -> Drawn:
    sheet = Sheet(article, links)
    sheet.add('<div class="blog-posts hfeed"><div class="date-outer">')
    sheet.cut(
        "date",
        f"{article.published:%A}, {article.published:%B} {article.published.day}, {article.published.year}",
        '<h2 class="date-header"><span>{}</span></h2>',
    )
    sheet.add(
        '<div class="date-posts"><div class="post-outer"><div class="post hentry uncustomized-post-template" itemscope itemtype="http://schema.org/BlogPosting">'
    )
    sheet.add(f'<a name="{article.number}"></a>')
    sheet.cut("title", article.title, '<h3 class="post-title entry-title" itemprop="name">{}</h3>')
    sheet.add('<div class="post-header"><div class="post-header-line-1"></div></div>')
    if article.standfirst:
        sheet.keep(article.standfirst, '<h4 class="post-subtitle">{}</h4>')
    sheet.add(
        f'<div class="post-body entry-content" id="post-body-{article.number}" itemprop="description articleBody">'
    )
    for block in article.blocks:
        _block(sheet, block, _BREAK if article.number % 2 else "<br />")
    sheet.add('<div style="clear: both;"></div></div>')
    _footer(sheet)
    sheet.add("</div>")
    _comments(sheet)
    sheet.add("</div></div></div>")
    _pager(sheet)
    sheet.add("</div>")
    return Drawn(_page(article, links, sheet.html), sheet.furniture)


def _block(sheet: Sheet, block: Block, gap: str) -> None:
    match block.form:
        case "p" | "signoff":
            sheet.keep(block.lines[0], "{}" + gap)
        case "h2":
            sheet.keep(block.lines[0], f"<b>{{}}</b>{gap}")
        case "quote":
            sheet.add('<blockquote class="tr_bq">')
            for line in block.lines:
                sheet.keep(line, "{}<br />")
            sheet.add("</blockquote>")
        case "ul" | "ol":
            sheet.add(f"<{block.form}>")
            for line in block.lines:
                sheet.keep(line, "<li>{}</li>")
            sheet.add(f"</{block.form}>")
        case "image":
            sheet.add(
                f'<div class="separator" style="clear: both; text-align: center;">{_img(sheet, block)}</div>'
            )
        case "furniture":
            _furniture(sheet, block, gap)


def _img(sheet: Sheet, block: Block) -> str:
    source = escape(picture_url(sheet.article, block.picture, sheet.links))
    large = source.replace("/s640/", "/s1600/")
    return f'<a href="{large}" style="margin-left: auto; margin-right: auto;"><img border="0" src="{source}" width="640" height="427"></a>'


def _furniture(sheet: Sheet, block: Block, gap: str) -> None:
    kind = block.kind or "other"
    match kind, block.style:
        case "caption", _:
            sheet.add(
                '<table align="center" cellpadding="0" cellspacing="0" class="tr-caption-container" style="margin-left: auto; margin-right: auto; text-align: center;"><tbody>'
            )
            sheet.add(f'<tr><td style="text-align: center;">{_img(sheet, block)}</td></tr>')
            sheet.cut(
                "caption",
                block.lines[0],
                '<tr><td class="tr-caption" style="text-align: center;">{}</td></tr>',
            )
            sheet.add(f"</tbody></table>{gap}")
        case "related", _:
            sheet.cut("related", block.line("heading") or "Related posts:", f"<b>{{}}</b>{gap}")
            for teaser in teasers(block.lines):
                sheet.cut("related", f"[{teaser.title}]({teaser.target})", f"{{}}{gap}")
        case "newsletter", "widget":
            sheet.add('<div class="widget FollowByEmail"><div class="follow-by-email-inner">')
            sheet.cut_each("newsletter", block.lines, "<p>{}</p>")
            sheet.add("</div></div>")
        case "ad", _:
            sheet.add('<div class="adsense-in-post"><ins class="adsbygoogle" style="display:block"></ins>')
            sheet.cut_each("ad", block.lines, "<small>{}</small>")
            sheet.add("</div>")
        case _:
            sheet.cut_each(kind, block.lines, f"<i>{{}}</i>{gap}")


def _footer(sheet: Sheet) -> None:
    article = sheet.article
    sheet.add('<div class="post-footer"><div class="post-footer-line post-footer-line-1">')
    by = f"Posted by [{names(article.authors)}](/author/{key(article.authors[0])}/) at {clock(article.published).upper()}"
    sheet.cut("byline", by, '<div class="post-author vcard"><span class="fn">{}</span></div>')
    if "share" in article.parts:
        labels = " ".join(
            f"[{label}](/share/)" for label in ("Email This", "BlogThis!", "Share to X", "Share to Facebook")
        )
        sheet.cut("share", labels, '<div class="post-share-buttons goog-inline-block">{}</div>')
    sheet.add("</div>")
    if "tags" in article.parts:
        tags = ", ".join(f"[{tag}](/tag/{key(tag)}/)" for tag in article.tags)
        sheet.cut(
            "tags",
            f"Labels: {tags}",
            '<div class="post-footer-line post-footer-line-2"><span class="post-labels">{}</span></div>',
        )
    if "bio" in article.parts:
        sheet.add('<div class="post-footer-line post-footer-line-3"><div class="author-profile" itemscope>')
        for name in article.authors:
            sheet.cut("bio", bios()[name], '<div class="description">{}</div>')
        sheet.add("</div></div>")
    sheet.add("</div>")


def _comments(sheet: Sheet) -> None:
    article = sheet.article
    if "comments" not in article.parts:
        return
    count = len(article.comments)
    sheet.add('<div class="comments" id="comments">')
    sheet.cut("comments", "1 comment:" if count == 1 else f"{count or 'No'} comments:", "<h4>{}</h4>")
    sheet.add(
        '<div class="comments-content"><div id="comment-holder"><div class="comment-thread toplevel-thread"><ol>'
    )
    for name, text in article.comments:
        sheet.add('<li class="comment"><div class="comment-block">')
        sheet.cut(
            "comments",
            f"{name} {article.published:%B} {article.published.day}, {article.published.year} at {clock(article.published).upper()}",
            '<div class="comment-header"><cite class="user">{}</cite></div>',
        )
        sheet.cut("comments", text, '<p class="comment-content">{}</p>')
        sheet.cut("comments", "[Reply](#comments)", '<div class="comment-actions secondary-text">{}</div>')
        sheet.add("</div></li>")
    sheet.add("</ol></div></div></div>")
    sheet.cut("comments", "[Post a Comment](#comments)", '<p class="comment-footer">{}</p>')
    sheet.add("</div>")


def _pager(sheet: Sheet) -> None:
    newer, older, *_ = neighbours(sheet.article)
    sheet.add('<div class="blog-pager" id="blog-pager">')
    sheet.cut("navigation", f"[Newer Post](@{newer.slug})", '<div id="blog-pager-newer-link">{}</div>')
    sheet.cut("navigation", f"[Older Post](@{older.slug})", '<div id="blog-pager-older-link">{}</div>')
    sheet.cut("navigation", "[Home](/blog/)", '<div class="home-link">{}</div>')
    sheet.add("</div>")


def _page(article: Article, links: Links, body: str) -> str:
    return page(
        links, head(article, links, generator="blogger"), body, classes="item", language=article.language
    )


def page(links: Links, title: str, body: str, *, classes: str = "index", language: str = "en") -> str:
    """Masthead, body, sidebar and footer of the family."""
    return f"""<!DOCTYPE html>
<html class="v2" dir="ltr" lang="{language}" xmlns="http://www.w3.org/1999/xhtml" xmlns:b="http://www.google.com/2005/gml/b">
<head>
{title}
</head>
<body class="loading variant-simple {classes}">
<div class="body-fauxcolumns"></div>
<div class="content"><div class="content-inner">
<header><div class="header section" id="header"><div class="widget Header"><h1 class="title"><a href="{links("/blog/")}">The Lantern Sidebar</a></h1><p class="description"><span>Notes from the back bench</span></p></div></div></header>
<div class="tabs-outer"><div class="widget PageList"><ul>
{menu(links, "<li>{}</li>")}
</ul></div></div>
<div class="main-outer"><div class="columns"><div class="column-center-outer"><div class="main section" id="main"><div class="widget Blog" id="Blog1">
{body}
</div></div></div>
<div class="column-right-outer"><aside><div class="sidebar section"><div class="widget PopularPosts"><h2>Popular Posts</h2><ul>
{most_read(links, "<li>{}</li>")}
</ul></div><div class="widget BlogArchive"><h2>Blog Archive</h2><div id="ArchiveList">2026 (7)</div></div></div></aside></div>
</div></div>
<footer><div class="footer-outer"><div class="widget Attribution">{footer_links(links)}<br />{copyright_line()} Powered by Blogger.</div></div></footer>
</div></div>
</body>
</html>
"""


def front(links: Links, shown: Sequence[Article], older: str | None, newer: str | None) -> str:
    """The inside of the blog's front: the newest posts, each with its first words."""
    posts = "\n".join(
        f'<div class="date-outer"><div class="post hentry"><h3 class="post-title entry-title"><a href="{links(article.path)}">{escape(article.title, quote=False)}</a></h3>'
        f'<div class="post-body entry-content"><div class="snippet-item">{escape(article.excerpt, quote=False)}</div></div></div></div>'
        for article in shown
    )
    pages = "".join(
        f'<span id="{name}"><a class="{name}" href="{escape(links(to))}">{label}</a></span>'
        for to, name, label in (
            (newer, "blog-pager-newer-link", "Newer Posts"),
            (older, "blog-pager-older-link", "Older Posts"),
        )
        if to
    )
    return f'<div class="blog-posts hfeed">{posts}</div><div class="blog-pager" id="blog-pager">{pages}</div>'
