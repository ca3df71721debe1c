"""A site whose every page is broken in another way: what is asked for, what becomes of it, how the run ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from crawls import sitemap
from faultcrawl import CONTROLS, Crawled, crawl_faults
from faultpages import ARTICLE, PAGES
from faultserver import serve_faults


def path_of(kind: str) -> str:
    return f"/2026/05/{kind}-story-of-the-court/"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    with serve_faults({path_of(kind): fault.reply for kind, fault in PAGES.items()}) as site:
        robots = f"User-agent: *\nAllow: /\nSitemap: {site.url}/sitemap.xml\n".encode()
        listing = sitemap(*(site.url + path_of(kind) for kind in PAGES)).body
        site.replies["/robots.txt"] = lambda wire: wire.whole(robots, kind="text/plain")
        site.replies["/sitemap.xml"] = lambda wire: wire.whole(listing, kind="application/xml")
        site.replies["/"] = lambda wire: wire.whole(b"<html><body><h1>Broken Times</h1></body></html>")
        yield crawl_faults(site, tmp_path_factory.mktemp("pages"))


def test_there_are_a_hundred_kinds() -> None:
    assert len(PAGES) >= 100


@pytest.mark.parametrize("kind", list(PAGES))
def test_a_page_becomes_what_it_should(pages: Crawled, kind: str) -> None:
    fault = PAGES[kind]
    assert pages.outcomes.get(path_of(kind)) == [fault.becomes]
    assert pages.asked[path_of(kind)] == fault.asked


def test_what_is_stored_is_whole(pages: Crawled) -> None:
    """Each article has the five days of the story: nothing was cut in half."""
    kinds = [kind for kind, fault in PAGES.items() if fault.becomes == ARTICLE]
    assert len(pages.articles) == len(kinds)
    for article in pages.articles:
        for day in ("one", "two", "three", "four", "five"):
            assert f"On day {day} of the hearing" in article["text"], article["url"]


def test_the_stats_add_up_and_the_run_ends_well(pages: Crawled) -> None:
    stats = pages.run.stats
    assert pages.run.code == 0
    assert stats["found"] == stats["pages"] == len(PAGES)
    counted = {
        key.removeprefix("no_article/"): n for key, n in stats.items() if key.startswith("no_article/")
    }
    assert counted == Counter(fault.becomes for fault in PAGES.values() if fault.becomes != ARTICLE)
    assert "Traceback" not in pages.run.log


def test_no_secret_and_no_escape_comes_into_the_log(pages: Crawled) -> None:
    assert "canary" not in pages.run.log
    assert not CONTROLS & set(pages.run.log)
    assert not [line for line in pages.run.log.splitlines() if line.startswith(("ERROR: forged", "forged"))]


def test_no_cookie_is_sent_back(pages: Crawled) -> None:
    assert not [head for head in pages.heads if "canarycookie" in head]
    assert not [head for head in pages.heads if "\ncookie:" in head.lower()]


def test_nothing_of_a_page_steers_a_reader_of_the_corpus(pages: Crawled) -> None:
    for file in pages.corpus.rglob("*.jsonl"):
        text = file.read_text("utf-8")
        assert text.count("\n") == len(text.splitlines())
        assert not CONTROLS & set(text)
        assert all(ord(character) not in range(0x202A, 0x202F) for character in text)


def test_files_are_named_after_the_site_only(pages: Crawled) -> None:
    names = {part for file in pages.corpus.rglob("*") for part in file.relative_to(pages.corpus).parts}
    assert not [name for name in names if "story" in name or "court" in name.lower()]
