"""Evidence becomes one decision a block: keep it, or cut it as a kind."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final

from cleaners.align import words
from cleaners.elements import Block
from cleaners.evidence import (
    Mark,
    Marks,
    captions,
    declared,
    extractor,
    headline,
    lede,
    place,
    repeats,
    siblings,
    tails,
    widgets,
    wording,
)
from cleaners.evidence.density import densest
from cleaners.model import Rules
from cleaners.page import Page, is_prose

# Where an extractor keeps less than this share of the running text, it took the wrong part of the page.
_COLLAPSE: Final = 0.25
_COLLAPSE_WORDS: Final = 60
_HIDDEN: Final = Mark("other", "hidden")


@dataclass(frozen=True, slots=True)
class Decision:
    """A mark for every block, by order, and what else came out: the standfirst and notes on the evidence."""

    marks: Marks
    standfirst: str = ""
    notes: tuple[str, ...] = ()


def decide(page: Page, rules: Rules) -> Decision:
    """Decide on every block of a page.

    Evidence speaks in the order of its authority; the first that knows a block decides on it: what the
    site declares, the headline, known widgets, wording, captions and their repeats, lists of other stories,
    what is hidden, and last what the extractor, its like-marked neighbours and the lede keep. What nothing
    keeps is cut, and named by wording or place.
    """
    blocks = page.blocks
    extraction = extractor.extract(page)
    notes = [extraction.note] if extraction.note else []
    kept = extractor.mark(blocks, extraction)
    said = declared.mark(blocks, rules)
    titles = headline.title_marks(page)
    known: Marks = dict(titles)
    _add(known, widgets.mark(blocks, kept))
    _add(known, wording.mark(blocks))
    if _collapsed(blocks, kept, known):
        notes.append("extractor: kept next to nothing of the running text; the densest element was taken")
        kept = densest([b for b in blocks if b.order not in known])
    _add(kept, siblings.mark(blocks, kept, known))
    _add(known, captions.mark(blocks))
    _add(known, repeats.captions(blocks, known))
    _list(known, tails.mark(blocks, known, kept))
    _add(known, tails.links(blocks, kept))
    _add(known, tails.labels(blocks, known))
    _add(known, _hidden(blocks, kept))
    known.update(said)
    deck = headline.standfirst(page, titles, kept)
    if deck is not None and deck.order not in said:
        known[deck.order] = headline.STANDFIRST
    _add(kept, lede.mark(page, kept, known))
    _add(kept, siblings.between(blocks, kept, known))
    story = place.story_elements(b for b in blocks if b.order in kept and b.order not in known)
    marks = {b.order: known.get(b.order) or kept.get(b.order) or _unkept(b, story) for b in blocks}
    for block in blocks:
        if block is not deck and block.order not in said and block.order not in titles:
            marks[block.order] = place.rename(block, marks[block.order], story)
    marks.update(
        tails.labels(blocks, {order: mark for order, mark in marks.items() if mark.kind is not None})
    )
    return Decision(marks, deck.text if deck is not None else "", tuple(notes))


def decide_text(page: Page) -> Decision:
    """Decide on every paragraph of dirty text, where all is kept that no evidence knows as furniture."""
    blocks = page.blocks
    known = headline.title_marks(page)
    _add(known, wording.mark(blocks))
    _add(known, repeats.prefixes(blocks))
    _add(known, repeats.captions(blocks, known))
    _list(known, tails.mark(blocks, known, {}))
    _add(known, tails.pairs([b for b in blocks if b.order not in known]))
    marks = {b.order: known.get(b.order) or Mark(None, "text") for b in blocks}
    marks.update(repeats.again(blocks, {order: m for order, m in marks.items() if m.kind is None}))
    return Decision(marks)


def _add(known: Marks, more: Marks) -> None:
    """Add what is new: a block that is known already stays as it is."""
    for order, what in more.items():
        known.setdefault(order, what)


def _list(known: Marks, listed: Marks) -> None:
    """Add lists of other stories: a caption or a date in one is part of the list."""
    for order, what in listed.items():
        if order not in known or known[order].kind in place.DETAILS:
            known[order] = what


def _unkept(block: Block, story: Container[int]) -> Mark:
    """The mark of a block that nothing keeps."""
    kind = wording.name(block.text)
    return (
        Mark(kind, "not-kept:wording")
        if kind is not None
        else Mark(place.name(block, story), "not-kept:place")
    )


def _hidden(blocks: Sequence[Block], kept: Marks) -> Marks:
    """Blocks no reader sees at first. What an extractor keeps is none of them: pages fold parts of a story
    away, and show it by script.
    """
    return {b.order: _HIDDEN for b in blocks if b.hidden and b.order not in kept}


def _collapsed(blocks: Sequence[Block], kept: Marks, known: Marks) -> bool:
    prose = sum(len(words(b.text)) for b in blocks if not b.hidden and b.order not in known and is_prose(b))
    found = sum(len(words(b.text)) for b in blocks if b.order in kept)
    return found < _COLLAPSE_WORDS <= prose and found < prose * _COLLAPSE
