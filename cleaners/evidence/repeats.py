"""Text that stands on the page more than once.

Captions are printed twice, once cut short; plugins print a teaser of the story above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cleaners.align import words
from cleaners.elements import Block
from cleaners.evidence import Mark, Marks

_MIN_WORDS: Final = 8
_LONG: Final = 12
_REACH: Final = 3


def captions(blocks: Sequence[Block], marks: Marks) -> Marks:
    """Blocks that begin or continue a block already marked as a caption: the same caption once more."""
    known = [words(b.text) for b in blocks if (m := marks.get(b.order)) is not None and m.kind == "caption"]
    found: Marks = {}
    for block in blocks:
        if block.order in marks:
            continue
        tokens = words(block.text)
        if any(_prefix(tokens, other) for other in known):
            found[block.order] = Mark("caption", "repeated-caption")
    return found


def prefixes(blocks: Sequence[Block]) -> Marks:
    """A block that begins one of the next blocks word for word, cut short without a sentence's end.

    That is how a caption is printed twice. Both are marked: no story says the same twice in a row.
    """
    found: Marks = {}
    tokens = [words(block.text) for block in blocks]
    for i, block in enumerate(blocks):
        for j in range(i + 1, min(i + 1 + _REACH, len(blocks))):
            if len(tokens[j]) > len(tokens[i]) and _prefix(tokens[i], tokens[j]) and not _whole(block.text):
                found[block.order] = Mark("caption", "repeated-prefix")
                found[blocks[j].order] = Mark("caption", "repeated-prefix")
    return found


def again(blocks: Sequence[Block], kept: Marks) -> Marks:
    """Kept blocks of some length that stand among the kept ones before, word for word."""
    seen: set[tuple[str, ...]] = set()
    found: Marks = {}
    for block in blocks:
        if block.order not in kept:
            continue
        tokens = tuple(words(block.text))
        if len(tokens) >= _LONG:
            if tokens in seen:
                found[block.order] = Mark("other", "repeated")
            seen.add(tokens)
    return found


def _prefix(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the shorter of two blocks begins the longer, over a length that is no accident.

    The shorter may break off within a word.
    """
    if min(len(one), len(other)) < _MIN_WORDS:
        return False
    shorter, longer = sorted((" ".join(one), " ".join(other)), key=len)
    return longer.startswith(shorter)


def _whole(text: str) -> bool:
    return text.rstrip("\"'”’)]").endswith((".", "!", "?"))
