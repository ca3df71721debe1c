"""trafilatura's and htmldate's reading of a page, for what the page states in no machine-readable form.

They parse the page once more and take some milliseconds each: each is asked only for what is still missing.
"""

from __future__ import annotations

from typing import Final

from htmldate import find_date
from selectolax.lexbor import LexborHTMLParser
from trafilatura.metadata import extract_metadata

from cleaners.libxml import parsed
from cleaners.metadata.excerpt import excerpt
from cleaners.shallow import tags

MAX_HTML: Final = 3 << 20
MAX_TAGS: Final = 20_000
"""Bytes and `<` of a page that is given to them: 1,433 news pages had 2.9 million and 10,080 at most;
on link farms their time is out of proportion."""


def title(raw: bytes, url: str) -> str:
    """The title by trafilatura's search, empty for none. Never raises."""
    return "" if _is_out_of_bounds(raw) else _metadata(raw.decode(), url)[0]


def author(tree: LexborHTMLParser, raw: bytes, url: str) -> str:
    """Who signs, in one string, by trafilatura's search; empty for nobody. Never raises."""
    if _is_out_of_bounds(raw) or not (part := excerpt(tree)):
        return ""
    return _metadata(part, url)[1]


def _metadata(html: str, url: str) -> tuple[str, str]:
    try:
        document = extract_metadata(html, default_url=url or None, extensive=False)
    except Exception:  # noqa: BLE001  (any fault on any page: it is a fallback)
        return "", ""
    return document.title or "", document.author or ""


def day(raw: bytes, url: str) -> str:
    """The day of publication (`YYYY-MM-DD`) by htmldate's search, empty for none. Never raises.

    Its narrow search: on 288 of 1,433 pages, which state no date, the wide one found 112 more, of which 64
    were the first of January, mostly a year of copyright, and took five times as long.
    """
    if _is_out_of_bounds(raw):
        return ""
    try:
        found = find_date(
            parsed(raw, comments=True), url=url or None, original_date=True, extensive_search=False
        )
    except Exception:  # noqa: BLE001  (any fault on any page: it is a fallback)
        return ""
    return found or ""


def _is_out_of_bounds(raw: bytes) -> bool:
    return not raw or raw.isspace() or len(raw) > MAX_HTML or tags(raw) > MAX_TAGS
