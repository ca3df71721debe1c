"""What blocks are made of: the elements around a run of text, and the block itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import islice, takewhile
from typing import Final, TypeVar

from selectolax.lexbor import LexborNode

from cleaners.align import words
from cleaners.naming import Naming

HEADING_TAGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Of a longer path the ledger has the innermost steps.
_WHERE_STEPS: Final = 8
_PROSE_WORDS: Final = 8
_PROSE_CHARS: Final = 40
_PROSE_LINKS: Final = 0.5
_SENTENCE: Final = re.compile(r"[.!?:;,…。！？][\"'”’»)\]]*(?:\s|$)|[。！？]")
LISTED_TAGS: Final = frozenset(("li", "td", "th", "tr", "dt", "dd"))
"""The items of lists and tables."""
_LINK: Final = frozenset(("a",))
ROOT_TAGS: Final = frozenset(("html", "body"))
"""The elements around all of a page, which say nothing of a part of it."""


class Element:
    """One element on the way from the page's root to a block, seen through its parsed node.

    `number` counts the elements of the page in document order, `depth` the elements around this one.
    `naming` is what it is called. `hidden`, `link` and `strong` hold for
    what stands in it: no reader sees it at first, it is part of a link, it is bold or a heading.
    """

    __slots__ = (
        "_around",
        "_path",
        "attributes",
        "classes",
        "depth",
        "hidden",
        "link",
        "naming",
        "node",
        "number",
        "parent",
        "strong",
        "tag",
    )

    def __init__(
        self,
        node: LexborNode,
        naming: Naming,
        parent: Element | None,
        number: int,
        attributes: dict[str, str | None],
    ) -> None:
        self.node = node
        self.naming = naming
        self.tag = naming.tag
        self.classes = naming.classes
        self.parent = parent
        self.number = number
        self.attributes = attributes
        self._path: str | None = None
        # none for a block-level element: a reference to itself would keep the page alive
        self._around: Element | None
        if parent is None:
            self.depth = 0
            self.hidden = False
            self.link = naming.link
            self.strong = naming.strong
            self._around = None
        else:
            self.depth = parent.depth + 1
            self.hidden = parent.hidden
            self.link = parent.link or naming.link
            self.strong = parent.strong or naming.strong
            self._around = None if naming.block else parent.home

    @property
    def home(self) -> Element:
        """The innermost block-level element of this one and those around it, the root where there is none."""
        return self if self._around is None else self._around

    @property
    def id(self) -> str:
        return self.naming.id

    def chain(self) -> Iterator[Element]:
        """The element itself, its parent, and so on up to the root."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    def path(self) -> str:
        """The tag path of what stands right in this element, up to its own step: ` > ` comes after each."""
        if self._path is None:
            steps: list[str] = []
            element: Element | None = self
            while element is not None and element.tag not in ROOT_TAGS:
                if len(steps) == _WHERE_STEPS - 1:
                    steps.append("…")
                    break
                steps.append(element.naming.step)
                element = element.parent
            steps.reverse()
            self._path = " > ".join([*steps, ""])
        return self._path


Told = TypeVar("Told")


def elements_of(blocks: Iterable[Block]) -> list[Element]:
    """The elements that blocks stand in, in the order of the document: those around another come first."""
    found: dict[int, Element] = {}
    for block in blocks:
        element = block.element
        while element is not None and element.number not in found:
            found[element.number] = element
            element = element.parent
    return [found[number] for number in sorted(found)]


def inherited(
    elements: Iterable[Element], outside: Told, add: Callable[[Told, Element], Told]
) -> dict[int, Told]:
    """What each element has from itself and all elements around it, by its number.

    `elements` are as `elements_of` gives them. `add` makes of what the elements around have, and of one
    element, what that one has; `outside` is what there is before the first.
    """
    told: dict[int, Told] = {}
    for element in elements:
        parent = element.parent
        told[element.number] = add(outside if parent is None else told[parent.number], element)
    return told


