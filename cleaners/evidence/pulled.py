"""Pull quotes: a line of the story printed once more, set apart from it.

The copy goes, the story's own sentence stays. What stands in an `<aside>`, a `<figure>`, a `<blockquote>` or
an element that is called a pull quote is set apart, and so is what is marked up as few other paragraphs are.
A real quotation may be one that the story comes back to: where the paragraph before leads up to it, or the
story does not repeat all of it, it stays.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import islice, pairwise
from typing import Final, TypeAlias

from cleaners.align import words
from cleaners.elements import HEADING_TAGS, LISTED_TAGS, Block, Element, held
from cleaners.evidence import Mark, Marks
from cleaners.evidence.markup import Signature, signature

PULLED: Final = Mark("other", "pull-quote")
_CAPTION: Final = Mark("caption", PULLED.rule)

Words: TypeAlias = tuple[str, ...]

_BOXES: Final = frozenset(("aside", "blockquote", "figure"))
_ROWS: Final = LISTED_TAGS | {"pre"}
_NAMED: Final = re.compile(r"pull(?:ed)?[-_]*(?:out[-_]*)?quote|quote[-_]*pull|^pq(?:$|[-_])", re.IGNORECASE)
_AROUND: Final = 5  # elements around a text that are looked at
_LEVELS: Final = 2
_FEWEST: Final = 5  # words
_FEWEST_PLAIN: Final = 8  # where nothing but a block quotation, or its own markup, sets it apart
_MOST: Final = 60
_CREDIT_WORDS: Final = 10
_CREDITS: Final = 2
_DASHES: Final = "-–—"
_TRIED: Final = 40  # boxes of a page
_TEXTS: Final = 8  # of a box: one that holds more, or longer ones, is no pull quote
_PIECE: Final = 4  # words that are looked up
_ENDED: Final = (".", "!", "?", "…")
_CLOSING: Final = "\"'”’»)]"
_SENTENCE: Final = re.compile(r"(?<=[.!?…])[\"”’»]?\s+|…")


def mark(blocks: Sequence[Block], kept: Marks) -> Marks:
    """Mark the pull quotes among the blocks of `kept`, each with who is named below it."""
    story = [block for block in blocks if block.order in kept and block.home is not None]
    counts = Counter([_form(block) for block in story if block.prose])
    if not counts:
        return {}
    most = max(counts.values())
    usual = {form for form, count in counts.items() if 2 * count > most}
    boxes = _set_apart(story, usual)
    if not boxes:
        return {}
    apart = {block.order for inside in boxes for block in inside}
    hosts = [b.words for b in story if b.prose and b.order not in apart and _form(b) in usual]
    parts = {block.order: _parts(block) for inside in boxes for block in inside}
    told = _told([part for each in parts.values() for part in each], hosts)
    found: Marks = {}
    for inside in boxes:
        rest = [block for block in inside if not _is_told(parts[block.order], told)]
        named_below = len(rest) <= _CREDITS and all(map(_names, rest))
        if named_below and len(rest) < len(inside):
            found.update((block.order, _CAPTION if block.picture else PULLED) for block in inside)
    return found


def names(blocks: Sequence[Block], marks: Marks) -> Marks:
    """Mark the line behind a dash that names whose words stood above it in a small box, where those are cut.
    `marks` are of all blocks."""
    found: Marks = {}
    for before, block in pairwise(blocks):
        quote = marks[before.order]
        box = block.container
        if (
            marks[block.order].kind is None
            and quote.kind is not None
            and block.text[0] in _DASHES
            and _names(block)
            and len(before.words) >= _FEWEST
            and box is not None
            and before.inside(box)
            and len(list(islice(held(blocks, block.order - 1, box), _TEXTS))) <= _CREDITS + 1
            and (before.order == 0 or not blocks[before.order - 1].inside(box))
        ):
            found[block.order] = Mark(quote.kind, PULLED.rule)
    return found


def _set_apart(story: Sequence[Block], usual: Collection[Signature]) -> list[list[Block]]:
    """The boxes whose texts are few and as short as a pull quote, each with all that is kept of it."""
    found: dict[int, list[Block]] = {}
    passed: set[int] = set()
    before: Block | None = None
    for block in story:
        box, named = _box(block)
        around = box or block.home
        if around is None or (box is None and (_form(block) in usual or block.tag in HEADING_TAGS)):
            before = block
            continue
        if around.number in found:
            found[around.number].append(block)
        elif around.number not in passed:
            plain = not named and (box is None or box.tag == "blockquote")
            size = len(block.words)
            if (
                len(found) < _TRIED
                and (_FEWEST_PLAIN if plain else _FEWEST) <= size <= _MOST
                and block.tag not in _ROWS
                and not (before is not None and not named and _leads(before))
            ):
                found[around.number] = [block]
            else:
                passed.add(around.number)
        before = block
    return [
        inside
        for inside in found.values()
        if len(inside) <= _TEXTS and all(len(block.words) <= _MOST for block in inside)
    ]


def _box(block: Block) -> tuple[Element | None, bool]:
    """The outermost element around a block that sets it apart, and whether one is called a pull quote."""
    box, named = None, False
    element = block.element
    for _ in range(_AROUND):
        if element is None:
            break
        called = any(map(_NAMED.search, element.classes))
        if called or element.tag in _BOXES:
            box, named = element, named or called
        element = element.parent
    return box, named


def _names(block: Block) -> bool:
    """Whether a short text may name who says what stands above it: another line of a verse does not."""
    parts = block.text.split()
    capitals = sum(part[0].isupper() for part in parts)
    return len(block.words) <= _CREDIT_WORDS and (
        len(parts) <= _CREDITS or capitals >= _CREDITS or parts[0][0] in _DASHES
    )


def _leads(block: Block) -> bool:
    """Whether a paragraph leads up to what comes next, as one that introduces a quotation does."""
    return block.tag not in HEADING_TAGS and not block.text.rstrip(_CLOSING).endswith(_ENDED)


def _form(block: Block) -> Signature:
    return signature(block.home, _LEVELS) if block.home is not None else ()


def _parts(block: Block) -> list[Words]:
    """The words of a text, as a whole and sentence by sentence: some copies leave out what stood between."""
    whole = tuple(block.words)
    sentences = [tuple(words(part)) for part in _SENTENCE.split(block.text)]
    sentences = [part for part in sentences if part]
    return [whole, *(sentences if len(sentences) > 1 else ())]


def _is_told(parts: Sequence[Words], told: Collection[Words]) -> bool:
    whole, *sentences = parts
    return whole in told or (bool(sentences) and all(part in told for part in sentences))


def _told(parts: Sequence[Words], hosts: Sequence[Sequence[str]]) -> set[Words]:
    """Which of some runs of words stand in a paragraph."""
    wanted: defaultdict[Words, set[Words]] = defaultdict(set)  # by their first words
    for part in parts:
        if len(part) >= _PIECE:
            wanted[part[:_PIECE]].add(part)
    found: set[Words] = set()
    for host in hosts:
        for at, first in enumerate(zip(*(host[step:] for step in range(_PIECE)), strict=False)):
            for part in wanted.get(first, ()):
                if part not in found and tuple(host[at : at + len(part)]) == part:
                    found.add(part)
    return found
