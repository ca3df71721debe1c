"""Text that repeats over the pages of a site: newsletter lines, slogans, notes to readers that nothing marks.

Lines are learned from many pages (`Lines`), frozen into what repeats (`Repeated`), and marked on a page
(`mark`). It is all about text and what sort of block it stands in, so that it serves pages and dirty text.

The same pages give the same result in any order and any number of parts: a page is known by a hash of its
lines, and of more pages than `MAX_PAGES` those with the smallest hashes are kept (bottom-k sampling, Cohen
1997), which merges as sets do. Lines are compared word for word: wildcards for digits struck real quotations.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from cleaners.align import words
from cleaners.elements import HEADING_TAGS, Block, words_in
from cleaners.evidence import Mark, Marks, wording
from cleaners.evidence.stock import is_stock

Sort: TypeAlias = Literal["paragraph", "item", "heading", "told"]
"""What a line is. Headings and list items repeat in good stories too, and need a higher bar. What is told is
a paragraph that speaks of whom its own page's story is about, or says what is true of many a case: where
it mostly does, it is no promo."""

RULE: Final = "repeated-on-site"
LABEL_WORDS: Final = 4
"""Words that the name of a part of a story has at most."""
MAX_PAGES: Final = 256
"""Pages of a site that are remembered; of more, a random sample."""
MAX_LINES: Final = 1000
"""Lines of a page that are remembered: 8 bytes each, so a site takes 2 MB at most, and some 100 KB mostly."""

# Shares of a site's pages and numbers of pages, measured on the development pages.
_PAGES: Final = 2
_SHARE: Final = 0.15
_SHORT_SHARE: Final = 0.5  # headings and list items
_LONG: Final = 40  # words; as long a paragraph may be the background of two stories on one affair
_LONG_PAGES: Final = 3
# Two pages that share as much of their paragraphs' words are one story: a wire story under two addresses,
# a page fetched twice.
_SAME: Final = 0.6
# Of two or three pages, what they share may be the subject of both: a share of the smaller one is enough.
_FEW: Final = 4
_SAME_OF_FEW: Final = 0.4
# Dirty texts have little but their story: what two of one affair share is a larger part of what two of one
# site do.
_SAME_OF_FEW_TEXTS: Final = 0.15
# Of fewer own words than these, a page is no story, and one that repeats everywhere may be its own.
_STORY_WORDS: Final = 50
_LINE_WORDS: Final = 12
_BARE_WORDS: Final = 2
_BOLD: Final = 0.9
_MANY: Final = 8  # pages; of fewer, half may be of one affair
# "He has pleaded not guilty." is said of somebody named before, and a quotation by somebody.
_OF_SOMEBODY: Final = re.compile(
    r"(?:(?:he|she|they|his|their|hers|theirs|er|elle|ils|elles|él|ella|ellos|ele|ela|eles|lui|lei|hij|zij)"
    r"\b|[\"“”„«‘])",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"\b[A-ZÀ-ÞΑ-ΩА-Я]\w{3,30}")
_NAME_CHARS: Final = 4
_CELLS: Final = frozenset(("li", "td", "th"))

_SORTS: Final[tuple[Sort, ...]] = ("paragraph", "item", "heading", "told")
_SIZE_BITS: Final = 6
_SORT_BITS: Final = 2
_TEXT_SHIFT: Final = _SIZE_BITS + _SORT_BITS
_MAX_SIZE: Final = (1 << _SIZE_BITS) - 1


def key(text: str) -> int:
    """A line as a number of 56 bits: its words, whatever stands between them. 0 for a line without words."""
    return key_of(words(text))


def key_of(tokens: Sequence[str]) -> int:
    """`key` of a line whose words are known."""
    line = " ".join(tokens)
    if not line.strip("_ "):
        return 0
    return int.from_bytes(blake2b(line.encode("utf-8", "replace"), digest_size=7).digest(), "big")


def sort_of(block: Block) -> Sort:
    """What sort of line a block is: by its tag, and in dirty text by its look. The name of a part of the
    story may be a paragraph of its own."""
    if block.tag in HEADING_TAGS:
        return "heading"
    if block.element is None:
        short = len(block.words) <= _LINE_WORDS
        return "heading" if short and not block.text.endswith((".", "!", "?", "…")) else "paragraph"
    if block.within(_CELLS) is not None:
        return "item"
    return "heading" if _is_label(block) else "paragraph"


def _is_label(block: Block) -> bool:
    """Whether a paragraph is one or two words, or a few in bold, and no sentence."""
    text = block.text
    size = text.count(" ") + 1
    if size > LABEL_WORDS or text.endswith((".", "!", "?", "…", "”", '"')):
        return False
    return size <= _BARE_WORDS or block.strong_chars >= len(text) * _BOLD


def told(text: str, title: Container[str]) -> bool:
    """Whether a paragraph speaks of whom its page's story is about: it shares a name with the title, of which
    `title` are the words (`_words_of`), goes on about somebody, or may be true of any case.
    """
    if _OF_SOMEBODY.match(text) or is_stock(text):
        return True
    return any(name.casefold() in title for name in _NAME.findall(text))


def _words_of(title: str) -> frozenset[str]:
    """The words of a title that may be names."""
    return frozenset(word for word in words(title) if len(word) >= _NAME_CHARS)


def _told_or(sort: Sort, text: str, title: Container[str]) -> Sort:
    return "told" if sort == "paragraph" and told(text, title) else sort


@dataclass(frozen=True, slots=True)
class Repeated:
    """What repeats on one site: the keys of its lines, learned from `pages` pages of their own.

    `shared` are lines that two dirty texts or more have and that are not known to repeat: they may be of one
    affair, or of one publisher.
    """

    keys: frozenset[int] = frozenset()
    pages: int = 0
    shared: frozenset[int] = frozenset()

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and bool(self.keys) and key(text) in self.keys

    def to_json(self) -> dict[str, Any]:
        found: dict[str, Any] = {"pages": self.pages, "keys": _hex(self.keys)}
        return found | {"shared": _hex(self.shared)} if self.shared else found

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Repeated:
        keys, shared = (
            frozenset(int(number, 16) for number in numbers)
            for numbers in (value["keys"], value.get("shared", ()))
        )
        return cls(keys, int(value["pages"]), shared)


class Line(NamedTuple):
    """A line as it is remembered. `size` is its number of words, 63 for more."""

    key: int
    sort: Sort
    size: int


@dataclass(slots=True)
class Lines:
    """The lines of one site's pages, as they are learned. `pages` maps the hash of a page to its lines."""

    pages: dict[int, array[int]] = field(default_factory=dict)

    def learn(self, page: Iterable[tuple[str, Sort]], title: str = "") -> None:
        """Learn the lines of one page, each with its sort (`sort_of`); `title` tells what is told of by it. A
        page that is known counts once."""
        names = _words_of(title)
        packed = sorted({_pack(text, _told_or(sort, text, names)) for text, sort in page} - {0})[:MAX_LINES]
        if packed:
            lines = array("Q", packed)
            self.pages[_page_hash(lines)] = lines
            self._sample()

    def merge(self, other: Lines) -> None:
        """Add what was learned elsewhere of the same site."""
        self.pages.update(other.pages)
        self._sample()

    def _sample(self) -> None:
        if len(self.pages) > MAX_PAGES:
            for number in sorted(self.pages)[MAX_PAGES:]:
                del self.pages[number]

    def read(self) -> dict[int, list[Line]]:
        """The lines of each page, by the hash of the page."""
        return {page: [_unpack(number) for number in lines] for page, lines in sorted(self.pages.items())}

    def repeated(self, *, texts: bool = False) -> Repeated:
        """What repeats. Pages that tell the same story count once. `texts`: they are dirty texts."""
        pages = list(self.read().values())
        stories = _stories(pages, texts=texts)
        count = len(set(stories))
        where: defaultdict[int, set[int]] = defaultdict(set)  # by line: the stories in which it stands
        own: defaultdict[int, set[int]] = defaultdict(set)  # and those that it is a part of
        strictest: dict[int, Line] = {}
        for page, story in zip(pages, stories, strict=True):
            for line in page:
                where[line.key].add(story)
                if line.sort == "told":
                    own[line.key].add(story)
                    line = line._replace(sort="paragraph")  # noqa: PLW2901 - the same line, as others have it
                known = strictest.setdefault(line.key, line)
                if _SORTS.index(line.sort) > _SORTS.index(known.sort):
                    strictest[line.key] = line
        keys = frozenset(
            number
            for number, found in where.items()
            if not _is_background(len(own[number]), len(found), count)
            and _repeats(strictest[number], len(found), count)
        )
        return Repeated(keys, count, _shared(pages) - keys if texts else frozenset())

    def to_json(self) -> dict[str, Any]:
        return {"pages": [[f"{number:016x}" for number in lines] for _, lines in sorted(self.pages.items())]}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Lines:
        pages = (array("Q", sorted(int(number, 16) for number in lines)) for lines in value["pages"])
        return cls({_page_hash(lines): lines for lines in pages})


