"""What the block model knows of each block of a page: one row of numbers a block, all in one pass.

Own text, own place, and how much text stands around it: counts are summed up for every element of the
page, so that a block knows how much running text its container holds, and which share of the page's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from cleaners.align import words as words_of
from cleaners.elements import Block
from cleaners.evidence import Marks, widgets
from cleaners.learned.around import INSIDE, LEVELS, Around, Counts
from cleaners.learned.trees import Floats
from cleaners.metadata.links import host_of
from cleaners.page import Page

_TAGS: Final = (
    "p div li h1 h2 h3 h4 h5 h6 span a td tr blockquote figcaption button label section article pre dd dt "
    "summary time ul aside header footer nav form".split()
)
_TAG: Final = {tag: float(number) for number, tag in enumerate(_TAGS, 1)}
_MARKS: Final = (
    "title", "caption", "credit", "byline", "date", "bio", "tags", "related", "newsletter", "share",
    "comments", "ad", "legal", "tip", "paywall", "player", "navigation",
)  # fmt: skip
_MARK: Final = {kind: float(number) for number, kind in enumerate(_MARKS, 1)}
_SECOND: Final = frozenset("you your yours we our us".split()).__contains__
_SAYS: Final = frozenset(
    "said says told according ruled wrote added asked court police who which was were had has been".split()
).__contains__
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_DIGITS: Final = b"0123456789"
# ASCII as what it is: a capital, white space, or anything else.
_CASES: Final = bytes(
    65 if 65 <= code <= 90 else 32 if chr(code).isspace() and code < 128 else 120 for code in range(256)
)
_SENTENCE_END: Final = tuple(".!?。！？")
_QUOTES: Final = "\"'”’»)]"
_NEAR: Final = (-3, -2, -1, 1, 2, 3)
_CAP: Final = 400
_HEAD: Final = 1000
_LABEL: Final = 3
_SUBJECT: Final = 5  # words that a name can have
_FIRST: Final = 70  # words, to be found in description and title


OWN: Final[tuple[str, ...]] = (
    "words", "chars", "links", "strong", "hidden", "picture", "tag", "prose",
    "sentence_end", "colon_end", "ellipsis_end", "lower_start", "digit_start", "quote_start",
    "commas", "stops", "digits", "capitals", "seconds", "says", "year", "at", "bar", "question", "exclaims",
    "latin", "upper", "depth", "inner", "mark", "widget", "text_score", "place_score", "score",
)  # fmt: skip
"""What a block tells of itself."""
NAMES: Final[tuple[str, ...]] = (
    *OWN,
    *(f"in_{tag}" for tag in INSIDE),
    *(
        f"{name}_{level}"
        for level in range(LEVELS)
        for name in ("words", "links", "prose", "share", "blocks", "index", "score", "good")
    ),
    *(
        f"{name}_{offset:+d}"
        for offset in _NEAR
        for name in ("words", "links", "tag", "score", "prose", "mark", "same_parent", "same_signature")
    ),
    "signature_blocks", "signature_words", "signature_share", "signature_score", "signature_links",
    "signature_good",
    "class_blocks", "class_words", "class_share", "class_score",
    "order", "order_share", "words_before", "words_after", "prose_before", "prose_after",
    "from_title", "title_words", "after_title", "has_title",
    "in_story", "story_share", "story_levels", "before_story", "after_story", "same_as_story",
    "good_before", "good_after", "since_good", "until_good", "good_share",
    "repeats", "repeats_words", "description", "title_overlap", "of_author", "of_site",
    "page_blocks", "page_words", "page_prose", "page_links",
)  # fmt: skip
"""The features, in the order of a row."""


def rows(page: Page, around: Around, marks: Marks, scores: Sequence[tuple[float, float]]) -> Floats:
    """The rows of all blocks of a page. Shape (blocks, features).

    `around` are the elements around its blocks. `marks` are what headline, wording and captions say; `scores`
    are the linear stage's two parts for each block, of its text and of its place.
    """
    blocks = page.blocks
    boxes = widgets.mark(page, around.widgets, {})
    own = _own(blocks, marks, boxes, scores)
    parts = [own, around.bits, _containers(around, own), _neighbours(own, around)]
    parts.extend((_signatures(around, own), _places(around, own, page, marks)))
    return np.hstack(parts).astype(np.float32)


def _own(
    blocks: Sequence[Block], marks: Marks, boxes: Marks, scores: Sequence[tuple[float, float]]
) -> Counts:
    """What each block tells of itself: shape (blocks, features), in the order of `OWN`."""
    texts = [block.text for block in blocks]
    heads = [text[:_HEAD] for text in texts]
    raws = [text.encode("utf-8", "surrogatepass") for text in texts]
    worded = [block.words for block in blocks]
    sizes = np.array([len(text) for text in texts], dtype=np.float64)
    counts = np.array([_count(text) for text in texts], dtype=np.float64)
    firsts = [text[0] for text in texts]
    lasts = [(text.rstrip(_QUOTES) or text)[-1] for text in texts]
    elements = [block.element for block in blocks]
    linear = np.array(scores, dtype=np.float64)
    columns: dict[str, ArrayLike] = {
        "words": np.minimum(counts, _CAP),
        "chars": sizes / counts,
        "links": [block.link_density for block in blocks],
        "strong": np.minimum(1.0, np.array([block.strong_chars for block in blocks]) / sizes),
        "hidden": [block.hidden for block in blocks],
        "picture": [block.picture is not None for block in blocks],
        "tag": [_TAG.get(block.tag, 0.0) for block in blocks],
        "prose": [block.prose for block in blocks],
        "sentence_end": [last in _SENTENCE_END for last in lasts],
        "colon_end": [last == ":" for last in lasts],
        "ellipsis_end": [text.endswith(("…", "...")) for text in texts],
        "lower_start": [first.islower() for first in firsts],
        "digit_start": [first.isdigit() for first in firsts],
        "quote_start": [first in "\"“‘«'" for first in firsts],
        "commas": [text.count(",") for text in texts] / counts,
        "stops": [text.count(". ") + text.count("! ") + text.count("? ") for text in texts] / counts,
        "digits": [len(raw) - len(raw.translate(None, _DIGITS)) for raw in raws] / sizes,
        "capitals": [_capitals(text, raw) for text, raw in zip(texts, raws, strict=True)] / counts,
        "seconds": [sum(map(_SECOND, found)) for found in worded] / counts,
        "says": [sum(map(_SAYS, found)) for found in worded] / counts,
        "year": [("19" in head or "20" in head) and _YEAR.search(head) is not None for head in heads],
        "at": ["@" in head for head in heads],
        "bar": [" | " in head or " • " in head or " · " in head for head in heads],
        "question": ["?" in text for text in texts],
        "exclaims": ["!" in text for text in texts],
        "latin": [text.isascii() for text in texts],
        "upper": [text.isupper() for text in texts],
        "depth": [element.depth + 1 if element is not None else 0 for element in elements],
        "inner": [e.depth - e.home.depth if e is not None else 0 for e in elements],
        "mark": _kinds(blocks, marks),
        "widget": _kinds(blocks, boxes),
        "text_score": linear[:, 0],
        "place_score": linear[:, 1],
        "score": linear[:, 0] + linear[:, 1],
    }
    return np.column_stack([columns[name] for name in OWN])


def _count(text: str) -> int:
    """How many words a text has, as white space parts them."""
    return text.count(" ") + 1 if text.isprintable() else len(text.split())


def _capitals(text: str, raw: bytes) -> int:
    """How many words of a text begin with a capital; `raw` is the text in UTF-8."""
    if len(text) != len(raw):
        return len([word for word in text.split() if word[0].isupper()])
    cases = raw.translate(_CASES)
    return cases.count(b" A") + cases.startswith(b"A")


def _kinds(blocks: Sequence[Block], marks: Marks) -> list[float]:
    """The number of the kind that a block is marked as, 0 for none."""
    found = [marks.get(block.order) for block in blocks]
    return [_MARK.get(mark.kind or "", 0.0) if mark is not None else 0.0 for mark in found]


_WORDS, _LINKS, _TAGGED, _PROSE, _SCORE, _MARKED = (
    OWN.index(name) for name in ("words", "links", "tag", "prose", "score", "mark")
)
_OF_NEAR: Final = [_WORDS, _LINKS, _TAGGED, _SCORE, _PROSE, _MARKED]
_REACH: Final = max(_NEAR)


def _containers(around: Around, own: Counts) -> Counts:
    """How much text the containers of each block hold, of what sort, and where in them it stands."""
    words = own[:, _WORDS]
    total = max(1.0, float((words * own[:, _PROSE]).sum()))
    sums = around.sums(words)
    links = around.sums(words * own[:, _LINKS])
    prose = around.sums(words * own[:, _PROSE])
    score = around.sums(words * np.clip(own[:, _SCORE], -6, 6))
    good = around.sums(words * (own[:, _SCORE] > 0))
    count = np.bincount(around.numbers, minlength=around.size)
    first = np.full(around.size, around.count)
    first[around.numbers[::-1]] = around.owners[::-1]  # of several, the last one set stays
    columns = []
    for level in range(LEVELS):
        at = around.levels[:, level]
        size = np.maximum(sums[at], 1.0)
        columns += [
            sums[at], links[at] / size, prose[at] / size, prose[at] / total, count[at],
            (np.arange(around.count) - first[at]) / np.maximum(count[at], 1), score[at] / size,
            good[at] / size,
        ]  # fmt: skip
    return np.column_stack(columns)


def _signatures(around: Around, own: Counts) -> Counts:
    """How the blocks of the page that are marked up alike are: by three levels of elements, and by the
    block's own tag and class and its parent's."""
    words = own[:, _WORDS]
    total = max(1.0, float(words.sum()))
    columns = []
    for groups in (around.groups, around.pairs):
        sums = np.bincount(groups, words)
        score = np.bincount(groups, words * np.clip(own[:, _SCORE], -6, 6)) / sums
        columns += [np.bincount(groups)[groups], sums[groups], sums[groups] / total, score[groups]]
        if groups is around.groups:
            columns.append((np.bincount(groups, words * own[:, _LINKS]) / sums)[groups])
            columns.append((np.bincount(groups, words * (own[:, _SCORE] > 0)) / sums)[groups])
    return np.column_stack(columns)


def _places(around: Around, own: Counts, page: Page, marks: Marks) -> Counts:
    """Where each block stands: from the page's start, the title, and the story's likeliest element."""
    n = around.count
    order = np.arange(n, dtype=np.float64)
    words = own[:, _WORDS]
    prose = words * own[:, _PROSE]
    good = prose * (own[:, _SCORE] > 0)
    before = np.cumsum(words) - words
    prose_before = np.cumsum(prose) - prose
    good_before = np.cumsum(good) - good
    total, total_prose, total_good = words.sum(), prose.sum(), good.sum()
    titles = np.zeros(n, dtype=bool)
    titles[[i for i, m in marks.items() if m.kind == "title"]] = True
    last_title = np.maximum.accumulate(np.where(titles, order, -1.0))
    title_at = np.where(last_title >= 0, last_title, 0).astype(np.int64)
    is_good = good > 0
    last_good = np.maximum.accumulate(np.where(is_good, order, -1.0))
    next_good = np.minimum.accumulate(np.where(is_good, order, n + 50.0)[::-1])[::-1]
    story, levels, share = _story(around, good if total_good else prose)
    in_story = np.zeros(n)
    in_story[around.owners[around.numbers == story]] = 1.0
    members = np.flatnonzero(in_story)
    first, last = (members[0], members[-1]) if len(members) else (0, n - 1)
    texts = Counter([block.text for block in around.blocks])
    repeats = np.array([texts[block.text] for block in around.blocks], dtype=np.float64)
    description = frozenset(words_of(page.metadata.description or ""))
    heading = frozenset(word for title in page.titles for word in words_of(title))
    like = [_overlap(block.words[:_FIRST], description, heading) for block in around.blocks]
    by_author, by_site = _subjects(page)
    best = around.groups[np.argmax(good if total_good else prose)]
    return np.column_stack(
        [
            order, order / n, before / max(1, total), (total - before - words) / max(1, total),
            prose_before / max(1, total_prose),
                (total_prose - prose_before - prose) / max(1, total_prose),
            np.where(last_title >= 0, order - last_title, -1), before - before[title_at],
            last_title >= 0, np.full(n, titles.any()),
            in_story, np.full(n, share), levels,
                np.maximum(0, first - order), np.maximum(0, order - last),
            around.groups == best,
            good_before / max(1, total_good), (total_good - good_before - good) / max(1, total_good),
            np.minimum(order - last_good, 50), np.minimum(next_good - order, 50),
            np.full(n, total_good / max(1, total_prose)),
            repeats, repeats * words, [d for d, _ in like], [t for _, t in like], by_author, by_site,
            np.full(n, n), np.full(n, total), np.full(n, total_prose / max(1, total)),
            np.full(n, (words * own[:, _LINKS]).sum() / max(1, total)),
        ]
    )  # fmt: skip


def _story(around: Around, weights: Counts) -> tuple[int, Counts, float]:
    """The likeliest element of the story: the one with the most running text right in it, and half of what
    stands a level deeper. Gives its number, how many levels each block stands away from it, and its share.
    """
    total = float(weights.sum())
    sums = around.sums(weights)
    direct = np.bincount(around.parents, weights, minlength=around.size)
    upper = np.zeros(around.size)
    for number in np.flatnonzero(direct).tolist():
        parent = around.elements[number].parent
        if parent is not None:
            upper[parent.number] += direct[number] / 2
    story = int(np.argmax(direct + upper))
    holder = around.elements.get(story)
    chain = [element.number for element in holder.chain()] if holder is not None else []
    levels = np.full(around.count, 20.0)
    for level, number in reversed(list(enumerate(chain))):
        levels[around.owners[around.numbers == number]] = level
    return story, levels, float(sums[story]) / max(1.0, total)


def _neighbours(own: Counts, around: Around) -> Counts:
    """The blocks before and after each block."""
    n = len(own)
    table = np.hstack([own[:, _OF_NEAR], around.parents[:, None], around.groups[:, None]])
    beyond = np.tile([-1.0, -1.0, -1.0, 0.0, -1.0, -1.0, -1.0, -1.0], (_REACH, 1))  # no such block
    table = np.vstack([beyond, table, beyond])
    parts = []
    for offset in _NEAR:
        part = table[_REACH + offset : _REACH + offset + n].copy()
        part[:, -2:] = part[:, -2:] == table[_REACH : _REACH + n, -2:]
        parts.append(part)
    return np.hstack(parts)


def _subjects(page: Page) -> tuple[list[bool], list[bool]]:
    """Whether each block of running text begins with an author's name, and with the site's, as the address
    has it: who they are is no part of the story."""
    names = [words_of(author) for author in page.metadata.authors]
    firsts = {tuple(name) for name in names} | {(name[-1],) for name in names if name}
    sizes = {len(first) for first in firsts}
    labels = host_of(page.url).split(".")[:-1]
    site = max(labels, key=len, default="")
    if len(site) < _LABEL:
        site = " "  # begins none
    heads = [block.words[:_SUBJECT] if block.prose else () for block in page.blocks]
    by_author = [any(tuple(head[:size]) in firsts for size in sizes) for head in heads]
    return by_author, ["".join(head).startswith(site) for head in heads]


def _overlap(
    words: Sequence[str], description: frozenset[str], heading: frozenset[str]
) -> tuple[float, float]:
    """The share of a block's words that stand in the page's description, and in its title."""
    if not words:
        return 0.0, 0.0
    size = len(words)
    return sum(map(description.__contains__, words)) / size, sum(map(heading.__contains__, words)) / size
