"""trafilatura's and htmldate's reading of a page, for what the page states in no machine-readable form.

They parse the page once more and take 10 to 30 ms, so they are asked only for what is still missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from htmldate import find_date
from trafilatura.metadata import extract_metadata

MAX_HTML: Final = 3 << 20
MAX_TAGS: Final = 20_000
"""Characters and `<` of a page that is given to them: 1,433 news pages had 2.9 million and 10,080 at most;
on link farms their time is out of proportion."""


@dataclass(frozen=True, slots=True)
class Found:
    title: str = ""
    author: str = ""
    date: str = ""


def read(html: str, url: str) -> Found:
    """Title, authors in one string, and day of publication; empty where there is none. Never raises."""
    if _is_out_of_bounds(html):
        return Found()
    try:
        document = extract_metadata(html, default_url=url or None, extensive=False)
    except Exception:  # noqa: BLE001  (any fault on any page: it is a fallback)
        return Found()
    return Found(document.title or "", document.author or "", document.date or "")


def day(html: str, url: str) -> str:
    """The day of publication (`YYYY-MM-DD`) by htmldate's search, empty for none. Never raises."""
    if _is_out_of_bounds(html):
        return ""
    try:
        return find_date(html, url=url or None, original_date=True, deferred_url_extractor=True) or ""
    except Exception:  # noqa: BLE001  (any fault on any page: it is a fallback)
        return ""


def _is_out_of_bounds(html: str) -> bool:
    return not html.strip() or len(html) > MAX_HTML or html.count("<") > MAX_TAGS
