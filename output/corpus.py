"""The corpus of one site, held by one run: its shards, its lock and its state.

    articles/<site>/<run>-<number>.jsonl    the articles of a run, one line each
    removed/<site>/<run>-<number>.jsonl     the ledger: the blocks cut from the articles of that file
    archive/<site>/<run>-<number>.warc.gz   the pages of these articles, as they were fetched
    seals/                                  checksums of articles and ledger
    state.sqlite                            an index of the articles
    locks/<site>.lock                       held while a run is on

A page is written before its cuts, these before the article, and all three before the index: what is there
is complete, and the index can be made again at any time.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import logging
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

from output.archive import Fetched, OpenArchive, pack, recover_archives
from output.article import Article, LedgerLine, to_line
from output.disk import CannotWriteError, require
from output.files import file_name
from output.generation import finish
from output.lock import SiteLock
from output.recover import recover
from output.schedule import article_due
from output.shards import COMPRESSIONS, OpenShard, read_lines, sealed
from output.state import Ask, Known, PageState, State, StateDamagedError, remove
from output.urls import normalise

logger = logging.getLogger(__name__)

SHARD_SIZE: Final = 64 * 1024 * 1024
"""Bytes after which a shard is sealed, as they are before compression."""
_TOGETHER: Final = 32  # articles and addresses that are made durable together
_BATCH: Final = 2000  # lines of a shard that are indexed in one transaction
_Answer = TypeVar("_Answer")


class Corpus:
    """Opens the corpus of `site` for one run, after making whole what an earlier one left.

    `run` names the files. `output.lock.LockedError` where another run holds the site; ValueError for a
    name that makes no file name or an unknown compression; `output.disk.CannotWriteError` where the disk
    takes nothing. Use as a context manager, or call `close`.
    """

    def __init__(
        self,
        corpus_dir: str | os.PathLike[str],
        site: str,
        run: str | None = None,
        *,
        shard_size: int = SHARD_SIZE,
        compression: str = "none",
    ) -> None:
        self.dir = Path(corpus_dir)
        self.site = file_name("site", site)
        now = datetime.now(UTC)
        self._run = file_name("run", run if run is not None else now.strftime("%Y%m%dt%H%M%S%fz"))
        if compression not in COMPRESSIONS:
            raise ValueError(f"compression {compression!r}: there are {', '.join(COMPRESSIONS)}")
        self._shard_size, self._compression = shard_size, compression
        self.written = 0
        self._number = 0
        self._open: tuple[OpenShard, OpenShard] | None = None  # articles, ledger
        self._archive: OpenArchive | None = None
        self._articles: dict[str, Known] = {}  # what is written, and not yet in the state
        self._pages: dict[str, PageState] = {}
        self._folders = tuple(self.dir / room / site for room in ("articles", "removed"))
        require(self.dir, 0)
        try:
            self._lock = SiteLock(self.dir, site, now.isoformat(timespec="seconds"))
            for folder in self._folders:
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotWriteError(f"{self.dir}: {error}") from error
        try:
            for done in (
                *finish(self.dir, site),
                *recover_archives(self.dir, site),
                *recover(self.dir, site, compression),
            ):
                logger.info("%s: %s", site, done)
            self._state = self._opened()
        except BaseException:
            self._lock.release()
            raise

    # -- what is known -----------------------------------------------------------------------------------

    def article(self, key: str) -> Known | None:
        """The last version of an article by its id."""
        return self._articles.get(key) or self._ask(lambda state: state.article(key))

    def page(self, url: str) -> PageState | None:
        """What became of an address when it was last asked for."""
        form = normalise(url)
        return self._pages.get(form) or self._ask(lambda state: state.page(form))

    def note(self, url: str, page: PageState) -> None:
        """Remembers what became of an address; durable with the next articles, or at the end."""
        self._pages[normalise(url)] = page
        if len(self._pages) >= 8 * _TOGETHER:
            self.commit()

    # -- writing -----------------------------------------------------------------------------------------

    def write(
        self, article: Article, ledger: Iterable[LedgerLine] = (), page: Fetched | None = None
    ) -> Article:
        """Adds an article with its ledger: both, or `output.disk.CannotWriteError` and neither. The ledger
        goes first, so that an article that is there has its cuts there too; and before both its page, where
        one is given, to the archive. Gives the article with its place there."""
        records = pack(page) if page else b""
        cuts = b"".join(map(to_line, ledger))
        articles, removed = self._open or self._begin()
        archive = (self._archive or self._begin_archive()) if page else self._archive
        packing = articles.size + removed.size if self._compression != "none" else 0
        line = to_line(article)
        require(self.dir, len(line) + len(cuts) + len(records) + packing)
        before = removed.size, archive.size if archive else 0
        try:
            if archive and records:
                article = dataclasses.replace(article, archive=archive.append(records))
                line = to_line(article)
            removed.append(cuts)
            articles.append(line)
        except OSError:
            removed.cut(before[0])
            if archive:
                archive.cut(before[1])
            raise
        self._articles[article.id] = Known(article.content_hash, article.revision)
        self._pages[normalise(article.url)] = _page(article.id, article.published, article.added)
        self.written += 1
        if max(articles.size, removed.size) >= self._shard_size:
            self._seal()
        elif len(self._articles) >= _TOGETHER:
            self.commit()
        return article

    def commit(self) -> None:
        """Makes what was written durable, and then tells the state of it."""
        if self._archive:
            self._archive.sync()
        for shard in self._open or ():
            shard.sync()
        self._record()

    def close(self) -> None:
        """Seals what is open and lets go of the site. Safe to call again."""
        try:
            if self._archive:
                self._archive.seal()
            self._seal()
            self._state.close()
        finally:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _begin(self) -> tuple[OpenShard, OpenShard]:
        articles, removed = self._folders
        while True:
            self._number += 1
            stem = f"{self._run}-{self._number:05d}"
            with contextlib.suppress(FileExistsError):  # a clock that was set back
                first = OpenShard(self.dir, articles, stem)
                self._open = first, OpenShard(self.dir, removed, stem)
                return self._open

    def _begin_archive(self) -> OpenArchive:
        number = 0
        while self._archive is None:
            number += 1
            with contextlib.suppress(FileExistsError):
                self._archive = OpenArchive(self.dir, self.site, f"{self._run}-{number:05d}")
        return self._archive

    def _seal(self) -> None:
        if self._archive:
            self._archive.sync()
        shards: list[tuple[str, int]] = []
        if self._open:
            articles, removed = self._open
            self._open = None
            for shard in (articles, removed):  # both are whole on the disk before one has its name
                shard.sync()
            removed.seal(self._compression)
            path = articles.seal(self._compression)
            if path:
                shards.append((path.name, path.stat().st_size))
        if shards or self._articles or self._pages:
            self._record(shards)

    def _record(self, shards: Iterable[tuple[str, int]] = ()) -> None:
        if self._articles or self._pages or shards:
            self._ask(lambda state: state.record(self._articles.items(), self._pages.items(), shards))
        self._articles, self._pages = {}, {}

    # -- the state ---------------------------------------------------------------------------------------

    @property
    def _path(self) -> Path:
        return self.dir / "state.sqlite"

    def _ask(self, ask: Ask[_Answer]) -> _Answer:
        """The answer of the state, of a new one where it turns out to be damaged."""
        try:
            return ask(self._state)
        except StateDamagedError as error:
            self._damaged(error)
            self._state.close()
            self._state = self._opened()
            return ask(self._state)

    def _opened(self) -> State:
        try:
            state = State(self._path, self.site)
            try:
                self._index(state)
            except BaseException:
                state.close()
                raise
        except StateDamagedError as error:
            self._damaged(error)
            state = State(self._path, self.site)
            self._index(state)
        return state

    def _damaged(self, error: StateDamagedError) -> None:
        logger.warning("%s is damaged and is made again from the articles: %s", self._path, error)
        remove(self._path)

    def _index(self, state: State) -> None:
        """Adds what the state does not know of the sealed files. Where a file is gone or another than it
        was (mended, moved away), all of the site is indexed again: what is not there is not known."""
        there = {path.name: path for path in sealed(self._folders[0])}
        known = state.shards()
        if any(name not in there or there[name].stat().st_size != size for name, size in known.items()):
            state.forget()
            known = {}
        for name, path in there.items():
            if name not in known:
                self._index_shard(state, path)

    def _index_shard(self, state: State, path: Path) -> None:
        articles: list[tuple[str, Known]] = []
        pages: list[tuple[str, PageState]] = []
        for number, line in enumerate(read_lines(path), 1):
            try:
                read = json.loads(line)
                key = read["id"]
                known = Known(read["content_hash"], read["revision"])
                bytes.fromhex(key), bytes.fromhex(known.content_hash)
                pages.append((normalise(read["url"]), _page(key, read["published"], read["added"])))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                logger.warning(
                    "%s, line %d is no article (%r): its page is fetched again. Run scrapy verify --repair",
                    path,
                    number,
                    error,
                )
                continue
            articles.append((key, known))
            if len(articles) >= _BATCH:
                state.record(articles, pages, rebuilt=True)
                articles, pages = [], []
        state.record(articles, pages, [(path.name, path.stat().st_size)], rebuilt=True)


def _page(key: str, published: str | None, added: str) -> PageState:
    """The state of an article's page, as far as its line tells."""
    looked = datetime.fromisoformat(added).timestamp()
    out = datetime.fromisoformat(published).timestamp() if published else looked
    return PageState(key, published=out, looked=looked, due=article_due(out, looked))
