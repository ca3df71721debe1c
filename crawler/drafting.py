"""From a cleaned page to all that is written of it. Made in the process that cleaned it, which has the page:
so the event loop is not held up, and little goes back."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from cleaners import Cleaned
from crawler.discovery.model import Entry
from crawler.items import Draft
from crawler.records import to_article, to_ledger
from output import same_words, to_line
from output.archive import Fetched, pack


@dataclass(frozen=True, slots=True)
class ToDraft:
    """What a draft needs beside the cleaned page: `source`, the site's name in the corpus; `entry`, what the
    site's listing said; `asked`, the address that was asked for; `fetched`, the page for the archive, None
    where it is not archived; `known`, the hash of the article that the corpus has at that address ("" for
    none): a page that still holds it is not archived again."""

    source: str
    entry: Entry | None = None
    asked: str = ""
    fetched: Fetched | None = field(default=None, repr=False)
    known: str = ""


def draft_of(cleaned: Cleaned, url: str, body: bytes, wanted: ToDraft) -> Draft:
    """The article that is on a page, with its ledger and the records of its archive. What its host says about
    use is not in yet."""
    cleaned = filled_in(cleaned, wanted.entry)
    article = to_article(cleaned, url=url, source=wanted.source, added=datetime.now(UTC), body=body)
    records = b""
    if wanted.fetched is not None and article.content_hash != wanted.known:
        records = pack(dataclasses.replace(wanted.fetched, moment=article.added))
    return Draft(
        article,
        b"".join(map(to_line, to_ledger(cleaned, article))),
        wanted.asked,
        same_words(article.title, article.text),
        records,
    )


_UNSURE: Final = frozenset(("text", "htmldate"))  # read out of lines, and a guess


def filled_in(cleaned: Cleaned, entry: Entry | None) -> Cleaned:
    """`cleaned` with title and dates from the site's listing where the page itself has none."""
    if entry is None:
        return cleaned
    meta = cleaned.metadata
    known = meta.published is not None and meta.date_source not in _UNSURE
    if not known and entry.published is not None:
        meta = dataclasses.replace(meta, published=entry.published, date_source=entry.via)
    if meta.modified is None and entry.modified is not None and entry.via == "feed":
        meta = dataclasses.replace(meta, modified=entry.modified)  # a sitemap's lastmod may be any change
    if not meta.title and entry.title:
        meta = dataclasses.replace(meta, title=entry.title)
    return dataclasses.replace(cleaned, title=cleaned.title or entry.title or "", metadata=meta)
