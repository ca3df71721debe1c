"""Addresses: resolved against their page, checked, and brought to one form for comparison.

The rules are those of the WHATWG URL standard as far as they matter for links in the wild (white space
and control characters, backslashes, names beyond ASCII), on top of `urllib.parse`.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

MAX_LENGTH: Final = 8_000
"""Longest address taken, in characters: four times what the sitemap protocol allows, and what common servers
accept in a request line."""

_PORTS: Final = {"http": 80, "https": 443}
_BLANK_ENDS: Final = "".join(map(chr, range(0x21))) + "\x7f\xa0\u200b\u200e\u200f\u2028\u2029\ufeff"
_BREAKS: Final = {ord(char): None for char in "\t\n\r"}
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30}):")
_ESCAPE: Final = re.compile(r"%[0-9a-fA-F]{2}")
_HOST: Final = re.compile(r"[a-z0-9_-][a-z0-9._-]{0,252}|\[[0-9a-f:.]{2,45}\]")
_PLAIN: Final = re.compile(
    r"https?://[a-z0-9-][a-z0-9.-]{0,252}/[\w/%:@!$&'()*+,;=~.-]*(?:\?[\w/%:@!$&'()*+,;=~.?-]*)?", re.ASCII
)
"""An address that needs nothing done, as nearly all in sitemaps are; no part of it can match in two ways."""

_PATH_SAFE: Final = "%/:@!$&'()*+,;=~-._"
_QUERY_SAFE: Final = _PATH_SAFE + "?"

_TRACKING: Final = re.compile(
    r"(?:utm_.*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|li_fat_id"
    r"|mc_cid|mc_eid|_ga|_gl|mkt_tok|srsltid|vero_id|vero_conv|oly_enc_id|oly_anon_id|rb_clickid|s_cid"
    r"|_hsenc|_hsmi|__hssc|__hstc|__hsfp|hsctatracking|wickedid|ns_mchannel|ns_source|ns_campaign"
    r"|ns_linkname|ns_fee)",
    re.IGNORECASE,
)
"""Parameters that name the click, not the page: Google Analytics and Ads, Meta, Microsoft, Yandex, X, TikTok,
LinkedIn, Mailchimp, Marketo, HubSpot, Vero, Omeda, comScore. Each vendor documents its own as having no
effect on the page. `ref`, `src`, `id`, `cid` and their like are not among them: somewhere they choose the
page."""


def resolve(base: str, href: str) -> tuple[str | None, str]:
    """The absolute http(s) address that `href` means on a page at `base`, without its fragment, in ASCII.

    Gives the address and an empty string, or None and, in a few words, why there is none
    (`"mailto: address"`, `"unreadable address"`). Never raises.
    """
    if len(href) <= MAX_LENGTH and _PLAIN.fullmatch(href):
        return href, ""
    link = href.strip(_BLANK_ENDS).translate(_BREAKS)
    scheme = _SCHEME.match(link)
    if scheme and scheme[1].lower() not in _PORTS:
        return None, f"{scheme[1].lower()}: address"
    if len(link) > MAX_LENGTH:
        return None, f"address over {MAX_LENGTH:,} characters"
    try:
        # Browsers read a backslash as a slash, but only before the query.
        path, mark, query = link.partition("?")
        parts = urlsplit(urljoin(base, path.replace("\\", "/") + mark + query))
        host = _host(parts)
    except ValueError:  # an IPv6 host left open, a port that is no number, a name that IDNA refuses
        return None, "unreadable address"
    if parts.scheme not in _PORTS:
        return None, f"{parts.scheme}: address" if parts.scheme else "address without a scheme"
    if host is None:
        return None, "address without a host"
    url = urlunsplit(
        (parts.scheme, host, _quoted(parts.path, _PATH_SAFE) or "/", _quoted(parts.query, _QUERY_SAFE), "")
    )
    return url, ""


def normalize_url(url: str) -> str:
    """One form of an address, to find duplicates by. Idempotent; never raises.

    Scheme and host in lower case, no default port, no fragment, percent escapes in upper case, parameters
    that only track a click dropped. Nothing that may choose another page is touched: neither a trailing
    slash nor `www.`, neither the order nor the case of what is left. What is no http(s) address comes back
    as it is, less blanks around it. The address stays one to fetch, unlike the form of
    `output.urls.normalise`, which goes further and is what ids are made from.

    >>> normalize_url("HTTPS://News.Example:443/a%2fb/?id=3&utm_source=x#top")
    'https://news.example/a%2Fb/?id=3'
    """
    absolute, _ = resolve("", url)
    if absolute is None:
        return url.strip(_BLANK_ENDS)
    parts = urlsplit(absolute)
    query = "&".join(
        pair for pair in parts.query.split("&") if pair and not _TRACKING.fullmatch(pair.partition("=")[0])
    )
    plain = urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
    return _ESCAPE.sub(lambda escape: escape[0].upper(), plain)


def site_host(url: str) -> str:
    """The host of an address without a leading `www.`; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def same_site(one: str, other: str) -> bool:
    """Whether one of two addresses stands on the other's host or on a host below it."""
    a, b = site_host(one), site_host(other)
    return bool(a and b) and (a == b or a.endswith("." + b) or b.endswith("." + a))


class Refused:
    """Counts addresses that were left out, by reason, to say so in one line."""

    def __init__(self) -> None:
        self._reasons: Counter[str] = Counter()

    def take(self, base: str, href: str) -> str | None:
        """`href` resolved against `base`; None, and one more on the count, where that gives no http(s)
        address."""
        address, reason = resolve(base, href)
        if address is None:
            self._reasons[reason] += 1
        return address

    def add(self, reason: str) -> None:
        self._reasons[reason] += 1

    def problems(self, url: str) -> tuple[str, ...]:
        """One line for the document at `url`, or none."""
        if not self._reasons:
            return ()
        # a hostile page can name thousands of schemes: the six most frequent are told
        told = ", ".join(f"{reason} ×{count:,}" for reason, count in self._reasons.most_common(6))
        more = f" and {len(self._reasons) - 6} other reasons" if len(self._reasons) > 6 else ""
        return (f"{url}: {self._reasons.total():,} left out: {told}{more}",)


def _host(parts: SplitResult) -> str | None:
    """Host and port in lower-case ASCII, with a user part kept. ValueError where it is none."""
    name = parts.hostname
    if not name:
        return None
    if not name.isascii():
        name = name.encode("idna").decode("ascii")
    if ":" in name:
        name = f"[{name}]"
    if not _HOST.fullmatch(name):
        raise ValueError("a host name of other characters")
    port = parts.port
    if port is not None and port != _PORTS.get(parts.scheme):
        name = f"{name}:{port}"
    user, mark, _ = parts.netloc.rpartition("@")
    return f"{_quoted(user, _PATH_SAFE.replace('/', '').replace('@', ''))}@{name}" if mark else name


def _quoted(text: str, safe: str) -> str:
    """Percent-escapes blanks, controls and what is not ASCII; escapes that stand there already stay."""
    return quote(text, safe=safe, errors="replace")
