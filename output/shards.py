"""A shard: a file of JSON lines that grows under a hidden name and gets its own when it is whole.

While it grows it is `.<stem>.open`, which no pattern for `*.jsonl` meets. Sealing syncs it, writes its
seal, and renames it to `<stem>.jsonl`, or `<stem>.jsonl.gz` or `.zst` where it is compressed. Nothing
changes it after that.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from output.disk import sync_folder
from output.growing import Growing
from output.packing import ENDS, TORN, opened, pack_into
from output.seals import Seal, write_seal

COMPRESSIONS: Final = tuple(ENDS)

_BLOCK: Final = 1 << 16  # bytes read at a time when looking for the last line end


class OpenShard(Growing):
    """A shard of one run. FileExistsError where the stem is taken."""

    def __init__(self, corpus: Path, folder: Path, stem: str) -> None:
        self._corpus = corpus
        if any(target(folder, stem, how).exists() for how in COMPRESSIONS):
            raise FileExistsError(f"{folder / stem}.jsonl is there already: give the run another name")
        super().__init__(open_path(folder, stem), lines=True)

    def append(self, lines: bytes) -> None:
        """Adds whole lines in one write. `output.disk.CannotWriteError` where they do not fit: then none is
        in."""
        self._write(lines)

    def seal(self, compression: str = "none") -> Path | None:
        """Ends the shard; gives its file, None where it had no line. Safe to call again."""
        if not self._end():
            return None
        return publish(self._corpus, self.path, compression, self._whole if compression == "none" else None)


def open_path(folder: Path, stem: str) -> Path:
    return folder / f".{stem}.open"


def stem_of(path: Path) -> str:
    """The stem of a shard, open or sealed."""
    return path.name.removeprefix(".").partition(".")[0]


def target(folder: Path, stem: str, compression: str) -> Path:
    return folder / f"{stem}.jsonl{ENDS[compression]}"


def publish(corpus: Path, path: Path, compression: str = "none", whole: Seal | None = None) -> Path | None:
    """Seals the open file at `path`, which is synced: its seal first, then its name. `whole` is its seal
    where that is known. An empty one goes away. A crash at any point leaves either the open file, or the
    sealed one, or (compressed) both."""
    folder = path.parent
    if path.stat().st_size == 0:
        path.unlink()
        return None
    final = target(folder, stem_of(path), compression)
    content = path
    if compression != "none":
        with path.open("rb") as plain:
            content = repack(final, plain)
    write_seal(corpus, final, content, read_lines(path), whole)
    content.rename(final)
    sync_folder(folder)
    path.unlink(missing_ok=True)
    return final


def repack(final: Path, lines: Iterable[bytes]) -> Path:
    """Writes lines to a hidden file beside the shard `final`, in its compression and to the disk, and gives
    that file. It holds no name and no time: the same lines give the same bytes."""
    content = final.with_name(f".{stem_of(final)}.part")
    with content.open("wb") as raw:
        pack_into(raw, lines, final.suffix)
        raw.flush()
        os.fsync(raw.fileno())
    return content


def sealed(folder: Path) -> list[Path]:
    """The sealed shards in a folder, in the order of their names, which is that of time."""
    return sorted(folder.glob("[!.]*.jsonl*"))


def read_lines(path: Path) -> Iterator[bytes]:
    """The lines of a shard, with their line feeds. A torn archive ends where it is torn."""
    try:
        with opened(path) as lines:
            yield from lines
    except TORN:
        return


def end_of_last_line(path: Path) -> int:
    """The size of a file without what follows its last line feed."""
    with path.open("rb") as file:
        end = file.seek(0, os.SEEK_END)
        while end > 0:
            start = max(0, end - _BLOCK)
            found = os.pread(file.fileno(), end - start, start).rfind(b"\n")
            if found >= 0:
                return start + found + 1
            end = start
    return 0
