"""The corpus again from its archive: with another cleaner, and with the same."""

from __future__ import annotations

import dataclasses
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from crawls import lines, scrapy, story

import cleaners
from cleaners import clean
from cleaners.model import Cleaned, Rules
from crawler import recleaning
from crawler.commands.reclean import told
from crawler.recleaning import reclean
from crawler.records import to_article, to_ledger
from output import Signal, to_line
from output.archive import Fetched
from output.corpus import Corpus
from output.seals import write_seal
from output.verify import verify

URLS = [f"https://news.example/2026/05/story-{name}/" for name in ("one", "two", "three")]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Three articles: one added in April, one in May, and one that is not in the archive."""
    with Corpus(tmp_path, "example", "run") as corpus:
        for month, url in enumerate(URLS, 4):
            body = story(f"Story {url[-5:]}").body
            moment = datetime(2026, month, 1, tzinfo=UTC)
            cleaned = clean(body, url=url)
            article = to_article(cleaned, url=url, source="example", added=moment)
            page = None if url == URLS[2] else Fetched(url, body, article.added)
            corpus.write(article, to_ledger(cleaned, article), page)
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for room in ("articles", "removed", "seals")
        for path in sorted((folder / room).rglob("*.json*"))
    }


def another(monkeypatch: pytest.MonkeyPatch, **fields: Any) -> None:
    """Puts a cleaner in place that finds other texts and another title and date."""
    made = Cleaned(**{"title": "Other", "text": "Other words."} | fields)
    monkeypatch.setattr(recleaning, "clean", lambda *_, **__: made)


def test_what_the_host_said_of_use_stays(tmp_path: Path) -> None:
    """It stood in headers, robots.txt and files of the host, which the archived page does not hold."""
    body = story("Story one").body.replace(b"</head>", b'<meta name="tdm-reservation" content="1"></head>')
    with Corpus(tmp_path, "example", "run") as corpus:
        cleaned = clean(body, url=URLS[0])
        article = to_article(cleaned, url=URLS[0], source="example", added=datetime(2026, 5, 1, tzinfo=UTC))
        meta = article.usage
        host = (Signal("x-robots-tag", "noai", "header"), Signal("GPTBot", "Disallow: /", "robots.txt"))
        article = dataclasses.replace(article, usage=(*meta, *host), left_out=("rag", "train"))
        corpus.write(article, to_ledger(cleaned, article), Fetched(URLS[0], body, article.added))
    assert len(meta) == 1
    before = files(tmp_path)
    assert reclean(tmp_path, "example", {}).cleaned == 1
    assert files(tmp_path) == before


def test_with_the_same_cleaner_the_bytes_are_the_same(corpus: Path) -> None:
    before = files(corpus)
    for _ in range(2):
        changes = reclean(corpus, "example", {})
        assert files(corpus) == before
        assert (changes.articles, changes.cleaned, changes.changed) == (3, 2, 0)
    assert verify(corpus).problems == []


def test_what_another_cleaner_finds_is_told(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = lines(corpus / "articles")
    another(monkeypatch)
    monkeypatch.setattr(cleaners, "__version__", "next")
    changes = reclean(corpus, "example", {})
    after = lines(corpus / "articles")
    assert [line["text"] for line in after[:2]] == ["Other words."] * 2
    assert [line["cleaner"] for line in after[:2]] == ["next"] * 2
    assert after[2] == before[2]
    for name in ("id", "url", "source", "added", "published", "date_source", "revision", "archive"):
        assert [line[name] for line in after] == [line[name] for line in before]
    assert (changes.changed, changes.gained, dict(changes.kept)) == (2, 4, {"not archived": 1})
    assert changes.lost > 100
    assert "2 changed, 4 words gained" in told("example", changes)
    written = json.loads((corpus / "reclean/example.json").read_text())
    assert (written["articles"], written["kept"]) == (3, {"not archived": 1})
    assert verify(corpus).problems == []
    once = files(corpus)
    assert reclean(corpus, "example", {}).changed == 0
    assert files(corpus) == once


def test_only_what_was_added_since_a_day_is_cleaned(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    another(monkeypatch)
    changes = reclean(corpus, "example", {}, datetime(2026, 4, 15, tzinfo=UTC))
    assert dict(changes.kept) == {"before since": 1, "not archived": 1}
    assert [line["title"] == "Other" for line in lines(corpus / "articles")] == [False, True, False]


def test_a_page_that_is_no_article_any_more_stays_as_it_was(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(corpus)
    another(monkeypatch, reason="listing")
    assert dict(reclean(corpus, "example", {}).kept) == {"listing": 2, "not archived": 1}
    assert files(corpus) == before


def test_the_rules_of_a_site_count(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = Rules({"ad": (".ad",)}, ())
    used = []

    def spy(body: bytes, **options: Any) -> Cleaned:
        used.append(options["rules"])
        return clean(body, **options)

    monkeypatch.setattr(recleaning, "clean", spy)
    reclean(corpus, "example", {"news.example": rules, "example": Rules({}, ())})
    assert used == [rules, rules]


LONG = "The judge ruled on the appeal of the clerk. " * 12


def revised(corpus: Path) -> None:
    """Writes a second version of the first article, in a run whose clock was set back."""
    url = URLS[0]
    with Corpus(corpus, "example", "another") as held:
        body = story("Another outcome").body
        cleaned = clean(body, url=url)
        moment = datetime(2025, 4, 1, tzinfo=UTC)
        article = to_article(cleaned, url=url, source="example", added=moment, revision=2)
        former = held.article(article.id)
        assert former is not None
        article = dataclasses.replace(article, previous=former.content_hash)
        held.write(article, to_ledger(cleaned, article), Fetched(url, body, article.added))


def test_a_version_links_to_what_the_one_before_has_become(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    revised(corpus)
    assert verify(corpus).problems == []
    before = files(corpus)
    reclean(corpus, "example", {})
    assert files(corpus) == before
    another(monkeypatch)
    for since, text in ((datetime(2026, 1, 1, tzinfo=UTC), "kept"), (None, "Other words.")):
        reclean(corpus, "example", {}, since)
        second, first = lines(corpus / "articles")[:2]
        assert (first["revision"], second["revision"]) == (1, 2)
        assert first["text"] == "Other words."
        assert (second["text"] == "Other words.") == (text == "Other words.")
        assert second["previous"] == first["content_hash"]
        assert verify(corpus).problems == []


def test_lines_of_an_earlier_version_are_sound_and_get_their_keys(corpus: Path) -> None:
    """Those that cannot be cleaned again, too: the page of the last is not archived."""
    revised(corpus)
    whole = files(corpus)
    for path in (corpus / "articles/example").iterdir():
        earlier = []
        for line in map(json.loads, path.read_bytes().splitlines()):
            del line["previous"], line["left_out"]
            earlier.append(to_line(line))
        path.write_bytes(b"".join(earlier))
        write_seal(corpus, path, path, earlier)
    report = verify(corpus, repair=True)
    assert (report.problems, report.earlier, report.articles) == ([], 4, 4)
    with Corpus(corpus, "example") as held:
        assert held.article(lines(corpus / "articles")[0]["id"])
    said = scrapy("verify", str(corpus))
    assert said.code == 0
    assert (
        "4 articles have no previous or left_out: an earlier version wrote them. `scrapy reclean`" in said.out
    )
    reclean(corpus, "example", {})
    assert files(corpus) == whole
    assert (verify(corpus).problems, verify(corpus).earlier) == ([], 0)


def test_the_bytes_do_not_depend_on_the_number_of_processes(corpus: Path) -> None:
    revised(corpus)
    with Corpus(corpus, "example", "more") as held:
        for number in range(40):
            url = f"https://news.example/2026/05/more-{number}/"
            body = story(f"More of case {number}").body
            article = to_article(
                Cleaned(title="As it was", text=LONG), url=url, source="example", added=datetime.now(UTC)
            )
            held.write(article, (), Fetched(url, body, article.added))
    again = corpus.with_name("again")
    shutil.copytree(corpus, again)
    in_process = reclean(corpus, "example", {})
    assert in_process.changed == 40
    assert reclean(again, "example", {}, workers=2) == in_process
    assert files(again) == files(corpus)
    assert (again / "reclean/example.json").read_bytes() == (corpus / "reclean/example.json").read_bytes()


def test_a_damaged_line_ends_it_and_leaves_all_as_it_was(corpus: Path) -> None:
    (shard,) = (corpus / "articles/example").glob("*.jsonl")
    shard.write_bytes(shard.read_bytes() + b"{}\n")
    before = files(corpus)
    with pytest.raises(ValueError, match="scrapy verify --repair first"):
        reclean(corpus, "example", {})
    assert files(corpus) == before


def test_the_command_cleans_all_sites_or_one(corpus: Path) -> None:
    option = ("-s", f"CORPUS_DIR={corpus}")
    run = scrapy("reclean", *option, "--since", "2026-05-01")
    assert run.code == 0, run.log
    assert run.out.startswith("example: 3 articles, 1 cleaned again, 0 changed")
    with Corpus(corpus, "example"):
        assert scrapy("reclean", *option, "--site", "example").code == 3
    assert scrapy("reclean", *option, "--site", "unknown").code == 2
    assert scrapy("reclean", *option, "--workers", "-1").code == 2
    verified = scrapy("verify", str(corpus))
    assert (verified.code, verified.out.splitlines()[-1].endswith("sound")) == (0, True)
