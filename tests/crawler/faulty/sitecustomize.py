"""A disk that fails now and then, for a process that is started with this folder in PYTHONPATH.

FAULTS is `<kind>:<one in so many>:<seed>`; kinds: `eio` (an error after some of the bytes), `enospc` (the same),
`short` (fewer bytes, and no error), `fsync` (an error of fsync). Only files of FAULTS_IN are hit.
"""

from __future__ import annotations

import errno
import os
import random
from pathlib import Path
from typing import Any

_KIND, _ODDS, _SEED = os.environ.get("FAULTS", "none:1:0").split(":")
_FOLDER = os.environ.get("FAULTS_IN", "")
_DICE = random.Random(int(_SEED))
_CODES = {"eio": errno.EIO, "enospc": errno.ENOSPC, "fsync": errno.EIO}
_write, _fsync = os.write, os.fsync


def _hit(descriptor: int) -> bool:
    try:
        name = str(Path(f"/proc/self/fd/{descriptor}").readlink())
    except OSError:
        return False
    return bool(_FOLDER) and name.startswith(_FOLDER) and _DICE.randrange(int(_ODDS)) == 0


def write(descriptor: int, data: Any) -> int:
    if not _hit(descriptor):
        return _write(descriptor, data)
    count = _write(descriptor, bytes(data)[: _DICE.randrange(len(data))])
    if _KIND == "short":
        return count
    raise OSError(_CODES[_KIND], os.strerror(_CODES[_KIND]))


def fsync(descriptor: int) -> None:
    if _hit(descriptor):
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    _fsync(descriptor)


if _KIND == "fsync":
    os.fsync = fsync
elif _KIND != "none":
    os.write = write
