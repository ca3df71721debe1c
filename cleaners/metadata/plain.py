"""Strings as pages state them (escaped, tagged, broken over lines) to plain ones."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from selectolax.lexbor import LexborNode

from cleaners.controls import without_controls

MAX_TEXT: Final = 20_000
"""Characters of one value that are looked at: no title, name or caption is longer."""

MAX_NODES: Final = 1_000
"""Of one element that are looked at for its text."""

# A tag ends at the first `>`, and none holds a `<`: linear on any input.
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)[^<>]*>|<!--[^<>]*-->")
_UNSEEN: Final = frozenset(("script", "style", "svg", "noscript", "template", "title"))
_INLINE: Final = frozenset(
    "a abbr b bdi bdo big cite code em font i ins kbd mark q s small span strong sub sup u wbr".split()
)
# Soft hyphens, zero-width and direction marks. The joiners stay: they belong to words of Indic scripts.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_BREAK: Final = "\v"
"""Stands for a `<br>` or the edge of a block; white space to what takes text as one line."""
_MAX_INLINE: Final = 8
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
    return _one_line(text)


def _visible(text: str) -> str:
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
        if _SURROGATE.search(text):  # JSON can hold half of a pair
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _gap(match: re.Match[str]) -> str:
    tag = match[1]
    return "" if tag is None or tag.lower() in _INLINE else " "


def node_text(node: LexborNode) -> str:
    """An element's text as a reader sees it: words that only a `<br>` or a block parts stay apart.

    No more than MAX_NODES are looked at: an element that is never closed holds the rest of the page.
    """
    first = node.first_child
    if first is None:
        return ""
    if first.is_text_node and first.next is None:
        return _one_line(first.text_content or "")
    return _one_line("".join(_parts(node)))


def node_lines(node: LexborNode, most: int = MAX_NODES) -> list[str]:
    """The text of an element's first `most` nodes line by line, as `<br>` and blocks part it."""
    text = "".join(_parts(node, most))
    return [line for raw in text.split(_BREAK) if not raw.isspace() and (line := _one_line(raw))]


def _parts(node: LexborNode, most: int = MAX_NODES) -> Iterator[str]:
    """The texts in an element, and a break where a reader sees one."""
    after_block = False
    before = ""
    holder: LexborNode | None = None
    for inner in islice(node.traverse(include_text=True), most):
        parent = inner.parent
        if not inner.is_text_node:
            if inner.tag not in _INLINE:
                yield _BREAK
                before = ""
        elif parent is not None and parent.tag not in _UNSEEN:
            in_block = parent.tag not in _INLINE and parent.mem_id != node.mem_id
            text = inner.text_content or ""
            if after_block and not in_block:
                yield _BREAK
            elif holder is not None and _is_glued(before, text) and _are_beside(holder, parent):
                yield " "
            yield text
            after_block, before, holder = in_block, text, parent


def _is_glued(before: str, text: str) -> bool:
    """Whether a word in small letters runs into one with a capital: `Courts` and `Board` in two elements that
    only a style parts."""
    return len(before) > 2 and before[-2:].isalpha() and before[-2:].islower() and text[:1].isupper()


def _are_beside(one: LexborNode, other: LexborNode) -> bool:
    """Whether neither of two elements holds the other: in one a word may go on, as in `Mac<b>Lean</b>`."""
    return not holds(one, other, _MAX_INLINE) and not holds(other, one, _MAX_INLINE)


def holds(outer: LexborNode, inner: LexborNode, most: int) -> bool:
    """Whether an element is another one or stands around it, looking at so many steps up at most."""
    step: LexborNode | None = inner
    for _ in range(most):
        if step is None:
            return False
        if step.mem_id == outer.mem_id:
            return True
        step = step.parent
    return False


def _one_line(text: str) -> str:
    text = " ".join(_visible(text[:MAX_TEXT]).split())
    return text if text.isprintable() else without_controls(text).strip()


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


# Every byte of ASCII that is no letter and no digit.
_NO_KEY: Final = bytes(code for code in range(128) if not chr(code).isalnum())
_NO_WORDS: Final = re.compile(r"[\W_]+")


def key_of(text: str) -> str:
    """Letters and digits only, in one case: equal for texts that differ in typography."""
    folded = text.casefold()
    if folded.isascii():  # a tenth of the time
        return folded.encode().translate(None, _NO_KEY).decode()
    return _NO_WORDS.sub("", folded)
