"""A set of addresses that takes no more memory the more there are."""

from __future__ import annotations

import hashlib
import sqlite3
import weakref
from typing import Final

IN_MEMORY: Final = 100_000
"""Addresses that are held in memory, about 10 MB; the others are in a temporary file of SQLite's."""

_CACHE: Final = 16_000  # KiB of that file that SQLite keeps in memory


class Seen:
    """Addresses that came up. Of each, 128 bits of its hash are kept: that two of a billion are taken for one
    has a chance of one in 10^20. Where no temporary file can be written, all are held in memory."""

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self._in_memory = in_memory
        self._new: set[bytes] = set()
        self._file: sqlite3.Connection | None = None
        self._full = False

    def add(self, form: str) -> bool:
        """Adds an address; whether it was not there."""
        key = hashlib.blake2b(form.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if key in self._new or (self._file is not None and self._filed(self._file, key)):
            return False
        self._new.add(key)
        if len(self._new) >= self._in_memory and not self._full:
            self._put_away()
        return True

    @staticmethod
    def _filed(file: sqlite3.Connection, key: bytes) -> bool:
        return file.execute("SELECT 1 FROM seen WHERE key = ?", (key,)).fetchone() is not None

    def _put_away(self) -> None:
        try:
            if self._file is None:
                self._file = _file()
                weakref.finalize(self, self._file.close)
            with self._file:
                self._file.executemany("INSERT INTO seen VALUES (?)", ((key,) for key in sorted(self._new)))
        except sqlite3.Error:
            self._full = True
        else:
            self._new.clear()


def _file() -> sqlite3.Connection:
    file = sqlite3.connect("")
    file.execute(f"PRAGMA cache_size = -{_CACHE}")
    file.execute("PRAGMA synchronous = OFF")
    file.execute("CREATE TABLE seen (key BLOB PRIMARY KEY) WITHOUT ROWID")
    return file
