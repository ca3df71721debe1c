"""A site whose every sitemap is broken in another way: which articles are found all the same, and what is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from crawls import story
from faultcrawl import CONTROLS, Crawled, crawl_faults
from faultserver import Reply, serve_faults
from faultsources import SOURCES


def path_of(kind: str) -> str:
    return f"/maps/{kind}.xml"


def a_story(path: str) -> Reply | None:
    if not path.startswith("/2026/"):
        return None
    body = story(path.partition("?")[0].strip("/").rpartition("/")[2].replace("-", " ")).body
    return lambda wire: wire.whole(body)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    with serve_faults({path_of(kind): source.reply for kind, source in SOURCES.items()}) as site:
        site.otherwise.append(a_story)
        robots = "".join(f"Sitemap: {site.url}{path_of(kind)}\n" for kind in SOURCES)
        site.replies["/robots.txt"] = lambda wire: wire.whole(robots.encode(), kind="text/plain")
        site.replies["/"] = lambda wire: wire.whole(b"<html><body><h1>Broken Times</h1></body></html>")
        yield crawl_faults(site, tmp_path_factory.mktemp("sources"))


@pytest.mark.parametrize("kind", list(SOURCES))
def test_what_can_be_read_of_a_sitemap_is_used(sources: Crawled, kind: str) -> None:
    source = SOURCES[kind]
    found = [
        path
        for path in sources.outcomes
        if path.startswith(f"/2026/05/from-{kind}-") and path[len(f"/2026/05/from-{kind}-")].isdigit()
    ]
    if source.found < 0:
        assert found
    else:
        assert len(found) == source.found
    assert all(sources.outcomes[path][0] in {"article", "duplicate"} for path in found)
    assert sources.asked[path_of(kind)] == source.asked


@pytest.mark.parametrize("kind", [kind for kind, source in SOURCES.items() if source.said])
def test_the_damage_is_told_with_the_address(sources: Crawled, kind: str) -> None:
    told = [line for line in sources.run.log.splitlines() if f"{path_of(kind)}" in line]
    assert [line for line in told if SOURCES[kind].said in line], told


def test_a_sound_sitemap_is_not_complained_of(sources: Crawled) -> None:
    assert not [line for line in sources.run.log.splitlines() if path_of("sound") in line]


def test_only_the_site_is_asked(sources: Crawled) -> None:
    assert "/outside" not in sources.asked
    assert not [path for path in sources.asked if "inside-story" in path or "secret-story" in path]
    assert not [path for path in sources.outcomes if not path.startswith("/")]


def test_the_run_ends_well_and_its_stats_add_up(sources: Crawled) -> None:
    stats = sources.run.stats
    assert sources.run.code == 0
    assert "Traceback" not in sources.run.log
    not_fetched = sum(n for key, n in stats.items() if key.startswith("not_fetched/"))
    assert stats["found"] == stats["pages"] + not_fetched
    no_article = sum(n for key, n in stats.items() if key.startswith("no_article/"))
    assert stats["pages"] == stats["articles"] + no_article
    assert stats["not_fetched/trap"] == 6 + 99 - 20
    assert stats["source_failed/sitemap/trap"] == 1


def test_an_endless_index_ends(sources: Crawled) -> None:
    assert sum(n for path, n in sources.asked.items() if path.startswith(path_of("endless"))) == 6


def test_the_log_is_harmless(sources: Crawled) -> None:
    assert not CONTROLS & set(sources.run.log)
    assert "canary" not in sources.run.log
    assert not re.search("^(?:forged|ERROR)", sources.run.log, re.MULTILINE)
