"""The corpus of one site, held by one run: its shards, its lock and its state.

    articles/<site>/<run>-<number>.jsonl    the articles of a run, one line each
    removed/<site>/<run>-<number>.jsonl     the ledger: the blocks cut from the articles of that file
    archive/<site>/<run>-<number>.warc.gz   the pages of these articles, as they were fetched
    addresses/<site>/<run>-<number>.jsonl   other addresses at which articles were found
    seals/                                  checksums of all of these
    state.sqlite                            an index of the articles
    locks/<site>.lock                       held while a run is on

A page is written before its cuts, these before the article, that before its other addresses, and all of them
before the index: what is there is complete, and the index can be made again at any time.
"""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

from output.archive import Fetched, OpenArchive, pack, recover_archives
from output.article import Address, Article, LedgerLine, same_words, timestamp, to_line
from output.claims import outdated
from output.disk import CannotWriteError, require
from output.files import file_name
from output.generation import finish
from output.index import other_page, page_of, shard_name, update
from output.lock import SiteLock
from output.recover import recover
from output.shards import COMPRESSIONS, OpenShard
from output.state import Ask, Known, PageState, State, StateDamagedError, remove
from output.urls import normalise

logger = logging.getLogger(__name__)

SHARD_SIZE: Final = 64 * 1024 * 1024
"""Bytes after which a shard is sealed, as they are before compression."""
_TOGETHER: Final = 32  # articles and addresses that are made durable together
_Answer = TypeVar("_Answer")

_form = lru_cache(maxsize=256)(normalise)
"""As there. Of one page, each address is looked up and noted several times."""


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
        self._addresses: OpenShard | None = None
        self._also: list[Address] = []  # to be written when the articles are durable
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

    def twin(self, article: Article, words: str | None = None) -> str | None:
        """The id of another article, of this site or else of another, whose last version has the same
        headline and text word for word. Of a site that another run holds, what that one has made durable
        counts. `words` is the article's `same_words`, where that is known."""
        words = _words(article, words)
        if not words:
            return None
        for key, known in self._articles.items():
            if known.words == words and key != article.id:
                return key
        found = [
            (site != self.site, key)
            for site, key in self._ask(lambda state: state.same(words))
            if key != article.id and (self._last(key, words) if site == self.site else self._as_known(site))
        ]
        return min(found)[1] if found else None

    def claim(self, article: Article, words: str | None = None) -> bool:
        """Claims headline and text of an article that is to be written, before `twin` is asked. False where a
        run of another site has them, word for word, and may not have written them yet: then it is worth
        another look when that run is over, should there be no twin. `words` is the article's `same_words`,
        where that is known."""
        words = _words(article, words)
        if not words:
            return True
        other = self._ask(lambda state: state.claim(words, self._run, article.id))
        if other is None:
            return True
        if not self._ask(lambda state: outdated(self.dir, state, other)):
            return False
        return self._ask(lambda state: state.claim(words, self._run, article.id, void=other)) is None

    def _as_known(self, site: str) -> bool:
        """Whether the state knows another site as it is: no file of it changed, nor went it as a whole."""
        return site not in self._changed and (self.dir / "articles" / site).is_dir()

    def _last(self, key: str, words: str) -> bool:
        """Whether an article of this site has these words still."""
        known = self.article(key)
        return known is not None and known.words == words

    def page(self, url: str) -> PageState | None:
        """What became of an address when it was last asked for."""
        form = _form(url)
        return self._pages.get(form) or self._ask(lambda state: state.page(form))

    def note(self, url: str, page: PageState) -> None:
        """Remembers what became of an address; durable with the next articles, or at the end."""
        self._pages[_form(url)] = page
        if len(self._pages) >= 8 * _TOGETHER:
            self.commit()

    # -- writing -----------------------------------------------------------------------------------------

    def also_at(self, key: str, url: str, how: str) -> bool:
        """Records that the article `key`, which is there, was found at another address too (`output.HOW`);
        durable with the next articles, or at the end. False where that is known."""
        form = _form(url)
        page = self._pages.get(form) or self._ask(lambda state: state.page(form, sure=True))
        if page and page.article == key:
            return False
        line = Address(key, url, self.site, how, timestamp(datetime.now(UTC)))
        self._also.append(line)
        self._pages[form] = other_page(key, line.found)
        if len(self._also) >= 8 * _TOGETHER:
            self.commit()
        return True

    def write(
        self,
        article: Article,
        ledger: Iterable[LedgerLine] | bytes = (),
        page: Fetched | bytes | None = None,
        words: str | None = None,
    ) -> Article:
        """Adds an article with its ledger: both, or `output.disk.CannotWriteError` and neither. The ledger
        goes first, so that an article that is there has its cuts there too; and before both its page, where
        one is given, to the archive. Gives the article with its place there.

        `ledger` may be its lines as `to_line` makes them, `page` its records as `output.archive.pack` does;
        `words` is the article's `same_words`, where that is known."""
        records = pack(page) if isinstance(page, Fetched) else page or b""
        cuts = ledger if isinstance(ledger, bytes) else b"".join(map(to_line, ledger))
        articles, removed = self._open or self._begin()
        archive = (self._archive or self._begin_archive()) if records else self._archive
        packing = articles.size + removed.size if self._compression != "none" else 0
        if archive and records:
            article = dataclasses.replace(article, archive=archive.next_place)
        line = to_line(article)
        require(self.dir, len(line) + len(cuts) + len(records) + packing)
        before = removed.size, archive.size if archive else 0
        try:
            if archive and records:
                archive.append(records)
            removed.append(cuts)
            articles.append(line)
        except OSError:
            removed.cut(before[0])
            if archive:
                archive.cut(before[1])
            raise
        known = Known(article.content_hash, article.revision, _words(article, words))
        self._articles[article.id] = known
        self._pages[_form(article.url)] = page_of(article.id, article.published, article.added)
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
        self._write_addresses()
        self._record()

    def close(self) -> None:
        """Seals what is open and lets go of the site. Safe to call again."""
        try:
            if self._archive:
                self._archive.seal()
            self._seal(last=True)
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

    def _write_addresses(self) -> None:
        if not self._also:
            return
        number = 0
        while self._addresses is None:
            number += 1
            folder = self.dir / "addresses" / self.site
            folder.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError):
                self._addresses = OpenShard(self.dir, folder, f"{self._run}-{number:05d}")
        self._addresses.append(b"".join(map(to_line, self._also)))
        self._also = []
        self._addresses.sync()

    def _seal(self, *, last: bool = False) -> None:
        """Seals the files of articles and ledger; the `last` time that of addresses, too."""
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
                shards.append((shard_name(path), path.stat().st_size))
        self._write_addresses()
        if last and self._addresses:
            path = self._addresses.seal(self._compression)
            if path:
                shards.append((shard_name(path), path.stat().st_size))
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
                self._changed = update(self.dir, state, self.site)
            except BaseException:
                state.close()
                raise
        except StateDamagedError as error:
            self._damaged(error)
            state = State(self._path, self.site)
            self._changed = update(self.dir, state, self.site)
        return state

    def _damaged(self, error: StateDamagedError) -> None:
        logger.warning("%s is damaged and is made again from the articles: %s", self._path, error)
        remove(self._path)


def _words(article: Article, known: str | None) -> str:
    """The article's `same_words`, unless they are known."""
    return same_words(article.title, article.text) if known is None else known
