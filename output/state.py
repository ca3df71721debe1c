"""What is known of addresses and articles: `CORPUS_DIR/state.sqlite`, an index that is never the truth.

It is made again from the shards whenever it is missing or damaged; what only it has (when a page that was
no article is worth another look, what a server said of a version) is then found out again. So nothing
here is worth a wait for the disk, and a row is written only after the line that it tells of is durable.

A small state is read as a whole when it is opened. In a large one a flipped bit is met only where it is asked
for: each row has a sum of what it holds and of its key. But a row under a wrong key, or behind one, is not
found, and SQLite sees nothing wrong in that. So what would be written again if it were not found has a second
index, in pages of its own, that is asked before "not there" is believed.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

_VERSION: Final = 4
_PATIENCE: Final = 60.0  # seconds to wait for a lock
_SMALL: Final = 16 * 1024 * 1024  # bytes up to which a whole check takes less than a second
_SCHEMA: Final = """
CREATE TABLE shard (site TEXT, name TEXT, bytes INTEGER, PRIMARY KEY (site, name)) WITHOUT ROWID;
CREATE TABLE article (
    site TEXT, id BLOB, revision INTEGER, hash BLOB, words BLOB, sum INTEGER,
    PRIMARY KEY (site, id)) WITHOUT ROWID;
CREATE INDEX again ON article (id);
CREATE INDEX same_words ON article (words) WHERE words IS NOT NULL;
CREATE INDEX same_words_again ON article (words) WHERE words IS NOT NULL;
CREATE TABLE page (
    site TEXT, url TEXT, article BLOB, outcome TEXT, published REAL, looked REAL, due REAL, tries INTEGER,
    etag TEXT, changed TEXT, lastmod TEXT, sum INTEGER, PRIMARY KEY (site, url)) WITHOUT ROWID;
CREATE TABLE claim (words BLOB PRIMARY KEY, site TEXT, run TEXT, article BLOB, sum INTEGER) WITHOUT ROWID;
"""
_PAGE: Final = (
    "article", "outcome", "published", "looked", "due", "tries", "etag", "changed", "lastmod", "sum",
)  # fmt: skip
# Of one moment, and so in one statement: what the article itself says, and whether an index has it. Between
# two statements a run of another site may write it.
_ARTICLE: Final = """
SELECT 1, hash, revision, words, sum FROM article NOT INDEXED WHERE site = ?1 AND id = ?2 UNION ALL
SELECT 2, NULL, NULL, NULL, NULL FROM article INDEXED BY again WHERE site = ?1 AND id = ?2
"""
_SAME: Final = " UNION ALL ".join(
    f"""
