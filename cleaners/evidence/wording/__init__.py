"""Wording: what news sites write into their pages that is no part of any story.

Two tables say it. Labels (`labels`) are blocks that are one fixed string; rows (the other modules) are
sentences with parts that vary. Both have two strengths: what is *struck* is no story wherever it stands,
even where an extractor kept it; what is *named* only tells the kind of a block that is cut already.

A block pays for one look-up among the labels and one pass over its words; a pattern is tried only where
one of its key words stands in the block.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from cleaners.elements import Block
from cleaners.evidence import Mark, Marks
from cleaners.evidence.wording.folded import Folded, fold
from cleaners.evidence.wording.foreign import FOREIGN
from cleaners.evidence.wording.labels import NAMING, STRIKING, label
from cleaners.evidence.wording.loose import LOOSE
from cleaners.evidence.wording.notices import NOTICES
from cleaners.evidence.wording.people import NAMING_PEOPLE, PEOPLE
from cleaners.evidence.wording.pictures import NAMING_PICTURES, PICTURES
from cleaners.evidence.wording.pointers import POINTERS
from cleaners.evidence.wording.promotions import PROMOTIONS
from cleaners.evidence.wording.row import MAX_WORDS, Phrase, Row
from cleaners.evidence.wording.walls import WALLS
from cleaners.model import Kind

__all__ = ["NAMING_ROWS", "STRIKING_ROWS", "Phrase", "Row", "fold", "mark", "match", "name"]

# In the order in which they are tried: the first that fits names the kind.
STRIKING_ROWS: Final[tuple[Row, ...]] = (
    *WALLS,
    *PROMOTIONS,
    *NOTICES,
    *POINTERS,
    *PICTURES,
    *PEOPLE,
    *FOREIGN,
)
NAMING_ROWS: Final[tuple[Row, ...]] = (*LOOSE, *NAMING_PEOPLE, *NAMING_PICTURES)

_MAX_CHARS: Final = MAX_WORDS * 12
_MAX_LABEL_CHARS: Final = 60
_SIZES: Final = 20
_SHORT: Final = 150  # characters: longer blocks are seldom asked for again, and to remember them costs more


class _Table:
    """Labels and rows of one strength, with the rows found by their key words.

    `indexes` are one for each size of a block: where it has twenty words more, fewer rows may be about it.
    """

    __slots__ = ("indexes", "labels", "rows")

    def __init__(self, labels: Mapping[str, Kind], rows: Sequence[Row]) -> None:
        self.labels: Final = {name: Phrase(f"{kind}-label", kind) for name, kind in labels.items()}
        self.rows = rows
        self.indexes: Final = [_index(rows, least) for least in range(0, MAX_WORDS + 1, _SIZES)]

    def find(self, folded: Folded) -> Phrase | None:
        """The label or the first row that a folded block is, or None."""
        text = folded.text
        if len(text) > _MAX_CHARS:
            return None
        if len(text) <= _MAX_LABEL_CHARS:
            phrase = self.labels.get(label(folded.low))
            if phrase is not None:
                return phrase
        size = folded.size
        if size > MAX_WORDS:
            return None
        index = self.indexes[size // _SIZES]
        keys = index.keys() & folded.words
        if not keys:
            return None
        if len(keys) == 1:
            places: Sequence[int] = index[keys.pop()]
        else:
            places = sorted({place for key in keys for place in index[key]})
        for place in places:
            if self.rows[place].fits(folded, size):
                return self.rows[place]
        return None


def _index(rows: Sequence[Row], least: int) -> dict[str, list[int]]:
    """The places of the rows that may be about blocks of so many words, by their key words."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if row.max_words >= least:
            for key in row.keys:
                index[key].append(place)
    return dict(index)


_STRIKING: Final = _Table(STRIKING, STRIKING_ROWS)
_NAMING: Final = _Table(NAMING, NAMING_ROWS)


def match(text: str) -> Phrase | None:
    """What a whole block is where its wording alone says that it is no part of a story, or None."""
    return _struck(text)[1]


def _struck(text: str, tokens: Sequence[str] | None = None) -> tuple[Folded, Phrase | None]:
    """A folded text and what strikes it. `tokens` are its words, where they are known."""
    return _read(text, tokens) if len(text) > _SHORT else _remembered(text)


def _read(text: str, tokens: Sequence[str] | None = None) -> tuple[Folded, Phrase | None]:
    folded = Folded(text, tokens)
    return folded, _STRIKING.find(folded)


# Blocks are asked for again when they are named, and short lines stand on many pages of a site.
_remembered: Final = lru_cache(maxsize=2048)(_read)


def name(text: str) -> Kind | None:
    """The kind of a block that is known to be no part of the story, or None where wording cannot tell."""
    folded, struck = _struck(text)
    phrase = struck or _NAMING.find(folded)
    return phrase.kind if phrase is not None else None


def mark(blocks: Iterable[Block]) -> Marks:
    """Mark the blocks whose wording gives them away."""
    marks: Marks = {}
    for block in blocks:
        text = block.text
        _, phrase = _struck(text, block.words if len(text) > _SHORT else None)
        if phrase is not None:
            marks[block.order] = Mark(phrase.kind, f"wording:{phrase.name}")
    return marks
