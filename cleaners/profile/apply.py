"""A page of a known site: decided by its profile, or found not to fit it.

The profile takes the place of the slow evidence alone. What a site declares, the title and the standfirst and
what wording gives away are found as on any page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from cleaners.decide import Decision
from cleaners.elements import HEADING_TAGS, Block
from cleaners.evidence import (
    Mark,
    Marks,
    captions,
    declared,
    embeds,
    headline,
    markup,
    separators,
    tails,
    wording,
)
from cleaners.metadata import read_with_titles
from cleaners.model import Rules
from cleaners.page import Page
from cleaners.profile.again import repeats
from cleaners.profile.lesson import fingerprint
from cleaners.profile.profile import Profile
from cleaners.profile.reader import Reader
from cleaners.profile.signature import flags
from cleaners.profile.walk import cut, state_of
from cleaners.shallow import MAX_DEPTH, suspicious

MIN_PAGES: Final = 3
"""Profiles of fewer pages are not used: one page cannot tell what recurs, nor two what does by chance."""

_MIN_WORDS: Final = 50
_UNSEEN: Final = 0.2
_SHARE: Final = 0.3
_PLACE: Final = 0.3
_UNKNOWN: Final = Mark("other", "profile")
_AMONG: Final = Mark(None, "among")
_HOLDS: Final = 2
_LEVELS: Final = 6  # elements up from a block, where those that hold the story are looked for
_PLAIN: Final = frozenset("ah")
_NESTS: Final = frozenset(("ul", "ol", "blockquote"))


def read_known(raw: bytes, profile: Profile, rules: Rules, *, url: str = "") -> tuple[Page, Decision] | str:
    """A page, in utf-8, and the decision on its blocks by the profile of its site, or why it must go the slow
    way.

    `pages`: too few taught the profile; `rules`: the site declared others then; `markup`: it nests too deep
    or is otherwise out of bounds; `short`: next to nothing would be kept; `unseen`: much of its running text,
    or some of what stands with the story, is in markup that the site never had; `share`: too small a part of
    the page would be kept.
    """
    if profile.pages < MIN_PAGES:
        return "pages"
    if profile.rules != fingerprint(rules):
        return "rules"
    if suspicious(raw):
        return "markup"
    reader = profile.cache.get("reader")
    if not isinstance(reader, Reader):
        reader = profile.cache["reader"] = Reader(profile)
    tree = LexborHTMLParser(raw)
    blocks = cut(tree, reader)
    if any(block.element is not None and block.element.depth > MAX_DEPTH for block in blocks):
        return "markup"
    metadata, titles, graph = read_with_titles(tree, url=url, raw=raw)
    return _decide(Page(url, raw, blocks, metadata, titles, tree, graph=graph), reader, rules)


def _decide(page: Page, reader: Reader, rules: Rules) -> tuple[Page, Decision] | str:
    said = declared.mark(page.blocks, rules)
    heads = headline.title_marks(page)
    marks: Marks = {}
    kept: list[Block] = []
    unseen: list[Block] = []
    begun = False
    for block in page.blocks:
        state = state_of(block)
        if state is None or state.cut is not None:
            marks[block.order] = _UNKNOWN if state is None else state.mark
            continue
        mark, seen = reader.verdict(state, flags(block))
        # within the story a heading may repeat the title
        head = heads.get(block.order) if not begun or mark is None or mark.kind is not None else None
        marks[block.order] = head or mark or _UNKNOWN
        if marks[block.order].kind is None:
            kept.append(block)
            begun = begun or block.prose
        if not seen and block.order not in heads:
            unseen.append(block)
    posts = embeds.mark(page.blocks, lambda order: _likely(marks[order]))
    if posts:
        marks |= posts
        kept = [block for block in page.blocks if marks[block.order].kind is None]
    among: set[int] = set()
    if unseen and kept:
        holds = _Story(kept, max((order for order in heads if order < kept[0].order), default=-1))
        among = {block.order for block in unseen if holds.has_among_it(block)}
        rest = [b for b in unseen if b.order not in among and b.order not in said and holds.may_hold(b)]
        if len(wording.mark(rest) | repeats(rest, reader.repeated, reader.turns)) < len(rest):
            return "unseen"
    if among:
        marks |= dict.fromkeys(sorted(among), _AMONG)
        kept = [block for block in page.blocks if marks[block.order].kind is None]
    known = wording.mark(kept)
    known = tails.labelled(kept, page.url) | captions.mark(kept) | known
    known |= repeats([block for block in kept if block.order not in known], reader.repeated, reader.turns)
    marks |= known
    marks |= tails.teasers(page.blocks, marks)
    story = {order: mark for order, mark in marks.items() if mark.kind is None}
    deck = headline.standfirst(page, heads, story, markup.Alike(page.blocks, story))
    if deck is not None and deck.order not in said:
        marks[deck.order] = headline.STANDFIRST
    marks |= separators.mark(page.blocks, marks)
    marks |= said
    strange = sum(_size(block) for block in unseen if block.order not in among and block.prose)
    why = _unfit(page, marks, strange, reader)
    return why or (page, Decision(marks, deck.text if deck is not None else ""))


def _likely(mark: Mark) -> float:
    """How likely a block is part of the story, by what the profile says of it."""
    score = 1.0 if mark.score is None else mark.score
    return score if mark.kind is None else 1 - score


class _Story:
    """Where the blocks of a story stand that a profile keeps. `headline` is the last title above them, by
    its order."""

    def __init__(self, kept: Sequence[Block], headline: int) -> None:
        self._headline = headline
        self._first = kept[0].order
        self._last = kept[-1].order
        paragraphs = [block.container for block in kept if block.container is not None and block.prose]
        self._homes = Counter(container.number for container in paragraphs)
        self._around = {
            container.parent.number
            for container in paragraphs
            if container.parent is not None and self._homes[container.number] >= _HOLDS
        }

    def has_among_it(self, block: Block) -> bool:
        """Whether a block of unseen signature stands among the story's paragraphs, in the element that holds
        them.

        The first heading, list or quotation on a site is one that no page taught. On the development pages of
        two and more of a site, 95 of 100 words of such headings and paragraphs were of the story.
        """
        home = block.home
        parent = home.parent if home is not None else None
        what = flags(block)
        if (
            home is None
            or parent is None
            or not self._first < block.order < self._last
            or not _PLAIN.isdisjoint(what)
        ):
            return False
        if self._homes[parent.number] >= _HOLDS:
            return block.prose or home.tag in HEADING_TAGS or "b" in what
        return (
            parent.tag in _NESTS and parent.parent is not None and self._homes[parent.parent.number] >= _HOLDS
        )

    def may_hold(self, block: Block) -> bool:
        """Whether a block of unseen signature may be a part of the story all the same: running text somewhere
        in an element that holds its paragraphs, or beside that, below the headline and above the last one.
        """
        home = block.home
        if home is None or not block.prose or not _PLAIN.isdisjoint(flags(block)):
            return False
        beside = self._around if self._headline < block.order < self._last else ()
        return any(
            self._homes[element.number] >= _HOLDS or element.number in beside
            for element in islice(home.chain(), _LEVELS)
        )


def _unfit(page: Page, marks: Marks, unseen: int, reader: Reader) -> str:
    """Why a decision is not to be trusted, or an empty text. `unseen` words stand in markup that is new.

    So do, as it were, those in a place that was not entered, where it stands within the story and is large
    beside it: what never held a part of a story may do so now.
    """
    sizes = [_size(block) for block in page.blocks]
    stays = [block.order for block in page.blocks if marks[block.order].kind is None]
    kept = sum(sizes[order] for order in stays)
    if kept < _MIN_WORDS:
        return "short"
    for block in page.blocks[stays[0] : stays[-1]]:
        state = state_of(block)
        if state is not None and state.cut is not None and sizes[block.order] > _PLACE * kept:
            unseen += sizes[block.order]
    if unseen > _UNSEEN * (kept + unseen):
        return "unseen"
    if 1000 * kept < _SHARE * reader.share * sum(sizes):
        return "share"
    return ""


def _size(block: Block) -> int:
    return block.text.count(" ") + 1
