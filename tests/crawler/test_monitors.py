"""Whether a crawl is told from those of its site before, and what is said of one that went otherwise."""

from __future__ import annotations

import dataclasses
import importlib
import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from crawls import OWN_SERVER, Answer, crawl, serve, sitemap, story
from test_summary import stats_with

from crawler import exitcodes, tally
from crawler.arguments import Arguments
from crawler.monitors import KEPT, LEAST_HISTORY, MOST, History, Run, judge

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))  # scripts, as Python runs them
alarms = importlib.import_module("alarms")

USUAL = Run("2026-11-25T06:00:00+00:00", 100, 100, 80, 5, 5, 10, 400)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, []),
        ({"found": 34}, []),
        ({"found": 33}, ["33 addresses found; the median of 3 crawls is 100"]),
        ({"found": 0, "pages": 0, "articles": 0}, ["0 addresses found; the median of 3 crawls is 100"]),
        ({"failed": 15}, []),
        ({"failed": 16}, ["16% pages that failed; the median of 3 crawls is 5%"]),
        ({"robots": 90}, ["90% pages that robots.txt forbids; the median of 3 crawls is 5%"]),
        ({"no_story": 40}, ["40% pages without a story; the median of 3 crawls is 10%"]),
        ({"cuts": 100}, ["1.2 cuts an article; the median of 3 crawls is 5.0"]),
        ({"cuts": 1300}, ["16.2 cuts an article; the median of 3 crawls is 5.0"]),
        ({"pages": 19, "failed": 13}, []),  # with the 100 pages before: 15%
        ({"undated": 8}, []),
        ({"undated": 9}, ["11% articles without a date; the median of 3 crawls is 0%"]),
        ({"short": 80}, ["100% articles of fewer than 100 words; the median of 3 crawls is 0%"]),
        ({"articles": 0, "undated": 0, "short": 0, "cuts": 0}, []),
        (
            {"pages": 20, "articles": 0, "failed": 20, "no_story": 0},
            ["100% pages that failed; the median of 3 crawls is 5%"],
        ),
    ],
)
def test_judge(changes: dict[str, int], words: list[str]) -> None:
    assert judge(dataclasses.replace(USUAL, **changes), [USUAL] * LEAST_HISTORY) == words  # type: ignore[arg-type]  # no `at` among them


NIGHTLY = Run("2026-11-25T06:00:00+00:00", 60, 6, 5, 0, 0, 1, 25, hours=48)
"""A crawl with `since=2d`: of 60 addresses that the feeds list, six are new."""


@pytest.mark.parametrize(
    ("changes", "earlier", "words"),
    [
        ({}, 16, []),
        ({"found": 19}, 3, ["19 addresses found; the median of 3 crawls is 60"]),
        ({"failed": 4}, 16, []),  # four pages of one night, with the 18 before: a sixth
        ({"failed": 6}, 16, ["25% pages that failed in the last 4 crawls; the median of 12 crawls is 0%"]),
        ({"failed": 6}, 10, []),
        ({"pages": 20, "failed": 20}, 16, ["100% pages that failed; the median of 16 crawls is 0%"]),
        ({"articles": 0, "pages": 0, "no_story": 0, "cuts": 0}, 16, []),  # a Sunday
    ],
)
def test_a_nightly_crawl_is_judged_with_the_nights_before(
    changes: dict[str, int], earlier: int, words: list[str]
) -> None:
    run = dataclasses.replace(NIGHTLY, **changes)  # type: ignore[arg-type]  # no `at` among them
    assert judge(run, [NIGHTLY] * earlier) == words


def finding(*numbers: int) -> list[str]:
    """What is wrong with the last of crawls that found so many addresses."""
    *before, run = (dataclasses.replace(USUAL, found=number) for number in numbers)
    return judge(run, before)


def test_half_of_many_addresses_is_seen_at_once_and_a_weekend_is_not() -> None:
    assert finding(*[1_000] * 14, 600) == []
    assert finding(*[1_000] * 14, 500) == ["500 addresses found; the median of 14 crawls is 1000"]
    week = [1_000] * 5 + [300] * 2
    for day in range(7):
        assert finding(*week * 3, *week[: day + 1]) == []
    assert finding(*week * 2, *week[:6], 150) == ["150 addresses found; the median of 20 crawls is 1000"]


