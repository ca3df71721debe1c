"""Gradient-boosted trees, applied to all blocks of a page at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]
"""numpy indexes with these alone; others it would convert at every step."""

_CHUNK: Final = 96  # rows at once: what they are worked out with stays in the processor's cache

# Trees that all rows go through, the log-odds below which they are sure, and how those grow with the other
# 200 trees: of 63,135 blocks on left-out sites none that was below would have been kept.
_FIRST: Final = 40
_SURELY_NOT: Final = np.float32(-2.75)
_GROWTH: Final = np.float32(2)

_NAMES: Final = ("roots", "feature", "threshold", "children", "value")
_STORED: Final = {np.dtype(np.intp): np.dtype(np.int32)}  # half the size in a file


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """All nodes of all trees in one row of arrays.

    Node `i` sends a row on to `children[2 * i]` where its `feature` is at most `threshold`, else to
    `children[2 * i + 1]`; a leaf sends it to itself. `value` is the leaf's share of the log-odds, and at
    inner nodes the mean of what is below, so that a path tells what each step added. `roots` are the first
    nodes, `depth` is how many steps the longest path takes.
    """

    roots: Ints
    feature: Ints
    threshold: Floats
    children: Ints
    value: Floats
    depth: int

    @classmethod
    def read(cls, arrays: Mapping[str, NDArray[Any]], depth: int, prefix: str = "") -> Self:
        """The trees that `arrays` gave, as they came back from a file. KeyError where one is missing."""
        found = {name: arrays[prefix + name] for name in _NAMES}
        return cls(
            found["roots"].astype(np.intp),
            found["feature"].astype(np.intp),
            found["threshold"],
            found["children"].astype(np.intp),
            found["value"],
            depth,
        )

    def arrays(self, prefix: str = "") -> dict[str, NDArray[Any]]:
        """What a file keeps of the trees, by name: all but their depth."""
        found = {prefix + name: getattr(self, name) for name in _NAMES}
        return {name: array.astype(_STORED.get(array.dtype, array.dtype)) for name, array in found.items()}

    def margins(self, rows: Floats) -> Floats:
        """The log-odds of each row. Shape (rows,).

        Two rows in three are no part of a story so surely by the first trees that they are spared the others.
        Their log-odds are about what those would have made of them.
        """
        first = self._margins(rows, self.roots[:_FIRST])
        if len(self.roots) <= _FIRST:
            return first
        unsure = np.flatnonzero(first > _SURELY_NOT)
        margins = first * _GROWTH
        margins[unsure] = first[unsure] + self._margins(rows[unsure], self.roots[_FIRST:])
        return margins

    def _margins(self, rows: Floats, roots: Ints) -> Floats:
        """What the trees with these roots add to the log-odds of each row."""
        parts = [self._sums(rows[at : at + _CHUNK], roots) for at in range(0, len(rows), _CHUNK)]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def _sums(self, rows: Floats, roots: Ints) -> Floats:
        flat = np.ascontiguousarray(rows).reshape(-1)
        base = (np.arange(len(rows)) * rows.shape[1])[:, None]
        node = np.broadcast_to(roots, (len(rows), len(roots)))
        for _ in range(self.depth):
            # nothing is out of range; "wrap" is the mode that looks for it at the least cost
            value = flat.take(self.feature.take(node, mode="wrap") + base, mode="wrap")
            beyond = value > self.threshold.take(node, mode="wrap")
            node = self.children.take(2 * node + beyond, mode="wrap")
        total: Floats = self.value.take(node, mode="wrap").sum(axis=1)
        return total

    def contributions(self, row: Floats) -> Floats:
        """What each feature adds to the log-odds of one row, by the mean values along its paths
        (Saabas 2014). Shape (features,)."""
        parts = np.zeros(len(row), dtype=np.float32)
        node = self.roots
        for _ in range(self.depth):
            feature = self.feature.take(node)
            after = self.children.take(2 * node + (row.take(feature) > self.threshold.take(node)))
            np.add.at(parts, feature, self.value.take(after) - self.value.take(node))
            node = after
        return parts
