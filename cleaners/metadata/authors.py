"""Bylines to names: no "By", no job titles, no addresses, one person an entry."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from cleaners.metadata.dates import ANY_MONTH
from cleaners.metadata.links import path_of
from cleaners.metadata.plain import key_of, plain, unique
from cleaners.metadata.vocabulary import (
    AGENCIES,
    BODY_WORDS,
    NOBODY,
    NUMERALS,
    PARTICLES,
    PROFILE_FOLDERS,
    ROLE_MODIFIERS,
    ROLES,
)

MAX_AUTHORS: Final = 20
_LONGEST_BYLINE: Final = 400


@dataclass(frozen=True, slots=True)
class Byline:
    """Who signs a story: `persons`, and `bodies` (agencies, desks, publications)."""

    persons: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


_BY = re.compile(
    r"^(?:(?:(?:posted|written|story|words|text|reported|reporting|published|compiled|edited|analysis|"
    r"updated|submitted|opinion|commentary|guest post|article|authors?|skrevet av)\s*:?\s*)?by\b\s*:?\s+"
    r"|(?:authors?|autor(?:[/:*_-]{0,2}in(?:nen)?|en|a|e)?|auteure?|автор|текст|by)\s*:\s*)",
    re.IGNORECASE,
)
_FOREIGN_BY = re.compile(r"^(?:von|par|por|di|door|av|af)\s+(?=\S+\s+\S+)", re.IGNORECASE)
_NOISE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|https?://\S+|\S+@\S+|(?<!\S)@\w+")
_WEEKDAY: Final = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
# A day, with what is said before it: `Last updated on Tuesday, March 3rd, 2026`, `am 3. März 2026`.
_DAY = re.compile(
    r"(?:\b(?:last |first |originally )?(?:updated|published|posted|modified):? )?(?:\b(?:on|am|le|el) )?"
    rf"(?:\b{_WEEKDAY},? )?"
    rf"(?:\b(?:{ANY_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}}\b)?"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\.? (?:de |of )?(?:{ANY_MONTH})\b\.?,?(?: (?:de )?\d{{4}}\b)?)",
    re.IGNORECASE,
)
_STRONG_SPLIT = re.compile(
    r"\s*[;|•·\n\t/]\s*|\s+[-–—]\s+|,?\s+(?:with|and by)\s+|(?<=\w{4})\.\s+", re.IGNORECASE
)
_AND = re.compile(r",?\s+(?:and|und|et|y|og|och|en|e|&)\s+|\s*&\s*", re.IGNORECASE)
_CUT = re.compile(
    rf"\s+(?:(?:for|of|at|in|from|via|on)\s|{_WEEKDAY}\b"
    r"|(?:Last\s|First\s|Originally\s)?(?:[Uu]pdated|[Pp]ublished|[Pp]osted)\b).*$"
)
_CREDENTIAL: Final = 5
"""Letters of the longest degree behind a name: MS, RDN, CSCS; in capitals, after a comma."""
_SURNAMES: Final = frozenset("white court house justice".split())
"""Words before a role that are also surnames: Joe White, Courts Editor."""
_NICKNAME = re.compile(r"(?<=\w )[\"“](\w[\w.’' -]{0,20})[\"”](?= \w)")
_SUFFIX = re.compile(
    r"(?:jr|sr|ii|iii|iv|m\.?d|ph\.?d|esq|j\.?d|rn|dds|mba|cpa|d\.?o|r\.?n)\.?\Z", re.IGNORECASE
)


def read(stated: Iterable[str]) -> Byline:
    """The persons and bodies that a list of byline strings names, in order and each once."""
    persons: list[str] = []
    bodies: list[str] = []
    for text in stated:
        for name in _names(text):
            (bodies if _is_body(name) else persons).append(name)
    return Byline(unique(persons, MAX_AUTHORS), unique(bodies, MAX_AUTHORS))


def from_profile(url: str) -> str:
    """The name in an author page's address, as `…/author/jane-doe`: `Jane Doe`. Empty where there is none."""
    segments = path_of(url).split("/")
    for place, segment in enumerate(segments[:-1]):
        if segment.lower() in PROFILE_FOLDERS:
            words = [word for word in re.split(r"[-_.+\s]+", unquote(segments[place + 1])) if word]
            if 2 <= len(words) <= 4 and all(word.isalpha() for word in words):
                name = " ".join(words).title()
                return name if _is_name(name) and not _is_body(name) else ""
    return ""


def _names(text: str) -> list[str]:
    text = plain(text)
    if len(text) > _LONGEST_BYLINE or text.lower().startswith(("http:", "https:", "//", "www.")):
        return []
    text = _BY.sub("", _NOISE.sub(" ", _DAY.sub(" ; ", text)).strip(" ;"))
    text = _FOREIGN_BY.sub("", text)
    found = []
    for part in _STRONG_SPLIT.split(text):
        for piece in _AND.split(part):
            found += [name for segment in _segments(piece) if (name := _name(segment))]
    return found