def test_one_crawl_that_failed_is_not_what_is_usual() -> None:
    assert finding(*[1_000] * 13, 0, 500)


def test_half_of_few_addresses_is_seen_within_a_week() -> None:
    assert not any(finding(*[30] * 30, *[15] * days) for days in range(1, 6))
    assert finding(*[30] * 30, *[15] * 7) == [
        "105 addresses found in 7 crawls; the median of 4 times 7 is 210"
    ]


def test_a_share_of_many_pages_may_rise_by_less() -> None:
    def run(pages: int, failed: int) -> Run:
        return dataclasses.replace(USUAL, pages=pages, failed=failed)

    assert judge(run(20, 7), [run(20, 2)] * 20) == []
    assert judge(run(2_000, 420), [run(2_000, 200)] * 20) == [
        "21% pages that failed; the median of 20 crawls is 10%"
    ]


def test_a_share_that_always_varied_may_vary() -> None:
    before = [dataclasses.replace(USUAL, failed=failed) for failed in (0, 10, 20) * 8]
    assert judge(dataclasses.replace(USUAL, failed=40), before) == []
    assert judge(dataclasses.replace(USUAL, failed=90), before)


@pytest.mark.parametrize("site", alarms.SITES, ids=lambda site: site.name)
def test_made_up_years_have_few_false_alarms_and_faults_are_seen(site: Any) -> None:
    """The figures themselves stand in docs/crawling.md."""
    assert alarms.alarms_a_year(site, years=2) <= 2
    assert alarms.seen(site, "undated", 1.0, days=7, tries=10) == 1
    assert alarms.seen(site, "found", 0.1, days=7, tries=10) == 1


def test_a_few_bad_nights_are_enough() -> None:
    bad = dataclasses.replace(NIGHTLY, failed=6, articles=0, no_story=0, cuts=0)
    assert judge(bad, [NIGHTLY] * 16 + [bad]) == [
        "50% pages that failed in the last 4 crawls; the median of 12 crawls is 0%"
    ]
    undated = dataclasses.replace(NIGHTLY, undated=5)
    assert judge(undated, [NIGHTLY] * 16 + [undated]) == [
        "50% articles without a date in the last 4 crawls; the median of 12 crawls is 0%"
    ]


@pytest.mark.parametrize(
    ("one", "other", "like"),
    [
        ({}, {}, True),
        ({"hours": 30}, {"hours": 30}, True),
        ({"hours": 30}, {"hours": 24}, True),
        ({"hours": 24}, {"hours": 36}, True),
        ({"hours": 24}, {"hours": 37}, False),
        ({"hours": 24}, {"hours": 168}, False),
        ({"hours": 24}, {}, False),
        ({"full": 1}, {}, False),
        ({"full": 1}, {"full": 1}, True),
    ],
)
def test_what_is_like_what(one: dict[str, int], other: dict[str, int], like: int) -> None:
    first, second = (dataclasses.replace(USUAL, **each) for each in (one, other))  # type: ignore[arg-type]  # as above
    assert first.like(second) is second.like(first) is bool(like)


def test_crawls_are_held_against_those_like_them() -> None:
    """A crawl of all finds ten times as much as a nightly one, which is no fault of the latter."""
    other = dataclasses.replace(USUAL, found=600)
    assert judge(NIGHTLY, [other] * 5) == []
    assert judge(NIGHTLY, [other] * 5 + [NIGHTLY] * 3) == []


def test_the_figures_of_a_crawl() -> None:
    counts = {
        tally.FOUND: 9, tally.PAGES: 8, tally.ARTICLES: 3, tally.NO_ARTICLE + "http_500": 1,
        tally.NO_ARTICLE + "robots": 2, tally.NO_ARTICLE + "no_text": 1, tally.NO_ARTICLE + "timeout": 1,
        tally.REMOVED + "ad": 4, tally.UNDATED: 2, tally.SHORT_ARTICLES: 1,
    }  # fmt: skip
    now = datetime(2026, 11, 25, 6, tzinfo=UTC)
    asked = Arguments.read({"since": "2026-11-24", "full": "1"}, now)
    stats = stats_with(counts)
    assert Run.of(stats, now, asked) == Run("2026-11-25T06:00:00+00:00", 9, 8, 3, 2, 2, 1, 4, 2, 1, 30, 1)
    assert Run.of(stats, now, Arguments()).hours == 0


