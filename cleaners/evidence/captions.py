"""Captions that nothing marks: what stands with a picture, and not as the story's paragraphs do.

A sentence right under a picture that ends with who took it is one in any markup: on the development news
pages all of them were, and names of products, which stand under pictures with brackets at the end too, are no
sentences. Without a credit, what says what the picture's `alt` says is one, and what shares a box with the
picture and nothing else, where it is no sentence or stands within the story. A first paragraph may stand in
one box with the lead picture.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import pairwise
from typing import Final

from selectolax.lexbor import LexborNode

from cleaners.align import words
from cleaners.elements import HEADING_TAGS, LISTED_TAGS, ROOT_TAGS, Block, Element, words_in
from cleaners.evidence import Mark, Marks

UNDER_PICTURE: Final = Mark("caption", "under-picture")
WITH_PICTURE: Final = Mark("caption", "with-picture")

_MAX_WORDS: Final = 80
# A name or two: words that begin with capitals, joined by what joins agencies and platforms.
_NAME: Final = r"(?:[A-Z][\w.&'’-]*|of|the|and|for|via|by|photo|image|courtesy)"
_NAMES: Final = rf"{_NAME}(?:[ /,|]+{_NAME}){{0,11}}"
_CREDIT: Final = re.compile(
    rf"(?:[.!?…][\"”’]? ?[(\[]{_NAMES}[)\]]|[(\[]{_NAMES}[)\]]\."
    # without brackets: a person and, behind a bar, whom they work for
    r"|[.!?…][\"”’]? [A-Z][\w.'’-]+(?: (?:van|von|de[rn]?|da|di|del|la|[A-Z][\w.'’-]+)){1,4} ?[/|] ?"
    r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})$"
)
_LAST: Final = re.compile(r"[)\]]\.?$|[/|] ?[^/|]{2,60}$")
_SENTENCE_END: Final = (".", "!", "…")
_LEADING: Final = (":", ";", "?")
_CLOSING: Final = "\"'”’»)[]0123456789"
_FEWEST: Final = 4
_FEWEST_ALIKE: Final = 8  # of what an `alt` says, in any markup
_MOST: Final = 40
_MOST_SENTENCE: Final = 20
_LEVELS: Final = 6  # around a picture and around a text
_ITALICS: Final = frozenset(("em", "i"))
_QUOTES: Final = '"“‘«'
_MOST_ITALICS: Final = 15
_CASE: Final = re.compile(r"\bvs?\. |^(?:In re|Ex parte|Matter of)\b")  # its name, over a part of a story
_SEVERAL: Final = 2
_SAME: Final = 0.7  # of the words of an `alt`, and of those of the text
_LINKED: Final = 0.5
_PICTURED: Final = 0.5  # of the story's words
_OTHERS: Final = HEADING_TAGS | LISTED_TAGS


def mark(blocks: Sequence[Block]) -> Marks:
    """Mark short lines under a picture that close with a credit, and those in italics that are no sentence,
    where a page has several."""
    found = {
        block.order: UNDER_PICTURE
        for block in blocks
        if block.picture is not None
        and block.tag not in HEADING_TAGS
        and _LAST.search(block.text[-70:])
        and len(block.words) <= _MAX_WORDS
        and _CREDIT.search(block.text)
    }
    slanted = [block.order for block in blocks if block.picture is not None and _is_slanted(block)]
    return found | dict.fromkeys(slanted if len(slanted) >= _SEVERAL else (), UNDER_PICTURE)


def _is_slanted(block: Block) -> bool:
    """Whether a line is in italics as a whole, and short, and no sentence."""
    return (
        block.tag not in _OTHERS
        and block.within(_ITALICS) is not None
        and len(block.words) <= _MOST_ITALICS
        and not block.text.rstrip(_CLOSING).endswith((*_SENTENCE_END, *_LEADING))
        and block.text[0] not in _QUOTES
        and _CASE.search(block.text) is None
    )


def boxed(blocks: Sequence[Block], kept: Marks, paragraphs: Container[int], description: str = "") -> Marks:
    """Mark what of `kept` says what the `alt` of the picture above it does, or stands in a box with a
    picture, and with nothing else.

    `paragraphs` are blocks that are marked up as the story is: none of them is in such a box. Boxes one
    behind the other, or each under a heading of its own, are cards, or items of a list with icons. Where most
    of the story says what its pictures do, it is told in pictures; and what begins as the page's
    `description` is the story's beginning, which some sites put into the `alt` of their lead picture.
    """
    first = next((block.order for block in blocks if block.order in kept and block.prose), len(blocks))
    boxes = [  # of cards, the model may keep some
        at
        for at, block in enumerate(blocks)
        if (picture := block.picture or _next(blocks, at)) is not None
        and block.order not in paragraphs
        and _is_caption(block, picture, within=block.order > first)
        and _is_alone(blocks, at, picture)
    ]
    several = {
        at
        for one, other in pairwise(boxes)
        if other == one + 1 or (other == one + 2 and blocks[one + 1].tag in HEADING_TAGS)
        for at in (one, other)
    }
    found = (blocks[at].order for at in boxes if at not in several)
    marks = {order: WITH_PICTURE for order in found if order in kept}
    begins = words(description)[:_FEWEST_ALIKE]
    story = [block for block in blocks if block.order in kept and block.prose]
    said = [
        block
        for block in blocks
        if block.order in kept and _says_alt(block) and block.words[:_FEWEST_ALIKE] != begins
    ]
    told = words_in(block for block in said if block.prose and block.order in paragraphs)
    if told <= _PICTURED * words_in(story):
        marks.update((block.order, WITH_PICTURE) for block in said)
    return marks


def _next(blocks: Sequence[Block], at: int) -> LexborNode | None:
    """The picture right behind a block."""
    return blocks[at + 1].picture if at + 1 < len(blocks) else None


def _says_alt(block: Block) -> bool:
    """Whether a text says at some length what the picture right above it is said to show."""
    return (
        block.picture is not None
        and block.tag not in _OTHERS
        and block.link_density < _LINKED
        and _FEWEST_ALIKE <= len(block.words) <= _MAX_WORDS
        and _is_alt(block, block.picture)
    )


def _is_caption(block: Block, picture: LexborNode, *, within: bool) -> bool:
    """Whether a text may be the caption of a picture that it shares a box with, `within` the story or not."""
    size = len(block.words)
    if block.tag in _OTHERS or block.link_density >= _LINKED or not _FEWEST <= size <= _MOST:
        return False
    bare = block.text.rstrip(_CLOSING)
    if bare.endswith(_LEADING):
        return False
    sentence = bare.endswith(_SENTENCE_END)
    return not sentence or (within and size <= _MOST_SENTENCE) or _is_alt(block, picture)


def _is_alone(blocks: Sequence[Block], at: int, picture: LexborNode) -> bool:
    box = _box(blocks[at], picture)
    return box is not None and not any(
        0 <= near < len(blocks) and blocks[near].inside(box) for near in (at - 1, at + 1)
    )


def _box(block: Block, picture: LexborNode) -> Element | None:
    """The innermost element around a block and a picture, where it is near both."""
    around: set[int] = set()
    node = picture.parent
    while node is not None and len(around) < _LEVELS:
        around.add(node.mem_id)
        node = node.parent
    element = block.element
    for _ in range(_LEVELS):
        if element is None or element.tag in ROOT_TAGS:
            return None
        if element.node.mem_id in around:
            return element
        element = element.parent
    return None


def _is_alt(block: Block, picture: LexborNode) -> bool:
    """Whether a text says what the picture's own description says."""
    alt = set(words(picture.attributes.get("alt") or ""))
    own = set(block.words)
    return len(alt) >= _FEWEST and len(alt & own) >= _SAME * max(len(alt), len(own))
