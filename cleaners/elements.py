"""What blocks are made of: the elements around a run of text, and the block itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborNode

# Elements that end the run of text before and after them, as the HTML standard's rendering section
# (15.3, "Non-replaced elements") displays them, and a few containers that pages use the same way.
BLOCK_TAGS: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing "
    "main menu nav ol optgroup option p picture plaintext pre search section summary table tbody td "
    "tfoot th thead tr ul xmp video audio".split()
)
STRONG_TAGS: Final = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
HEADING_TAGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# A ledger holds a path for every cut: whole ones, with the utility classes of some themes, made it eleven
# times as large as the corpus.
_WHERE_STEPS: Final = 8
_STEP_CHARS: Final = 80


class Element:
    """One element on the way from the page's root to a block, seen through its parsed node.

    `number` counts the elements of the page in document order. Attributes are read when asked for.
    """

    __slots__ = ("_attributes", "_classes", "hidden", "link", "node", "number", "parent", "strong", "tag")

    def __init__(self, node: LexborNode, tag: str, parent: Element | None, number: int) -> None:
        self.node = node
        self.tag = tag
        self.parent = parent
        self.number = number
        self.hidden: bool = parent is not None and parent.hidden
        self.link: bool = tag == "a" or (parent is not None and parent.link)
        self.strong: bool = tag in STRONG_TAGS or (parent is not None and parent.strong)
        self._attributes: dict[str, str | None] | None = None
        self._classes: tuple[str, ...] | None = None

    @property
    def attributes(self) -> dict[str, str | None]:
        if self._attributes is None:
            self._attributes = self.node.attributes
        return self._attributes

    @property
    def id(self) -> str:
        return self.attributes.get("id") or ""

    @property
    def classes(self) -> tuple[str, ...]:
        if self._classes is None:
            self._classes = tuple((self.attributes.get("class") or "").split())
        return self._classes

    def chain(self) -> Iterator[Element]:
        """The element itself, its parent, and so on up to the root."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    def step(self) -> str:
        """The element as one step of a tag path: `div#content.post.entry`, cut off at 80 characters."""
        ident = f"#{self.id}" if self.id else ""
        step = self.tag + ident + "".join(f".{name}" for name in self.classes)
        return step if len(step) <= _STEP_CHARS else f"{step[: _STEP_CHARS - 1]}…"


class Block:
    """A run of text.

    `order` counts the blocks of the page from 0; `element` is the innermost element that holds all of the
    text (None for dirty text), `tag` the name of the block-level one around it; `link_chars` and
    `strong_chars` count the characters inside links and inside bold type or headings, of `len(text)` in all.
    `picture` is the picture that stands right before it, with no text between.
    """

    __slots__ = ("element", "hidden", "link_chars", "order", "picture", "strong_chars", "tag", "text")

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

    def __repr__(self) -> str:
        return f"Block({self.order}, {self.tag}, {self.text[:60]!r})"

    @property
    def link_density(self) -> float:
        """Share of the text that stands in links, 0 to 1 (Kohlschütter et al. 2010)."""
        return min(1.0, self.link_chars / len(self.text)) if self.text else 0.0

    @property
    def where(self) -> str:
        """The tag path with classes, outermost first; the innermost eight steps of a longer one."""
        if self.element is None:
            return self.tag
        steps: list[str] = []
        for element in self.element.chain():
            if element.tag in ("html", "body"):
                break
            if len(steps) == _WHERE_STEPS:
                steps.append("…")
                break
            steps.append(element.step())
        return " > ".join(reversed(steps)) or self.tag

    @property
    def home(self) -> Element | None:
        """The block-level element around the text."""
        if self.element is None:
            return None
        chain = self.element.chain()
        return next((e for e in chain if e.tag in BLOCK_TAGS or "-" in e.tag), self.element)

    @property
    def container(self) -> Element | None:
        """What the block-level element stands in, beside the other paragraphs."""
        return self.home.parent if self.home is not None else None

    def inside(self, element: Element) -> bool:
        """Whether this block stands in an element."""
        return self.element is not None and any(around is element for around in self.element.chain())

    def within(self, tags: frozenset[str]) -> Element | None:
        """The nearest element around this block that has one of these tags."""
        if self.element is not None:
            for element in self.element.chain():
                if element.tag in tags:
                    return element
        return None
