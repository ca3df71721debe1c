"""What an extractor's text adds to the features of a block, for pages that the model is unsure of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaners.learned.around import Around
from cleaners.learned.trees import Floats

_HELD: Final = 0.5
_CAP: Final = 200
_GROUPS: Final = ("signature", "parent", "grandparent")

NAMES: Final[tuple[str, ...]] = (
    "vote",
    *(f"vote_{group}" for group in _GROUPS),
    *(f"vote_{what}" for what in ("above", "below", "words", "before", "after")),
)
"""The features, in the order of a row; they follow those of `cleaners.learned.features`."""


def rows(around: Around, shares: Sequence[float]) -> Floats:
    """A row for each block that `around` is of. `shares` are those of each block, 0 to 1, that stand in the
    extractor's text. Shape (blocks, features).
    """
    words = np.array([min(block.text.count(" ") + 1, _CAP) for block in around.blocks], dtype=np.float64)
    share = np.array(shares, dtype=np.float64)
    held = (share >= _HELD) * words
    columns: list[NDArray[np.float64]] = [share]
    for group in (around.groups, around.levels[:, 0], around.levels[:, 1]):
        sizes = np.maximum(np.bincount(group, words), 1.0)
        columns.append((np.bincount(group, held) / sizes)[group])
    total = max(1.0, float(held.sum()))
    upto = np.cumsum(held)
    columns += [(upto - held) / total, (upto[-1] - upto) / total, np.full(len(held), total)]
    columns += [np.append(0.0, held[:-1] > 0), np.append(held[1:] > 0, 0.0)]
    return np.column_stack(columns).astype(np.float32)
