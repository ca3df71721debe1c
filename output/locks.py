"""One run at a time on a site's corpus."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from output.names import check


class LockedError(RuntimeError):
    """Another run holds the lock; the message says which."""


class SiteLock:
    """The lock of a site. It goes with the process that holds it, however that ends."""

    def __init__(self, corpus_dir: str | os.PathLike[str], site: str) -> None:
        """Takes the lock. LockedError where another run has it; OSError."""
        check("site", site)
        path = Path(corpus_dir) / "locks" / f"{site}.lock"
        path.parent.mkdir(parents=True, exist_ok=True)
        self._descriptor: int | None = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(self._descriptor, 4096, 0)
            self.release()
            raise LockedError(f"the corpus of {site} is being written by {_named(holder)}") from error
        who = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": datetime.now(UTC).isoformat(" ", "seconds"),
        }
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, json.dumps(who).encode(), 0)

    def release(self) -> None:
        """Gives the lock back. Safe to call again."""
        if self._descriptor is not None:
            os.close(self._descriptor)  # the file stays: taking it away would let two runs hold two locks
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _named(holder: bytes) -> str:
    try:
        who = json.loads(holder)
        return f"process {who['pid']} on {who['host']}, since {who['since']}"
    except (ValueError, KeyError, TypeError):
        return "another run"
