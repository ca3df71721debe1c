from __future__ import annotations

from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import NotConfigured
from scrapy.utils.test import get_crawler
from twisted.internet._resolver import SimpleResolverComplexifier  # what Twisted wraps a resolver in
from twisted.internet.defer import Deferred, succeed
from twisted.internet.endpoints import HostnameEndpoint
from twisted.internet.error import DNSLookupError
from twisted.internet.protocol import Factory
from twisted.internet.testing import MemoryReactorClock

from crawler.guards import (
    AddressGuard,
    CredentialGuard,
    PublicResolver,
    RefusedAddress,
    RefusedCredentials,
    is_public,
    literal_address,
)

PRIVATE = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f.1",
    "0177.0.0.1",
    "0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.0.8",
    "224.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[fe80::1%eth0]",
    "[fc00::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:a9fe:a9fe]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
    "[fec0::1]",
    "[::127.0.0.1]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b:1::7f00:1]",
    "[5f00::1]",
    "[3fff::1]",
    "\uff11\uff12\uff17.0.0.1",
    "127\u30020\u30020\u30021",
]


@pytest.mark.parametrize("host", PRIVATE)
def test_a_private_address_is_known_in_every_form(host: str) -> None:
    address = literal_address(host)
    assert address is not None
    assert not is_public(address)


@pytest.mark.parametrize(
    "host", ["1.1.1.1", "[2606:4700:4700::1111]", "[::ffff:1.1.1.1]", "[64:ff9b::101:101]"]
)
def test_a_public_address_is_known(host: str) -> None:
    address = literal_address(host)
    assert address is not None
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["", "news.example", "127.example", "1.2.3.4.5", "localhost", "x\ud800y", "\0", "127.0.0.1\0"]
)
def test_a_name_is_no_address(host: str) -> None:
    assert literal_address(host) is None


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "2130706433", "[::1]", "169.254.169.254"])
def test_a_request_to_a_private_address_is_refused(host: str) -> None:
    guard = AddressGuard.from_crawler(get_crawler())
    with pytest.raises(RefusedAddress, match=r"ALLOW_PRIVATE_ADDRESSES"):
        guard.process_request(Request(f"http://{host}:8080/latest/meta-data"))


def test_a_request_to_a_name_or_public_address_passes() -> None:
    guard = AddressGuard.from_crawler(get_crawler())
    guard.process_request(Request("https://news.example/"))
    guard.process_request(Request("https://1.1.1.1/"))


def test_the_guard_is_off_where_private_addresses_are_allowed() -> None:
    with pytest.raises(NotConfigured):
        AddressGuard.from_crawler(get_crawler(settings_dict={"ALLOW_PRIVATE_ADDRESSES": True}))


def resolve(monkeypatch: pytest.MonkeyPatch, name: str, address: str, **settings: Any) -> Any:
    def answer(*_: object) -> Deferred[str]:
        return succeed(address)

    monkeypatch.setattr("scrapy.resolver.CachingThreadedResolver.getHostByName", answer)
    # without a reactor: nothing is looked up here
    resolver = PublicResolver.from_crawler(get_crawler(settings_dict=settings), None)  # type: ignore[arg-type]
    outcome: list[Any] = []
    resolver.getHostByName(name).addBoth(outcome.append)
    return outcome[0]


def test_a_name_that_leads_to_a_private_address_is_refused(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    failure = resolve(monkeypatch, "inside.example", "10.0.0.7")
    assert failure.check(DNSLookupError)
    assert "inside.example" in caplog.text
    assert "10.0.0.7" in caplog.text


@pytest.mark.parametrize(
    ("name", "address", "settings"),
    [
        ("news.example", "1.1.1.1", {}),
        ("inside.example", "10.0.0.7", {"ALLOW_PRIVATE_ADDRESSES": True}),
        ("127.0.0.1", "127.0.0.1", {}),  # the guard judges it, by the setting of the crawl
    ],
)
def test_other_names_are_resolved(
    monkeypatch: pytest.MonkeyPatch, name: str, address: str, settings: dict[str, Any]
) -> None:
    assert resolve(monkeypatch, name, address, **settings) == address


def test_what_is_connected_to_is_the_very_address_that_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that has a public address first and a private one at the second look-up."""
    answers = ["1.1.1.1", "127.0.0.1"]

    def answer(*_: object) -> Deferred[str]:
        return succeed(answers.pop(0))

    monkeypatch.setattr("scrapy.resolver.CachingThreadedResolver.getHostByName", answer)
    reactor: Any = MemoryReactorClock()
    reactor.nameResolver = SimpleResolverComplexifier(
        PublicResolver.from_crawler(get_crawler(), reactor)  # type: ignore[no-untyped-call]
    )
    failures = []
    for _ in range(2):
        HostnameEndpoint(reactor, "changing.example", 80).connect(Factory()).addErrback(failures.append)
        reactor.advance(1)
    assert [client[:2] for client in reactor.tcpClients] == [("1.1.1.1", 80)]
    assert not answers
    assert len(failures) == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://me:pw@news.example/",
        "http://me@1.1.1.1/x",
        "https://@news.example/",
        "http://a@b@c.example/?q",
    ],
)
def test_an_address_with_a_user_name_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(RefusedCredentials) as refused:
        CredentialGuard().process_request(Request(url))
    assert "me" not in str(refused.value).replace("user name", "")
    assert "pw" not in str(refused.value)


@pytest.mark.parametrize("url", ["https://news.example/@me", "https://news.example/?to=a@b.example"])
def test_a_sign_elsewhere_in_an_address_is_none(url: str) -> None:
    CredentialGuard().process_request(Request(url))
