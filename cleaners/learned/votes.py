"""What an extractor's text adds to the features of a block, for pages that the model is unsure of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaners.elements import Block
from cleaners.learned.around import Around
from cleaners.learned.trees import Floats

_HELD: Final = 0.5
_CAP: Final = 200
_MODES: Final = ("default", "precision")
_GROUPS: Final = ("signature", "parent", "grandparent")

NAMES: Final[tuple[str, ...]] = (
    *(f"vote_{mode}" for mode in _MODES),
    *(f"vote_{mode}_{group}" for group in _GROUPS for mode in _MODES),
    *(f"vote_{mode}_{what}" for mode in _MODES for what in ("above", "below", "words", "before", "after")),
    "votes_agree",
)
"""The features, in the order of a row; they follow those of `cleaners.learned.features`."""


def rows(blocks: Sequence[Block], default: Sequence[float], precision: Sequence[float]) -> Floats:
    """A row for each block. `default` and `precision` are the shares of each block, 0 to 1, that stand in
    the text of either mode. Shape (blocks, features).
    """
    around = Around(blocks)
    words = np.array([min(block.text.count(" ") + 1, _CAP) for block in blocks], dtype=np.float64)
    shares = (np.array(default), np.array(precision))
    held = [(share >= _HELD) * words for share in shares]
    columns: list[NDArray[np.float64]] = [*shares]
    for group in (around.groups, around.levels[:, 0], around.levels[:, 1]):
        sizes = np.maximum(np.bincount(group, words), 1.0)
        columns.extend((np.bincount(group, some) / sizes)[group] for some in held)
    for some in held:
        total = max(1.0, float(some.sum()))
        upto = np.cumsum(some)
        columns += [(upto - some) / total, (upto[-1] - upto) / total, np.full(len(some), total)]
        columns += [np.append(0.0, some[:-1] > 0), np.append(some[1:] > 0, 0.0)]
    union = float(np.maximum(*held).sum())
    columns.append(np.full(len(words), float(np.minimum(*held).sum()) / max(1.0, union)))
    return np.column_stack(columns).astype(np.float32)