def keys_of(blocks: Iterable[Block]) -> dict[int, int]:
    """`key` of each block's text, by its order."""
    return {block.order: key_of(block.words) for block in blocks}


def mark(blocks: Sequence[Block], repeated: Repeated, keys: Mapping[int, int] | None = None) -> Marks:
    """Mark what repeats on the site.

    `blocks` are those that other evidence would keep, `keys` what `keys_of` says of them, if it was asked.
    Where next to nothing else is among them, the longest run of repeated paragraphs is the story, and stays:
    some sites print their newest story on every page.
    """
    if not repeated.keys:
        return {}
    keys = keys_of(blocks) if keys is None else keys
    orders = {block.order for block in blocks if keys[block.order] in repeated.keys}
    if not orders:
        return {}
    own = words_in(b for b in blocks if b.order not in orders and b.prose)
    if own < _STORY_WORDS:
        orders -= _longest_run(blocks, orders)
    found = [block for block in blocks if block.order in orders]
    return {b.order: Mark(wording.name(b.text) or "other", RULE) for b in found}


def _longest_run(blocks: Sequence[Block], repeated: set[int]) -> set[int]:
    """The orders of the run of repeated blocks that has most words of running text, if it is a story's."""
    best: tuple[int, set[int]] = (0, set())
    run: set[int] = set()
    size = 0
    for block in blocks:
        if block.order in repeated:
            run.add(block.order)
            size += len(block.words) if block.prose else 0
            best = max(best, (size, run), key=lambda found: found[0])
        elif block.prose:
            run, size = set(), 0
    return best[1] if best[0] >= _STORY_WORDS else set()


