"""tdmrep.json and ai.txt: what is read of them, for which page."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.politeness.optoutfiles import (
    MAX_AI_LINES,
    ai_disallows,
    ai_rules,
    ai_signals,
    tdm_rule,
    tdm_rules,
)
from crawler.politeness.paths import matches


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("/", "/a", True),
        ("", "/a", True),
        ("/a", "/ab", True),
        ("/a$", "/ab", False),
        ("/a$", "/a", True),
        ("/a/*/c", "/a/b/c/d", True),
        ("/a/*/c$", "/a/b/c/d", False),
        ("/*.html$", "/x/y.html", True),
        ("/*.html$", "/x.html?p=1", False),
        ("*", "/a", True),
        ("*$", "/a", True),
        ("/a*a$", "/a", False),  # the two may not be one and the same
        ("/a*b*c$", "/abbc", True),
        ("/b", "/a/b", False),
        ("$", "/a", False),
    ],
)
def test_a_pattern(pattern: str, path: str, fits: bool) -> None:  # noqa: FBT001 - a column of the table
    assert matches(pattern, path) is fits


def test_no_pattern_takes_long() -> None:
    begun = time.perf_counter()
    assert not matches("/" + "*a" * 249 + "$", "/" + "a" * 20_000 + "b")
    assert time.perf_counter() - begun < 1


RULES = [
    {"location": "/", "tdm-reservation": 0},
    {"location": "/news/*", "tdm-reservation": 1, "tdm-policy": "https://x.example/policy.json"},
    {"location": "/news/open/", "tdm-reservation": "0"},
]


@pytest.mark.parametrize(
    ("path", "signals"),
    [
        ("/about", {"tdm-location": "/", "tdm-reservation": "0"}),
        (
            "/news/a",
            {
                "tdm-location": "/news/*",
                "tdm-reservation": "1",
                "tdm-policy": "https://x.example/policy.json",
            },
        ),
        ("/news/open/a", {"tdm-location": "/news/open/", "tdm-reservation": "0"}),
    ],
)
def test_the_longest_location_holds(path: str, signals: dict[str, str]) -> None:
    rules = tdm_rules(json.dumps(RULES).encode())
    assert rules is not None
    rule = tdm_rule(rules, path)
    assert rule is not None
    assert {each.signal: each.value for each in rule.signals()} == signals
    assert {each.where for each in rule.signals()} == {"tdmrep.json"}


@pytest.mark.parametrize(
    ("body", "locations"),
    [
        (b"[]", []),
        (b'\xef\xbb\xbf[{"location": "/a", "tdm-reservation": 1}]', ["/a"]),
        (b'{"location": "/a"}', ["/a"]),
        (
            b'[1, null, {"location": 5}, {"tdm-reservation": 1}, {"location": "/b", "tdm-policy": ["x"]}]',
            ["/b"],
        ),
        (b"[" * 100_000, None),
        (b"<html>not here</html>", None),
        (b'"text"', None),
        (b"", None),
    ],
)
def test_what_is_no_rule_is_left_out(body: bytes, locations: list[str] | None) -> None:
    rules = tdm_rules(body)
    assert (None if rules is None else [rule.location for rule in rules]) == locations


@pytest.mark.parametrize(
    ("lines", "path", "disallowed"),
    [
        ("User-Agent: *|Disallow: /", "/a", True),
        ("User-Agent: *|Disallow: *", "/a", True),
        ("User-Agent: *|Disallow:", "/a", False),
        ("User-Agent: *|Disallow: *.txt|Disallow: *.html", "/a.html", True),
        ("User-Agent: *|Disallow: .html", "/a.html", True),
        ("User-Agent: *|Disallow: *.txt", "/a/", False),
        ("User-Agent: *|Disallow: /|Allow: /open/", "/open/a", False),
        ("User-Agent: *|Disallow: /a|Allow: /a", "/a", False),
        ("User-Agent: GPTBot|Disallow: /", "/a", True),
        ("User-Agent: OtherBot|Disallow: /", "/a", False),
        ("Disallow: /", "/a", True),
    ],
)
def test_what_an_ai_txt_disallows(lines: str, path: str, disallowed: bool) -> None:  # noqa: FBT001 - as above
    rules = ai_rules(lines.replace("|", "\r\n").encode())
    assert rules is not None
    assert ai_disallows(rules, path) is disallowed


@pytest.mark.parametrize("body", [b"", b"<!DOCTYPE html><p>Disallow: /", b"Hello: world", b"\xff\x00" * 99])
def test_what_is_no_ai_txt(body: bytes) -> None:
    assert ai_rules(body) is None


def test_the_lines_of_an_ai_txt_are_recorded_those_for_all_first() -> None:
    lines = "".join(f"Disallow: *.{n}\n" for n in range(50))
    rules = ai_rules(f"User-Agent: *\n{lines}Disallow: / # all\n".encode())
    assert rules is not None
    signals = ai_signals(rules)
    assert len(signals) == MAX_AI_LINES
    assert (signals[0].signal, signals[0].value, signals[0].where) == ("*", "Disallow: /", "ai.txt")


@given(st.binary() | st.text().map(str.encode))
def test_no_file_raises(body: bytes) -> None:
    for rules in (tdm_rules(body), ai_rules(body)):
        assert rules is None or isinstance(rules, tuple)
