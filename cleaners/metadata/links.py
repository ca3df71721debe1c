"""Addresses as pages state them, to absolute ones."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

# Addresses that joining leaves as they are, most of those on a page: it takes ten times as long as to see so.
_WHOLE: Final = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?/[^?#;\[\]]*(?:\?[^#;\[\]]+)?")


def absolute(link: str, base: str) -> str | None:
    """The http(s) address that a link means on a page, None for one that means none (`data:`, broken …).

    Where `base` is empty, a relative link stays as it is.
    """
    link = "".join(link.split())  # browsers take line ends and tabs out of addresses
    if not link or link.startswith("#") or len(link) > 4096:
        return None
    if _WHOLE.fullmatch(link):
        return link
    try:
        joined = urljoin(base, link)
        parts = urlsplit(joined)
    except ValueError:
        return None
    if not parts.scheme and not base:
        return joined
    return joined if parts.scheme in ("http", "https") and parts.netloc else None


def host_of(url: str) -> str:
    """The host without `www.`, empty for none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def path_of(url: str) -> str:
    """The path without a slash at its end, empty for the root."""
    try:
        return urlsplit(url).path.rstrip("/")
    except ValueError:
        return ""


def same_page(one: str, other: str) -> bool:
    """Whether two addresses name the same page, but for scheme, `www.`, query and a slash at the end."""
    return path_of(one) == path_of(other) and (
        host_of(one) == host_of(other) or not (host_of(one) and host_of(other))
    )
