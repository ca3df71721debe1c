"""`make train`: train the block model on the pages of ../shared/bench, and measure it on left-out sites.

Writes cleaners/learned/model.npz from all pages, and for each of five folds of registrable domains a model
that has seen none of its sites to benchmarks/results/folds/, which `make bench` uses on those sites.

With `--measure`, nothing is trained: what the models of the folds say of left-out sites is compared
with the labels of the blocks, for docs/model.md.

Exit codes: 0 done, 2 the pages are missing.
"""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Container, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Final

import folds
import numpy as np
from examples import FOLDS, Example, example, fold, parsed
from fitting import Vocabulary, as_linear, as_trees, fit_linear, fit_trees
from numpy.typing import NDArray
from pages import BenchPage, DataError, load_score, load_set, set_names

from cleaners.decide import judged
from cleaners.evidence import extractor
from cleaners.learned import load, votes
from cleaners.learned.around import Around
from cleaners.learned.features import rows
from cleaners.learned.model import BUNDLED, BlockModel, spoken
from cleaners.learned.trees import Floats

ROOT: Final = Path(__file__).resolve().parent.parent
DATA: Final = ROOT.parent / "shared" / "bench"

BINS: Final = (0.0, 0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 1.01)
Scores = list[tuple[float, float]]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA, help="folder with dev/ and score.py")
    parser.add_argument("--output", type=Path, default=BUNDLED, help="where the model goes")
    parser.add_argument("--folds", type=Path, default=folds.FOLDER, help="folder for the models of the folds")
    parser.add_argument("--no-folds", action="store_true", help="train the model of all pages only")
    parser.add_argument("--only-folds", action="store_true", help="train the models of the folds only")
    parser.add_argument("--measure", action="store_true", help="measure the models of the folds, train none")
    options = parser.parse_args(argv)
    try:
        score = load_score(options.data / "score.py")
        pages = [
            (page, name)
            for name in set_names(options.data / "dev")
            for page in load_set(options.data / "dev", name, score).pages
        ]
    except DataError as error:
        print(f"train: {error}", file=sys.stderr)
        return 2
    with ProcessPoolExecutor(2) as pool:
        if options.measure:
            print(reliability(*_measured(pages, options.folds, pool)))
            return 0
        trainer = _Trainer(pages, pool)
        if not options.no_folds:
            options.folds.mkdir(parents=True, exist_ok=True)
            for left_out in range(FOLDS):
                others = set(range(FOLDS)) - {left_out}
                _write(trainer.train(others), options.folds / f"fold-{left_out}.npz")
            folds.sign(options.folds)
        if not options.only_folds:
            _write(trainer.train(range(FOLDS)), options.output)
    return 0


