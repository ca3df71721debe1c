"""Strings as pages state them (escaped, tagged, broken over lines) to plain ones."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any, Final

from selectolax.lexbor import LexborNode

MAX_TEXT: Final = 20_000
"""Characters of one value that are looked at: no title, name or caption is longer."""

# A tag ends at the first `>`, and none holds a `<`: linear on any input.
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)[^<>]*>|<!--[^<>]*-->")
_UNSEEN = re.compile(r"<(script|style|svg|noscript|template)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_INLINE: Final = frozenset(
    "a abbr b bdi bdo big cite code em font i ins kbd mark q s small span strong sub sup u wbr".split()
)
# Soft hyphens, zero-width and direction marks. The joiners stay: they belong to words of Indic scripts.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def plain(value: str) -> str:
    """Text without tags, entities (also escaped twice), invisible characters and runs of space."""
    text = value[:MAX_TEXT]
    for _ in range(2):
        before = text
        if "&" in text:
            text = html.unescape(text)
        if "<" in text:
            text = _TAG.sub(_gap, text)
        if text == before:
            break
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
        if _SURROGATE.search(text):  # JSON can hold half of a pair
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return " ".join(text.split())


def _gap(match: re.Match[str]) -> str:
    tag = match[1]
    return "" if tag is None or tag.lower() in _INLINE else " "


def node_text(node: LexborNode) -> str:
    """An element's text as a reader sees it: words that only a `<br>` parts stay apart."""
    if first := node.first_child:
        if first.is_text_node and first.next is None:
            return plain(html.escape(node.text(), quote=False))
        source = node.inner_html or ""
        return plain(_UNSEEN.sub(" ", source[: 5 * MAX_TEXT]))
    return ""


def text_of(value: Any) -> str:  # noqa: ANN401  (JSON)
    """The text of a JSON value: of a string, a number, a named thing, or the first that has one in a list."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        for key in ("name", "@value", "headline", "text"):
            if isinstance(value.get(key), str) and (text := plain(value[key])):
                return text
        return ""
    if isinstance(value, list):
        return next(
            (text for item in value[:20] if not isinstance(item, list) and (text := text_of(item))), ""
        )
    return ""


def unique(items: Iterable[str], limit: int) -> tuple[str, ...]:
    """The first `limit` different items, in order. Case, and what stands around it, makes no difference."""
    seen: dict[str, str] = {}
    for item in items:
        if item:
            seen.setdefault(item.casefold(), item)
        if len(seen) >= limit:
            break
    return tuple(seen.values())


def key_of(text: str) -> str:
    """Letters and digits only, in one case: equal for texts that differ in typography."""
    return "".join(filter(str.isalnum, text.casefold()))
