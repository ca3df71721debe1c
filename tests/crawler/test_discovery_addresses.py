"""Addresses and dates: one form for each, and never an exception."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.discovery import (
    classify_page,
    classify_url,
    find_sources,
    normalize_url,
    parse_date,
    read_feed,
    read_front,
    read_sitemap,
    same_site,
    site_host,
    sitemaps_in_robots,
    usual_feeds,
    usual_sitemaps,
)
from crawler.discovery.addresses import _TRACKING, MAX_LENGTH, resolve
from output.urls import normalise

BASE = "https://news.example/law/a?b=c"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("x", "https://news.example/law/x"),
        ("/x#y", "https://news.example/x"),
        ("?p=2", "https://news.example/law/a?p=2"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("HTTP://News.Example:80/X", "http://news.example/X"),
        ("https://news.example", "https://news.example/"),
        ("  https://news.example/a b\n", "https://news.example/a%20b"),
        ("https://news.exa\nmple/a\tb", "https://news.example/ab"),
        ("\u200bhttps://news.example/a\ufeff", "https://news.example/a"),
        ("\x00\x1fhttps://news.example/a", "https://news.example/a"),
        ("https:\\\\news.example\\a", "https://news.example/a"),
        ("https://bücher.example/ä?ö=%C3%BC", "https://xn--bcher-kva.example/%C3%A4?%C3%B6=%C3%BC"),
        ("https://news.example/50%/a%20b", "https://news.example/50%/a%20b"),
        ("https://news.example:8080/a", "https://news.example:8080/a"),
        ("https://[::1]:8000/a", "https://[::1]:8000/a"),
        ("https://me:pw@news.example/a", "https://me:pw@news.example/a"),
        ('/a"<b>', "https://news.example/a%22%3Cb%3E"),
    ],
)  # fmt: skip
def test_resolve(href: str, url: str) -> None:
    assert resolve(BASE, href) == (url, "")


@pytest.mark.parametrize(
    ("href", "reason"),
    [
        ("mailto:a@b", "mailto: address"),
        ("javascript:void(0)", "javascript: address"),
        (" java\nscript:x", "javascript: address"),
        ("data:text/html,x", "data: address"),
        ("file:///etc/passwd", "file: address"),
        ("https://[", "unreadable address"),
        ("https://news.example:port/", "unreadable address"),
        ("https://news example/", "unreadable address"),
        ("https://" + "ä" * 100 + ".example/", "unreadable address"),
        ("/" + "x" * MAX_LENGTH, "address over 8,000 characters"),
    ],
)
def test_refused(href: str, reason: str) -> None:
    assert resolve(BASE, href) == (None, reason)


def test_refused_without_a_base() -> None:
    assert resolve("", "https:///x") == (None, "address without a host")
    assert resolve("", "/x") == (None, "address without a scheme")


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://News.Example", "https://news.example/"),
        (
            "https://news.example/a?utm_source=x&id=3&UTM_Medium=y&fbclid=z&gclid=1#top",
            "https://news.example/a?id=3",
        ),
        ("https://news.example/a?utm_source=x", "https://news.example/a"),
        ("https://news.example/a?", "https://news.example/a"),
        ("https://news.example/a?b=2&a=1&a=0", "https://news.example/a?b=2&a=1&a=0"),
        ("https://news.example/a?ref=home&src=x&cid=3", "https://news.example/a?ref=home&src=x&cid=3"),
        ("https://www.news.example/A/", "https://www.news.example/A/"),
        ("https://news.example/a%c3%a4", "https://news.example/a%C3%A4"),
        ("mailto:a@b ", "mailto:a@b"),
    ],
)
def test_normalize(url: str, normal: str) -> None:
    assert normalize_url(url) == normal


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.news.example/", "http://news.example/a", True),
        ("https://law.news.example/", "https://news.example/", True),
        ("https://notnews.example/", "https://news.example/", False),
        ("https://news.example.evil.example/", "https://news.example/", False),
        ("", "", False),
    ],
)
def test_same_site(one: str, other: str, same: bool) -> None:  # noqa: FBT001 - a column of the table
    assert same_site(one, other) is same
    assert same_site(other, one) is same


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-10-02", "2026-10-02T00:00:00+00:00"),
        ("2026-10", "2026-10-01T00:00:00+00:00"),
        ("2026", "2026-01-01T00:00:00+00:00"),
        ("2026-10-02T09:30Z", "2026-10-02T09:30:00+00:00"),
        ("2026-10-02T09:30:00.123456789Z", "2026-10-02T09:30:00.123456+00:00"),
        ("2026-10-02T09:30:00-0400", "2026-10-02T09:30:00-04:00"),
        ("2026-10-02 09:30:00 +0530", "2026-10-02T09:30:00+05:30"),
        ("Fri, 02 Oct 2026 09:30:00 GMT", "2026-10-02T09:30:00+00:00"),
        ("Fri, 02 Oct 2026 09:30:00 EDT", "2026-10-02T09:30:00-04:00"),
        ("Fri, 02 Oct 2026 09:30:00 CEST", "2026-10-02T09:30:00+02:00"),
        ("02 Oct 26 09:30 +0000", "2026-10-02T09:30:00+00:00"),
        ("Fri, 2 Oct 2026 09:30:00 XYZT", "2026-10-02T09:30:00+00:00"),
        ("October 2, 2026 9:30 am", "2026-10-02T09:30:00+00:00"),
        ("2 October 2026", "2026-10-02T00:00:00+00:00"),
        ("13/10/2026", "2026-10-13T00:00:00+00:00"),
        (" \n 2026-10-02 ", "2026-10-02T00:00:00+00:00"),
    ],
)  # fmt: skip
def test_date(text: str, moment: str) -> None:
    parsed = parse_date(text)
    assert parsed is not None
    assert parsed.isoformat() == moment


NO_DATES = [
    *("", None, "yesterday", "10", "0000-00-00", "0001-01-01T00:00:00", "2026-13-45", "99999-01-01"),
    *("02/10/2026", "2026-10-02T09:30:00+99:99", "Fri, 02 Oct", "1" * 100, "2026" * 50, "\ud800"),
]


@pytest.mark.parametrize("text", NO_DATES)
def test_no_date(text: str | None) -> None:
    assert parse_date(text) is None


PARTS = "https:// a.example / ? # & = % %2 %4a utm_x=1 @ : 80 ä \\ 2026 10 tag page .. ; [ ]".split()
STARTS = st.sampled_from(["http://", "https://", "//", "HTTPS://[", ""])
ADDRESS_LIKE = st.one_of(
    st.text(),
    st.builds("{}{}/{}".format, STARTS, st.text(), st.text()),
    st.lists(st.sampled_from([*PARTS, " "])).map("".join),
)


@given(ADDRESS_LIKE)
@example("https://a.example/%%34%31")
@example("https://a.example/?&&utm_source")
@example("https://a@b@c.example/")
def test_normalize_is_idempotent(url: str) -> None:
    assert normalize_url(normalize_url(url)) == normalize_url(url)


@given(ADDRESS_LIKE, ADDRESS_LIKE)
def test_addresses_never_raise(base: str, href: str) -> None:
    address, reason = resolve(base, href)
    assert (address is None) is bool(reason)
    if address is not None:
        assert address.isascii()
        assert address.startswith(("http://", "https://"))
        assert "#" not in address
        assert resolve("", address) == (address, "")
    classify_url(href)
    usual_feeds(href)
    usual_sitemaps(href)
    same_site(base, href)
    site_host(href)


@given(
    st.one_of(
        st.text(), st.datetimes().map(str), st.from_regex(r"[0-9TZ:+,/ .A-Za-z-]{0,40}", fullmatch=True)
    )
)
def test_dates_never_raise(text: str) -> None:
    moment = parse_date(text)
    if moment is not None:
        assert moment.utcoffset() is not None
        assert moment.astimezone(UTC) > datetime(1899, 1, 1, tzinfo=UTC)


PIECES = """
    <?xml~version='1.0'~encoding='utf-16'?> <!DOCTYPE~a~[ ]> <rss> <channel> <item> <link> </link> <title>
    </item>
    <![CDATA[ ]]> <feed~xmlns='http://www.w3.org/2005/Atom'> <entry> </entry> &x; <urlset> <url> <loc>
    https://n.example/a </loc> </url> </urlset> <sitemapindex> <sitemap> </sitemap> {"items":~[ {"url":~"/a"}
    ]} <html> <a~href=' <a~href=/b> </a> <base~href='//['> <body~class='single'>
    <script~type='application/ld+json'> ~
    """.split()
BYTES = [b"\x1f\x8b", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\n"]
BODIES = st.lists(
    st.sampled_from([*BYTES, *(piece.replace("~", " ").encode() for piece in PIECES)]), max_size=30
)


@settings(max_examples=300)
@given(st.one_of(st.binary(), BODIES.map(b"".join)), ADDRESS_LIKE)
def test_readers_never_raise(body: bytes, url: str) -> None:
    for found in (read_feed(body, url=url), read_sitemap(body, url=url), read_front(body, url=url)):
        assert found.kind
        for entry in (*found.entries, *found.children):
            assert entry.url.startswith(("http://", "https://"))
    find_sources(body, url=url)
    classify_page(body, url=url)
    sitemaps_in_robots(body, url=url)


def test_what_is_left_out_of_an_address_changes_no_id() -> None:
    names = _TRACKING.pattern.removeprefix("(?:").removesuffix(")").replace(".*", "source").split("|")
    assert "utm_source" in names
    for name in names:
        url = f"https://news.example/story?id=3&{name}=x"
        assert normalize_url(url) == "https://news.example/story?id=3"
        assert normalise(url) == "news.example/story?id=3", name
