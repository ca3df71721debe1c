"""What of a page an author could stand in, as a page of its own: a hundredth of the whole, mostly.

trafilatura searches a page for its author with regular expressions on every element, which takes longer than
all else that is done with the page. It gets the elements whose names say that somebody signs, within the
elements around them (comments and sidebars do not count), and what `<head>` states.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

# A wider net than trafilatura's own, which looks at the same attributes.
_CLASSES: Final = (
    "author byl username bbl writer screenname channel-name journalist-name submitted-by posted-by "
    "zuozhe bianji xiaobian".split()
)
_IDS: Final = "author zuozhe bianji xiaobian".split()
_SIGNED: Final = ", ".join(
    (
        *(f"[class*='{name}' i]" for name in _CLASSES),
        *(f"[id*='{name}' i]" for name in _IDS),
        "[itemprop*='author' i]",
        "[rel='author' i]",
        "[data-testid^='Author' i]",
        "[data-component*='byline' i]",
        "author",
    )
)
_STATED: Final = "meta[content], script[type='application/ld+json'], script[type='application/settings+json']"
_SIGNS: Final = re.compile(r"author|creator|byl|person", re.IGNORECASE)
# By what elements are told apart as no place of the author: comments, sidebars, pictures.
_TELLING: Final = ("id", "class", "itemprop", "data-component")
_MAX_SIGNED: Final = 500
# What WordPress says of a whole post is none: `category-comment`, `no-comments`, `comments-open`.
_COMMENT: Final = re.compile(
    r"(?<![a-z])(?<!category-)(?<!tag-)(?<!no-)comments?(?![a-z]|-(?:open|closed|is))|[cC]omments?(?=[A-Z])"
)
_MAX_NAME: Final = 500
# No author is named in so much text; an element that holds it stands for the place of others in it only.
_LONG: Final = 2_000
_FILLER: Final = "- " * 100


def excerpt(tree: LexborHTMLParser) -> str:
    """What is worth a search for an author, empty where nothing is."""
    stated = [text for node in tree.css(_STATED) if _SIGNS.search(text := node.html or "")]
    signed = _Skeleton()
    for node in tree.css(_SIGNED)[:_MAX_SIGNED]:
        signed.add(node)
    body = signed.close()
    if not stated and not body:
        return ""
    return f"<html><head>{''.join(stated)}</head><body>{body}</body></html>"


class _Skeleton:
    """Elements of a page, in the order in which they stand there, within those around them."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.open: list[tuple[int, str]] = []  # the elements around the last one: identity and tag
        self.held: set[int] = set()  # those that stand there whole
        self.comments: dict[int, bool] = {}  # of those that were looked at, whether they are comments

    def add(self, node: LexborNode) -> None:
        around: list[LexborNode] = []
        parent = node.parent
        while parent is not None and parent.tag not in ("body", "html", "-document"):
            if parent.mem_id in self.held:
                return
            around.append(parent)
            parent = parent.parent
        if any(map(self._is_comment, (node, *around))):
            return
        if len(node.text()) > _LONG:
            around.insert(0, node)
        shared = 0
        around.reverse()
        for (known, _), step in zip(self.open, around, strict=False):
            if known != step.mem_id:
                break
            shared += 1
        self._close(shared)
        for step in around[shared:]:
            self._begin(step)
        if not around or around[-1].mem_id != node.mem_id:
            self.parts.append(node.html or "")
            self.held.add(node.mem_id)

    def _is_comment(self, node: LexborNode) -> bool:
        """Whether an element is called a comment and does not hold the story: trafilatura knows few names."""
        known = self.comments.get(node.mem_id)
        if known is None:
            names = map(node.attributes.get, ("id", "class"))
            called = any(name and _COMMENT.search(name[:_MAX_NAME]) for name in names)
            known = self.comments[node.mem_id] = called and node.css_first("h1") is None
        return known

    def _begin(self, node: LexborNode) -> None:
        tag = node.tag or "div"
        attributes = node.attributes
        told = "".join(
            f' {name}="{escape(value)}"' for name in _TELLING if (value := attributes.get(name)) is not None
        )
        self.parts.append(f"<{tag}{told}>{_FILLER}")
        self.open.append((node.mem_id, tag))

    def _close(self, depth: int) -> None:
        while len(self.open) > depth:
            self.parts.append(f"</{self.open.pop()[1]}>")

    def close(self) -> str:
        self._close(0)
        return "".join(self.parts)
