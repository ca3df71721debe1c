"""Sitemaps of every kind, whole and damaged."""

from __future__ import annotations

import gzip
import random
import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from crawler.discovery import Entry, Found, read_feed, read_sitemap, sitemaps_in_robots
from crawler.discovery.xmlreader import open_document

SHARED = Path(__file__).parents[3] / "shared" / "legal"
URL = "https://news.example/sitemap.xml"
DAY = datetime(2026, 10, 2, tzinfo=UTC)


def urls(found: Found) -> list[str]:
    return [entry.url for entry in found.entries]


def many(count: int) -> bytes:
    records = "".join(
        f"<url><loc>https://news.example/2026/10/{n}</loc><lastmod>2026-10-02</lastmod></url>"
        for n in range(count)
    )
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{records}</urlset>".encode()


def test_sitemap() -> None:
    body = b"""<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:i="http://www.google.com/schemas/sitemap-image/1.1" xmlns:x="http://www.w3.org/1999/xhtml">
        <url><i:image><i:loc>https://cdn.example/p.jpg</i:loc></i:image><loc> https://news.example/a </loc>
        <x:link rel="alternate" hreflang="de" href="https://news.example/de/a"/><lastmod>2026-10-02</lastmod></url>
        <url><loc><![CDATA[https://news.example/b?c=1&d=2]]></loc></url></urlset>"""
    assert read_sitemap(body, url=URL) == Found(
        (
            Entry("https://news.example/a", modified=DAY, via="sitemap"),
            Entry("https://news.example/b?c=1&d=2", via="sitemap"),
        ),
        kind="sitemap",
    )


def test_sitemap_index() -> None:
    body = b"""<s:sitemapindex xmlns:s="http://www.google.com/schemas/sitemap/0.84"><s:sitemap>
        <s:loc>/sitemap-1.xml.gz</s:loc><s:lastmod>2026-10-02T00:00:00Z</s:lastmod></s:sitemap></s:sitemapindex>"""
    assert read_sitemap(body, url=URL) == Found(
        children=(Entry("https://news.example/sitemap-1.xml.gz", modified=DAY, via="sitemap"),),
        kind="sitemap-index",
    )


