from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from cleaners import clean
from crawler.exporters import ArticleLines, HarmlessCsv
from crawler.records import to_article
from output import to_line

ADDED = datetime(2026, 5, 4, tzinfo=UTC)
ARTICLE = to_article(
    clean("Court\u2028rules\n\nThe court ruled on Monday."), url="https://e.org/a", added=ADDED
)


def export(item: Any, **options: Any) -> bytes:
    file = io.BytesIO()
    exporter = ArticleLines(file, encoding="utf-8", **options)
    exporter.start_exporting()
    exporter.export_item(item)
    exporter.finish_exporting()
    return file.getvalue()


def test_an_article_is_the_line_of_the_corpus() -> None:
    assert export(ARTICLE) == to_line(ARTICLE)


@pytest.mark.parametrize(
    ("item", "options", "expected"),
    [
        (ARTICLE, {"fields_to_export": ["url"]}, {"url": "https://e.org/a"}),
        ({"any": "item"}, {}, {"any": "item"}),
    ],
)
def test_all_else_is_left_to_scrapy(item: Any, options: Any, expected: Any) -> None:
    assert json.loads(export(item, **options)) == expected


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("a\x1b[2Jb\x9b\u202e\rc", "a[2Jbc"),
        ('one\n"two", three', 'one\n"two", three'),
        (["=1", "b"], "'=1,b"),
        (7, "7"),
        ("", ""),
    ],
)
def test_a_cell_of_csv_is_harmless(value: Any, cell: str) -> None:
    file = io.BytesIO()
    exporter = HarmlessCsv(file)
    exporter.start_exporting()
    exporter.export_item({"title": value, "end": "x"})
    exporter.finish_exporting()
    rows = list(csv.reader(io.StringIO(file.getvalue().decode(), newline="")))
    assert rows == [["title", "end"], [cell, "x"]]
