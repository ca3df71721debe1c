from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

import output
from cleaners.model import Cleaned, Image, Kept, Metadata, Removal, Signal
from crawler.records import identity, to_article, to_ledger

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
PAGE = "https://www.example.org/2026/01/story/"
CLEANED = Cleaned(
    url=PAGE,
    title="Court rules",
    standfirst="A deck.",
    text="One.\n\nTwo.",
    blocks=(
        Kept(1, "p", "One.", "article > p", "extractor"),
        Kept(4, "p", "Two.", "article > p", "extractor"),
    ),
    removals=(
        Removal(3, "ad", "Buy \ud800", "ad-slot", "div.ad", 1),
        Removal(2, "caption", "A court.", "figcaption", "figure"),
    ),
    metadata=Metadata(
        title="Court rules",
        authors=("Ada Law", ""),
        published=datetime(2026, 1, 1, 22, 0, tzinfo=timezone(timedelta(hours=-5))),
        date_source="meta:article:published_time",
        tags=("appeal",),
        images=(Image("https://example.org/a.jpg", "A court.", None), Image("", None, "nobody")),
        access=(Signal("isAccessibleForFree", "False", "json-ld"),),
    ),
)


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        (None, PAGE),
        ("", PAGE),
        ("https://example.org/2026/01/another", "https://example.org/2026/01/another"),
        ("/2026/01/another", "https://www.example.org/2026/01/another"),
        ("https://m.example.org/2026/01/story", "https://m.example.org/2026/01/story"),
        ("https://example.org/", PAGE),
        ("https://example.org", PAGE),
        ("https://apnews.com/story", PAGE),
        ("https://example.org/2026", PAGE),
        ("https://example.org/2026/01", PAGE),
        ("javascript:void(0)", PAGE),
        ("http://[", PAGE),
    ],
)
def test_the_canonical_address_is_trusted_only_for_this_page(canonical: str | None, expected: str) -> None:
    assert identity(PAGE, canonical) == expected


@pytest.mark.parametrize("variant", ["amp", "amp/", "print", "2", "page/3", "index.html", "amp?x=1"])
def test_a_variant_of_the_page_may_name_the_page_above_it(variant: str) -> None:
    assert identity(PAGE + variant, PAGE) == PAGE


def test_a_page_without_an_address_takes_its_canonical_one() -> None:
    assert identity("", "https://example.org/a") == "https://example.org/a"
    assert identity("", "/a") == ""
    cleaned = dataclasses.replace(CLEANED, metadata=Metadata(canonical="https://www.example.org/a"))
    article = to_article(cleaned, url="", added=NOW)
    assert (article.url, article.source) == ("https://www.example.org/a", "example.org")
    assert article.id == output.article_id("https://example.org/a")


def test_an_article_line_of_a_cleaned_page() -> None:
    article = to_article(CLEANED, url=PAGE, source="example", added=NOW, archive=output.Archived("a.warc", 7))
    assert article.id == output.article_id(PAGE)
    assert (article.url, article.source, article.title) == (PAGE, "example", "Court rules")
    assert (article.published, article.modified, article.added) == (
        "2026-01-02T03:00:00.000Z",
        None,
        "2026-01-02T03:04:05.000Z",
    )
    assert article.authors == ("Ada Law",)
    assert article.images == (output.Image("https://example.org/a.jpg", "A court.", ""),)
    assert article.removed == output.count_kinds(["ad", "caption"])
    assert article.access == (output.Signal("isAccessibleForFree", "False", "json-ld"),)
    assert article.archive == output.Archived("a.warc", 7)
    assert (article.revision, article.reason, article.section, article.language) == (1, None, "", "")
    assert article.content_hash == output.content_hash(CLEANED.title, CLEANED.standfirst, CLEANED.text)


def test_the_ledger_follows_the_page_and_encodes() -> None:
    article = to_article(CLEANED, url=PAGE, added=NOW)
    lines = to_ledger(CLEANED, article)
    assert [(line.order, line.kind, line.text, line.score) for line in lines] == [
        (2, "caption", "A court.", None),
        (3, "ad", "Buy \ufffd", 1.0),
    ]
    assert {(line.article, line.url, line.cleaner) for line in lines} == {(article.id, PAGE, article.cleaner)}
    assert json.loads(output.to_line(lines[1]))["score"] == 1.0


def test_a_page_with_neither_address_nor_canonical_has_the_id_of_its_bytes() -> None:
    one, other = (to_article(Cleaned(reason="empty"), url="", added=NOW, body=body) for body in (b"a", b"b"))
    assert (one.id, other.id) == (output.body_id(b"a"), output.body_id(b"b"))
    assert (one.url, one.source, one.text, one.reason) == ("", "", "", "empty")
