from __future__ import annotations

import io
import logging
import time
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.safelog import HarmlessLog, harmless


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("https://me:canary@news.example/a", "https://news.example/a"),
        ("https://canary@news.example/a", "https://news.example/a"),
        ("<GET https://news.example/a?key=canary>", "<GET https://news.example/a?key=…>"),
        ("https://news.example/?p=1234&page=2", "https://news.example/?p=1234&page=2"),
        ("https://news.example/?canary", "https://news.example/?…"),
        ("(https://news.example/?token=canary)", "(https://news.example/?token=…)"),
        ("https://news.example/?q=O'Neil&token=canary", "https://news.example/?q=…&token=…"),
        ("https://news.example/o'neil/?token=canary", "https://news.example/o'neil/?token=…"),
        ("https://news.example/?a=(x)&token=canary", "https://news.example/?a=…&token=…"),
        ("https://news.example/?canary&page=2", "https://news.example/?…&page=2"),
        ("('https://news.example/?page=2',)", "('https://news.example/?page=2',)"),
        ("https://me:p@canary@news.example/", "https://news.example/"),
        ("https://me:o'canary@news.example/", "https://news.example/"),
        (f"https://{'u' * 600}:canary@news.example/", "https://news.example/"),
        ("proxy http://me:p%40w@10.0.0.1:3128", "proxy http://10.0.0.1:3128"),
        ("me@news.example wrote", "me@news.example wrote"),
        ("a\x1b[2Jb\x9b31m\u202ec\ud800", "a\\x1b[2Jb\\x9b31m\\u202ec\\ud800"),
        ("one\nERROR: two\rthree\n", "one\n    ERROR: two\\x0dthree\n"),
        ("a tab\tand Ü", "a tab\tand Ü"),
    ],
)
def test_what_is_written(text: str, written: str) -> None:
    assert harmless(text) == written


@given(st.text())
def test_no_text_steers_a_terminal_or_begins_a_line(text: str) -> None:
    written = harmless(text)
    assert all(unicodedata.category(c) not in {"Cc", "Cs"} or c in "\t\n" for c in written)
    assert all(line.startswith("    ") for line in written.split("\n")[1:] if line)


@given(st.text(st.characters(exclude_characters='/?#<>"', exclude_categories=("C", "Z")), max_size=40))
def test_no_password_is_written(password: str) -> None:
    text = f"GET https://me:{password}canary@news.example/a failed"
    assert "canary" not in harmless(text)


@given(st.text(st.characters(exclude_characters='#<>"', exclude_categories=("C", "Z")), max_size=40))
def test_no_value_of_a_query_is_written(value: str) -> None:
    text = f"GET https://news.example/o'neil/?page=2&key={value}canary failed"
    assert "canary" not in harmless(text)


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    handler.addFilter(HarmlessLog())
    logger = logging.Logger("test")  # noqa: LOG001 - one that no other test shares
    logger.addHandler(handler)
    yield logger, stream
    handler.close()


def test_a_message_is_made_harmless_with_its_arguments(log: tuple[logging.Logger, io.StringIO]) -> None:
    log[0].warning("%s was not read: %s", "https://a:canary@b.example/", "\x1b[2J\nERROR: forged")
    assert log[1].getvalue() == "WARNING: https://b.example/ was not read: \\x1b[2J\n    ERROR: forged\n"


def test_a_traceback_is_made_harmless(log: tuple[logging.Logger, io.StringIO]) -> None:
    try:
        int("https://a:canary@b.example/ \x1b[2J")
    except ValueError:
        log[0].exception("no")
    written = log[1].getvalue()
    assert "https://b.example/" in written
    assert "canary" not in written
    assert "\x1b" not in written
    assert [line for line in written.splitlines() if not line.startswith(" ")] == ["ERROR: no"]


@pytest.mark.parametrize("piece", ["http://", "http://u:p@", "https://a.example/?", "http://a?b"])
def test_a_long_line_costs_no_more_than_its_length(piece: str) -> None:
    started = time.perf_counter()
    harmless(piece * (500_000 // len(piece)))
    assert time.perf_counter() - started < 5  # some hundredths of a second
