from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from output import article_id
from output.urls import host, normalise


@pytest.mark.parametrize(
    "variant",
    [
        "https://example.org/2026/court-rules",
        "http://example.org/2026/court-rules/",
        "https://www.example.org/2026/court-rules",
        "HTTPS://WWW.Example.ORG:443/2026/court-rules#comments",
        "http://example.org:80/2026/court-rules",
        "https://user:secret@example.org./2026/court-rules",
        "https://example.org/2026/court-rules?utm_source=x&fbclid=1&UTM_Medium=y",
        "https://example.org/2026/court%2Drules?",
        " https://example.org/2026/court-rules ",
    ],
)
def test_variants_of_an_address_have_one_id(variant: str) -> None:
    assert normalise(variant) == "example.org/2026/court-rules"
    assert article_id(variant) == article_id("https://example.org/2026/court-rules")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://e.org/?a=1&b=2", "https://e.org/?b=2&a=1"),
        ("https://e.org/caf%c3%a9", "https://e.org/café"),
        ("https://bücher.example/", "https://xn--bcher-kva.example"),
        ("https://e.org/a b", "https://e.org/a%20b"),
    ],
)
def test_the_same_page(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://e.org/?id=1", "https://e.org/?id=2"),
        ("https://e.org/A", "https://e.org/a"),
        ("https://e.org/a%2Fb", "https://e.org/a/b"),
        ("https://e.org/?q=a%26b", "https://e.org/?q=a&b"),
        ("https://e.org:8080/", "https://e.org/"),
        ("https://news.e.org/", "https://e.org/"),
        ("ftp://e.org/a", "https://e.org/a"),
    ],
)
def test_another_page(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    "url", ["", "no address", "http://[", "https://e.org:99999/", "mailto:a@e.org", "http://"]
)
def test_what_is_no_address_stays(url: str) -> None:
    assert normalise(url) == url


@given(st.text(st.characters(codec=None)))
def test_normalising_never_raises_and_encodes(text: str) -> None:
    for url in (text, f"https://{text}", f"https://e.org/{text}"):
        assert normalise(url).encode() is not None
        assert isinstance(host(url), str)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.Example.org:8080/a", "example.org"),
        ("http://wwwx.org", "wwwx.org"),
        ("a/b", ""),
        ("", ""),
    ],
)
def test_host(url: str, expected: str) -> None:
    assert host(url) == expected
