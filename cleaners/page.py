"""A page, computed once and handed to every piece of evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from cleaners.blocks import cut, cut_text
from cleaners.elements import Block, Element, elements_of
from cleaners.metadata import read_with_titles
from cleaners.metadata.jsonld import Graph
from cleaners.model import Metadata
from cleaners.shallow import MAX_DEPTH, shallow, suspicious

_HEADLINE_WORDS: Final = 20
_HEADLINE_MOST: Final = 25  # no headline of the pages it was tried on has more; first paragraphs do
_ENDS: Final = (".", "…", ":", ";", "。")
_QUOTES: Final = "\"'”’)]"
# A full stop after a word of some length: after a short one it may be that of "v." or "U.S."
_BREAK: Final = re.compile(r"[a-z]{4}\.[\"”’)]? [A-Z“\"‘]|。.")


@dataclass(frozen=True, slots=True)
class Page:
    """A page cut into blocks. `raw` is its source as parsed, in utf-8 (empty for dirty text), `tree` its
    parse, `graph` its JSON-LD."""

    url: str
    raw: bytes
    blocks: Sequence[Block]
    metadata: Metadata = field(default_factory=Metadata)
    titles: tuple[str, ...] = ()
    tree: LexborHTMLParser | None = None
    notes: tuple[str, ...] = ()
    graph: Graph = field(default_factory=Graph, repr=False)
    _elements: list[Element] = field(default_factory=list, repr=False, compare=False)

    @property
    def elements(self) -> Sequence[Element]:
        """The elements that the blocks stand in, in the order of the document: found once."""
        if not self._elements:
            self._elements.extend(elements_of(self.blocks))
        return self._elements


def read_html(html: bytes | str, *, url: str = "") -> Page:
    """Parse and cut a page, in utf-8. Nesting beyond what extractors follow is flattened first; no text is
    lost."""
    notes: tuple[str, ...] = ()
    raw = html.encode("utf-8", "replace") if isinstance(html, str) else html
    if suspicious(raw):
        raw = shallow(raw.decode()).encode()
        notes = ("markup: nesting, tags or attributes beyond the limits were flattened",)
    tree = LexborHTMLParser(raw)
    blocks = cut(tree)
    if not notes and any(b.element is not None and b.element.depth > MAX_DEPTH for b in blocks):
        raw = shallow(raw.decode()).encode()
        tree = LexborHTMLParser(raw)
        blocks = cut(tree)
        notes = (f"markup: nested deeper than {MAX_DEPTH}, flattened",)
    metadata, titles, graph = read_with_titles(tree, url=url, raw=raw)
    return Page(url, raw, blocks, metadata, titles, tree, notes, graph)


def read_text(text: str, *, url: str = "") -> Page:
    """Dirty text as a page: its paragraphs are the blocks, a first one that is no sentence the title."""
    blocks = cut_text(text)
    title = blocks[0].text if blocks and _headline(blocks) else ""
    return Page(url, b"", blocks, Metadata(title=title or None), (title,) if title else ())


def _headline(blocks: Sequence[Block]) -> bool:
    """Whether the first block stands over the others as a headline: short, and no full sentence.

    One that is not so short must not break into sentences, and end without any mark.
    """
    first = blocks[0].text
    size = len(blocks[0].words)
    if len(blocks) < 2 or not 2 <= size <= _HEADLINE_MOST:
        return False
    bare = first.rstrip(_QUOTES)
    ended = bare.endswith(_ENDS if size <= _HEADLINE_WORDS else (*_ENDS, "!", "?"))
    return not ended and _BREAK.search(first) is None
