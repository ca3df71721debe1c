"""Articles of another form: live blogs, galleries of pictures, transcripts. Each function gives, in a few
words, what tells the form, or nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final
from urllib.parse import urlsplit

from cleaners.elements import Block, Element
from cleaners.metadata import jsonld
from cleaners.page import Page

_LIVE_BLOG: Final = ("LiveBlogPosting",)
_GALLERIES: Final = ("ImageGallery", "MediaGallery")
# Services whose live blogs stand on the pages of others, inside a frame or written by their script.
_LIVE_SERVICES: Final = (
    "24liveblog.com",
    "livecenter.norkon.net",
    "embed.scribblelive.com",
    "go.arena.im",
    "tickaroo.com",
    "live.sourcefabric.org",
    "liveblog.pro",
)
_LIVE_WORDS: Final = re.compile(
    r"live[-_ ]?(?:blog|updates?|coverage|ticker|feed)|(?:\A|[-_ /:])live(?:[-_ /:]|\Z)", re.IGNORECASE
)
_CLOCK: Final = re.compile(
    r"(?:\d{1,2}[:.h]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?)(?=\s|\Z|[^\w.])", re.IGNORECASE
)
_CUE_CHARS: Final = 45
_MIN_UPDATES: Final = 4

_GALLERY_WORDS: Final = frozenset(
    "gallery galleries slideshow slideshows photos photo-gallery photo-galleries photogallery".split()
)
_NUMBERED: Final = re.compile(
    r"(?:(?:photo|image|slide|picture) )?(\d{1,3}) ?(?:/|of) ?(\d{1,3})\b", re.IGNORECASE
)
_NUMBERED_STARTS: Final = frozenset("0123456789PpIiSs")
_MIN_PICTURES: Final = 5
_ALL_PICTURES: Final = 0.8
_WORDS_A_PICTURE: Final = 40
"""A gallery has at most so many words of running text for each of its pictures."""

_SPEAKER: Final = re.compile(
    r"(?P<name>[QA](?=[:.] )|[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’()-]*){0,3}(?=:(?:\s|\Z)))"
)
_WORD: Final = re.compile(r"\w+")
_FEW_NAMES: Final = 20
_LABEL_CHARS: Final = 60
_QUESTIONED: Final = frozenset("QA")
_MIN_TURNS: Final = 6
_TURN_WORDS: Final = 8
"""Mean words of a turn at least: labels in a sheet of data ("Price: …") have fewer behind them."""
_SPOKEN: Final = 0.5
_SPOKEN_ANNOUNCED: Final = 0.25
"""Share of the page's text that is spoken, less where address or title call it a transcript."""
_LINKED: Final = 0.5


def live_blog(page: Page) -> str:
    """A LiveBlogPosting, a frame of a live-blog service, or entries that begin with the time of day on a page
    whose address or title says that it is live.
    """
    for node in _stated(page, _LIVE_BLOG):
        updates = node.get("liveblogupdate")
        return f"JSON-LD LiveBlogPosting, {len(updates) if isinstance(updates, list) else 0} updates"
    if not (_LIVE_WORDS.search(_path(page)) or any(map(_LIVE_WORDS.search, page.titles))):
        return ""
    for service in _LIVE_SERVICES:
        if service.encode() in page.raw and _framed(page, service):
            return f"a frame of {service}"
    count = _updates(page.blocks)
    return f"{count} entries with the time of day" if count >= _MIN_UPDATES else ""


def gallery(page: Page) -> str:
    """An ImageGallery or MediaGallery, captions that are numbered through, or captions on a page whose
    address announces pictures; with little running text beside.
    """
    for node in _stated(page, _GALLERIES):
        return f"JSON-LD {jsonld.types(node)[0]}"
    numbered: dict[str, set[str]] = {}
    captions = 0
    for block in page.blocks:
        captions += block.tag == "figcaption" and not block.hidden
        if block.text[0] in _NUMBERED_STARTS and (match := _NUMBERED.match(block.text)) and not block.hidden:
            numbered.setdefault(match[2], set()).add(match[1])
    found = [
        (len(numbers), f"captions numbered up to {total}")
        for total, numbers in numbered.items()
        if len(numbers) >= max(_MIN_PICTURES, int(total) * _ALL_PICTURES)
    ]
    if captions >= _MIN_PICTURES and not _GALLERY_WORDS.isdisjoint(_path(page).split("/")[:-1]):
        found.append((captions, f"its address, {captions} captions"))
    if not found:
        return ""
    prose = sum(b.size for b in page.blocks if b.prose and b.tag != "figcaption" and not b.hidden)
    return next((evidence for count, evidence in found if prose <= _WORDS_A_PICTURE * count), "")


