"""robots.txt as RFC 9309 reads it. Bytes in; nothing here knows Scrapy.

Protego does the matching (longest path, `*`, `$`, escapes). Three things of the standard it reads otherwise
are put right before: a name with a version ("Redline/2.0") is that of the product, a name that only begins as
ours does ("Red") is another's, and a line that nobody knows ends no list of names (2.2.4).
"""

from __future__ import annotations

import re
from typing import Final

from protego import Protego

MAX_BYTES: Final = 512 * 1024
"""The standard asks for 500 KiB at least. What comes after is not read."""

MAX_AGE: Final = 24 * 3600.0
"""Seconds for which a file of rules is used."""

_AGENT: Final = re.compile(r"^([ \t]*user-?agent[ \t]*:?[ \t]*)([^#\r\n]*)", re.IGNORECASE | re.MULTILINE)
_UNKNOWN: Final = re.compile(  # possessive: it never goes back, so its time is that of the length
    r"^[ \t]*+(?!(?:allow|dis+al+[ao]w|diasllow|user[- ]?agent|crawl[- ]delay|request[- ]rate|visit[- ]time"
    r"|host|site-?maps?|content-signal|content-usage)[ \t:])[^\n:#]*+:[^\n]*+",
    re.IGNORECASE | re.MULTILINE,
)
_TOKEN: Final = re.compile(r"[A-Za-z_-]+")
_OTHER: Final = "another--"  # no name of ours begins with it


class RobotsRules:
    """What a robots.txt says to `product` (the product token of a User-Agent)."""

    def __init__(self, body: bytes, product: str) -> None:
        self.body = body
        text = body[:MAX_BYTES].decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
        self._product = product
        self._rules = Protego.parse(
            _AGENT.sub(lambda line: line[1] + _named(line[2], product), _UNKNOWN.sub("", text))
        )

    def allowed(self, url: str) -> bool:
        """Whether the address may be asked for."""
        return bool(self._rules.can_fetch(url, self._product))

    def crawl_delay(self) -> float | None:
        """Seconds between two requests, where the file asks for some."""
        delay = self._rules.crawl_delay(self._product)
        return None if delay is None else float(delay)


def _named(name: str, product: str) -> str:
    name = name.strip()
    if name.startswith("*"):
        return "*"
    if name.partition("/")[0].lower() == product.lower():  # a name with a digit in it, which no token has
        return product
    token = _TOKEN.match(name)
    if token is not None and token[0].lower() == product.lower():
        return product
    return f"{_OTHER}{name}"
