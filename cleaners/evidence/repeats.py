"""Text that stands on the page more than once.

Captions are printed twice, once cut short; plugins print a teaser of the story above it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from typing import Final

from cleaners.elements import Block, words_in
from cleaners.evidence import Mark, Marks

PREFIX: Final = Mark("caption", "repeated-prefix")
AGAIN: Final = Mark("other", "repeated")

_MIN_WORDS: Final = 8
_SAME: Final = _MIN_WORDS - 1  # the last may break off
_LONG: Final = 12
_REACH: Final = 3
_PART: Final = 0.5  # of the whole, that what is cut short has: a heading may begin as its paragraph does
_IN_LIST: Final = ("- ", "|")
_RUN_BLOCKS: Final = 5
_RUN_WORDS: Final = 120
_RUN_MOST: Final = 300  # blocks compared at once: a longer run is found in parts
_RUN_PROSE: Final = 0.6
_COPIES: Final = 3  # a line that stands there more often is a question put to many, or a part of a form


def captions(blocks: Sequence[Block], marks: Marks, paragraphs: Container[int] = ()) -> Marks:
    """Blocks that begin or continue a block already marked as a caption: the same caption once more.
    `paragraphs` are blocks that are marked up as the story is: none of them is one."""
    known: defaultdict[tuple[str, ...], list[Sequence[str]]] = defaultdict(list)  # by their first words
    for block in blocks:
        mark = marks.get(block.order)
        if mark is not None and mark.kind == "caption":
            known[tuple(block.words[:_SAME])].append(block.words)
    if not known:
        return {}
    found: Marks = {}
    for block in blocks:
        tokens = block.words
        alike = known.get(tuple(tokens[:_SAME]))
        if not alike or block.order in marks or block.order in paragraphs:
            continue
        if any(_prefix(tokens, other) for other in alike):
            found[block.order] = Mark("caption", "repeated-caption")
    return found


def prefixes(blocks: Sequence[Block]) -> Marks:
    """A block that begins one of the next blocks word for word, cut short without a sentence's end.

    That is how a caption is printed twice. Both are marked: no story says the same twice in a row.
    """
    found: Marks = {}
    tokens = [block.words for block in blocks]
    for i, block in enumerate(blocks):
        for j in range(i + 1, min(i + 1 + _REACH, len(blocks))):
            cut_short = len(tokens[j]) * _PART <= len(tokens[i]) < len(tokens[j])
            if cut_short and _prefix(tokens[i], tokens[j]) and not is_whole(block.text):
                found[block.order] = found[blocks[j].order] = PREFIX
    return found


def again(blocks: Sequence[Block], kept: Marks) -> Marks:
    """Kept blocks of some length that stand among the kept ones before, word for word, three times at most.

    Not items of lists and rows of tables: guides give the same advice for several things.
    """
    long = [
        (block.order, tokens)
        for block in blocks
        if block.order in kept
        and not block.text.startswith(_IN_LIST)
        and len(tokens := tuple(block.words)) >= _LONG
    ]
    copies = Counter(tokens for _, tokens in long)
    seen: set[tuple[str, ...]] = set()
    found: Marks = {}
    for order, tokens in long:
        if tokens in seen and copies[tokens] <= _COPIES:
            found[order] = AGAIN
        seen.add(tokens)
    return found


def story_again(blocks: Sequence[Block], kept: Marks) -> Marks:
    """A run of kept blocks that stands there once more, in the same order: pages print a story again for
    other widths of the screen. At least five blocks and 120 words, most of them in whole sentences."""
    run = [block for block in blocks if block.order in kept]
    texts = [tuple(block.words) for block in run]
    first: dict[tuple[str, ...], int] = {}
    found: Marks = {}
    at = 0
    while at < len(run):
        start = first.setdefault(texts[at], at)
        most = min(at - start, len(run) - at, _RUN_MOST)
        size = next((n for n in range(most) if texts[at + n] != texts[start + n]), most)
        copy = run[at : at + size]
        count = words_in(copy)
        sentences = words_in(block for block in copy if block.prose)
        if size >= _RUN_BLOCKS and count >= _RUN_WORDS and sentences >= count * _RUN_PROSE:
            found.update((block.order, AGAIN) for block in copy)
            at += size
        else:
            at += 1
    return found


def _prefix(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the shorter of two blocks begins the longer, over a length that is no accident.

    The shorter may break off within a word.
    """
    if min(len(one), len(other)) < _MIN_WORDS:
        return False
    shorter, longer = sorted((" ".join(one), " ".join(other)), key=len)
    return longer.startswith(shorter)


def is_whole(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.rstrip("\"'”’)]").endswith((".", "!", "?"))
