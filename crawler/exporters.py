"""JSON lines of `-o` and FEEDS: an article's line is that of the corpus, byte for byte."""

from __future__ import annotations

from typing import Any

from scrapy.exporters import JsonLinesItemExporter

from output import Article, to_line


class ArticleLines(JsonLinesItemExporter):
    """Scrapy's own writes U+2028 and its like raw, which end a line for some readers. Other items, and
    articles of which only some fields are asked for, are left to it."""

    def export_item(self, item: Any) -> None:  # noqa: ANN401 - as in Scrapy
        if isinstance(item, Article) and self.fields_to_export is None:
            self.file.write(to_line(item))
        else:
            super().export_item(item)
