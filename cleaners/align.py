"""Which blocks of a page stand in a text that was made from it, in order."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"\w+")
_TYPOGRAPHIC: Final = "’‘“”–—…"
# For text that is ASCII: what stands between words as spaces.
_BETWEEN: Final = bytes(code if re.match(r"\w", chr(code), re.ASCII) else ord(" ") for code in range(256))
_SHINGLE: Final = 3
# A shingle that stands in more lines than this tells nothing and would cost their product.
_MAX_LINES_PER_SHINGLE: Final = 12
_MIN_OVERLAP: Final = 0.5
# A line that is but a sliver of a block is no sign that the block is meant: some pages carry their whole
# story a second time as one block.
_MIN_PART: Final = 0.2


class _Pair(NamedTuple):
    """A match: the block, the words of the text that it takes (from `start` up to `end`), its weight in
    words, its share of the block.
    """

    block: int
    start: int
    end: int
    weight: float
    share: float


def words(text: str) -> list[str]:
    """The words of a text, folded for comparison: runs of letters, digits and underscores, in lower case.

    Text that is ASCII but for the marks of typography, as most is, is parted byte by byte: in half the time.
    """
    low = text.lower()
    if not low.isascii():
        for mark in _TYPOGRAPHIC:
            low = low.replace(mark, " ")
        if not low.isascii():
            return _WORD.findall(low)
    return low.encode().translate(_BETWEEN).decode().split()


def _shingles(tokens: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(tokens[i:] for i in range(_SHINGLE)), strict=False))


def align(blocks: Sequence[str], lines: Iterable[str]) -> list[float]:
    """For each block the share of its words, 0 to 1, that stand in `lines`, read in the same order.

    The heaviest chain of matches that moves forward in both wins, so that a headline repeated in a side
    column is not taken for the one in the story. A block of fewer than three words matches whole lines
    only. Cost: about linear in the number of words (sparse longest increasing chain).
    """
    by_text: dict[tuple[str, ...], list[int]] = defaultdict(list)  # a line's words: where it starts
    by_shingle: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)  # line, place of the word
    sizes: list[int] = []
    place = 0
    for j, line in enumerate(lines):
        tokens = words(line)
        sizes.append(len(tokens))
        if tokens:
            by_text[tuple(tokens)].append(place)
        for i, shingle in enumerate(_shingles(tokens)):
            by_shingle[shingle].append((j, place + i))
        place += len(tokens)
    if not place:
        return [0.0] * len(blocks)
    pairs: list[_Pair] = []
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    parts: list[tuple[int, float]] = []  # lines of blocks: the block and the share of it that a line is
    for owner, tokens, weight in _lines(blocks):
        i = len(parts)
        parts.append((owner, weight))
        whole = by_text.get(tuple(tokens), ())
        if whole:
            size = len(tokens)
            pairs.extend(_Pair(i, at, at + size, size + 0.5, 1.0) for at in whole[:_MAX_LINES_PER_SHINGLE])
            same[tuple(tokens)].append(i)
        else:
            pairs.extend(_parts(i, tokens, by_shingle, sizes))
    copies = {i: places for places in same.values() if len(places) > 1 for i in places}
    shares: list[float] = [0.0] * len(parts)
    for pair in _nearest_copies(_heaviest_chain(pairs), copies):
        shares[pair.block] = min(1.0, shares[pair.block] + pair.share)
    covered: list[float] = [0.0] * len(blocks)
    for (owner, weight), share in zip(parts, shares, strict=True):
        covered[owner] += weight * share
    return covered


def _parts(
    block: int,
    tokens: list[str],
    by_shingle: Mapping[tuple[str, ...], Sequence[tuple[int, int]]],
    sizes: Sequence[int],
) -> Iterator[_Pair]:
    """Lines that hold a good part of a block, or are a good part of it."""
    shingles = _shingles(tokens)
    places: dict[int, list[int]] = defaultdict(list)
    for shingle in shingles:
        found = by_shingle.get(shingle, ())
        if len(found) <= _MAX_LINES_PER_SHINGLE:
            for line, place in found:
                places[line].append(place)
    for line, where in places.items():
        count = min(len(set(where)), len(shingles))
        share = count / len(shingles)
        line_share = count / max(1, sizes[line] - _SHINGLE + 1)
        if share >= _MIN_OVERLAP or (share >= _MIN_PART and line_share >= _MIN_OVERLAP):
            # less than a whole match weighs: a block that holds the page once more must not win
            yield _Pair(block, min(where), max(where) + _SHINGLE, count, share)


def _lines(blocks: Sequence[str]) -> Iterator[tuple[int, list[str], float]]:
    """Each line of each block that has words: the block's place, the words, their share of the block."""
    for i, block in enumerate(blocks):
        if "\n" not in block:
            if tokens := words(block):
                yield i, tokens, 1.0
            continue
        lines = [tokens for line in block.split("\n") if (tokens := words(line))]
        total = sum(map(len, lines))
        for tokens in lines:
            yield i, tokens, len(tokens) / total


def _heaviest_chain(pairs: list[_Pair]) -> list[_Pair]:
    """The chain of pairs, rising in blocks and words, with the greatest sum of weights.

    No two of its pairs take the same words. `ends` holds where the best chains end, `best` their weights,
    both rising; a new pair extends the best chain that ends no later than it starts.
    """
    pairs = sorted(pairs)
    ends: list[int] = []
    best: list[float] = []
    last: list[int] = []
    before: list[int] = [-1] * len(pairs)
    for k, pair in enumerate(pairs):
        at = bisect_right(ends, pair.start)
        total = pair.weight + (best[at - 1] if at else 0.0)
        before[k] = last[at - 1] if at else -1
        at = bisect_right(ends, pair.end)
        if at and best[at - 1] >= total:
            continue
        first = bisect_left(ends, pair.end)
        drop = at
        while drop < len(ends) and best[drop] <= total:
            drop += 1
        ends[first:drop], best[first:drop], last[first:drop] = [pair.end], [total], [k]
    chain = []
    k = last[-1] if last else -1
    while k >= 0:
        chain.append(pairs[k])
        k = before[k]
    return chain[::-1]


def _nearest_copies(chain: list[_Pair], copies: dict[int, list[int]]) -> Iterator[_Pair]:
    """The chain with each block that stands several times replaced by the copy nearest to its neighbours."""
    for k, pair in enumerate(chain):
        same = copies.get(pair.block, ())
        low = chain[k - 1].block if k else None
        high = chain[k + 1].block if k + 1 < len(chain) else None
        between = [i for i in same if (low is None or i > low) and (high is None or i < high)]
        if len(between) < 2 or (low is None and high is None):
            yield pair
            continue
        nearest = min(between, key=lambda i: min(abs(i - end) for end in (low, high) if end is not None))
        yield pair._replace(block=nearest)