def _measured(
    pages: Sequence[tuple[BenchPage, str]], folds: Path, pool: Executor
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """What is said of all blocks of all pages by models that have not seen their sites, and the labels."""
    paths = [folds / f"fold-{fold(page.url)}.npz" for page, _ in pages]
    parts = list(pool.map(page_odds, *zip(*pages, strict=True), paths, chunksize=8))
    return np.concatenate([odds for odds, _ in parts]), np.concatenate([kept for _, kept in parts])


def page_odds(page: BenchPage, set_name: str, path: Path) -> tuple[Floats, NDArray[np.bool_]]:
    """The probabilities of a page's blocks that count, and which of them are part of the story."""
    made = example(page, set_name)
    read = parsed(page)
    odds, _ = judged(read, loaded(path), spoken(read))
    counted = made.weight > 0
    return odds.probabilities[counted], made.kept[counted]


@functools.cache
def loaded(path: Path) -> BlockModel:
    return load(path)


def reliability(odds: NDArray[np.float64], kept: NDArray[np.bool_]) -> str:
    """A table: of the blocks that the model gives such a probability, how many are part of the story."""
    lines = ["| said | blocks | of the story |", "| --- | ---: | ---: |"]
    for low, high in pairwise(BINS):
        there = (odds >= low) & (odds < high)
        share = f"{kept[there].mean():.3f}" if there.any() else "-"
        lines.append(f"| {low:.2f} to {min(high, 1.0):.2f} | {there.sum():,} | {share} |")
    clipped = np.clip(odds, 1e-6, 1 - 1e-6)
    loss = -np.where(kept, np.log(clipped), np.log(1 - clipped)).mean()
    right = ((odds > 0.5) == kept).mean()
    return "\n".join([*lines, f"\nlog loss {loss:.4f}, right {right:.4f} of {len(odds):,} blocks"])


def _write(model: BlockModel, path: Path) -> None:
    partial = path.with_suffix(".part")
    with partial.open("wb") as file:
        model.save(file)
    partial.replace(path)
    print(f"{path.name}: {path.stat().st_size:,} bytes; {model.note}", flush=True)


class _Trainer:
    def __init__(self, pages: Sequence[tuple[BenchPage, str]], pool: Executor) -> None:
        self.pool = pool
        self.pages = [page for page, _ in pages]
        self.examples: list[Example] = list(
            pool.map(example, self.pages, [name for _, name in pages], chunksize=8)
        )
        self.votes: list[Floats] = list(pool.map(page_votes, self.pages, chunksize=8))
        self.fold_of = np.array([fold(page.url) for page in self.pages])

    def train(self, chosen: Container[int]) -> BlockModel:
        """A model from the pages of the chosen folds. The trees see scores that the linear stage gave to
        sites it was not fitted on, as they will on new pages."""
        indices = [i for i, number in enumerate(self.fold_of) if int(number) in chosen]
        examples = [self.examples[i] for i in indices]
        numbers = self.fold_of[indices]
        vocabulary = Vocabulary(examples)
        matrix = vocabulary.matrix(examples)
        kept = np.concatenate([e.kept for e in examples])
        weight = np.concatenate([e.weight for e in examples])
        sizes = [len(e.kept) for e in examples]
        owner = np.repeat(numbers, sizes)
        scores = np.zeros((len(kept), 2))
        for number in np.unique(numbers):
            there = owner == number
            weights, bias = fit_linear(matrix[~there], kept[~there], weight[~there])
            scores[there] = self._parts(matrix[there], weights, bias, len(vocabulary.text))
        table = self._rows([self.pages[i] for i in indices], scores, sizes)
        margin = scores.sum(axis=1)
        alone = fit_trees(table, kept, weight, margin)
        voted = np.hstack([table, np.vstack([self.votes[i] for i in indices])])
        voting = fit_trees(voted, kept, weight, margin)
        linear = as_linear(vocabulary, *fit_linear(matrix, kept, weight))
        note = f"{len(indices)} pages of {len({e.domain for e in examples})} registrable domains"
        return BlockModel(linear, as_trees(alone), as_trees(voting), note)

    def _parts(
        self, matrix: object, weights: NDArray[np.float64], bias: float, text: int
    ) -> NDArray[np.float64]:
        return np.column_stack(
            [matrix[:, :text] @ weights[:text], matrix[:, text:] @ weights[text:] + bias]  # type: ignore[index]
        )

    def _rows(self, pages: Sequence[BenchPage], scores: NDArray[np.float64], sizes: Sequence[int]) -> Floats:
        ends = np.cumsum([0, *sizes])
        parts = [list(map(tuple, scores[start:end])) for start, end in pairwise(ends)]
        return np.vstack(list(self.pool.map(page_rows, pages, parts, chunksize=8)))


def page_rows(page: BenchPage, scores: Scores) -> Floats:
    """The rows of a page's blocks, with given scores of the linear stage."""
    read = parsed(page)
    return rows(read, Around(read), spoken(read), scores)


def page_votes(page: BenchPage) -> Floats:
    """The votes of the extractor on a page's blocks."""
    read = parsed(page)
    if not read.blocks:
        return np.zeros((0, len(votes.NAMES)), np.float32)
    return votes.rows(Around(read), extractor.shares(read.blocks, extractor.extract(read)))


if __name__ == "__main__":
    sys.exit(main())
