"""The files of a run while they grow, their sealing, and what a crash leaves of them.

A run has one pair of files open, which grow by whole lines under hidden names:

    articles/<site>/.<part>.open    removed/<site>/.<part>.open

A full pair is sealed: synced, packed where that is asked for, and renamed, the ledger first. So what has its
final name is whole and never changes.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal, TypeAlias

from output.names import check

Packing: TypeAlias = Literal["none", "gzip"]

ARTICLES: Final = "articles"
REMOVED: Final = "removed"
_BLOCK: Final = 1 << 16  # bytes read at a time when looking for the last line end


class FullError(OSError):
    """The disk took less than a whole line. `wanted` is the size of what was to be written, in bytes."""

    def __init__(self, message: str, wanted: int) -> None:
        super().__init__(message)
        self.wanted = wanted


class OpenShard:
    """A file that grows by whole lines under a hidden name."""

    def __init__(self, folder: Path, part: str, packing: Packing = "none") -> None:
        self.path = folder / f".{part}.open"
        self.target = folder / f"{part}.jsonl{'.gz' if packing == 'gzip' else ''}"
        if self.target.exists():
            raise FileExistsError(f"{self.target} is there already: give the run another name")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC
        self._descriptor: int | None = os.open(self.path, flags, 0o644)
        self.size = 0

    def append(self, data: bytes) -> None:
        """Adds whole lines, or nothing: FullError, or OSError, where the disk takes no more."""
        if self._descriptor is None:
            raise ValueError(f"{self.target} is closed")
        try:
            count = os.write(self._descriptor, data)
        except OSError as error:
            self.cut(self.size)
            raise FullError(f"{self.path}: {error}", len(data)) from error
        if count < len(data):  # the disk filled up within the line: take the torn part back
            self.cut(self.size)
            raise FullError(f"{self.path}: wrote {count} of {len(data)} bytes; is the disk full?", len(data))
        self.size += count

    def cut(self, size: int) -> None:
        """Takes back what is beyond `size` bytes."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, size)
            self.size = size

    def seal(self) -> Path | None:
        """Gives the file its final name; None for one without a line, which goes away. Safe to call again."""
        if self._descriptor is None:
            return None
        descriptor, self._descriptor = self._descriptor, None
        try:
            return seal(descriptor, self.path, self.target)
        finally:
            os.close(descriptor)


def seal(descriptor: int, path: Path, target: Path) -> Path | None:
    """Renames `path`, open in `descriptor`, to `target`, durably, packed where that name says so."""
    if os.fstat(descriptor).st_size == 0:
        path.unlink()
        _sync_folder(path.parent)
        return None
    os.fsync(descriptor)
    if target.suffix == ".gz":
        packed = path.with_suffix(".packing")
        with path.open("rb") as plain, packed.open("wb") as raw:
            with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as pack:
                shutil.copyfileobj(plain, pack, 1 << 20)
            raw.flush()
            os.fsync(raw.fileno())
        packed.rename(target)
        path.unlink()
    else:
        path.rename(target)
    _sync_folder(path.parent)
    return target


def recover(corpus: Path, site: str) -> list[Path]:
    """Seals what crashed runs of a site left open; call it with the site's lock held.

    Whole lines are kept, a torn last line is cut off, and so are ledger lines whose article did not get that
    far: it will be crawled again. Gives the files that came of it.
    """
    check("site", site)
    sealed: list[Path] = []
    folders = {room: corpus / room / site for room in (REMOVED, ARTICLES)}
    for folder in folders.values():
        for left in folder.glob(".*.packing"):
            left.unlink()
    for left in sorted(folders[REMOVED].glob(".*.open")):
        part = left.name.removeprefix(".").removesuffix(".open")
        with left.open("r+b") as ledger:
            ledger.truncate(_end_of_last_line(ledger.fileno()))
            ids = _ids(corpus, site, part)
            ledger.truncate(_end_of_known(left, ids))
            sealed += _sealed(ledger.fileno(), left, part)
    for left in sorted(folders[ARTICLES].glob(".*.open")):
        part = left.name.removeprefix(".").removesuffix(".open")
        with left.open("r+b") as articles:
            articles.truncate(_end_of_last_line(articles.fileno()))
            sealed += _sealed(articles.fileno(), left, part)
    return sealed


def _sealed(descriptor: int, path: Path, part: str) -> Iterable[Path]:
    target = path.parent / f"{part}.jsonl"
    packed = target.with_suffix(".jsonl.gz")
    if packed.exists():  # it was packed and named, and only its source was left
        path.unlink()
        return []
    again = 2
    while target.exists():
        target = path.parent / f"{part}-{again}.jsonl"
        again += 1
    found = seal(descriptor, path, target)
    return [found] if found else []


def _ids(corpus: Path, site: str, part: str) -> set[str]:
    """The ids of the articles of a part, open or sealed."""
    folder = corpus / ARTICLES / site
    found: set[str] = set()
    for path in (folder / f".{part}.open", folder / f"{part}.jsonl", folder / f"{part}.jsonl.gz"):
        if path.exists():
            with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
                for line in lines:
                    if line.endswith(b"\n"):
                        found.add(_id_of(line, "id"))
    return found


def _end_of_known(ledger: Path, ids: set[str]) -> int:
    """The size of a ledger without the lines at its end that belong to no article."""
    end = size = 0
    with ledger.open("rb") as lines:
        for line in lines:
            size += len(line)
            if _id_of(line, "article") in ids:
                end = size
    return end


def _id_of(line: bytes, key: str) -> str:
    try:
        return str(json.loads(line)[key])
    except (ValueError, KeyError, TypeError):
        return ""


def _end_of_last_line(descriptor: int) -> int:
    """The size of the file without what follows its last line feed."""
    end = os.fstat(descriptor).st_size
    while end > 0:
        start = max(0, end - _BLOCK)
        found = os.pread(descriptor, end - start, start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)  # the rename itself
    finally:
        os.close(descriptor)
