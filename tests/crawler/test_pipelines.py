"""The two adapters, with a cleaner of the test's own: what they hand on, write, drop and say."""

from __future__ import annotations

import dataclasses
import errno
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.utils.test import get_crawler
from twisted.internet.defer import Deferred, succeed
from twisted.python.failure import Failure

from cleaners.model import Cleaned, Kept, Metadata, Removal
from crawler import pagework
from crawler.discovery import Entry
from crawler.drafting import filled_in
from crawler.items import Draft, Page
from crawler.looks import passing
from crawler.pipelines import CleanPipeline, StorePipeline
from crawler.spiders.base import NewsSpider
from crawler.tally import NoArticle
from output import Article
from output.archive import read_page
from output.corpus import Corpus
from output.verify import verify

URL = "https://news.example/2026/05/judge-rules-on-appeal/"
MAY = datetime(2026, 5, 4, 10, tzinfo=UTC)


class ExampleSpider(NewsSpider):
    name = "example"
    furniture = {"ad": (".ad",)}  # noqa: RUF012 - as a site's file may write it


def crawler_with(corpus: Path, **arguments: str) -> Any:
    settings = {"CORPUS_DIR": str(corpus), "CLEANING_WORKERS": 0, "ARCHIVE_PAGES": True}
    crawler = get_crawler(ExampleSpider, settings_dict=settings)
    crawler.spider = ExampleSpider(**arguments)
    crawler.spider._set_crawler(crawler)
    crawler.engine = SimpleNamespace(pause=lambda: None, unpause=lambda: None)
    return crawler


def cleaned(text: str = "The judge ruled.", **fields: Any) -> Cleaned:
    kept = (Kept(1, "p", text, "p", "extractor"),)
    cuts = (Removal(2, "ad", "Buy now", "declared", "div.ad"),)
    meta = Metadata(title="Judge rules", published=MAY, date_source="meta")
    return Cleaned(
        **{"title": "Judge rules", "text": text, "blocks": kept, "removals": cuts, "metadata": meta} | fields
    )


def cleaner(monkeypatch: pytest.MonkeyPatch, outcome: Cleaned | Exception) -> list[dict[str, Any]]:
    """Puts a cleaner in place that gives `outcome`; what it is called with is collected."""
    calls: list[dict[str, Any]] = []

    def study(body: bytes, **options: Any) -> tuple[Cleaned, None]:
        calls.append({"body": body, **options})
        if isinstance(outcome, Exception):
            raise outcome
        return outcome, None

    monkeypatch.setattr(pagework, "study", study)
    return calls


def process(pipeline: CleanPipeline | StorePipeline, item: Any) -> Any:
    """What the pipeline makes of an item; without processes it is there at once."""
    outcomes: list[Any] = []
    Deferred.fromCoroutine(pipeline.process_item(item)).addBoth(outcomes.append)
    (outcome,) = outcomes
    if isinstance(outcome, Failure):
        outcome.raiseException()
    return outcome


def draft(monkeypatch: pytest.MonkeyPatch, crawler: Any, url: str = URL, **fields: Any) -> Draft:
    """One whose page is not archived."""
    cleaner(monkeypatch, cleaned(**fields))
    made = process(CleanPipeline(crawler), Page(url, b"<html>", "text/html"))
    assert isinstance(made, Draft)
    return dataclasses.replace(made, page=None)


