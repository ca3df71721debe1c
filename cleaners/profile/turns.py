"""Lines that take turns: promos of which each page prints another, so that none is on many pages.

A line on few of a site's pages may also be the background of some stories on one affair. What tells them
apart is what the stories are about: those on one affair come back to the same names, and a promo does not
choose its story. A line is a promo where it stands in stories that have no uncommon name in common.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from cleaners.evidence.repetition import Lines, Repeated

MIN_PAGES: Final = 20
"""Of fewer pages nothing is said: a line on two of ten is many pages for `repetition`, and else chance."""

_MIN_TIMES: Final = 3
_MIN_WORDS: Final = 5
_MAX_WORDS: Final = 40
# A name is uncommon that no more than this share of the stories comes back to.
_UNCOMMON: Final = 0.1
_ENOUGH: Final = 24
_HALF: Final = 0.5


def turns(lines: Lines, names: Mapping[int, Sequence[int]]) -> Repeated:
    """The paragraphs that take turns on a site.

    `lines` are those of its pages, `names` what the story of each is about, by the hash of the page.
    """
    pages = lines.read()
    if len(pages) < MIN_PAGES:
        return Repeated(pages=len(pages))
    common = Counter(name for page in pages for name in names.get(page, ()))
    about = {
        page: frozenset(name for name in names.get(page, ()) if common[name] <= len(pages) * _UNCOMMON)
        for page in pages
    }
    told: defaultdict[int, list[int]] = defaultdict(list)
    others: set[int] = set()
    for page, found in pages.items():
        if not names.get(page):  # a script without capitals, or next to no story: nothing can be compared
            continue
        for line in found:
            told[line.key].append(page)
            if line.sort != "paragraph" or not _MIN_WORDS <= line.size <= _MAX_WORDS:
                others.add(line.key)
    keys = (key for key, where in told.items() if key not in others and _apart(where, about))
    return Repeated(frozenset(keys), len(pages))


def _apart(where: Sequence[int], about: Mapping[int, frozenset[int]]) -> bool:
    """Whether a line's stories, or most of them, have nothing to do with each other."""
    if len(where) < _MIN_TIMES:
        return False
    where = where[:_ENOUGH]
    apart: list[int] = []
    for page in where:
        if all(about[page].isdisjoint(about[other]) for other in apart):
            apart.append(page)
    return len(apart) >= max(_MIN_TIMES, len(where) * _HALF)
