"""The signature of a block: how it is marked up, in the words that the site's pages share.

An element is one step: its tag, and those of its id and classes that recur on the site (`p.intro`,
`div#main.entry-content`). A block's signature is the step of its block-level element and those of three
elements around it, with flags for text that is all link, all bold or hidden. A signature that was never seen
is looked up with less context: with one element around it, then by its tag and the element around it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Sequence
from typing import Final

from cleaners.elements import Block

LEVELS: Final = 3
"""How many forms a signature has, the most exact first."""
STEPS: Final = 4
"""Steps of the most exact form: the block's own and three around it."""

_LINKS: Final = 0.7
_BOLD: Final = 0.9


def flags(block: Block) -> str:
    """What the text of a block is throughout: `a` link, `b` bold, `h` hidden at first; empty for most."""
    size = len(block.text)
    return (
        ("a" if block.link_chars > size * _LINKS else "")
        + ("b" if block.strong_chars > size * _BOLD else "")
        + ("h" if block.hidden else "")
    )


def step(tag: str, names: Sequence[str], stable: Container[str]) -> str:
    """One step: the tag and its names (`#id`, `.class`) that are stable on the site."""
    return tag + "".join(sorted({name for name in names if name in stable}))


def names(ident: str, classes: Sequence[str]) -> tuple[str, ...]:
    """The names of an element from its id and class names."""
    found = [f".{name}" for name in classes]
    return (f"#{ident}", *found) if ident else tuple(found)


def tag_of(own: str) -> str:
    """The tag of a step."""
    for end, char in enumerate(own):
        if char in ".#":
            return own[:end]
    return own


def forms(steps: Sequence[str], what: str) -> tuple[str, str, str]:
    """The forms of a signature, the most exact first, from its steps (own first) and flags.

    They stand in one table, and so differ in how they are written.
    """
    mark = f" [{what}]" if what else ""
    around = steps[1] if len(steps) > 1 else ""
    return (
        " < ".join(steps[:STEPS]) + mark,
        f"{steps[0]} < {around} < *{mark}",
        f"{tag_of(steps[0])}.* < {around} < *{mark}",
    )


def digest(text: str) -> int:
    """A number for a text, the same in every process: 53 bits, which every reader of JSON holds exactly."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()) >> 11