SELECT {number}, found.site, found.id, one.hash, one.revision, one.words, one.sum
FROM article AS found INDEXED BY {index} LEFT JOIN article AS one NOT INDEXED USING (site, id)
WHERE found.words = ?1"""  # noqa: S608 - our own names
    for number, index in enumerate(("same_words", "same_words_again"), 1)
)
_PASSING: Final = frozenset({
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOMEM,
})  # fmt: skip
"""What SQLite says of the machine and of other processes, and not of the file."""
_Answer = TypeVar("_Answer")


class Known(NamedTuple):
    """The last version of an article in the corpus; `words` is its `output.article.same_words`."""

    content_hash: str
    revision: int
    words: str = ""


class PageState(NamedTuple):
    """What became of an address when it was last asked for.

    `article` is the id of what was there, "" for none; `outcome` is "article" or the reason why not.
    `published` is when an article was, or else when it was written first; `looked` is when it was looked at,
    and `due` when it is worth another look, None for never: all in seconds since 1970. `tries` counts looks
    in a row that gave no article. `etag` and `changed` are the server's ETag and Last-Modified, `lastmod`
    what a sitemap said, each "" where there is none.
    """

    article: str = ""
    outcome: str = "article"
    published: float = 0.0
    looked: float = 0.0
    due: float | None = None
    tries: int = 0
    etag: str = ""
    changed: str = ""
    lastmod: str = ""


class Claim(NamedTuple):
    """That a run is about to write an article with certain words; `article` is its id."""

    site: str
    run: str
    article: str


class StateDamagedError(Exception):
    """A file that is no state, or not a whole one: delete it and make it again."""


class State:
    """The state of one site. `StateDamagedError` from any method means that it has to be made again."""

    def __init__(self, path: str | os.PathLike[str], site: str) -> None:
        self._site = site
        with _named():
            self._db = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            try:
                self._prepare(Path(path))
            except BaseException:
                self._db.close()
                raise

    def _prepare(self, path: Path) -> None:
        self._write_ahead()
        self._db.execute("PRAGMA synchronous = NORMAL")
        with self._transaction():
            (version,) = self._db.execute("PRAGMA user_version").fetchone()
            if version == 0:
                for statement in _SCHEMA.split(";"):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {_VERSION}")
            elif version != _VERSION:
                raise StateDamagedError(f"{path} is of version {version}, not {_VERSION}")
        if path.stat().st_size < _SMALL:
            (said,) = self._db.execute("PRAGMA quick_check(1)").fetchone()
            if said != "ok":
                raise StateDamagedError(f"{path}: {said}")
            # what stands under another key than its own would not be found, and be written once more
            articles = self._db.execute("SELECT site, id, hash, revision, words, sum FROM article")
            for site, key, *row in articles:
                _known(site, key.hex(), row)
            for site, form, *row in self._db.execute(f"SELECT site, url, {', '.join(_PAGE)} FROM page"):  # noqa: S608 - our own words
                _page(site, form, row)

    def _write_ahead(self) -> None:
        """Two that open a new file at once may both be about to turn this on: SQLite waits for neither."""
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                self._db.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                busy = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() > until:
                    raise
                time.sleep(0.01)
            else:
                return

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.rollback()
            raise
        self._db.execute("COMMIT")

    def article(self, key: str) -> Known | None:
        """The last version of the article with the id `key`."""
        with _named():
            rows = self._db.execute(_ARTICLE, (self._site, bytes.fromhex(key))).fetchall()
            if not rows:
                return None
            number, *row = min(rows, key=lambda row: row[0])
            if number != 1:
                raise StateDamagedError(f"the article {key} stands in one index, and not in the other")
            return _known(self._site, key, row)

    def same(self, words: str) -> list[tuple[str, str]]:
        """Site and id of the articles whose last version has the `same_words`, of all sites of the corpus."""
        with _named():
            found: tuple[list[tuple[str, str]], ...] = [], []
            for number, site, key, *row in self._db.execute(_SAME, (bytes.fromhex(words),)).fetchall():
                if _known(site, key.hex(), row).words != words:
                    raise StateDamagedError(f"an article that is found by {words} has other words")
                found[number - 1].append((site, key.hex()))
            if sorted(found[0]) != sorted(found[1]):
                raise StateDamagedError(f"an article of the words {words} stands in one index of two")
            return sorted(found[0])

    def claim(self, words: str, run: str, article: str, void: Claim | None = None) -> Claim | None:
        """Claims words for a run of the site, until its next `record`; or gives the claim that a run of
        another site has on them, if that is not the one that is `void`."""
        key = bytes.fromhex(words)
        with _named(), self._transaction():
            row = self._db.execute("SELECT * FROM claim WHERE words = ?", (key,)).fetchone()
            if row is not None:
                _, site, other_run, other, said = row
                found = Claim(site, other_run, other.hex())
                if _whole(found, said, words, *found) != void and site != self._site:
                    return found
            values = key, self._site, run, bytes.fromhex(article), _sum(words, self._site, run, article)
            self._db.execute("INSERT OR REPLACE INTO claim VALUES (?, ?, ?, ?, ?)", values)
            return None

    def at(self, site: str) -> State:
        """The state of another site of the corpus, in the same file; this one is to be closed."""
        other = copy(self)
        other._site = site  # noqa: SLF001 - our own
        return other

    def page(self, form: str, *, sure: bool = False) -> PageState | None:
        """What is known of an address, given in the form of `output.urls.normalise`. With `sure`, that
        nothing is known is believed only where the rows beside its place are whole and in their order."""
        with _named():
            row = self._db.execute(
                f"SELECT {', '.join(_PAGE)} FROM page WHERE site = ? AND url = ?",  # noqa: S608 - our own words
                (self._site, form),
            ).fetchone()
            if row is not None:
                return _page(self._site, form, row)
            if sure:
                self._look_beside((self._site, form))
            return None

    def _look_beside(self, place: tuple[str, str]) -> None:
        """A search that a damaged key leads astray ends beside it, and so does one for what had that key."""
        for side, order in (("<", "DESC"), (">", "ASC")):
            rows = self._db.execute(
                f"SELECT site, url, {', '.join(_PAGE)} FROM page WHERE (site, url) {side} (?, ?) "  # noqa: S608 - our own words
                f"ORDER BY site {order}, url {order} LIMIT 2",
                place,
            ).fetchall()
            for site, form, *row in rows:
                _page(site, form, row)
            keys = [place, *(tuple(row[:2]) for row in rows)]
            ordered = sorted(set(keys), key=lambda key: [text.encode() for text in key], reverse=side == "<")
            if keys != ordered:
                raise StateDamagedError("addresses do not stand in their order")

    def shards(self) -> dict[str, int]:
        """The sealed files that are in the index, by name, with their sizes in bytes."""
        with _named():
            rows = self._db.execute("SELECT name, bytes FROM shard WHERE site = ?", (self._site,))
            return dict(rows.fetchall())

    def record(
        self,
        articles: Iterable[tuple[str, Known]] = (),
        pages: Iterable[tuple[str, PageState]] = (),
        shards: Iterable[tuple[str, int]] = (),
        *,
        rebuilt: bool = False,
    ) -> None:
        """Writes all of it, or nothing; the site has no claims then. A lower revision does not take the place
        of a higher one. With `rebuilt`, for what was read from files, claims stay, and an earlier look at an
        address does not take the place of a later one."""
        on_page = "DO UPDATE SET " + ", ".join(f"{name} = excluded.{name}" for name in _PAGE)
        on_page += " WHERE excluded.looked > page.looked" if rebuilt else ""
        with _named(), self._transaction():
            if not rebuilt:
                self._db.execute("DELETE FROM claim WHERE site = ?", (self._site,))
            self._db.executemany(
                "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET revision = "
                "excluded.revision, hash = excluded.hash, words = excluded.words, sum = excluded.sum "
                "WHERE excluded.revision >= revision",
                (
                    (
                        self._site,
                        bytes.fromhex(key),
                        one.revision,
                        bytes.fromhex(one.content_hash),
                        bytes.fromhex(one.words) or None,
                        _sum(self._site, key, *one),
                    )
                    for key, one in articles
                ),
            )
            self._db.executemany(
                f"INSERT INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT {on_page}",  # noqa: S608 - our own words
                (
                    (
                        self._site,
                        form,
                        bytes.fromhex(page.article) or None,
                        *page[1:],
                        _sum(self._site, form, *page),
                    )
                    for form, page in pages
                ),
            )
            self._db.executemany(
                "INSERT OR REPLACE INTO shard VALUES (?, ?, ?)",
                ((self._site, name, size) for name, size in shards),
            )

    def forget(self, *, pages: bool = True) -> None:
        """Takes out all that is known of the site; without `pages`, what is known of addresses stays."""
        with _named(), self._transaction():
            for table in ("shard", "article", "page")[: 3 if pages else 2]:
                self._db.execute(f"DELETE FROM {table} WHERE site = ?", (self._site,))  # noqa: S608 - our own names

    def close(self) -> None:
        self._db.close()


def remove(path: Path) -> None:
    """Takes a damaged state away, with the files that SQLite keeps beside it."""
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


@contextlib.contextmanager
def _named() -> Iterator[None]:
    """What SQLite says of a file that is no whole database, under our own name. A lock that is not given
    within a minute, or a full disk, is none of it."""
    try:
        yield
    except sqlite3.ProgrammingError:  # closed, or asked from another thread: a mistake of ours
        raise
    except sqlite3.OperationalError as error:
        # a text that is no UTF-8 has no code
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _PASSING:
            raise OSError(f"the state: {error}") from error
        raise StateDamagedError(str(error)) from error
    except (sqlite3.DatabaseError, TypeError, ValueError, AttributeError) as error:
        raise StateDamagedError(repr(error)) from error


def _sum(*values: object) -> int:
    return zlib.crc32(repr(values).encode("utf-8", "surrogatepass"))


def _known(site: str, key: str, row: Sequence[Any]) -> Known:
    """What a row of an article tells (its hash, revision, words and sum), if it is what was written."""
    content, revision, words, said = row
    known = Known(content.hex(), revision, (words or b"").hex())
    return _whole(known, said, site, key, *known)


def _page(site: str, form: str, row: Sequence[Any]) -> PageState:
    """What a row of `_PAGE` tells, if it is what was written."""
    article, *more, said = row
    page = PageState((article or b"").hex(), *more)
    return _whole(page, said, site, form, *page)


def _whole(found: _Answer, expected: int, *values: object) -> _Answer:
    if _sum(*values) != expected:
        raise StateDamagedError("a row is not what was written")
    return found


Ask = Callable[[State], _Answer]
"""A question to a state; it is asked again of one that was made again."""