def _segments(piece: str) -> list[str]:
    """The parts between commas: `Jr.` stays with its name, and `Doe, Jane` is turned round."""
    found: list[str] = []
    for part in (raw.strip() for raw in piece.split(",")):
        if not part:
            continue
        if found and _SUFFIX.match(part):
            if part.rstrip(".").upper() in (*NUMERALS, "JR", "SR"):
                found[-1] += f" {part}"
        elif found and part.isupper() and len(part) <= _CREDENTIAL and key_of(part) not in AGENCIES:
            continue
        else:
            found.append(part)
    if len(found) == 2 and len(found[0].split()) == 1 and len(found[1].split()) <= 2:
        last, first = found
        if (
            _is_name(last)
            and _is_name(first)
            and not _is_body(last)
            and not _is_body(first)
            and not _is_role(first)
        ):
            return [f"{first} {_ordinary_case(last)}"]
    return found


def _name(segment: str) -> str:
    """A name without role and place, in ordinary case; empty for what is none."""
    name = _BY.sub("", segment.strip(" \"'“”.,:-–—")).strip()
    if name != segment.strip() and _is_initial_end(segment):
        name = _BY.sub("", segment.strip(" \"'“”,:-–—")).strip()
    if key_of(name) in AGENCIES:
        return name
    shorter = _CUT.sub("", name)
    if len(shorter.split()) >= 2 or _is_role(shorter):
        name = shorter
    name = _without_role(_without_agency(_ordinary_case(name)))
    return name if name and _is_name(name) and not _is_nobody(name) else ""


def _is_nobody(name: str) -> bool:
    key = key_of(name)
    return key in NOBODY or (" " not in name and key.endswith("admin"))


def _is_initial_end(segment: str) -> bool:
    """Whether a name ends in a dot that belongs to it: `Jr.`, `John Q.`"""
    last = segment.rstrip().split(" ")[-1]
    return last.endswith(".") and (bool(_SUFFIX.match(last)) or len(last) == 2)


def _is_role(text: str) -> bool:
    words = [word.strip(".,").casefold() for word in text.split()]
    return bool(words) and all(word in ROLES or word in ROLE_MODIFIERS for word in words)


def _without_agency(name: str) -> str:
    """`Jane Doe The Associated Press`, `Jane Doe AFP` to `Jane Doe`."""
    words = name.split()
    for start in range(2, len(words)):
        tail = words[start:]
        if key_of("".join(tail)) in AGENCIES and (len(tail) > 1 or tail[0].isupper() or tail[0] == "Reuters"):
            return " ".join(words[:start])
    return name


def _without_role(name: str) -> str:
    """`Jane Doe Staff Writer` to `Jane Doe`; a role by itself to nothing; `Reuters Staff` to `Reuters`."""
    words = name.split()
    if not words or _is_role(name):
        return ""
    end = len(words)
    while end and words[end - 1].strip(".,").casefold() in ROLES | ROLE_MODIFIERS:
        end -= 1
    if end == 1 < len(words) and words[1].casefold() in _SURNAMES and not _is_body(words[0]):
        end = 2
    if end < len(words) and words[-1].strip(".,").casefold() in ROLES:
        kept = " ".join(words[:end])
        return kept if end >= 2 or (kept and _is_body(kept)) else name
    start = 0  # Staff Writer Jane Doe
    while start < len(words) - 2 and words[start].casefold() in ROLES | ROLE_MODIFIERS:
        start += 1
    return " ".join(words[start:] if words[start - 1].casefold() in ROLES else words)


def _is_name(text: str) -> bool:
    """Whether text has the form of a name: up to six words of letters, none but particles in small ones."""
    words = text.split()
    if not 1 <= len(words) <= 6 or len(text) > 60 or any(map(str.isdigit, text)):
        return False
    if not all(any(map(str.isalpha, word)) or word in ("&", "-") for word in words):
        return False
    if any(char in '<>{}=_"\\^*#%$!?' for char in _NICKNAME.sub("x", text)):
        return False
    if len(words) == 1:
        return len(text) > 1 and (text[0].isupper() or not (text[0].islower() or text.isascii()))
    small = [word for word in words if word[0].islower() and word.casefold() not in PARTICLES]
    return all(word.startswith(("d'", "d’", "al-")) for word in small)


def _is_body(name: str) -> bool:
    """Whether a name is that of an agency, a desk or a publication: `AP`, `CNN Business`, `The Lantern`."""
    words = [word.strip(".,") for word in name.split()]
    leads = words[0].isupper() and len(words[0]) > 1 and key_of(words[0]) in AGENCIES
    if leads or key_of(name) in AGENCIES:
        return True
    small = [word.casefold() for word in words]
    named = any(word in BODY_WORDS or word.endswith((".com", ".org", ".net")) for word in small)
    return named or (small[0] == "the" and len(small) > 1)


def _ordinary_case(name: str) -> str:
    """`JANE O'BRIEN III` to `Jane O'Brien III`, `jane doe` to `Jane Doe`, others as they are."""
    letters = sum(map(str.isalpha, name))
    if (name.isupper() and letters > 3) or (name.islower() and " " in name):
        return " ".join(_ordinary_word(word, place) for place, word in enumerate(name.split()))
    return name


def _ordinary_word(word: str, place: int) -> str:
    if word.upper().strip(".,") in NUMERALS or re.fullmatch(r"(?:\w\.){1,3}", word):
        return word.upper()
    if place and word.casefold() in PARTICLES:
        return word.casefold()
    pieces = re.split(r"([-'’])", word.casefold())
    cased = "".join(piece[:1].upper() + piece[1:] for piece in pieces)
    return re.sub(r"\bMc([a-z])", lambda match: "Mc" + match[1].upper(), cased)