def _is_background(own: int, times: int, pages: int) -> bool:
    """Whether a line belongs to the stories it stands in: it is a part of most of them, or, on a site of few
    pages, of all of them where they are many. No affair is half of a site's stories."""
    if times > 1 and 2 * times >= pages:
        return own == times and pages < _MANY
    return 2 * own > times


def _repeats(line: Line, times: int, pages: int) -> bool:
    if times < (_LONG_PAGES if line.size > _LONG else _PAGES):
        return False
    return times >= pages * (_SHARE if line.sort == "paragraph" else _SHORT_SHARE)


def _stories(pages: Sequence[Sequence[Line]], *, texts: bool) -> list[int]:
    """A number for each page, the same for pages that tell the same story."""
    prose: tuple[Sort, ...] = _SORTS if texts else ("paragraph", "told")
    sizes = [{line.key: line.size for line in page if line.sort in prose} for page in pages]
    same_of_few = _SAME_OF_FEW_TEXTS if texts else _SAME_OF_FEW
    totals = [sum(page.values()) for page in sizes]
    few = len(pages) < _FEW
    story = list(range(len(pages)))
    for i, one in enumerate(sizes):
        for j in range(i):
            smaller, larger = sorted((totals[i], totals[j]))
            if story[i] == story[j] or (not few and smaller < larger * _SAME):
                continue
            shared = sum(one[number] for number in one.keys() & sizes[j].keys())
            if shared and shared >= (smaller * same_of_few if few else (smaller + larger - shared) * _SAME):
                old, new = max(story[i], story[j]), min(story[i], story[j])
                story = [new if number == old else number for number in story]
    return story


def _shared(pages: Sequence[Sequence[Line]]) -> frozenset[int]:
    """The lines that stand on two pages or more that are not the same story, whatever else these share."""
    where: defaultdict[int, set[int]] = defaultdict(set)
    for page, story in zip(pages, _stories(pages, texts=False), strict=True):
        for line in page:
            where[line.key].add(story)
    return frozenset(number for number, found in where.items() if len(found) >= _PAGES)


def _hex(keys: Iterable[int]) -> list[str]:
    return [f"{number:014x}" for number in sorted(keys)]


def _pack(text: str, sort: Sort) -> int:
    number = key(text)
    if not number:
        return 0
    size = min(_MAX_SIZE, len(words(text)))
    return number << _TEXT_SHIFT | _SORTS.index(sort) << _SIZE_BITS | size


def _unpack(number: int) -> Line:
    sort = _SORTS[number >> _SIZE_BITS & (1 << _SORT_BITS) - 1]
    return Line(number >> _TEXT_SHIFT, sort, number & _MAX_SIZE)


def _page_hash(lines: array[int]) -> int:
    return int.from_bytes(
        blake2b(b"".join(n.to_bytes(8, "big") for n in lines), digest_size=8).digest(), "big"
    )
