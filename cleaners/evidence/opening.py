"""Who wrote a story and when, in lines that nothing marks: what stands between the headline and the first
paragraph, is no more than a name or a date, and is kept like a paragraph of its own.

Elsewhere such a line may belong to the story: a signature below a letter, a date above an entry of a
chronicle.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Final

from cleaners.align import words
from cleaners.elements import HEADING_TAGS, Block
from cleaners.evidence import Mark, Marks, wording

BYLINE: Final = Mark("byline", "opening")
DATE: Final = Mark("date", "opening")

_REACH: Final = 6  # blocks between the headline and the story
_WORDS: Final = 14
_NAME: Final = (
    r"[A-ZÀ-ÞĀ-Ž][\w.'’-]{0,30}"
    r"(?: (?:van|von|der|den|de|da|di|del|la|le|y|bin|al|[A-ZÀ-ÞĀ-Ž][\w.'’-]{0,30})){1,4}"
)
_SIGNED: Final = re.compile(
    r"(?:(?:Written|Posted|Published|Reported|Reporting|Story|Words|Text) )?"
    r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Aa]utor(?:in|a)?|[Aa]uteur|[Aa]utore|[Rr]eporter|[Ww]riter)"
    rf":? {_NAME}(?:(?:, | (?:and|&|und|et|y|e|en) ){_NAME}){{0,3}}"
    r"(?P<more>(?:,| ?[|/·•–—-]| (?:on|for|in|am|le|el|il)\b) ?.{1,60})?"
)
_ROW: Final = frozenset(("li", "td", "th", "tr", "dt", "dd"))
_ENDED: Final = (".", "!", "?", "…", ":")


def mark(blocks: Sequence[Block], titles: Marks, kept: Marks, authors: Sequence[str]) -> Marks:
    """Mark such lines among those of `kept`, below the last title above the story's first paragraph.
    `authors` are those that the page states."""
    first = next((b.order for b in blocks if b.order in kept and b.prose and not _tells(b, ())), None)
    if first is None:
        return {}
    start = max((order for order in titles if order < first), default=None)
    if start is None:
        return {}
    names = frozenset(" ".join(words(name)) for name in authors)
    found: Marks = {}
    for block in blocks[max(start + 1, first - _REACH) : first]:
        if block.order in kept and block.tag not in HEADING_TAGS and block.within(_ROW) is None:
            what = _tells(block, names)
            if what is not None:
                found[block.order] = what
    return found


def _tells(block: Block, authors: Container[str]) -> Mark | None:
    """What a line tells: who wrote it or when, and nothing else."""
    text = block.text
    if len(block.words) > _WORDS:
        return None
    if " ".join(block.words) in authors:
        return BYLINE
    match = _SIGNED.fullmatch(text)
    if match is not None and not (match["more"] and text.endswith(_ENDED)):
        return BYLINE
    return DATE if wording.name(text) == "date" and not text.endswith(_ENDED[1:]) else None
