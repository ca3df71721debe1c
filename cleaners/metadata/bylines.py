"""Bylines as pages print them: over several lines, or in no element that is named so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from selectolax.lexbor import LexborNode

from cleaners.metadata import authors
from cleaners.metadata.plain import key_of, node_lines

_MAX_SIBLINGS: Final = 6
_MAX_LEVELS: Final = 3
_MAX_NODES: Final = 40
"""Of an element behind the headline: a byline is among its first, or stands elsewhere."""
_PROSE: Final = 200
"""Characters of an element behind the headline with which the story begins."""
_LONGEST: Final = 120
_MAX_LINES: Final = 20
_MAX_LINE: Final = 500
_TOP: Final = frozenset(("article", "main", "body", "html", "-document"))
_HEAVY: Final = frozenset(("script", "style", "template", "noscript", "aside", "nav", "ul", "ol", "form"))
_BY_NAME: Final = re.compile(r"(?:written\s|story\s|reported\s)?by:?\s+[^\W\d_]", re.IGNORECASE)
# Behind the names: under what a story is filed, and when.
_FILED: Final = re.compile(r"\s(?:in|on|posted|published|updated|view|share)\b", re.IGNORECASE)
_GOES_ON: Final = re.compile(r"(?:and|&|with|by)\b", re.IGNORECASE)
_OPEN: Final = re.compile(r"(?:,|&|\band|\bby|\bwith)\Z", re.IGNORECASE)


def signed(node: LexborNode) -> list[str]:
    """What an element that is marked up as a byline states: its lines up to the first that names somebody,
    and those that carry on from there. Roles, places and dates stand on lines of their own."""
    said: list[str] = []
    for whole in islice(node_lines(node), _MAX_LINES):
        line = whole[:_MAX_LINE]
        if said and _OPEN.search(said[-1]):
            said[-1] += f" {line}"
        elif said and not _GOES_ON.match(line) and authors.read(said).persons:
            break
        else:
            said.append(line)
    return said


def under(headline: LexborNode | None) -> list[str]:
    """The line behind the headline that begins with `By` and a name, as pages print it that mark nothing."""
    if headline is None:
        return []
    for behind in _lines_behind(headline):
        line = _FILED.split(behind)[0]
        if len(line) <= _LONGEST and (label := _BY_NAME.match(line)):
            byline = authors.read([line])
            signs = byline.bodies or tuple(name for name in byline.persons[:1] if " " in name)
            rest = key_of(line[label.end() - 1 :])
            if line[label.end() - 1].isupper() and any(rest.startswith(key_of(name)) for name in signs):
                return [line]
    return []


def _lines_behind(headline: LexborNode) -> Iterator[str]:
    """The lines between the headline and the story's first paragraph."""
    node = headline
    for _ in range(_MAX_LEVELS):
        beside = node.next
        for _ in range(_MAX_SIBLINGS * 2):  # every other one may be a gap
            if beside is None:
                break
            if beside.is_element_node and beside.tag not in _HEAVY:
                lines = node_lines(beside, _MAX_NODES)
                if sum(map(len, lines)) > _PROSE:
                    yield from islice(lines, 0, 3)
                    return
                yield from lines
            beside = beside.next
        if node.parent is None or node.parent.tag in _TOP:
            return
        node = node.parent
