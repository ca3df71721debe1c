"""What the line model knows of each paragraph of dirty text: one row of numbers a line.

There is no markup to go by. What there is: how a line is built and what it says, what stands around it,
where it stands in the text, and whether it speaks of what the rest of the text speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaners.align import words
from cleaners.elements import Block
from cleaners.evidence import Marks
from cleaners.linewise.around import AROUND, FIRST_END, Column, around
from cleaners.linewise.topic import TOPIC, topics

Rows = NDArray[np.float32]
"""Shape (lines, features)."""

_MARKS: Final = (
    "title", "caption", "credit", "byline", "date", "bio", "tags", "related", "newsletter", "share",
    "comments", "ad", "legal", "tip", "paywall", "player", "navigation", "other",
)  # fmt: skip
_MARK: Final = {kind: float(number) for number, kind in enumerate(_MARKS, 1)}
_SECOND: Final = re.compile(r"\b(?:you|your|yours|we|our|us)\b", re.IGNORECASE)
_SAYS: Final = re.compile(
    r"\b(?:said|says|told|according|ruled|wrote|added|asked|who|which|was|were|had|has|been)\b"
)
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_LINK: Final = re.compile(r"https?://|www\.|\w\.com\b|@\w")
_QUOTES: Final = "\"'”’»)]"
_ENDS: Final = ".!?…:;,|)]\"'”’“‘-–—•*#@>→"
_OTHER_END: Final = 40.0
_CAP: Final = 400
_HEAD: Final = 600


class _Own(NamedTuple):
    """What a line tells of itself."""

    words: float
    chars: float
    prose: float
    end: float
    start: float
    ellipsis: float
    bullet: float
    table: float
    commas: float
    stops: float
    digits: float
    capitals: float
    upper: float
    seconds: float
    says: float
    year: float
    link: float
    bar: float
    dash: float
    question: float
    exclaims: float
    brackets: float
    code: float
    ascii: float
    doubled: float
    mark: float
    loud: float
    slug: float
    slugged: float


OWN: Final = _Own._fields
NAMES: Final[tuple[str, ...]] = (*OWN, "score", *TOPIC, *AROUND)
"""The features, in the order of a row."""


def rows(blocks: Sequence[Block], marks: Marks, scores: Sequence[float], url: str = "") -> Rows:
    """The rows of all lines of a text.

    `marks` is what wording says of them, `scores` the log-odds that their words give, `url` the address of
    the page, whose last part often holds the title's words; without one, its features are -1.
    """
    if not blocks:
        return np.zeros((0, len(NAMES)), dtype=np.float32)
    return full(*fixed(blocks, marks, url), np.asarray(scores, dtype=np.float64))


def fixed(blocks: Sequence[Block], marks: Marks, url: str) -> tuple[Column, Column]:
    """What does not depend on the scores of words: what lines tell of themselves, and what they share."""
    tokens = [block.words for block in blocks]
    slug = slug_words(url)
    own = np.array([_own(b, t, marks, slug) for b, t in zip(blocks, tokens, strict=True)], dtype=np.float64)
    return own, np.array(topics(blocks, tokens), dtype=np.float64)


def full(own: Column, topic: Column, score: Column) -> Rows:
    """Whole rows, of what `fixed` gives and the scores of words."""
    columns = {name: own[:, i] for i, name in enumerate(OWN)}
    columns |= {name: topic[:, i] for i, name in enumerate(TOPIC)}
    columns["score"] = score
    return np.hstack([own, score[:, None], topic, around(columns)]).astype(np.float32)


def slug_words(url: str) -> frozenset[str]:
    """The words that the last part of an address is made of, where it names its story; else none."""
    path = re.split(r"[?#]", url.split("://", 1)[-1])[0].strip("/")
    parts = path.split("/")[1:]
    best: list[str] = max((words(part.replace("_", " ")) for part in parts), key=len, default=[])
    return frozenset(word for word in best if word.isalpha()) if len(best) >= 3 else frozenset()


def _own(block: Block, tokens: Sequence[str], marks: Marks, slug: frozenset[str]) -> _Own:
    text = block.text
    size = len(text)
    parts = text.split()
    count = len(parts)
    last = (text.rstrip(_QUOTES) or text)[-1]
    first = text[0]
    head = text[:_HEAD]
    mark = marks.get(block.order)
    half = len(tokens) // 2
    return _Own(
        words=min(count, _CAP),
        chars=size / count,
        prose=block.prose,
        end=_kind_of(last),
        start=_kind_of(first),
        ellipsis=text.endswith(("…", "...", "[…]", "[...]")),
        bullet=first in "-•*·" and text[1:2] == " ",
        table=first == "|",
        commas=text.count(",") / count,
        stops=(text.count(". ") + text.count("! ") + text.count("? ")) / count,
        digits=sum(map(text.count, "0123456789")) / size,
        capitals=sum(part[0].isupper() for part in parts) / count,
        upper=sum(part.isupper() and len(part) > 1 for part in parts) / count,
        seconds=len(_SECOND.findall(head)) / count,
        says=len(_SAYS.findall(head)) / count,
        year=_YEAR.search(head) is not None,
        link=len(_LINK.findall(head)),
        bar=" | " in head or " • " in head or " · " in head,
        dash=" – " in head or " — " in head or " - " in head,
        question=text.count("?"),
        exclaims=text.count("!"),
        brackets=text.count("(") + text.count("["),
        code=sum(map(text.count, "{}<>=;")) / size,
        ascii=text.isascii(),
        doubled=bool(half) and tokens[:half] == tokens[half : 2 * half],
        mark=_MARK.get(mark.kind or "", 0.0) if mark is not None else 0.0,
        loud=count >= 4 and text.isupper(),
        slug=len(slug.intersection(tokens)) / max(1, len(slug)) if slug else -1.0,
        slugged=len(slug.intersection(tokens)) / max(1, len(set(tokens))) if slug else -1.0,
    )


def _kind_of(char: str) -> float:
    """A character as a number that trees can part: letters, digits, and the marks that end sentences."""
    if char.isalpha():
        return 1.0 if char.islower() else 2.0
    if char.isdigit():
        return 3.0
    place = _ENDS.find(char)
    return FIRST_END + place if place >= 0 else _OTHER_END
