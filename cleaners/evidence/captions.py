"""Captions that nothing marks: a sentence right under a picture that ends with who took it, in brackets.

On the development news pages all of them were captions; names of products, which stand under pictures with
brackets at the end too, are no sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from cleaners.elements import HEADING_TAGS, Block
from cleaners.evidence import Mark, Marks

UNDER_PICTURE: Final = Mark("caption", "under-picture")

_MAX_WORDS: Final = 80
# A name or two: words that begin with capitals, joined by what joins agencies and platforms.
_NAME: Final = r"(?:[A-Z][\w.&'’-]*|of|the|and|for|via|by|photo|image|courtesy)"
_CREDIT: Final = re.compile(
    rf"(?:[.!?…][\"”’]? ?\({_NAME}(?:[ /,|]+{_NAME}){{0,11}}\)|\({_NAME}(?:[ /,|]+{_NAME}){{0,11}}\)\.)$"
)


def mark(blocks: Sequence[Block]) -> Marks:
    """Mark short lines under a picture that close with a credit in brackets."""
    return {
        block.order: UNDER_PICTURE
        for block in blocks
        if block.picture is not None
        and block.text.endswith((")", ")."))
        and block.tag not in HEADING_TAGS
        and len(block.words) <= _MAX_WORDS
        and _CREDIT.search(block.text)
    }
