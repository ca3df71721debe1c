"""Cleans the pages of files by profiles that are learned from these pages: all are looked through first.

    segments → where pages are, and which are to teach → profiles → every page cleaned, in order

What comes out does not depend on that order, nor on how many processes do the work: which pages teach is told
by their addresses, and what they teach by themselves.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

from cleaners import Lesson
from cleaners.model import Rules
from crawler.batch import Lines, failed
from crawler.inputs import (
    PACKED,
    STDIN,
    UNPACKING,
    InputPage,
    Skipped,
    cut_off,
    holds_lines,
    is_archive,
    open_lines,
)
from crawler.jobs import Answer, Clean, Glean, Job, Learn, LookThrough, Study, Worker
from crawler.places import (
    Candidates,
    Found,
    Place,
    Segment,
    Source,
    again,
    chosen,
    fewest,
    look_through,
    merge,
    page_at,
    segments,
)
from crawler.workers import DEADLINE, Failure, Pool

STUDIED: Final = 16
"""Pages of a site that are cleaned with all evidence to teach its markup. More add next to nothing."""

_AT_ONCE: Final = 2_000  # pages that teach before anything is learned from them: some 20 MB of lessons
_LIGHT: Final = 1 << 14

Do: TypeAlias = Callable[[Iterable[Job]], Iterator[Answer | Failure[Job]]]
"""Does jobs, and gives the answers in their order."""
Say: TypeAlias = Callable[[Skipped], None]
Progress: TypeAlias = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and how much there is."""


@contextmanager
def hands(
    sites: Mapping[str, Rules], folder: Path, *, workers: int, deadline: float = DEADLINE
) -> Iterator[Do]:
    """What does the jobs: so many processes, or this one where there are none."""
    worker = Worker(sites, str(folder))
    if not workers:
        yield lambda jobs: map(worker, jobs)
        return
    with Pool(worker, workers, deadline=deadline, weight=_weight) as pool:
        yield pool.map


def _weight(job: Job) -> int:
    return job.segment.size if isinstance(job, LookThrough) else _LIGHT


@dataclass(slots=True)
class Inventory:
    """Where all pages are: the sources, in their order, with the offsets of their pages; and of each site the
    pages that are to teach."""

    pages: list[tuple[Source, array[int]]] = field(default_factory=list)
    sites: dict[str, Candidates] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(len(offsets) for _, offsets in self.pages)

    def places(self) -> Iterator[Place]:
        """Every page, in the order of the input."""
        for source, offsets in self.pages:
            for offset in offsets:
                yield Place(source, offset)


def unpacked(file: str, folder: Path, standard: BinaryIO, say: Say) -> Source:
    """A file as one that can be read from any of its bytes: packed lines and standard input are copied."""
    if not holds_lines(file) or not (file == STDIN or file.lower().endswith(PACKED)):
        return Source(file, file)
    number = 0
    path = folder / f"{len(list(folder.iterdir()))}.jsonl"
    with path.open("wb") as copy:
        try:
            if file == STDIN:
                for line in standard:
                    copy.write(line)
            else:
                with open_lines(file) as lines:
                    for line in lines:
                        copy.write(line)
                        number += 1
        except UNPACKING as error:
            say(cut_off(file, number, error))
    return Source(file, str(path))


def take_inventory(sources: Sequence[Source], do: Do, say: Say, progress: Progress) -> Inventory:
    """Looks through all sources. What gives no page is told."""
    parts = [part for source in sources for part in segments(source, _size(source))]
    total = sum(part.size for part in parts)
    inventory = Inventory()
    chain = _Chain()
    read = 0
    said: Skipped | None = None
    for part, answer in zip(parts, do(map(LookThrough, parts)), strict=True):
        found = chain.checked(part, answer)
        for fault in found.faults:
            if fault != said:  # a file that cannot be read cannot in all its parts
                say(fault)
            said = fault
        for what in found.others.elements():
            say(Skipped(part.source.file, "", what, fault=False))
        inventory.pages.append((part.source, found.offsets))
        for site, candidates in found.sites.items():
            merge(inventory.sites.setdefault(site, {}), candidates)
        read += part.size
        progress("reading", read, total)
    return inventory


