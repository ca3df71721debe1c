"""Names for the ways in which a request can fail, short enough to be stats keys."""

from __future__ import annotations

from typing import Final

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.refusal import Refused

_REASONS: Final[tuple[tuple[type[Exception], str], ...]] = (
    (CannotResolveHostError, "dns"),
    (DownloadTimeoutError, "timeout"),
    (DownloadConnectionRefusedError, "connection"),
    (DownloadCancelledError, "too_large"),  # DOWNLOAD_MAXSIZE is the only one that cancels
    (ResponseDataLossError, "cut_off"),
    (DownloadFailedError, "connection"),
    (UnsupportedURLSchemeError, "scheme"),
    (OSError, "connection"),
)


def reason_of(error: BaseException | None) -> str:
    """`http_404`, `robots`, `offsite`, `redirect_loop`, `timeout` …; `error` for what has no name here."""
    if isinstance(error, HttpError):
        return f"http_{error.response.status}"
    if isinstance(error, Refused):
        return error.reason
    for kind, reason in _REASONS:
        if isinstance(error, kind):
            return reason
    if isinstance(error, IgnoreRequest):
        # Scrapy tells its own apart by their message alone.
        message = str(error)
        if message.startswith("Filtered offsite"):
            return "offsite"
        return "ignored"
    return "error"
