"""The linear stage: a weight for each word of a block and of the names around it (logistic regression)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from math import sqrt
from typing import Final, TypeAlias

from cleaners.elements import ROOT_TAGS, Element, inherited
from cleaners.learned.tokens import LEVELS, OUTER, TEXT, Called, called, names, text_words
from cleaners.page import Page

MAX_NAMES: Final = 20_000
"""Names of elements whose weights are remembered; a site has some hundreds."""

Weights: TypeAlias = Sequence[float]
"""What a name weighs, by level."""


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """`text` weighs words of a block; `places` weighs names of elements, one table a level."""

    text: Mapping[str, float]
    places: Sequence[Mapping[str, float]]
    bias: float
    # the same weights as they are looked up, and those of the names that were met, which change no result
    _words: dict[str, float] = field(init=False, repr=False)
    _names: dict[str, Weights] = field(init=False, repr=False)
    _known: dict[Called, Weights] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        words = {token.removeprefix(TEXT): weight for token, weight in self.text.items()}
        called = dict.fromkeys(name for table in self.places for name in table)
        tables = {name: tuple(table.get(name, 0.0) for table in self.places) for name in called}
        object.__setattr__(self, "_words", words)
        object.__setattr__(self, "_names", tables)

    def scores(self, page: Page) -> list[tuple[float, float]]:
        """For each block the log-odds that its text and its place give. The bias goes with the place."""
        if len(self._known) > MAX_NAMES:
            self._known.clear()
        places = _Places({element.number: self.weights(element) for element in page.elements}, page.elements)
        word, nothing = self._words.get, repeat(0.0)
        found = []
        for block in page.blocks:
            read = text_words(block)
            text = sum(map(word, read, nothing))
            found.append((text / sqrt(len(read)), self.bias + places.of(block.element)))
        return found

    def weights(self, element: Element) -> Weights:
        """What an element's names weigh, by level."""
        key = called(element)
        known = self._known.get(key)
        if known is None:
            found = [self._names[name] for name in names(element) if name in self._names]
            known = tuple(map(sum, zip(*found, strict=True))) if found else (0.0,) * len(self.places)
            self._known[key] = known
        return known


class _Places:
    """What the places on one page weigh. `weights` are those of its elements, by number."""

    def __init__(self, weights: Mapping[int, Weights], elements: Iterable[Element]) -> None:
        self._weights = weights
        self._homes: dict[int, float] = {}
        # an element and all around it, as the outermost level has them
        self._outer = inherited(elements, 0.0, self._wider)

    def _wider(self, place: float, element: Element) -> float:
        return 0.0 if element.tag in ROOT_TAGS else place + self._weights[element.number][OUTER]

    def of(self, element: Element | None) -> float:
        """The weight of a place: of the elements within the line, and of the block-level one and those
        around it (as `tokens.around` has them)."""
        place = 0.0
        while element is not None and element.tag not in ROOT_TAGS:
            if element is element.home:
                return place + self._home(element)
            place += self._weights[element.number][0]
            element = element.parent
        return place

    def _home(self, home: Element) -> float:
        place = self._homes.get(home.number)
        if place is None:
            place = 0.0
            element: Element | None = home
            for level in LEVELS[1:-1]:
                if element is None or element.tag in ROOT_TAGS:
                    break
                place += self._weights[element.number][level]
                element = element.parent
            else:
                place += self._outer[element.number] if element is not None else 0.0
            self._homes[home.number] = place
        return place
