"""The headline and the standfirst: text above the story that has fields of its own.

trafilatura repeats the title on a third of pages, careful gold on one in a hundred.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from cleaners.align import words
from cleaners.elements import HEADING_TAGS, Block, Element
from cleaners.evidence import Mark, Marks, hints, wording
from cleaners.naming import MAX_NAMINGS, Naming
from cleaners.page import Page

TITLE: Final = Mark("title", "title")
STANDFIRST: Final = Mark("title", "standfirst")

# Names that themes give the deck under a headline; whole class tokens or their last part.
_DECK_NAMES: Final = frozenset(
    """
    dek deck standfirst subtitle sub-title subheadline sub-headline subhead sub-head subheading
    sub-heading subhed headline-sub article-subtitle article-dek article-summary article__subtitle
    article__dek strapline strap kicker-sub post-subtitle entry-subtitle entry-subhead
    article-standfirst article-subheadline single-post__subtitle opener__dek tagline
    newspack-post-subtitle article__summary c-dek stand-first article-description article__description
    story-subtitle page-subtitle secondary-title subline
    """.split()
)
# Words that say deck wherever they stand in a name (`ArticleHeader_dek__a1b2c`, `field--name-field-chapo`),
# in the languages of the papers, of what does not stand among the story's paragraphs.
_DECK_WORDS: Final = re.compile(
    r"\b(?:dek|(?<!card )deck|sub ?deck|stand ?first|sub ?title|sub ?head(?:line|ing)|strap ?line"
    r"|chapo|chapeau|entradilla|bajada|copete|sub ?titulo|sotto ?titolo|occhiello|sommario|manchet"
    r"|ingress|vorspann|anleser|anriss|linha fina|bigode|zajawka|perex)\b"
)
_LEDE_WORDS: Final = re.compile(r"\b(?:lead|lede)\b")
# Names of decks as often as of first paragraphs, and of other stories' teasers.
_DECK_OR_LEDE: Final = re.compile(
    r"\b(?:lead|lede|intro|teaser|summary|sumario|excerpt|preamble|desc|description|sub)\b"
)
_CASES: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_APART: Final = re.compile(r"[^a-z]+")
_CONTAINERS: Final = frozenset(("article", "main", "body", "section", "header"))
_LEVELS: Final = 3
_STORY_SHARE: Final = 0.8
_MANY: Final = 200  # paragraphs that are enough to tell where a story stands
_UNDER: Final = frozenset(("byline", "date"))
# A place in capitals, or one with its agency, and a dash: "PORT ALMA, Maine (HP) — ". A lede begins so; words
# of the newsroom that stand over decks do not count.
_DATELINE: Final = re.compile(
    r"(?!(?:exclusive|watch|video|photos|opinion|analysis|update|breaking|review|live)\b)(?-i:"
    r"[A-ZÀ-Þ][A-ZÀ-Þ.'’]{1,20}(?:[ -][A-ZÀ-Þ][A-ZÀ-Þ.'’]{0,20}){0,3}"
    r"(?:, [A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20}){0,2})?(?: ?\([A-Z][\w /&.]{1,30}\))?"
    r"|[A-ZÀ-Þ][\w.'’-]{1,20}(?: [A-ZÀ-Þ][\w.'’-]{0,20}){0,3}(?:, [A-Z][\w. ]{1,20})? ?"
    r"\([A-Z][\w /&.]{1,30}\)"
    r") ?(?:[—–]|--?(?= )) ?",
    re.IGNORECASE,
)
_DECK_MIN_WORDS: Final = 4
_DECK_MAX_WORDS: Final = 70
_WHOLE_STORY: Final = 40  # words of a deck that may be the story, if fewer than this are below it:
_BELOW_DECK: Final = 30
# How far below the headline a deck may stand, in blocks: bylines, dates and share labels come between.
_DECK_REACH: Final = 12
_MIN_PART: Final = 4
_SAME: Final = 0.6
_MARKS: Final = 16
_FIRST: Final = 32
_WORD: Final = re.compile(r"\w+")


def title_marks(page: Page) -> Marks:
    """Every block that is the page's title once more, or its first heading."""
    forms = [tuple(words(title)) for title in page.titles]
    # words are parted by spaces; a few more of them part dashes and the like
    longest = 2 * max(map(len, forms), default=0) + _MARKS
    firsts = {form[0] for form in forms if form}
    initials = {first[0] for first in firsts}
    marks: Marks = {}
    for block in page.blocks:
        if block.tag != "h1":
            text = block.text
            first = text[0]
            # most blocks begin with another letter
            if first.isalnum() and first.lower()[0] not in initials:
                continue
            if text.count(" ") > longest or not _begins(text, firsts) or not _repeats(block, forms):
                continue
        marks[block.order] = TITLE
    return marks


