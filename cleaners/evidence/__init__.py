"""Evidence about blocks: each module looks at the page in one way and marks the blocks it knows about."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from cleaners.model import Kind


class Mark(NamedTuple):
    """What one piece of evidence says of a block: cut it as `kind`, or keep it where `kind` is None.

    `rule` names what spoke (for the ledger), `score` its confidence from 0 to 1 where it has one.
    """

    kind: Kind | None
    rule: str
    score: float | None = None


Marks: TypeAlias = dict[int, Mark]
"""Marks by block order."""
