"""Where the pages of files are, so that worker processes read them by themselves, several of them one file.

A file is cut into segments. Looking through a segment gives the place of each of its pages, and of each site
the pages that are to teach its profile: a sample by the hash of the address, which is the same in whatever
order the pages come.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from cleaners import is_plain
from cleaners.profile import MIN_PAGES
from crawler.archives import find_record, read_archive
from crawler.inputs import InputPage, Skipped, holds_lines, is_archive, of_record, parse, read
from output.urls import host, normalise

SAMPLE: Final = 120
"""Pages of a site that may teach its profile: as many as it remembers the lines of."""

SEGMENT: Final = 8 << 20
"""Bytes of a file that are looked through at once: some hundred packed pages."""

_TEXTS: Final = "text of "
_MIN_TEXTS: Final = 2  # what two stories have in common is none of them
_HEAD: Final = 1 << 16
_LINK: Final = re.compile(rb"<(?:link|meta)\b[^<>]{0,2000}>", re.IGNORECASE)
_CANONICAL: Final = re.compile(
    rb"""(?:rel\s*=\s*["']?canonical|property\s*=\s*["']?og:url)[\s"'/>]""", re.IGNORECASE
)
_ADDRESS: Final = re.compile(
    rb"""(?:href|content)\s*=\s*["']?\s*(https?://[^\s"'<>]{1,2000})""", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was named, and where its bytes are: elsewhere, if it had to be unpacked."""

    file: str
    path: str


@dataclass(frozen=True, slots=True)
class Place:
    """A page: its source, and the byte at which it or its record begins."""

    source: Source
    offset: int


@dataclass(frozen=True, slots=True)
class Segment:
    """The pages of a source that begin from byte `start` to before `end`. `exact`: one begins at `start`."""

    source: Source
    start: int
    end: int
    exact: bool = True

    @property
    def size(self) -> int:
        return self.end - self.start


class Candidate(NamedTuple):
    """A page that may teach: what tells it from a page of the same address, and where it is."""

    check: int
    place: Place


Candidates: TypeAlias = dict[int, Candidate]
"""Of one site, by the hash of their addresses."""


@dataclass(slots=True)
class Found:
    """What a segment holds: the offsets of its pages, of each site the candidates, what gave no page, and
    where its first record begins and the first one behind it (None: nowhere)."""

    offsets: array[int] = field(default_factory=lambda: array("Q"))
    sites: dict[str, Candidates] = field(default_factory=dict)
    faults: list[Skipped] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    first: int | None = None
    following: int | None = None


def segments(source: Source, size: int) -> list[Segment]:
    """A source of so many bytes, cut where that can be done."""
    if not (is_archive(source.file) or holds_lines(source.file)):
        return [Segment(source, 0, max(size, 1))]
    starts = range(0, max(size, 1), SEGMENT)
    return [Segment(source, start, min(start + SEGMENT, max(size, 1)), exact=start == 0) for start in starts]


def look_through(segment: Segment) -> Found:
    """Where the pages of a segment are. Never raises for what is in the file, nor when it cannot be read."""
    found = Found(first=segment.start)
    try:
        if is_archive(segment.source.file) and not segment.exact:
            found.first = find_record(Path(segment.source.path), segment.start)
        pages = read_segment(segment, found.first)
        while True:
            page = next(pages)
            if isinstance(page, InputPage):
                offset = page.place.offset or 0
                found.offsets.append(offset)
                _add(found.sites, page, Place(segment.source, offset))
            elif page.fault:
                found.faults.append(page)
            else:
                found.others[page.what] += 1
    except StopIteration as end:
        found.following = end.value
    except OSError as error:
        found.faults.append(Skipped(segment.source.file, "", f"cannot be read: {error.strerror or error}"))
    return found


def read_segment(segment: Segment, first: int | None) -> Generator[InputPage | Skipped, None, int | None]:
    """The pages of a segment, whose first record begins at `first`. Gives where the next one begins."""
    source = segment.source
    if is_archive(source.file):
        if first is None or first >= segment.end:
            return first
        records = read_archive(Path(source.path), first, segment.end)
        while True:
            try:
                record = next(records)
            except StopIteration as end:
                following: int | None = end.value
                return following
            yield of_record(record, source.file)
    elif holds_lines(source.file):
        yield from _lines(segment)
    else:
        yield from read(source.path)
    return None


def _lines(segment: Segment) -> Iterator[InputPage | Skipped]:
    number = 0
    with Path(segment.source.path).open("rb") as lines:
        offset = segment.start
        if offset:  # a line belongs to where it begins
            lines.seek(offset - 1)
            offset += len(lines.readline()) - 1
        while offset < segment.end and (line := lines.readline()):
            number += 1
            where = f"byte {offset}" if segment.start else f"line {number}"
            page = parse(line, segment.source.file, offset, where)
            if page is not None:
                yield page
            offset += len(line)


def page_at(place: Place) -> InputPage | Skipped:
    """The page at a place. OSError where it cannot be read."""
    source = place.source
    if is_archive(source.file):
        record = next(read_archive(Path(source.path), place.offset), None)
        page = of_record(record, source.file) if record else None
    elif holds_lines(source.file):
        with Path(source.path).open("rb") as lines:
            lines.seek(place.offset)
            page = parse(lines.readline(), source.file, place.offset, f"byte {place.offset}")
    else:
        page = next(read(source.path), None)
    if isinstance(page, InputPage):
        return page
    what = page.what if page else "nothing is there"
    return Skipped(source.file, f"byte {place.offset}", f"the page is not there any more: {what}")


def _add(sites: dict[str, Candidates], page: InputPage, place: Place) -> None:
    site = site_of(page)
    if site:
        body = page.body.encode("utf-8", "replace") if isinstance(page.body, str) else page.body
        key = int.from_bytes(blake2b(normalise(page.url).encode() or body, digest_size=8).digest())
        merge(sites.setdefault(site, {}), {key: Candidate(zlib.crc32(body), place)})


def merge(into: Candidates, more: Candidates) -> None:
    """Adds candidates to those of a site, the same ones whatever came first, and at most some too many."""
    for key, candidate in more.items():
        known = into.get(key)
        if known is None or candidate.check < known.check:
            into[key] = candidate
    if len(into) > 2 * SAMPLE:
        for key in sorted(into)[SAMPLE:]:
            del into[key]


def chosen(candidates: Candidates) -> list[Place]:
    """The pages of a site that may teach, in the order in which they are asked."""
    return [candidates[key].place for key in sorted(candidates)[:SAMPLE]]


def site_of(page: InputPage) -> str:
    """The site of a page: the host of its address, without "www.". A page that came without an address has
    that which it gives itself; "" where there is none. Dirty texts of a host are a site of their own: they
    have no markup to learn from, and an extractor leaves other lines than a page has."""
    if is_plain(page.content_type):
        return f"{_TEXTS}{host(page.url)}" if page.url else ""
    if page.url:
        return host(page.url)
    head = page.body[:_HEAD]
    if isinstance(head, str):
        head = head.encode("utf-8", "replace")
    for tag in _LINK.findall(head):
        if _CANONICAL.search(tag) and (address := _ADDRESS.search(tag)):
            return host(address[1].decode("ascii", "replace"))
    return ""


def fewest(site: str) -> int:
    """How many pages of a site, or texts of one, teach what is worth knowing."""
    return _MIN_TEXTS if site.startswith(_TEXTS) else MIN_PAGES


def again(segment: Segment, start: int) -> Segment:
    """A segment that begins elsewhere: at the record where the one before it ended."""
    return replace(segment, start=start, exact=True)