def above(blocks: Sequence[Block], titles: Marks, kept: Marks) -> Marks:
    """`titles` without headings within the story: those that are kept below other text of it. Some pages have
    every heading as first one, and headings that repeat the title."""
    first = next((b.order for b in blocks if b.order in kept and b.order not in titles and b.prose), None)
    if first is None:
        return dict(titles)
    return {order: what for order, what in titles.items() if order < first or order not in kept}


def _begins(text: str, firsts: Container[str]) -> bool:
    """Whether a text may begin with one of these words; no, for most, without parting it into words."""
    head = text[:_FIRST].lower()
    first = _WORD.search(head)
    return first is None or first.end() == len(head) or first[0] in firsts


def _repeats(block: Block, forms: Sequence[tuple[str, ...]]) -> bool:
    """Whether a block is a form of the title, or, as a heading, the start of one or begun by one."""
    if len(block.text) > 600:
        return False
    tokens = tuple(block.words)
    if not tokens:
        return False
    for form in forms:
        if tokens == form:
            return True
        size, longer = sorted((len(tokens), len(form)))
        if (
            block.tag in HEADING_TAGS
            and size >= max(_MIN_PART, longer * _SAME)
            and tokens[:size] == form[:size]
        ):
            return True
    return False


def standfirst(page: Page, titles: Marks, kept: Marks, paragraphs: Container[int] = ()) -> Block | None:
    """The deck under the headline, or None. `kept` is what is left of the story.

    It stands between the headline and the story and is named as a deck, is a heading there, is what the
    page gives as its description while the story goes on elsewhere, or stands over the byline in the head of
    the story. `paragraphs` are blocks that are marked up as the story is: none of them is a deck, nor is what
    begins with a dateline, nor a whole paragraph that has next to nothing below it: that is the story.
    """
    deck = _deck(page, titles, kept, paragraphs)
    if deck is None or deck.size < _WHOLE_STORY:
        return deck
    below = sum(page.blocks[order].size for order in kept if order != deck.order)
    return deck if below >= _BELOW_DECK else None


def _deck(page: Page, titles: Marks, kept: Marks, paragraphs: Container[int]) -> Block | None:
    """What stands under the headline as a deck does."""
    under = [order for order in titles if page.blocks[order].tag == "h1"] or list(titles)
    if not under:
        return None
    start = _nearest(under, kept)
    story = [b for b in page.blocks if b.order in kept and b.prose]
    homes = [b.container for b in story if b.container is not None]
    description = words(page.metadata.description or "")
    for block in page.blocks[start + 1 : start + 1 + _DECK_REACH]:
        size = len(block.words)
        none = block.hidden or block.order in titles or not _DECK_MIN_WORDS <= size <= _DECK_MAX_WORDS
        paragraph = block.order in kept and block.prose
        if none and not paragraph:
            continue
        if block.order in paragraphs or _DATELINE.match(block.text):
            if paragraph:
                return None
            continue
        if none:
            continue
        if block.link_density > 0.5 or _signs(block):
            continue
        alone = block.container is None or homes.count(block.container) <= 1
        named = _named_as_deck(block) or (alone and _called(block, _DECK_WORDS))
        described = size >= 6 and alone and description[: size - 1] == block.words[: size - 1]
        heading = block.tag in ("h2", "h3") and alone and block.order <= start + 3 and size >= 8
        if named or heading:
            return block
        if alone and (described or block.order in kept):
            place = _place(page.blocks[start], block, story[:_MANY])
            if (described and place.vouches(block, kept)) or place.over_byline(page.blocks, block):
                return block
        if paragraph:
            return None
    return None


