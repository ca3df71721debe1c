"""A hundred hostile inputs: each gives a `Cleaned`, with text or a reason, in bounded time."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from typing import Final

import pytest

from cleaners import REASONS, Cleaned, clean

PROSE: Final = (
    "The clerk of the county court said on Friday that the file had been moved to a room without windows. "
    "Nobody had asked for it in eleven years, she said, and nobody had expected the judge to do so now."
)
PARAGRAPHS: Final = "".join(f"<p>{PROSE} It was the {n}th request.</p>" for n in range(6))
PAGE: Final = (
    f"<html><head><title>File moved</title></head><body><h1>File moved</h1>{PARAGRAPHS}</body></html>"
)
_random = random.Random(7)


def _noise(size: int) -> bytes:
    return _random.randbytes(size)


# What comes in, as (body, content type); made when the test runs, for some are large.
INPUTS: Final[dict[str, Callable[[], tuple[bytes | str, str]]]] = {
    "nothing": lambda: (b"", ""),
    "an empty string": lambda: ("", ""),
    "white space": lambda: (b" \r\n\t " * 100, "text/html"),
    "one NUL": lambda: (b"\x00", ""),
    "NULs": lambda: (b"\x00" * 100_000, "text/html"),
    "a byte order mark": lambda: (b"\xef\xbb\xbf", ""),
    "an utf-16 byte order mark": lambda: (b"\xff\xfe", ""),
    "half an utf-16 unit": lambda: (b"\xff\xfea", ""),
    "a JPEG": lambda: (b"\xff\xd8\xff\xe0\x00\x10JFIF" + _noise(5000), "image/jpeg"),
    "a JPEG called HTML": lambda: (b"\xff\xd8\xff\xe0\x00\x10JFIF" + _noise(5000), "text/html"),
    "a PNG": lambda: (b"\x89PNG\r\n\x1a\n" + _noise(5000), ""),
    "a GIF": lambda: (b"GIF89a" + _noise(500), ""),
    "a PDF": lambda: (b"%PDF-1.7\n" + _noise(5000), "application/pdf"),
    "a PDF called HTML": lambda: (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj <</Type/Catalog>>", "text/html"),
    "a zip": lambda: (b"PK\x03\x04" + _noise(5000), ""),
    "gzip that nobody opened": lambda: (b"\x1f\x8b\x08\x00" + _noise(5000), "text/html"),
    "noise": lambda: (_noise(200_000), "text/html"),
    "noise without a type": lambda: (_noise(200_000), ""),
    "JSON": lambda: (json.dumps({"a": [1, 2, {"html": PAGE}]}).encode(), "application/json"),
    "a JSON array": lambda: (b"[1, 2, 3]", ""),
    "JSON called HTML": lambda: (b'{"error": "not found"}', "text/html"),
    "deep JSON": lambda: (b"[" * 100_000, "text/html"),
    "XML": lambda: (b"<?xml version='1.0'?><rss><channel><title>x</title></channel></rss>", "text/xml"),
    "entity bomb": lambda: (
        b"<!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><html><p>&b;</p></html>",
        "text/html",
    ),
    "a style sheet": lambda: (b"body { color: red } " * 1000, "text/css"),
    "a script": lambda: (b"function f() { return 1 < 2 } " * 1000, "text/javascript"),
    "10 MB of <div>": lambda: (b"<div>" * 2_000_000, "text/html"),
    "10 MB of <p>": lambda: (b"<p>" * 3_300_000, "text/html"),
    "10 MB of one word": lambda: (b"a" * 10_000_000, "text/html"),
    "10 MB of words": lambda: (b"court " * 1_700_000, "text/html"),
    "40 MB": lambda: (b"a " * 20_000_000, "text/html"),
    "100,000 nested tags": lambda: (b"<div>" * 100_000 + PAGE.encode() + b"</div>" * 100_000, "text/html"),
    "100,000 nested spans": lambda: (b"<span>" * 100_000 + PAGE.encode(), "text/html"),
    "100,000 nested lists": lambda: (b"<ul><li>" * 100_000 + PAGE.encode(), "text/html"),
    "300 nested tags around the story": lambda: (
        b"<div>" * 300 + PAGE.encode() + b"</div>" * 300,
        "text/html",
    ),
    "nested tables": lambda: (b"<table><tr><td>" * 5_000 + PAGE.encode(), "text/html"),
    "nested quotes": lambda: (b"<blockquote>" * 5_000 + PAGE.encode(), "text/html"),
    "200,000 links": lambda: (PAGE.encode() + b"<a href='/x'>link</a> " * 200_000, "text/html"),
    "200,000 list items": lambda: (PAGE.encode() + b"<li><a href='/x'>link</a>" * 200_000, "text/html"),
    "200,000 paragraphs": lambda: (b"<p>The clerk said so.</p>" * 200_000, "text/html"),
    "200,000 line breaks": lambda: (b"<div>" + b"a<br>" * 200_000, "text/html"),
    "50,000 attributes": lambda: (
        b"<div " + b" ".join(b"a%d=1" % n for n in range(50_000)) + b">" + PAGE.encode(),
        "",
    ),
    "50,000 classes": lambda: (
        b"<div class='" + b" ".join(b"c%d" % n for n in range(50_000)) + b"'>" + PAGE.encode(),
        "",
    ),
    "a 5 MB attribute": lambda: (b"<div data-x='" + b"y" * 5_000_000 + b"'>" + PAGE.encode(), ""),
    "a tag that never ends": lambda: (PAGE.encode() + b"<a " * 500_000, "text/html"),
    "a comment that never ends": lambda: (PAGE.encode() + b"<!-- " + b"x" * 1_000_000, "text/html"),
    "a script that never ends": lambda: (PAGE.encode() + b"<script>" + b"x<" * 500_000, "text/html"),
    "a title that never ends": lambda: (b"<title>" + b"x " * 500_000, "text/html"),
    "a textarea that never ends": lambda: (PAGE.encode() + b"<textarea>" + b"x " * 500_000, "text/html"),
    "plaintext": lambda: (b"<plaintext>" + PAGE.encode() * 100, "text/html"),
    "open formatting": lambda: (b"".join(b"<p><b id=%d>x" % n for n in range(20_000)), "text/html"),
    "100,000 meta tags": lambda: (b"<head>" + b"<meta name=author content=x>" * 100_000 + PAGE.encode(), ""),
    "5 MB of JSON-LD": lambda: (
        b"<script type='application/ld+json'>" + b'{"a":' * 1_000_000 + b"</script>" + PAGE.encode(),
        "",
    ),
    "deep JSON-LD": lambda: (
        b"<script type='application/ld+json'>" + b"[" * 50_000 + b"</script>" + PAGE.encode(),
        "",
    ),
    "broken JSON-LD": lambda: (
        b"<script type='application/ld+json'>{\"headline\": </script>" + PAGE.encode(),
        "",
    ),
    "JSON-LD of odd types": lambda: (
        b'<script type="application/ld+json">{"@type":"NewsArticle","headline":[1,{"a":null}],"author":[[[]],7],'
        b'"datePublished":{"x":1},"image":[null,1,[2]],"keywords":{"a":1}}</script>' + PAGE.encode(),
        "",
    ),
    "absurd dates": lambda: (
        b'<meta property="article:published_time" content="99999-99-99T99:99:99+99:99">' + PAGE.encode(),
        "",
    ),
    "an endless number as date": lambda: (
        b'<meta property="article:published_time" content="' + b"9" * 10_000 + b'">' + PAGE.encode(),
        "",
    ),
    "invalid utf-8": lambda: (
        PAGE.encode().replace(b"clerk", b"cl\xff\xfe\xc3rk"),
        "text/html; charset=utf-8",
    ),
    "overlong utf-8": lambda: (b"\xc0\xaf\xe0\x80\xaf" * 1000 + PAGE.encode(), "text/html; charset=utf-8"),
    "lone surrogates": lambda: (PAGE.replace("clerk", "cl\ud800rk \udfff"), "text/html"),
    "control characters": lambda: (PAGE.replace("clerk", "cl\x1b[31m\x00\x07\x85\u2028rk"), "text/html"),
    "right-to-left overrides": lambda: (PAGE.replace("clerk", "\u202eclerk\u202c"), "text/html"),
    "50,000 combining marks": lambda: (PAGE.replace("clerk", "c" + "\u0301" * 50_000), "text/html"),
    "utf-16 called utf-8": lambda: (PAGE.encode("utf-16"), "text/html; charset=utf-8"),
    "utf-16 without a mark": lambda: (PAGE.encode("utf-16-le"), "text/html"),
    "utf-32": lambda: (PAGE.encode("utf-32"), "text/html"),
    "an unknown charset": lambda: (PAGE.encode(), "text/html; charset=martian"),
    "an endless charset": lambda: (PAGE.encode(), "text/html; charset=" + "x" * 100_000),
    "a charset that is a codec of bytes": lambda: (PAGE.encode(), "text/html; charset=base64"),
    "a charset that is rot13": lambda: (PAGE.encode(), "text/html; charset=rot13"),
    "an odd content type": lambda: (PAGE.encode(), ";;;=,\x00charset"),
    "latin-1 called utf-8": lambda: (
        PAGE.replace("clerk", "café").encode("latin-1"),
        "text/html; charset=utf-8",
    ),
    "utf-8 called latin-1": lambda: (PAGE.replace("clerk", "café").encode(), "text/html; charset=iso-8859-1"),
    "utf-8 called shift_jis": lambda: (
        PAGE.replace("clerk", "書記官").encode(),
        "text/html; charset=shift_jis",
    ),
    "utf-7": lambda: (b"+ADw-script+AD4-alert(1)", "text/html; charset=utf-7"),
    "an odd address": lambda: (PAGE.encode(), "text/html"),
    "frames": lambda: (b"<frameset><frame src=a><frame src=b></frameset>", "text/html"),
    "only a head": lambda: (b"<html><head><title>x</title></head></html>", "text/html"),
    "only a script": lambda: (b"<script>" + b"document.write('x');" * 1000 + b"</script>", "text/html"),
    "only pictures": lambda: (b"<img src=a alt='A picture of a clerk at work'>" * 100, "text/html"),
    "only links": lambda: (
        b"<ul>" + b"<li><a href=x>A headline about the court of appeals</a>" * 50,
        "text/html",
    ),
    "only a form": lambda: (b"<form><label>Name</label><input><button>Send</button></form>", "text/html"),
    "everything hidden": lambda: (f"<div style='display:none'>{PARAGRAPHS}</div>".encode(), "text/html"),
    "everything in a template": lambda: (f"<template>{PARAGRAPHS}</template>".encode(), "text/html"),
    "everything in noscript": lambda: (f"<noscript>{PARAGRAPHS}</noscript>".encode(), "text/html"),
    "everything in svg": lambda: (f"<svg><text>{PROSE}</text></svg>".encode(), "text/html"),
    "everything in one heading": lambda: (f"<h1>{PARAGRAPHS}</h1>".encode(), "text/html"),
    "everything in one link": lambda: (f"<a href=x>{PARAGRAPHS}</a>".encode(), "text/html"),
    "everything in furniture": lambda: (f"<nav>{PARAGRAPHS}</nav>".encode(), "text/html"),
    "the title over and over": lambda: (
        b"<title>File moved</title>" + b"<h1>File moved</h1>" * 20_000,
        "text/html",
    ),
    "one paragraph over and over": lambda: (f"<p>{PROSE}</p>".encode() * 20_000, "text/html"),
    "headings over lists over and over": lambda: (
        b"<h2>You May Also Like</h2><p>Clerk found</p>" * 5_000,
        "text/html",
    ),
    "brackets": lambda: (b"<" * 1_000_000 + PAGE.encode(), "text/html"),
    "ampersands": lambda: (b"&" * 1_000_000 + PAGE.encode(), "text/html"),
    "character references": lambda: (b"&#x110000;&#0;&#xD800;&nosuch;" * 10_000 + PAGE.encode(), "text/html"),
    "quotes": lambda: (b"'\"" * 500_000 + PAGE.encode(), "text/html"),
    "dots": lambda: (b"<p>" + b"." * 1_000_000, "text/html"),
    "words that rules begin with": lambda: (b"<p>" + b"sign up for " * 100_000, "text/html"),
    "dirty text of one line": lambda: ("a " * 500_000, "text/plain"),
    "dirty text of blank lines": lambda: ("\n" * 1_000_000, "text/plain"),
    "dirty text of short lines": lambda: ("Clerk found…\n\n" * 50_000, "text/plain"),
    "dirty bytes": lambda: (_noise(100_000), "text/plain"),
    "markup called text": lambda: (PAGE.encode(), "text/plain"),
}
STORY: Final = (
    "300 nested tags around the story",
    "100,000 nested tags",
    "100,000 nested spans",
    "200,000 links",
    "50,000 attributes",
    "invalid utf-8",
    "lone surrogates",
    "latin-1 called utf-8",
    "utf-8 called latin-1",
    "a 5 MB attribute",
    "deep JSON-LD",
    "an unknown charset",
    "brackets",
)


def cleaned(name: str) -> Cleaned:
    body, content_type = INPUTS[name]()
    url = "http://[::1/%%/\x00 ü" if name == "an odd address" else "https://news.example/a"
    return clean(body, url=url, content_type=content_type)


def test_there_are_a_hundred() -> None:
    assert len(INPUTS) >= 100


@pytest.mark.parametrize("name", INPUTS)
def test_text_or_a_reason_in_bounded_time(name: str) -> None:
    started = time.perf_counter()
    result = cleaned(name)
    assert time.perf_counter() - started < 120  # minutes or for ever without the guards; seconds with them
    assert result.reason in (None, *REASONS)
    assert result.reason != "error", result.notes
    assert bool(result.text) == (result.reason is None)


@pytest.mark.parametrize("name", STORY)
def test_a_story_in_hostile_markup_is_not_lost(name: str) -> None:
    result = cleaned(name)
    assert result.text.count("had expected the judge to do so now") == 6, result.notes
