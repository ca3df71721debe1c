from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from scrapy.settings import default_settings
from scrapy.utils.misc import load_object

from crawler import settings

OWN = {
    "CORPUS_DIR", "SHARD_SIZE", "SHARD_COMPRESSION", "ARCHIVE_PAGES", "CONTACT", "ALLOW_PRIVATE_ADDRESSES",
    "CLEANING_WORKERS", "SUMMARY", "LOG_JSON", "OPT_OUTS", "OPT_OUT_PURPOSES", "CRAWL_DELAY_MAX", "HOST_MAX_ERRORS", "HOST_ERROR_BUDGET", "HOST_MAX_REQUESTS", "RETRY_AFTER_MAX", "ROBOTSTXT_RETRY_DELAYS",
}  # fmt: skip
SET = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}


@pytest.mark.parametrize("name", sorted(SET))
def test_a_setting_is_scrapys_or_our_own(name: str) -> None:
    assert name in OWN or hasattr(default_settings, name)


@pytest.mark.parametrize("name", sorted(set(SET) - OWN))
def test_a_setting_differs_from_scrapys_default(name: str) -> None:
    assert SET[name] != getattr(default_settings, name)


def components() -> Iterator[str]:
    for name in ("DOWNLOADER_MIDDLEWARES", "ITEM_PIPELINES", "EXTENSIONS"):
        yield from SET[name]
    yield SET["TWISTED_DNS_RESOLVER"]
    yield SET["SCHEDULER_MEMORY_QUEUE"]
    yield SET["SCHEDULER_DISK_QUEUE"]


@pytest.mark.parametrize("path", list(components()))
def test_a_component_is_there(path: str) -> None:
    assert load_object(path) is not None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ROBOTSTXT_OBEY", True),
        ("CONCURRENT_REQUESTS", 1),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", 1),
        ("DOWNLOAD_VERIFY_CERTIFICATES", True),
        ("ALLOW_PRIVATE_ADDRESSES", False),
        ("TELNETCONSOLE_ENABLED", False),
        ("REMOTE_CONTROL_ENABLED", False),
        ("COOKIES_ENABLED", False),
        ("DOWNLOAD_HANDLERS", dict.fromkeys(("data", "file", "ftp", "s3"))),
    ],
)
def test_the_project_is_polite_and_closed(name: str, value: Any) -> None:
    assert SET[name] == value


def test_no_replaced_middleware_is_left_in_place() -> None:
    base = default_settings.DOWNLOADER_MIDDLEWARES_BASE
    replaced = {path for path, order in SET["DOWNLOADER_MIDDLEWARES"].items() if order is None}
    assert replaced <= set(base)
    ours = {path: order for path, order in SET["DOWNLOADER_MIDDLEWARES"].items() if order is not None}
    assert min(ours, key=ours.__getitem__) == "crawler.guards.AddressGuard"
    new = {
        "crawler.guards.AddressGuard",
        "crawler.guards.CredentialGuard",
        "crawler.politeness.backoff.BackOff",
        "crawler.proxyguard.ProxyGuard",
    }
    assert sorted(order for path, order in ours.items() if path not in new) == sorted(
        base[path] for path in replaced
    )
    # what a host says has to be heard before Scrapy asks again, or follows
    assert ours["crawler.politeness.backoff.BackOff"] > max(
        base["scrapy.downloadermiddlewares.retry.RetryMiddleware"],
        ours["crawler.middlewares.CountedRedirect"],
    )
    # and the proxy is known only behind the middleware that chooses it
    assert (
        ours["crawler.proxyguard.ProxyGuard"]
        > base["scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware"]
    )
