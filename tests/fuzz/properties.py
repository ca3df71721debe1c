"""What has to hold of any input at all, as properties over made-up documents, dates and addresses.

Each check takes one input and raises where the property does not hold. `test_fuzz.py` runs each for a moment,
and on the inputs in `failed/` that once broke one; `make fuzz` runs them for minutes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final
from urllib.parse import urlsplit

from hypothesis import strategies as st

from cleaners import REASONS, clean
from crawler.discovery import (
    Found,
    classify_page,
    classify_url,
    find_sources,
    normalize_url,
    parse_date,
    read_feed,
    read_front,
    read_sitemap,
    sitemaps_in_robots,
)
from crawler.discovery.addresses import resolve
from crawler.guards import has_credentials, literal_address
from crawler.safelog import harmless
from crawler.sample.site import answers
from crawler.traps import Traps
from crawler.unpacking import unpack
from output.urls import host, normalise

PAGE: Final = "https://news.example/2026/05/judge-rules-on-appeal/"

_FRAGMENTS: Final = (
    b"<html>", b"<body>", b"</body></html>", b"<p>", b"</p>", b"<div class='promo'>", b"</div>", b"<article>", b"</article>",
    b"<h1>", b"<a href='", b"'>", b"</a>", b"<!--", b"-->", b"<script type='application/ld+json'>", b"</script>",
    b'{"@type": "NewsArticle", "headline": "x", "datePublished": "2026-05-04T10:00:00Z", "author": [', b"]}", b"<template>",
    b"<table><tr><td>", b"<meta property='article:published_time' content='", b"<title>", b"</title>", b"<br>", b"&nbsp;",
    b"&#27;", b"&#xd800;", b"&", b"<", b">", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80", b"\x1b[2J", b"\r\n",
    b"<?xml version='1.0' encoding='", b"utf-16", b"?>", b"<urlset>", b"</urlset>", b"<url><loc>", b"</loc></url>", b"<sitemapindex>",
    b"<sitemap><loc>", b"<rss><channel>", b"<item><link>", b"</link></item>", b"<![CDATA[", b"]]>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"https://news.example/2026/05/judge-rules-on-appeal/", b"javascript:alert(1)", b"//[", b"Sitemap: ", b"User-agent: *\nDisallow: /",
    b"The court listened to a witness for two hours and told both sides to file what they had left to say. ",
    b"Sign up for our free newsletter. ", b"By Ada Bench", b"\x1f\x8b\x08\x00", b"2026-05-04", b"Mon, 04 May 2026 10:00:00 EST",
)  # fmt: skip


@cache
def seeds() -> tuple[bytes, ...]:
    """Documents of the sample site: pages, feeds, sitemaps, robots.txt."""
    found = {answer.body for answer in answers("https://news.example").values() if answer.status == 200}
    return tuple(sorted(found, key=lambda body: (len(body), body)))


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """A heap of fragments, or a sound document with some of its bytes cut, doubled, moved or overwritten."""
    piece = st.one_of(st.sampled_from(_FRAGMENTS), st.binary(max_size=12), st.text(max_size=12).map(_encoded))
    if draw(st.booleans()):
        return b"".join(draw(st.lists(piece, max_size=40)))
    body = draw(st.sampled_from(seeds()))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(body)))
        end = min(len(body), start + draw(st.integers(0, 400)))
        change = draw(st.integers(0, 3))
        middle = (b"", body[start:end] * 2, draw(piece), body[start:end] + draw(piece))[change]
        body = body[:start] + middle + body[end:]
    return body


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


_URL_PARTS: Final = (
    "https://", "HTTP://", "//", "news.example", "www.", "127.0.0.1", "[::1]", "0x7f.1", ":80", ":x", "@", "me:pw@", "/", "/a/", "..", "?", "&", "=",
    "p=1", "utm_source=x", "PHPSESSID=abc", ";jsessionid=1", "#", "%", "%2F", "%zz", "ä", "\u2028", "\ud800", "\\", " ", "\t", "\n", "\0",
    "javascript:", "data:", "file:", "2026", "05", "judge-rules-on-appeal", "tag", "page", "ﬀ", "。", "xn--",
)  # fmt: skip
URLS: Final = st.one_of(st.lists(st.sampled_from(_URL_PARTS), max_size=14).map("".join), st.text(max_size=40))
_DATE_PARTS: Final = (
    "2026", "05", "04", "-", "/", ".", ":", " ", "T", "Z", "+02:00", "EST", "Mon", "May", ",", "10", "99", "0", "AM", "pm", "year", "٣", "1e9",
)  # fmt: skip
DATES: Final = st.one_of(
    st.lists(st.sampled_from(_DATE_PARTS), max_size=14).map("".join), st.text(max_size=90)
)
_CONTROL: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def check_clean(body: bytes) -> None:
    """An article or a reason, and text that encodes and steers nothing."""
    for content_type in ("text/html", "", "text/html; charset=utf-16"):
        cleaned = clean(body, url=PAGE, content_type=content_type)
        assert cleaned.reason is None or (cleaned.reason in REASONS and not cleaned.text)
        assert cleaned.reason or cleaned.text.strip()
        for text in (cleaned.text, cleaned.title, cleaned.standfirst):
            assert not _CONTROL.search(text)
            text.encode()


def check_discovery(body: bytes) -> None:
    """What is found are addresses to ask for."""
    for found in (read_feed(body, url=PAGE), read_sitemap(body, url=PAGE), read_front(body, url=PAGE)):
        _check_found(found)
    sources = find_sources(body, url=PAGE)
    for url in (*sources.feeds, *sources.sitemaps, *sources.fronts, *sitemaps_in_robots(body, url=PAGE)):
        _check_address(url)
    classify_page(body, url=PAGE, content_type="text/html")


def _check_found(found: Found) -> None:
    for entry in (*found.entries, *found.children):
        _check_address(entry.url)
        for moment in (entry.published, entry.modified):
            assert moment is None or moment.utcoffset() is not None
        if entry.title is not None and entry.via == "feed":
            assert entry.title.isprintable()
    assert all(PAGE in problem for problem in found.problems)


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    assert parts.scheme in {"http", "https"}
    assert parts.hostname
    assert url.isascii()
    assert not re.search(r"[\x00-\x20\x7f]", url)


def check_url(url: str) -> None:
    """Forms of addresses are stable, and nothing that is no web address is asked for."""
    address, why = resolve(PAGE, url)
    assert (address is None) == bool(why)
    if address is not None:
        _check_address(address)
        assert resolve(PAGE, address) == (address, "")
    plain = normalize_url(url)
    assert normalize_url(plain) == plain
    normalise(url)
    if address is not None:
        form = normalise(address)
        assert form.startswith("www.") or normalise(f"https://{form}") == form
        assert normalise(normalize_url(address)) == form
    classify_url(url)
    has_credentials(url)
    literal_address(host(url))
    Traps().caught(url)


def check_date(text: str) -> None:
    moment = parse_date(text)
    assert moment is None or (moment.utcoffset() is not None and 1900 <= moment.year < 2200)
    if moment is not None:
        assert parse_date(moment.isoformat()) == moment


def check_log(text: str) -> None:
    written = harmless(text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff]", written)
    assert all(line.startswith("    ") for line in written.split("\n")[1:] if line)


def check_unpacking(body: bytes) -> None:
    for coding in ("gzip", "deflate", "br", "zstd"):
        assert len(unpack(body, [coding], limit=1 << 20).body) <= 1 << 20


PROPERTIES: Final[dict[str, tuple[st.SearchStrategy[Any], Callable[[Any], None]]]] = {
    "clean": (documents(), check_clean),
    "discovery": (documents(), check_discovery),
    "url": (URLS, check_url),
    "date": (DATES, check_date),
    "log": (st.one_of(URLS, st.text()), check_log),
    "unpacking": (documents(), check_unpacking),
}
"""By name: what is made up, and what has to hold of it."""


def saved(value: bytes | str) -> bytes:
    """An input as the bytes of a file in `failed/`."""
    return value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")


def loaded(name: str, content: bytes) -> bytes | str:
    """The input again, for the property `name`."""
    return (
        content if name in {"clean", "discovery", "unpacking"} else content.decode("utf-8", "surrogatepass")
    )
