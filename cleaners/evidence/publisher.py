"""What a publisher says of itself in dirty text: how it tests, what it earns, who it is, what else it has.

On a page, markup sets that apart. In text its name does, and that no story of its own has it alone.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final

from cleaners.elements import Block
from cleaners.evidence import Mark, Marks, repetition, tails, wording
from cleaners.evidence.repetition import Repeated
from cleaners.evidence.sitename import namings
from cleaners.evidence.wording.row import QUOTED, SPEECH
from cleaners.page import Page

RULE: Final = "publisher"

_OWN_WORDS: Final = 12
_OWN_LINES: Final = 2
_LIST: Final = 3
_HEADLINE_WORDS: Final = 4
_ABOUT_SITE: Final = 0.25  # of the lines, that name the site: the story is about it
_WE: Final = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)


def shared(page: Page, repeated: Repeated) -> Marks:
    """What two texts of a site share, and only its publisher can have said: paragraphs that name the site,
    and lists of headlines.

    Of two texts of one affair, what they share is background, and speaks of others; where somebody says
    something, or the text's own lines name the site, too, it may be of the publisher.
    """
    if not repeated.shared:
        return {}
    keys = repetition.keys_of(page.blocks)
    both = [block for block in page.blocks if keys[block.order] in repeated.shared]
    orders = {block.order for block in both}
    own = namings([block for block in page.blocks if block.order not in orders], page.url)
    about = sum(naming.site for naming in own) >= _OWN_LINES and own[0].site_share >= _ABOUT_SITE
    found: Marks = {
        block.order: Mark(wording.name(block.text) or "other", repetition.RULE)
        for block, naming in zip(both, namings(both, page.url), strict=True)
        if not about
        and naming.site
        and len(block.words) >= _OWN_WORDS
        and block.prose
        and not _says(block.text)
    }
    for listed, run in groupby(page.blocks, lambda b: b.order in orders and _is_listed_headline(b)):
        items = [block.order for block in run]
        if listed and len(items) >= _LIST:
            found |= dict.fromkeys(items, tails.LISTED)
    return found


def speaks(page: Page) -> Marks:
    """Where the publisher speaks of itself: it says its name, and "we". Nobody is quoted, and the story is
    about others."""
    return {
        block.order: Mark(wording.name(block.text) or "other", RULE)
        for block, naming in zip(page.blocks, namings(page.blocks, page.url), strict=True)
        if naming.site
        and naming.site_share < _ABOUT_SITE
        and _WE.search(block.text)
        and not QUOTED.search(block.text)
    }


def _says(text: str) -> bool:
    return QUOTED.search(text) is not None or SPEECH.search(text) is not None


def _is_listed_headline(block: Block) -> bool:
    return block.text.startswith("- ") and len(block.words) >= _HEADLINE_WORDS and tails.is_headline(block)
