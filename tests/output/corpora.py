"""Articles and cuts for corpora of the tests."""

from __future__ import annotations

import dataclasses

import output
from output import Archived, Article, LedgerLine


def article(url: str, text: str = "Text.", revision: int = 1, cuts: int = 0) -> Article:
    return Article(
        id=output.article_id(url), url=url, source="site", title="T", standfirst="", text=text, authors=(),
        published=None, modified=None, added="2026-01-02T03:04:05.000Z", section="", tags=(), language="",
        description="", images=(), revision=revision, content_hash=output.content_hash("T", "", text),
        removed=output.count_kinds(["ad"] * cuts), date_source="", access=(), usage=(), cleaner="0",
        archive=Archived(), reason=None,
    )  # fmt: skip


A, B = article("https://e.org/a", cuts=1), article("https://e.org/b")
CUT = LedgerLine(A.id, A.url, 1, "ad", "Buy", "ad-slot", None, "p", "0")
CUT_B = dataclasses.replace(CUT, article=B.id, url=B.url)
