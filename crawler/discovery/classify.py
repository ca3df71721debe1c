"""What a link leads to, told from its address alone."""

from __future__ import annotations

from cleaners.address import classify
from crawler.discovery.addresses import resolve
from crawler.discovery.model import PageKind


def classify_url(url: str) -> PageKind:
    """What the address leads to, as far as it tells; `unknown` where it does not. Never raises.

    The address is brought to the form that a crawl would ask for before it is judged.

    >>> classify_url(" HTTPS://news.example/2026/10/02/judge-rules-on-appeal/")
    'article'
    """
    address, _ = resolve("", url)
    return "unknown" if address is None else classify(address)
