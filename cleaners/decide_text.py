"""The decision on dirty text: paragraphs that somebody else took from a page, with no markup to go by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from cleaners.decide import Decision
from cleaners.elements import Block, words_in
from cleaners.evidence import (
    Mark,
    Marks,
    headline,
    leftovers,
    notes,
    opening,
    place,
    publisher,
    repeats,
    repetition,
    separators,
    tails,
    threads,
    wording,
)
from cleaners.evidence.repetition import Repeated
from cleaners.linewise.features import slug_words
from cleaners.linewise.model import LineModel, bundled
from cleaners.model import Kind
from cleaners.page import Page

_NOTHING: Final = Repeated()

# How likely a line may be part of the story, by the line model, and still be cut: with no rule against it, as
# what may be the headline, by wording that stories use too, by a repeat or a list. Other rules need no leave.
_BARE: Final = 0.12
_TITLE: Final = 0.85
# An address mostly names its story in the title's words: what shares fewer than two with it is seldom one.
_TITLE_ELSE: Final = 0.2
_TITLE_SHARED: Final = 2
# Of notes, those in words that a story may have in the same place.
_NOTES: Final[Mapping[Mark, float]] = MappingProxyType(
    {notes.WRITER: 0.85, notes.FORM: 0.8, notes.APPEAL: 0.9}
)
_SOFT: Final[Mapping[Kind, float]] = MappingProxyType(
    {"caption": 0.8, "credit": 0.6, "related": 0.6, "legal": 0.3}
)
_REPEATED: Final = 0.9
_PLACED: Final = "wording:caption-placed"  # says where each of several pictures stands: no story does
_ANY: Final = 2.0  # above any probability
_SURE: Final = frozenset(
    (
        leftovers.SOURCE,
        threads.THREAD,
        leftovers.CASCADE,
        leftovers.COOKIES,
        leftovers.FILLER,
        leftovers.CARD,
        tails.PAIRED,
        repeats.AGAIN,
    )
)
_LABEL_WORDS: Final = 12  # a longer line that stands in a text twice is no label of its parts
# A caption that ends with its source in brackets, as pictures have it.
_SOURCED: Final = re.compile(r"\([^()]{2,80}\)\.?$")

# A line of a program: examples of code are part of what explains them.
_CODE: Final = re.compile(r"[{}<>;]|[\"\]],?$|^[\[\]\"]")
_CODE_WORDS: Final = 8
_HEADLINE_WORDS: Final = 4
_LABELS: Final = 3  # headlines of other stories that bear the same one
_GOES_ON: Final = 0.05  # of a text's words, below a list in it
_BULLETS: Final = "-•*"
_PUBLISHED: Final = 0.5  # how likely a line may be that only the publisher's name and "we" speak against
_TWICE_SHARE: Final = 0.2  # of the text, that stands there once more in one piece: the story printed again
_TWICE_MOST: Final = 4  # paragraphs here and there: a text that has more repeats itself on purpose


def decide_text(page: Page, repeated: Repeated = _NOTHING, model: LineModel | None = None) -> Decision:
    """Decide on every paragraph of dirty text.

    Rules speak, and the line model has the last word on most of them; what neither cuts is kept. `repeated`
    is what repeats over the texts of the same site, or of the same input; `model` stands in for the bundled
    one.
    """
    blocks = page.blocks
    known = marks(page, repeated)
    said = wording.mark(blocks)
    story = (model or bundled()).probabilities(blocks, said, page.url)
    decided: Marks = {}
    for i, (block, likely) in enumerate(zip(blocks, map(float, story), strict=True)):
        mark = known.get(block.order)
        score = round(likely, 3)
        if mark is not None and likely < _leave(mark, block, page.url):
            decided[block.order] = mark
        elif mark is None and likely < _BARE and not _is_code(block.text):
            decided[block.order] = Mark(_kind(block, i), "line-model", round(1 - likely, 3))
        else:
            decided[block.order] = Mark(None, "text", score)
    decided |= separators.mark(blocks, decided)
    return Decision(decided)


def marks(page: Page, repeated: Repeated = _NOTHING) -> Marks:
    """What rules say of the paragraphs of a text. The first that knows a paragraph decides on it."""
    blocks = page.blocks
    known = headline.title_marks(page)
    left = leftovers.mark(blocks)
    known |= {order: left[order] for order in _labels(blocks, known, left)}
    _add(known, left)
    spoken = wording.mark(blocks)
    days = opening.entries(blocks, spoken, {block.order for block in blocks} - spoken.keys() - known.keys())
    _add(known, {order: what for order, what in spoken.items() if order not in days})
    _add(known, notes.mark(blocks))
    _add(known, _repeated(blocks, repeated, known))
    known |= publisher.shared(page, repeated)
    _add(known, repeats.prefixes(blocks))
    _add(known, repeats.captions(blocks, known))
    for order, what in tails.mark(blocks, known, {}).items():
        # a caption or a date in a list of other stories is part of the list
        if order not in known or known[order].kind in place.DETAILS:
            known[order] = what
    _add(known, tails.pairs([b for b in blocks if b.order not in known]))
    _add(known, _twice(blocks, known))
    _add(known, publisher.speaks(page))
    for order in _own_headings(blocks, known):
        del known[order]
    return known


def _labels(blocks: Sequence[Block], titles: Marks, left: Marks) -> list[int]:
    """The lines among headlines of other stories that stand there several times: what looks like the title
    of the text is the label that each of those stories bears."""
    found = [b for b in blocks if b.order in titles and left.get(b.order) == leftovers.CASCADE]
    copies = Counter(tuple(block.words) for block in found)
    return [block.order for block in found if copies[tuple(block.words)] >= _LABELS]


def _leave(mark: Mark, block: Block, url: str) -> float:
    """How likely a line may be part of the story for a rule to cut it."""
    if mark == headline.TITLE:
        named = not url or len(slug_words(url).intersection(block.words)) >= _TITLE_SHARED
        return _TITLE if named else _TITLE_ELSE
    if mark.rule.startswith(notes.PREFIX):
        return _NOTES.get(mark, _ANY)
    if mark.rule == publisher.RULE:
        return _PUBLISHED
    text = block.text
    if mark.rule.startswith("wording:"):
        return _ANY if mark.kind is None or mark.rule == _PLACED else _SOFT.get(mark.kind, _ANY)
    sure = (
        mark in _SURE
        or mark.rule == repetition.RULE
        or (mark == tails.LISTED and tails.is_teaser(text))
        # of what stands there twice, what breaks off is cut; what is whole may be the story
        or (mark == repeats.PREFIX and (not repeats.is_whole(text) or _SOURCED.search(text)))
    )
    return _ANY if sure else _REPEATED


def _kind(block: Block, place_in_text: int) -> Kind:
    """The likeliest kind of a line that only the model knows."""
    named = wording.name(block.text)
    if named is not None:
        return named
    if place_in_text == 0:
        return "title"
    headlike = tails.is_headline(block) and block.text.count(" ") + 1 >= _HEADLINE_WORDS
    return "related" if headlike or tails.is_teaser(block.text) else "other"


def _is_code(text: str) -> bool:
    return (
        text.count(" ") + 1 < _CODE_WORDS
        and not text.endswith((".", "!", "?"))
        and _CODE.search(text) is not None
    )


def _repeated(blocks: Sequence[Block], repeated: Repeated, known: Marks) -> Marks:
    """What repeats on the site. Headings only at an end of the text, or beside what is cut as anything else,
    and no short line that the text has twice.

    "Pros", "Abstract" and "Best for ..." stand on many pages, each over a part of its own story.
    """
    found = repetition.mark(blocks, repeated)
    if not found:
        return found
    copies = Counter(tuple(block.words) for block in blocks)
    headings = {block.order for block in blocks if repetition.sort_of(block) == "heading"}
    firm = known.keys() | (found.keys() - headings)
    last = len(blocks) - 1
    for i, block in enumerate(blocks):
        if block.order not in found:
            continue
        beside = [blocks[j].order for j in (i - 1, i + 1) if 0 <= j <= last]
        alone = block.order in headings and i not in (0, last) and firm.isdisjoint(beside)
        label = len(block.words) <= _LABEL_WORDS and copies[tuple(block.words)] > 1
        if alone or label:
            del found[block.order]
    return found


def _own_headings(blocks: Sequence[Block], known: Marks) -> list[int]:
    """Short lines in a list of other stories that the story goes on below: they may as well be its headings.

    Teasers, what stands above one, and items of a list are none; and at the end of a text nothing is left to
    head.
    """
    left = words_in(blocks) * _GOES_ON
    below = 0
    above_teaser = False
    found = []
    for block in reversed(blocks):
        mark = known.get(block.order)
        teaser = tails.is_teaser(block.text)
        if mark is None and block.prose:
            below += len(block.words)
        elif mark == tails.LISTED and below > left:
            plain = not block.prose and block.text[0] not in _BULLETS
            if plain and not teaser and not above_teaser:
                found.append(block.order)
        above_teaser = teaser and mark == tails.LISTED
    return found


def _twice(blocks: Sequence[Block], known: Marks) -> Marks:
    """What the text says twice: a good part of it in one piece, or a few whole sentences.

    Meals of every day and prices of every product are repeated, too, and are meant to be.
    """
    kept = {b.order: Mark(None, "text") for b in blocks if b.order not in known}
    found = repeats.story_again(blocks, kept)
    if _size(blocks, found) < _size(blocks, kept) * _TWICE_SHARE:
        found = {}
    left = {order: mark for order, mark in kept.items() if order not in found}
    again = repeats.again([block for block in blocks if block.prose], left)
    return found | again if len(again) <= _TWICE_MOST else found


def _size(blocks: Sequence[Block], orders: Container[int]) -> int:
    return words_in(block for block in blocks if block.order in orders)


def _add(known: Marks, more: Marks) -> None:
    """Add what is new: a paragraph that is known already stays as it is."""
    for order, what in more.items():
        known.setdefault(order, what)
