"""Lines without a word: `---`, `* * *`, the sign on a button."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from cleaners.blocks import ASIDE_TAGS
from cleaners.elements import Block
from cleaners.evidence import Mark, Marks

SEPARATOR: Final = Mark("other", "separator")

# Brackets are none of the signs that part a text, as a line of a program may be one, and no marks are that
# somebody may answer with. Underscores count as words, here as in the gold texts, which keep the last line of
# agencies ("___").
_SIGNS: Final = re.compile(r"[^\w(){}\[\]?!…\"'“”‘’«»]*")
_ICONS: Final = re.compile("[\ue000-\uf8ff]+")
"""The private use area of Unicode, in which fonts of icons have their pictures."""


def mark(blocks: Sequence[Block], marks: Marks) -> Marks:
    """Cut what parts the story from what is cut before or behind it, and signs on buttons and icons wherever
    they stand. Between two parts of a story a line of signs stays. `marks` are of all blocks.
    """
    kept = [block for block in blocks if marks[block.order].kind is None]
    signs = {block.order for block in kept if _SIGNS.fullmatch(block.text)}
    if not signs:
        return {}
    worded = [block.order for block in kept if block.order not in signs]
    first, last = (worded[0], worded[-1]) if worded else (len(blocks), -1)
    return {
        block.order: SEPARATOR
        for block in kept
        if block.order in signs
        and (not first < block.order < last or block.tag in ASIDE_TAGS or _ICONS.fullmatch(block.text))
    }
