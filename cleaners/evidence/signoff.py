"""The sign-off of an agency under its story: "Reporting by …; Editing by …".

It is a credit that readers of a wire story expect, and that hand-made gold of news keeps. It must name both
parts, and stand right under the story: "Written by …" alone stands under teasers and over biographies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from cleaners.elements import Block
from cleaners.evidence import Mark, Marks

SIGN_OFF: Final = Mark(None, "sign-off")

_REACH: Final = 3
_MAX_CHARS: Final = 400
# Each part up to 300 characters without the next one's words in it: no repetition nests in another.
_BY: Final = r"by [A-Z][^;]{2,300}"
_WORDING: Final = re.compile(
    rf"^\(?(?:Additional )?[Rr]eporting(?: and writing)? {_BY}; ?(?:[Aa]dditional [Rr]eporting {_BY}; ?)?"
    rf"(?:[Ww]riting|[Ee]diting|[Cc]ompil|[Ww]ritten|[Ee]dited)"
)


def mark(blocks: Sequence[Block], kept: Marks) -> Marks:
    """Keep an agency's sign-off right under the last kept blocks."""
    if not kept:
        return {}
    last = max(kept)
    return {
        block.order: SIGN_OFF
        for block in blocks[last + 1 : last + 1 + _REACH]
        if not block.hidden and len(block.text) <= _MAX_CHARS and _WORDING.match(block.text)
    }
