"""Files that take their name when they are whole."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

_NAME: Final = re.compile(r"[a-z0-9_-]+")


def file_name(what: str, name: str) -> str:
    """`name`, which names a file or folder of the corpus. ValueError, saying `what` it names, where it
    has other than small letters, digits, "_" and "-"."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"{what} name {name!r}: only small letters, digits, '_' and '-' make a file name")
    return name


@contextlib.contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A file to write to, which becomes `path` at the end, synced to the disk; until then it has a hidden
    name beside it. Where the body raises, it goes away and what stood at `path` stays. What is no regular
    file (a pipe, /dev/null) is written to as it is. OSError where it cannot be written."""
    target = Path(path)
    if target.exists() and not target.is_file():
        with target.open("wb") as file:
            yield file
        return
    target = target.resolve()  # a link keeps leading to its target
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with partial.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
