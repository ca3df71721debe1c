"""The line that ends a crawl, and the exit code that it names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from crawls import AT_ONCE, crawl, scrapy
from scrapy.settings import Settings
from scrapy.statscollectors import MemoryStatsCollector

from crawler import exitcodes, tally
from crawler.summary import line

KEYS = (
    "site finish exit new updated known no_article reasons monitors_failed requests seconds".split()
)  # fmt: skip


def stats_with(counts: Mapping[str, Any]) -> MemoryStatsCollector:
    from scrapy import Spider
    from scrapy.crawler import Crawler

    stats = MemoryStatsCollector(Crawler(Spider, Settings()))
    stats.set_stats(dict(counts))
    return stats


def test_the_line_of_a_crawl() -> None:
    counts = {
        tally.KNOWN: 5, tally.PAGES: 20, tally.ARTICLES: 10, tally.UPDATED: 3, tally.NO_ARTICLE + "unchanged": 4,
        tally.NO_ARTICLE + "not_modified": 2, tally.NO_ARTICLE + "robots": 1, tally.NO_ARTICLE + "http_404": 3,
        "downloader/request_count": 31, "elapsed_time_seconds": 12.345, "finish_reason": "finished",
    }  # fmt: skip
    assert line(stats_with(counts), site="example", code=0) == (
        "redline site=example finish=finished exit=0 new=7 updated=3 known=11 no_article=4 "
        "reasons=http_404:3,robots:1 monitors_failed=0 requests=31 seconds=12.3"
    )


def test_the_line_of_a_crawl_that_never_began() -> None:
    assert line(stats_with({}), site="a\x1b[2Jb", code=1) == (
        "redline site=a\\x1b[2Jb finish=killed exit=1 new=0 updated=0 known=0 no_article=0 reasons=- "
        "monitors_failed=0 requests=0 seconds=0.0"
    )


@pytest.mark.parametrize(
    ("counts", "started", "code"),
    [
        ({"finish_reason": "finished"}, True, exitcodes.DONE),
        ({"finish_reason": "closespider_itemcount"}, True, exitcodes.DONE),
        ({"finish_reason": "finished", tally.MONITOR_FAILED: 2}, True, exitcodes.MONITOR),
        ({"finish_reason": "finished", tally.SOURCE_FAILED + "feed/dns": 1}, True, exitcodes.FAILED),
        (
            {"finish_reason": "finished", tally.SOURCE_FAILED + "feed/dns": 1, tally.SOURCES + "feed": 1},
            True,
            exitcodes.DONE,
        ),
        ({"finish_reason": "finished", tally.UNSEALED: 1}, True, exitcodes.CANNOT_WRITE),
        ({"finish_reason": "cannot_write"}, True, exitcodes.CANNOT_WRITE),
        ({"finish_reason": "corpus_unreadable"}, True, exitcodes.FAILED),
        ({"finish_reason": "locked"}, True, exitcodes.LOCKED),
        ({"finish_reason": "shutdown"}, True, exitcodes.INTERRUPTED),
        ({"finish_reason": "closespider_timeout"}, True, exitcodes.DEADLINE),
        ({}, True, exitcodes.INTERRUPTED),
        ({}, False, exitcodes.FAILED),
    ],
)
def test_the_exit_code_of_a_crawl(counts: dict[str, Any], started: int, code: int) -> None:
    assert exitcodes.of_crawl(stats_with(counts), started=bool(started)) == code


def values(printed: str) -> dict[str, str]:
    name, *pairs = printed.splitlines()[-1].split(" ")
    assert name == "redline"
    return dict(pair.split("=", 1) for pair in pairs)


def test_a_crawl_ends_with_its_line_and_cron_gets_nothing_else(tmp_path: Path) -> None:
    first = crawl("sample", tmp_path, *AT_ONCE)
    told = values(first.out)
    assert list(told) == KEYS
    assert len(first.out.splitlines()) > 10
    assert (told["site"], told["finish"], told["exit"]) == ("sample", "finished", "0")
    assert int(told["new"]) == first.stats["articles"] > 0
    assert int(told["no_article"]) == first.stats["pages"] - first.stats["articles"]
    again = crawl("sample", tmp_path, *AT_ONCE, "-s", "SUMMARY=line", "-a", "full=1")
    assert len(again.out.splitlines()) == 1
    assert (values(again.out)["new"], values(again.out)["known"]) == ("0", told["new"])
    assert float(values(again.out)["seconds"]) > 0
    assert int(values(again.out)["requests"]) > int(told["new"])


def test_articles_on_standard_output_are_left_alone(tmp_path: Path) -> None:
    done = scrapy(
        "crawl", "sample", "-s", f"CORPUS_DIR={tmp_path}", *AT_ONCE, "-o", "-:jsonl", "-a", "max_articles=2"
    )
    assert all(line.startswith("{") for line in done.out.splitlines())
    assert values(done.log)["finish"] == "closespider_itemcount"
