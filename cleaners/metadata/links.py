"""Addresses as pages state them, to absolute ones."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

MAX_LINK: Final = 4096
"""Characters of an address; longer ones are none that anybody meant."""

# Addresses that joining leaves as they are, most of those on a page: it takes ten times as long as to see so.
_ORIGIN: Final = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?=/)")
_ROOTED: Final = re.compile(r"/[^?#;\[\]]*(?:\?[^#;\[\]]+)?")
# The parts of most addresses; urlsplit takes five times as long.
_SPLIT: Final = re.compile(r"https?://([a-z0-9.-]+)(?::[0-9]+)?(?:(/[^?#\s]*)(?:\?([^#\s]*))?)?")
_WHOLE: Final = re.compile(_ORIGIN.pattern + _ROOTED.pattern)


def absolute(link: str, base: str) -> str | None:
    """The http(s) address that a link means on a page, None for one that means none (`data:`, broken …).

    Where `base` is empty, a relative link stays as it is.
    """
    link = "".join(link.split())  # browsers take line ends and tabs out of addresses
    if not link or link.startswith("#") or len(link) > MAX_LINK:
        return None
    if _WHOLE.fullmatch(link):
        return link
    # what begins with a slash is joined by hand, unless it has steps to resolve
    rooted = link[0] == "/" != link[1:2] and "/." not in link and _ROOTED.fullmatch(link)
    if rooted and (origin := _ORIGIN.match(base)):
        return origin[0] + link
    try:
        joined = urljoin(base, link)
        parts = urlsplit(joined)
    except ValueError:
        return None
    if not parts.scheme and not base:
        return joined
    return joined if parts.scheme in ("http", "https") and parts.netloc else None


def split(url: str) -> tuple[str, str, str]:
    """Host, path and query; empty ones for an address that is broken."""
    if match := _SPLIT.fullmatch(url):
        return match[1], match[2] or "", match[3] or ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", "", ""
    return parts.hostname or "", parts.path, parts.query


def host_of(url: str) -> str:
    """The host without `www.`, empty for none."""
    return split(url)[0].removeprefix("www.")


def path_of(url: str) -> str:
    """The path without a slash at its end, empty for the root."""
    return split(url)[1].rstrip("/")


def same_page(one: str, other: str) -> bool:
    """Whether two addresses name the same page, but for scheme, `www.`, query and a slash at the end."""
    return path_of(one) == path_of(other) and (
        host_of(one) == host_of(other) or not (host_of(one) and host_of(other))
    )
