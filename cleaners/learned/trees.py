"""Gradient-boosted trees, applied to all blocks of a page at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

_CHUNK: Final = 512  # rows at once: memory stays small on pages with thousands of blocks


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

    def margins(self, rows: Floats) -> Floats:
        """The log-odds of each row. Shape (rows,)."""
        if len(rows) <= _CHUNK:
            return self._margins(rows)
        parts = [self._margins(rows[at : at + _CHUNK]) for at in range(0, len(rows), _CHUNK)]
        return np.concatenate(parts)

    def _margins(self, rows: Floats) -> Floats:
        flat = np.ascontiguousarray(rows).reshape(-1)
        base = (np.arange(len(rows), dtype=np.int32) * rows.shape[1])[:, None]
        node = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(self.depth):
            beyond = flat.take(base + self.feature.take(node)) > self.threshold.take(node)
            node = self.children.take(2 * node + beyond)
        total: Floats = self.value.take(node).sum(axis=1)
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
