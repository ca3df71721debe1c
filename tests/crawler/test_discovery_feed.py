"""Feeds of every kind, whole and damaged."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from crawler.discovery import Entry, Found, read_feed

SHARED = Path(__file__).parents[3] / "shared" / "legal" / "feeds"
URL = "https://news.example/feed/"
EDT = timezone(timedelta(hours=-4))


def rss(items: str, *, head: str = "") -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


def item(inside: str) -> bytes:
    return rss(f"<item>{inside}</item>")


def only(found: Found) -> Entry:
    assert found.problems == ()
    (entry,) = found.entries
    return entry


def test_rss() -> None:
    body = item(
        "<title>Judge rules</title><link>https://news.example/2026/10/02/judge-rules/</link>"
        "<pubDate>Fri, 02 Oct 2026 09:30:00 -0400</pubDate><guid isPermaLink='false'>7</guid>"
    )
    expected = Entry(
        "https://news.example/2026/10/02/judge-rules/",
        "Judge rules",
        datetime(2026, 10, 2, 9, 30, tzinfo=EDT),
    )
    assert read_feed(body, url=URL) == Found((expected,), kind="rss")


def test_rdf() -> None:
    body = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:d="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.example/"><title>All</title>
        <items><rdf:Seq><rdf:li rdf:resource="https://news.example/a"/></rdf:Seq></items></channel>
        <item rdf:about="https://news.example/a"><title>A</title><link>https://news.example/a</link>
        <d:date>2026-10-02T09:30:00-04:00</d:date></item>
        <item rdf:about="https://news.example/b"><title>B</title><link/></item></rdf:RDF>"""
    assert read_feed(body, url=URL) == Found(
        (
            Entry("https://news.example/a", "A", datetime(2026, 10, 2, 9, 30, tzinfo=EDT)),
            Entry("https://news.example/b", "B"),
        ),
        kind="rdf",
    )


def test_atom() -> None:
    body = b"""<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:base="https://news.example/law/">
        <a:link rel="self" href="/feed/"/><a:link rel="next" href="?page=2"/>
        <a:entry xml:base="2026/"><a:title type="html">Smith &amp;amp; Co &lt;i&gt;v.&lt;/i&gt; X</a:title>
        <a:link rel="self" href="entry.xml"/><a:link rel="edit" href="edit"/>
        <a:link rel="alternate" type="application/pdf" href="a.pdf"/>
        <a:link rel="alternate" type="text/html" href="smith"/>
        <a:published>2026-10-02T09:30:00Z</a:published><a:updated>2026-10-03T00:00:00Z</a:updated></a:entry>
        </a:feed>"""
    assert read_feed(body, url=URL) == Found(
        (
            Entry(
                "https://news.example/law/2026/smith",
                "Smith & Co v. X",
                datetime(2026, 10, 2, 9, 30, tzinfo=UTC),
                datetime(2026, 10, 3, tzinfo=UTC),
            ),
        ),
        (Entry("https://news.example/law/?page=2"),),
        kind="atom",
    )


