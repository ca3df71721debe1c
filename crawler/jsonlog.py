"""The log as JSON lines, for whoever collects logs: the setting LOG_JSON of `scrapy crawl`.

Each record is one object on one line, with the same six keys whatever logged it. ASCII only, and made
harmless as the log for people is (`crawler.safelog`), so that what is decoded can act on no terminal.
"""

from __future__ import annotations

import atexit
import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from scrapy import Spider
from scrapy.settings import BaseSettings

from crawler.safelog import harmless

KEYS: Final = ("time", "level", "logger", "message", "site", "exception")
"""What each line has, in this order."""


class JsonLines(logging.Formatter):
    """Records as objects: `time` (ISO 8601 with milliseconds, UTC), `level`, `logger`, `message`, `site` (""
    where none is known), `exception` (the traceback, null where there is none)."""

    def __init__(self, site: str = "") -> None:
        super().__init__()
        self.site = site

    def format(self, record: logging.LogRecord) -> str:
        exception = record.exc_text
        if not exception and record.exc_info:
            exception = self.formatException(record.exc_info)
        if record.stack_info:
            exception = f"{exception or ''}\n{record.stack_info}"
        values = (
            datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")[:-6] + "Z",
            record.levelname,
            record.name,
            harmless(_message(record)),
            harmless(self.site),
            harmless(exception.strip()) if exception else None,
        )
        return json.dumps(dict(zip(KEYS, values, strict=True)))


def install(settings: BaseSettings, site: str) -> None:
    """Puts the JSON log in the place of Scrapy's, which then makes none. Before its process is made, since
    that logs already. Goes by LOG_FILE, LOG_FILE_APPEND, LOG_ENCODING, LOG_ENABLED and LOG_LEVEL. OSError
    where the file cannot be written."""
    settings.set("LOG_INSTALL_ROOT_HANDLER", value=False, priority="cmdline")
    handler = _handler(settings)
    handler.setFormatter(JsonLines(site))
    handler.setLevel(settings.get("LOG_LEVEL"))
    logging.root.setLevel(logging.NOTSET)
    logging.root.addHandler(handler)


def name_site(spider: Spider) -> None:
    """Says which site the records are of from now on: `scrapy crawl news` finds out when it begins."""
    site = getattr(spider, "source", spider.name)
    for handler in logging.root.handlers:
        if isinstance(handler.formatter, JsonLines):
            handler.formatter.site = site


def _handler(settings: BaseSettings) -> logging.Handler:
    filename = settings.get("LOG_FILE")
    if not filename:
        return logging.StreamHandler() if settings.getbool("LOG_ENABLED") else logging.NullHandler()
    if not settings.getbool("LOG_FILE_APPEND"):
        Path(filename).write_bytes(b"")
    # Scrapy configures logging anew, which closes all handlers: one that appends opens its file again
    handler = logging.FileHandler(filename, mode="a", encoding=settings.get("LOG_ENCODING"))
    atexit.register(handler.close)
    return handler


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception as error:  # noqa: BLE001 - arguments that do not fit must not cost the line
        return f"{record.msg} [its arguments do not fit: {error}]"
