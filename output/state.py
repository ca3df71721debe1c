"""What is known of a site's pages, to be looked up: which are in the corpus, when each is due again.

    state.sqlite    an index, and never the truth

Articles are indexed from the sealed shards: what is missing there is read in at the start, and an index that
is gone or damaged is made anew from them. What stands only here is what a crawl can find out again by asking:
validators, failures, addresses that lead to an article of another address.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from output.manifest import lines_of
from output.names import check
from output.shards import ARTICLES
from output.urls import normalise

logger = logging.getLogger(__name__)
T = TypeVar("T")

VERSION: Final = 1
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS articles (
    site TEXT, id TEXT, url TEXT, hash TEXT, revision INTEGER, PRIMARY KEY (site, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pages (
    site TEXT, url TEXT, outcome TEXT, id TEXT, etag TEXT, modified TEXT, checked REAL, due REAL,
    tries INTEGER, PRIMARY KEY (site, url)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shards (
    site TEXT, file TEXT, bytes INTEGER, PRIMARY KEY (site, file)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS runs (site TEXT PRIMARY KEY, complete INTEGER) WITHOUT ROWID;
"""

_PUT_PAGE: Final = "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_SEEN: Final = "SELECT outcome, id, etag, modified, checked, due, tries FROM pages WHERE site = ? AND url = ?"

# A page is looked at again when half of the time that it has stood has passed again: an hour after its first
# hours, a day after two days. Older than two weeks it is left alone, unless the site says that it changed.
_SOONEST: Final = 3600.0
_SHARE: Final = 0.5
_OLD: Final = 14 * 86400.0
_NOTHING_THERE: Final = 7 * 86400.0  # until a page that was no article is looked at again
_GONE: Final = frozenset(("http_404", "http_410", "http_451"))
_GONE_TRIES: Final = {"http_404": 3, "http_410": 1, "http_451": 1}
_AHEAD: Final = 86400.0  # a page looked at later than now by so much: the clock was wrong


