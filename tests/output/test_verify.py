from __future__ import annotations

import dataclasses
import gzip
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from corpora import CUT, A, B, article

import output
from output.corpus import Corpus
from output.lock import LockedError
from output.valid import WORDS, parse
from output.verify import verify

SHARD = "articles/site/run-00001.jsonl"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    with Corpus(tmp_path, "site", "run") as corpus:
        corpus.write(A, [CUT])
        corpus.write(B)
    return tmp_path


def problems(folder: Path, *, repair: bool = False) -> list[str]:
    return [problem.what for problem in verify(folder, repair=repair).problems]


def test_a_corpus_as_it_was_written_is_sound(corpus: Path) -> None:
    report = verify(corpus)
    assert (report.sound, report.problems) == (True, [])
    assert (report.files, report.articles, report.cuts) == (2, 2, 1)


@pytest.mark.parametrize("compression", ["none", "gzip", "zstd"])
@pytest.mark.parametrize("room", ["articles", "removed"])
def test_a_flipped_byte_anywhere_is_found_and_only_its_line_is_taken_out(
    tmp_path: Path, room: str, compression: str
) -> None:
    with Corpus(tmp_path, "site", "run", compression=compression) as corpus:
        for one, cuts in ((A, [CUT]), (B, [])):
            corpus.write(one, cuts)
    (path,) = (tmp_path / room / "site").iterdir()
    whole = path.read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 12)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x01]) + whole[place + 1 :])
        assert "its checksum is not the one it was sealed with" in problems(tmp_path)


def test_a_damaged_line_goes_to_quarantine_and_its_page_is_not_known(corpus: Path) -> None:
    path = corpus / SHARD
    damaged = output.to_line(B).replace(b'"title":"T"', b'"title":"U"')
    path.write_bytes(output.to_line(A) + damaged)
    assert not verify(corpus).sound
    report = verify(corpus, repair=True)
    assert report.sound
    assert path.read_bytes() == output.to_line(A)
    (aside,) = (corpus / "quarantine/articles/site").iterdir()
    assert aside.read_bytes() == damaged
    assert problems(corpus) == []
    with Corpus(corpus, "site") as again:
        assert again.article(A.id)
        assert again.article(B.id) is None


def test_a_change_that_no_schema_sees_is_found_by_the_sum_of_its_line(corpus: Path) -> None:
    path = corpus / SHARD
    path.write_bytes(path.read_bytes().replace(b'"cleaner":"0"', b'"cleaner":"1"', 1))
    verify(corpus, repair=True)
    assert path.read_bytes() == output.to_line(B)
    # the cuts of the article that went go with it
    assert not (corpus / "removed/site/run-00001.jsonl").exists()
    assert len(list((corpus / "quarantine").rglob("*.txt"))) == 2


def test_an_article_that_stands_twice_is_told_and_kept_once(corpus: Path) -> None:
    for run in ("next",):
        with Corpus(corpus, "site", run) as again:
            again.write(B)
            again.write(dataclasses.replace(article(A.url, "Changed.", revision=2), previous=A.content_hash))
    assert problems(corpus) == [
        f"a line is damaged, the article {B.id} stands twice with revision 1: "
        + json.dumps(output.to_line(B)[:60].decode())
    ]
    verify(corpus, repair=True)
    report = verify(corpus)
    assert (report.problems, report.articles) == ([], 3)


def test_cuts_that_are_missing_are_told(corpus: Path) -> None:
    (corpus / "removed/site/run-00001.jsonl").unlink()
    assert problems(corpus) == [
        "it was sealed and is gone: the next crawl fetches its pages again",
        f"1 cuts of the article {A.id} are missing",
    ]


def test_a_file_from_elsewhere_is_sealed(corpus: Path) -> None:
    other = article("https://e.org/c")
    (corpus / "articles/site/other.jsonl.gz").write_bytes(gzip.compress(output.to_line(other)))
    assert problems(corpus) == ["it has no seal"]
    assert verify(corpus, repair=True).sound
    assert problems(corpus) == []


