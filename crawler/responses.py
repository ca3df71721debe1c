"""What a response says of itself: its headers, and whether it may be a page."""

from __future__ import annotations

from typing import Final, TypeAlias

from scrapy import Request
from scrapy.http import Response, TextResponse

_NO_TYPES: Final = frozenset({"", "application/octet-stream", "unknown/unknown"})
"""Content types that say nothing."""
STOPPED: Final = "download_stopped"
"""Scrapy's flag of an answer that was stopped from here."""

_NOT_WHOLE: Final = frozenset({"partial", "dataloss", STOPPED, "cached"})
"""Scrapy's flags of answers whose end, or whose transfer, is not known."""
_OWN: Final = frozenset({"Cookie", "Authorization", "Proxy-Authorization"})

Headers: TypeAlias = tuple[tuple[str, str], ...]
"""Names and values, in order; a name may come again."""


def content_type(response: Response) -> str:
    """The header of that name, "" where there is none."""
    return (response.headers.get("Content-Type") or b"").decode("latin-1")


def headers_by_name(response: Response) -> dict[str, str]:
    """Headers by their name in lower case, several of one name joined by commas. Servers write bytes beyond
    ASCII in any encoding; they are read as latin-1, in which nothing is lost (RFC 9110 section 5.5)."""
    return {
        name.decode("latin-1").lower(): ",".join(
            value.decode("latin-1") for value in response.headers.getlist(name)
        )
        for name in response.headers
    }


RECEIVED: Final = "redline_received"
"""Key in the meta of a request: the headers of its answer, where a middleware has changed them since."""


def headers_of(message: Request | Response | None) -> Headers:
    """Names and values as they came, a repeated name as often as it came."""
    if isinstance(message, Response) and message.request and RECEIVED in message.request.meta:
        received: Headers = message.request.meta[RECEIVED]
        return received
    found = message.headers.items() if message is not None else ()
    headers = tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, values in found for value in values
    )
    return (*headers, ("Transfer-Encoding", "chunked")) if _was_chunked(message) else headers


def _was_chunked(message: Request | Response | None) -> bool:
    """Whether an answer came in chunks. Twisted keeps that header for itself, but only chunks have an end
    without a length: else the length is known, or the end is that of the connection (`partial`)."""
    return (
        isinstance(message, Response)
        and message.protocol == "HTTP/1.1"
        and not _NOT_WHOLE.intersection(message.flags)
        and not any(name in message.headers for name in ("Content-Length", "Transfer-Encoding"))
    )


def public(headers: Headers) -> Headers:
    """The headers of a request without those that are nobody else's business."""
    return tuple((name, value) for name, value in headers if name not in _OWN)


def may_be_html(response: Response) -> bool:
    """Whether a response may be a page: by its content type, or by its body where that says nothing."""
    kind = content_type(response).partition(";")[0].strip().lower()
    if kind in _NO_TYPES:
        return isinstance(response, TextResponse)
    return kind.startswith("text/") or kind.endswith("xml")
