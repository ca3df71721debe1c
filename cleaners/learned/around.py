"""The elements around all blocks of a page as arrays.

Which blocks stand in which elements, and which are marked up alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaners.elements import Block, Element

Counts = NDArray[np.float64]

LEVELS: Final = 4  # containers around a block that are measured
INSIDE: Final = {
    tag: number
    for number, tag in enumerate(
        "article main aside nav footer header figure section form li blockquote table button a".split()
    )
}


class Around:
    """The elements around all blocks as arrays: which blocks stand in which."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.count = len(blocks)
        chains: dict[int, tuple[int, ...]] = {}
        self.elements: dict[int, Element] = {}
        owners: list[int] = []
        numbers: list[int] = []
        self.homes = np.zeros(self.count, dtype=np.int64)
        self.levels = np.zeros((self.count, LEVELS), dtype=np.int64)
        self.bits = np.zeros((self.count, len(INSIDE)))
        inside: dict[int, tuple[int, ...]] = {}
        for i, block in enumerate(blocks):
            home = block.home
            if home is None:
                continue
            chain = chains.get(home.number)
            if chain is None:
                chain = self._chain(home, chains)
            owners.extend([i] * len(chain))
            numbers.extend(chain)
            self.homes[i] = home.number
            self.levels[i] = (chain[1:] + (chain[-1],) * LEVELS)[:LEVELS]
            around = inside.get(home.number)
            if around is None:
                around = tuple(
                    {INSIDE[e.tag] for e in block.element.chain() if e.tag in INSIDE} if block.element else ()
                )
                inside[home.number] = around
            self.bits[i, list(around)] = 1.0
        self.owners = np.array(owners, dtype=np.int64)
        self.numbers = np.array(numbers, dtype=np.int64)
        self.size = int(self.numbers.max()) + 1 if numbers else 1
        self.parents = self.levels[:, 0]
        self.groups = self._grouped(3)
        self.pairs = self._grouped(2)

    def _grouped(self, levels: int) -> NDArray[np.int64]:
        """For each block the number of its signature: tags and classes of so many levels of elements."""
        keys: dict[object, int] = {}
        known: dict[int, int] = {}
        groups = np.zeros(self.count, dtype=np.int64)
        for i, block in enumerate(self.blocks):
            element = block.home
            number = element.number if element is not None else -1
            group = known.get(number)
            if group is None:
                steps = []
                for _ in range(levels):
                    if element is None:
                        break
                    steps.append((element.tag, element.attributes.get("class")))
                    element = element.parent
                group = known[number] = keys.setdefault(tuple(steps), len(keys))
            groups[i] = group
        return groups

    def _chain(self, element: Element, chains: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
        """The numbers of an element and those around it, innermost first."""
        missing: list[Element] = []
        known: tuple[int, ...] = ()
        for step in element.chain():
            if step.number in chains:
                known = chains[step.number]
                break
            missing.append(step)
        for step in reversed(missing):
            known = (step.number, *known)
            chains[step.number] = known
            self.elements[step.number] = step
        return known

    def sums(self, weights: Counts) -> Counts:
        """For every element the sum over the blocks in it."""
        return np.bincount(self.numbers, weights[self.owners], minlength=self.size).astype(np.float64)
