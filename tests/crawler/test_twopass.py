"""Profiles are learned from the input itself: in any order, in any process, and from no more than is needed."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from promosite import PROMO, Made, made

from crawler import jobs, profilefiles
from crawler.batch import Lines
from crawler.inputs import Skipped
from crawler.jobs import Clean, Glean, Job, Learn, LookThrough, Study
from crawler.places import Source
from crawler.twopass import STUDIED, clean_places, hands, take_inventory, teach, unpacked

ROOT = Path(__file__).parents[2]
QUIET = (lambda skipped: pytest.fail(str(skipped)), lambda *_: None)


def write(path: Path, pages: list[Made]) -> Path:
    path.write_text("".join(json.dumps({"url": p.url, "html": p.html}) + "\n" for p in pages), "utf-8")
    return path


def two_passes(file: Path, folder: Path, workers: int = 0) -> tuple[list[dict[str, Any]], list[Job]]:
    """The article lines without their time, and what was done for them."""
    folder.mkdir()
    done: list[Job] = []
    with hands({}, folder, workers=workers) as do:

        def watched(given: Any) -> Iterator[Any]:
            def noted() -> Iterator[Job]:
                for job in given:
                    done.append(job)
                    yield job

            return do(noted())

        inventory = take_inventory([Source(str(file), str(file))], watched, *QUIET)
        teach(inventory, watched, QUIET[1])
        outcomes = [outcome for outcome in clean_places(inventory, watched) if isinstance(outcome, Lines)]
    return [{**json.loads(lines.article), "added": "", "fit": lines.fit} for lines in outcomes], done


def by_url(lines: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {line["url"]: {**line, "archive": None} for line in lines}


def count(done: list[Job], kind: type[Job]) -> int:
    return sum(isinstance(job, kind) for job in done)


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Made], list[dict[str, Any]], list[Job]]:
    folder = tmp_path_factory.mktemp("learned")
    pages = [made(number) for number in range(40)]
    return pages, *two_passes(write(folder / "a.jsonl", pages), folder / "work")


def test_every_page_is_exact_from_the_first_on(
    learned: tuple[list[Made], list[dict[str, Any]], list[Job]],
) -> None:
    pages, lines, _ = learned
    assert [line["text"].split("\n\n") for line in lines] == [list(page.story) for page in pages]
    assert {line["fit"] for line in lines} == {"profile"}


def test_no_more_is_cleaned_the_slow_way_than_teaches(
    learned: tuple[list[Made], list[dict[str, Any]], list[Job]],
) -> None:
    pages, _, done = learned
    assert (count(done, LookThrough), count(done, Clean)) == (1, len(pages))
    assert (count(done, Study), count(done, Glean)) == (STUDIED, len(pages) - STUDIED)
    assert count(done, Learn) == 2


def test_shuffled_input_gives_the_same_lines(
    learned: tuple[list[Made], list[dict[str, Any]], list[Job]], tmp_path: Path
) -> None:
    pages, lines, _ = learned
    shuffled = random.Random(7).sample(pages, len(pages))
    assert shuffled != pages
    again = two_passes(write(tmp_path / "b.jsonl", shuffled), tmp_path / "work", workers=2)[0]
    assert [line["url"] for line in again] == [page.url for page in shuffled]
    assert by_url(again) == by_url(lines)


def test_a_site_of_few_pages_is_cleaned_once(tmp_path: Path) -> None:
    pages = [made(1), made(2), made(1, host="other.example"), made(2, host="other.example")]
    lines, done = two_passes(write(tmp_path / "a.jsonl", pages), tmp_path / "work")
    assert [line["fit"] for line in lines] == ["", "", "", ""]
    assert len(done) == count(done, LookThrough) + count(done, Clean) == 5


def test_the_same_page_twice_is_no_second_page(tmp_path: Path) -> None:
    lines, done = two_passes(write(tmp_path / "a.jsonl", [made(1), made(1), made(1)]), tmp_path / "work")
    assert (len(lines), count(done, Study)) == (3, 0)


def test_pages_without_an_article_teach_nothing_and_others_are_asked(tmp_path: Path) -> None:
    empty = [Made(f"https://promos.example/list/{n}", "<p>Nothing</p>", ()) for n in range(20)]
    pages = [made(number) for number in range(12)]
    lines, done = two_passes(write(tmp_path / "a.jsonl", [*empty, *pages]), tmp_path / "work")
    assert STUDIED < count(done, Study) <= 2 * STUDIED
    assert [line["text"].split("\n\n") for line in lines[20:]] == [list(page.story) for page in pages]
    assert {line["reason"] for line in lines[:20]} <= {"no_article", "no_text"}


def test_sites_are_learned_apart(tmp_path: Path) -> None:
    pages = [made(n, host=host) for n in range(5) for host in ("a.example", "b.example")]
    lines, done = two_passes(write(tmp_path / "a.jsonl", pages), tmp_path / "work")
    assert [job.site for job in done if isinstance(job, Learn)] == ["a.example", "b.example"]
    assert {line["fit"] for line in lines} == {"profile"}


def texts(path: Path, pages: list[Made]) -> Path:
    """The pages as dirty text: an extractor left the promo in that all of them have."""
    rows = ({"url": p.url, "text": "\n\n".join((*p.story[:2], PROMO, *p.story[2:]))} for p in pages)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.mark.parametrize("count_of_texts", [2, 30])
def test_what_the_texts_of_a_site_repeat_is_cut_from_the_first_on(
    tmp_path: Path, count_of_texts: int
) -> None:
    pages = [made(number) for number in range(count_of_texts)]
    lines, done = two_passes(texts(tmp_path / "a.jsonl", pages), tmp_path / "work")
    assert [line["text"].split("\n\n") for line in lines] == [list(page.story) for page in pages]
    assert count(done, Learn) == 1 + (count_of_texts > STUDIED)
    back = two_passes(texts(tmp_path / "b.jsonl", pages[::-1]), tmp_path / "back", workers=2)[0]
    assert by_url(back) == by_url(lines)


def test_one_text_of_a_site_and_its_pages_teach_nothing_for_texts(tmp_path: Path) -> None:
    text, *pages = [made(number) for number in range(6)]
    file = write(tmp_path / "a.jsonl", pages)
    with file.open("a", encoding="utf-8") as more:
        more.write(texts(tmp_path / "b.jsonl", [text]).read_text("utf-8"))
    lines, _ = two_passes(file, tmp_path / "work")
    assert [line["fit"] for line in lines] == ["profile"] * 5 + [""]
    assert PROMO in lines[-1]["text"]


def test_a_worker_holds_few_profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profilefiles, "_HELD", 2)
    pages = [made(n, host=f"{host}.example") for n in range(3) for host in "abcde"]
    lines = two_passes(write(tmp_path / "a.jsonl", pages), tmp_path / "work")[0]
    assert {line["fit"] for line in lines} == {"profile"}
    worker = jobs.Worker({}, str(tmp_path / "work"))
    for host in "abcdea":
        assert worker._profile(f"{host}.example") is not None
    assert len(worker._shelf._profiles) == 2


def test_packed_lines_are_unpacked_with_their_places(tmp_path: Path) -> None:
    import gzip

    plain = write(tmp_path / "a.jsonl", [made(1), made(2)])
    packed = tmp_path / "b.jsonl.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes())[:-8])  # the check at its end is lost
    said: list[Skipped] = []
    with plain.open("rb") as standard:
        sources = [unpacked(str(f), tmp_path, standard, said.append) for f in (plain, packed, "-")]
    assert [source.file for source in sources] == [str(plain), str(packed), "-"]
    assert [Path(source.path).read_bytes() for source in sources] == [plain.read_bytes()] * 3
    assert sources[0].path == str(plain)
    assert ["after line 2" in str(skipped) for skipped in said] == [True]


def test_the_lines_do_not_depend_on_the_seed_of_hashes(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", [made(number) for number in range(8)])

    def run(seed: str) -> list[dict[str, Any]]:
        command = [sys.executable, "-m", "scrapy", "clean", str(file), "--workers", "0"]
        done = subprocess.run(  # noqa: S603 - our own command
            command, cwd=ROOT, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True, timeout=120
        )
        assert b"8  by the profile of their site" in done.stderr
        return [{**json.loads(line), "added": ""} for line in done.stdout.splitlines()]

    assert run("1") == run("2")
