"""Posts of social networks that are set into a story: text, name and date of a post stay or go together.

Careful gold differs on whether a story's tweets are part of it; none keeps the text of one and leaves its
signature out, or keeps every second one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from cleaners.elements import Block, Element, words_in
from cleaners.evidence import Mark, Marks

KEPT: Final = Mark(None, "embed")
CUT: Final = Mark("other", "embed")

_POSTS: Final = frozenset(
    (
        "twitter-tweet",
        "twitter-video",
        "instagram-media",
        "tiktok-embed",
        "bluesky-embed",
        "fb-post",
        "fb-video",
    )
)


def mark(blocks: Sequence[Block], likely: Callable[[int], float]) -> Marks:
    """Keep or cut all blocks of embedded posts of a page, as most of their words are likelier to be.

    `likely` tells of a block, by its order, how likely it is part of the story, 0 to 1.
    """
    found = [block for block in blocks if _is_post(block.element)]
    words = words_in(found)
    story = sum(len(block.words) * likely(block.order) for block in found)
    return dict.fromkeys([block.order for block in found], KEPT if 2 * story > words else CUT)


def _is_post(element: Element | None) -> bool:
    while element is not None:
        if element.tag == "blockquote":
            return not _POSTS.isdisjoint(element.classes)
        element = element.parent
    return False
