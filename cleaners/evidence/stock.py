"""Sentences that many stories of courts and police have in common, since they are true of many: "The
investigation is ongoing."

They are short, state something, and name nobody. What a site says of itself has a name, or speaks to readers.
"""

from __future__ import annotations

import re
from typing import Final

from cleaners.evidence.wording.row import MONTH

_CHARS: Final = 90
_WORDS: Final = 12
_ABROAD_WORDS: Final = 8
_OF: Final = re.compile(
    r"\b(?:investigat(?:ions?|ors|ing|ed)|inquir(?:y|ies)|inquests?|(?:re)?trials?|hearings?|suspects?|police"
    r"|officers?|detectives?|deputies|victims?|defendants?|charge[sd]?|bail|bond|custody|appeal(?:s|ed)?|jury"
    r"|jurors|judges?|courts?|arrest(?:s|ed)?|injur(?:y|ies|ed)|hurt|motive|sentenc(?:e[sd]?|ing)|convicted"
    r"|plea(?:s|ded)?|guilty|autopsy|attorneys?|lawyers?|prosecutors?|verdicts?|case)\b",
    re.IGNORECASE,
)
_STATES: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|remains?|continues?|faces?|denies|deny|will|could|may|did|does)\b"
)
_TO_READERS: Final = re.compile(
    r"\b(?:you|your|we|our|us|here|free|readers?|read|subscribe\w*|newsletter|letter|follow|every|each|weekly|daily"
    r"|week|inbox|e-?mail|edition|advertis\w+|(?<!plea )offers?|may (?:apply|vary)"
    r"|this (?:page|site|story|article|post|report|website))\b",
    re.IGNORECASE,
)
# A word of a name: no first word, no day, and no abbreviation such as that of an agency.
_NAME: Final = re.compile(rf"(?<=\s)(?!\w{{3,6}}day\b|{MONTH}\b)[A-ZÀ-Þ][a-zà-ÿ]")
_ABROAD: Final = re.compile(
    r"\b(?:ermittlungen|ermittelt|enquête|investigación|indagini|inchiesta|investigação|inquérito|śledztwo"
    r"|dochodzenie|onderzoek)\b",
    re.IGNORECASE,
)


def is_stock(text: str) -> bool:
    """Whether a paragraph is a sentence that may be true of any case."""
    if len(text) > _CHARS or not text.endswith("."):
        return False
    size = text.count(" ") + 1
    if size <= _ABROAD_WORDS and _ABROAD.search(text):
        return True
    return (
        size <= _WORDS
        and _OF.search(text) is not None
        and _STATES.search(text) is not None
        and _NAME.search(text) is None
        and _TO_READERS.search(text) is None
    )