class Known(NamedTuple):
    """What the corpus holds of an article: enough to tell whether a page changed."""

    content_hash: str
    revision: int
    url: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of an address: what became of it, and what its server said for the next time."""

    outcome: str
    id: str | None
    etag: str
    modified: str
    checked: float
    due: float | None
    tries: int


class State:
    """The index of one corpus, as one site's run uses it, with the site's lock held."""

    def __init__(
        self, corpus_dir: str | os.PathLike[str], site: str, *, clock: Callable[[], float] = time.time
    ) -> None:
        """Opens the index and reads in what it lacks. ValueError, naming file and line, where a shard has a
        line that is no article; OSError."""
        self._corpus = Path(corpus_dir)
        self._site = check("site", site)
        self._clock = clock
        self._path = self._corpus / "state.sqlite"
        self._corpus.mkdir(parents=True, exist_ok=True)
        self._fresh: dict[str, Known] = {}
        self._pages: list[tuple[Any, ...]] = []
        self._connection = self._open()
        self._index()

    def article(self, article_id: str) -> Known | None:
        """What the corpus holds of an article."""
        if fresh := self._fresh.get(article_id):
            return fresh
        row = self._try(
            lambda: self._connection.execute(
                "SELECT hash, revision, url FROM articles WHERE site = ? AND id = ?", (self._site, article_id)
            ).fetchone()
        )
        return Known(*row) if row else None

    def seen(self, form: str) -> Seen | None:
        """What is known of an address, in the form that `output.urls.normalise` gives it."""
        row = self._try(lambda: self._connection.execute(_SEEN, (self._site, form)).fetchone())
        return Seen(*row) if row else None

    def settled(self, form: str, changed: datetime | None = None) -> bool:
        """Whether an address need not be asked for now. `changed` is when the site says that it changed."""
        seen = self.seen(form)
        now = self._clock()
        if seen is None or seen.checked > now + _AHEAD:
            return False
        if seen.id and changed is not None and changed.timestamp() > seen.checked > 0:
            return False
        return seen.due is None or seen.due > now

    def begin_run(self) -> bool:
        """Marks that a run has begun. Whether the one before saw all that it was to see: else what it listed
        may hold more than it asked for."""

        def mark() -> bool:
            query = "SELECT complete FROM runs WHERE site = ?"
            row = self._connection.execute(query, (self._site,)).fetchone()
            self._connection.execute("INSERT OR REPLACE INTO runs VALUES (?, 0)", (self._site,))
            self._connection.commit()
            return bool(row and row[0])

        return self._try(mark)

    def end_run(self) -> None:
        """Marks that a run saw all that it was to see. To be called when all is sealed."""

        def mark() -> None:
            self._connection.execute("INSERT OR REPLACE INTO runs VALUES (?, 1)", (self._site,))
            self._connection.commit()

        self._try(mark)

    def articles(self) -> int:
        """How many articles of the site the corpus holds."""
        query = "SELECT count(*) FROM articles WHERE site = ?"
        return int(self._try(lambda: self._connection.execute(query, (self._site,)).fetchone())[0])

    def wrote(self, article_id: str, known: Known) -> None:
        """An article was written, and is not sealed yet: it is known to this run alone."""
        self._fresh[article_id] = known

    def sealed(self, path: Path) -> None:
        """A shard was sealed: what it holds is durable, and goes into the index in one piece with it."""

        def put() -> None:
            for article_id, known in self._fresh.items():
                row = (self._site, article_id, known.url, known.content_hash, known.revision)
                self._connection.execute("INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?)", row)
            for page in self._pages:
                self._connection.execute(_PUT_PAGE, page)
            shard = (self._site, path.name, path.stat().st_size)
            self._connection.execute("INSERT OR REPLACE INTO shards VALUES (?, ?, ?)", shard)
            self._connection.commit()

        self._try(put)
        self._fresh.clear()
        self._pages.clear()

    def note(
        self,
        form: str,
        outcome: str,
        *,
        article_id: str | None = None,
        published: datetime | None = None,
        etag: str = "",
        modified: str = "",
    ) -> None:
        """What became of an address: `article`, or the reason why it gave none. Reasons that pass (a server's
        error, no answer) leave it to be asked for at once in the next run."""
        now = self._clock()
        before = self.seen(form)
        if outcome == "not_modified" and before is not None:
            article_id, etag, modified = before.id, etag or before.etag, modified or before.modified
        tries = (before.tries if before is not None and before.outcome == outcome else 0) + 1
        if article_id:
            due = _due(now, published.timestamp() if published else (before.checked if before else now))
        elif outcome in _GONE:
            due = None if tries >= _GONE_TRIES[outcome] else now
        else:
            due = now + _NOTHING_THERE if outcome in SETTLED else now
        row = (self._site, form, outcome, article_id, etag, modified, now, due, tries)
        if outcome in ("article", "duplicate"):
            self._pages.append(row)  # until its line is durable
        else:
            self._try(lambda: self._connection.execute(_PUT_PAGE, row))
            self._connection.commit()

    def close(self) -> None:
        """Writes what is left, and closes. Safe to call again."""
        with contextlib.suppress(sqlite3.Error):
            if not self._fresh:
                self._connection.executemany(_PUT_PAGE, self._pages)
            self._connection.commit()
            self._connection.close()

    # -- the index ------------------------------------------------------------------------------------------

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connected()
        except sqlite3.DatabaseError as error:
            self._set_aside(error)
            return self._connected()

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=30, isolation_level="IMMEDIATE")
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, VERSION):
                raise sqlite3.DatabaseError(f"version {version}, not {VERSION}")
            connection.executescript(_TABLES)
            connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.commit()
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _set_aside(self, error: sqlite3.Error) -> None:
        """Keeps a damaged index for whoever wants to look, out of the way."""
        logger.warning("%s cannot be used (%s): it is made anew from the shards", self._path, error)
        for suffix in ("", "-wal", "-shm"):
            path = self._path.with_name(self._path.name + suffix)
            if path.exists():
                path.replace(path.with_name(f"{path.name}.damaged"))

    def _try(self, ask: Callable[[], T]) -> T:
        """What `ask` gives; where the index turns out to be damaged, it is made anew, and asked again."""
        try:
            return ask()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
                raise
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._set_aside(error)
            self._connection = self._connected()
            self._index()
            return ask()

    def _index(self) -> None:
        """Reads in the shards that are not in the index; all of them where one is gone, or another now."""
        folder = self._corpus / ARTICLES / self._site
        there = {path.name: path.stat().st_size for path in sorted(folder.glob("*.jsonl*"))}
        known = dict(
            self._connection.execute(
                "SELECT file, bytes FROM shards WHERE site = ?", (self._site,)
            ).fetchall()
        )
        if any(there.get(name) != size for name, size in known.items()):
            for table in ("articles", "shards"):
                self._connection.execute(f"DELETE FROM {table} WHERE site = ?", (self._site,))  # noqa: S608 - our own
            known = {}
        for name, size in there.items():
            if name not in known:
                self._read_in(folder / name)
                self._connection.execute(
                    "INSERT OR REPLACE INTO shards VALUES (?, ?, ?)", (self._site, name, size)
                )
        self._connection.commit()

    def _read_in(self, path: Path) -> None:
        for article_id, known, published in read_shard(path):
            before = self._connection.execute(
                "SELECT revision FROM articles WHERE site = ? AND id = ?", (self._site, article_id)
            ).fetchone()
            if before and before[0] > known.revision:
                continue
            self._connection.execute(
                "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?)",
                (self._site, article_id, known.url, known.content_hash, known.revision),
            )
            checked = path.stat().st_mtime
            self._connection.execute(
                "INSERT OR IGNORE INTO pages VALUES (?, ?, 'article', ?, '', '', ?, ?, 1)",
                (self._site, normalise(known.url), article_id, checked, _due(checked, published or checked)),
            )


SETTLED: Final = frozenset(
    ("not_html", "too_large", "empty", "binary", "no_text", "no_article", "listing", "several_articles",
     "wrong_article", "tag", "author", "static", "media", "search", "feed", "usage")
)  # fmt: skip
"""Reasons that say something lasting of a page: it is looked at again after a week."""


def read_shard(path: Path) -> Iterator[tuple[str, Known, float | None]]:
    """The articles of a shard: id, what is known, and when it was published, in seconds.
    ValueError, naming file and line, where a line is no article."""
    for number, line in enumerate(lines_of(path), 1):
        try:
            read = json.loads(line)
            known = Known(read["content_hash"], read["revision"], read["url"])
            published = read["published"]
            seconds = datetime.fromisoformat(published).timestamp() if published else None
            yield read["id"], known, seconds
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(
                f"{path}, line {number} is no article ({error!r}): `scrapy verify --repair` takes it out"
            ) from error


def _due(now: float, published: float) -> float | None:
    age = max(0.0, now - published)
    return None if age > _OLD else now + max(_SOONEST, age * _SHARE)
