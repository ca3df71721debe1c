"""`make train-text`: train the line model for dirty text, and measure it on left-out sites.

The texts are trafilatura's own output of the pages of ../shared/bench. Writes cleaners/linewise/model.npz
from all of them, and prints what `decide_text` makes of each text by a model that has seen no page of its
site.

Exit codes: 0 done, 2 the pages are missing.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Final

import lightgbm
import numpy as np
from examples import FOLDS
from fitting import as_trees
from lines import LineExample, line_example
from numpy.typing import NDArray
from pages import DataError, Score, load_score, load_set, set_names
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from cleaners.decide_text import decide_text
from cleaners.evidence import wording
from cleaners.evidence.repetition import Lines, Repeated
from cleaners.linewise.features import NAMES, fixed, full
from cleaners.linewise.model import BUNDLED, LineModel
from cleaners.linewise.tokens import tokens
from cleaners.model import Rules
from cleaners.page import read_text
from cleaners.profile.lesson import lines_of
from output.urls import host

ROOT: Final = Path(__file__).resolve().parent.parent
DATA: Final = ROOT.parent / "shared" / "bench"

_DOMAINS: Final = 6  # on so many a token counts
_INNER: Final = 4
_ITERATIONS: Final = 60
_SMALLEST: Final = 0.02
_ROUNDS: Final = 500
# A first round of trees tells which labels to doubt: it must be quick, not good.
_FIRST_ROUNDS: Final = 120
_FIRST_RATE: Final = 0.1
_SURELY_STORY: Final = 0.85  # a line so likely that the gold lacks: it is cut short there
_SURELY_NOISE: Final = 0.15  # a line so unlikely that the gold holds: furniture that was left in it
_DOUBTED: Final = 0.3
_PARAMETERS: Final[dict[str, Any]] = {
    "objective": "binary",
    "num_leaves": 16,
    "learning_rate": 0.03,
    "min_data_in_leaf": 100,
    "feature_fraction": 0.15,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 127,
    "max_depth": 10,
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
    "verbose": -1,
}

Floats = NDArray[np.float64]
Rows = NDArray[np.float32]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA, help="folder with dev/ and score.py")
    parser.add_argument("--output", type=Path, default=BUNDLED, help="where the model goes")
    parser.add_argument("--no-folds", action="store_true", help="train the model of all pages only")
    parser.add_argument("--only-folds", action="store_true", help="measure on left-out sites only")
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
    columns = tuple(zip(*pages, strict=True))
    with ProcessPoolExecutor(2) as pool:
        default = list(pool.map(line_example, *columns, chunksize=8))
        precise = list(pool.map(partial(line_example, precision=True), *columns, chunksize=8))
    trainer = _Trainer([example for example in default if example.blocks])
    if not options.only_folds:
        model = trainer.train(set(range(FOLDS)))
        partial_file = options.output.with_suffix(".part")
        with partial_file.open("wb") as file:
            model.save(file)
        partial_file.replace(options.output)
        print(f"{options.output.name}: {options.output.stat().st_size:,} bytes; {model.note}")
    if not options.no_folds:
        models = {out: trainer.train(set(range(FOLDS)) - {out}) for out in range(FOLDS)}
        for mode, examples in (("default", default), ("precision", precise)):
            for known in (True, False):
                print(f"\ntrafilatura, {mode}; {'' if known else 'no '}address known, one text at a time")
                _table(examples, models, score, with_address=known)
            print(f"\ntrafilatura, {mode}; address known, with what repeats over a site's texts")
            _table(examples, models, score, together=True)
    return 0


class _Trainer:
    def __init__(self, examples: Sequence[LineExample]) -> None:
        self.examples = examples
        self.folds = np.array([_part(example.domain, FOLDS) for example in examples])
        self.tokens = [[tokens(block.text) for block in example.blocks] for example in examples]
        self.fixed = [fixed(e.blocks, wording.mark(e.blocks), e.url) for e in examples]

    def train(self, folds: set[int]) -> LineModel:
        """A model from the texts of some folds. The trees see scores of words that were fitted on other sites
        than each text's own; of half of the texts they do not see the address."""
        chosen = [i for i, number in enumerate(self.folds) if int(number) in folds]
        inner = np.array([_part(f"in{self.examples[i].domain}", _INNER) for i in chosen])
        scores: dict[int, Floats] = {}
        for number in range(_INNER):
            fitted = self._linear([i for i, part in zip(chosen, inner, strict=True) if part != number])
            for i in (i for i, part in zip(chosen, inner, strict=True) if part == number):
                words = LineModel(*fitted, trees=_NO_TREES).words(self.examples[i].blocks)
                scores[i] = np.array(words)
        slug = [NAMES.index("slug"), NAMES.index("slugged")]
        tables = []
        for i in chosen:
            table = full(*self.fixed[i], scores[i])
            if _part(f"u{self.examples[i].url}", 2) == 0:
                table[:, slug] = -1
            tables.append(table)
        rows = np.vstack(tables)
        parts = np.repeat(inner, [len(table) for table in tables])
        trees = as_trees(self._trees(rows, self._kept(chosen), self._trust(chosen, rows, parts)))
        domains = {self.examples[i].domain for i in chosen}
        note = f"{len(chosen)} texts of {len(domains)} registrable domains"
        return LineModel(*self._linear(chosen), trees=trees, note=note)

    def _trust(self, chosen: Sequence[int], rows: Rows, parts: NDArray[np.int_]) -> Floats:
        """How much each line weighs for the trees: less where other sites speak against its label.

        Gold is cut short on some pages, and holds furniture on others. Trees that have not seen the site
        tell where.
        """
        kept, weight = self._kept(chosen), self._weight(chosen)
        likely = np.zeros(len(kept))
        for number in range(_INNER):
            other = parts != number
            first = self._trees(rows[other], kept[other], weight[other], first=True)
            likely[~other] = first.predict(rows[~other])
        trust = np.concatenate([self.examples[i].weight for i in chosen])
        trust[~kept & (likely > _SURELY_STORY)] = 0
        trust[kept & (likely < _SURELY_NOISE)] *= _DOUBTED
        return trust

    def _trees(
        self, rows: Rows, kept: NDArray[np.bool_], weight: Floats, *, first: bool = False
    ) -> lightgbm.Booster:
        used = weight > 0
        data = lightgbm.Dataset(rows[used], kept[used].astype(np.float32), weight=weight[used])
        if first:
            return lightgbm.train({**_PARAMETERS, "learning_rate": _FIRST_RATE}, data, _FIRST_ROUNDS)
        return lightgbm.train(_PARAMETERS, data, _ROUNDS)

    def _kept(self, chosen: Sequence[int]) -> NDArray[np.bool_]:
        return np.concatenate([self.examples[i].kept for i in chosen])

    def _weight(self, chosen: Sequence[int]) -> Floats:
        """The lines' own weights; none where most of the text is not in the gold."""
        return np.concatenate([self.examples[i].weight * (not self.examples[i].noisy) for i in chosen])

    def _linear(self, chosen: Sequence[int]) -> tuple[Mapping[str, float], float]:
        """Logistic regression with a ridge on the tokens, stopped early."""
        seen: defaultdict[str, set[str]] = defaultdict(set)
        for i in chosen:
            for token in {token for line in self.tokens[i] for token in line}:
                seen[token].add(self.examples[i].domain)
        names = sorted(token for token, where in seen.items() if len(where) >= _DOMAINS)
        index = {token: place for place, token in enumerate(names)}
        columns: list[int] = []
        data: list[float] = []
        ends = [0]
        for i in chosen:
            for line in self.tokens[i]:
                found = [index[token] for token in line if token in index]
                columns.extend(found)
                data.extend([len(line) ** -0.5] * len(found))
                ends.append(len(columns))
        kept, weight = self._kept(chosen), self._weight(chosen)
        used = weight > 0
        matrix = csr_matrix((data, columns, ends), shape=(len(kept), len(names)))[used]
        sign, share = np.where(kept[used], 1.0, -1.0), weight[used] / weight[used].mean()
        transposed = matrix.T.tocsr()

        def loss(point: Floats) -> tuple[float, Floats]:
            margin = sign * (matrix @ point[:-1] + point[-1])
            slope = -sign * share / (1 + np.exp(np.clip(margin, -30, 30)))
            value = share @ np.logaddexp(0, -margin) + point[:-1] @ point[:-1] / 2
            return float(value), np.append(transposed @ slope + point[:-1], slope.sum())

        start = np.zeros(len(names) + 1)
        found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ITERATIONS}).x
        weights = {
            token: float(np.float16(value))
            for token, value in zip(names, found, strict=False)
            if abs(value) >= _SMALLEST
        }
        return weights, round(float(found[-1]), 4)  # what lies beyond differs with the processor


