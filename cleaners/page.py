"""A page, computed once and handed to every piece of evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from cleaners.align import words
from cleaners.blocks import cut, cut_text
from cleaners.elements import HEADING_TAGS, Block, Element
from cleaners.metadata import read, titles
from cleaners.model import Metadata
from cleaners.shallow import MAX_DEPTH, shallow, suspicious

_PROSE_WORDS: Final = 8
_PROSE_LINKS: Final = 0.5
_SENTENCE: Final = re.compile(r"[.!?:;,…。！？][\"'”’»)\]]*(?:\s|$)|[。！？]")


@dataclass(frozen=True, slots=True)
class Page:
    """A page cut into blocks. `html` is its source as parsed (empty for dirty text), `tree` its parse."""

    url: str
    html: str
    blocks: Sequence[Block]
    metadata: Metadata = field(default_factory=Metadata)
    titles: tuple[str, ...] = ()
    tree: LexborHTMLParser | None = None
    notes: tuple[str, ...] = ()

    @property
    def elements(self) -> int:
        """How many elements the page has up to its last text; more than its tags where parsing added some."""
        last = self.blocks[-1].element if self.blocks else None
        return last.number + 1 if last is not None else 0


def read_html(html: str, *, url: str = "") -> Page:
    """Parse and cut a page. Nesting beyond what extractors follow is flattened first; no text is lost."""
    notes: tuple[str, ...] = ()
    if suspicious(html):
        html = shallow(html)
        notes = ("markup: nesting, tags or attributes beyond the limits were flattened",)
    tree = LexborHTMLParser(html)
    blocks = cut(tree)
    if not notes and any(b.element is not None and _deep(b.element) for b in blocks):
        html = shallow(html)
        tree = LexborHTMLParser(html)
        blocks = cut(tree)
        notes = (f"markup: nested deeper than {MAX_DEPTH}, flattened",)
    metadata = read(tree, url=url, html=html)
    return Page(url, html, blocks, metadata, titles(tree, metadata), tree, notes)


def read_text(text: str, *, url: str = "") -> Page:
    """Dirty text as a page: its paragraphs are the blocks, a first one that is no sentence the title."""
    blocks = cut_text(text)
    title = blocks[0].text if blocks and _headline(blocks) else ""
    return Page(url, "", blocks, Metadata(title=title or None), (title,) if title else ())


def _deep(element: Element) -> bool:
    return any(depth > MAX_DEPTH for depth, _ in enumerate(element.chain()))


def _headline(blocks: Sequence[Block]) -> bool:
    """Whether the first block stands over the others as a headline: short, and no full sentence."""
    first = blocks[0].text
    return len(blocks) > 1 and 2 <= len(words(first)) <= 40 and not first.endswith((".", "…", ":", ";"))


def is_prose(block: Block) -> bool:
    """Whether a block reads like running text: some words, mostly outside links, with a sentence's marks."""
    return (
        block.tag not in HEADING_TAGS
        and block.link_density < _PROSE_LINKS
        and len(block.text) >= 40
        and (block.text.count(" ") + 1 >= _PROSE_WORDS or not block.text.isascii())
        and _SENTENCE.search(block.text) is not None
    )
