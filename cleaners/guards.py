"""The last look at what would be kept: is it one article, and the page's own?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cleaners import listed
from cleaners.address import LISTS
from cleaners.align import words
from cleaners.elements import HEADING_TAGS, Block, Element, held, words_in
from cleaners.evidence import Mark, Marks, wording
from cleaners.listed import Share
from cleaners.model import PageKind, Reason
from cleaners.page import Page
from cleaners.pagekind import Recognised

_FEW_ITEMS: Final = 3
_OWN_SHARE: Final = 0.2
"""A list may have so much text of its own, as a share of what would be kept (an introduction)."""
_OWN_WORDS: Final = 60
_TEASER_WORDS: Final = 25
"""Beside each linked headline of a page whose address is a list's: the same measure discovery takes."""
_WHOLE_WORDS: Final = 80
"""From so many words on, an item is a whole post and no teaser."""
_POSTS: Final = 2
_LINKED: Final = 0.5
_SIGNED: Final = 6
"""Blocks from a headline on, among which its byline and its date stand."""
_HEADS: Final = 4
"""Headings of a page that are its title: it stands over the story, and in lists."""
OTHER: Final = Mark("related", "other-article")
_ARTICLE: Final = frozenset(("article",))
_TITLE_WORDS: Final = 4
_DESCRIPTION_WORDS: Final = 8
_COMMON: Final = 0.25
"""On 1,433 pages the three texts with no word of a long title had 0 to 17% of the description's words, and
were wrong; the right ones 100%, on the one page whose title tells nothing of its text."""
_ALONE: Final = 8
"""Words of a title that decide without a description."""
_CHANCE_WORDS: Final = 6
"""Of so many words of a title one may stand in the text of another story by chance …"""
_CHANCE_TEXT: Final = 100
"""… if that is as long as a story is: of 1,433 right texts one had no more, a beginning of 66 words."""
_CONTENT_CHARS: Final = 4
"""Shorter words ("the", "who", "und") stand in every text."""
_STEM_CHARS: Final = 5
# Thai, Lao, Burmese, Khmer, Japanese, Chinese: no blanks between words, so none can be compared.
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the page is, now that it is known what would be kept; why that is no article, or None; a note with
    what says so, empty for a plain article."""

    kind: PageKind
    reason: Reason | None = None
    note: str = ""


def guard(page: Page, kept: Sequence[Block], recognised: Recognised) -> Verdict:
    """Whether `kept`, the blocks that would be kept, is the page's one article.

    Three things can be wrong. The blocks are several whole articles. They are a list of other stories, on a
    page that does not say that it is an article; a few words of its own do not change that. Or they have
    nothing in common with what title and description announce.
    """
    if page.tree is None or recognised.kind in ("live_blog", "gallery", "transcript"):
        return Verdict(recognised.kind, None, recognised.note)
    if (count := _whole_posts(page, kept, recognised)) >= _POSTS:
        note = f"page: several articles: text of {count}, each with its headline"
        return Verdict("several_articles", "several_articles", note)
    if recognised.kind == "listing" or len(recognised.items) >= _FEW_ITEMS:
        share = listed.share(recognised.items, kept)
        if recognised.kind == "listing" and _is_list(share, recognised):
            return _list(share, recognised.evidence)
        count = len(share.listed)
        if count >= _FEW_ITEMS and share.own <= _OWN_SHARE * share.total and not _vouched(recognised):
            evidence = f"{count} linked headlines and what belongs to them, {share.own} words of its own"
            return _list(share, evidence)
    if recognised.address not in LISTS and (strange := _strange(page, kept)):
        return Verdict("unknown", "wrong_article", f"page: wrong article: {strange}")
    return Verdict("article")


def _is_list(share: Share, recognised: Recognised) -> bool:
    if recognised.address in LISTS:
        return share.own < max(_OWN_WORDS, _TEASER_WORDS * len(recognised.items))
    return share.own <= _OWN_SHARE * share.total or share.own < _TEASER_WORDS


def _list(share: Share, evidence: str) -> Verdict:
    whole = _whole(share)
    if len(whole) >= _POSTS and sum(whole) >= share.total / 2:
        note = f"page: several articles: {len(whole)} whole posts, {evidence}"
        return Verdict("several_articles", "several_articles", note)
    return Verdict("listing", "listing", f"page: listing: {evidence}")


def _whole_posts(page: Page, kept: Sequence[Block], recognised: Recognised) -> int:
    """Of how many whole posts text is kept. On a page that does not say that it is an article, what is kept
    may be of any one of its posts, and all count."""
    posts = listed.posts(page)
    if len(posts) < _POSTS:
        return 0
    return len(_whole(listed.share(posts, kept if _vouched(recognised) else page.blocks)))


def _whole(share: Share) -> list[int]:
    """The sizes of items that are whole posts."""
    return [count for count in share.listed.values() if count >= _WHOLE_WORDS]


def _vouched(recognised: Recognised) -> bool:
    """Whether the address is an article's or the page states that it is one."""
    return recognised.address == "article" or (recognised.said == "article" and recognised.strongly)


