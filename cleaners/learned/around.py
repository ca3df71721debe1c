"""The elements around all blocks of a page as arrays.

Which blocks stand in which elements, and which are marked up alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaners.elements import Element, inherited
from cleaners.evidence import widgets
from cleaners.page import Page

Counts = NDArray[np.float64]

_STEPS: Final = 3
_OUTSIDE: Final[tuple[int, ...]] = ()
LEVELS: Final = 4  # containers around a block that are measured
INSIDE: Final = {
    tag: number
    for number, tag in enumerate(
        "article main aside nav footer header figure section form li blockquote table button a".split()
    )
}


class Around:
    """The elements around all blocks as arrays: which blocks stand in which. `widgets` are those of them that
    are known, by order of the block."""

    def __init__(self, page: Page) -> None:
        self.blocks = blocks = page.blocks
        self.count = len(blocks)
        self.widgets = widgets.find(page)
        self.elements = {element.number: element for element in page.elements}
        chains = inherited(page.elements, _OUTSIDE, _longer)
        masks = inherited(page.elements, 0, _masked)
        places: dict[int, int] = {}  # by number of a block-level element: its row among those
        homes: list[Element | None] = []
        rows: list[int] = []
        around: list[tuple[int, ...]] = []
        inside: list[int] = []
        for block in blocks:
            home = block.home
            number = home.number if home is not None else -1
            row = places.get(number)
            if row is None:
                row = places[number] = len(places)
                homes.append(home)
                around.append(chains.get(number, ()))
                inside.append(masks[block.element.number] if block.element is not None else 0)
            rows.append(row)
        levels = [(chain[1:] + (chain or (0,))[-1:] * LEVELS)[:LEVELS] for chain in around]
        self.levels = np.array(levels, dtype=np.int64).reshape(-1, LEVELS)[rows]
        self.bits = (np.array(inside, dtype=np.int64)[rows, None] >> np.arange(len(INSIDE)) & 1).astype(float)
        self.owners = np.repeat(np.arange(self.count), [len(around[row]) for row in rows])
        self.numbers = np.array([number for row in rows for number in around[row]], dtype=np.int64)
        self.size = int(self.numbers.max()) + 1 if len(self.numbers) else 1
        self.parents = self.levels[:, 0]
        called: dict[object, int] = {}
        forms = {e.number: called.setdefault((e.tag, e.classes), len(called)) for e in page.elements}
        steps = [_steps(home, forms) for home in homes]
        self.groups = _numbered(steps)[rows]
        self.pairs = _numbered([step[:2] for step in steps])[rows]

    def sums(self, weights: Counts) -> Counts:
        """For every element the sum over the blocks in it."""
        return np.bincount(self.numbers, weights[self.owners], minlength=self.size).astype(np.float64)


def _longer(chain: tuple[int, ...], element: Element) -> tuple[int, ...]:
    """The numbers of an element and those around it, innermost first."""
    return (element.number, *chain)


def _masked(mask: int, element: Element) -> int:
    """The tags of `INSIDE` that an element and those around it have, as bits."""
    bit = INSIDE.get(element.tag)
    return mask if bit is None else mask | 1 << bit


def _steps(element: Element | None, forms: Mapping[int, int]) -> tuple[int, ...]:
    """The signature of an element: the forms, of tag and classes, that it and the two around it have."""
    steps: list[int] = []
    while element is not None and len(steps) < _STEPS:
        steps.append(forms[element.number])
        element = element.parent
    return tuple(steps)


def _numbered(values: Sequence[object]) -> NDArray[np.int64]:
    """For each value a number, the same for equal ones, in the order in which they come."""
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], dtype=np.int64)
