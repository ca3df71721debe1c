"""The Arc XP family on Next.js: hashed class names, `data-testid` attributes, the page's state as JSON in a script."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC
from html import escape
from typing import Final

from crawler.sample.families.frame import copyright_line, footer_links, menu, most_read
from crawler.sample.head import head, picture_url
from crawler.sample.sheet import Drawn, Links, Sheet, clock, key, long_date, names, neighbours, teasers
from crawler.sample.source import Article, Block, bios

REGION: Final = "main#main-content"

_TEXT: Final = "text__text__1FZLe text__dark-grey__3Ml43 text__regular__2N1Xr"
_PARAGRAPH: Final = f"{_TEXT} text__small__1kGq2 body__full_width__ekUdw article-body__paragraph__2-BtD"
_SMALL: Final = f"{_TEXT} text__extra_small__1Mw6v"


def draw(article: Article, links: Links) -> Drawn:
    sheet = Sheet(article, links)
    sheet.add(
        '<main class="regular-article-layout__main__1tzD8" id="main-content" role="main"><article class="article__container__2MUeZ">'
    )
    sheet.add('<div class="article__main__33WV2"><div class="article__content__6hMn9">')
    _header(sheet)
    sheet.add(
        '<div class="article-body__wrapper__3IxHM" data-testid="ArticleBody"><div class="article-body__container__3ypuX">'
    )
    sheet.add('<div class="article-body__content__17Yit">')
    number = 0
    for block in article.blocks:
        number = _block(sheet, block, number)
    _tail(sheet)
    sheet.add("</div></div></div></div></div>")
    if "related" in article.parts:
        _read_next(sheet)
    sheet.add("</article></main>")
    return Drawn(_page(article, links, sheet.html), sheet.furniture)


def _header(sheet: Sheet) -> None:
    article = sheet.article
    sheet.add(
        '<header data-testid="DefaultArticleHeader" class="default-article-header__header__2j8sE"><div class="default-article-header__heading__3cyKI">'
    )
    if "tags" in article.parts:
        sheet.add(
            '<nav aria-label="Tags" data-testid="TagsWithTooltip" class="headline__tags__2iIxq"><ul class="tags-with-tooltip__list__37vkr">'
        )
        sheet.cut_each(
            "tags",
            [f"[{tag}](/tag/{key(tag)}/)" for tag in article.tags],
            '<li class="tags-with-tooltip__tag__1CPJf">{}</li>',
        )
        sheet.add("</ul></nav>")
    sheet.cut(
        "title", article.title, f'<h1 data-testid="Heading" class="{_TEXT} text__heading_3__1kDhc">{{}}</h1>'
    )
    if article.standfirst:
        sheet.keep(
            article.standfirst,
            f'<p data-testid="Standfirst" class="{_TEXT} default-article-header__standfirst__9aQ2x">{{}}</p>',
        )
    sheet.add('<div class="info-content__info__2bKqs"><div class="info-content__author-date__1Epi_">')
    by = names([f"[{name}](/author/{key(name)}/)" for name in article.authors])
    sheet.cut(
        "byline",
        f"By {by}",
        f'<div data-testid="Text" class="{_SMALL} info-content__author__W1gfP">{{}}</div>',
    )
    utc = article.published.astimezone(UTC)
    shown = f"{long_date(utc)} {clock(utc).upper()} UTC"
    if article.modified:
        changed = article.modified.astimezone(UTC)
        shown += f" · Updated {long_date(changed)} {clock(changed).upper()} UTC"
    sheet.cut(
        "date",
        shown,
        f'<div class="date-line__date___kNbY"><time data-testid="DateLine" datetime="{utc:%Y-%m-%dT%H:%M:%SZ}" class="{_SMALL}">{{}}</time></div>',
    )
    sheet.add("</div>")
    if "share" in article.parts:
        sheet.add('<div data-testid="ArticleToolbar" class="info-content__toolbar__3AkHm">')
        for label in ("Share", "Text size", "Save"):
            sheet.cut(
                "share",
                label,
                f'<div class="toolbar__item__2XKbE"><button type="button" aria-label="{label}" data-testid="Button"><span>{{}}</span></button></div>',
            )
        sheet.add("</div>")
    sheet.add("</div></div></header>")


def _block(sheet: Sheet, block: Block, number: int) -> int:
    """Draws a block; gives the number of the next paragraph."""
    match block.form:
        case "p":
            sheet.keep(
                block.lines[0], f'<div data-testid="paragraph-{number}" class="{_PARAGRAPH}">{{}}</div>'
            )
            return number + 1
        case "signoff":
            sheet.keep(
                block.lines[0],
                f'<div class="article-body__element__2p5pI"><p data-testid="Body" class="{_SMALL} sign-off__text__PU3Aj">{{}}</p></div>',
            )
        case "h2":
            sheet.keep(
                block.lines[0], f'<h2 data-testid="Heading" class="{_TEXT} text__heading_6__1qUJ5">{{}}</h2>'
            )
        case "quote":
            sheet.add('<blockquote class="article-body__blockquote__1Zz5d">')
            for line in block.lines:
                sheet.keep(line, f'<div data-testid="Body" class="{_PARAGRAPH}">{{}}</div>')
            sheet.add("</blockquote>")
        case "ul" | "ol":
            sheet.add(f'<{block.form} class="article-body__list__2Qk7o">')
            for line in block.lines:
                sheet.keep(line, f'<li data-testid="ListItem" class="{_TEXT}">{{}}</li>')
            sheet.add(f"</{block.form}>")
        case "image":
            sheet.add(
                f'<div data-testid="Image" class="article-body__element__2p5pI">{_img(sheet, block)}</div>'
            )
        case "furniture":
            _furniture(sheet, block)
    return number


def _img(sheet: Sheet, block: Block) -> str:
    return f'<img src="{escape(picture_url(sheet.article, block.picture, sheet.links))}" width="960" height="640" alt="">'


def _furniture(sheet: Sheet, block: Block) -> None:
    kind = block.kind or "other"
    match kind, block.style:
        case "caption", _:
            sheet.add(
                '<div role="figure" data-testid="primary-image" class="article-body__primary-asset__2nVOM"><figure class="primary-image__container__3_KhI">'
            )
            sheet.add(
                f'<div data-testid="Image" class="primary-image__image__1zwAE">{_img(sheet, block)}</div>'
            )
            sheet.cut(
                "caption",
                block.lines[0],
                f'<div data-testid="Body" class="{_TEXT} text__ultra_small__37j9j">{{}}</div>',
            )
            if credit := block.line("credit"):
                sheet.cut(
                    "credit",
                    credit,
                    f'<div data-testid="Credit" class="{_TEXT} primary-image__credit__1Gs6b">{{}}</div>',
                )
            sheet.add("</figure></div>")
        case "ad", _:
            sheet.add(
                '<div class="article-body__element__2p5pI" data-testid="ResponsiveAdSlot"><div class="ad-slot__container__FEnoz">'
            )
            sheet.cut_each("ad", block.lines, '<div class="ad-slot__label__2pTRY">{}</div>')
            sheet.add('<div id="div-gpt-ad-1"></div></div></div>')
        case "newsletter", "box":
            sheet.add('<div data-testid="promo-box" class="promo-box__container__2Xk3c">')
            sheet.cut_each("newsletter", block.lines, f'<p data-testid="Body" class="{_SMALL}">{{}}</p>')
            sheet.add("</div>")
        case "related", "slice":
            sheet.add('<div class="article-body__element__2p5pI" data-testid="ContextWidget">')
            sheet.cut(
                "related",
                block.line("heading") or "Related",
                f'<h3 data-testid="Heading" class="{_TEXT} text__heading_7__2Rmb1">{{}}</h3>',
            )
            sheet.add('<ul class="context-widget__list__1Kd0e">')
            for teaser in teasers(block.lines):
                sheet.cut(
                    "related",
                    f"[{teaser.title}]({teaser.target})",
                    '<li class="context-widget__item__3Tn1c">{}</li>',
                )
            sheet.add("</ul></div>")
        case "player", _:
            sheet.add('<div data-testid="VideoPlayer" class="article-body__element__2p5pI">')
            sheet.cut_each("player", block.lines, f'<p class="{_SMALL}">{{}}</p>')
            sheet.add("</div>")
        case "paywall", _:
            sheet.add('<div data-testid="RegWall" class="registration-prompt__container__1B5Mz">')
            sheet.cut_each("paywall", block.lines, f'<p class="{_SMALL}">{{}}</p>')
            sheet.add("</div>")
        case _:
            sheet.cut_each(kind, block.lines, f'<div data-testid="Body" class="{_PARAGRAPH}">{{}}</div>')


def _tail(sheet: Sheet) -> None:
    sheet.cut(
        "legal",
        "Our Standards: [The Lantern Code of Accuracy](/about/)",
        f'<p data-testid="Body" class="{_TEXT} text__small__1kGq2">{{}}</p>',
    )
    sheet.add('<div class="article-body__row__dFOPA article-body__element__2p5pI">')
    sheet.cut(
        "legal",
        "[Purchase Licensing Rights](/about/)",
        '<div data-testid="LicenceContentButton" class="license-content-button__button__3okPJ">{}</div>',
    )
    sheet.add("</div>")
    if "bio" in sheet.article.parts:
        for name in sheet.article.authors:
            sheet.add('<address data-testid="AuthorBio" class="author-bio__author-card__2X_w5">')
            sheet.cut(
                "bio",
                f"[{name}](/author/{key(name)}/)",
                f'<div class="{_TEXT} author-bio__author-name__3Wbqx">{{}}</div>',
            )
            sheet.cut(
                "bio",
                bios()[name],
                f'<p data-testid="Body" class="{_SMALL} author-bio__description__3JDPC">{{}}</p>',
            )
            sheet.add("</address>")


def _read_next(sheet: Sheet) -> None:
    sheet.add(
        '<div class="article__read-next__Kjxdw"><div data-testid="Read Next tablet-down" class="read-next-mobile__container__10f75">'
    )
    sheet.cut(
        "related",
        "Read Next",
        f'<h2 id="read-next-mobile-heading" data-testid="Heading" class="{_TEXT} text__heading_5__2krbj">{{}}</h2>',
    )
    sheet.add('<ul class="story-collection__four_columns__3gng8 story-collection__list__2M49i">')
    for other in neighbours(sheet.article):
        sheet.add('<li class="story-collection__story__LeZ29"><div data-testid="MediaStoryCard">')
        sheet.cut(
            "related",
            f"[{other.section}](/legal/)",
            f'<div class="{_SMALL} media-story-card__section__SyzYF">{{}}</div>',
        )
        sheet.cut(
            "related",
            f"[{other.title}](@{other.slug})",
            f'<h3 data-testid="Heading" class="{_TEXT} media-story-card__heading__eqhp9">{{}}</h3>',
        )
        sheet.cut(
            "related",
            f"{long_date(other.published)}",
            f'<div class="{_SMALL}"><time data-testid="Label">{{}}</time></div>',
        )
        sheet.add("</div></li>")
    sheet.add("</ul></div></div>")


def _page(article: Article, links: Links, body: str) -> str:
    state = {
        "props": {
            "pageProps": {
                "article": {
                    "id": f"LNTRN{article.number}",
                    "canonical_url": article.path,
                    "title": article.title,
                    "content_elements": [{"type": "paragraph", "content": text} for text in article.prose],
                }
            }
        },
        "page": "/[...slug]",
        "buildId": "b7d0lantern",
    }
    data = json.dumps(state).replace("</", "<\\/")
    script = f'<script id="__NEXT_DATA__" type="application/json">{data}</script>'
    return page(links, head(article, links, generator="Arc XP"), body + script, language=article.language)


def page(
    links: Links, title: str, body: str, *, language: str = "en", classes: str = "regular-article"
) -> str:
    """Masthead, body, rail and footer of the family."""
    return f"""<!DOCTYPE html>
