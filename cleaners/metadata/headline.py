"""The headline, out of the forms in which a page states it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from cleaners.metadata import jsonld
from cleaners.metadata.page import Page
from cleaners.metadata.plain import key_of, node_text, unique

# Spaces on both sides, or a bar: what parts a headline from a site's name.
_SEPARATOR = re.compile(r"\s[|\-–—:·•»«/~]{1,2}\s|\s?[|»]\s?|\s::\s|:\s(?=\S+\Z)")
_META: Final = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "citation_title")
_STRONG: Final = frozenset("|»•·")
_SHORT: Final = 4
"""Words of a segment beside a bar that is taken for a site's name without being known as such."""
_LONG: Final = 20
"""Letters of words that are no section's name and no kicker."""
_TELLING: Final = 8
"""Letters of a heading with which no title begins by chance."""
_MAX_LOWER: Final = 20


def title(page: Page, stated: Sequence[str]) -> str | None:
    """The headline with the page's own typography, of which `stated` are the forms in the page's data.

    An `<h1>` that agrees with what JSON-LD or OpenGraph say wins, for these are often cut or escaped; where
    it holds more than they do (a kicker, a label), or is set in capitals, they win.
    """
    for heading in page.headings:
        for other in stated:
            if _equal(heading, other):
                return other if heading.isupper() and not other.isupper() else heading
    for heading in page.headings:
        for other in stated:
            if _continues(heading, other):
                return heading
            if len(key_of(other)) > 20 and key_of(other) in key_of(heading):
                return other
    if stated:
        return stated[0]
    if microdata := page.item("headline"):
        return _as_titled(microdata[0], page)
    if own := [text for text in page.headings if key_of(text) not in page.site_keys]:
        titled = key_of(page.title)
        first = (text for text in own if len(key := key_of(text)) >= _TELLING and titled.startswith(key))
        return _as_titled(next(first, own[0]), page)
    last = [*page.meta("title", "dc.title", "dcterms.title"), page.title]
    return next(
        (without_site(text, page) for text in last if text and key_of(text) not in page.site_keys), None
    )


def _as_titled(heading: str, page: Page) -> str:
    """A heading as the page's `<title>` has it, where it holds more or names something else.

    What stands before the same words in the heading is a kicker. Of a heading that `<title>` does not hold at
    all, a lower one which it does hold is the story's: the first is the section's name.
    """
    titled = without_site(page.title, page)
    key, titled_key = key_of(heading), key_of(titled)
    if len(titled_key) > _LONG and key != titled_key and key.endswith(titled_key):
        kicker = key[: -len(titled_key)]
        return titled if len(kicker) <= _LONG and kicker.isalpha() else heading
    whole = key_of(page.title)
    if len(heading.split()) < _SHORT and key not in whole:
        for node in page.tree.css("h2")[:_MAX_LOWER]:
            text = node_text(node)
            if len(lower := key_of(text)) > _LONG and lower in whole:
                return text
    return heading


def forms(page: Page, headline: str | None, stated: Sequence[str]) -> tuple[str, ...]:
    """All that the page states as its title, best first; headings only that are like it."""
    key = key_of(headline or "")
    alike = [h for h in page.headings if len(page.headings) == 1 or _like(key_of(h), key)]
    alternatives = list(jsonld.texts(page.article, "alternativeheadline", "alternatename"))
    return unique((headline or "", *alike, *stated, without_site(page.title, page), *alternatives), 20)


def stated(page: Page) -> list[str]:
    """What JSON-LD, OpenGraph and meta say, without the site's name."""
    articles = [node for node in page.article if "headline" in node or "name" in node]
    found = [
        *jsonld.texts(articles, "headline", "name"),
        *page.meta(*_META),
    ]
    cleaned = [without_site(text, page) for text in found]
    return [
        text for text in unique(cleaned, 10) if key_of(text) not in page.site_keys and len(key_of(text)) > 1
    ]


def without_site(text: str, page: Page) -> str:
    """A title without the site's name at its end or start.

    A segment goes if it is known as the site's name or host, if the rest is a heading of the page, or if it
    is short and stands behind a bar, which headlines do not use.
    """
    for _ in range(3):
        if key_of(text) in page.heading_keys:
            break
        cut = _without_last(text, page.site_keys, page.heading_keys)
        if cut == text:
            break
        text = cut
    return text


def _without_last(text: str, site: frozenset[str], headings: frozenset[str]) -> str:
    parts = list(_SEPARATOR.finditer(text))
    if not parts:
        return text
    last, first = parts[-1], parts[0]
    before, after = text[: last.start()].strip(), text[last.end() :].strip()
    rest = text[first.end() :].strip()
    if before and key_of(after) in site:
        return before
    if rest and key_of(text[: first.start()]) in site:  # the site's name may be a heading, too
        return rest
    if before and key_of(before) in headings:
        return before
    if rest and key_of(rest) in headings:
        return rest
    if last[0].strip() in _STRONG and len(after.split()) <= _SHORT < len(before.split()):
        return before
    return text


def _equal(one: str, other: str) -> bool:
    key = key_of(one)
    return bool(key) and key == key_of(other)


def _continues(heading: str, cut: str) -> bool:
    """Whether a heading is the whole of what ends in an ellipsis or at 110 characters, where searches cut."""
    start = key_of(cut.rstrip(" .…"))
    dotted = cut.rstrip().endswith(("…", "..."))
    return (dotted or 100 <= len(cut) <= 112) and len(start) > 10 and key_of(heading).startswith(start)


def _like(one: str, other: str) -> bool:
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    return short in long and len(short) * 2 > len(long)
