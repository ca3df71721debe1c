"""Redline on sites that it knows: profiles learned from a set's own pages, without any gold.

As in a crawl and in `scrapy clean`, a site's pages are cleaned with all evidence first, and teach its
profile; then each is cleaned by it. The block model that judges a page has not seen its site (`folds`). Only
sites with pages enough for a profile are known.
"""

from __future__ import annotations

import functools
import json
import shutil
from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Final

import folds
from pages import BenchPage, BenchSet

from cleaners import Cleaned, Lesson, Profile, learn, study
from cleaners.profile import MIN_PAGES

FOLDER: Final = Path(__file__).resolve().parent / "results" / "profiles"

_in_use = {"folder": FOLDER}


def use(folder: Path) -> None:
    """Take the profiles from `folder`, in this process."""
    _in_use["folder"] = folder


def sites(pages: Sequence[BenchPage]) -> dict[str, list[BenchPage]]:
    """The pages of each site that has enough of them, by site."""
    found: dict[str, list[BenchPage]] = {}
    for page in pages:
        found.setdefault(page.site, []).append(page)
    return {site: each for site, each in found.items() if len(each) >= MIN_PAGES}


def teach(pages: BenchSet, pool: Executor, folder: Path | None = None) -> int:
    """Learn the profiles of a set's sites, in place of what was in the folder. Gives their number."""
    room = (folder or _in_use["folder"]) / pages.name
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(parents=True)
    _read.cache_clear()
    known = sites(pages.pages)
    lessons = pool.map(lesson, (page for each in known.values() for page in each), chunksize=4)
    for site, each in known.items():
        taught = [lesson for lesson in (next(lessons) for _ in each) if lesson is not None]
        (room / f"{site}.json").write_text(json.dumps(learn(taught).to_json()), "utf-8")
    return len(known)


def lesson(page: BenchPage) -> Lesson | None:
    """What a page teaches, judged by the model of its fold."""
    return study(page.body, url=page.url, content_type=page.content_type, model=folds.model(page.url))[1]


def profile(page: BenchPage) -> Profile | None:
    """The profile of the page's site, None where it has too few pages."""
    return _read(_in_use["folder"], page.set_name, page.site)


# In memory, as a crawl has it: what it takes to look for a file would count for the cleaner's time.
@functools.lru_cache(maxsize=256)
def _read(folder: Path, set_name: str, site: str) -> Profile | None:
    file = folder / set_name / f"{site}.json"
    return Profile.from_json(json.loads(file.read_text("utf-8"))) if file.is_file() else None


def cleaned(page: BenchPage) -> Cleaned:
    """A page cleaned by its site's profile where that fits, and with all evidence else."""
    return folds.cleaned(page, profile=profile(page))
