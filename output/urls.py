"""One form for all the addresses that lead to the same page."""

from __future__ import annotations

import re
import string
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit

# Added by mail, ad and social networks to tell where a click came from; none of them selects a page.
# Names as in the vendors' manuals and the removeparam rules of the AdGuard and ClearURLs filter lists.
# Whatever a crawl leaves out of the addresses it asks for has to be among them, so that a page of an archive
# has the id that it has when crawled.
TRACKING_PREFIXES: Final = ("utm_", "hsa_", "mtm_", "pk_", "at_custom", "__hs", "vero_")
TRACKING: Final = frozenset({
    "_ga", "_gl", "_hsenc", "_hsmi", "_openstat", "cmpid", "dclid", "fb_action_ids", "fb_action_types",
    "fb_source", "fbclid", "gad_source", "gbraid", "gclid", "gclsrc", "guccounter", "hsctatracking",
    "igsh", "igshid", "li_fat_id", "mc_cid", "mc_eid", "mibextid", "mkt_tok", "msclkid", "ns_campaign",
    "ns_fee", "ns_linkname", "ns_mchannel", "ns_source", "oly_anon_id", "oly_enc_id", "rb_clickid",
    "s_cid", "spm", "srsltid", "ttclid", "twclid", "wbraid", "wickedid", "yclid", "ysclid", "zanpid",
})  # fmt: skip

# Of a visit, not of a page: a site that puts one into its links has a new address for a page at each look.
SESSIONS: Final = frozenset({
    "aspsessionid", "cfid", "cftoken", "jsessionid", "phpsessid", "session_id", "sessionid", "sessid",
    "zenid",
})  # fmt: skip
_SESSION_IN_PATH: Final = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;?#]*", re.IGNORECASE)

_UNRESERVED: Final = frozenset(string.ascii_letters + string.digits + "-._~")  # RFC 3986 section 2.3
_ESCAPE: Final = re.compile(r"%([0-9A-Fa-f]{2})")


def well_formed(text: str) -> str:
    """`text` with surrogate pairs joined and lone surrogates replaced by U+FFFD, so that it encodes."""
    if text.isascii():
        return text
    try:
        text.encode()  # six times as fast as to look for surrogates
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def host(url: str) -> str:
    """The host of `url` in lower case, without "www." and port; "" where it has none."""
    parts = _split(url)
    return _host(parts) if parts else ""


def normalise(url: str) -> str:
    """The form of an http(s) address that its variants share, without the scheme: `host[:port]/path[?query]`.

    Equal come out: http and https, the default ports, the host with and without "www.", in any case, in
    Unicode or punycode; a trailing slash; the fragment; percent escapes in either case or of characters
    that need none (RFC 3986 section 6.2.2); the order of query parameters; tracking parameters; ids
    of a session.
    What is no http(s) address comes back as it is, less the white space around it. This form is for
    comparing and hashing: it is no address to fetch.
    """
    url = well_formed(url).strip()
    parts = _split(url)
    if parts is None:
        return url
    try:
        port = parts.port
    except ValueError:  # "host:80x": not a number, or over 65535
        return url
    name = _host(parts)
    where = (f"[{name}]" if ":" in name else name) + (f":{port}" if port not in {None, 80, 443} else "")
    path = _escaped(_SESSION_IN_PATH.sub("", parts.path), "/:@!$&'()*+,;=").rstrip("/")
    kept = sorted(_escaped(pair, "/:@!$'()*+,;=?") for pair in parts.query.split("&") if not _tracks(pair))
    return f"{where}{path}" + (f"?{'&'.join(kept)}" if kept else "")


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        found = parts.scheme in {"http", "https"} and parts.hostname
    except ValueError:  # an unclosed bracket of an IPv6 host
        return None
    return parts if found else None


def _host(parts: SplitResult) -> str:
    name = (parts.hostname or "").rstrip(".").removeprefix("www.")
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def _tracks(pair: str) -> bool:
    name = pair.partition("=")[0].lower()
    return not name or name in TRACKING or name in SESSIONS or name.startswith(TRACKING_PREFIXES)


def _escaped(part: str, safe: str) -> str:
    def escape(found: re.Match[str]) -> str:
        character = chr(int(found[1], 16))
        return character if character in _UNRESERVED else found[0].upper()

    return quote(_ESCAPE.sub(escape, part), safe=safe + "%")