def test_an_address_of_an_article_that_went_goes_too(corpus: Path) -> None:
    with Corpus(corpus, "another") as another:  # that of another site counts
        another.also_at(B.id, "https://other.org/b", "same_text")
    report = verify(corpus)
    assert (report.problems, report.addresses) == ([], 1)
    shard = corpus / SHARD
    shard.write_bytes(output.to_line(A) + output.to_line(B).replace(b'"title":"T"', b'"title":"U"'))
    assert any(
        f"the article {B.id}, of which it is an address, is not there" in what for what in problems(corpus)
    )
    assert verify(corpus, repair=True).sound
    assert verify(corpus).problems == []
    assert not list((corpus / "addresses/another").iterdir())
    with Corpus(corpus, "another") as another:
        assert another.page("https://other.org/b") is None  # it is fetched again


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"how": "hearsay"}, "how is none of"),
        ({"article": "x"}, "does not match"),
        ({}, "it is not what was sealed"),
    ],
)
def test_a_damaged_address_is_told(corpus: Path, changed: dict[str, str], problem: str) -> None:
    with Corpus(corpus, "site", "next") as again:
        again.also_at(A.id, "https://e.org/other", "canonical")
    (path,) = (corpus / "addresses/site").iterdir()
    line = json.loads(path.read_bytes())
    path.write_bytes(path.read_bytes() + output.to_line(line | changed))
    assert any(problem in what for what in problems(corpus, repair=True))
    assert problems(corpus) == []


def test_an_article_of_a_crawl_that_is_on_has_its_addresses(corpus: Path) -> None:
    one = article("https://e.org/new")
    with Corpus(corpus, "site", "next") as running:
        running.write(one)
        running.commit()
        with Corpus(corpus, "another") as another:
            another.also_at(one.id, "https://other.org/new", "same_text")
        assert problems(corpus) == []


def test_an_address_stands_once(corpus: Path) -> None:
    with Corpus(corpus, "site", "next") as again:
        assert again.also_at(A.id, "https://e.org/other", "canonical")
        assert not again.also_at(A.id, "http://www.e.org/other/", "canonical")
    (path,) = (corpus / "addresses/site").iterdir()
    path.with_name("other.jsonl").write_bytes(path.read_bytes())
    assert any("the address https://e.org/other of" in what for what in problems(corpus, repair=True))
    assert problems(corpus) == []


def test_a_version_that_does_not_link_to_the_one_before_is_told(corpus: Path) -> None:
    second = article(A.url, "Changed.", revision=2)
    with Corpus(corpus, "site", "next") as again:
        again.write(dataclasses.replace(second, previous=B.content_hash[::-1]))
    (problem,) = problems(corpus)
    assert problem.startswith(f"previous of the article {A.id} is not the content_hash of its revision 1")


def test_a_site_that_is_held_is_not_repaired(corpus: Path) -> None:
    with Corpus(corpus, "site"):
        assert verify(corpus).sound
        with pytest.raises(LockedError):
            verify(corpus, repair=True)


def words(rule: Any) -> set[str]:
    found = set(rule)
    for key, value in rule.items():
        if key == "properties":
            found |= {word for one in value.values() for word in words(one)}
        elif key == "items":
            found |= words(value)
    return found


@pytest.mark.parametrize("name", ["article", "ledger", "address"])
def test_the_schemas_use_no_word_that_is_not_checked(name: Any) -> None:
    assert words(output.schema(name)) <= WORDS


@pytest.mark.parametrize("key", list(json.loads(output.to_line(A))))
@pytest.mark.parametrize("value", [None, "x", -1, 1.5, [], {}, True, [1], {"a": "b"}])
def test_lines_are_judged_as_by_a_validator(key: str, value: Any) -> None:
    line = json.loads(output.to_line(A)) | {key: value}
    validator = jsonschema.Draft202012Validator(output.schema("article"))  # type: ignore[arg-type]
    valid = validator.is_valid(line) and (
        key not in {"title", "text", "standfirst"} or line[key] == getattr(A, key)
    )
    read, problem = parse(json.dumps(line).encode() + b"\n", "article")
    assert ((read is not None), problem == "") == (valid, valid) or key == "content_hash"


def test_lines_that_are_damaged_alike_are_told_once(tmp_path: Path) -> None:
    one = article("https://e.org/c", cuts=3)
    cut = dataclasses.replace(CUT, article=one.id, url=one.url)
    with Corpus(tmp_path, "site", "run") as corpus:
        corpus.write(one, [dataclasses.replace(cut, order=order) for order in range(3)])
        corpus.write(B)
    path = tmp_path / SHARD
    path.write_bytes(output.to_line(one).replace(b'"title":"T"', b'"title":"U"') + output.to_line(B))
    alike = [what for what in problems(tmp_path, repair=True) if "lines are damaged" in what]
    assert len(alike) == 1
    assert alike[0].startswith(f"3 lines are damaged, a cut of {one.id}, more than")
    (aside,) = (tmp_path / "quarantine/removed/site").iterdir()
    assert len(aside.read_bytes().splitlines()) == 3
    assert problems(tmp_path) == []
