"""Extension: what pages and addresses put into the log can neither steer a terminal, forge a line nor give a
secret away.

Control characters are written as escapes, as are marks of direction and lone surrogates. What follows a line
break is indented, so that only what the crawl itself says begins at the margin. Of addresses, user names and
passwords are left out, and values in a query that are more than a short number, since any may be a key.
"""

from __future__ import annotations

import logging
import re
from typing import Final, Self

from scrapy import signals
from scrapy.crawler import Crawler

# Apostrophes, brackets and a second @ may belong to an address, and a secret stand behind them: what is left
# out too much costs a reader less.
_USER: Final = re.compile(r"(?i)\b([a-z][a-z0-9+.-]{1,20}://)[^\s/?#<>\"]{0,2000}@")
# What has no query matches too: each address is gone over once.
_QUERY: Final = re.compile(r"(?i)(\bhttps?://[^\s?<>\"]+)(?:\?([^\s<>\"#]+))?")
_CLOSING: Final = ")]}'.,:;"
_PART: Final = re.compile(r"[^&;]+")
_SHORT_NUMBER: Final = re.compile(r"[0-9]{1,8}")
_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_BREAK: Final = re.compile(r"\n(?!$)")
_INDENT: Final = "\n    "
_PLAIN: Final = logging.Formatter()


class HarmlessLog(logging.Filter):
    """A filter of the handlers that write the log. It changes records, so their formatter need not know."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        harmless_log = cls()
        # Scrapy makes the handler anew once the settings stand, which is after extensions are made
        for signal in (signals.spider_opened, signals.engine_started):
            crawler.signals.connect(harmless_log.guard, signal)
        harmless_log.guard()
        return harmless_log

    def guard(self) -> None:
        """Puts the filter before all handlers that there are."""
        for handler in logging.root.handlers:
            if not any(isinstance(known, HarmlessLog) for known in handler.filters):
                handler.addFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            message = record.getMessage()
        except Exception:  # noqa: BLE001 - a message that cannot be put together is logging's own to report
            return True
        record.msg, record.args = harmless(message), None
        if record.exc_info and not record.exc_text:
            record.exc_text = _PLAIN.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = "    " + harmless(record.exc_text.lstrip(" "))
        return True


def harmless(text: str) -> str:
    r"""`text` as it may stand in a log. Idempotent but for the indent of its lines.

    >>> harmless("https://me:pw@news.example/a?id=12&key=abc was\x1b[2J not read")
    'https://news.example/a?id=12&key=… was\\x1b[2J not read'
    """
    if "://" in text:
        text = _QUERY.sub(_without_values, _USER.sub(r"\1", text))
    if text.isprintable():
        return text
    return _BREAK.sub(_INDENT, _UNSAFE.sub(_escaped, text))


def _without_values(match: re.Match[str]) -> str:
    if match[2] is None:
        return match[0]
    query = match[2].rstrip(_CLOSING)
    return f"{match[1]}?{_PART.sub(_without_value, query)}{match[2][len(query) :]}"


def _without_value(part: re.Match[str]) -> str:
    name, named, value = part[0].partition("=")
    if not named:  # a part that is one value
        name, value = "", part[0]
    return part[0] if not value or _SHORT_NUMBER.fullmatch(value) else f"{name}{named}…"


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
