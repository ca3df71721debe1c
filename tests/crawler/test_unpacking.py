from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable
from typing import Final

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from crawler.unpacking import Unpacked, unpack


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKERS: Final[dict[str, tuple[str, Callable[[bytes], bytes]]]] = {
    "gzip": ("gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "raw deflate": ("deflate", raw_deflate),
    "brotli": ("br", brotli.compress),
    "zstd": ("zstd", zstd.compress),
}
CODINGS: Final = sorted({coding for coding, _ in PACKERS.values()})


@pytest.mark.parametrize("packer", PACKERS)
@given(data=st.binary(min_size=1), share=st.floats(0, 1, exclude_max=True))
def test_a_stream_is_whole_or_known_to_be_cut(packer: str, data: bytes, share: float) -> None:
    coding, pack = PACKERS[packer]
    packed = pack(data)
    assert unpack(packed, [coding]) == Unpacked(data)
    part = packed[: int(len(packed) * share)]
    cut = unpack(part, [coding])
    assert cut.wrong is not None or not part
    assert data.startswith(cut.body) or cut.wrong == "damaged"


@given(data=st.binary(), codings=st.lists(st.sampled_from([*CODINGS, "x-gzip", "identity", "?"]), max_size=5))
def test_nothing_raises_and_nothing_grows_over_the_limit(data: bytes, codings: list[str]) -> None:
    assert len(unpack(data, codings, limit=1000).body) <= max(1000, len(data))


@pytest.mark.parametrize("packer", PACKERS)
def test_a_bomb_takes_little_memory(packer: str) -> None:
    coding, pack = PACKERS[packer]
    bomb = pack(bytes(30 << 20))
    tracemalloc.start()
    try:
        assert unpack(bomb, [coding], limit=1 << 20).wrong == "too_large"
        assert tracemalloc.get_traced_memory()[1] < 4 << 20
    finally:
        tracemalloc.stop()


def test_what_is_not_known_here_is_left() -> None:
    packed = gzip.compress(b"x")
    assert unpack(packed, ["secret", "gzip"]) == Unpacked(b"x", None, ("secret",))
    assert unpack(packed, ["gzip", "secret"]) == Unpacked(packed, None, ("gzip", "secret"))


@pytest.mark.parametrize("packer", PACKERS)
def test_of_what_is_too_large_the_beginning_is_given(packer: str) -> None:
    coding, pack = PACKERS[packer]
    assert unpack(pack(b"abc" * 50_000), [coding], limit=1000).body == (b"abc" * 334)[:1000]


@given(data=st.binary(min_size=1), change=st.integers(1, 255), place=st.integers(1, 8))
def test_a_page_of_gzip_that_is_not_what_was_sent_is_damaged(data: bytes, change: int, place: int) -> None:
    packed = bytearray(gzip.compress(data))
    packed[-place] ^= change  # of its checksum or its length
    assert unpack(bytes(packed), ["gzip"]).wrong == "damaged"
