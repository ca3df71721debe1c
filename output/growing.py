"""A file of one run while it grows: whole pieces are added or taken back, and its checksums grow with it."""

from __future__ import annotations

import os
from pathlib import Path

from output.disk import write_whole
from output.seals import Seal, Sums


class Growing:
    """A new file at `path`, of lines or not. FileExistsError where there is one."""

    def __init__(self, path: Path, *, lines: bool) -> None:
        self.path = path
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC
        self._descriptor: int | None = os.open(path, flags, 0o644)
        self.size = 0
        self._sums: Sums | None = Sums(lines=lines)

    def cut(self, size: int) -> None:
        """Takes back what was added after the file had `size` bytes."""
        if self._descriptor is not None:
            if size != self.size:
                self._sums = None  # what is there is read again for the seal
            os.ftruncate(self._descriptor, size)
            self.size = size

    def sync(self) -> None:
        """Brings what was written to the disk itself."""
        if self._descriptor is not None:
            os.fsync(self._descriptor)

    def _write(self, data: bytes) -> None:
        """Adds a piece: all of it in one write, or `output.disk.CannotWriteError` and nothing."""
        if self._descriptor is None:
            raise ValueError(f"{self.path} is closed")
        if data:
            self.size = write_whole(self._descriptor, data, self.size, self.path)
            if self._sums is not None:
                self._sums.add(data)

    def _end(self) -> bool:
        """Brings all to the disk and closes the file; False where that was done before."""
        if self._descriptor is None:
            return False
        self.sync()
        os.close(self._descriptor)
        self._descriptor = None
        return True

    @property
    def _whole(self) -> Seal | None:
        """The seal of what was written, None where it has to be read again for that."""
        return self._sums.seal() if self._sums is not None else None
