"""What a worker of `scrapy clean` does. It reads pages by itself: next to nothing goes between processes.

Segments are looked through, pages taught from, sites learned, pages cleaned. Profiles stand in a folder: the
worker that learned one writes it there, and each reads those of the pages that it is given.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from cleaners import Lesson, Profile, learn, study
from cleaners.model import Rules
from crawler.batch import Lines, clean_page, rules_for
from crawler.inputs import InputPage, Skipped
from crawler.places import Found, Place, Segment, look_through, page_at, site_of
from crawler.profilefiles import Shelf, write


@dataclass(frozen=True, slots=True)
class LookThrough:
    """Look through a segment."""

    segment: Segment


@dataclass(frozen=True, slots=True)
class Study:
    """Clean a page with all evidence, for what it teaches."""

    place: Place


@dataclass(frozen=True, slots=True)
class Glean:
    """Clean a page with the profile of its site as it is, for what it adds."""

    place: Place


@dataclass(frozen=True, slots=True)
class Learn:
    """Learn the profile of a site from lessons, on top of what is known of it in this run."""

    site: str
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class Clean:
    """Clean a page, by the profile of its site where there is one."""

    place: Place


Job: TypeAlias = LookThrough | Study | Glean | Learn | Clean
Answer: TypeAlias = Found | Lesson | Lines | Skipped | None


class Worker:
    """Does jobs. `sites` holds the rules of sites by domain; profiles are kept in `folder`."""

    def __init__(self, sites: Mapping[str, Rules], folder: str) -> None:
        self._sites = sites
        self._folder = folder
        self._shelf = Shelf()

    def __call__(self, job: Job) -> Answer:
        match job:
            case LookThrough():
                return look_through(job.segment)
            case Study():
                return self._study(job.place)
            case Glean():
                return self._glean(job.place)
            case Learn():
                self._learn(job)
                return None
            case Clean():
                return self._clean(job.place)

    def _clean(self, place: Place) -> Lines | Skipped:
        try:
            page = page_at(place)
        except OSError as error:
            return Skipped(place.source.file, f"byte {place.offset}", f"cannot be read: {error}")
        if isinstance(page, Skipped):
            return page
        return clean_page(page, self._sites, self._profile(site_of(page)))

    def _study(self, place: Place) -> Lesson | None:
        page = _page(place)
        return self._taught(page) if page else None

    def _taught(self, page: InputPage, profile: Profile | None = None) -> Lesson | None:
        rules = rules_for(page.url, self._sites)
        return study(page.body, url=page.url, content_type=page.content_type, rules=rules, profile=profile)[1]

    def _glean(self, place: Place) -> Lesson | None:
        page = _page(place)
        if page is None:
            return None
        return self._taught(page, self._profile(site_of(page)))

    def _learn(self, job: Learn) -> None:
        profile = learn(job.lessons, self._profile(job.site))
        write(profile_path(self._folder, job.site), profile)

    def _profile(self, site: str) -> Profile | None:
        """The profile of a site as it is now."""
        return self._shelf.get(profile_path(self._folder, site)) if site else None


def profile_path(folder: str, site: str) -> Path:
    """Where the profile of a site stands during a run. A host may be longer than the name of a file."""
    return Path(folder, f"{hashlib.sha256(site.encode()).hexdigest()[:32]}.json")


def _page(place: Place) -> InputPage | None:
    try:
        page = page_at(place)
    except OSError:  # said when it is to be cleaned
        return None
    return page if isinstance(page, InputPage) else None
