"""Files of lines that are packed: gzip and zstd, by the end of their names."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, Final, cast

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ENDS: Final[Mapping[str, str]] = {"none": "", "gzip": ".gz", "zstd": ".zst"}
"""How a file is packed, and what its name ends with then."""

TORN: Final = (EOFError, gzip.BadGzipFile, zlib.error, zstd.ZstdError)
"""What is raised by a packed file that is broken."""

_GZIP_LEVEL: Final = 6
_ZSTD_LEVEL: Final = 3


def opened(path: Path) -> IO[bytes]:
    """The file, unpacked as its name says. OSError; `TORN` while it is read."""
    end = path.suffix.lower()
    if end == ".gz":
        return cast("IO[bytes]", gzip.open(path))
    if end == ".zst":
        return cast("IO[bytes]", zstd.open(path))
    return path.open("rb")


@contextmanager
def _packer(end: str, raw: BinaryIO) -> Iterator[IO[bytes]]:
    if end == ".gz":
        with gzip.GzipFile("", "wb", _GZIP_LEVEL, raw, mtime=0) as packed:
            yield cast("IO[bytes]", packed)
    elif end == ".zst":
        options = {
            int(zstd.CompressionParameter.compression_level): _ZSTD_LEVEL,
            int(zstd.CompressionParameter.checksum_flag): 1,
        }
        with zstd.ZstdFile(cast("IO[bytes]", raw), "w", options=options) as packed:
            yield cast("IO[bytes]", packed)
    else:
        yield raw


def pack_into(raw: BinaryIO, lines: Iterable[bytes], end: str) -> None:
    """Writes lines to an open file, packed as a name with that end says. No name and no time goes in:
    the same lines give the same bytes, with the same version of zstd."""
    with _packer(end, raw) as packed:
        packed.writelines(lines)
