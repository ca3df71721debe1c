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

_AGENT: Final = re.compile(r"(user-?agent[ \t]*:?[ \t]*)([^#]*)", re.IGNORECASE)
# Of a line without white space around it: a name that is none of those known here, also misspelt as usual.
_UNKNOWN: Final = re.compile(
    r"(?!(?:allow|dis+al+[ao]w|diasllow|user[- ]?agent|crawl[- ]delay|request[- ]rate|visit[- ]time"
    r"|host|site-?maps?|content-signal|content-usage)[\s:])[^:#]*:",
    re.IGNORECASE,
)
_TOKEN: Final = re.compile(r"[A-Za-z_-]+")
_OTHER: Final = "another--"  # no name of ours begins with it


class RobotsRules:
    """What a robots.txt says to `product` (the product token of a User-Agent)."""

    def __init__(self, body: bytes, product: str) -> None:
        self.body = body
        # every end of a line that Python knows, as Protego reads them
        lines = map(str.strip, body[:MAX_BYTES].decode("utf-8-sig", "replace").splitlines())
        self._product = product
        self._rules = Protego.parse(
            "\n".join(_read(line, product) for line in lines if not _UNKNOWN.match(line))
        )

    def allowed(self, url: str) -> bool:
        """Whether the address may be asked for."""
        return bool(self._rules.can_fetch(url, self._product))

    def crawl_delay(self) -> float | None:
        """Seconds between two requests, where the file asks for some."""
        delay = self._rules.crawl_delay(self._product)
        return None if delay is None else float(delay)


def _read(line: str, product: str) -> str:
    agent = _AGENT.match(line)
    return line if agent is None else agent[1] + _named(agent[2], product)


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
