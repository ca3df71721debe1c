"""The linear stage: a weight for each word of a block and of the names around it (logistic regression)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from cleaners.elements import Block
from cleaners.learned.tokens import around, names, text_tokens


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """`text` weighs words of a block; `places` weighs names of elements, one table a level."""

    text: Mapping[str, float]
    places: Sequence[Mapping[str, float]]
    bias: float

    def scores(self, blocks: Sequence[Block]) -> list[tuple[float, float]]:
        """For each block the log-odds that its text and its place give. The bias goes with the place."""
        known: dict[tuple[int, int], float] = {}
        words: dict[int, list[str]] = {}
        found = []
        for block in blocks:
            place = self.bias
            for level, element in around(block):
                key = (level, element.number)
                weight = known.get(key)
                if weight is None:
                    called = words.get(element.number)
                    if called is None:
                        called = words[element.number] = names(element)
                    table = self.places[level]
                    weight = known[key] = sum(table.get(name, 0.0) for name in called)
                place += weight
            tokens = text_tokens(block)
            text = sum(self.text.get(token, 0.0) for token in tokens) / sqrt(len(tokens))
            found.append((text, place))
        return found
