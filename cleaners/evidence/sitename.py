"""Whether a line names the site that the text is from, as its address spells it.

What a publisher says of itself names it: appeals, notes on how things are tested, who an author writes for.
A story seldom does, and one that is about its own site does so in many lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from cleaners.elements import Block
from cleaners.metadata.links import host_of

_WORD: Final = re.compile(r"[^\W_]+")
_READ: Final = 600  # characters of a line
# Parts of an address that name no site.
_SHARED: Final = frozenset(
    ("www", "amp", "m", "com", "co", "org", "net", "ac", "gov", "edu", "or", "ne", "go", "gob", "gouv")
)
_OWN_CHARS: Final = 8  # a part left of the site's, as of a blog at its host
_MIN_CHARS: Final = 2
_ARTICLE: Final = "the"


class Naming(NamedTuple):
    """Whether a line names the site, and the share of the text's lines that do. None does where the address
    is not known."""

    site: bool
    site_share: float


def namings(blocks: Sequence[Block], url: str) -> list[Naming]:
    """How each line of a text names the site."""
    names, suffix = site_names(url)
    if not names:
        return [Naming(site=False, site_share=0.0)] * len(blocks)
    named = [_names(block.text, names, suffix) for block in blocks]
    share = sum(named) / max(1, len(named))
    return [Naming(line, share) for line in named]


def site_names(url: str) -> tuple[frozenset[str], str]:
    """What a site may be called, in lower case and without spaces; and how its address ends ("com")."""
    *labels, suffix = host_of(url).split(".")
    named = [label.replace("-", "") for label in labels if label not in _SHARED]
    names = {name for i, name in enumerate(named) if i == len(named) - 1 or len(name) >= _OWN_CHARS}
    names |= {name.removeprefix(_ARTICLE) for name in names if len(name) >= _OWN_CHARS}
    return frozenset(name for name in names if len(name) >= _MIN_CHARS), suffix


def _names(text: str, names: frozenset[str], suffix: str) -> bool:
    """Whether a line names the site: as a name, with a capital letter, or as an address."""
    parts = _WORD.findall(text[:_READ])
    longest = max(map(len, names))
    for i, part in enumerate(parts):
        if part[0].islower():
            if part in names and parts[i + 1 : i + 2] == [suffix]:
                return True
            continue
        joined = ""
        for word in parts[i:]:
            joined += word.lower()
            if joined in names:
                return True
            if len(joined) >= longest:
                break
    return False
