"""The crawl of the bundled site, whose right answer is known: every article, nothing lost, nothing extra."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest
from crawls import OWN_SERVER, PROJECT, Run, crawl, lines, scrapy

from crawler.sample import NOT_ARTICLES, gold, serve
from output import article_id, schema

ADDRESSES = {address for article in gold() for address in (article.path, *article.aliases)}


@pytest.fixture(scope="module")
def port() -> str:
    """A port that is free, the same for all crawls here: it is part of the articles' ids."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("crawled") / "corpus"


@pytest.fixture(scope="module")
def first(port: str, corpus: Path) -> Run:
    """The first crawl of the site into an empty corpus, with `-o`."""
    export = corpus.with_name("out.jsonl")
    return crawl("sample", corpus, "-a", f"port={port}", "-o", str(export))


@pytest.fixture(scope="module")
def articles(first: Run, corpus: Path) -> list[dict[str, Any]]:
    assert first.code == 0, first.log
    return lines(corpus / "articles")


def titles(written: list[dict[str, Any]]) -> list[str]:
    return sorted(line["title"] for line in written)


def test_every_article_is_written_once_and_nothing_else(articles: list[dict[str, Any]]) -> None:
    assert titles(articles) == sorted(article.title for article in gold())


def test_articles_have_one_of_their_addresses(articles: list[dict[str, Any]]) -> None:
    assert {urlsplit(line["url"]).path for line in articles} <= ADDRESSES


def test_ids_are_those_of_the_canonical_addresses(articles: list[dict[str, Any]], port: str) -> None:
    home = f"http://127.0.0.1:{port}"
    assert {line["id"] for line in articles} == {article_id(home + article.path) for article in gold()}


def test_each_line_is_valid(articles: list[dict[str, Any]], corpus: Path) -> None:
    for name, written in (("article", articles), ("ledger", lines(corpus / "removed"))):
        validator = jsonschema.Draft202012Validator(schema(name))  # type: ignore[arg-type]
        assert written
        for line in written:
            validator.validate(line)


def test_published_is_known_of_each(articles: list[dict[str, Any]]) -> None:
    expected = {article.title: article.published for article in gold()}
    assert {line["title"]: line["published"] for line in articles} == expected


def test_the_ledger_counts_as_the_articles_do(articles: list[dict[str, Any]], corpus: Path) -> None:
    cuts = [(cut["article"], cut["kind"]) for cut in lines(corpus / "removed")]
    for line in articles:
        for kind, count in line["removed"].items():
            assert cuts.count((line["id"], kind)) == count


def test_export_has_the_same_lines(articles: list[dict[str, Any]], corpus: Path) -> None:
    exported = lines(corpus.parent)[-len(articles) :]
    assert corpus.with_name("out.jsonl").read_text().count("\n") == len(articles)
    assert sorted(exported, key=lambda line: line["id"]) == sorted(articles, key=lambda line: line["id"])


def test_stats_add_up(first: Run, articles: list[dict[str, Any]]) -> None:
    stats = first.stats
    assert stats["articles"] == len(articles)
    assert stats["pages"] == stats["articles"] + sum(
        count for key, count in stats.items() if key.startswith("no_article/")
    )
    assert stats["found"] == stats["pages"] + sum(
        count for key, count in stats.items() if key.startswith("not_fetched/") or key == "known"
    )
    reasons = {key.removeprefix("no_article/") for key in stats if key.startswith("no_article/")}
    assert reasons == {"robots", "http_404", "http_410", "duplicate"}
    assert not [key for key in stats if key.startswith("source_failed/")]


def test_the_table_tells_what_came_of_it(first: Run, articles: list[dict[str, Any]], corpus: Path) -> None:
    table = " ".join(first.out.split())
    assert f"articles {len(articles)}" in table
    assert f"articles: {corpus}/articles/sample" in table
    assert "disallowed by robots.txt 1" in table
    assert len(first.out.splitlines()) < 40


def test_a_second_crawl_writes_nothing(first: Run, corpus: Path, port: str) -> None:
    again = crawl("sample", corpus, "-a", f"port={port}")
    assert (first.code, again.code) == (0, 0)
    assert again.stats.get("articles", 0) == 0
    # other addresses of a story that is known are known too; what was gone or no article is not due yet
    assert again.stats["known"] >= len(gold())
    assert again.stats["not_fetched/settled"] == 2
    reasons = {key for key in again.stats if key.startswith("no_article/")}
    # one redirects to a page that the first crawl was to fetch anyway: that is known of it, too
    assert reasons == {"no_article/robots"}
    assert sorted(line["how"] for line in lines(corpus / "addresses")) == [
        "canonical",
        "redirect",
        "redirect",
    ]
    assert len(lines(corpus / "articles")) == len(gold())


