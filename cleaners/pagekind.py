"""What kind of page a page is, told before it is cleaned: an article, a live blog, a gallery, a transcript, a
list of articles.

The first four hold an article: its text is kept, and the kind tells a reader of the corpus how to take it. A
list is a suspicion here; `cleaners.guards` has the last word, once it is known what would be kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cleaners import forms, listed
from cleaners.address import LISTS, AddressKind, classify
from cleaners.listed import Items
from cleaners.model import PageKind
from cleaners.page import Page
from cleaners.stated import said_by

_FEW: Final = 4
"""Linked headlines that are enough for a list where the page says that it is one."""
_MANY: Final = 8
"""Linked headlines that make a list without any statement, if there are twice as many as paragraphs."""
_PARAGRAPH: Final = 20
"""Words that make running text a paragraph: captions, teasers and notes are shorter as a rule."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a page is and, in a few words, what says so. `items` are the linked headlines of other stories;
    `address` is what its address leads to, `said` what the page says that it is, and `strongly` whether that
    is a strong statement (`cleaners.stated`).
    """

    kind: PageKind
    evidence: str = ""
    items: Items = listed.NONE
    address: AddressKind = "unknown"
    said: AddressKind | None = None
    strongly: bool = False

    @property
    def note(self) -> str:
        """For `Cleaned.notes`; empty for an article."""
        return f"page: {self.kind.replace('_', ' ')}: {self.evidence}" if self.evidence else ""


def recognise(page: Page) -> Recognised:
    """What a page is, from its address, what it states, and how its blocks stand.

    Of dirty text only transcripts are recognised.
    """
    address = classify(page.url)
    # what stands at an article's address is never taken for a list, so nobody asks for its items
    items = listed.NONE if address == "article" or page.tree is None else listed.find(page)
    said, strongly = said_by(page.tree, page.graph.scripts) if page.tree is not None else (None, False)
    kind: PageKind = "article"
    if evidence := forms.live_blog(page):
        kind = "live_blog"
    elif evidence := _list(page, items, address, said, strongly=strongly):
        kind = "listing"
    elif evidence := forms.gallery(page):
        kind = "gallery"
    elif evidence := forms.transcript(page):
        kind = "transcript"
    return Recognised(kind, evidence, items, address, said, strongly)


def _list(page: Page, items: Items, address: AddressKind, said: AddressKind | None, *, strongly: bool) -> str:
    """Whether a page leads to articles instead of being one. Its own statement that it is an article stands
    against that, and so does an address that only articles have.
    """
    if page.tree is None or items.headlines == 0:
        return ""
    if address not in LISTS and len(items) < _FEW:
        return ""
    if said == "article" and (strongly or address not in LISTS):
        return ""
    found = f"{items.headlines} linked headlines"
    if address in LISTS:
        return f"its address ({address}), {found}"
    if said in LISTS:
        return f"it says so ({said}), {found}"
    paragraphs = sum(
        b.order not in items.owner and b.prose and not b.hidden and len(b.words) >= _PARAGRAPH
        for b in page.blocks
    )
    return f"{found}, {paragraphs} paragraphs" if len(items) >= max(_MANY, 2 * paragraphs) else ""
