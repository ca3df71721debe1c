"""With a proxy set, a page cannot make the crawler ask it for a private address either."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from crawls import AT_ONCE, crawl
from faultserver import serve_faults
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError, NotConfigured
from scrapy.utils.test import get_crawler

from crawler.guards import RefusedAddress, proxy_hosts
from crawler.proxyguard import ProxyGuard

PROXY = {"proxy": "http://proxy.example:3128"}


def ask(url: str, *answers: set[str], proxied: bool = True) -> int:
    """Asks through the guard; `answers` are those of the look-ups, one after the other. How many were used."""
    left = list(answers)

    async def look_up(_: str) -> set[str]:
        if not left:
            raise OSError("no such name")
        return left.pop(0)

    guard = ProxyGuard(look_up)
    for _ in range(max(1, len(answers))):
        asyncio.run(guard.process_request(Request(url, meta=PROXY if proxied else {})))
    return len(answers) - len(left)


def test_a_public_name_is_asked_of_the_proxy() -> None:
    assert ask("https://news.example/", {"1.1.1.1", "2606:4700:4700::1111"}) == 1


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "fe80::1", "::ffff:10.0.0.1"]
)
def test_a_name_with_a_private_address_is_not(address: str) -> None:
    with pytest.raises(RefusedAddress, match=r"inside\.example"):
        ask("https://inside.example/", {"1.1.1.1", address})


def test_each_request_is_looked_up_anew() -> None:
    with pytest.raises(RefusedAddress):
        ask("https://changing.example/", {"1.1.1.1"}, {"127.0.0.1"})


def test_a_name_that_cannot_be_seen_is_not_asked() -> None:
    with pytest.raises(CannotResolveHostError):
        ask("https://nowhere.example/")


def test_without_a_proxy_the_resolver_judges() -> None:
    assert ask("https://inside.example/", {"10.0.0.7"}, proxied=False) == 0


def test_the_proxy_itself_is_no_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://me:pw@Inside-Proxy.example:3128")
    assert "inside-proxy.example" in proxy_hosts()
    with pytest.raises(RefusedAddress, match="the proxy"):
        ask("http://inside-proxy.example:3128/", proxied=False)


def test_the_guard_is_off_where_private_addresses_are_allowed() -> None:
    with pytest.raises(NotConfigured):
        ProxyGuard.from_crawler(get_crawler(settings_dict={"ALLOW_PRIVATE_ADDRESSES": True}))


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433"])
def test_a_crawl_with_a_proxy_asks_it_for_nothing_private(
    host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve_faults() as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.setenv("no_proxy", "")
        run = crawl(
            "news",
            tmp_path,
            "-a",
            f"url=http://{host}:8080/",
            "-s",
            "HTTPPROXY_ENABLED=True",
            "-s",
            "CONTACT=who@news.example",
            *AT_ONCE,
        )
        assert not proxy.asked
    assert run.code == 1
    assert run.stats["source_failed/home/private_address"] == 1