def test_a_full_crawl_of_a_window_looks_at_what_lies_in_it_and_writes_nothing_unchanged(
    first: Run, corpus: Path, port: str
) -> None:
    days = sorted(article.published[:10] for article in gold())
    since, until = days[len(days) // 2], days[3 * len(days) // 4]
    within = sum(since <= day <= until for day in days)
    assert 0 < within < len(days)
    window = ("-a", f"since={since}", "-a", f"until={until}")
    again = crawl("sample", corpus, "-a", f"port={port}", "-a", "full=1", *window)
    assert (first.code, again.code) == (0, 0)
    assert "known" not in again.stats
    assert again.stats["no_article/unchanged"] == within
    assert again.stats["not_fetched/outside_window"] > 0
    assert len(lines(corpus / "articles")) == len(gold())


def test_max_articles_is_exact(tmp_path: Path) -> None:
    run = crawl("sample", tmp_path, "-a", "port=0", "-a", "max_articles=3")
    assert run.code == 0
    assert len(lines(tmp_path / "articles")) == run.stats["articles"] == 3
    assert run.stats["not_fetched/stopped"] > 0


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Run, Path, tuple[str, ...]]]:
    corpus = tmp_path_factory.mktemp("found")
    with serve() as site:
        run = crawl("news", corpus, "-a", f"url={site.url}", *OWN_SERVER)
        yield run, corpus, site.paths


def test_the_site_is_found_out_from_its_address_alone(found: tuple[Run, Path, tuple[str, ...]]) -> None:
    assert titles(lines(found[1] / "articles")) == sorted(article.title for article in gold())
    assert {line["source"] for line in lines(found[1] / "articles")} == {"127-0-0-1"}


def test_only_articles_and_lists_are_asked_for(found: tuple[Run, Path, tuple[str, ...]]) -> None:
    asked = {NOT_ARTICLES.get(path, "article") for path in found[2] if path in {*NOT_ARTICLES, *ADDRESSES}}
    assert asked == {"article", "listing", "feed", "sitemap", "robots", "gone", "missing"}


def test_pages_are_asked_for_once(found: tuple[Run, Path, tuple[str, ...]]) -> None:
    paths = [path for path in found[2] if path != "/robots.txt"]  # its middleware asks for it too
    assert sorted(paths) == sorted(set(paths))


def test_a_wrong_argument_ends_with_a_line_and_code_2() -> None:
    run = scrapy("crawl", "sample", "-a", "since=yesterday")
    assert run.code == 2
    assert "since=yesterday is no date" in run.log
    assert "Traceback" not in run.log


def test_a_wrong_number_of_processes_is_told_at_once(tmp_path: Path) -> None:
    run = scrapy("crawl", "sample", "-s", "CLEANING_WORKERS=-1", "-s", f"CORPUS_DIR={tmp_path / 'corpus'}")
    assert run.code == 2
    assert "CLEANING_WORKERS=-1: give a whole number, 0 or more" in run.log
    assert not (tmp_path / "corpus").exists()


def test_list_names_the_sites() -> None:
    run = scrapy("list")
    assert (run.code, run.out.split()) == (
        0,
        ["abovethelaw", "courthousenews", "lawandcrime", "news", "sample"],
    )


def test_check_runs() -> None:
    run = scrapy("check")
    assert run.code == 0
    assert "OK" in run.log


def test_parse_and_shell_take_an_address_of_a_site(tmp_path: Path) -> None:
    options = ("-s", f"CORPUS_DIR={tmp_path}")
    with serve() as site:
        url = site.url + gold()[0].path
        # Scrapy's own parse returns a Deferred, which it deprecates
        parsed = scrapy("parse", "--spider=sample", "--nocolour", *options, url, silent=False)
        shell = scrapy("shell", "--spider=sample", *options, url, "-c", "(response.status, spider.name)")
        listed = scrapy(
            "parse", "--spider=sample", "--callback=parse_feed", *options, f"{site.url}/feed/", silent=False
        )
    assert (parsed.code, shell.code) == (0, 0)
    assert f"'url': '{url}'" in parsed.out
    assert listed.code == 0
    assert "ERROR" not in listed.log  # the articles of the feed are not missed: nobody crawled
    assert "(200, 'sample')" in shell.out
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_goes_away_does_not_stop_the_end_of_a_crawl(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "scrapy",
        "crawl",
        "sample",
        "-a",
        "port=0",
        "-s",
        f"CORPUS_DIR={tmp_path}",
    ]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as crawl:  # noqa: S603 - our own arguments
        assert crawl.stdout is not None
        crawl.stdout.close()  # as `| head` does
        code = crawl.wait(timeout=120)
    assert code == 0
    (shard,) = (tmp_path / "articles" / "sample").glob("*.jsonl")
    assert len(shard.read_bytes().splitlines()) == len(gold())
