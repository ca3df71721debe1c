"""Who wrote a story and when, in lines that nothing marks: what stands between the headline and the first
paragraph, is no more than a name or a date, and is kept like a paragraph of its own.

Elsewhere such a line may belong to the story: a signature below a letter, a date above an entry of a
chronicle. Such dates head entries where several do.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import islice, pairwise
from typing import Final

from cleaners.align import words
from cleaners.elements import HEADING_TAGS, LISTED_TAGS, Block
from cleaners.evidence import Mark, Marks, wording

BYLINE: Final = Mark("byline", "opening")
DATE: Final = Mark("date", "opening")
ENTRY: Final = Mark(None, "chronicle")

_REACH: Final = 6  # blocks between the headline and the story
_WORDS: Final = 14
_DATE_WORDS: Final = 9
_FIRST_YEAR: Final = "1995"
_ENTRIES: Final = 3
_STAMP: Final = "wording:date-stamp"
_NAME: Final = (
    r"[A-ZÀ-ÞĀ-Ž][\w.'’-]{0,30}"
    r"(?: (?:van|von|der|den|de|da|di|del|la|le|y|bin|al|[A-ZÀ-ÞĀ-Ž][\w.'’-]{0,30})){1,4}"
)
_SIGNED: Final = re.compile(
    r"(?:(?:Written|Posted|Published|Reported|Reporting|Story|Words|Text) )?"
    r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Aa]utor(?:in|a)?|[Aa]uteur|[Aa]utore|[Rr]eporter|[Ww]riter)"
    rf":? {_NAME}(?:(?:, | (?:and|&|und|et|y|e|en) ){_NAME}){{0,3}}"
    r"(?P<more>(?:,| ?[|/·•–—-]| (?:on|for|in|am|le|el|il|with|avec|mit|con|com)\b) ?.{1,60})?"
)
# Where nobody signs by name.
_DESK: Final = re.compile(
    r"(?:(?:by|from|von|par|por|di|da|door) )?(?:(?:our|the|la|l'|die|der|de|a) ?)?"
    r"(?:staff(?: (?:reports?|reporters?|writers?))?|(?:news|web|city|court|legal)[ -]?desk|newsroom"
    r"|editorial (?:team|staff)|redazione|redaktion|redacción|redação|redakcja|rédaction|redactie)",
    re.IGNORECASE,
)
# A day in any language, and what may stand beside it.
_DAY: Final = re.compile(
    r"(?:[^\W\d_]{3,13}(?:-feira)?[.,]{0,2} (?:den |le |o |el |de )?)?\d{1,2}(?:[.º°]|er)?"
    r" (?:de |di )?[^\W\d_]{3,12}\.?,? "
    r"(?:de |del )?(?:199[5-9]|20[0-3]\d)(?:[ ,|–-]{1,3}(?:a las |às |um |à |ore |alle |om |o )?"
    r"\d{1,2}[:.h]\d{2}(?: ?(?:uhr|h))?)?",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"\b[12]\d{3}\b")
_NAMED: Final = re.compile(rf"({_NAME})(?:,| ?[|/·•–—-]) ?(.{{6,40}})")
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
        if block.order in kept and block.tag not in HEADING_TAGS and block.within(LISTED_TAGS) is None:
            what = _tells(block, names)
            if what is not None:
                found[block.order] = what
    if found.get(first - 1) == DATE and _goes_on(blocks, first, kept):
        del found[first - 1]
    return found


def entries(blocks: Sequence[Block], spoken: Marks, kept: Container[int]) -> Marks:
    """Keep the days and times of a chronicle: several lines that wording strikes as such (`spoken`), each
    with a paragraph of `kept` right behind it."""
    stamps = [
        order
        for order, mark in spoken.items()
        if mark.rule == _STAMP and order + 1 < len(blocks) and _is_told(blocks[order + 1], kept)
    ]
    return dict.fromkeys(stamps, ENTRY) if len(stamps) >= _ENTRIES else {}


def _goes_on(blocks: Sequence[Block], first: int, kept: Container[int]) -> bool:
    """Whether dates head paragraphs below the first one, too: all are of a chronicle."""
    others = (
        block.order
        for block, below in pairwise(blocks[first:])
        if block.order in kept
        and _is_told(below, kept)
        and len(block.words) <= _DATE_WORDS
        and _is_date(block.text)
    )
    return len(list(islice(others, _ENTRIES - 1))) == _ENTRIES - 1


def _is_told(block: Block, kept: Container[int]) -> bool:
    return block.order in kept and block.prose


def _tells(block: Block, authors: Container[str]) -> Mark | None:
    """What a line tells: who wrote it or when, and nothing else."""
    text = block.text
    if len(block.words) > _WORDS:
        return None
    if " ".join(block.words) in authors:
        return BYLINE
    match = _SIGNED.fullmatch(text)
    if (match is not None and not (match["more"] and text.endswith(_ENDED))) or _DESK.fullmatch(text):
        return BYLINE
    named = _NAMED.fullmatch(text)
    if named is not None and _is_date(named[2]) and _is_recent(text):
        return BYLINE
    return DATE if _is_date(text) else None


def _is_recent(text: str) -> bool:
    """Whether a line has one year, and one in which pages were written: no dates of a life."""
    years = _YEAR.findall(text)
    return len(years) == 1 and years[0] >= _FIRST_YEAR


def _is_date(text: str) -> bool:
    if text.endswith(_ENDED[1:]):
        return False
    return wording.name(text) == "date" or _DAY.fullmatch(text) is not None
