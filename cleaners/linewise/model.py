"""The line model: how likely each paragraph of dirty text is part of the story, from the text alone.

Two stages, as in the block model: a linear one weighs words (`tokens`), boosted trees judge that weight
together with everything else (`features`). `make train-text` makes the file that is loaded here.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from cleaners.elements import Block
from cleaners.evidence import Marks
from cleaners.learned.trees import Floats, Trees
from cleaners.linewise.features import NAMES, rows
from cleaners.linewise.tokens import tokens

BUNDLED: Final = Path(__file__).with_name("model.npz")
FORMAT: Final = 1
"""Raised when features, tokens or the file's layout change: a file of another format is refused."""

_MAX_LINES: Final = 20_000  # of a text, that are judged: some 100 features each


class LineModelError(ValueError):
    """A file is no line model, or one of another format."""


@dataclass(frozen=True, slots=True, eq=False)
class LineModel:
    """A trained model: a weight for each token, and the trees. `note` tells what it was trained on."""

    weights: Mapping[str, float]
    bias: float
    trees: Trees
    note: str = ""

    def probabilities(self, blocks: Sequence[Block], marks: Marks, url: str = "") -> Floats:
        """How likely each line is part of the story, 0 to 1. Shape (lines,).

        `marks` is what wording says of the lines; `url` the page's address where it is known. Lines past the
        first 20,000 count as story.
        """
        read = blocks[:_MAX_LINES]
        found = np.ones(len(blocks), dtype=np.float32)
        if read:
            margins = self.trees.margins(rows(read, marks, self.words(read), url))
            found[: len(read)] = 1 / (1 + np.exp(-margins))
        return found

    def words(self, blocks: Sequence[Block]) -> list[float]:
        """The log-odds that the words of each line give."""
        scores = []
        for block in blocks:
            found = tokens(block.text)
            scores.append(
                self.bias + sum(self.weights.get(t, 0.0) for t in found) / max(1, len(found)) ** 0.5
            )
        return scores

    def save(self, file: IO[bytes]) -> None:
        """Write the model; the same model gives the same bytes."""
        names = sorted(self.weights)
        head = {
            "format": FORMAT,
            "features": NAMES,
            "note": self.note,
            "bias": self.bias,
            "depth": self.trees.depth,
            "tokens": names,
        }
        arrays: dict[str, NDArray[np.generic]] = {
            "head": np.frombuffer(json.dumps(head, ensure_ascii=False).encode(), dtype=np.uint8),
            "weights": np.array([self.weights[name] for name in names], dtype=np.float16),
        }
        arrays |= self.trees.arrays()
        np.savez_compressed(file, **arrays)  # type: ignore[arg-type]  # newer ones take `allow_pickle`, too


def _check(file: Path | IO[bytes], head: Mapping[str, object]) -> None:
    if head["format"] != FORMAT or head["features"] != list(NAMES):
        raise LineModelError(f"{file} is a line model of another format: train it again")


def load(file: Path | IO[bytes]) -> LineModel:
    """Read a model. Raises LineModelError for a file that is none, or of another format; OSError."""
    try:
        with np.load(file, allow_pickle=False) as arrays:
            head = json.loads(arrays["head"].tobytes())
            _check(file, head)
            weights = dict(zip(head["tokens"], arrays["weights"].astype(np.float64).tolist(), strict=True))
            trees = Trees.read(arrays, head["depth"])
    except LineModelError:
        raise
    except (KeyError, ValueError, TypeError, EOFError, BadZipFile) as error:
        raise LineModelError(f"{file} is no line model: {error}") from error
    return LineModel(weights, head["bias"], trees, head["note"])


@functools.cache
def bundled() -> LineModel:
    """The model that comes with the cleaner, read once a process."""
    return load(BUNDLED)