def test_a_page_becomes_a_draft(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    calls = cleaner(monkeypatch, cleaned())
    crawler = crawler_with(tmp_path)
    page = Page(URL, b"<html>", "text/html")
    made = process(CleanPipeline(crawler), page)
    assert calls == [
        {
            "body": b"<html>",
            "url": URL,
            "content_type": "text/html",
            "rules": crawler.spider.rules,
            "profile": None,
        }
    ]
    assert (made.article.url, made.article.source, made.article.title) == (URL, "example", "Judge rules")
    assert made.article.published == "2026-05-04T10:00:00.000Z"
    assert made.article.removed["ad"] == 1
    assert made.page is page
    (cut,) = map(json.loads, made.ledger.splitlines())
    assert (cut["kind"], cut["text"], cut["article"]) == ("ad", "Buy now", made.article.id)


def test_a_page_is_packed_where_it_is_cleaned_unless_the_corpus_has_its_article(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    body = b"<html><p>The judge ruled."
    outcomes: list[Any] = []
    for text in ("The judge ruled.", "The judge ruled.", "The judge ruled otherwise."):
        cleaner(monkeypatch, cleaned(text=text))
        crawler = crawler_with(tmp_path)
        crawler.spider.corpus  # noqa: B018 - opens it: only then is a page archived
        made = process(CleanPipeline(crawler), Page(URL, body, "text/html"))
        outcomes.append((made.records != b"", *store(crawler, made)))
    (packed, first), again, (changed, second) = outcomes
    assert (packed, again, changed) == (True, (False, "unchanged"), True)
    assert [read_page(tmp_path, one.archive)[0] for one in (first, second)] == [body, body]
    assert second.archive.file != first.archive.file


def test_a_page_that_was_not_packed_is_packed_to_be_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    crawler = crawler_with(tmp_path)
    made = dataclasses.replace(draft(monkeypatch, crawler), page=Page(URL, b"<html>", "text/html"))
    packed: list[str] = []

    def in_thread(function: Any, page: Any) -> Deferred[bytes]:
        packed.append(page.url)
        return succeed(function(page))

    monkeypatch.setattr("crawler.pipelines.deferToThread", in_thread)
    (article,) = store(crawler, made)
    assert isinstance(article, Article)
    assert (made.records, packed) == (b"", [URL])
    assert read_page(tmp_path, article.archive)[0] == b"<html>"


def test_a_page_without_an_article_is_dropped_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cleaner(monkeypatch, Cleaned(reason="no_article"))
    with pytest.raises(NoArticle) as dropped:
        process(CleanPipeline(crawler_with(tmp_path)), Page(URL, b""))
    assert dropped.value.reason == "no_article"


def test_an_article_outside_of_the_window_is_dropped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    cleaner(monkeypatch, cleaned())
    with pytest.raises(NoArticle) as dropped:
        process(CleanPipeline(crawler_with(tmp_path, since="2026-05-05")), Page(URL, b""))
    assert dropped.value.reason == "outside_window"


def test_a_page_that_breaks_the_cleaner_is_told_and_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cleaner(monkeypatch, RuntimeError("boom"))
    with pytest.raises(NoArticle) as dropped:
        process(CleanPipeline(crawler_with(tmp_path)), Page(URL, b""))
    assert dropped.value.reason == "error"
    assert f"example: {URL} could not be cleaned" in caplog.text


def test_items_of_others_pass(tmp_path: Path) -> None:
    crawler = crawler_with(tmp_path)
    item = {"any": "item"}
    assert process(CleanPipeline(crawler), item) is item
    assert process(StorePipeline(crawler), item) is item


OWN = Metadata(title="Own", published=datetime(2026, 5, 3, tzinfo=UTC), date_source="meta", modified=MAY)
ENTRY = Entry(URL, title="Listed", published=MAY, modified=MAY, via="feed")


@pytest.mark.parametrize(
    ("entry", "meta", "expected"),
    [
        (None, Metadata(), Metadata()),
        (ENTRY, Metadata(), Metadata(title="Listed", published=MAY, date_source="feed", modified=MAY)),
        (
            ENTRY,  # a guess gives way
            dataclasses.replace(OWN, date_source="htmldate"),
            dataclasses.replace(OWN, published=MAY, date_source="feed"),
        ),
        (
            dataclasses.replace(ENTRY, via="sitemap", published=None),
            Metadata(),
            Metadata(title="Listed"),  # a sitemap's lastmod may be any change of the page
        ),
        (
            ENTRY,
            Metadata(
                title="Own", published=datetime(2026, 5, 3, tzinfo=UTC), date_source="meta", modified=MAY
            ),
            Metadata(
                title="Own", published=datetime(2026, 5, 3, tzinfo=UTC), date_source="meta", modified=MAY
            ),
        ),
    ],
)
def test_a_listing_fills_in_what_the_page_lacks(
    entry: Entry | None, meta: Metadata, expected: Metadata
) -> None:
    assert filled_in(Cleaned(metadata=meta), entry).metadata == expected


def test_the_title_of_the_page_goes_before_that_of_the_listing() -> None:
    assert filled_in(Cleaned(title="Own"), ENTRY).title == "Own"
    assert filled_in(Cleaned(), ENTRY).title == "Listed"


def store(crawler: Any, *drafts: Draft) -> list[Article | str]:
    """What the store makes of drafts in one crawl: articles, or the reasons why not."""
    pipeline = StorePipeline(crawler)
    outcomes: list[Article | str] = []
    for one in drafts:
        try:
            outcomes.append(process(pipeline, one))
        except NoArticle as dropped:
            outcomes.append(dropped.reason)
    pipeline.close_spider()
    return outcomes


def written(corpus: Path, room: str) -> list[dict[str, Any]]:
    files = sorted((corpus / room / "example").glob("*.jsonl"))
    return [json.loads(line) for path in files for line in path.read_text().splitlines()]


def test_an_article_is_written_once_in_a_crawl(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    crawler = crawler_with(tmp_path)
    made = draft(monkeypatch, crawler)
    assert store(crawler, made, made) == [made.article, "duplicate"]
    assert [line["id"] for line in written(tmp_path, "articles")] == [made.article.id]
    assert [cut["article"] for cut in written(tmp_path, "removed")] == [made.article.id]


def test_two_addresses_of_one_article_are_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    crawler = crawler_with(tmp_path)
    meta = Metadata(canonical=URL)
    one = draft(monkeypatch, crawler, metadata=meta)
    two = draft(monkeypatch, crawler, url="https://news.example/crime/judge-rules/", metadata=meta)
    assert store(crawler, two, one) == [two.article, "duplicate"]
    found = [(line["article"], line["url"], line["how"]) for line in written(tmp_path, "addresses")]
    assert found == [(two.article.id, URL, "canonical")]
    # the next crawl knows it
    again = crawler_with(tmp_path)
    assert store(again, one, two) == ["unchanged", "duplicate"]
    assert len(written(tmp_path, "addresses")) == 1


LONG = "The judge ruled on the appeal of the clerk. " * 12


def test_a_story_word_for_word_is_one_article(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    crawler = crawler_with(tmp_path)
    first = draft(monkeypatch, crawler, text=LONG)
    printed = draft(monkeypatch, crawler, url=f"{URL}print-it", text=LONG.replace("judge", "Judge"))
    other_head = draft(monkeypatch, crawler, url=f"{URL}other", text=LONG, title="Clerk loses")
    short = draft(monkeypatch, crawler, url=f"{URL}short")
    assert store(crawler, first, printed, other_head) == [first.article, "duplicate", other_head.article]
    assert store(crawler_with(tmp_path), printed, short) == ["duplicate", short.article]
    found = [(line["article"], line["url"], line["how"]) for line in written(tmp_path, "addresses")]
    assert found == [(first.article.id, printed.article.url, "same_text")]


def test_a_story_that_another_crawl_is_writing_is_left_to_the_next(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    crawler = crawler_with(tmp_path)
    made = draft(monkeypatch, crawler, text=LONG)
    with Corpus(tmp_path, "other") as other:
        assert other.claim(dataclasses.replace(made.article, id="0" * 32))
        assert store(crawler, made) == ["claimed"]
    assert passing("claimed")
    assert store(crawler_with(tmp_path), made) == [made.article]


@pytest.mark.parametrize("state", ["kept", "deleted"])
def test_a_story_of_another_site_is_one_article_with_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, state: str
) -> None:
    class OtherSpider(ExampleSpider):
        name = "other"

    first = draft(monkeypatch, crawler_with(tmp_path), text=LONG)
    store(crawler_with(tmp_path), first)
    if state == "deleted":
        (tmp_path / "state.sqlite").unlink()
    other = crawler_with(tmp_path)
    other.spider = OtherSpider()
    other.spider._set_crawler(other)
    syndicated = draft(monkeypatch, other, url="https://other.example/2026/05/judge-rules/", text=LONG)
    own = draft(monkeypatch, other, url="https://other.example/2026/05/own/", text=LONG + "Not so.")
    assert store(other, syndicated, own) == ["duplicate", own.article]
    (path,) = (tmp_path / "addresses/other").iterdir()
    (line,) = map(json.loads, path.read_text().splitlines())
    assert (line["article"], line["url"]) == (first.article.id, syndicated.article.url)
    assert verify(tmp_path).problems == []
    # the story goes with its site: then it is one of this site
    for room in ("articles", "removed", "seals"):
        shutil.rmtree(
            tmp_path / room / ("articles" if room == "seals" else "") / "example", ignore_errors=True
        )
    later = crawler_with(tmp_path)
    later.spider = OtherSpider()
    later.spider._set_crawler(later)
    assert store(later, syndicated) == [syndicated.article]


def test_the_address_that_redirects_to_an_article_is_recorded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    crawler = crawler_with(tmp_path)
    crawler.spider.corpus  # noqa: B018 - opens it, as a crawl does before its first page
    cleaner(monkeypatch, cleaned())
    asked = "https://news.example/?p=17"
    page = Page(URL, b"<html>", "text/html", via=(asked, "https://news.example/consent"))
    store(crawler, process(CleanPipeline(crawler), page))
    assert [(line["url"], line["how"]) for line in written(tmp_path, "addresses")] == [(asked, "redirect")]


def test_an_unchanged_article_is_not_written_again_and_a_changed_one_is_a_revision(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store(crawler_with(tmp_path), draft(monkeypatch, crawler_with(tmp_path)))
    assert store(crawler_with(tmp_path), draft(monkeypatch, crawler_with(tmp_path))) == ["unchanged"]
    changed = draft(monkeypatch, crawler_with(tmp_path), text="The judge ruled otherwise.")
    (article,) = store(crawler_with(tmp_path), changed)
    assert isinstance(article, Article)
    assert (article.id, article.revision) == (changed.article.id, 2)
    first, second = written(tmp_path, "articles")
    assert (first["previous"], second["previous"]) == (None, first["content_hash"])
    assert [line["revision"] for line in written(tmp_path, "articles")] == [1, 2]


def test_max_articles_is_a_limit_of_what_is_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    crawler = crawler_with(tmp_path, max_articles="2")
    drafts = [draft(monkeypatch, crawler, url=f"{URL}{number}/") for number in range(4)]
    outcomes = store(crawler, *drafts)
    assert outcomes == [drafts[0].article, drafts[1].article, "over_max_articles", "over_max_articles"]
    assert len(written(tmp_path, "articles")) == 2


def test_a_crawl_that_writes_nothing_leaves_nothing(tmp_path: Path) -> None:
    StorePipeline(crawler_with(tmp_path)).close_spider()
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_takes_no_more_is_told_and_counted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Engine:
        closed: list[str]

        async def close_spider_async(self, reason: str) -> None:
            self.closed.append(reason)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    crawler = crawler_with(tmp_path)
    made = draft(monkeypatch, crawler), draft(monkeypatch, crawler, url=f"{URL}2/")
    crawler.engine = engine = Engine()
    engine.closed = []
    monkeypatch.setattr("crawler.pipelines.deferred_from_coro", lambda coroutine: coroutine.close())
    monkeypatch.setattr("output.corpus.Corpus.write", full)
    assert store(crawler, *made) == ["not_written", "not_written"]
    assert caplog.text.count("could not be written, the crawl ends: [Errno 28]") == 1
