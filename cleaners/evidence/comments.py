"""Comments below the story by what their elements are called, however much they read like one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from cleaners.elements import ROOT_TAGS, Block, Element
from cleaners.evidence import Mark, Marks, hints, threads
from cleaners.naming import MAX_NAMINGS, Naming

CALLED: Final = Mark("comments", "comments-called")

_ENTRIES: Final = 2
_NEAR: Final = 3  # blocks from the text of an entry to its date
_PARAGRAPHS: Final = 3  # that make an element the story's own
_LEVELS: Final = 6
_COMMENT: Final = re.compile(r"comm?ent(?!ary)|kommentar", re.IGNORECASE)
_TOLD: Final = re.compile(r"public|expert|editor|case|period|live|column|opinion|quote", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d+")
_STORY: Final = ROOT_TAGS | {"main"}


def mark(blocks: Sequence[Block], kept: Marks) -> Marks:
    """Mark what is kept in elements that are called comments, below the story: two entries or more, in
    elements of one name. `kept` are the blocks that would be kept.

    A name alone may mislead: stories quote what the public wrote to an agency, and end with an expert's
    comment. Where the elements stand among the story's paragraphs, two of them must have dates besides.
    """
    called = {order: element for order in sorted(kept) if (element := _called(blocks[order])) is not None}
    if not called:
        return {}
    rest = [blocks[order] for order in sorted(kept.keys() - called.keys()) if blocks[order].prose]
    thread = _behind(list(called), rest)
    if not thread:
        return {}
    entries = {called[order].number: called[order] for order in thread}
    names = Counter(_names(element.naming) for element in entries.values())
    if _among(entries.values(), rest):
        enough = len({called[at].number for at in _near_dates(blocks, thread)})
    else:
        enough = max(*names.values(), len(_near_dates(blocks, thread)))
    return dict.fromkeys(thread, CALLED) if enough >= _ENTRIES else {}


def _behind(inside: Sequence[int], story: Sequence[Block]) -> Sequence[int]:
    """Of the blocks in comments those that stand behind the story, by order: all, where next to nothing of it
    is behind the first, else those behind its last paragraph; none, where there is no story before."""
    for thread in (inside, [order for order in inside if not story or order > story[-1].order]):
        before = [block for block in story if thread and block.order < thread[0]]
        if threads.is_below(before, story[len(before) :]):
            return thread
    return ()


def _among(elements: Iterable[Element], story: Sequence[Block]) -> bool:
    """Whether elements stand in the one that holds the story's paragraphs."""
    homes = Counter(block.container for block in story if block.container is not None)
    home, count = homes.most_common(1)[0] if homes else (None, 0)
    return count >= _PARAGRAPHS and any(step is home for element in elements for step in element.chain())


def _near_dates(blocks: Sequence[Block], orders: Sequence[int]) -> list[int]:
    """Those of `orders` that stand nearest to a date, for each of the dates around them."""
    found = []
    last = len(orders) - 1
    for at in range(max(0, orders[0] - _NEAR), min(len(blocks), orders[-1] + _NEAR + 1)):
        text = blocks[at].text
        if len(text) <= threads.SHORT and threads.DATE.search(text):
            place = bisect_left(orders, at)
            near = min(orders[max(0, place - 1) : min(place, last) + 1], key=lambda order: abs(order - at))
            if abs(near - at) <= _NEAR:
                found.append(near)
    return found


def _called(block: Block) -> Element | None:
    """The innermost element around a block that is called a comment."""
    for element in block.around(_LEVELS, _STORY):
        if _is_comment(element):
            return element
        if element.tag == "article":  # one may be a comment, and else is the story's own
            break
    return None


def _is_comment(element: Element) -> bool:
    hint = hints.read(element) if _names(element.naming) else None
    return hint is not None and hint.kind == "comments"


@lru_cache(maxsize=MAX_NAMINGS)
def _names(naming: Naming) -> tuple[str, ...]:
    """The names of an element that say comment, without the number of the one. A response may be an answer in
    an interview, and what an expert or the public has to say is told in the story."""
    names = (naming.id, *naming.classes)
    if any(map(_TOLD.search, names)):
        return ()
    return tuple(_NUMBER.sub("", name) for name in names if _COMMENT.search(name))
