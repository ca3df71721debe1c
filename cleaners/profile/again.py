"""What a site repeats, struck from a page: as it is decided, or when more of the site is known.

A promo cannot be told from the story the first time that it stands there. Later pages tell; a page that was
cleaned before need not be cleaned again for that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cleaners.elements import Block
from cleaners.evidence import Marks, repetition
from cleaners.evidence.repetition import Repeated
from cleaners.evidence.wording.row import SPEECH
from cleaners.model import Cleaned, Removal
from cleaners.profile.profile import Profile


def repeats(blocks: Sequence[Block], repeated: Repeated, turns: Repeated) -> Marks:
    """Mark what repeats among blocks that would be kept: lines on many pages, and lines that take turns.

    Where somebody is quoted no line takes turns: the like is short, and said in more than one case.
    """
    if not repeated.keys and not turns.keys:
        return {}
    keys = repetition.keys_of(blocks)
    marks = repetition.mark(blocks, repeated, keys)
    for order in _leading(blocks, marks):
        del marks[order]
    if turns.keys:
        rest = [block for block in blocks if block.order not in marks and not SPEECH.search(block.text)]
        marks |= repetition.mark(rest, turns, keys)
    return marks


def _leading(blocks: Sequence[Block], marks: Marks) -> list[int]:
    """Short headings that are marked within the story, right above a paragraph of it: many stories of a site
    may have a part called "The ruling". At its beginning stands what the site is called, and what asks for
    something needs more words."""
    headings = [
        block.order
        for block in blocks
        if block.order in marks
        and block.text.count(" ") < repetition.LABEL_WORDS
        and repetition.sort_of(block) == "heading"
    ]
    if not headings:
        return []
    stays = {block.order for block in blocks if block.order not in marks and block.prose}
    first = min(stays, default=0)
    return [order for order in headings if order > first and order + 1 in stays]


def again(cleaned: Cleaned, profile: Profile) -> Cleaned:
    """A cleaned page without what its site has been found to repeat since; the same where that is nothing."""
    if cleaned.reason is not None:
        return cleaned
    blocks = [Block(kept.text, kept.tag, order=kept.order) for kept in cleaned.blocks]
    marks = repeats(blocks, profile.repeated, profile.turns)
    left = tuple(kept for kept in cleaned.blocks if kept.order not in marks)
    if not marks or not left:
        return cleaned
    cuts = [
        Removal(kept.order, marks[kept.order].kind or "other", kept.text, marks[kept.order].rule, kept.where)
        for kept in cleaned.blocks
        if kept.order in marks
    ]
    return replace(
        cleaned,
        text="\n\n".join(kept.text for kept in left),
        blocks=left,
        removals=tuple(sorted((*cleaned.removals, *cuts), key=lambda cut: cut.order)),
    )
