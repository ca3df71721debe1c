"""What a crawl learns of its site: first pages wait, later ones go by the profile, a redesign is learned."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from crawls import OWN_SERVER, Answer, Site, crawl, lines, scrapy, serve, sitemap
from promosite import Made, made

from crawler.sitememory import HELD, profile_path

PAGES = 120


def add(site: Site, numbers: range, *, redesigned: bool = False) -> list[Made]:
    """Puts made-up pages on the site, and all of its pages into its sitemap."""
    pages = [made(number, redesigned=redesigned) for number in numbers]
    for page in pages:
        site.answers[_path(page)] = Answer(page.html.encode())
    listed = [site.url + path for path in site.answers if path.startswith("/2026/")]
    site.answers["/sitemap.xml"] = sitemap(*listed)
    return pages


def _path(page: Made) -> str:
    return page.url.removeprefix("https://promos.example")


@pytest.fixture
def site() -> Iterator[Site]:
    with serve({"/": Answer(b"<html><body><h1>The Gavel</h1></body></html>")}) as served:
        yield served


def texts(corpus: Path, site: Site) -> dict[str, list[str]]:
    found = lines(corpus / "articles")
    return {line["url"].removeprefix(site.url): line["text"].split("\n\n") for line in found}


def told(pages: list[Made]) -> dict[str, list[str]]:
    return {_path(page): list(page.story) for page in pages}


def test_every_page_is_exact_from_the_first_on_and_a_redesign_is_learned(site: Site, tmp_path: Path) -> None:
    news = ("news", tmp_path, "-a", f"url={site.url}", *OWN_SERVER)
    pages = add(site, range(PAGES))
    first = crawl(*news, "-s", "CLEANING_WORKERS=2")
    assert texts(tmp_path, site) == told(pages)
    assert (first.stats["articles"], first.stats["fit/profile"]) == (PAGES, PAGES)
    assert first.stats["profile_checked"] == PAGES // 50

    pages += add(site, range(PAGES, PAGES + 3))
    second = crawl(*news)  # three pages alone could teach nothing: the profile is that of the first crawl
    assert second.stats["fit/profile"] == 3
    assert texts(tmp_path, site) == told(pages)

    pages += add(site, range(200, 260), redesigned=True)
    third = crawl(*news)
    assert third.stats["articles"] == 60
    assert third.stats["fit/profile"] >= 30  # those after the first pages that did not fit
    assert texts(tmp_path, site) == told(pages)


def test_a_site_of_few_pages_is_not_held_for_ever(site: Site, tmp_path: Path) -> None:
    pages = add(site, range(2))
    run = crawl("news", tmp_path, "-a", f"url={site.url}", *OWN_SERVER)
    assert run.stats["articles"] == len(pages)
    assert run.stats["fit/unfit:pages"] == len(pages)


def test_few_pages_teach_a_profile_in_a_process_of_its_own_too(site: Site, tmp_path: Path) -> None:
    pages = add(site, range(6))
    run = crawl("news", tmp_path, "-a", f"url={site.url}", *OWN_SERVER, "-s", "CLEANING_WORKERS=1")
    assert run.stats["profile_learned"] >= len(pages)
    assert run.stats["fit/profile"] == len(pages)
    assert "without what they teach" not in run.log


def test_what_is_held_is_no_more_than_what_is_asked_for(site: Site, tmp_path: Path) -> None:
    add(site, range(HELD * 2))
    run = crawl("news", tmp_path, "-a", f"url={site.url}", "-a", "max_articles=4", *OWN_SERVER)
    assert run.stats["articles"] == 4
    assert sum(path.startswith("/2026/") for path in site.asked) < HELD


def test_large_pages_do_not_bring_a_crawl_to_a_stand(site: Site, tmp_path: Path) -> None:
    pages = add(site, range(6))
    run = crawl(
        "news", tmp_path, "-a", f"url={site.url}", *OWN_SERVER, "-s", "SCRAPER_SLOT_MAX_ACTIVE_SIZE=2000"
    )
    assert texts(tmp_path, site).keys() == told(pages).keys()
    assert run.stats["articles"] == len(pages)


def test_a_profile_is_shown_given_as_json_and_forgotten(site: Site, tmp_path: Path) -> None:
    add(site, range(5))
    crawl("news", tmp_path, "-a", f"url={site.url}", *OWN_SERVER)
    corpus = ("-s", f"CORPUS_DIR={tmp_path}")
    name = scrapy("profile", *corpus).out.strip()
    assert profile_path(str(tmp_path), name).is_file()
    shown = scrapy("profile", name, *corpus).out
    assert "p < div.post-body < article.post < main" in shown
    assert json.loads(scrapy("profile", name, "--json", *corpus).out)["learned"] >= 5
    assert scrapy("profile", name, "--forget", *corpus).code == 0
    gone = scrapy("profile", name, *corpus)
    assert (gone.code, "has no profile" in gone.log) == (1, True)


def test_a_damaged_profile_is_told_and_learned_anew(site: Site, tmp_path: Path) -> None:
    add(site, range(5))
    news = ("news", tmp_path, "-a", f"url={site.url}", *OWN_SERVER)
    crawl(*news)
    (path,) = (tmp_path / "profiles").iterdir()
    path.write_text('{"version": 1, "votes": ', "utf-8")
    shown = scrapy("profile", path.stem, "-s", f"CORPUS_DIR={tmp_path}")
    assert (shown.code, "is no profile" in shown.log) == (1, True)
    pages = add(site, range(5, 13))
    run = crawl(*news)
    assert "It is learned anew" in run.log
    assert run.stats["fit/profile"] == len(pages)
    assert json.loads(path.read_text("utf-8"))["learned"] >= len(pages)


@pytest.mark.parametrize("name", ["", "../else", "a/b", ".hidden", "nul\0"])
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no name of a site"):
        profile_path("corpus", name)
