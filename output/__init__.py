"""What stands in a corpus: the article record and its ledger, their files, and how they are shown."""

from __future__ import annotations

from output.article import (
    KINDS,
    SCHEMA_VERSION,
    Archived,
    Article,
    Image,
    LedgerLine,
    Signal,
    article_id,
    body_id,
    content_hash,
    count_kinds,
    schema,
    timestamp,
    to_line,
)

__all__ = [
    "KINDS",
    "SCHEMA_VERSION",
    "Archived",
    "Article",
    "Image",
    "LedgerLine",
    "Signal",
    "article_id",
    "body_id",
    "content_hash",
    "count_kinds",
    "schema",
    "timestamp",
    "to_line",
]
