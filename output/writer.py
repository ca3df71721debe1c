"""A run's two files in the corpus, and what earlier runs left there.

    articles/<site>/<run>.jsonl    the articles of a run, one line each
    removed/<site>/<run>.jsonl     the ledger: one line for each block cut from them

While a run is on, its files are called `.<run>.open`, which no pattern for `*.jsonl` meets; on close they
are synced to the disk and renamed. So what has its final name is whole.
"""

from __future__ import annotations

import fcntl
import gzip
import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self

from output.article import Article, LedgerLine, to_line

_NAME: Final = re.compile(r"[a-z0-9_-]+")
_BLOCK: Final = 1 << 16  # bytes read at a time when looking for the last line end


class Known(NamedTuple):
    """What the corpus holds of an article: enough to tell whether a page changed."""

    content_hash: str
    revision: int
    url: str


class CorpusWriter:
    """Writes the articles of one run of one site, each with its ledger, and counts them in `written`.

    `site` and `run` name the files: small letters, digits, "_" and "-" only, else ValueError.
    FileExistsError where the run's file is there already. Use as a context manager, or call `close`.
    """

    def __init__(self, corpus_dir: str | os.PathLike[str], site: str, run: str) -> None:
        self.written = 0
        folders = [_folder(corpus_dir, room, site) for room in ("removed", "articles")]
        _check("run", run)
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
            recover(folder)
        self._ledger, self._articles = (_OpenShard(folder, run) for folder in folders)

    def write(self, article: Article, ledger: Iterable[LedgerLine] = ()) -> None:
        """Adds an article. Its ledger goes first: an article in the corpus has its cuts there too.
        OSError where the disk takes no more; the files then end with the last whole line."""
        line = to_line(article)
        for cut in [to_line(cut) for cut in ledger]:
            self._ledger.append(cut)
        self._articles.append(line)
        self.written += 1

    def close(self) -> None:
        """Gives the files their final names; a file without a line goes away. Safe to call again."""
        self._ledger.seal()
        self._articles.seal()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _OpenShard:
    """A file that grows by whole lines under a hidden name. Its lock says that its writer lives."""

    def __init__(self, folder: Path, run: str) -> None:
        self._target = folder / f"{run}.jsonl"
        if self._target.exists():
            raise FileExistsError(f"{self._target} is there already: give the run another name")
        self._path = folder / f".{run}.open"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC
        self._descriptor: int | None = os.open(self._path, flags, 0o644)
        fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self._size = 0

    def append(self, line: bytes) -> None:
        if self._descriptor is None:
            raise ValueError(f"{self._target} is closed")
        try:
            count = os.write(self._descriptor, line)
        except OSError:
            os.ftruncate(self._descriptor, self._size)
            raise
        if count < len(line):  # the disk filled up within the line: take the torn part back
            os.ftruncate(self._descriptor, self._size)
            raise OSError(f"{self._path}: wrote {count} of {len(line)} bytes; is the disk full?")
        self._size += count

    def seal(self) -> None:
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        try:
            _publish(descriptor, self._path, self._target)
        finally:
            os.close(descriptor)


def recover(folder: Path) -> list[Path]:
    """Seals what crashed runs left open in `folder`: whole lines are kept, a torn last line is cut off.
    Files whose writer lives (it holds their lock) are left alone. Gives the files that came of it."""
    sealed = []
    for path in sorted(folder.glob(".*.open")):
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.ftruncate(descriptor, _end_of_last_line(descriptor))
            run = path.name.removeprefix(".").removesuffix(".open")
            target = folder / f"{run}.jsonl"
            again = 2
            while target.exists():
                target = folder / f"{run}-{again}.jsonl"
                again += 1
            if _publish(descriptor, path, target):
                sealed.append(target)
        except BlockingIOError:
            continue
        finally:
            os.close(descriptor)
    return sealed


def known(corpus_dir: str | os.PathLike[str], site: str) -> dict[str, Known]:
    """What the sealed files of `site` hold, by article id, each with its last revision. The articles
    themselves are the state: there is nothing beside them that could disagree.
    ValueError, naming file and line, where a line is no article."""
    found: dict[str, Known] = {}
    for path in sorted(_folder(corpus_dir, "articles", site).glob("*.jsonl*")):
        for number, line in enumerate(_lines(path), 1):
            try:
                read = json.loads(line)
                entry = Known(read["content_hash"], read["revision"], read["url"])
                key = read["id"]
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(
                    f"{path}, line {number} is no article ({error!r}): mend or move the file, then run again"
                ) from error
            if key not in found or entry.revision >= found[key].revision:
                found[key] = entry
    return found


def _publish(descriptor: int, path: Path, target: Path) -> bool:
    """Renames `path` to `target`, durably; an empty file is taken away. True where there is a target."""
    filled = os.fstat(descriptor).st_size > 0
    if filled:
        os.fsync(descriptor)
        path.rename(target)
    else:
        path.unlink()
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)  # the rename itself
    finally:
        os.close(folder)
    return filled


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


def _lines(path: Path) -> Iterator[bytes]:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
        yield from lines


def _folder(corpus_dir: str | os.PathLike[str], room: str, site: str) -> Path:
    _check("site", site)
    return Path(corpus_dir) / room / site


def _check(what: str, name: str) -> None:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{what} name {name!r}: only small letters, digits, '_' and '-' make a file name")
