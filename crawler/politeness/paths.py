"""Path patterns as robots.txt writes them (RFC 9309, 2.2.2): a beginning, `*` for anything, `$` for the
end."""

from __future__ import annotations

from typing import Final

MAX_PATTERN: Final = 500
"""Characters of a pattern that are looked at."""


def matches(pattern: str, path: str) -> bool:
    """Whether `path` (with its query) is one that the pattern means. Time is at most the product of the two
    lengths, whatever they hold: there is no regular expression in it.

    >>> matches("/news/*.html$", "/news/2026/a.html")
    True
    """
    pattern = pattern[:MAX_PATTERN]
    whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    if not others:
        return place == len(path) or not whole
    *middle, last = others
    for part in middle:  # the first place is as good as any: what follows may stand further on
        found = path.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    if whole:
        return path.endswith(last) and len(path) - len(last) >= place
    return path.find(last, place) >= 0
