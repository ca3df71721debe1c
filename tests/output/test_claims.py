"""Two sites that are crawled at the same time, with the same stories word for word: each stands once."""

from __future__ import annotations

import dataclasses
import json
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from corpora import article
from killing import killed_at

from output import Article
from output.corpus import Corpus
from output.lock import SiteLock, is_held
from output.shards import read_lines

STORIES = 60


def story(site: str, number: int) -> Article:
    text = " ".join(f"word{number}x{word}" for word in range(45))
    return dataclasses.replace(article(f"https://{site}.org/{number}", text), source=site)


def standing(folder: Path) -> list[int]:
    """The numbers of the stories that a reader finds, as often as each stands there."""
    lines = [json.loads(line) for path in folder.glob("articles/**/*.jsonl*") for line in read_lines(path)]
    return sorted(int(line["url"].rpartition("/")[2]) for line in lines)


def offer(corpus: Corpus, one: Article) -> str:
    """What a crawl does with an article: `known`, `written`, `twin`, or `claimed`."""
    if corpus.article(one.id):
        return "known"
    claimed = corpus.claim(one)
    if twin := corpus.twin(one):
        corpus.also_at(twin, one.url, "same_text")
        return "twin"
    if not claimed:
        return "claimed"
    corpus.write(one)
    return "written"


def crawl(folder: Path, site: str, count: int = STORIES) -> Counter[str]:
    with Corpus(folder, site) as corpus:
        return Counter(offer(corpus, story(site, number)) for number in range(count))


def child(work: Callable[[], None]) -> int:
    number = os.fork()
    if number == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return number


def test_two_processes_at_once_write_each_story_once(tmp_path: Path) -> None:
    """One begins with the last story, so that each has some that it is the first to write."""
    (ready_out, ready_in), (go_out, go_in) = os.pipe(), os.pipe()

    def work(site: str, order: range) -> None:
        with Corpus(tmp_path, site) as corpus:
            os.write(ready_in, b"r")
            os.read(go_out, 1)
            for number in order:
                offer(corpus, story(site, number))
            os.write(ready_in, b"r")
            os.read(go_out, 1)  # neither has ended when the other looks

    children = [
        child(lambda: work("a", range(STORIES))),
        child(lambda: work("b", range(STORIES - 1, -1, -1))),
    ]
    for _ in "together", "at the end":
        for _ in children:
            assert os.read(ready_out, 1) == b"r"
        os.write(go_in, b"gg")
    assert [os.waitpid(number, 0)[1] for number in children] == [0, 0]
    for descriptor in (ready_out, ready_in, go_out, go_in):
        os.close(descriptor)
    assert standing(tmp_path) == list(range(STORIES))
    assert all(list((tmp_path / "articles" / site).glob("*.jsonl")) for site in ("a", "b"))
    # what one of them left to the other, it finds there when it looks again
    for site in ("a", "b"):
        again = crawl(tmp_path, site)
        assert again["known"] + again["twin"] == STORIES
    assert standing(tmp_path) == list(range(STORIES))


def test_a_story_that_another_run_is_about_to_write_is_left_to_it_as_long_as_it_runs(tmp_path: Path) -> None:
    ours, theirs = story("a", 1), story("b", 1)
    with Corpus(tmp_path, "b") as other:
        assert other.claim(theirs)
        with Corpus(tmp_path, "a") as corpus:
            assert offer(corpus, ours) == "claimed"
            assert offer(corpus, story("a", 2)) == "written"
        # which could not write it
    with Corpus(tmp_path, "a") as corpus:
        assert offer(corpus, ours) == "written"
        with Corpus(tmp_path, "b") as other:
            assert offer(other, theirs) == "claimed"
            corpus.commit()
            assert offer(other, theirs) == "twin"
            assert other.claim(theirs)


def test_a_text_that_any_page_may_have_is_nobodys(tmp_path: Path) -> None:
    with Corpus(tmp_path, "a") as corpus, Corpus(tmp_path, "b") as other:
        assert corpus.claim(article("https://a.org/1"))
        assert other.claim(article("https://b.org/1"))


@pytest.mark.parametrize("order", ["the killed one first", "the other first"])
def test_a_run_that_is_killed_with_a_claim_loses_no_story_and_doubles_none(
    tmp_path: Path, order: str
) -> None:
    kills = 0
    for step in range(1, 60):
        folder = tmp_path / str(step)
        for site in ("a", "b"):  # each has something else
            with Corpus(folder, site, "first") as corpus:
                corpus.write(story(site, 1000 if site == "a" else 2000))
        if not killed_at(step, lambda: crawl(folder, "a", 3)):  # noqa: B023 - it is called at once
            break
        kills += 1
        crawl(folder, "b", 3)  # at once, with what the other left open
        for site in ("a", "b") if order.startswith("the killed") else ("b", "a"):
            crawl(folder, site, 3)
        assert standing(folder) == [0, 1, 2, 1000, 2000], step
    assert 5 < kills < 59


def test_what_a_run_sealed_and_did_not_come_to_tell_the_state_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Corpus(tmp_path, "b") as corpus:
        with monkeypatch.context() as patch:
            patch.setattr(Corpus, "_record", lambda *_: None)
            assert crawl(tmp_path, "a", 1) == {"written": 1}
        assert offer(corpus, story("b", 0)) == "twin"


def test_who_looks_whether_a_site_is_held_keeps_nobody_from_it(tmp_path: Path) -> None:
    assert not is_held(tmp_path, "a")
    lock = SiteLock(tmp_path, "a", "now")
    assert is_held(tmp_path, "a")
    lock.release()
    assert not is_held(tmp_path, "a")
    SiteLock(tmp_path, "a", "now").release()
