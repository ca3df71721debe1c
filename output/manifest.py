"""What each sealed file of a site held when it was sealed: its size, its lines, its checksum.

    manifest/<site>.jsonl    one line a file: `file`, `bytes`, `lines`, `sha256`, `sealed`

It stands apart from the files, so that nothing but shards is found where shards are looked for. It is written
after a file has its name: a file that a crash kept out of it is entered by the next run.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from output.article import timestamp
from output.names import check

_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed file: its path below the corpus, its size, the number of its lines, the SHA-256 of its
    bytes."""

    file: str
    bytes: int
    lines: int
    sha256: str
    sealed: str


class Manifest:
    """The sealed files of one site."""

    def __init__(self, corpus_dir: str | os.PathLike[str], site: str) -> None:
        self._corpus = Path(corpus_dir)
        self._path = self._corpus / "manifest" / f"{check('site', site)}.jsonl"

    def read(self) -> dict[str, Sealed]:
        """What is entered, by file; the last entry of a file counts. A line that cannot be read is passed
        over: its file is entered anew."""
        found: dict[str, Sealed] = {}
        try:
            text = self._path.read_bytes()
        except FileNotFoundError:
            return found
        for line in text.splitlines():
            try:
                entry = Sealed(**json.loads(line))
            except (ValueError, TypeError):
                continue
            found[entry.file] = entry
        return found

    def enter(self, path: Path) -> Sealed:
        """Enters a sealed file as it is now. OSError."""
        entry = measure(self._corpus, path)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab") as file:
            file.write(json.dumps(asdict(entry)).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        return entry


def measure(corpus: Path, path: Path) -> Sealed:
    """A file as it is now."""
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    count = sum(1 for _ in lines_of(path)) if ".jsonl" in path.name else 0
    return Sealed(
        str(path.relative_to(corpus)), size, count, digest.hexdigest(), timestamp(datetime.now(UTC))
    )


def lines_of(path: Path) -> Iterator[bytes]:
    """The lines of a shard, packed or not."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
        yield from lines
