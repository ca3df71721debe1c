"""Clean news articles: bytes or text in, the article and the record of every cut out.

    >>> from cleaners import clean
    >>> cleaned = clean(b"<h1>Court rules</h1> ...", url="https://news.example/a")
    >>> cleaned.title, cleaned.text, cleaned.removals  # doctest: +SKIP

Pure: no network, no Scrapy, no state between calls.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from cleaners.align import words
from cleaners.decide import Decision, decide, decide_text
from cleaners.decode import Decoded, decode, sniff
from cleaners.elements import Block
from cleaners.model import (
    KINDS,
    REASONS,
    Cleaned,
    Image,
    Kept,
    Kind,
    Metadata,
    Reason,
    Removal,
    Rules,
    Signal,
)
from cleaners.page import Page, read_html, read_text
from cleaners.pictures import with_captions

__all__ = [
    "KINDS",
    "REASONS",
    "Cleaned",
    "Image",
    "Kept",
    "Kind",
    "Metadata",
    "Reason",
    "Removal",
    "Rules",
    "Signal",
    "__version__",
    "clean",
]

__version__: Final = "0.1.0"
"""The version of the cleaner, written on every line: it changes when the same page may come out otherwise."""

MAX_CHARS: Final = 32 * 1024 * 1024
"""Longer pages are refused (reason `too_large`): no article is, and a crawl stops at 10 MiB before."""

_MIN_WORDS: Final = 20
_ITEM: Final = frozenset(("li",))


def clean(
    body: bytes | str,
    *,
    url: str = "",
    content_type: str = "",
    rules: Rules | None = None,
    profile: None = None,  # noqa: ARG001 - part of the contract; what it will hold is learned later
) -> Cleaned:
    """Clean one page.

    `body` is the page as it was fetched (bytes), or text; `url` its address; `content_type` the HTTP
    header's value. `text/plain` asks for dirty text: paragraphs instead of markup. `rules` is what the
    site declares of its furniture; `profile` is reserved for what is learned of a site.

    Never raises, on any input: where there is no article, `Cleaned.reason` says why, and `text` is empty.
    """
    try:
        return _clean(body, url, content_type, rules or Rules())
    except Exception as error:  # noqa: BLE001 - one bad page must never stop a crawl; the reason is recorded
        return Cleaned(url=url, reason="error", notes=(f"{type(error).__name__}: {error}"[:500],))


def _clean(body: bytes | str, url: str, content_type: str, rules: Rules) -> Cleaned:
    if not body or body.isspace():
        return Cleaned(url=url, reason="empty")
    if len(body) > MAX_CHARS:
        return Cleaned(url=url, reason="too_large", notes=(f"{len(body)} of at most {MAX_CHARS}",))
    if isinstance(body, bytes):
        binary = sniff(body)
        if binary is not None:
            return Cleaned(url=url, reason="binary", notes=(f"the body is {binary}, not a page",))
    decoded = decode(body, content_type=content_type)
    if content_type.partition(";")[0].strip().lower() == "text/plain":
        page = read_text(decoded.text, url=url)
        decision = decide_text(page)
    else:
        page = read_html(decoded.text, url=url)
        decision = decide(page, rules)
    return _cleaned(page, decision, decoded)


def _cleaned(page: Page, decision: Decision, decoded: Decoded) -> Cleaned:
    kept: list[Kept] = []
    removals: list[Removal] = []
    items: set[int] = set()
    for block in page.blocks:
        mark = decision.marks[block.order]
        if mark.kind is None:
            text = f"- {block.text}" if _begins_item(block, items) else block.text
            kept.append(Kept(block.order, block.tag, text, block.where, mark.rule, mark.score))
        else:
            removals.append(Removal(block.order, mark.kind, block.text, mark.rule, block.where, mark.score))
    reason = _reason(page, kept)
    images = with_captions(page.metadata.images, page.blocks, decision.marks, url=page.url)
    return Cleaned(
        url=page.url,
        title=page.metadata.title or "",
        standfirst=decision.standfirst,
        text="" if reason else "\n\n".join(block.text for block in kept),
        blocks=tuple(kept),
        removals=tuple(removals),
        metadata=replace(page.metadata, images=images),
        reason=reason,
        encoding=decoded.encoding,
        encoding_source=decoded.source,
        notes=(*decoded.notes, *page.notes, *decision.notes),
    )


def _begins_item(block: Block, items: set[int]) -> bool:
    """Whether a block is the first of a list item. `items` holds the items that were begun."""
    item = block.within(_ITEM)
    if item is None or item.number in items:
        return False
    items.add(item.number)
    return True


def _reason(page: Page, kept: list[Kept]) -> Reason | None:
    """Why the kept blocks are no article, or None."""
    if not page.blocks:
        return "no_text"
    size = sum(len(words(block.text)) for block in kept)
    letters = sum(len(block.text) for block in kept)
    # scripts without spaces between words count as one word a sentence: judge those by letters
    if size < _MIN_WORDS and letters < _MIN_WORDS * 6:
        return "no_article"
    return None
