"""Metadata of any page at all: nothing raises, and nothing takes long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from cleaners.metadata import read, read_with_titles

_PIECES = st.sampled_from(
    [
        '<script type="application/ld+json">',
        "</script>",
        '{"@type":"NewsArticle",',
        '"headline":',
        '"author":{"name":["',
        '"@graph":[',
        '"image":{"url":',
        '"hasPart":[{"isAccessibleForFree":',
        '"datePublished":"2026-01-',
        "}]",
        '<meta property="og:title" content="',
        '<meta name=author content="',
        '<meta name="article:published_time" content="',
        '<meta property="og:image" content="http://[',
        '<link rel=canonical href="//',
        '">',
        "<h1>",
        "</h1>",
        "<title>",
        "<figure><img srcset='",
        "<figcaption>",
        "<time datetime='",
        "<a rel=author>",
        "<span itemprop='author datePublished'>",
        "<html lang='",
        "' ",
        "|",
        " - ",
        "By ",
        ", ",
        "\x00",
        "\ud800",
        "&#0;&amp;",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(_PIECES | st.text(max_size=12), max_size=25).map("".join),
    st.sampled_from(["", "http://[", "https://x.example/a"]),
)
def test_nothing_raises(html: str, url: str) -> None:
    html = html.encode("utf-8", "replace").decode()
    tree = LexborHTMLParser(html)
    read_with_titles(tree, url=url)


@settings(max_examples=25, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=12), max_size=25).map("".join))
def test_nothing_raises_with_the_slow_readers(html: str) -> None:
    html = html.encode("utf-8", "replace").decode()
    read(LexborHTMLParser(html), url="https://x.example/a", raw=html.encode())


LD = '<script type="application/ld+json">'
NODE = '{"@type":"NewsArticle","headline":"x y z","url":"/a/b"},'
HOSTILE = {
    "200,000 links": "<a href=/x>y</a>" * 200_000,
    "60,000 links, small enough for the slow readers": "<a href=/x>y</a>" * 60_000,
    "100,000 metas": "<meta name=author content='Jane Doe'>" * 100_000,
    "100,000 names of metas": "".join(f"<meta name=m{number} content=x>" for number in range(100_000)),
    "5 MB of JSON-LD": LD + '{"@type":"Article","author":[' + '{"name":"Jane Doe"},' * 250_000,
    "2 MB of brackets": LD + "[" * 2_000_000,
    "20,000 scripts": (LD + NODE + "</script>") * 20_000,
    "30,000 articles": LD + "[" + NODE * 30_000 + "1]</script>",
    "references in a ring": LD
    + '[{"@type":"Article","@id":"#1","author":{"@id":"#1"},"image":{"@id":"#1"}}]</script>',
    "nested divs": "<div>" * 10_000 + "x",
    "nested times": "<time>" * 8_000 + "x",
    "nested figures": "<figure>" * 8_000 + "x" * 1_000_000,
    "5,000 figures": "<figure><img src=/a.jpg><figcaption>x" * 5_000,
    "100,000 times": "<time>x</time>" * 100_000,
    "100,000 authors": "<a rel=author href=x>Jane</a>" * 100_000,
    "title of bars": "<title>" + "a | " * 500_000,
    "heading of dashes": "<h1>" + " - x" * 500_000,
    "caption of credits": "<figure><img src=/a.jpg><figcaption>" + " photo by" * 50_000,
    "author of at signs": "<meta name=author content='" + "a@" * 100_000 + "'>",
    "200,000 keywords": "<meta name=keywords content='" + ",a b" * 200_000 + "'>",
    "200,000 sizes": "<figure><img srcset='" + ", a" * 200_000 + "'><figcaption>x",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_bounded_time(name: str) -> None:
    html = HOSTILE[name]
    tree = LexborHTMLParser(html)
    start = time.perf_counter()
    read_with_titles(tree, url="https://x.example/a/b", raw=html.encode())
    assert time.perf_counter() - start < 20  # the slowest takes about two seconds