def transcript(page: Page) -> str:
    """Speakers' names with a colon before what they say: two or more who take turns, for half of the text."""
    turns = [
        (match["name"], block)
        for block in page.blocks
        if ":" in block.text[:_LABEL_CHARS] or block.text[0] in _QUESTIONED
        if (match := _SPEAKER.match(block.text)) and not block.hidden and block.link_density <= _LINKED
    ]
    if len(turns) < _MIN_TURNS:
        return ""
    names = Counter(name for name, _ in turns)
    turns = [(name, block) for name, block in turns if names[name] >= 2]
    order = [name for name, _ in turns]
    speakers = len(set(order))
    if len(turns) < _MIN_TURNS or not 2 <= speakers <= len(turns) / 2:
        return ""
    if speakers > 2 and order[speakers:] == order[:-speakers]:
        return ""  # three labels or more that come round and round are the rows of a sheet of data
    persons = _persons(set(order), page.blocks)
    changes = sum(one != other for one, other in pairwise(order))
    if changes < len(turns) / 2 or sum(name in persons for name in order) < len(turns) / 3:
        return ""
    spoken = sum(block.size for _, block in turns)
    unlabelled = {block.order for _, block in turns}
    total = spoken + sum(
        b.size for b in page.blocks if b.prose and not b.hidden and b.order not in unlabelled
    )
    announced = "transcript" in " ".join((page.url, *page.titles)).lower()
    least = max(_TURN_WORDS * len(turns), total * (_SPOKEN_ANNOUNCED if announced else _SPOKEN))
    return f"{len(turns)} turns of {speakers} speakers" if spoken >= least else ""


def _persons(names: set[str], blocks: Sequence[Block]) -> set[str]:
    """Which labels can be names: a name's last word never stands in small letters on the page, as "price" and
    "myth" do. Q and A are the speakers of a questioning.
    """
    if names >= _QUESTIONED:
        return set(_QUESTIONED)
    lasts = {name: _last(name) for name in names - _QUESTIONED if not name.islower()}
    if len(lasts) <= _FEW_NAMES:  # few blocks need be parted into words
        blocks = [block for block in blocks if any(last in block.text for last in lasts.values())]
    common = {word for block in blocks for word in _WORD.findall(block.text) if word.islower()}
    return {name for name, last in lasts.items() if last not in common}


def _last(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].rstrip(".").lower()


def _framed(page: Page, service: str) -> bool:
    """Whether a service's frame or script stands on the page; many pages only name it in their settings."""
    tree = page.tree
    return tree is not None and bool(
        tree.css_first(
            f'iframe[src*="{service}"], body script[src*="{service}"], body [data-src*="{service}"]'
        )
    )


def _updates(blocks: Sequence[Block]) -> int:
    """How many entries of one list begin with a time of day and go on with running text. Entries have an
    element each, or stand loose in one.
    """
    loose: Counter[int] = Counter()
    entries: dict[int, Element] = {}
    cue: Block | None = None
    for block in blocks:
        if block.hidden:
            continue
        if len(block.text) <= _CUE_CHARS and _CLOCK.match(block.text):
            cue = block
        elif cue is not None and block.prose:
            if (around := _around(cue, block)) is not None:
                loose[around.number] += 1
                entries[around.number] = around
            cue = None
    beside = Counter(e.parent.number for e in entries.values() if e.parent is not None)
    return max((*loose.values(), *beside.values()), default=0)


def _around(cue: Block, text: Block) -> Element | None:
    """The smallest element that holds a time and its text."""
    return next((e for e in cue.element.chain() if text.inside(e)), None) if cue.element is not None else None


def _path(page: Page) -> str:
    try:
        return urlsplit(page.url).path.lower()
    except ValueError:
        return ""


def _stated(page: Page, kinds: Sequence[str]) -> list[jsonld.Node]:
    """JSON-LD nodes of these types that are about the page, not about what it links to."""
    return [
        node
        for node, aside in page.graph.nodes
        if not aside and not set(kinds).isdisjoint(jsonld.types(node))
    ]