def others(page: Page, marks: Marks, recognised: Recognised) -> Marks:
    """Cut what is kept of other articles, where a page that is an article carries whole other ones below it,
    as pages do that go on to the next story. The article is known by its headline, the page's title.
    """
    if page.tree is None or recognised.kind != "article" or not _vouched(recognised):
        return {}
    posts = listed.posts(page)
    titles = {tuple(words(title)) for title in page.titles}
    told = listed.share(posts, [page.blocks[order] for order in posts.owner if marks[order].kind is None])
    whole = {number for number, count in told.listed.items() if count >= _WHOLE_WORDS}
    own = {number for number in whole if tuple(words(posts.targets[number])) in titles}
    if len(own) != 1 or len(whole) < _POSTS:
        return _below(page, marks)
    return {
        order: OTHER
        for order, number in posts.owner.items()
        if number in whole - own and marks[order].kind is None
    }


def _below(page: Page, marks: Marks) -> Marks:
    """What is kept of whole stories that stand below the page's own, in an element called as its own is.

    Pages that go on so have one first-level heading, and the headlines of the others lead to their pages; or
    each story is an `<article>`, with a heading of the same level and a date of its own. The parts of a
    debate lead nowhere else, and are of one day.
    """
    titles = {tuple(words(title)) for title in page.titles}
    heads = [block for block in page.blocks if block.tag in HEADING_TAGS and tuple(block.words) in titles]
    first = [head for head in heads if head.tag == "h1"]
    if len(first) == 1 and (cut := _goes_on(page, first[0], marks, _is_linked_story)):
        return cut
    lower = (head for head in heads[:_HEADS] if head.tag != "h1")
    return next((cut for head in lower if (cut := _goes_on(page, head, marks, _is_dated_story))), {})


_Another = Callable[[Sequence[Block], Sequence[Block], Marks], bool]
"""Whether blocks are another story than the page's own, both from their headlines on, by their marks."""


def _goes_on(page: Page, head: Block, marks: Marks, is_another: _Another) -> Marks:
    """What is kept of the stories below the one that has this headline."""
    if head.element is None:
        return {}
    around = {element.parent.number: element for element in head.element.chain() if element.parent}
    level = "h2" if head.tag == "h1" else head.tag
    cut: Marks = {}
    seen: set[int] = set()
    story: list[Block] = []
    for block in page.blocks[head.order + 1 :]:
        own, other = _alike(block, around) if block.tag == level else (None, None)
        if own is None or other is None or other.number in seen:
            continue
        seen.add(other.number)
        story = story or list(held(page.blocks, head.order, own))
        inside = list(held(page.blocks, block.order, other))
        if is_another(story, inside, marks) and _is_whole(inside, marks):
            if not _is_whole(story, marks):
                return {}
            cut.update((each.order, OTHER) for each in inside if marks[each.order].kind is None)
    return cut


def _is_linked_story(_own: Sequence[Block], other: Sequence[Block], marks: Marks) -> bool:
    return other[0].link_density > _LINKED and _is_signed(other, marks)


def _is_dated_story(own: Sequence[Block], other: Sequence[Block], marks: Marks) -> bool:
    element = own[0].within(_ARTICLE)
    days, others = (_days(story, marks) for story in (own, other))
    return element is not None and bool(days) and bool(others) and days.isdisjoint(others)


def _days(blocks: Sequence[Block], marks: Marks) -> set[str]:
    """What stands as a date below the headline that blocks begin with."""
    below = blocks[1:_SIGNED]
    return {b.text for b in below if marks[b.order].kind == "date" or wording.name(b.text) == "date"}


def _is_signed(blocks: Sequence[Block], marks: Marks) -> bool:
    return any(marks[block.order].kind == "byline" for block in blocks[1:_SIGNED])


def _is_whole(blocks: Sequence[Block], marks: Marks) -> bool:
    """Whether so much is kept of blocks as a whole post has."""
    return sum(block.size for block in blocks if marks[block.order].kind is None) >= _WHOLE_WORDS


def _alike(block: Block, around: Mapping[int, Element]) -> tuple[Element | None, Element | None]:
    """An element around the page's headline and one around a block that is called alike and stands beside it.
    `around` are the former, by the number of their parent."""
    element = block.element
    while element is not None and element.parent is not None:
        own = around.get(element.parent.number)
        if own is not None:
            called = own.tag == element.tag and (own.tag == "article" or own.classes == element.classes)
            return (own, element) if called and own is not element else (None, None)
        element = element.parent
    return None, None


def _strange(page: Page, kept: Sequence[Block]) -> str:
    """Whether `kept` tells of something else than title and description do: no word of any title stands in
    it (in a whole story one, of a long title that a description goes with), and next to none of the
    description. A headline in other words than its story is not one whose description is too.
    """
    title = _stems(words(" ".join(page.titles)))
    description = _stems(words(page.metadata.description or ""))
    described = len(description) >= _DESCRIPTION_WORDS
    if len(title) < (_TITLE_WORDS if described else _ALONE):
        return ""
    chance = 1 if described and len(title) >= _CHANCE_WORDS else 0
    told = set()
    for block in kept:
        told |= _stems(block.words)
        if len(title & told) > chance or len(description & told) > _COMMON * max(
            _DESCRIPTION_WORDS, len(description)
        ):
            return ""
    if not told or _UNSPACED.search("".join(page.titles)):
        return ""
    shared = len(title & told)
    if shared and words_in(kept) < _CHANCE_TEXT:
        return ""
    common = len(description & told)
    of_title = f"{shared} of {len(title)} words" if shared else "no word"
    return f"the text has {of_title} of the title and {common} of {len(description)} of the description"


def _stems(tokens: Sequence[str]) -> set[str]:
    """The longer words by their beginnings, so that "courts" and "court's" are the same."""
    return {word[:_STEM_CHARS] for word in tokens if len(word) >= _CONTENT_CHARS}
