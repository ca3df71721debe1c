"""Captions parted from the credit at their end: `A clerk at work. (Jane Doe/Agency via AP)`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_MAX: Final = 3_000
_TAIL: Final = 200
_MAX_REMEMBERED: Final = 128
"""Texts that are remembered: a caption is read where its picture is found, and where its block is cut."""

# Every pattern is anchored at the end, bounded in width, and given the last 200 characters only.
_AGENCY: Final = (
    "(?:AP|Reuters|REUTERS|AFP|Getty Images|Getty|Shutterstock|EPA|EFE|PA|Bloomberg|iStock|Alamy|Unsplash|"
    "Pexels|Flickr|Pixabay|Wikimedia Commons|Wikimedia|Zuma|ZUMA|UPI|Sipa|Pool|POOL|Adobe Stock|"
    "Depositphotos|Facebook|Twitter|Instagram|YouTube|Google Maps|Google)"
)
_MEDIUM: Final = "(?:photo|photograph|image|picture|illustration|video|foto)s?"
_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{2,120})[)\]]\s*\.?\s*\Z")
_BRACKETS = re.compile(r"\([^()]{2,120}\)[.;]")
_CREDIT_WORDS = re.compile(
    rf"\b(?i:{_MEDIUM}|credit|courtesy|via|copyright|screenshot|screengrab|handout)\b|\b{_AGENCY}\b|\w/[A-Z]|©"
)
_LABELLED = re.compile(
    rf"""(?:\A | (?<=[\s.|(•·—–-]))
    (?: (?: {_MEDIUM}\s*(?:credits?|courtesy(?:\sof)?|by|via|from)?
          | credits? | courtesy(?:\sof)? | source | copyright )
        \s*[:/|]\s* ([^:|]{{2,120}})
      | ( (?: {_MEDIUM}\s(?:by|via|courtesy\sof|courtesy) | courtesy\sof ) \s[^.:|]{{2,100}} ) \.?
      | ©\s* ([^.|]{{2,100}}) \.?
      | ((?:submitted|contributed|provided|courtesy|file|staff|handout)\s{_MEDIUM}) \.?
    ) \Z""",
    re.IGNORECASE | re.VERBOSE,
)
_AGENCY_TAIL = re.compile(
    rf"""(?: \A | (?<=[.!?”"|)–—-])\s+ | \s+[|–—-]\s+ )
    ( AP\ Photo/[^.]{{2,80}}
      | [^.|/!?]{{2,60}}\s?/\s?[^.|/!?]{{0,60}}\b{_AGENCY.replace(" ", "[ ]")}\b[^.|]{{0,40}}
      | {_AGENCY.replace(" ", "[ ]")}
    ) \.?\s*\Z""",
    re.VERBOSE,
)
_LABEL = re.compile(
    rf"""^(?: {_MEDIUM}\s+(?:by|via|courtesy\sof|courtesy)\s+
      | (?: {_MEDIUM}(?:\s+(?:credits?|courtesy|by))? | credits? | source | copyright | courtesy\sof )
        \s*[:|/]\s*
      | courtesy\sof\s+ | (?:copyright\s+)?©\s* )""",
    re.IGNORECASE | re.VERBOSE,
)


def split_credit(text: str) -> tuple[str, str]:
    """Caption and credit of a text that may hold both; either is empty where it is missing.

    >>> split_credit("The court house in May. (Jane Doe/Agency via AP)")
    ('The court house in May.', 'Jane Doe/Agency via AP')
    >>> split_credit("Photo: Jane Doe")
    ('', 'Jane Doe')
    >>> split_credit("Counsel (left) leaves court.")
    ('Counsel (left) leaves court.', '')
    >>> split_credit("Inset: A clerk (Marlow County). Background: Her desk (WQRT/YouTube).")[1]
    ''
    """
    return _split(text[:_MAX].strip())


@lru_cache(maxsize=_MAX_REMEMBERED)
def _split(text: str) -> tuple[str, str]:
    match = _IN_BRACKETS.search(text[-_TAIL:])
    if match and _CREDIT_WORDS.search(match[1]):
        if _BRACKETS.search(text, 0, len(text) - len(match[0])):
            return text, ""  # several pictures in one, each with its own credit
        return text[: len(text) - len(match[0])].strip(), bare_credit(match[1])
    if match := _AGENCY_TAIL.search(text[-_TAIL:]):
        return _before(text, match[0]), bare_credit(match[1])
    if match := _LABELLED.search(text[-_TAIL:]):
        return _before(text, match[0]), bare_credit(next(filter(None, match.groups())))
    return text, ""


def bare_credit(text: str) -> str:
    """A credit without its label: `Photo by Jane Doe` is `Jane Doe`."""
    text = text.strip(" .|")
    return _LABEL.sub("", text).strip() or text


def _before(text: str, tail: str) -> str:
    return text[: len(text) - len(tail)].rstrip(" |–—-(•·")
