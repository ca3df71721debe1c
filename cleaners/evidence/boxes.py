"""What a model keeps in boxes that a name gives away: unsure of it, and against what the box is called.

Of boxes that may hold a part of a story (`promo`, `teaser`, `newsletter`) only what is left of one goes, of
which a part is cut already.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Sequence
from typing import Final

from cleaners.elements import ROOT_TAGS, Block, Element, words_in
from cleaners.evidence import Mark, Marks, hints
from cleaners.model import Kind

LEFT: Final = "box-left"
CALLED: Final = "called"
_KINDS: Final = frozenset(("related", "newsletter"))
_SAID: Final = frozenset(("caption", "comments", "byline", "bio", "legal"))
# Sites on law have sections and labels of that name: only these say what stands in them.
_DISCLAIMS: Final = re.compile(r"disclaim|disclos", re.IGNORECASE)
_CASES: Final = re.compile(r"\bcases?\b|Cases?\b")  # a case that is like the story's is told in the story
_ALL_LINK: Final = 0.95
_LEVELS: Final = 5
_NEAR: Final = 3
_STORY_SHARE: Final = 0.15
_STORY: Final = ROOT_TAGS | {"article", "main"}


def halves(blocks: Sequence[Block], marks: Marks, sure: Container[int]) -> Marks:
    """Cut what is kept in boxes that are called so, beside what is cut there. `marks` are of all blocks; what
    is `sure` speaks for its box."""
    kept = [block for block in blocks if marks[block.order].kind is None]
    most = _STORY_SHARE * words_in(kept)
    found: Marks = {}
    seen: set[int] = set()
    for block in kept:
        if block.order in sure:
            continue
        for element in block.around(_LEVELS, _STORY):
            if element.number in seen:
                continue
            seen.add(element.number)
            hint = hints.read(element)
            if hint is None or hint.weak or hint.kind not in _KINDS or _names(element, _CASES):
                continue
            inside = _held(blocks, block.order, element)
            left = [b for b in inside if marks[b.order].kind is None]
            if any(b.order in sure for b in left) or words_in(left) > most:
                break
            if len(left) < len(inside) and any(
                marks[b.order].kind in _KINDS or b.link_density >= _ALL_LINK for b in inside
            ):
                found.update((b.order, Mark(hint.kind, LEFT)) for b in left)
                break
    return found


def called(blocks: Sequence[Block], marks: Marks, sure: Container[int]) -> Marks:
    """Cut what is kept in an element that is called a caption, a comment, a byline, a biography or a
    disclaimer, and is not `sure`. `marks` are of all blocks. Where it is a good part of what is kept, it is
    what the page is about, as captions of a gallery are."""
    kept = [block for block in blocks if marks[block.order].kind is None]
    found: defaultdict[Kind, list[Block]] = defaultdict(list)
    for block in kept:
        if (kind := _called(block)) is not None:
            found[kind].append(block)
    most = _STORY_SHARE * words_in(kept)
    return {
        block.order: Mark(kind, CALLED)
        for kind, each in found.items()
        if words_in(each) <= most
        for block in each
        if block.order not in sure
    }


def _called(block: Block) -> Kind | None:
    """What the elements right around a block are called, by the first of them that says anything."""
    for element in block.around(_NEAR, _STORY):
        hint = hints.read(element)
        if hint is not None and not hint.weak:
            if hint.kind == "legal" and not _names(element, _DISCLAIMS):
                return None
            return hint.kind if hint.kind in _SAID else None
    return None


def _names(element: Element, words: re.Pattern[str]) -> bool:
    return any(map(words.search, (element.id, *element.classes)))


def _held(blocks: Sequence[Block], at: int, element: Element) -> Sequence[Block]:
    """All blocks in an element that holds the one at a place: they stand together."""
    start = end = at
    while start and blocks[start - 1].inside(element):
        start -= 1
    while end + 1 < len(blocks) and blocks[end + 1].inside(element):
        end += 1
    return blocks[start : end + 1]
