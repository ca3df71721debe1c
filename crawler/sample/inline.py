"""The inline markup of the sample articles: `*emphasis*`, `**strong**` and `[text](target)`.

One source line becomes HTML for the page and plain text for the gold; both come from the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Final

# Each branch consumes a run that excludes its own closing mark, so matching is linear.
_MARK: Final = re.compile(
    r"\*\*(?P<strong>[^*]+)\*\*|\*(?P<em>[^*]+)\*|\[(?P<link>[^\[\]]+)\]\((?P<to>[^()\s]+)\)"
)

_TYPOGRAPHIC: Final = {ord(mark): f"&#{ord(mark)};" for mark in "‘’“”–—…"}
"""WordPress (wptexturize) writes these marks as numeric references."""


def to_text(source: str) -> str:
    """The words of a source line as a reader sees them, spaces (no-break ones too) made single."""
    bare = _MARK.sub(lambda m: to_text(m["strong"] or m["em"] or m["link"]), source)
    return " ".join(bare.split())


def to_html(source: str, address: Callable[[str], str], *, references: bool = False) -> str:
    """A source line as HTML. `address` turns a link's target into its URL; with `references`,
    typographic marks are written as numeric character references."""

    def plain(text: str) -> str:
        safe = escape(text, quote=False).replace("\u00a0", "&nbsp;")
        return safe.translate(_TYPOGRAPHIC) if references else safe

    out: list[str] = []
    at = 0
    for mark in _MARK.finditer(source):
        out.append(plain(source[at : mark.start()]))
        inner = to_html(mark["strong"] or mark["em"] or mark["link"], address, references=references)
        if mark["link"]:
            out.append(f'<a href="{escape(address(mark["to"]))}">{inner}</a>')
        else:
            tag = "strong" if mark["strong"] else "em"
            out.append(f"<{tag}>{inner}</{tag}>")
        at = mark.end()
    out.append(plain(source[at:]))
    return "".join(out)