class Block:
    """A run of text.

    `order` counts the blocks of the page from 0; `element` is the innermost element that holds all of the
    text (None for dirty text), `tag` the name of the block-level one around it; `link_chars` and
    `strong_chars` count the characters inside links and inside bold type or headings, of `len(text)` in all.
    `picture` is the picture that stands right before it, with no text between.

    What is told of the text (`words`, `prose`) is found once: the text of a block that was asked stays.
    """

    __slots__ = (
        "_prose",
        "_words",
        "element",
        "hidden",
        "link_chars",
        "order",
        "picture",
        "strong_chars",
        "tag",
        "text",
    )

    def __init__(
        self,
        text: str,
        tag: str,
        *,
        order: int = 0,
        element: Element | None = None,
        link_chars: int = 0,
        strong_chars: int = 0,
        hidden: bool = False,
        picture: LexborNode | None = None,
    ) -> None:
        self.text = text
        self.tag = tag
        self.order = order
        self.element = element
        self.link_chars = link_chars
        self.strong_chars = strong_chars
        self.hidden = hidden
        self.picture = picture
        self._words: list[str] | None = None
        self._prose: bool | None = None

    def __repr__(self) -> str:
        return f"Block({self.order}, {self.tag}, {self.text[:60]!r})"

    @property
    def words(self) -> Sequence[str]:
        """The words of the text, folded for comparison: a list that all who ask share."""
        if self._words is None:
            self._words = words(self.text)
        return self._words

    @property
    def size(self) -> int:
        """How many words; where no blanks stand between them, six letters count as one."""
        return max(len(self.words), 0 if self.text.isascii() else len(self.text) // 6)

    @property
    def prose(self) -> bool:
        """Whether it reads like running text: some words, mostly outside links, with a sentence's marks."""
        if self._prose is None:
            text = self.text
            self._prose = (
                self.tag not in HEADING_TAGS
                and len(text) >= _PROSE_CHARS
                and self.link_density < _PROSE_LINKS
                and (text.count(" ") + 1 >= _PROSE_WORDS or not text.isascii())
                and _SENTENCE.search(text) is not None
            )
        return self._prose

    @property
    def link_density(self) -> float:
        """Share of the text that stands in links, 0 to 1 (Kohlschütter et al. 2010)."""
        chars = self.link_chars
        return min(1.0, chars / len(self.text)) if chars and self.text else 0.0

    @property
    def where(self) -> str:
        """The tag path with classes, outermost first; the innermost eight steps of a longer one."""
        element = self.element
        if element is None or element.tag in ROOT_TAGS:
            return self.tag
        return (element.parent.path() if element.parent is not None else "") + element.naming.step

    @property
    def home(self) -> Element | None:
        """The block-level element around the text."""
        return self.element.home if self.element is not None else None

    @property
    def container(self) -> Element | None:
        """What the block-level element stands in, beside the other paragraphs."""
        return self.element.home.parent if self.element is not None else None

    @property
    def href(self) -> str:
        """The address of the link around the text, or of the first in it; empty for none."""
        link = self.within(_LINK)
        if link is not None:
            return link.attributes.get("href") or ""
        node = self.element.node.css_first("a[href]") if self.element is not None else None
        return (node.attributes.get("href") or "") if node is not None else ""

    def around(self, levels: int, outside: Container[str]) -> list[Element]:
        """The elements right around the text, innermost first: so many at most, up to one of the tags
        `outside`."""
        steps = self.element.chain() if self.element is not None else ()
        return list(islice(takewhile(lambda step: step.tag not in outside, steps), levels))

    def inside(self, element: Element) -> bool:
        """Whether this block stands in an element."""
        around = self.element
        if around is None:
            return False
        while around.depth > element.depth and around.parent is not None:
            around = around.parent
        return around is element

    def within(self, tags: frozenset[str]) -> Element | None:
        """The nearest element around this block that has one of these tags."""
        element = self.element
        while element is not None and element.tag not in tags:
            element = element.parent
        return element


def words_in(blocks: Iterable[Block]) -> int:
    """How many words blocks have together."""
    return sum(len(block.words) for block in blocks)


def held(blocks: Sequence[Block], start: int, element: Element | None) -> Iterator[Block]:
    """The blocks from a place on that stand in an element, as what it holds stands together; all from there
    on where there is none."""
    below = map(blocks.__getitem__, range(start, len(blocks)))  # what is before costs nothing, unlike a copy
    return below if element is None else takewhile(lambda block: block.inside(element), below)
