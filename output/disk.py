"""What every write to the corpus needs: room, and names that outlive a power cut."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

MARGIN: Final = 4 * 1024 * 1024
"""Bytes that are left free beside what is written: for the state, the seals and a clean end."""


class CannotWriteError(OSError):
    """The disk takes no more. The message says how many bytes were wanted and how many are free."""


def free(folder: Path) -> int:
    """Bytes that this user may still write where `folder` is, or will be."""
    while not folder.exists():
        folder = folder.parent
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize


def require(folder: Path, wanted: int) -> None:
    """CannotWriteError where `folder` has no room for `wanted` bytes and `MARGIN`: nothing is begun then."""
    there = free(folder)
    if there < wanted + MARGIN:
        raise CannotWriteError(
            f"{folder} wants {wanted:,} bytes and {MARGIN:,} in reserve, and {there:,} are free"
        )


def write_whole(descriptor: int, data: bytes, end: int, path: Path) -> int:
    """Appends `data` to a file of `end` bytes and gives its new size. CannotWriteError where not all of it is
    taken: the file then ends where it did."""
    try:
        count = os.write(descriptor, data)
    except OSError as error:
        os.ftruncate(descriptor, end)
        wanted = f"it wanted {len(data):,} bytes, {free(path.parent):,} are free"
        raise CannotWriteError(f"{path}: {error.strerror or error}; {wanted}") from error
    if count < len(data):  # a full disk takes what fits
        os.ftruncate(descriptor, end)
        raise CannotWriteError(
            f"{path}: took {count:,} of {len(data):,} bytes, {free(path.parent):,} are free"
        )
    return end + count


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder last: a rename is durable only then."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
