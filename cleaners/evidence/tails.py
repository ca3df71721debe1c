"""Lists of other stories that stand in the text: a heading such as "You May Also Like", then headlines and
teasers.

In a page the element around the heading tells where such a list ends. In text, and where the list stands
loose among the paragraphs, what follows tells: headlines end without a full stop, teasers are cut short
with an ellipsis, and the list ends at the next whole sentence. A closing bracket is no end of a sentence:
"(No. 1005)" closes a headline.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from itertools import groupby, pairwise
from typing import Final

from cleaners.elements import HEADING_TAGS, Block, Element, held, words_in
from cleaners.evidence import Mark, Marks
from cleaners.metadata.links import absolute, host_of, same_page

_HEADLINE_WORDS: Final = 45
_HEADING_WORDS: Final = 8
_TEASER_END: Final = ("…", "...", "[…]", "[...]", "… »")
_STORY_SHARE: Final = 0.1
_PAIRS: Final = 2
_LINKS: Final = 0.5
_ALL_LINK: Final = 0.95
_LINK_WORDS: Final = 4
_SUBJECTS: Final = 3
_ITEM: Final = frozenset(("li", "table"))
_BOXED: Final = frozenset(("newsletter", "ad", "paywall", "comments", "share"))
# Lines that name the one story that they lead to.
_POINTERS: Final = frozenset(
    f"wording:related-{name}"
    for name in ("labelled", "click", "here", "learn", "on-site", "bracketed", "coverage-from")
)
_ROW: Final = frozenset(("tr",))
_LISTED: Final = frozenset(("li",))
_CITED: Final = re.compile(
    r"\bvs?\.? |\b(?:In re|Ex parte|Restatement|Fed\. R\.)|§|\[\d{4}\]"
    r"|\b\d+ (?:U\.S\.|F\.|S\. ?Ct|Cal\.|N\.[EW]\.)"
)
_RUN: Final = 3
_TEASER_WORDS: Final = 12
# A label in capitals, as sites make one for every affair ("IN TEXAS: …"), or a word that points elsewhere.
_LABELLED: Final = re.compile(r"(?:([A-Z][A-Z'’-]+)[A-Z0-9 '’&-]{0,30}|Also|See|Check out): (?!http)")
_FACTS: Final = frozenset(
    "answer answers attorneys case charge charges complaint counsel court defendant defendants docket "
    "document documents exhibit filing held holding indictment issue judge judges judgment motion opinion "
    "order parties plaintiff plaintiffs question questions ruling statute verdict vote".split()
)
"""First words of labels of what belongs to a case."""
_FILE: Final = re.compile(r"\.(?:pdf|docx?|xlsx?|zip|mp[34])(?:[?#]|$)", re.IGNORECASE)
_REST_LINK: Final = 0.9
LISTED: Final = Mark("related", "related-list")
LINE: Final = Mark("related", "link-line")
LABEL: Final = Mark("related", "related-heading")
ALONE: Final = "heading-alone"
PAIRED: Final = Mark("related", "teaser-pair")


def mark(blocks: Sequence[Block], marked: Marks, kept: Marks) -> Marks:
    """Cut what stands under a heading for other stories.

    `marked` is what other evidence says of blocks; headings are found there by their kind, `related`.
    `kept` are the blocks that an extractor took for the story.
    """
    found: Marks = {}
    story = [block for block in blocks if block.order in kept and block.prose]
    total = words_in(story)
    lists: dict[int, bool] = {}  # by the number of a box: whether it is one
    seen: dict[int, set[tuple[int, bool]]] = {}
    for i, block in enumerate(blocks):
        what = marked.get(block.order)
        if what is None or what.kind != "related" or len(block.words) > _HEADING_WORDS:
            continue
        if block.element is not None and (what.rule in _POINTERS or block.within(_ROW) is not None):
            continue  # of one story, or of a thing in a table: no heading
        box = _box(blocks, i)
        number = -1 if box is None else box.number
        if box is not None and number not in lists:
            lists[number] = not _holds_story(box, story, total)
        elif lists.get(number):
            continue  # under a heading of the same list
        below: Iterable[Block]
        if lists.get(number):
            below = held(blocks, i + 1, box)
        elif (linked := _linked(blocks, i)) is not None:
            below = held(blocks, i + 1, linked)
        else:
            below = _loose(blocks, i + 1, box, seen.setdefault(number, set()))
        found.update((b.order, LISTED) for b in below)
    return found


def pairs(blocks: Sequence[Block]) -> Marks:
    """Cut headline and teaser pairs at the end of a text that no heading announces: at least two, each a
    line without a full stop, then a line cut short with an ellipsis.
    """
    end = len(blocks)
    start = end
    while start >= 2 and is_teaser(blocks[start - 1].text) and is_headline(blocks[start - 2]):
        start -= 2
    if end - start < 2 * _PAIRS:
        return {}
    return {block.order: PAIRED for block in blocks[start:end]}


def links(blocks: Sequence[Block], kept: Marks) -> Marks:
    """Cut lines that are nothing but a link to another story: whole lines, not items of a list.

    On the development news pages 77 such lines that an extractor kept were furniture and two were not;
    of list items most were of the story. Linked headings above kept running text, several of them, are the
    headings of a story that goes through its subjects.
    """
    headings = {
        block.order
        for block, after in pairwise(blocks)
        if block.tag in HEADING_TAGS
        and block.link_density >= _ALL_LINK
        and after.order in kept
        and after.prose
        and after.container is block.container
    }
    return {
        block.order: LINE
        for block in blocks
        if block.link_density >= _ALL_LINK
        and block.tag != "li"
        and len(block.words) >= _LINK_WORDS
        and is_headline(block)
        and not (block.tag in HEADING_TAGS and block.order in kept)
        and not block.text.startswith("http")
        and block.within(_ITEM) is None
        and (block.order not in headings or len(headings) < _SUBJECTS)
    }


def labelled(blocks: Iterable[Block], url: str) -> Marks:
    """Cut lines that are a label and then nothing but a link to another story of the site, whose page `url`
    is. Nothing else is wrong with such a line, so that a model may be sure of it."""
    return {
        block.order: LINE
        for block in blocks
        if block.link_chars
        and (label := _LABELLED.match(block.text)) is not None
        and _REST_LINK * (rest := len(block.text) - label.end()) <= block.link_chars <= rest
        and block.tag not in HEADING_TAGS
        and block.within(_ITEM) is None
        and len(block.words) > _LINK_WORDS
        and is_headline(block)
        and not _CITED.search(block.text)
        and (label[1] or "").casefold() not in _FACTS
        and _leads_on(block, url)
    }


def _leads_on(block: Block, url: str) -> bool:
    """Whether the first link in a block is to another page of the site."""
    link = absolute(block.href, url)
    if link is None or same_page(link, url) or _FILE.search(link):
        return False
    host = host_of(link)
    return not host or host.split(".")[-2:] == host_of(url).split(".")[-2:]


def labels(blocks: Sequence[Block], marked: Marks) -> Marks:
    """Cut the label over a list of other stories: a short line, no sentence, right above cut headlines."""
    found: Marks = {}
    for block, after in pairwise(blocks):
        what = marked.get(after.order)
        if (
            block.order not in marked
            and what is not None
            and what.kind == "related"
            and what.rule != "model"  # named by its place alone
            and len(block.words) <= _HEADING_WORDS
            and (block.text.endswith(":") or (block.tag in HEADING_TAGS and what != LINE))
        ):
            found[block.order] = LABEL
    return found


def heads(blocks: Sequence[Block], marked: Marks, sure: Container[int] = ()) -> Marks:
    """Cut the short line at the head of a box of which all else is cut.

    A heading over several headlines of other stories is about them, however much it looks like one of the
    story's own. (With one, it may be a product's.) Over other furniture a line goes that is not `sure`.
    """
    found: Marks = {}
    for i, block in enumerate(blocks):
        if block.order in marked or block.prose or len(block.words) > _HEADING_WORDS:
            continue
        box = _box(blocks, i)
        if box is None or (i and blocks[i - 1].inside(box)):
            continue
        rest = list(held(blocks, i + 1, box))
        kinds = {what.kind if (what := marked.get(other.order)) else None for other in rest}
        linked = sum(other.link_density >= _ALL_LINK for other in rest)
        if block.tag in HEADING_TAGS and kinds == {"related"} and linked >= _PAIRS:
            found[block.order] = LABEL
        elif rest and block.order not in sure and kinds <= _BOXED:
            found[block.order] = Mark(marked[rest[0].order].kind, "box-heading")
    return found


def teasers(blocks: Sequence[Block], marks: Marks) -> Marks:
    """Cut a kept block that breaks off with an ellipsis right below one that is cut as a headline of another
    story. `marks` are of all blocks. The last headline in a box says nothing of what stands behind it."""
    return {
        block.order: LISTED
        for before, block in pairwise(blocks)
        if marks[block.order].kind is None
        and is_teaser(block.text)
        and marks[before.order].kind == "related"
        and is_headline(before)
        and ((box := _box(blocks, before.order)) is None or block.inside(box))
    }


def orphans(blocks: Sequence[Block], marks: Marks, sure: Container[int] = ()) -> Marks:
    """Cut a line over what is cut, that nothing kept follows: a label over a list of links, and the heading
    that the story would end with. `marks` are of all blocks."""
    kept = [block.order for block in blocks if marks[block.order].kind is None]
    last = kept[-1] if kept else -1
    found: Marks = {}
    for i, block in enumerate(blocks[:-1]):
        below = blocks[i + 1 : i + 3]
        if marks[block.order].kind is not None or block.order in sure or block.within(_LISTED) is not None:
            continue
        if len(block.words) > _HEADING_WORDS or any(marks[b.order].kind is None for b in below):
            continue
        if block.text.endswith(":") and sum(b.link_density >= _ALL_LINK for b in below) == _PAIRS:
            found[block.order] = LABEL
        elif block.order == last and block.tag in HEADING_TAGS:
            found[block.order] = Mark(marks[below[0].order].kind, ALONE)
    return found


def runs(blocks: Sequence[Block], kept: Marks) -> Marks:
    """Cut items of lists that break off with an ellipsis, at least three of some length in a row: teasers of
    other stories."""
    found: Marks = {}
    for breaks_off, group in groupby((b for b in blocks if b.order in kept), _is_teaser_item):
        run = [block.order for block in group]
        if breaks_off and len(run) >= _RUN:
            found.update(dict.fromkeys(run, LISTED))
    return found


def _is_teaser_item(block: Block) -> bool:
    return block.tag == "li" and is_teaser(block.text) and len(block.words) >= _TEASER_WORDS


def is_teaser(text: str) -> bool:
    """Whether a text breaks off with an ellipsis."""
    return text.endswith(_TEASER_END)


def is_headline(block: Block) -> bool:
    """Whether a block can be the headline of another story: not long, and no whole sentence."""
    return len(block.words) <= _HEADLINE_WORDS and not block.text.rstrip("\"'”’)]").endswith(
        (".", ",", ";", ":")
    )


def _loose(
    blocks: Sequence[Block], start: int, box: Element | None, seen: set[tuple[int, bool]]
) -> list[Block]:
    """The headlines and teasers that follow a heading without an element of their own around them, up to
    where the list goes on as one does that was read before. `seen` are the places that were, each with
    whether a headline stood over a teaser before it."""
    found: list[Block] = []
    paired = False
    below = held(blocks, start, box)
    block = next(below, None)
    while block is not None and (block.order, paired) not in seen:
        seen.add((block.order, paired))
        after = next(below, None)
        if after is not None and is_headline(block) and is_teaser(after.text):
            found += (block, after)
            paired = True
            block = next(below, None)
        elif block.link_density > _LINKS or is_teaser(block.text) or (not paired and _bare(block)):
            found.append(block)
            block = after
        else:
            break
    return found


def _linked(blocks: Sequence[Block], label: int) -> Element | None:
    """The list right below a label, beside it in one element, if half of its items lead somewhere."""
    item = blocks[label + 1].within(_LISTED) if label + 1 < len(blocks) else None
    listed = item.parent if item is not None else None
    if listed is None or listed.parent is not blocks[label].container:
        return None
    items = list(held(blocks, label + 1, listed))
    linked = sum(block.link_chars > 0 for block in items)
    # authorities that a story cites are linked, too
    return listed if 2 * linked >= len(items) and not any(_CITED.search(b.text) for b in items) else None


def _bare(block: Block) -> bool:
    """Whether a block can be a headline in a list of headlines without teasers."""
    return is_headline(block) and block.tag not in HEADING_TAGS and not block.prose


def _box(blocks: Sequence[Block], at: int) -> Element | None:
    """The smallest element around a heading that holds more than it: what an element holds stands together,
    so it holds the block before or the one behind."""
    element = blocks[at].element
    beside = [*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2]]
    around = element.chain() if element is not None else ()
    return next((e for e in around if any(block.inside(e) for block in beside)), None)


def _holds_story(box: Element, story: Sequence[Block], total: int) -> bool:
    """Whether an element is the story's own or holds a good share of its `total` words, and so is no list."""
    if box.tag in ("body", "html", "article", "main"):
        return True
    return words_in([block for block in story if block.inside(box)]) > total * _STORY_SHARE