def test_atom_text_title_is_no_markup() -> None:
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Less &lt;b&gt; &amp;amp; more</title>
        <link href="https://news.example/a"/></entry></feed>"""
    assert only(read_feed(body, url=URL)).title == "Less <b> &amp; more"


JSON_FEED: Mapping[str, object] = {
    "version": "https://jsonfeed.org/version/1.1",
    "next_url": "https://news.example/feed.json?page=2",
    "items": [
        {
            "id": "1",
            "url": "/a",
            "title": "A & B",
            "date_published": "2026-10-02T09:30:00-04:00",
            "date_modified": "2026-10-03T00:00:00Z",
        },
        {"id": "https://news.example/b", "content_text": "no title"},
    ],
}


def test_json_feed() -> None:
    assert read_feed(json.dumps(JSON_FEED).encode(), url=URL) == Found(
        (
            Entry(
                "https://news.example/a",
                "A & B",
                datetime(2026, 10, 2, 9, 30, tzinfo=EDT),
                datetime(2026, 10, 3, tzinfo=UTC),
            ),
            Entry("https://news.example/b"),
        ),
        (Entry("https://news.example/feed.json?page=2"),),
        kind="json",
    )


def test_json_feed_that_is_cut_off() -> None:
    body = json.dumps(JSON_FEED).encode()
    found = read_feed(body[: body.index(b"no title")], url=URL)
    assert [entry.title for entry in found.entries] == ["A & B"]
    assert found.problems[0].startswith(f"{URL}: cut off or damaged after 1 items: ")


ADDRESSES = {
    "blanks": ("<link> \n https://n.example/a \n </link>", "https://n.example/a"),
    "relative, with a fragment": ("<link>/a#top</link>", "https://news.example/a"),
    "CDATA": ("<link><![CDATA[https://n.example/a?b=1&c=2]]></link>", "https://n.example/a?b=1&c=2"),
    "bare ampersand": ("<link>https://n.example/a?b=1&c=2</link>", "https://n.example/a?b=1&c=2"),
    "link written as in HTML": ("<link/>https://n.example/a", "https://n.example/a"),
    "empty link, guid": ("<link/><guid>https://n.example/a</guid>", "https://n.example/a"),
    "permalink": ("<guid isPermaLink='true'>https://n.example/a</guid>", "https://n.example/a"),
    "FeedBurner": (
        (
            "<f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>https://n.example/a</f:origLink>"
            "<link>https://feeds.example/~r/x</link>"
        ),
        "https://n.example/a",
    ),
    "prefix never declared": (
        "<feedburner:origLink>https://n.example/a</feedburner:origLink><link>https://feeds.example/x</link>",
        "https://n.example/a",
    ),
    "Atom link in RSS": (
        "<a:link xmlns:a='http://www.w3.org/2005/Atom' href='https://n.example/a'/>",
        "https://n.example/a",
    ),
    "not ASCII": ("<link>https://n.example/ä b</link>", "https://n.example/%C3%A4%20b"),
}


@pytest.mark.parametrize(("inside", "url"), ADDRESSES.values(), ids=ADDRESSES.keys())
def test_address(inside: str, url: str) -> None:
    assert only(read_feed(item(inside), url=URL)).url == url


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        ("<title>A &amp;#8217;quote&amp;#8217; &amp;amp; more</title>", "A ’quote’ & more"),
        ("<title><![CDATA[Smith &amp; <em>Co</em>]]></title>", "Smith & Co"),
        ("<title>undeclared&nbsp;&eacute; &nonsense;</title>", "undeclared é &nonsense;"),
        ("<title>  a \n b </title>", "a b"),
        ("<title>a <b>c</title>", "a c"),
        ("<title>a<br>c</title><description>x<p>y<br></description>", "ac"),
        ("<title/>", None),
        ("<m:title xmlns:m='http://search.yahoo.com/mrss/'>picture</m:title><title>story</title>", "story"),
    ],
)
def test_title(inside: str, title: str | None) -> None:
    assert only(read_feed(item(f"{inside}<link>https://n.example/a</link>"), url=URL)).title == title


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ("<guid isPermaLink='false'>https://n.example/a</guid>", "entry without a link to a page ×1"),
        ("<link>file:///etc/passwd</link>", "file: address ×1"),
        ("<link>javascript:alert(1)</link>", "javascript: address ×1"),
        ("<link>https://[half/</link>", "unreadable address ×1"),
    ],
)
def test_left_out_and_told(inside: str, problem: str) -> None:
    found = read_feed(item(inside), url=URL)
    assert (found.entries, found.problems) == ((), (f"{URL}: 1 left out: {problem}",))


@pytest.mark.parametrize("prefix", [b"\xef\xbb\xbf", b"\n\t ", b"\x00", b"<!-- made by hand -->"])
def test_what_stands_before_the_declaration(prefix: bytes) -> None:
    assert only(read_feed(prefix + item("<link>/a</link>"), url=URL)).url == "https://news.example/a"


def test_a_warning_before_the_feed_is_told() -> None:
    found = read_feed(b"<br /><b>Warning</b>: x<?xml version='1.0'?>" + item("<link>/a</link>"), url=URL)
    assert (len(found.entries), found.problems) == (
        1,
        (f"{URL}: 23 characters before the document were passed over",),
    )


@pytest.mark.parametrize(
    ("declared", "used"),
    [
        ("utf-8", "utf-8"), ("iso-8859-1", "utf-8"), ("utf-16", "utf-8"), ("nonsense", "utf-8"),
        ("iso-8859-1", "cp1252"), ("utf-8", "cp1252"), ("iso-8859-2", "iso-8859-2"), ("utf-16", "utf-16"),
        ("utf-16", "utf-16-be"),
    ],
)  # fmt: skip
def test_encodings(declared: str, used: str) -> None:
    item = "<item><title>Größe</title><link>/a</link></item>"
    body = f'<?xml version="1.0" encoding="{declared}"?><rss><channel>{item}</channel></rss>'
    assert only(read_feed(body.encode(used), url=URL)).title == "Größe"


def test_cut_off_at_every_byte() -> None:
    """Never an entry with half an address, never an exception, and always a word about it."""
    body = rss("".join(f"<item><title>T</title><link>https://n.example/{n}</link></item>" for n in range(3)))
    whole = [f"https://n.example/{n}" for n in range(3)]
    for length in range(body.index(b"<channel>"), len(body) - len(b"</channel></rss>")):
        found = read_feed(body[:length], url=URL)
        urls = [entry.url for entry in found.entries]
        assert urls == whole[: len(urls)]
        assert len(urls) == body[:length].count(b"</item>")
        count = "1 entry" if len(urls) == 1 else f"{len(urls)} entries"
        assert found.problems == (f"{URL}: cut off after {count}",)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<!DOCTYPE html><html><body><rss></rss></body></html>", "an HTML page"),
        (b"<page>Not found</page>", "XML with the root 'page'"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary data"),
        (b'{"posts": []}', "JSON without a list of items"),
        (b"[1, 2]", "text of another form"),
        (b"<opml version='2.0'><body/></opml>", "an HTML page"),
        (b"<", "text of another form"),
    ],
)
def test_no_feed(body: bytes, what: str) -> None:
    assert read_feed(body, url=URL) == Found(problems=(f"{URL}: {what}, no feed",), kind="unknown")


def test_entity_bomb_and_external_entity_have_no_effect(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    bomb = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    body = (
        f"<!DOCTYPE rss [<!ENTITY e0 'lol'>{bomb}<!ENTITY x SYSTEM '{secret.as_uri()}'>]>"
        "<rss><channel><item><title>&e11;&x;</title><link>https://n.example/a</link></item></channel></rss>"
    )
    assert only(read_feed(body.encode(), url=URL)).title == "&e11;&x;"


def test_deep_nesting_is_harmless() -> None:
    found = read_feed(item("<link>/a</link>")[:-16] + b"<x>" * 100_000, url=URL)
    assert [entry.url for entry in found.entries] == ["https://news.example/a"]
    assert len(found.problems) == 1


def test_next_page_of_rss() -> None:
    head = "<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='next' href='/feed/?paged=2'/>"
    found = read_feed(rss("<item><link>/a</link></item>", head=head), url=URL)
    assert [child.url for child in found.children] == ["https://news.example/feed/?paged=2"]


@pytest.mark.parametrize(
    ("name", "kind", "entries", "dated", "problems"),
    [
        ("newscrawl_feed-with-sitemap-namespace.xml", "rss", 2, 2, 0),
        ("trafilatura_feed.json", "json", 25, 25, 0),
        # its second entry links to nothing but itself
        ("trafilatura_feed1.atom", "atom", 1, 1, 1),
        ("trafilatura_feed2.rss", "rss", 1, 1, 0),
    ],
)
def test_real_feeds(name: str, kind: str, entries: int, dated: int, problems: int) -> None:
    if not SHARED.is_dir():
        pytest.skip("needs ../shared/legal/feeds")
    found = read_feed((SHARED / name).read_bytes(), url=URL)
    assert (found.kind, len(found.entries), len(found.problems)) == (kind, entries, problems)
    assert sum(1 for entry in found.entries if entry.published or entry.modified) == dated
    assert all(entry.title and re.match("https?://", entry.url) for entry in found.entries)
