"""The seal of a shard that was summed up while it grew is the seal of the file that is there."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from output.seals import Seal, digest, read_seal
from output.shards import OpenShard

LINES = (b'{"a":1}\n', b'{"a":"two\xe2\x80\xa9"}\n{"b":3}\n', b'{"c":"\xc3\xa9"}\n')


@pytest.mark.parametrize("compression", ["none", "gzip"])
@pytest.mark.parametrize("taken_back", [False, True])
def test_the_seal_is_that_of_the_file(tmp_path: Path, compression: str, *, taken_back: bool) -> None:
    folder = tmp_path / "articles" / "site"
    folder.mkdir(parents=True)
    shard = OpenShard(tmp_path, folder, "run-00001")
    for lines in LINES:
        shard.append(lines)
        size = shard.size
        if taken_back:
            shard.append(b'{"not":"written"}\n')
            shard.cut(size)
        shard.cut(size)  # nothing to take back
    path = shard.seal(compression)
    assert path is not None
    whole = b"".join(LINES).split(b"\n")[:-1]
    sums = tuple(zlib.crc32(line + b"\n") for line in whole)
    assert read_seal(tmp_path, path) == Seal(path.stat().st_size, digest(path), sums)
