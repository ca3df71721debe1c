"""The log as JSON: every line is one object, whatever was logged."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from crawls import OWN_SERVER, Answer, crawl, serve, sitemap, story
from faultcrawl import CONTROLS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.jsonlog import KEYS, JsonLines


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines("example"))
    logger = logging.Logger("test.of.it")  # noqa: LOG001 - one that no other test shares
    logger.addHandler(handler)
    yield logger, stream
    handler.close()


def only(stream: io.StringIO) -> dict[str, Any]:
    (line,) = stream.getvalue().splitlines()
    read: dict[str, Any] = json.loads(line)
    assert tuple(read) == KEYS
    return read


def test_a_record(log: tuple[logging.Logger, io.StringIO]) -> None:
    log[0].warning("%s has %d pages", "https://me:canary@x.example/?key=canary", 3)
    read = only(log[1])
    moment = datetime.fromisoformat(read.pop("time"))
    assert moment.utcoffset() is not None
    assert read == {
        "level": "WARNING",
        "logger": "test.of.it",
        "message": "https://x.example/?key=… has 3 pages",
        "site": "example",
        "exception": None,
    }


def test_an_exception(log: tuple[logging.Logger, io.StringIO]) -> None:
    try:
        int("https://a:canary@b.example/ \x1b[2J")
    except ValueError:
        log[0].exception("no")
    read = only(log[1])
    assert read["message"] == "no"
    assert read["exception"].startswith("Traceback")
    assert "ValueError" in read["exception"]
    assert not {"\x1b"} & set(read["exception"])
    assert "canary" not in read["exception"]


def test_arguments_that_do_not_fit(log: tuple[logging.Logger, io.StringIO]) -> None:
    log[0].error("%d pages", "many")
    assert only(log[1])["message"].startswith("%d pages [its arguments do not fit: ")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(), error=st.text())
def test_any_text_is_one_harmless_line(
    log: tuple[logging.Logger, io.StringIO], text: str, error: str
) -> None:
    log[1].seek(0)
    log[1].truncate()
    wrong = ValueError(error)
    log[0].error("%s", text, exc_info=wrong)
    assert log[1].getvalue().isascii()
    read = only(log[1])
    assert not CONTROLS & set(read["message"] + read["exception"])


@pytest.mark.parametrize("into", ["stderr", "file"])
def test_every_line_of_a_crawls_log_is_an_object(tmp_path: Path, into: str) -> None:
    """From the first record, which is made before there is a crawl, to the last."""
    path = "/2026/05/story-of-the-log/"
    file = tmp_path / "log"
    file.write_text("of an earlier crawl\n")
    arguments = ("-s", f"LOG_FILE={file}", "-s", "LOG_FILE_APPEND=False") if into == "file" else ()
    with serve({"/": Answer(b"<h1>Home</h1>"), path: story("Story of the log")}) as site:
        site.answers["/sitemap.xml"] = sitemap(site.url + path)
        site.answers["/robots.txt"] = Answer(f"Sitemap: {site.url}/sitemap.xml".encode())
        done = crawl(
            "news", tmp_path / "c", "-a", f"url={site.url}", *OWN_SERVER, "-s", "LOG_JSON=True", *arguments
        )
    assert done.code == 0
    written = file.read_text("utf-8") if into == "file" else done.log
    records = [json.loads(line) for line in written.splitlines()]
    assert {tuple(record) for record in records} == {KEYS}
    assert records[0]["message"].startswith("Scrapy ")
    assert records[0]["site"] == "news"
    assert records[-1]["message"] == "Spider closed (finished)"
    assert records[-1]["site"] == "127-0-0-1"
    if into == "file":
        assert done.log == ""


@pytest.mark.parametrize(("file", "said"), [("/", "this is a folder"), ("/dev/full/x", "there is no folder")])
def test_a_log_that_cannot_be_written_is_a_wrong_setting(tmp_path: Path, file: str, said: str) -> None:
    done = crawl("sample", tmp_path, "-s", "LOG_JSON=True", "-s", f"LOG_FILE={file}")
    assert done.code == 2
    assert said in done.out + done.log
