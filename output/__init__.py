"""What stands in a corpus: the article record and its ledger, their files, and how they are shown."""

from __future__ import annotations

from output.article import (
    HOW,
    KINDS,
    SCHEMA_VERSION,
    Address,
    Archived,
    Article,
    Image,
    LedgerLine,
    Signal,
    article_id,
    body_id,
    content_hash,
    count_kinds,
    same_words,
    schema,
    timestamp,
    to_line,
)

__all__ = [
    "HOW",
    "KINDS",
    "SCHEMA_VERSION",
    "Address",
    "Archived",
    "Article",
    "Image",
    "LedgerLine",
    "Signal",
    "article_id",
    "body_id",
    "content_hash",
    "count_kinds",
    "same_words",
    "schema",
    "timestamp",
    "to_line",
]
