"""What stands around each line of a text: its neighbours, its place, means over the lines above and below."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Column: TypeAlias = NDArray[np.float64]
"""One number a line."""
Columns: TypeAlias = Mapping[str, Column]
"""What lines tell of themselves, by the name of the feature."""

FIRST_END: Final = 4.0
"""How `features` numbers the first of the marks that end a sentence; there are four."""

_NEAR: Final = (-3, -2, -1, 1, 2, 3)
_BESIDE: Final = ("words", "prose", "end", "score", "mark", "bullet", "weighted")
_WINDOWS: Final = ("prose", "end", "bullet", "above", "shared", "names_above", "says", "capitals", "score")
_WINDOW: Final = 5
_FAR: Final = 30.0
_MISSING: Final = -1.0
_NO_SCORE: Final = 9.0  # beyond any score

AROUND: Final[tuple[str, ...]] = (
    *(f"{name}_{offset:+d}" for offset in _NEAR for name in _BESIDE),
    "order", "from_end", "order_share", "words_before", "words_after", "words_before_share",
    "prose_before", "prose_after", "since_prose", "until_prose", "run", "same_start",
    "score_before", "score_after", "score_near", "worst_before", "worst_after", "best_before", "best_after",
    "marks_before", "marks_after", "since_mark", "until_mark",
    "lines", "all_words", "prose_share", "mean_score", "bullets", "mean_words",
    *(f"{name}_{window}" for name in _WINDOWS for window in ("5above", "5below", "on", "upto")),
)  # fmt: skip
"""The features, in the order of the columns."""


def around(columns: Columns) -> Column:
    """What stands around each line. Shape (lines, features)."""
    parts = [*_neighbours(columns), *_places(columns), *_windows(columns)]
    return np.stack(parts, axis=1)


def _neighbours(columns: Columns) -> list[Column]:
    return [
        _shift(columns[name], offset, -_NO_SCORE if name == "score" else _MISSING)
        for offset in _NEAR
        for name in _BESIDE
    ]


def _places(columns: Columns) -> list[Column]:
    score = columns["score"]
    count = len(score)
    size, prose, mark, bullet, start = (
        columns[name] for name in ("words", "prose", "mark", "bullet", "start")
    )
    order = np.arange(count, dtype=np.float64)
    total = size.sum()
    back = slice(None, None, -1)
    weights = np.sqrt(size)
    running = size * prose
    marked = (mark > 0).astype(np.float64)
    worst, best = np.minimum.accumulate(score), np.maximum.accumulate(score)
    worst_back, best_back = (
        np.minimum.accumulate(score[back])[back],
        np.maximum.accumulate(score[back])[back],
    )
    change = np.concatenate([[True], prose[1:] != prose[:-1]])
    starts = np.flatnonzero(change)
    lengths = np.diff(np.append(starts, count))
    near = (
        np.convolve(score, np.ones(5), mode="full")[2 : count + 2]
        / np.convolve(np.ones(count), np.ones(5), mode="full")[2 : count + 2]
    )
    mean = float((score * weights).sum() / weights.sum())
    return [
        np.minimum(order, 60),
        np.minimum(count - 1 - order, 60),
        order / max(1, count - 1),
        np.minimum(_before(size), 3000),
        np.minimum(_before(size[back])[back], 3000),
        _before(size) / max(1.0, total),
        _before(running),
        _before(running[back])[back],
        _since(prose),
        _since(prose[back])[back],
        np.minimum(np.repeat(lengths, lengths), 60),
        (start == _shift(start, -1)).astype(np.float64) + (start == _shift(start, 1)),
        _mean_before(score, weights),
        _mean_before(score[back], weights[back])[back],
        near,
        _shift(worst, -1, missing=_NO_SCORE),
        _shift(worst_back, 1, missing=_NO_SCORE),
        _shift(best, -1, missing=-_NO_SCORE),
        _shift(best_back, 1, missing=-_NO_SCORE),
        _before(marked),
        _before(marked[back])[back],
        _since(marked),
        _since(marked[back])[back],
        *(
            np.full(count, value)
            for value in (
                min(count, 300),
                min(total, 5000),
                running.sum() / max(1.0, total),
                mean,
                bullet.mean(),
                size.mean(),
            )
        ),
    ]


def _windows(columns: Columns) -> list[Column]:
    """Means over the five lines above, the five below, from each line to the end, and from the start to it.

    Lines count by the square root of their words.
    """
    weights = np.sqrt(columns["words"])
    count = len(weights)
    here = np.arange(count)
    low, high = np.maximum(here - _WINDOW, 0), np.minimum(here + _WINDOW + 1, count)
    spans = (
        (low, here),
        (here + 1, high),
        (here, np.full(count, count)),
        (np.zeros(count, dtype=int), here + 1),
    )
    weight_sums = np.concatenate([[0.0], np.cumsum(weights)])
    found: list[Column] = []
    for name in _WINDOWS:
        values = columns[name]
        if name == "end":  # whether a sentence ends there: one of the first four marks
            values = ((values >= FIRST_END) & (values < FIRST_END + 4)).astype(np.float64)
        sums = np.concatenate([[0.0], np.cumsum(values * weights)])
        found.extend(
            (sums[to] - sums[start]) / np.maximum(weight_sums[to] - weight_sums[start], 1e-9)
            for start, to in spans
        )
    return found


def _shift(values: Column, offset: int, missing: float = _MISSING) -> Column:
    out = np.full_like(values, missing)
    if abs(offset) < len(values):
        if offset < 0:
            out[-offset:] = values[:offset]
        else:
            out[:-offset] = values[offset:]
    return out


def _before(values: Column) -> Column:
    """The sum of the values above each line."""
    sums: Column = np.cumsum(values) - values
    return sums


def _since(flags: Column) -> Column:
    """How many lines above the last flagged one stands, at most 30."""
    places = np.arange(len(flags), dtype=np.float64)
    last = np.maximum.accumulate(np.where(flags > 0, places, -np.inf))
    before = np.concatenate([[-np.inf], last[:-1]])
    since: Column = np.minimum(places - before, _FAR)
    return since


def _mean_before(values: Column, weights: Column) -> Column:
    mean: Column = _before(values * weights) / np.maximum(_before(weights), 1e-9)
    return mean
