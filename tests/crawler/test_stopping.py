"""SIGTERM, once and twice, and the deadline of a run, against a server whose pages can be made to wait."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from crawls import OWN_SERVER, PROJECT, crawl, lines, sitemap, story
from faultserver import FaultSite, Wire, serve_faults

PATHS = [f"/2026/05/story-{n}-of-the-long-trial/" for n in range(40)]
SLOW = 30
"""The page that the tests wait at: by then the first pages of the site have been learned from and written."""


@pytest.fixture
def site() -> Iterator[FaultSite]:
    def page(wire: Wire) -> None:
        wire.whole(story(f"Story {wire.path.split('-')[1]} of the long trial").body)

    with serve_faults(dict.fromkeys(PATHS, page)) as served:
        listing = sitemap(*(served.url + path for path in PATHS)).body
        served.replies["/robots.txt"] = lambda wire: wire.whole(f"Sitemap: {served.url}/sitemap.xml".encode())
        served.replies["/sitemap.xml"] = lambda wire: wire.whole(listing, kind="application/xml")
        served.replies["/"] = lambda wire: wire.whole(b"<h1>Home</h1>")
        yield served


def slow_page(site: FaultSite, seconds: float, number: int = SLOW) -> None:
    quick = site.replies[PATHS[number]]

    def reply(wire: Wire) -> None:
        if wire.attempt == 1:
            wire.wait(seconds)
        quick(wire)

    site.replies[PATHS[number]] = reply


def start(site: FaultSite, corpus: Path, *settings: str) -> subprocess.Popen[str]:
    """A crawl in a process group of its own, as a service manager has it."""
    command = [
        sys.executable, "-m", "scrapy", "crawl", "news", "-a", f"url={site.url}/", "-s", f"CORPUS_DIR={corpus}",
        *OWN_SERVER, "-s", "DOWNLOAD_DELAY=0.02", "-s", "CLEANING_WORKERS=1", "-s", "SUMMARY=line", *settings,
    ]  # fmt: skip
    return subprocess.Popen(  # noqa: S603 - our own arguments
        command,
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def written(corpus: Path) -> list[str]:
    return [re.sub("^.*?//[^/]*", "", line["url"]) for line in lines(corpus / "articles")]


def alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_sigterm_finishes_what_is_in_flight_and_seals(site: FaultSite, tmp_path: Path) -> None:
    slow_page(site, 1.5)
    process = start(site, tmp_path)
    wait_for(lambda: site.asked[PATHS[SLOW]])
    os.killpg(process.pid, signal.SIGTERM)  # the processes that clean get it too
    out, log = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "finish=shutdown exit=130 new=31 " in out, log
    assert sorted(written(tmp_path)) == sorted(PATHS[: SLOW + 1])
    assert sum(site.asked[path] for path in PATHS) == SLOW + 1
    assert not list(tmp_path.rglob(".*.open"))
    assert log == ""


def test_a_second_sigterm_leaves_at_once_and_the_next_run_recovers(site: FaultSite, tmp_path: Path) -> None:
    slow_page(site, 50)
    process = start(site, tmp_path, "-s", "DOWNLOAD_TIMEOUT=60")
    wait_for(lambda: site.asked[PATHS[SLOW]])
    os.killpg(process.pid, signal.SIGTERM)
    time.sleep(1.5)
    assert process.poll() is None  # it waits for the page
    os.killpg(process.pid, signal.SIGTERM)
    told = time.monotonic()
    out, log = process.communicate(timeout=60)
    assert time.monotonic() - told < 2
    assert process.returncode == 130
    assert "finish=killed exit=130 " in out
    assert float(out.split("seconds=")[1]) > 1.5
    assert log == ""
    wait_for(lambda: not alive(process.pid))
    assert list(tmp_path.rglob(".*.open"))  # nothing was sealed …
    before = written(tmp_path)
    again = crawl("news", tmp_path, "-a", f"url={site.url}/", *OWN_SERVER)
    assert again.code == 0
    assert sorted(written(tmp_path)) == sorted(PATHS)  # … and nothing is lost, or there twice
    assert before == []
    assert again.stats["known"] >= SLOW - 5  # what was written was not asked for again
    assert not list(tmp_path.rglob(".*.open"))


def test_sigterm_lets_the_first_pages_of_a_site_go(site: FaultSite, tmp_path: Path) -> None:
    """They wait for each other until there are enough to learn from."""
    process = start(site, tmp_path)
    wait_for(lambda: site.asked[PATHS[4]])
    process.terminate()
    out, log = process.communicate(timeout=60)
    assert process.returncode == 130
    asked = [path for path in PATHS if site.asked[path]]
    assert f" new={len(asked)} " in out
    assert sorted(written(tmp_path)) == sorted(asked)
    assert log == ""


def test_a_deadline_ends_a_run_with_what_is_in_flight(site: FaultSite, tmp_path: Path) -> None:
    """The page is asked for before the deadline and comes after it; the first pages wait for each other."""
    slow_page(site, 7, number=3)
    news = ("news", tmp_path, "-a", f"url={site.url}/", *OWN_SERVER, "-s", "CLEANING_WORKERS=1")
    run = crawl(*news, "-s", "CLOSESPIDER_TIMEOUT=5")
    assert run.code == 6
    assert "(deadline reached)" in run.out
    assert " finish=closespider_timeout exit=6 new=4 " in run.out
    assert sorted(written(tmp_path)) == PATHS[:4]
    assert run.stats["not_fetched/stopped"] == len(PATHS) - 4
    assert not list(tmp_path.rglob(".*.open"))
    again = crawl(*news)
    assert (again.code, again.stats["articles"], again.stats["known"]) == (0, len(PATHS) - 4, 4)