class _Place(NamedTuple):
    """Where a block under the headline stands: `head` is the element that it shares with the headline, if
    that holds nothing of the story, and `inside` tells whether it stands in the story's own element."""

    head: Element | None
    inside: bool

    def vouches(self, block: Block, kept: Container[int]) -> bool:
        """Whether what the page gives as its description is a deck, and no first paragraph that a wrapper or
        a class sets apart."""
        lede = self.head is None and block.order in kept and _called(block, _LEDE_WORDS)
        return not self.inside and not lede

    def over_byline(self, blocks: Sequence[Block], block: Block) -> bool:
        """Whether a block stands in the head of the story over the byline, in a `header` or named for it."""
        head = self.head
        if head is None or not (head.tag == "header" or _called(block, _DECK_OR_LEDE)):
            return False
        for below in blocks[block.order + 1 : block.order + 1 + _DECK_REACH]:
            if not below.inside(head):
                return False
            if _is_under(below, head):
                return True
        return False


def _place(title: Block, block: Block, story: Sequence[Block]) -> _Place:
    if title.element is None or block.element is None:
        return _Place(None, inside=False)
    around = {element.number for element in title.element.chain()}
    shared = next(element for element in block.element.chain() if element.number in around)
    body = _body([each for each in story if each is not block])
    if body is None:
        return _Place(None, inside=False)
    holds = any(element is shared for element in body.chain())
    return _Place(None if holds else shared, block.inside(body) and not title.inside(body))


def _body(story: Sequence[Block]) -> Element | None:
    """The innermost element that holds most of the story."""
    counts: Counter[int] = Counter()
    found: dict[int, Element] = {}
    for block in story:
        element = block.container
        while element is not None:
            counts[element.number] += 1
            found[element.number] = element
            element = element.parent
    most = max((number for number, count in counts.items() if count >= _STORY_SHARE * len(story)), default=-1)
    return found.get(most)


def _signs(block: Block) -> bool:
    """Whether a line is a byline or a date, by its words or by what its own element is called."""
    hint = hints.read(block.home) if block.home is not None else None
    return (hint is not None and hint.kind in _UNDER) or wording.name(block.text) in _UNDER


def _is_under(block: Block, head: Element) -> bool:
    """Whether a block in the head of the story is a byline or a date, by its words or its names."""
    if wording.name(block.text) in _UNDER:
        return True
    element = block.element
    while element is not None and element is not head:
        hint = hints.read(element)
        if element.tag == "time" or (hint is not None and hint.kind in _UNDER):
            return True
        element = element.parent
    return False


def _nearest(under: Sequence[int], kept: Marks) -> int:
    """The title right above the story, where it stands more than once."""
    first = min(kept, default=0)
    above = [order for order in under if order <= first]
    return max(above) if above else min(under)


def _named_as_deck(block: Block) -> bool:
    for element in block.around(_LEVELS, _CONTAINERS):
        for name in element.classes:
            token = name.lower()
            if token in _DECK_NAMES or token.replace("_", "-").rsplit("--", 1)[-1].rsplit("-", 1)[-1] in (
                "dek",
                "deck",
                "standfirst",
                "subtitle",
                "subheadline",
            ):
                return True
    return False


def _called(block: Block, sort: re.Pattern[str]) -> bool:
    """Whether a word of this sort stands in the names of the elements right around a block."""
    return any(
        sort.search(name) for element in block.around(_LEVELS, _CONTAINERS) for name in _names(element.naming)
    )


@lru_cache(maxsize=MAX_NAMINGS)
def _names(naming: Naming) -> tuple[str, ...]:
    """The names of an element as words, which says what it is rather than how it looks."""
    return tuple(_APART.sub(" ", _CASES.sub(" ", name).lower()) for name in naming.classes if ":" not in name)
