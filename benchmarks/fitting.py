"""Fitting the two stages of the block model. Seeded: the same examples give the same model, to the byte."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import lightgbm
import numpy as np
from examples import LEVEL_COUNT, Example
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

from cleaners.learned.linear import Linear
from cleaners.learned.trees import Trees

Floats = NDArray[np.float64]

# A token counts when it stands on so many registrable domains: what one site alone says is no rule.
_TEXT_DOMAINS: Final = 12
_PLACE_DOMAINS: Final = 8
_RIDGE: Final = 3e-4
_ITERATIONS: Final = 60
_SMALLEST: Final = 0.02  # weights below this change nothing that can be measured, and are not kept

# Most blocks are far from any story and plain: one in seven of those stands for all.
_PLAIN: Final = -3.5
_PLAIN_SHARE: Final = 0.15
_SEED: Final = 1
_ROUNDS: Final = 240
_PARAMETERS: Final[dict[str, Any]] = {
    "objective": "binary",
    "num_leaves": 31,
    "learning_rate": 0.06,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 63,
    "max_depth": 8,
    "seed": _SEED,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
    "verbose": -1,
}


class Vocabulary:
    """The tokens that get a weight, in order."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.text = _common(((e.domain, e.text) for e in examples), _TEXT_DOMAINS)
        self.place = _common(((e.domain, e.place) for e in examples), _PLACE_DOMAINS)

    def matrix(self, examples: Sequence[Example]) -> Any:  # noqa: ANN401 - scipy ships no types
        """One row a block; text tokens weigh less in longer blocks. Shape (blocks, tokens)."""
        text = _counts([block for e in examples for block in e.text], self.text, level=True)
        place = _counts([block for e in examples for block in e.place], self.place, level=False)
        return hstack([text, place]).tocsr()


def _common(pages: Iterable[tuple[str, Sequence[Sequence[str]]]], domains: int) -> dict[str, int]:
    seen: dict[str, set[str]] = defaultdict(set)
    for domain, blocks in pages:
        for token in {token for block in blocks for token in block}:
            seen[token].add(domain)
    return {t: i for i, t in enumerate(sorted(t for t, where in seen.items() if len(where) >= domains))}


def _counts(blocks: Sequence[Sequence[str]], tokens: Mapping[str, int], *, level: bool) -> Any:  # noqa: ANN401 - as above
    indices: list[int] = []
    data: list[float] = []
    ends = [0]
    for block in blocks:
        counts = Counter(tokens[token] for token in block if token in tokens)
        scale = len(block) ** -0.5 if level and block else 1.0
        indices.extend(counts)
        data.extend(count * scale for count in counts.values())
        ends.append(len(indices))
    return csr_matrix((data, indices, ends), shape=(len(blocks), len(tokens)), dtype=np.float64)


def fit_linear(matrix: Any, kept: NDArray[np.bool_], weight: Floats) -> tuple[Floats, float]:  # noqa: ANN401 - as above
    """Logistic regression with a ridge, stopped early. Gives the weights and the bias, to four places: what
    lies beyond differs with the processor, and would be carried into the trees."""
    used = weight > 0
    rows, labels, shares = matrix[used], kept[used].astype(float), weight[used] / weight[used].sum()
    columns = rows.T.tocsr()
    size = rows.shape[1]

    def loss(point: Floats) -> tuple[float, Floats]:
        weights, bias = point[:size], point[size]
        margin = rows @ weights + bias
        value = shares @ (np.logaddexp(0, margin) - labels * margin) + _RIDGE / 2 * weights @ weights
        slope = shares * (1 / (1 + np.exp(-margin)) - labels)
        return float(value), np.append(columns @ slope + _RIDGE * weights, slope.sum())

    found = minimize(loss, np.zeros(size + 1), jac=True, method="L-BFGS-B", options={"maxiter": _ITERATIONS})
    return np.round(found.x[:size], 4), round(float(found.x[size]), 4)


def as_linear(vocabulary: Vocabulary, weights: Floats, bias: float) -> Linear:
    """The weights as tables by token, small ones left out."""
    text = dict(zip(vocabulary.text, map(float, weights), strict=False))
    places: list[dict[str, float]] = [{} for _ in range(LEVEL_COUNT)]
    for token, weight in zip(vocabulary.place, weights[len(vocabulary.text) :], strict=True):
        level, _, name = token.partition(":")
        if abs(weight) >= _SMALLEST:
            places[int(level)][name] = round(float(weight), 4)
    text = {token: round(weight, 4) for token, weight in text.items() if abs(weight) >= _SMALLEST}
    return Linear(text, places, bias)


def fit_trees(
    rows: NDArray[np.float32], kept: NDArray[np.bool_], weight: Floats, margin: Floats
) -> lightgbm.Booster:
    """Boosted trees on the rows; `margin` is the linear stage's score, which tells plain blocks."""
    random = np.random.default_rng(_SEED)
    plain = (margin < _PLAIN) & ~kept
    drawn = random.random(len(kept)) < _PLAIN_SHARE
    used = (weight > 0) & (~plain | drawn)
    weight = np.where(plain, weight / _PLAIN_SHARE, weight)
    data = lightgbm.Dataset(rows[used], kept[used].astype(np.float32), weight=weight[used])
    return lightgbm.train(_PARAMETERS, data, _ROUNDS)


def as_trees(booster: lightgbm.Booster) -> Trees:
    """All trees in one row of arrays."""
    feature: list[int] = []
    threshold: list[float] = []
    children: list[tuple[int, int]] = []
    value: list[float] = []
    depth = 0

    def add(node: dict[str, Any], level: int) -> int:
        nonlocal depth
        depth = max(depth, level)
        at = len(feature)
        leaf = "leaf_value" in node
        feature.append(0 if leaf else node["split_feature"])
        threshold.append(np.inf if leaf else _rounded_down(node["threshold"]))
        value.append(node["leaf_value"] if leaf else node["internal_value"])
        children.append((at, at))
        if not leaf:
            children[at] = (add(node["left_child"], level + 1), add(node["right_child"], level + 1))
        return at

    roots = [add(tree["tree_structure"], 0) for tree in booster.dump_model()["tree_info"]]
    return Trees(
        np.array(roots, dtype=np.int32),
        np.array(feature, dtype=np.int32),
        np.array(threshold, dtype=np.float32),
        np.array(children, dtype=np.int32).reshape(-1),
        np.array(value, dtype=np.float32),
        depth,
    )


def _rounded_down(threshold: float) -> np.float32:
    """The largest number of single precision that is not above: `x <= threshold` stays as it was for any x of
    single precision."""
    single = np.float32(threshold)
    return single if single <= threshold else np.nextafter(single, np.float32(-np.inf))
