"""Learning: the same lessons give the same profile, one page and one story count once, the old fades."""

from __future__ import annotations

import json
import os
import pickle
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from madeup import page, site
from taught import bare, cleaned_with, fits, inexact, lesson_of, lessons_of, taught_by

from cleaners import Lesson, Profile, Rules, clean, learn, study
from cleaners.profile.profile import PAGE, Votes

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
_PRINT = """
import hashlib, json
from madeup import site
from taught import cleaned_with, taught_by
pages = site(12)
profile = taught_by(pages)
print(hashlib.sha256(json.dumps(profile.to_json()).encode()).hexdigest())
print(hashlib.sha256(repr([cleaned_with(profile, made) for made in pages]).encode()).hexdigest())
"""


def same(one: Profile, other: Profile) -> bool:
    return json.dumps(one.to_json()) == json.dumps(other.to_json())


def test_any_order_gives_the_same_profile() -> None:
    lessons = lessons_of(site(40))
    first = learn(lessons)
    for seed in range(4):
        random.Random(seed).shuffle(lessons)
        assert same(learn(lessons), first)


def test_any_order_gives_the_same_update() -> None:
    before, lessons = taught_by(site(10)), lessons_of(page(number) for number in range(50, 70))
    first = learn(lessons, before)
    lessons.reverse()
    assert same(learn(lessons, before), first)


def test_processes_and_hash_seeds_do_not_matter() -> None:
    outputs = {
        subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", _PRINT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join((str(ROOT), str(HERE)))},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1
    assert len(outputs.pop().split()) == 2


def test_json_and_pickle_there_and_back() -> None:
    pages = site(8)
    profile = taught_by(pages)
    for again in (
        Profile.from_json(json.loads(json.dumps(profile.to_json()))),
        pickle.loads(pickle.dumps(profile)),  # noqa: S301 - our own
    ):
        assert again == profile
        assert [cleaned_with(again, made) for made in pages] == [
            cleaned_with(profile, made) for made in pages
        ]
    lesson = lesson_of(pages[0])
    assert Lesson.from_json(json.loads(json.dumps(lesson.to_json()))) == lesson
    assert pickle.loads(pickle.dumps(lesson)) == lesson  # noqa: S301 - our own


@pytest.mark.parametrize("what", [Profile, Lesson])
def test_other_versions_are_refused(what: type[Profile | Lesson]) -> None:
    with pytest.raises(ValueError, match=r"version 99"):
        what.from_json({"version": 99})


def test_a_page_counts_once() -> None:
    lessons = lessons_of(site(6))
    once = learn(lessons)
    assert same(learn(lessons * 3), once)
    assert learn(lessons, once) is once


def test_a_story_under_many_addresses_counts_once() -> None:
    pages = bare(range(5))
    copies = [
        replace(pages[0], url=f"https://lantern.example/press/0/?page={number}") for number in range(30)
    ]
    profile = taught_by([*pages, *copies])
    assert profile.pages == 5
    assert [text for text in pages[0].gold if text in profile.repeated] == []
    assert inexact(profile, pages) == []


def test_a_live_blog_has_no_more_votes_than_a_page() -> None:
    """Votes are counted by page, not by words or blocks: one page of 400 entries does not decide for a site."""
    entries = "".join(
        f'<div class="entry"><p>Entry {n}, in which the clerk reads letter {n} of {n + 7} aloud.</p></div>'
        for n in range(400)
    )
    blog = replace(
        page(900),
        html=page(900).html.replace('<div class="entry-content">', f'<div class="entry-content">{entries}'),
    )
    pages = bare(range(9))
    assert inexact(taught_by([*pages, blog]), pages) == []


def test_what_repeats_says_nothing_of_markup() -> None:
    """Ten promos a page, in the paragraphs' own markup, do not vote against paragraphs."""
    promos = tuple(f"The Lantern has lamp number {n} for you, and the oil is free." for n in range(10))
    pages = [page(number, template="press", extra=promos, furnished=False) for number in range(8)]
    profile = taught_by(pages)
    votes = [
        v
        for name, v in profile.votes.items()
        if name.startswith("p < div.entry-content < article") and "[" not in name
    ]
    assert votes
    assert min(each.share for each in votes) > 0.95
    assert inexact(profile, pages) == []


def test_few_votes_lean_on_the_teachers_score() -> None:
    assert Votes(PAGE, PAGE, PAGE // 2).share == pytest.approx(0.625)
    assert Votes(20 * PAGE, 20 * PAGE, 10 * PAGE).share == pytest.approx(0.935, abs=0.001)
    assert Votes(PAGE, 0, PAGE).share == pytest.approx(0.75)


def test_names_of_one_page_are_no_part_of_a_signature() -> None:
    profile = taught_by(bare(range(12)))
    names = " ".join((*profile.votes, *profile.places))
    assert "post-1" not in names
    assert "div.entry-content" in names


def test_a_redesign_starts_a_second_layout_and_the_old_one_dies() -> None:
    old, new = bare(range(20)), bare(range(300, 320), "modern")
    profile = taught_by(old)
    assert not {fit for fit in fits(profile, new) if not fit.startswith("unfit:")}
    both = taught_by(new[:5], profile)
    assert [layout.story[0] for layout in both.layouts] == ["div.entry-content", "div.Story_text__m3"]
    assert inexact(both, [*old, *new]) == []
    assert fits(both, new) == {"profile"}
    later = both
    for batch in range(20):
        fresh = [replace(lesson, page=batch * 1000 + at) for at, lesson in enumerate(lessons_of(new))]
        later = learn(fresh, later)
    assert [layout.story[0] for layout in later.layouts] == ["div.Story_text__m3"]
    assert not [name for name in later.votes if "entry-content" in name]
    without_lists = [made for made in new if "</ul>\n" not in made.html]
    assert len(without_lists) > 5
    assert fits(later, without_lists) == {"profile"}
    assert inexact(later, without_lists) == []


def test_the_old_fades_by_half_in_fifty_pages() -> None:
    before = taught_by(bare(range(10)))
    after = taught_by(bare(range(100, 150), "node"), before)
    assert {layout.story[0]: layout.pages for layout in after.layouts}["div.entry-content"] == 5 * PAGE


def test_other_rules_start_anew() -> None:
    rules = Rules(furniture={"tip": (".entry-content > p:last-child",)})
    pages = bare(range(6))
    lessons = [lesson for made in pages if (lesson := study(made.html, url=made.url, rules=rules)[1])]
    plain = taught_by(bare(range(20, 26)))
    profile = learn(lessons, plain)
    assert profile.learned == len(lessons)
    assert {clean(made.html, url=made.url, profile=profile).fit for made in pages} == {"unfit:rules"}
    assert {clean(made.html, url=made.url, rules=rules, profile=profile).fit for made in pages} == {"profile"}


def test_what_pages_of_a_site_repeat_says_nothing_of_its_texts() -> None:
    profile = taught_by(bare(range(8)))
    text = "\n\n".join(bare(range(1))[0].gold)
    alone = clean(text, url="https://madeup.example/0", content_type="text/plain")
    assert clean(text, url="https://madeup.example/0", content_type="text/plain", profile=profile) == alone


def test_listings_and_failures_teach_nothing() -> None:
    for body in (b"", b"\x89PNG\r\n\x1a\n0000", "<p>Hello", "<nav><a href=/>Home</a></nav>"):
        assert study(body)[1] is None
    assert study("Advertisement", content_type="text/plain")[1] is None