def test_a_short_history_judges_nothing() -> None:
    assert judge(dataclasses.replace(USUAL, found=0), [USUAL] * (LEAST_HISTORY - 1)) == []


def test_the_history_stays_small_and_outlives_a_damaged_line(tmp_path: Path) -> None:
    history = History(tmp_path, "example")
    assert history.read() == []
    nightly = [dataclasses.replace(NIGHTLY, found=n) for n in range(2)]
    runs = [*nightly, *(dataclasses.replace(USUAL, found=n) for n in range(KEPT + 5))]
    history.write(runs)
    runs = [*nightly, *runs[2:]]
    assert history.read() == nightly + runs[7:]
    with history.path.open("a") as file:
        file.write('{"at": "2026\n[]\n{"at": "x", "found": "many"}\n')
    assert history.read() == nightly + runs[7:]
    history.write([dataclasses.replace(USUAL, hours=2**n) for n in range(MOST + 5)])
    assert len(history.read()) == MOST


def test_figures_of_an_earlier_version_are_read(tmp_path: Path) -> None:
    history = History(tmp_path, "example")
    history.write([USUAL])
    before = json.loads(history.path.read_text())
    history.path.write_text(json.dumps({key: before[key] for key in list(before)[:8]}))
    assert history.read() == [USUAL]


def test_a_crawl_that_finds_little_ends_with_the_code_of_a_failed_monitor(tmp_path: Path) -> None:
    path = "/2026/05/story-that-is-left/"
    with serve({"/": Answer(b"<h1>Home</h1>"), path: story("Story that is left")}) as site:
        site.answers["/sitemap.xml"] = sitemap(site.url + path)
        site.answers["/robots.txt"] = Answer(f"Sitemap: {site.url}/sitemap.xml".encode())
        first = crawl("news", tmp_path, "-a", f"url={site.url}", *OWN_SERVER)
        assert first.code == exitcodes.DONE
        (file,) = (tmp_path / "runs").glob("*.jsonl")
        run = json.loads(file.read_text())
        assert (run["found"], run["pages"], run["articles"]) == (1, 1, 1)
        file.write_text("".join(json.dumps(run | {"found": 50}) + "\n" for _ in range(LEAST_HISTORY)))
        again = crawl("news", tmp_path, "-a", f"url={site.url}", *OWN_SERVER)
    assert again.code == exitcodes.MONITOR
    assert f"{file.stem}: a monitor failed: 1 addresses found; the median of 3 crawls is 50" in again.log
    assert again.stats["monitor_failed"] == 1
    assert len(file.read_text().splitlines()) == LEAST_HISTORY + 1


def test_articles_without_a_date_and_short_ones_are_counted_in_the_cron_case(tmp_path: Path) -> None:
    """`since` takes what has no date. A crawl with `until` or `max_articles` leaves no trace."""
    dated, undated = "/2026/05/story-with-a-date/", "/news/story-without-a-date-on-it/"
    brief = re.sub(rb"<meta [^>]*published_time[^>]*>", b"", story("Story without a date").body)
    brief = b"</p>".join(brief.split(b"</p>")[:2]) + b"</p></article></body></html>"
    with serve({"/": Answer(b"<h1>Home</h1>"), dated: story("Story with a date")}) as site:
        site.answers[undated] = Answer(brief)
        site.answers["/sitemap.xml"] = sitemap(site.url + dated, site.url + undated)
        site.answers["/robots.txt"] = Answer(f"Sitemap: {site.url}/sitemap.xml".encode())
        news = ("news", tmp_path, "-a", f"url={site.url}", *OWN_SERVER)
        run = crawl(*news, "-a", "since=2026-01-01")
        for part in ("max_articles=1", "until=2020-01-01"):
            crawl(*news, "-a", part)
    assert (run.stats["undated"], run.stats["short"]) == (1, 1)
    (file,) = (tmp_path / "runs").glob("*.jsonl")
    (figures,) = map(json.loads, file.read_text().splitlines())
    assert (figures["undated"], figures["short"], figures["full"]) == (1, 1, 0)
    assert figures["hours"] > 24 * 100
