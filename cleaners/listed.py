"""Items of lists: headlines that lead to other stories of the site, each with the blocks that belong to it.

The idea of Liu, Grossman and Zhai ("Mining data records in Web pages", KDD 2003), from the headlines up: an
item is the largest element that holds the headlines of one story only, and items stand beside their like.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from cleaners.align import words
from cleaners.elements import HEADING_TAGS, Block, Element
from cleaners.metadata.links import absolute, host_of
from cleaners.page import Page

_LINKED: Final = 0.6
_MIN_WORDS: Final = 3
_MIN_CHARS: Final = 16
_MIN_LINKED: Final = 10
_MAX_WORDS: Final = 45
_HEADLINE_NAMES: Final = ("title", "headline", "heading")
_NAMES_UP: Final = 3
_MANY: Final = 3
"""From so many items of one form on they are a list; fewer may be a coincidence of markup."""
_POSTS: Final = 2
_MAX_HEADLINES: Final = 2_000
"""Read of one page; each is asked for all elements around it. The fullest real front seen had under 200."""
_SIGNED: Final = "article, time, [rel~=author], [itemprop~=author], [class*=byline], [class*=author]"
_FLAT_TAGS: Final = HEADING_TAGS | {"a", "p"}


@dataclass(frozen=True, slots=True)
class Items:
    """The items of a page. `targets` holds what each item leads to (or, of posts, their headline), by the
    number of its element; `owner` that number for every block of an item, by the block's order; `headlines`
    counts the different targets of all headlines, also of those that stand alone."""

    targets: Mapping[int, str]
    owner: Mapping[int, int]
    headlines: int = 0

    def __len__(self) -> int:
        return len(self.targets)


NONE: Final = Items({}, {})


@dataclass(frozen=True, slots=True)
class Share:
    """How blocks are parted: `own` counts the words of running text outside items, `listed` those inside of
    each item (by its element's number)."""

    own: int
    listed: Mapping[int, int]

    @property
    def total(self) -> int:
        return self.own + sum(self.listed.values())


def find(page: Page) -> Items:
    """The items of a page in which headlines of other stories of the site stand as links.

    Stories link their own headline too: what leads to the page's own address, or is its title, is no item.
    """
    return _items(page.blocks, list(islice(_headlines(page), _MAX_HEADLINES)), _MANY)


def posts(page: Page) -> Items:
    """Whole articles on one page: parts of it that each have a first-level heading and a byline, a time or an
    `<article>` element. Headings of that level alone do not tell, pages set them over sections too. The
    target is the heading's text.
    """
    headings = [(b, b.text) for b in page.blocks if b.tag == "h1" and not b.hidden]
    return _items(page.blocks, headings[:_MAX_HEADLINES], _POSTS, _is_signed) if len(headings) > 1 else NONE


def _is_signed(element: Element) -> bool:
    return element.tag not in _FLAT_TAGS and (
        element.tag == "article" or element.node.css_first(_SIGNED) is not None
    )


def _items(
    blocks: Sequence[Block],
    headlines: Sequence[tuple[Block, str]],
    least: int,
    accepts: Callable[[Element], bool] = lambda _: True,
) -> Items:
    """The items around headlines, each given with what tells it apart; `least` of one form make a list."""
    holds: dict[int, set[str]] = defaultdict(set)
    for block, target in headlines:
        for element in _chain(block):
            holds[element.number].add(target)
    found: dict[int, tuple[Element, str]] = {}
    heads: dict[int, int] = {}
    for block, target in headlines:
        root = None
        for element in _chain(block):
            if len(holds[element.number]) > 1:
                break
            root = element
        if root is not None and root.parent is not None and accepts(root):
            found.setdefault(root.number, (root, target))
            heads[block.order] = root.number
    beside = Counter(_parent(root).number for root, _ in found.values())
    forms = Counter((root.tag, _parent(root).tag) for root, _ in found.values())
    roots = {
        number: root
        for number, (root, _) in found.items()
        if beside[_parent(root).number] >= 2 and forms[root.tag, _parent(root).tag] >= least
    }
    return Items(
        {number: target for number, (_, target) in found.items() if number in roots},
        _owners(blocks, roots, heads) if roots else {},
        len({target for _, target in headlines}),
    )


def share(items: Items, blocks: Sequence[Block]) -> Share:
    """How many words of `blocks` are of which item. A text without blanks between words counts by letters."""
    own = 0
    listed: Counter[int] = Counter()
    for block in blocks:
        item = items.owner.get(block.order)
        if item is not None:
            listed[item] += block.size
        elif block.prose:
            own += block.size
    return Share(own, listed)


def _headlines(page: Page) -> Iterator[tuple[Block, str]]:
    base = page.url or page.metadata.canonical or ""
    host = host_of(base)
    own = {_key(page.url), _key(page.metadata.canonical or ""), "/"}
    titles = {tuple(words(title)) for title in page.titles}
    for block in page.blocks:
        if block.link_chars < _MIN_LINKED or block.hidden or block.link_density < _LINKED:
            continue
        if len(block.text) < _MIN_CHARS:
            continue
        tokens = block.words
        if (len(tokens) < _MIN_WORDS and block.text.isascii()) or len(tokens) > _MAX_WORDS:
            continue
        if not _stands_as_headline(block) or tuple(tokens) in titles:
            continue
        link = absolute(block.href, base)
        if link is None or (host and not _same_site(host, host_of(link))):
            continue
        if (key := _key(link)) not in own:
            yield block, key


def _stands_as_headline(block: Block) -> bool:
    if block.tag in HEADING_TAGS or block.within(HEADING_TAGS) is not None:
        return True
    names = " ".join(
        name for element, _ in zip(_chain(block), range(_NAMES_UP), strict=False) for name in element.classes
    ).lower()
    return any(name in names for name in _HEADLINE_NAMES)


def _owners(
    blocks: Sequence[Block], roots: Mapping[int, Element], heads: Mapping[int, int]
) -> dict[int, int]:
    """The item of each block. Where headlines stand loose among paragraphs, what follows one is its."""
    owner: dict[int, int] = {}
    last: Element | None = None
    for block in blocks:
        if block.order in heads:
            last = roots.get(heads[block.order])
        inside = next((e.number for e in _chain(block) if e.number in roots), None)
        if inside is not None:
            owner[block.order] = inside
        elif last is not None and last.tag in _FLAT_TAGS and block.container is last.parent:
            owner[block.order] = last.number
    return owner


def _chain(block: Block) -> Iterator[Element]:
    return block.element.chain() if block.element is not None else iter(())


def _parent(element: Element) -> Element:
    return element.parent or element


def _key(url: str) -> str:
    """What of an address tells the pages of a site apart; empty for none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = parts.path.rstrip("/") or ("/" if parts.netloc else "")
    return f"{path}?{parts.query}" if parts.query else path


def _same_site(one: str, other: str) -> bool:
    return not other or one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
