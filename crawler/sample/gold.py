"""What the right answer is for each article of the sample site, as it was authored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Final

from cleaners.model import Kind
from crawler.sample.families import DRAW
from crawler.sample.head import picture_url
from crawler.sample.inline import to_text
from crawler.sample.sheet import Links
from crawler.sample.source import Article, Block, articles

# How the sample's captions name who took the picture, where they set it apart from what it shows.
_SIGNED: Final = re.compile(r"(.*\.) (?:(?:Photo|Foto): (.+)|\((.+ Handout)\))")


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """The gold of one article.

    `text` joins its blocks by one blank line; list items begin with `- `, sub-headings and the paragraphs
    of quotes are plain blocks. `images` are (address, caption, credit): a root-relative path where the
    picture lies on the site itself; `credit` only where the page sets it apart from what the picture shows.
    `furniture` is (kind, text) of every block between masthead and footer that is no part of the story, in
    the order of the page: headline, byline and date too, but not the standfirst, and not what stands in
    the page's sidebar. A block is an element that holds words and no other block-level element (in the
    Blogger family, a run of text between `<br>`). Dates are UTC with milliseconds. `aliases` are other
    paths that lead here.
    """

    path: str
    family: str
    title: str
    standfirst: str
    text: str
    authors: tuple[str, ...]
    published: str
    modified: str | None
    section: str | None
    tags: tuple[str, ...]
    language: str
    images: tuple[tuple[str, str | None, str | None], ...]
    furniture: tuple[tuple[Kind, str], ...]
    aliases: tuple[str, ...]


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _paragraphs(block: Block) -> Iterator[str]:
    match block.form:
        case "ul" | "ol":
            yield from (f"- {to_text(line)}" for line in block.lines)
        case "p" | "h2" | "quote" | "signoff":
            yield from (to_text(line) for line in block.lines)


def _image(article: Article, block: Block) -> tuple[str, str | None, str | None]:
    url = picture_url(article, block.picture, Links(""))
    caption = to_text(block.lines[0]) if block.lines else None
    credit = block.line("credit")
    if credit:
        return url, caption, to_text(credit)
    signed = _SIGNED.match(caption or "")
    return (url, signed[1], signed[2] or signed[3]) if signed else (url, caption, None)


def _gold(article: Article) -> GoldArticle:
    return GoldArticle(
        path=article.path,
        family=article.family,
        title=to_text(article.title),
        standfirst=to_text(article.standfirst),
        text="\n\n".join(text for block in article.blocks for text in _paragraphs(block)),
        authors=article.authors,
        published=_stamp(article.published),
        modified=_stamp(article.modified) if article.modified else None,
        section=article.section,
        tags=article.tags,
        language=article.language,
        images=tuple(_image(article, block) for block in article.pictures),
        furniture=DRAW[article.family](article, Links("")).furniture,
        aliases=article.duplicates + article.redirects,
    )


@cache
def gold() -> tuple[GoldArticle, ...]:
    """The gold of all articles, the newest first."""
    return tuple(_gold(article) for article in articles())
