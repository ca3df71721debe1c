"""What `-o` and FEEDS write. JSON lines: an article's line is that of the corpus, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from scrapy import Field
from scrapy.exporters import CsvItemExporter, JsonLinesItemExporter

from output import Article, to_line
from output.urls import well_formed

_CONTROL: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_FORMULA: Final = ("=", "+", "-", "@")


class ArticleLines(JsonLinesItemExporter):
    """Scrapy's own writes U+2028 and its like raw, which end a line for some readers. Other items, and
    articles of which only some fields are asked for, are left to it."""

    def export_item(self, item: Any) -> None:  # noqa: ANN401 - as in Scrapy
        if isinstance(item, Article) and self.fields_to_export is None:
            self.file.write(to_line(item))
        else:
            super().export_item(item)


class HarmlessCsv(CsvItemExporter):
    """CSV whose cells a spreadsheet does not run and a terminal does not obey. A cell that begins as a
    formula does gets an apostrophe before it (OWASP, "CSV Injection"); of control characters only
    line feeds stay."""

    def serialize_field(self, field: Mapping[str, Any] | Field, name: str, value: Any) -> Any:  # noqa: ANN401 - as in Scrapy
        cell = super().serialize_field(field, name, value)
        if not isinstance(cell, str):
            return cell
        cell = _CONTROL.sub("", well_formed(cell))
        return f"'{cell}" if cell.startswith(_FORMULA) else cell