@pytest.mark.parametrize(
    ("prefix", "declaration"),
    [
        ("news:", ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'),
        ("n:", ' xmlns:n="https://www.google.com/schemas/sitemap-news/0.9"'),
        ("news:", ""),
        ("", ""),
    ],
)
def test_news_sitemap_under_any_prefix(prefix: str, declaration: str) -> None:
    body = f"""<urlset{declaration}><url><loc>https://news.example/a</loc><{prefix}news><{prefix}publication>
        <{prefix}name>The Example</{prefix}name></{prefix}publication>
        <{prefix}publication_date>2026-10-02T09:30:00-04:00</{prefix}publication_date>
        <{prefix}title>Smith &amp;amp; Co</{prefix}title></{prefix}news></url></urlset>"""
    moment = datetime(2026, 10, 2, 9, 30, tzinfo=timezone(timedelta(hours=-4)))
    expected = Entry("https://news.example/a", "Smith & Co", moment, via="news-sitemap")
    assert read_sitemap(body.encode(), url=URL) == Found((expected,), kind="news-sitemap")


def test_text_sitemap() -> None:
    body = b"\xef\xbb\xbfhttps://news.example/a\r\n\r\nhttps://news.example/b\nnot an address\nftp://news.example/c\n"
    assert read_sitemap(body, url=URL) == Found(
        (Entry("https://news.example/a", via="sitemap"), Entry("https://news.example/b", via="sitemap")),
        problems=(f"{URL}: 2 left out: address without a scheme ×1, ftp: address ×1",),
        kind="text-sitemap",
    )


def test_what_is_a_sitemap_is_read_as_one_wherever_it_stands() -> None:
    assert read_feed(many(2), url=URL) == read_sitemap(many(2), url=URL)
    feed = b"<rss><channel><item><link>https://news.example/a</link></item></channel></rss>"
    assert read_sitemap(feed, url=URL) == Found((Entry("https://news.example/a"),), kind="rss")


def test_gzip() -> None:
    assert read_sitemap(gzip.compress(many(3)), url=URL) == read_sitemap(many(3), url=URL)
    # two members in a row are one file
    assert urls(read_sitemap(gzip.compress(many(3)[:90]) + gzip.compress(many(3)[90:]), url=URL)) == urls(
        read_sitemap(many(3), url=URL)
    )


def test_gzip_that_is_cut_off() -> None:
    found = read_sitemap(gzip.compress(many(2_000))[:-500], url=URL)
    assert 500 < len(found.entries) < 2_000
    gzip_problem, xml_problem = found.problems
    assert gzip_problem.startswith(f"{URL}: gzip data is cut off after ")
    assert xml_problem == f"{URL}: cut off after {len(found.entries):,} entries"


def test_gzip_that_is_damaged() -> None:
    packed = gzip.compress(random.Random(3).randbytes(200_000).hex().encode())
    found = read_sitemap(packed[:150_000] + bytes(1_000) + packed[151_000:], url=URL)
    assert (found.entries, found.kind) == ((), "unknown")
    assert re.match(rf"{URL}: damaged gzip data after \d{{3}},\d{{3}} bytes: ", found.problems[0])


def test_gzip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.discovery.unpack.MAX_UNPACKED", 10_000)
    found = read_sitemap(gzip.compress(many(1) + b" " * 1_000_000), url=URL)
    assert len(found.entries) == 1
    assert found.problems == (f"{URL}: unpacks to over 10,000 bytes, the rest was not read",)


def test_cut_off_in_the_middle() -> None:
    body = many(1_000)
    found = read_sitemap(body[: len(body) // 2], url=URL)
    assert urls(found) == urls(read_sitemap(body, url=URL))[: len(found.entries)]
    assert 490 < len(found.entries) < 510
    assert found.problems == (f"{URL}: cut off after {len(found.entries)} entries",)


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        ("<url><loc/></url>", "empty loc ×1"),
        ("<url><lastmod>2026-10-02</lastmod></url>", "record without loc ×1"),
        (
            "<url><loc>file:///etc/passwd</loc></url><url><loc>data:,x</loc></url>",
            "file: address ×1, data: address ×1",
        ),
    ],
)
def test_left_out_and_told(record: str, problem: str) -> None:
    found = read_sitemap(
        f"<urlset>{record}<url><loc>https://n.example/a</loc></url></urlset>".encode(), url=URL
    )
    assert urls(found) == ["https://n.example/a"]
    assert len(found.problems) == 1
    assert found.problems[0].endswith(f" left out: {problem}")


def test_bad_nesting_is_told() -> None:
    body = b"<urlset><url><loc>https://n.example/a</url><url><loc>https://n.example/b</loc></url></urlset>"
    found = read_sitemap(body, url=URL)
    assert "https://n.example/b" in urls(found)
    assert found.problems[0].startswith(f"{URL}: damaged XML, ")


def test_html_in_place_of_a_sitemap() -> None:
    found = read_sitemap(b"<html><body>Not found</body></html>", url=URL)
    assert found == Found(problems=(f"{URL}: an HTML page, no sitemap",), kind="unknown")


def test_an_empty_sitemap_is_no_problem() -> None:
    assert read_sitemap(b"<urlset/>", url=URL) == Found(kind="sitemap")


def test_fifty_thousand_entries() -> None:
    found = read_sitemap(many(50_000), url=URL)
    assert (len(found.entries), found.problems) == (50_000, ())


def test_records_do_not_stay_in_memory() -> None:
    document = open_document(many(5_000), url=URL)
    assert sum(1 for _ in document.walk(frozenset({"url"}))) == 5_000
    assert document.tree is not None
    assert len(document.tree) <= 1


@pytest.mark.parametrize(
    ("name", "kind", "entries", "children", "dated"),
    [
        ("newscrawl_sitemap-news.xml", "news-sitemap", 1, 0, 1),
        ("trafilatura_sitemap-hreflang.xml", "sitemap", 3, 1, 0),
        ("trafilatura_sitemap.xml", "sitemap", 84, 0, 84),
        ("trafilatura_sitemap2.xml", "sitemap-index", 0, 2, 2),
    ],
)
def test_real_sitemaps(name: str, kind: str, entries: int, children: int, dated: int) -> None:
    if not SHARED.is_dir():
        pytest.skip("needs ../shared/legal/feeds")
    found = read_sitemap((SHARED / "feeds" / name).read_bytes(), url=URL)
    assert (found.kind, len(found.entries), len(found.children), found.problems) == (
        kind,
        entries,
        children,
        (),
    )
    assert sum(1 for entry in (*found.entries, *found.children) if entry.published or entry.modified) == dated


def test_robots() -> None:
    body = (
        b"\xef\xbb\xbfSitemap: https://news.example/sitemap.xml\r\nUser-agent: *\nDisallow: /x\n"
        b"  sitemap : /news.xml # for news\nSITEMAP:https://news.example/sitemap.xml\n# Sitemap: /no.xml\n"
        b"Sitemap:\nSitemap: file:///etc/passwd\n"
    )
    assert sitemaps_in_robots(body, url="https://news.example/robots.txt") == (
        "https://news.example/sitemap.xml",
        "https://news.example/news.xml",
    )


@pytest.mark.parametrize(
    ("name", "count"), [("www.justice.gov", 1), ("www.bloomberg.com", 14), ("www.slate.com", 0)]
)
def test_real_robots(name: str, count: int) -> None:
    if not SHARED.is_dir():
        pytest.skip("needs ../shared/legal/robots")
    body = (SHARED / "robots" / f"{name}.robots.txt").read_bytes()
    assert len(sitemaps_in_robots(body, url=f"https://{name}/robots.txt")) == count
