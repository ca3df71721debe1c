"""The checksums of a corpus: one seal for each sealed file.

    seals/<room>/<site>/<file>.json    {"bytes", "sha256", "lines": [crc32 of each line]}

Seals stand in a room of their own, since whatever stands in `articles/` is met by a consumer's pattern
(`articles/**/*.jsonl*` would meet `x.jsonl.sha256`), and not in the state, which may be deleted at any
time. A seal is written before its file gets its name, so a file without one came from elsewhere. The
sums of the lines tell which lines are whole in a file that is not.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from output.files import replacing


class Seal(NamedTuple):
    """What a file was when it was sealed. `lines` are CRC-32 of its lines, with their line feeds."""

    bytes: int
    sha256: str
    lines: tuple[int, ...]


def seal_path(corpus: Path, shard: Path) -> Path:
    """Where the seal of a shard is."""
    relative = shard.relative_to(corpus)
    return corpus / "seals" / relative.parent / f"{relative.name}.json"


class Sums:
    """The checksums of a file as it grows, and of its `lines` where it has any: a large one need not be read
    again to be sealed."""

    def __init__(self, *, lines: bool) -> None:
        self._of_lines = lines
        self._hash = hashlib.sha256()
        self._lines: list[int] = []
        self._size = 0

    def add(self, data: bytes) -> None:
        """Bytes were added; whole lines, with their line feeds, to a file of lines."""
        self._hash.update(data)
        self._size += len(data)
        if self._of_lines:
            self._lines += [zlib.crc32(line + b"\n") for line in data.split(b"\n")[:-1]]

    def seal(self) -> Seal:
        return Seal(self._size, self._hash.hexdigest(), tuple(self._lines))


def write_seal(
    corpus: Path, shard: Path, content: Path, lines: Iterable[bytes], whole: Seal | None = None
) -> None:
    """Writes the seal of `shard`, whose bytes are those of `content` and whose lines are `lines`. Neither is
    read where `whole`, the seal as it was summed up, is of as many bytes."""
    size = content.stat().st_size
    if whole is not None and whole.bytes == size:
        seal = whole
    else:
        seal = Seal(size, digest(content), tuple(zlib.crc32(line) for line in lines))
    path = seal_path(corpus, shard)
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write(json.dumps(seal._asdict()).encode() + b"\n")


def read_seal(corpus: Path, shard: Path) -> Seal | None:
    """The seal of a shard; None where there is none that can be read."""
    try:
        said = json.loads(seal_path(corpus, shard).read_bytes())
        return Seal(int(said["bytes"]), str(said["sha256"]), tuple(map(int, said["lines"])))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
