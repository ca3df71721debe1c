"""The corpus of one site, as one run writes it: locked, in shards, with an index.

The promise: kill it anywhere, run it again, and no article is lost, none stands twice, no line is torn. A
line is in its file, whole, before anything says so; what a crash left is put in order by the next run.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from output.article import Article, LedgerLine, to_line
from output.locks import SiteLock
from output.manifest import Manifest
from output.names import check
from output.shards import ARTICLES, REMOVED, OpenShard, Packing, recover
from output.state import Known, State

SHARD_BYTES: Final = 128 * 1024 * 1024
"""A shard is sealed when it has grown to this size, before packing."""

MIN_FREE: Final = 64 * 1024 * 1024
"""Bytes that have to be free before a run begins to write."""


class NoRoomError(OSError):
    """The disk has too little room; the message says how much is wanted."""


class Store:
    """Use as a context manager, or call `close`. `written` counts the articles of this run."""

    def __init__(
        self,
        corpus_dir: str | os.PathLike[str],
        site: str,
        *,
        run: str | None = None,
        shard_bytes: int = SHARD_BYTES,
        packing: Packing = "none",
        min_free: int = MIN_FREE,
    ) -> None:
        """Locks the site's corpus and puts in order what a crash left. LockedError where another run has it,
        NoRoomError where the disk is full, ValueError where a shard cannot be read or a name is no file's."""
        self._corpus = Path(corpus_dir)
        self._site = check("site", site)
        self._run = check("run", run or datetime.now(UTC).strftime("%Y%m%dt%H%M%S%fz"))
        self._shard_bytes, self._packing = shard_bytes, packing
        self._corpus.mkdir(parents=True, exist_ok=True)
        room(self._corpus, min_free)
        self.written = 0
        self._part = 0
        self._open: tuple[OpenShard, OpenShard] | None = None
        self._lock = SiteLock(self._corpus, site)
        try:
            self._manifest = Manifest(self._corpus, site)
            self.recovered = recover(self._corpus, site)
            self._enter_missing()
            self.state = State(self._corpus, site)
            self.resumes = not self.state.begin_run()
            """Whether the run before was stopped, or left something out."""
        except BaseException:
            self._lock.release()
            raise

    def write(self, article: Article, ledger: Iterable[LedgerLine] = ()) -> None:
        """Adds an article. Its ledger goes first: an article in the corpus has its cuts there too. OSError
        where the disk takes no more; nothing of the article is there then."""
        line = to_line(article)
        cuts = b"".join(to_line(cut) for cut in ledger)
        removed, articles = self._shards()
        size = removed.size
        if cuts:
            removed.append(cuts)
        try:
            articles.append(line)
        except OSError:
            removed.cut(size)
            raise
        self.written += 1
        self.state.wrote(article.id, Known(article.content_hash, article.revision, article.url))
        if articles.size >= self._shard_bytes:
            self._seal()

    def close(self, *, complete: bool = False) -> None:
        """Seals what is open and gives the lock back. `complete`: this run saw all that it was to see.
        Safe to call again."""
        try:
            self._seal()
            if complete:
                self.state.end_run()
        finally:
            self.state.close()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _shards(self) -> tuple[OpenShard, OpenShard]:
        if self._open is None:
            part = self._run if not self._part else f"{self._run}-{self._part:04}"
            self._part += 1
            folders = [self._corpus / name / self._site for name in (REMOVED, ARTICLES)]
            for folder in folders:
                folder.mkdir(parents=True, exist_ok=True)
            removed, articles = (OpenShard(folder, part, self._packing) for folder in folders)
            self._open = removed, articles
        return self._open

    def _seal(self) -> None:
        if self._open is None:
            return
        shards, self._open = self._open, None
        for shard in shards:
            target = shard.seal()
            if target is not None:
                self._manifest.enter(target)
                if target.parent.parent.name == ARTICLES:
                    self.state.sealed(target)

    def _enter_missing(self) -> None:
        """Enters files that were sealed when their run was stopped, before it could enter them."""
        entered = self._manifest.read()
        for name in (REMOVED, ARTICLES):
            for path in sorted((self._corpus / name / self._site).glob("*.jsonl*")):
                if str(path.relative_to(self._corpus)) not in entered:
                    self._manifest.enter(path)


def room(corpus: Path, wanted: int) -> None:
    """NoRoomError where less than `wanted` bytes are free."""
    free = shutil.disk_usage(corpus).free
    if free < wanted:
        raise NoRoomError(
            f"{corpus}: {wanted / 1e6:,.0f} MB have to be free before a run, and {free / 1e6:,.0f} MB are: "
            "make room, then crawl again"
        )
