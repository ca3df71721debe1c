"""One run at a time for a site of a corpus."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import socket
import time
from pathlib import Path

from output.files import file_name


class LockedError(Exception):
    """Another run holds the site. The message says which process, on which host, and since when."""


class SiteLock:
    """Holds `CORPUS_DIR/locks/<site>.lock` until `release`, or until the process ends in whatever way: the
    system takes the lock back, so none has to be cleared by hand. The file stays; what is in it is only to
    tell who holds it. `since` is the time in ISO 8601. LockedError where another holds it."""

    def __init__(self, corpus_dir: str | os.PathLike[str], site: str, since: str) -> None:
        path = _path(corpus_dir, site)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._descriptor: int | None = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        if not _lock(self._descriptor):
            holder = _holder(self._descriptor)
            self.release()
            raise LockedError(f"{site} in {corpus_dir} is held by {holder}: wait for it to end")
        os.ftruncate(self._descriptor, 0)
        said = {"pid": os.getpid(), "host": socket.gethostname(), "since": since}
        os.pwrite(self._descriptor, json.dumps(said).encode(), 0)

    def release(self) -> None:
        """Lets the next run begin. Safe to call again."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def is_held(corpus_dir: str | os.PathLike[str], site: str) -> bool:
    """Whether a run holds the site."""
    try:
        descriptor = os.open(_path(corpus_dir, site), os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(descriptor)


def _path(corpus_dir: str | os.PathLike[str], site: str) -> Path:
    return Path(corpus_dir) / "locks" / f"{file_name('site', site)}.lock"


def _lock(descriptor: int) -> bool:
    """Takes a lock, unless another has it for longer than `is_held` does."""
    for pause in (0.01, 0.05, 0):
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        time.sleep(pause)
    return False


def _holder(descriptor: int) -> str:
    try:
        said = json.loads(os.pread(descriptor, 4096, 0))
        return f"process {said['pid']} on {said['host']}, since {said['since']}"
    except (ValueError, KeyError, TypeError):  # it has only just begun
        return "another process"