_NO_TREES: Final = as_trees(
    lightgbm.train(
        {"objective": "binary", "verbose": -1, "min_data_in_leaf": 1},
        lightgbm.Dataset(np.array([[0.0], [1.0]]), np.array([0.0, 1.0])),
        1,
    )
)


def _part(name: str, count: int) -> int:
    return zlib.crc32(name.encode()) % count


def _table(
    examples: Sequence[LineExample],
    models: Mapping[int, LineModel],
    score: Score,
    *,
    with_address: bool = True,
    together: bool = False,
) -> None:
    """Noise, loss and F1 before and after, by set."""
    repeats: dict[tuple[str, str], Repeated] = {}
    if together:
        sites: defaultdict[tuple[str, str], Lines] = defaultdict(Lines)
        for example in examples:
            taught = lines_of(read_text(example.text, url=example.url), Rules())
            sites[example.set_name, host(example.url)].merge(Lines.from_json({"pages": [taught.lines]}))
        repeats = {site: lines.repeated(texts=True) for site, lines in sites.items()}
    before: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    after: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for example in examples:
        page = read_text(example.text, url=example.url if with_address else "")
        known = repeats.get((example.set_name, host(example.url)), Repeated())
        decision = decide_text(page, known, models[_part(example.domain, FOLDS)])
        kept = "\n\n".join(block.text for block in page.blocks if decision.marks[block.order].kind is None)
        for name in (example.set_name, "all"):
            before[name].append(score.score(example.gold, example.text))
            after[name].append(score.score(example.gold, kept))
    print(
        f"{'':14}{'texts':>6}{'noise':>8}{'':>8}{'change':>8}{'loss':>8}{'':>8}{'change':>9}{'F1':>8}{'exact':>8}"
    )
    for name, rows in before.items():
        one, other = score.total(rows), score.total(after[name])
        print(
            f"{name:14}{len(rows):6}{one['noise']:8.4f}{other['noise']:8.4f}"
            f"{other['noise'] / one['noise'] - 1:+8.1%}"
            f"{one['loss']:8.4f}{other['loss']:8.4f}{other['loss'] - one['loss']:+9.4f}"
            f"{other['F1'] - one['F1']:+8.4f}{other['exact'] - one['exact']:+8.3f}"
        )


if __name__ == "__main__":
    sys.exit(main())
