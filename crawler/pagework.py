"""What is done off the event loop to what a crawl fetches: reading what lists articles, telling what a page
is, cleaning, making what is written of it, learning."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeAlias, assert_never

from cleaners import Cleaned, Lesson, Profile, clean, is_plain, learn, study
from cleaners.align import words
from cleaners.model import Metadata, Rules
from crawler.discovery import Found, PageKind, Sources, classify_page, classify_url
from crawler.drafting import ToDraft, draft_of
from crawler.frontier import NO_ARTICLES
from crawler.items import Draft
from crawler.profilefiles import Shelf, write
from crawler.reading import ReadGuide, ReadListing, read_guide, read_listing

_SAME: Final = 0.95  # of the words of two texts: what differs then is a line or two


@dataclass(frozen=True, slots=True)
class CleanPage:
    """Clean a page by the profile of the site where it fits, else with all evidence.

    `classify`: say what kind of page it is. `study`: with all evidence in any case. `teach`: say what
    the page teaches. `check`: clean it both ways and say whether they agree. `draft`: make the draft of an
    article, where there is one, of what is given there.
    """

    url: str
    body: bytes = field(repr=False)
    content_type: str = ""
    classify: bool = False
    study: bool = False
    teach: bool = False
    check: bool = False
    draft: ToDraft | None = None


@dataclass(frozen=True, slots=True)
class LearnSite:
    """Learn from lessons, on top of what is known, and write the profile."""

    lessons: tuple[Lesson, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """`kind` is what the page is by its looks ("" where that was not asked), `agrees` whether both ways of
    cleaning it do (None where that was not asked). Where a `draft` was asked for and there is an article,
    `cleaned` is without the text and the blocks, and of the metadata it has what is said of use alone: all of
    it is in the draft, and little should go between processes.
    """

    cleaned: Cleaned
    lesson: Lesson | None = None
    kind: PageKind | None = None
    agrees: bool | None = None
    draft: Draft | None = None


PageTask: TypeAlias = CleanPage | LearnSite | ReadListing | ReadGuide
PageResult: TypeAlias = CleanedPage | int | Found | Sources


class PageWorker:
    """Does the tasks of one site. `profile` is where its profile stands."""

    def __init__(self, rules: Rules, profile: str) -> None:
        self._rules = rules
        self._path = Path(profile)
        self._shelf = Shelf()

    def __call__(self, task: PageTask) -> PageResult:
        """A cleaned page; of learning, how many pages the profile was learned from; what a listing holds, or
        where there are listings."""
        match task:
            case CleanPage():
                return self._clean(task)
            case LearnSite():
                return self._learn(task)
            case ReadListing():
                return read_listing(task)
            case ReadGuide():
                return read_guide(task)
        assert_never(task)

    def _clean(self, task: CleanPage) -> CleanedPage:
        profile = None if task.study else self._shelf.get(self._path)
        lesson = None
        if task.teach or task.study:
            cleaned, lesson = study(
                task.body, url=task.url, content_type=task.content_type, rules=self._rules, profile=profile
            )
            if is_plain(task.content_type):  # says nothing of the site's pages
                lesson = None
        else:
            cleaned = self._cleaned(task, profile)
        kind = _kind(task, cleaned) if task.classify else None
        agrees = self._agrees(task, cleaned) if task.check else None
        if task.draft is None or cleaned.reason or kind in NO_ARTICLES:
            return CleanedPage(cleaned, lesson, kind, agrees)
        draft = draft_of(cleaned, task.url, task.body, task.draft)
        said = Metadata(usage=cleaned.metadata.usage)
        rest = replace(cleaned, text="", blocks=(), removals=(), metadata=said)
        return CleanedPage(rest, lesson, kind, agrees, draft)

    def _cleaned(self, task: CleanPage, profile: Profile | None) -> Cleaned:
        return clean(
            task.body, url=task.url, content_type=task.content_type, rules=self._rules, profile=profile
        )

    def _agrees(self, task: CleanPage, cleaned: Cleaned) -> bool | None:
        return alike(cleaned.text, self._cleaned(task, None).text) if cleaned.fit == "profile" else None

    def _learn(self, task: LearnSite) -> int:
        profile = learn(task.lessons, self._shelf.get(self._path))
        write(self._path, profile)
        return profile.pages


def _kind(task: CleanPage, cleaned: Cleaned) -> PageKind:
    """What kind of page it is; only where it does not say what its address says, it is looked at again."""
    if cleaned.stated is not None and cleaned.stated == classify_url(task.url):
        return cleaned.stated
    return classify_page(task.body, url=task.url, content_type=task.content_type)


def alike(one: str, other: str) -> bool:
    """Whether two texts have nearly all words in common, counted as often as they stand there."""
    ours, theirs = Counter(words(one)), Counter(words(other))
    return sum((ours & theirs).values()) >= _SAME * max(ours.total(), theirs.total())
