"""What one page that was cleaned with all evidence teaches of its site: marks by markup, no text.

A lesson is plain data of some kilobytes, made where the page was cleaned and sent to where the site's lessons
are gathered.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple, Self

from cleaners.elements import HEADING_TAGS, Element
from cleaners.evidence import Mark, Marks
from cleaners.evidence.repetition import Lines, Sort, key, sort_of
from cleaners.model import Cleaned, Kept, Kind, Removal, Rules
from cleaners.page import Page
from cleaners.profile.signature import digest, flags, names, tag_of

VERSION: Final = 1
MAX_SPOTS: Final = 3_000
"""Blocks of one page that are learned from; pages of news have some hundreds."""

_MAX_NAMES: Final = 16  # themes made of utility classes give one element some dozens
_MAX_NAME: Final = 48
# A number of four digits or more in a name counts posts, or is a day: no other page has it.
_COUNTED: Final = re.compile(r"\d{4}")
_AROUND: Final = 4
# A word with a capital within a sentence. Scripts without capitals have none.
_NAME: Final = re.compile(r"(?<=[a-z,;] )[A-ZÀ-ÞΑ-ΩА-Я]\w{2,30}")
_MAX_TOLD: Final = 64
_SHORT: Final = (1 << 32) - 1
_ITEMS: Final = frozenset(("li", "td", "th", "tr"))


class Node(NamedTuple):
    """A place in the page's tree, where like-named elements beside each other are one: the number of the
    node around it (-1: none), its tag and its names."""

    parent: int
    tag: str
    names: tuple[str, ...]


class Spot(NamedTuple):
    """One block: its node, its flags, what it was cut as ("" where it was kept), its size in words, how sure
    the teacher was that it belongs to the story (0 to 1000), and the key of its text (0: far from the story).
    """

    node: int
    flags: str
    kind: Kind | Literal[""]
    words: int
    score: int
    text: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """One page's marks. `page` identifies it. `story` is the node that holds most of the kept running text
    (-1: none), `kept` the words kept and `share` their share of all words of the page, in thousandths.
    `lines` are the texts in and around the story as `repetition.Lines` remembers them, `rules` is the
    `fingerprint` of what the site declared. `names` are numbers for whom and what the story comes back to.
    """

    page: int
    nodes: tuple[Node, ...]
    spots: tuple[Spot, ...]
    story: int
    kept: int
    share: int
    lines: tuple[str, ...]
    rules: int
    names: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The lesson as lists, numbers and strings."""
        return {
            "version": VERSION,
            "page": self.page,
            "nodes": [[node.parent, node.tag, *node.names] for node in self.nodes],
            "spots": [list(spot) for spot in self.spots],
            "story": self.story,
            "kept": self.kept,
            "share": self.share,
            "lines": list(self.lines),
            "rules": self.rules,
            "names": list(self.names),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """A lesson from what `to_json` gave. Raises ValueError for one of another version."""
        if data.get("version") != VERSION:
            raise ValueError(f"a lesson of version {data.get('version')!r}, not {VERSION}: make it again")
        return cls(
            data["page"],
            tuple(Node(parent, tag, tuple(rest)) for parent, tag, *rest in data["nodes"]),
            tuple(Spot(*spot) for spot in data["spots"]),
            data["story"],
            data["kept"],
            data["share"],
            tuple(data["lines"]),
            data["rules"],
            tuple(data["names"]),
        )


class _Tree:
    """The elements around a page's blocks, like-named neighbours taken together."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._numbers: dict[Node, int] = {}
        self._elements: dict[int, int] = {}

    def number(self, element: Element) -> int:
        """The number of an element's node, made with those around it where it is new."""
        missing: list[Element] = []
        parent = -1
        for around in element.chain():
            known = self._elements.get(around.number)
            if known is not None:
                parent = known
                break
            missing.append(around)
        for around in reversed(missing):
            node = Node(parent, around.tag, _names(around))
            parent = self._numbers.setdefault(node, len(self.nodes))
            if parent == len(self.nodes):
                self.nodes.append(node)
            self._elements[around.number] = parent
        return parent


def _names(element: Element) -> tuple[str, ...]:
    if element.tag == "body":  # tells the page's number, its day and its sections, and holds everything
        return ()
    found = names(element.id, element.classes)[:_MAX_NAMES]
    return tuple(sorted({name for name in found if len(name) <= _MAX_NAME and not _COUNTED.search(name)}))


def lesson(page: Page, marks: Marks, rules: Rules) -> Lesson:
    """What a page and the decision on each of its blocks, under a site's rules, teach."""
    tree = _Tree()
    spots: list[Spot] = []
    lines = Lines()
    total = kept = 0
    held: defaultdict[int, int] = defaultdict(int)
    first, last = _span(marks)
    title = page.metadata.title or ""
    lines.learn(((block.text, sort_of(block)) for block in page.blocks[first:last]), title)
    for block in page.blocks:
        size = len(block.words)
        total += size
        mark = marks[block.order]
        home = block.home
        if home is None or len(spots) == MAX_SPOTS:
            continue
        node = tree.number(home)
        text = key(block.text) if first <= block.order < last else 0
        spots.append(Spot(node, flags(block), mark.kind or "", size, score(mark), text))
        if mark.kind is None:
            kept += size
            if block.prose:
                held[tree.nodes[node].parent] += size
    return Lesson(
        page=digest(page.url or " ".join(block.text for block in page.blocks)),
        nodes=tuple(tree.nodes),
        spots=tuple(spots),
        story=max(held, key=lambda node: (held[node], -node), default=-1),
        kept=kept,
        share=1000 * kept // total if total else 0,
        lines=tuple(lines.to_json()["pages"][0]) if lines.pages else (),
        rules=fingerprint(rules),
        names=_names_told(block.text for block in page.blocks if marks[block.order].kind is None),
    )


def _names_told(kept: Iterable[str]) -> tuple[int, ...]:
    """Numbers for the names that stand in more than one block of a story: what the story is about."""
    counts = Counter(name for text in kept for name in set(_NAME.findall(text)))
    return tuple(sorted(digest(name) & _SHORT for name, count in counts.items() if count > 1)[:_MAX_TOLD])


def marks_of(cleaned: Cleaned) -> Marks:
    """The decision on each block of a page, as it came out."""
    kept: Marks = {block.order: Mark(None, block.rule, block.score) for block in cleaned.blocks}
    return kept | {cut.order: Mark(cut.kind, cut.rule, cut.score) for cut in cleaned.removals}


def glean(cleaned: Cleaned, rules: Rules) -> Lesson:
    """What a page that a profile cleaned still teaches: which lines it has. Its markup taught nothing new."""
    kept = [block.order for block in cleaned.blocks]
    first, last = (kept[0] - _AROUND, kept[-1] + _AROUND) if kept else (0, -1)
    lines = Lines()
    blocks: list[Kept | Removal] = [*cleaned.blocks, *cleaned.removals]
    near = ((each.text, _sort(each.where)) for each in blocks if first <= each.order <= last)
    lines.learn(near, cleaned.title)
    return _of_lines(cleaned.url, [block.text for block in cleaned.blocks], lines, rules)


def lines_of(page: Page, rules: Rules) -> Lesson:
    """What dirty text teaches: its lines, which other texts of the site may repeat."""
    lines = Lines()
    lines.learn(((block.text, sort_of(block)) for block in page.blocks), page.metadata.title or "")
    return _of_lines(page.url, [block.text for block in page.blocks], lines, rules)


def _of_lines(url: str, kept: Sequence[str], lines: Lines, rules: Rules) -> Lesson:
    """A lesson without markup."""
    return Lesson(
        page=digest(url or " ".join(kept)),
        nodes=(),
        spots=(),
        story=-1,
        kept=0,
        share=0,
        lines=tuple(lines.to_json()["pages"][0]) if lines.pages else (),
        rules=fingerprint(rules),
        names=_names_told(kept),
    )


def _sort(where: str) -> Sort:
    """What sort of line a block is, by its path."""
    tags = [tag_of(step) for step in where.split(" > ")]
    if tags[-1] in HEADING_TAGS:
        return "heading"
    return "paragraph" if _ITEMS.isdisjoint(tags) else "item"


def fingerprint(rules: Rules) -> int:
    """A number for what a site declares: what was learned under other rules does not hold. 0 for none."""
    if not rules.furniture and not rules.keep:
        return 0
    return digest(repr((sorted(rules.furniture.items()), rules.keep)))


def _span(marks: Marks) -> tuple[int, int]:
    """Where the story begins and ends on its page, with some blocks before and after it."""
    kept = [order for order, mark in marks.items() if mark.kind is None]
    return (max(0, min(kept) - _AROUND), max(kept) + 1 + _AROUND) if kept else (0, 0)


def score(mark: Mark) -> int:
    """How sure a teacher was that a block belongs to the story, 0 to 1000."""
    if mark.score is None:
        return 1000 if mark.kind is None else 0
    sure = mark.score if mark.kind is None else 1 - mark.score
    return min(1000, max(0, round(1000 * sure)))
