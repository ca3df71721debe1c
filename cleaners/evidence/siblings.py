"""Running text that stands as the story's paragraphs stand.

Where an extractor stops half-way (behind an embed, in the next of several like containers), the rest of the
story has the same signature as what it kept: the same tags and classes on the block and around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from itertools import islice, pairwise
from typing import Final

from cleaners.elements import Block, Element
from cleaners.evidence import Mark, Marks
from cleaners.evidence.markup import Signature

_LEVELS: Final = 3
_MIN_BLOCKS: Final = 3
_MIN_SHARE: Final = 0.25
_LONE: Final = 40  # words of a paragraph that is alone behind the story
# What a report on a case ends with: its name and number, a section, a verdict.
_RECORD: Final = re.compile(r"\bv\. |\bNo\. ?\d|§|\bguilty\b")
_LINKS: Final = 0.5
_ITEM: Final = frozenset(("li",))
_HEADINGS: Final = frozenset(("h2", "h3", "h4", "h5", "h6"))


def mark(blocks: Sequence[Block], kept: Marks, cut: Container[int]) -> Marks:
    """Keep running text whose signature is one that a good share of the kept running text has.

    `kept` are the blocks that an extractor took; `cut` are blocks known as furniture, which stay so.
    """
    sizes: Counter[Signature] = Counter()
    counts: Counter[Signature] = Counter()
    rest: list[tuple[Block, Signature]] = []
    for block in blocks:
        if block.home is None or block.hidden or block.order in cut or not block.prose:
            continue
        form = _form(block.home)
        if block.order in kept:
            sizes[form] += len(block.words)
            counts[form] += 1
        elif block.within(_ITEM) is None:  # items of a list are alike in any list
            rest.append((block, form))
    total = sum(sizes.values())
    story = {s for s, n in counts.items() if n >= _MIN_BLOCKS and sizes[s] >= total * _MIN_SHARE}
    found = [block for block, form in rest if form in story]
    last = max((block.order for block in blocks if block.order in kept and block.prose), default=-1)
    behind = [block for block in found if block.order > last]
    if len(behind) == 1 and len(behind[0].words) < _LONE and not _RECORD.search(behind[0].text):
        found = found[:-1]
    return {block.order: Mark(None, "siblings") for block in found}


def _form(home: Element) -> Signature:
    """The tags and classes of an element and of those around it. What is quoted stands as the story does."""
    around = islice((step for step in home.chain() if step.tag != "blockquote" or step.classes), _LEVELS)
    return tuple((step.tag, step.classes) for step in around)


def items(blocks: Sequence[Block], kept: Marks, cut: Container[int]) -> Marks:
    """Keep an item of a list between two that are kept."""
    found: Marks = {}
    story = [b for b in blocks if b.order not in cut and not b.hidden]
    for before, block, after in zip(story, story[1:], story[2:], strict=False):
        if block.order not in kept and before.order in kept and after.order in kept:
            lists = [_list(b) for b in (before, block, after)]
            if lists[1] is not None and lists[0] is lists[1] is lists[2]:
                found[block.order] = Mark(None, "between")
    return found


def _list(block: Block) -> Element | None:
    item = block.within(_ITEM)
    return item.parent if item is not None else None


def between(blocks: Sequence[Block], kept: Marks, cut: Container[int]) -> Marks:
    """Keep headings among kept running text: below some and above some, in the same element as it."""
    story = [b for b in blocks if b.order not in cut and (b.order in kept or b.tag in _HEADINGS)]
    found: Marks = {}
    before: Block | None = None
    for block, after in pairwise(story):
        if block.order in kept:
            before = block
        elif (
            before is not None
            and not block.hidden
            and block.link_density < _LINKS
            and after.order in kept
            and after.order <= block.order + 2
            and block.container is not None
            and block.container in (before.container, after.container)
        ):
            found[block.order] = Mark(None, "between")
    return found