class _Chain:
    """Joins the parts of an archive. All but its first begin where a record seems to begin; whether one does
    is known when the part before has been read to its end."""

    def __init__(self) -> None:
        self._source: Source | None = None
        self._known = False
        self._following: int | None = None

    def checked(self, part: Segment, answer: Answer | Failure[Job]) -> Found:
        """What a part holds. Parts have to come in their order."""
        joined = self._known and self._source == part.source and is_archive(part.source.file)
        if joined and (self._following is None or self._following >= part.end):
            return Found()  # all of it belongs to the record before
        if isinstance(answer, Found):
            found = answer
            if joined and found.first != self._following:
                found = look_through(again(part, self._following or 0))
        else:
            why = answer.what if isinstance(answer, Failure) else "no answer"
            found = Found(faults=[Skipped(part.source.file, f"bytes {part.start} to {part.end}", why)])
        self._known = isinstance(answer, Found)
        self._source, self._following = part.source, found.following
        return found


def teach(inventory: Inventory, do: Do, progress: Progress) -> None:
    """Learns the profile of each site that has pages enough, where the worker keeps them."""
    sites = {site: found for site, found in sorted(inventory.sites.items()) if len(found) >= fewest(site)}
    total = sum(len(chosen(found)) for found in sites.values())
    taught = 0
    group: dict[str, list[Place]] = {}
    for number, (site, candidates) in enumerate(sites.items(), 1):
        group[site] = chosen(candidates)
        if sum(map(len, group.values())) >= _AT_ONCE or number == len(sites):
            _teach(group, do)
            taught += sum(map(len, group.values()))
            progress("learning", taught, total)
            group = {}


def _teach(group: Mapping[str, Sequence[Place]], do: Do) -> None:
    """Some pages of each site teach its markup, then the others its lines, and what else they have."""
    lessons: dict[str, list[Lesson]] = {site: [] for site in group}
    asked = dict.fromkeys(group, 0)
    for _ in range(2):  # pages that hold no article teach nothing: then others are asked
        places = {site: found[asked[site] :][: STUDIED - len(lessons[site])] for site, found in group.items()}
        _gather(lessons, places, Study, do)
        for site, found in places.items():
            asked[site] += len(found)
    known = [site for site, found in lessons.items() if len(found) >= fewest(site)]
    _learn(known, lessons, do)
    more: dict[str, list[Lesson]] = {site: [] for site in known}
    _gather(more, {site: group[site][asked[site] :] for site in known}, Glean, do)
    _learn([site for site in known if more[site]], more, do)


def _gather(
    lessons: dict[str, list[Lesson]],
    places: Mapping[str, Sequence[Place]],
    job: type[Study | Glean],
    do: Do,
) -> None:
    whose = [site for site, found in places.items() for _ in found]
    jobs = (job(place) for found in places.values() for place in found)
    for site, answer in zip(whose, do(jobs), strict=True):
        if isinstance(answer, Lesson):
            lessons[site].append(answer)


def _learn(sites: Iterable[str], lessons: Mapping[str, Sequence[Lesson]], do: Do) -> None:
    for _ in do(Learn(site, tuple(lessons[site])) for site in sites):
        pass  # a site that cannot be learned goes the slow way


def clean_places(inventory: Inventory, do: Do) -> Iterator[Lines | Skipped]:
    """The lines of every page, in the order of the input."""
    for place, answer in zip(inventory.places(), do(map(Clean, inventory.places())), strict=True):
        if isinstance(answer, Lines | Skipped):
            yield answer
        elif isinstance(answer, Failure):
            page = page_at(place)
            yield failed(page, answer.what) if isinstance(page, InputPage) else page


def _size(source: Source) -> int:
    try:
        return Path(source.path).stat().st_size
    except OSError:  # gone since it was found: reading it will say so
        return 0