<html lang="{language}" data-layout="{classes}">
<head>
{title}
</head>
<body>
<div id="fusion-app" class="fusion-app">
<header data-testid="SiteHeader" class="site-header__container__1qvTA"><div class="site-header__logo-container__InRNf"><a class="site-header__logo__2Et3d" href="{links("/")}">The Docket Lantern</a></div>
<nav aria-label="Main navigation"><ul class="nav-bar__nav-list__1eoTx">
{menu(links, '<li class="nav-bar__nav-item__1p3l9 nav-bar__category__16MHp">{}</li>')}
</ul></nav><div class="site-header__button-group__5IlZj"><button type="button">My Docket</button><a href="{links("/about/")}">Register</a></div></header>
<div class="regular-article-layout__container__3KL1R">
{body}
<aside class="regular-article-layout__rail__3oLxq"><h2 data-testid="Heading">Most Read</h2><ol class="most-popular__list__1Pxq0">
{most_read(links, '<li class="most-popular__item__2jW1a">{}</li>')}
</ol></aside>
</div>
<footer data-testid="SiteFooter" class="site-footer__container__1mB6c"><nav>{footer_links(links)}</nav><p class="site-footer__copyright__2vCsk">{copyright_line()}</p></footer>
</div>
<script src="/pf/dist/engine/react.js?d=211" defer></script>
</body>
</html>
"""


def front(links: Links, shown: Sequence[Article], older: str | None, newer: str | None) -> str:
    """The inside of a section page."""
    cards = "\n".join(
        f'<li class="story-collection__story__LeZ29"><div data-testid="MediaStoryCard"><h3 data-testid="Heading"><a data-testid="TitleLink" href="{links(article.path)}">'
        f'{escape(article.title, quote=False)}</a></h3><p data-testid="Description">{escape(article.excerpt, quote=False)}</p></div></li>'
        for article in shown
    )
    pages = "".join(
        f'<a data-testid="{label} stories" class="pagination__link__2x0Qf" href="{links(to)}">{label} stories</a>'
        for to, label in ((newer, "Newer"), (older, "Older"))
        if to
    )
    return f'<main id="main-content"><ul class="story-collection__list__2M49i">{cards}</ul><div class="pagination__container__3Yw9s">{pages}</div></main>'
