"""Whether a crawl is told from those of its site before, and what is said of one that went otherwise."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from crawls import OWN_SERVER, Answer, crawl, serve, sitemap, story

from crawler import exitcodes
from crawler.monitors import KEPT, LEAST_HISTORY, History, Run, judge

USUAL = Run("2026-11-25T06:00:00+00:00", 100, 100, 80, 5, 5, 10, 400)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, []),
        ({"found": 34}, []),
        ({"found": 33}, ["33 addresses found; the median of 3 crawls is 100"]),
        ({"found": 0, "pages": 0, "articles": 0}, ["0 addresses found; the median of 3 crawls is 100"]),
        ({"failed": 30}, []),
        ({"failed": 31}, ["31% pages that failed; the median of 3 crawls is 5%"]),
        ({"robots": 90}, ["90% pages that robots.txt forbids; the median of 3 crawls is 5%"]),
        ({"no_story": 40}, ["40% pages without a story; the median of 3 crawls is 10%"]),
        ({"cuts": 100}, ["1.2 cuts an article; the median of 3 crawls is 5.0"]),
        ({"cuts": 1300}, ["16.2 cuts an article; the median of 3 crawls is 5.0"]),
        ({"pages": 19, "failed": 19}, []),
        (
            {"pages": 20, "articles": 0, "failed": 20, "no_story": 0},
            ["100% pages that failed; the median of 3 crawls is 5%"],
        ),
    ],
)
def test_judge(changes: dict[str, int], words: list[str]) -> None:
    assert judge(dataclasses.replace(USUAL, **changes), [USUAL] * LEAST_HISTORY) == words  # type: ignore[arg-type]  # no `at` among them


def test_a_short_history_judges_nothing() -> None:
    assert judge(dataclasses.replace(USUAL, found=0), [USUAL] * (LEAST_HISTORY - 1)) == []


def test_the_history_stays_small_and_outlives_a_damaged_line(tmp_path: Path) -> None:
    history = History(tmp_path, "example")
    assert history.read() == []
    runs = [dataclasses.replace(USUAL, found=n) for n in range(KEPT + 5)]
    history.write(runs)
    assert history.read() == runs[5:]
    with history.path.open("a") as file:
        file.write('{"at": "2026\n[]\n{"at": "x", "found": "many"}\n')
    assert history.read() == runs[5:]


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
