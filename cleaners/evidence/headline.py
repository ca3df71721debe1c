"""The headline and the standfirst: text above the story that has fields of its own.

trafilatura repeats the title on a third of pages, careful gold on one in a hundred.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Final

from cleaners.align import words
from cleaners.elements import HEADING_TAGS, Block
from cleaners.evidence import Mark, Marks
from cleaners.page import Page

TITLE: Final = Mark("title", "title")
STANDFIRST: Final = Mark("title", "standfirst")

# Names that themes give the deck under a headline; whole class tokens or their last part.
_DECK_NAMES: Final = frozenset(
    """
    dek deck standfirst subtitle sub-title subheadline sub-headline subhead sub-head subheading
    sub-heading subhed headline-sub article-subtitle article-dek article-summary article__subtitle
    article__dek strapline strap kicker-sub post-subtitle entry-subtitle entry-subhead
    article-standfirst article-subheadline single-post__subtitle opener__dek tagline
    newspack-post-subtitle article__summary c-dek stand-first article-description article__description
    story-subtitle page-subtitle secondary-title subline
    """.split()
)
_DECK_MIN_WORDS: Final = 4
_DECK_MAX_WORDS: Final = 70
# How far below the headline a deck may stand, in blocks: bylines, dates and share labels come between.
_DECK_REACH: Final = 12
_MIN_PART: Final = 4
_SAME: Final = 0.6
_MARKS: Final = 16
_FIRST: Final = 32
_WORD: Final = re.compile(r"\w+")


def title_marks(page: Page) -> Marks:
    """Every block that is the page's title once more, or its first heading."""
    forms = [tuple(words(title)) for title in page.titles]
    # words are parted by spaces; a few more of them part dashes and the like
    longest = 2 * max(map(len, forms), default=0) + _MARKS
    firsts = {form[0] for form in forms if form}
    initials = {first[0] for first in firsts}
    marks: Marks = {}
    for block in page.blocks:
        if block.tag != "h1":
            text = block.text
            first = text[0]
            # most blocks begin with another letter
            if first.isalnum() and first.lower()[0] not in initials:
                continue
            if text.count(" ") > longest or not _begins(text, firsts) or not _repeats(block, forms):
                continue
        marks[block.order] = TITLE
    return marks


def above(blocks: Sequence[Block], titles: Marks, kept: Marks) -> Marks:
    """`titles` without headings within the story: those that are kept below other text of it. Some pages have
    every heading as first one, and headings that repeat the title."""
    first = next((b.order for b in blocks if b.order in kept and b.order not in titles and b.prose), None)
    if first is None:
        return dict(titles)
    return {order: what for order, what in titles.items() if order < first or order not in kept}


def _begins(text: str, firsts: Container[str]) -> bool:
    """Whether a text may begin with one of these words; no, for most, without parting it into words."""
    head = text[:_FIRST].lower()
    first = _WORD.search(head)
    return first is None or first.end() == len(head) or first[0] in firsts


def _repeats(block: Block, forms: Sequence[tuple[str, ...]]) -> bool:
    """Whether a block is a form of the title, or, as a heading, the start of one or begun by one."""
    if len(block.text) > 600:
        return False
    tokens = tuple(block.words)
    if not tokens:
        return False
    for form in forms:
        if tokens == form:
            return True
        size, longer = sorted((len(tokens), len(form)))
        if (
            block.tag in HEADING_TAGS
            and size >= max(_MIN_PART, longer * _SAME)
            and tokens[:size] == form[:size]
        ):
            return True
    return False


def standfirst(page: Page, titles: Marks, kept: Marks, paragraphs: Container[int] = ()) -> Block | None:
    """The deck under the headline, or None.

    It stands between the headline and the story and is named as a deck, is a heading there, or is what
    the page gives as its description while the story goes on elsewhere. `paragraphs` are blocks that are
    marked up as the story is: none of them is a deck.
    """
    under = [order for order in titles if page.blocks[order].tag == "h1"] or list(titles)
    if not under:
        return None
    start = _nearest(under, kept)
    homes = [b.container for b in page.blocks if b.order in kept and b.container is not None and b.prose]
    description = words(page.metadata.description or "")
    for block in page.blocks[start + 1 : start + 1 + _DECK_REACH]:
        size = len(block.words)
        if block.order in paragraphs:
            if block.prose and block.order in kept:
                return None
            continue
        if block.hidden or block.order in titles or not _DECK_MIN_WORDS <= size <= _DECK_MAX_WORDS:
            continue
        if block.link_density > 0.5:
            continue
        named = _named_as_deck(block)
        alone = block.container is None or homes.count(block.container) <= 1
        described = size >= 6 and alone and description[: size - 1] == block.words[: size - 1]
        heading = block.tag in ("h2", "h3") and alone and block.order <= start + 3 and size >= 8
        if named or described or heading:
            return block
        if block.prose and block.order in kept:
            return None
    return None


def _nearest(under: Sequence[int], kept: Marks) -> int:
    """The title right above the story, where it stands more than once."""
    first = min(kept, default=0)
    above = [order for order in under if order <= first]
    return max(above) if above else min(under)


def _named_as_deck(block: Block) -> bool:
    if block.element is None:
        return False
    for depth, element in enumerate(block.element.chain()):
        if depth == 3 or element.tag in ("article", "main", "body", "section", "header"):
            return False
        for name in element.classes:
            token = name.lower()
            if token in _DECK_NAMES or token.replace("_", "-").rsplit("--", 1)[-1].rsplit("-", 1)[-1] in (
                "dek",
                "deck",
                "standfirst",
                "subtitle",
                "subheadline",
            ):
                return True
    return False
