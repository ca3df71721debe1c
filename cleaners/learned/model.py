"""The block model: how likely each block of a page is part of the story, from markup and text alone.

Two stages. A linear one weighs words of the text and of the names around it; boosted trees judge that
weight together with everything else a block and its surroundings show. No extractor runs, but on the few
pages that the model is unsure of: there, other trees judge again, with the votes of one. `make train` makes
the file that is loaded here; docs/model.md is its card.
"""

from __future__ import annotations

import functools
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from cleaners.evidence import Marks, captions, headline, wording
from cleaners.learned import votes
from cleaners.learned.around import Around
from cleaners.learned.features import NAMES, rows
from cleaners.learned.linear import Linear
from cleaners.learned.trees import Floats, Trees
from cleaners.page import Page

BUNDLED: Final = Path(__file__).with_name("model.npz")
FORMAT: Final = 1
"""Raised when features, tokens or the file's layout change: a file of another format is refused."""


class ModelError(ValueError):
    """A file is no block model, or one of another format."""


_WORDS: Final = 100  # of a block, in weighing doubt
_FEW: Final = 30
_SIZE: Final = NAMES.index("words")


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What the model says of a page. `log_odds` and `rows` go by block order: shapes (blocks,) and (blocks,
    features). `around` are the elements around the blocks; `voted` tells whether an extractor had its say."""

    log_odds: Floats
    rows: Floats
    around: Around
    voted: bool = False

    @property
    def probabilities(self) -> Floats:
        """How likely each block is part of the story, 0 to 1."""
        return (1 / (1 + np.exp(-self.log_odds))).astype(np.float32)

    def doubt(self) -> float:
        """How unsure the model is: the words it expects to judge wrongly, as a share of the story's."""
        words = np.minimum(self.rows[:, _SIZE], _WORDS)
        odds = self.probabilities
        return float((words * np.minimum(odds, 1 - odds)).sum() / max(_FEW, (words * odds).sum()))


@dataclass(frozen=True, slots=True, eq=False)
class BlockModel:
    """A trained model. `trees` judge by a page alone, `voting` by the votes of an extractor as well; `note`
    tells what it was trained on."""

    linear: Linear
    trees: Trees
    voting: Trees
    note: str = ""

    def read(self, page: Page, marks: Marks) -> Scores:
        """Score all blocks of a page. `marks` is what `spoken` gives."""
        around = Around(page)
        if not page.blocks:
            return Scores(np.zeros(0, np.float32), np.zeros((0, len(NAMES)), np.float32), around)
        table = rows(page, around, marks, self.linear.scores(page))
        return Scores(self.trees.margins(table), table, around)

    def vote(self, scores: Scores, shares: Sequence[float]) -> Scores:
        """Score a page again, with the shares of its blocks that stand in an extractor's text."""
        table = np.hstack([scores.rows, votes.rows(scores.around, shares)])
        return Scores(self.voting.margins(table), table, scores.around, voted=True)

    def reasons(self, scores: Scores, order: int, count: int = 3) -> tuple[tuple[str, float], ...]:
        """The features that moved one block's log-odds most, and by how much, strongest first."""
        parts = (self.voting if scores.voted else self.trees).contributions(scores.rows[order])
        strongest = np.argsort(-np.abs(parts), kind="stable")[:count]
        return tuple(((*NAMES, *votes.NAMES)[i], round(float(parts[i]), 2)) for i in strongest)

    def save(self, file: IO[bytes]) -> None:
        """Write the model; the same model gives the same bytes."""
        tables = [self.linear.text, *self.linear.places]
        head = {
            "format": FORMAT,
            "features": [*NAMES, *votes.NAMES],
            "note": self.note,
            "linear_bias": self.linear.bias,
            "depth": {"alone": self.trees.depth, "voting": self.voting.depth},
            "tokens": [sorted(table) for table in tables],
        }
        weights = [table[token] for table in tables for token in sorted(table)]
        arrays: dict[str, NDArray[np.generic]] = {
            "head": np.frombuffer(json.dumps(head, ensure_ascii=False).encode(), dtype=np.uint8),
            "weights": np.array(weights, dtype=np.float32),
        }
        for name, trees in (("alone", self.trees), ("voting", self.voting)):
            arrays |= trees.arrays(f"{name}_")
        np.savez_compressed(file, **arrays)  # type: ignore[arg-type]  # newer ones take `allow_pickle`, too


def spoken(page: Page) -> Marks:
    """What other evidence tells the model: wording, captions and headline."""
    return {**wording.mark(page.blocks), **captions.mark(page.blocks), **headline.title_marks(page)}


def _check(file: Path, head: Mapping[str, object]) -> None:
    if head["format"] != FORMAT or head["features"] != [*NAMES, *votes.NAMES]:
        raise ModelError(f"{file} is a block model of another format: train it again")


def load(file: Path) -> BlockModel:
    """Read a model. Raises ModelError for a file that is none, or of another format; OSError."""
    try:
        with np.load(io.BytesIO(file.read_bytes()), allow_pickle=False) as arrays:
            head = json.loads(arrays["head"].tobytes())
            _check(file, head)
            weights = arrays["weights"].tolist()
            tables: list[Mapping[str, float]] = []
            for tokens in head["tokens"]:
                tables.append(dict(zip(tokens, weights[: len(tokens)], strict=True)))
                del weights[: len(tokens)]
            trees = [Trees.read(arrays, head["depth"][name], f"{name}_") for name in ("alone", "voting")]
    except ModelError:
        raise
    except (KeyError, ValueError, TypeError, AttributeError, EOFError, BadZipFile) as error:
        raise ModelError(f"{file} is no block model: {error}") from error
    return BlockModel(Linear(tables[0], tables[1:], head["linear_bias"]), trees[0], trees[1], head["note"])


@functools.cache
def bundled() -> BlockModel:
    """The model that comes with the cleaner, read once a process."""
    return load(BUNDLED)
