"""Hostile markup costs no more than its size, and loses no text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from cleaners.shallow import MAX_DEPTH, shallow, suspicious

HOSTILE = {
    "nested divs": "<div>" * 100_000 + "hello",
    "nested and closed": "<div>" * 50_000 + "hello" + "</div>" * 50_000,
    "nested lists": "<ul><li>" * 50_000 + "hello",
    "spans around paragraphs": "<span>" * 50_000 + "<p>x</p>" * 20_000 + "hello",
    "open formatting": "".join(f"<p><b id={i}>" for i in range(20_000)) + "hello",
    "attributes": "<div " + " ".join(f"a{i}=1" for i in range(50_000)) + ">hello",
    "tags that never end": "hello" + "<a" * 500_000,
    "only brackets": "hello" + "<" * 500_000,
    "scripts that never end": "hello" + "<script>" * 100_000,
    "many links": "<a href=x>y</a> " * 200_000 + "hello",
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_hostile_markup_is_flattened_in_bounded_time(html: str) -> None:
    started = time.perf_counter()
    flat = shallow(html) if suspicious(html.encode()) else html
    tree = LexborHTMLParser(flat)
    assert "hello" in (tree.body or tree.root).text()
    assert time.perf_counter() - started < 20  # minutes without it


def depth_of(html: str) -> int:
    node, depth = LexborHTMLParser(html).body, 0
    while node is not None and (child := node.child) is not None:
        node, depth = child, depth + 1
    return depth


def test_nesting_is_capped() -> None:
    assert depth_of(shallow("<div>" * 5000)) == MAX_DEPTH


@pytest.mark.parametrize(
    "html",
    [
        "<p>One <b>bold</b> &amp; <i>more</i></p><!-- <div> --><ul><li>a<li>b</ul>",
        "<script>if (a < b) { x = '<div>' }</script><p>after",
        "<title>a < b</title><textarea><div></textarea>",
        "<p>a < b and c > d</p><br/><img src='x>y'>",
        "<DIV CLASS=x>UPPER</DIV>",
    ],
)
def test_ordinary_markup_stays_as_it_is(html: str) -> None:
    assert shallow(html).replace("<!-- <div> -->", "") == html.replace("<!-- <div> -->", "")


def test_ordinary_markup_is_not_suspicious() -> None:
    page = "<html><body>" + "<div class=a><p>Some <b>text</b> here.</p></div>" * 500
    assert not suspicious(page.encode())
    assert not suspicious(("<script>" + "x" * 200_000 + "</script><p>text").encode())


@given(st.text(alphabet=st.sampled_from("<>/!-divbscript \"'=x"), max_size=300))
def test_no_input_raises_or_grows(html: str) -> None:
    assert len(shallow(html)) <= len(html) + html.count("<")


@pytest.mark.parametrize("name", "b i u s em tt big code font small strike strong nobr STRONG Nobr".split())
def test_open_formatting_is_suspicious_whatever_its_name(name: str) -> None:
    assert suspicious((f"<p><{name}\nid=x>" * 101).encode())
    assert not suspicious((f"<p><{name}>x</{name}>" * 101).encode())


@pytest.mark.parametrize("before", [0, 1, 30_000, 32_768, 65_535])
def test_a_long_tag_is_suspicious_wherever_it_stands(before: int) -> None:
    text = "<p>" + "x" * before
    assert suspicious((f"{text}<a href='{'y' * 65_536}'>z</a>").encode())
    assert suspicious((f"{text}<a href='{'y' * 65_536}").encode())
    assert not suspicious((f"{text}<a href='{'y' * 65_000}'>z</a>{'text ' * 40_000}").encode())
