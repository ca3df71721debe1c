"""A new generation of a site's articles and ledger, which takes the place of the former as a whole.

It is built in `reclean/.<site>/`. When it is whole on the disk, a file `ready` says so; from then on it will
take its place, whatever happens: what a kill leaves undone is done by the next run that opens the site.
"""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from output.disk import require, sync_folder
from output.files import replacing
from output.seals import write_seal
from output.shards import repack
from output.state import State, StateDamagedError, remove

_MARK: Final = ".generation"
_ROOMS: Final = ("seals/removed", "removed", "seals/articles", "articles")
_AT_FDCWD: Final = -100
_EXCHANGE: Final = 2  # RENAME_EXCHANGE of renameat2(2)


class Generation:
    """Collects the files of a generation. The caller holds the site's lock; `name` tells it from others."""

    def __init__(self, corpus: Path, site: str, name: str) -> None:
        self._corpus, self._site, self._name = corpus, site, name
        self._dir = corpus / "reclean" / f".{site}"
        shutil.rmtree(self._dir, ignore_errors=True)  # one that was not ready
        for room in _ROOMS:
            folder = self._dir / room / site
            folder.mkdir(parents=True)
            (folder / _MARK).write_text(name)

    def add(self, room: str, name: str, lines: Sequence[bytes]) -> None:
        """Adds a file of `articles` or `removed`, in the compression that its name says. One without lines is
        none. `output.disk.CannotWriteError` where there is no room."""
        if not lines:
            return
        require(self._corpus, sum(map(len, lines)))
        path = self._dir / room / self._site / name
        content = repack(path, lines)
        write_seal(self._dir, path, content, lines)
        content.rename(path)

    def publish(self) -> None:
        """Puts the generation into its place."""
        for room in _ROOMS:
            sync_folder(self._dir / room / self._site)
        with replacing(self._dir / "ready") as file:
            file.write(self._name.encode())
        sync_folder(self._dir)
        finish(self._corpus, self._site)


def finish(corpus: Path, site: str) -> list[str]:
    """Puts a generation that is ready into its place, as far as that is not done. Gives what was done, in
    words. The index forgets what it held of the former, and keeps what it knows of addresses."""
    folder = corpus / "reclean" / f".{site}"
    if not (folder / "ready").exists():
        return []
    name = (folder / "ready").read_text()
    for room in _ROOMS:
        fresh, place = folder / room / site, corpus / room / site
        if _read(place / _MARK) != name:
            _exchange(fresh, place)
            sync_folder(place.parent)
    path = corpus / "state.sqlite"
    if path.exists():
        try:
            state = State(path, site)
            try:
                state.forget(pages=False)
            finally:
                state.close()
        except StateDamagedError:
            remove(path)
    (folder / "ready").unlink()
    shutil.rmtree(folder)
    return [f"{corpus / 'articles' / site}: put a new generation into its place"]


def _exchange(fresh: Path, place: Path) -> None:
    """Swaps two folders at once, so that a reader finds one or the other; in two steps where the system
    cannot do that, and where there is nothing to swap with."""
    if place.exists():
        call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        if call and call(_AT_FDCWD, os.fsencode(fresh), _AT_FDCWD, os.fsencode(place), _EXCHANGE) == 0:
            return
        place.rename(fresh.with_name(f"{fresh.name}.old"))
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh.rename(place)


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
