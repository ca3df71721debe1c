"""What a row of the wording table is, and the few fragments that several rows share.

A pattern is searched in folded text (see `cleaners.evidence.wording.folded`), ignoring case; a row about a
whole block begins with `^` and ends with `$`. No pattern nests one repetition in another over the same
characters, every open-ended part has a bound, and a block longer than `max_words` is never tried, so that
a search costs at most the length of the block times a small constant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from cleaners.evidence.wording.folded import Folded
from cleaners.model import Kind

# The longest block that any row looks at: the biography of an author is seldom longer.
MAX_WORDS: Final = 110


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording that was recognised: the name of what recognised it, and what kind of block it is."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Row(Phrase):
    """One rule.

    `keys` are words of which a block must have at least one before the pattern is tried. `max_words` is
    the size of the largest block that the rule may be about. A rule with `speech` also takes blocks with
    a word of attribution ("said", "told" …), which mean prose everywhere but in headlines and captions.
    `strikes` is an example that the rule recognises; `keeps` are examples that no striking rule may.
    """

    keys: frozenset[str]
    pattern: re.Pattern[str]
    max_words: int
    strikes: str
    keeps: tuple[str, ...]
    speech: bool = False

    clause: bool = False
    """Whether the pattern is about a clause: it is tried where one begins only, which is what START says."""

    def fits(self, folded: Folded, size: int) -> bool:
        """Whether a block is of this wording: its folded text, and its number of words."""
        if size > self.max_words:
            return False
        text = folded.text
        if self.clause:
            match = self.pattern.match
            if not any(match(text, start) for start in folded.starts):
                return False
        elif self.pattern.search(text) is None:
            return False
        return self.speech or SPEECH.search(text) is None


def row(
    name: str,
    kind: Kind,
    keys: str,
    pattern: str,
    *,
    max_words: int,
    strikes: str,
    keeps: str | tuple[str, ...],
    speech: bool = False,
) -> Row:
    """A row with its pattern compiled; `keys` are parted by spaces."""
    return Row(
        name,
        kind,
        frozenset(keys.split()),
        re.compile(pattern, re.IGNORECASE),
        max_words,
        strikes,
        (keeps,) if isinstance(keeps, str) else keeps,
        speech,
        clause=all(choice.startswith(START) for choice in _choices(pattern)),
    )


def _choices(pattern: str) -> list[str]:
    """The alternatives of a pattern that are in no group: the whole pattern, mostly."""
    found: list[str] = []
    depth = begin = 0
    for mark in _MARKS.finditer(pattern):
        depth += (mark[0] == "(") - (mark[0] == ")")
        if mark[0] == "|" and not depth:
            found.append(pattern[begin : mark.start()])
            begin = mark.end()
    return [*found, pattern[begin:]]


# What stands for itself (escaped, or in a set), and the marks that do not.
_MARKS: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)


# Somebody is quoted: the block tells of somebody's words.
SPEECH: Final = re.compile(
    r"\b(?:said|says|told|wrote|testified|argue[ds]|ruled|alleged|alleges|claimed|stated|according to)\b",
    re.IGNORECASE,
)

# Marks of quotation, of which an apostrophe is none.
QUOTED: Final = re.compile(r"[“”\"„«»]")

# Where a sentence or a clause set off by a colon, bar or dash begins.
START: Final = r"(?:^|(?<=[.?!:|] )|(?<=- )|(?<=^[\[(*>]))"
# Words that soften an imperative.
PLEASE: Final = (
    r"(?:please |just |click here to |tap here to |you can |you can also |also |to |and |then |or )?"
)
# One word of a name, and a name of up to five. IGNORECASE is off in them: capitals are what they are about.
NAME: Final = r"(?-i:[A-Z][\w.'-]{0,30})"
NAMES: Final = rf"{NAME}(?: {NAME}){{0,4}}"

PLATFORM: Final = (
    r"(?:twitter|x|facebook|instagram|linkedin|youtube|tiktok|whats ?app|telegram|bluesky|threads"
    r"|mastodon|snapchat"
    r"|pinterest|reddit|flipboard|google news|apple news|social media|spotify|apple podcasts)\b"
)
EMAIL: Final = r"[\w.+-]{1,64}@[\w-]{1,64}\.\w"
MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
MONTHS: Final = (
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august "
    "september october november december"
)
AGENCY: Final = (
    r"(?:getty(?: images)?|ap(?: photo)?|associated press|reuters|afp|epa|epa-efe|shutterstock"
    r"|istock(?:photo)?|alamy|unsplash"
    r"|pixabay|pexels|adobe stock|wikimedia(?: commons)?|flickr|bloomberg|zuma(?: press)?|upi|pa(?: wire"
    r"| images)?|usa today sports"
    r"|usa today network|imagn(?: images)?|cq[ -]roll call(?:, inc\.?)?|wireimage|filmmagic|nurphoto"
    r"|anadolu(?: agency)?|rex"
    r"|imago(?: images)?|dpa|ansa|efe|keystone|picture alliance|xinhua|sipa(?: usa)?|youtube|screengrab"
    r"|screenshot)"
)
