"""Checks a corpus: is each file what was sealed, each line what its schema says, each article there once,
the ledger that of the articles, and each other address that of an article."""

from __future__ import annotations

import contextlib
import json
import shutil
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from output.archive import open_archive, read_page
from output.article import Archived, Name
from output.lock import SiteLock
from output.recover import quarantine, recover
from output.seals import Seal, digest, read_seal, seal_path, write_seal
from output.shards import read_lines, repack, sealed, stem_of
from output.urls import normalise
from output.valid import is_earlier, parse

ROOMS: Final[dict[str, Name]] = {"articles": "article", "removed": "ledger", "addresses": "address"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a file; `mended` where it is no more."""

    path: Path
    what: str
    mended: bool = False


@dataclass(slots=True)
class Report:
    """What a check found. Sound where every problem is mended. `earlier` are articles whose lines lack keys
    that came later (`output.valid.LATER`), which is no damage."""

    files: int = 0
    articles: int = 0
    earlier: int = 0
    cuts: int = 0
    addresses: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return all(problem.mended for problem in self.problems)


@dataclass(slots=True)
class _Shard:
    """A sealed file as it is read. `bad` are the lines to take out, with their reasons."""

    path: Path
    seal: Seal | None
    whole: bool
    bad: list[tuple[bytes, str]] = field(default_factory=list)


class _Link(NamedTuple):
    """What a version says of the one before, the `revision` of `article`."""

    path: Path
    article: str
    revision: int
    previous: object


def verify(corpus_dir: Path, *, repair: bool = False) -> Report:
    """Checks all sites of a corpus. With `repair`, damaged lines, repeated articles, and cuts and addresses
    without an article go to `quarantine/`, files are sealed anew, and what a crash left open is sealed;
    nothing is thrown away. `output.lock.LockedError` where a run holds a site that is to be repaired."""
    report = Report()
    names = (*ROOMS, "archive")
    rooms = [corpus_dir / "seals" / room for room in names] + [corpus_dir / room for room in names]
    sites = {path.name for room in rooms if room.is_dir() for path in room.iterdir() if path.is_dir()}
    there: set[bytes] = set()
    for look in (_site, _addresses, _archives):  # an address may be that of another site's article
        if look is _addresses:
            there.update(_open_ids(corpus_dir))
        for site in sorted(sites):
            with _held(corpus_dir, site, report) if repair else contextlib.nullcontext():
                look(corpus_dir, site, there, report, repair=repair)
    return report


def _open_ids(corpus: Path) -> Iterator[bytes]:
    """Ids of the articles of crawls that are on."""
    for path in corpus.glob("articles/*/.*.open"):
        for line in read_lines(path):
            read, _ = parse(line, "article")
            if read is not None:
                yield bytes.fromhex(read["id"])


@contextlib.contextmanager
def _held(corpus: Path, site: str, report: Report) -> Iterator[None]:
    """Holds a site that is to be repaired, and seals what is open."""
    lock = SiteLock(corpus, site, datetime.now(UTC).isoformat(timespec="seconds"))
    try:
        for done in recover(corpus, site):
            report.problems.append(Problem(corpus / "articles" / site, done, mended=True))
        yield
    finally:
        lock.release()


def _site(corpus: Path, site: str, there: set[bytes], report: Report, *, repair: bool) -> None:
    """Checks articles and ledger of a site, and adds the ids of its articles to `there`."""
    _gone(corpus, site, report, repair=repair)
    once: dict[tuple[str, int], str] = {}
    links: list[_Link] = []
    cuts: dict[str, dict[str, int]] = {}  # by file and article, how many cuts it had
    for room in ("articles", "removed"):
        for path in sealed(corpus / room / site):
            shard = _read(corpus, path)
            stem = stem_of(path)
            if room == "articles":
                cuts[stem] = _articles(corpus, shard, once, links, report)
            else:
                _ledger(shard, cuts.get(stem, {}), report)
            report.files += 1
            _settle(corpus, shard, report, repair=repair)
    for stem, articles in cuts.items():
        for key, missing in articles.items():
            if missing > 0:
                path = corpus / "removed" / site / f"{stem}.jsonl"
                report.problems.append(Problem(path, f"{missing} cuts of the article {key} are missing"))
    for link in links:
        former = once.get((link.article, link.revision))
        if (former or link.previous) != link.previous:
            what = f"previous of the article {link.article} is not the content_hash of its revision"
            report.problems.append(Problem(link.path, f"{what} {link.revision}"))
    there.update(bytes.fromhex(key) for key, _ in once)


def _addresses(corpus: Path, site: str, there: set[bytes], report: Report, *, repair: bool) -> None:
    once: set[tuple[str, str]] = set()
    for path in sealed(corpus / "addresses" / site):
        shard = _read(corpus, path)
        for line, read in _lines(shard, "address"):
            key, url = str(read["article"]), str(read["url"])
            address = key, normalise(url)
            if bytes.fromhex(key) not in there:
                shard.bad.append((line, f"the article {key}, of which it is an address, is not there"))
            elif address in once:
                shard.bad.append((line, f"the address {url} of {key} stands twice"))
            else:
                once.add(address)
                report.addresses += 1
        report.files += 1
        _settle(corpus, shard, report, repair=repair)


def _archives(corpus: Path, site: str, _: set[bytes], report: Report, *, repair: bool) -> None:
    """What was fetched cannot be made again: damage stays reported."""
    for path in sorted((corpus / "archive" / site).glob("[!.]*.warc.gz")):
        seal = read_seal(corpus, path)
        report.files += 1
        if seal is None:
            report.problems.append(Problem(path, "it has no seal", mended=repair))
            if repair:
                write_seal(corpus, path, path, ())
        elif (path.stat().st_size, digest(path)) != (seal.bytes, seal.sha256):
            report.problems.append(Problem(path, "its checksum is not the one it was sealed with"))
    for seal_file in sorted((corpus / "seals/archive" / site).glob("*.json")):
        path = corpus / "archive" / site / seal_file.name.removesuffix(".json")
        if not path.exists() and not open_archive(path).exists():
            report.problems.append(Problem(path, "it was sealed and is gone"))


def _gone(corpus: Path, site: str, report: Report, *, repair: bool) -> None:
    for room in ROOMS:
        for seal in sorted((corpus / "seals" / room / site).glob("*.json")):
            path = corpus / room / site / seal.name.removesuffix(".json")
            if not path.exists() and not any(path.parent.glob(f".{stem_of(path)}.open")):
                what = "it was sealed and is gone: the next crawl fetches its pages again"
                report.problems.append(Problem(path, what, mended=repair))
                if repair:
                    seal.unlink()


def _read(corpus: Path, path: Path) -> _Shard:
    seal = read_seal(corpus, path)
    whole = seal is None or (path.stat().st_size == seal.bytes and digest(path) == seal.sha256)
    return _Shard(path, seal, whole)


def _lines(shard: _Shard, name: Name) -> Iterator[tuple[bytes, dict[str, object]]]:
    """The sound lines of a file; the others are collected in `bad`."""
    left = Counter(shard.seal.lines) if shard.seal and not shard.whole else None
    for line in read_lines(shard.path):
        read, problem = parse(line, name)
        if left is not None and not problem:
            total = zlib.crc32(line)
            if not left[total]:
                problem = "it is not what was sealed"
            left[total] -= 1
        if read is None or problem:
            shard.bad.append((line, problem))
        else:
            yield line, read


def _articles(
    corpus: Path, shard: _Shard, once: dict[tuple[str, int], str], links: list[_Link], report: Report
) -> dict[str, int]:
    cuts: dict[str, int] = {}
    for line, read in _lines(shard, "article"):
        key = str(read["id"])
        version = key, int(str(read["revision"]))
        if version in once:
            shard.bad.append((line, f"the article {key} stands twice with revision {version[1]}"))
            continue
        once[version] = str(read["content_hash"])
        earlier = is_earlier(line)
        report.earlier += earlier
        if read["previous"] is not None or (version[1] > 1 and not earlier):
            links.append(_Link(shard.path, key, version[1] - 1, read["previous"]))
        removed = read["removed"]
        cuts[key] = cuts.get(key, 0) + (sum(removed.values()) if isinstance(removed, dict) else 0)
        report.articles += 1
        if problem := _page(corpus, read["archive"]):
            report.problems.append(Problem(shard.path, f"the page of {key} is not archived: {problem}"))
    return cuts


def _page(corpus: Path, place: object) -> str:
    """What is wrong with the place of a page in the archive, "" where nothing is or the line names none."""
    said = Archived(**place) if isinstance(place, dict) else Archived()
    if said.file is None:
        return ""
    path = corpus / said.file
    if not path.exists() and open_archive(path).exists():  # a crawl is on
        return ""
    try:
        read_page(corpus, said)
    except ValueError as error:
        return str(error)
    return ""


def _ledger(shard: _Shard, cuts: dict[str, int], report: Report) -> None:
    for line, read in _lines(shard, "ledger"):
        key = str(read["article"])
        if cuts.get(key, 0) <= 0:
            shard.bad.append((line, f"a cut of {key}, more than the articles of this file tell of"))
            continue
        cuts[key] -= 1
        report.cuts += 1


def _settle(corpus: Path, shard: _Shard, report: Report, *, repair: bool) -> None:
    """Tells what is wrong with a file, and mends it where it is to be."""
    path = shard.path
    if shard.seal is None:
        report.problems.append(Problem(path, "it has no seal", mended=repair))
    alike = Counter(problem for _, problem in shard.bad)  # the cuts of one article, say
    for line, problem in shard.bad:
        count = alike.pop(problem, 0)
        if count:
            many = f"{count} lines are" if count > 1 else "a line is"
            shown = json.dumps(line[:60].decode("utf-8", "replace"))
            report.problems.append(Problem(path, f"{many} damaged, {problem}: {shown}", mended=repair))
    if not shard.whole:
        report.problems.append(Problem(path, "its checksum is not the one it was sealed with", mended=repair))
    if not repair or (shard.seal and shard.whole and not shard.bad):
        return
    if path.suffix in {".gz", ".zst"} and not shard.whole:  # what cannot be unpacked is kept as it is
        place = corpus / "quarantine" / path.parent.relative_to(corpus)
        place.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place / path.name)
    if shard.bad:
        quarantine(corpus, path, [line for line, _ in shard.bad], "damaged")
    left = Counter(line for line, _ in shard.bad)
    kept = []
    for line in reversed(list(read_lines(path))):  # of two that are the same, the later one goes
        if left[line]:
            left[line] -= 1
        else:
            kept.append(line)
    kept.reverse()
    if not kept:
        path.unlink()
        seal_path(corpus, path).unlink(missing_ok=True)
        return
    content = repack(path, kept) if shard.bad or not shard.whole else path
    write_seal(corpus, path, content, kept)
    content.rename(path)
