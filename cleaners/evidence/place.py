"""What a block that is not of the story is, by its place: the elements it stands in, and its links."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Final

from cleaners.elements import Block, Element
from cleaners.evidence import Mark
from cleaners.evidence.widgets import BOXES, outranking
from cleaners.model import Kind

# Parts that a page's makers set apart by element or role.
_TAGS: Final[dict[str, Kind]] = {
    "nav": "navigation",
    "header": "navigation",
    "footer": "navigation",
    "figcaption": "caption",
    "figure": "caption",
    "form": "newsletter",
    "button": "share",
    "time": "date",
    "video": "player",
    "audio": "player",
}
_ROLES: Final[dict[str, Kind]] = {
    "navigation": "navigation",
    "banner": "navigation",
    "contentinfo": "navigation",
    "search": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "dialog": "ad",
    "figure": "caption",
}
# Words in class names and ids, for naming only: what they stand on is cut already, so a loose reading
# costs nothing but a wrong name.
_HINTS: Final[tuple[tuple[str, Kind], ...]] = (
    ("newsletter", "newsletter"),
    ("signup", "newsletter"),
    ("sign-up", "newsletter"),
    ("subscribe", "newsletter"),
    ("subscription", "newsletter"),
    ("follow-by-email", "newsletter"),
    ("followbyemail", "newsletter"),
    ("comment", "comments"),
    ("disqus", "comments"),
    ("caption", "caption"),
    ("credit", "credit"),
    ("author-bio", "bio"),
    ("author_bio", "bio"),
    ("authorbio", "bio"),
    ("author-profile", "bio"),
    ("author-desc", "bio"),
    ("author-box", "bio"),
    ("author-card", "bio"),
    ("about-author", "bio"),
    ("biography", "bio"),
    ("byline", "byline"),
    ("author", "byline"),
    ("share", "share"),
    ("social", "share"),
    ("tags", "tags"),
    ("taxonomy", "tags"),
    ("categor", "tags"),
    ("related", "related"),
    ("recommend", "related"),
    ("recirc", "related"),
    ("read-next", "related"),
    ("read next", "related"),
    ("readnext", "related"),
    ("read-more", "related"),
    ("more-stories", "related"),
    ("popular", "related"),
    ("most-read", "related"),
    ("trending", "related"),
    ("latest", "related"),
    ("teaser", "related"),
    ("promo", "related"),
    ("sponsor", "ad"),
    ("advert", "ad"),
    ("-ad", "ad"),
    ("ad-", "ad"),
    ("donat", "ad"),
    ("date", "date"),
    ("time", "date"),
    ("paywall", "paywall"),
    ("login", "paywall"),
    ("player", "player"),
    ("video", "player"),
    ("cookie", "legal"),
    ("consent", "legal"),
    ("copyright", "legal"),
    ("breadcrumb", "navigation"),
    ("menu", "navigation"),
    ("nav", "navigation"),
    ("footer", "navigation"),
    ("header", "navigation"),
    ("masthead", "navigation"),
    ("sidebar", "related"),
    ("widget", "related"),
)
_PICTURE: Final = frozenset(("caption", "credit"))
DETAILS: Final = _PICTURE | {"date", "byline", "navigation", "title", "other"}
_WITH_PICTURES: Final = frozenset(("related", "comments", "newsletter", "ad"))
_LINKS: Final = 0.6
_TEASER_WORDS: Final = 4


def story_elements(blocks: Iterable[Block]) -> frozenset[int]:
    """The numbers of the elements that hold a block of the story: their names tell nothing of furniture."""
    numbers: set[int] = set()
    for block in blocks:
        if block.element is not None:
            for element in block.element.chain():
                if element.number in numbers:
                    break
                numbers.add(element.number)
    return frozenset(numbers)


def name(block: Block, story: Container[int]) -> Kind:
    """The likeliest kind of a block that no other evidence could name.

    `story` are the numbers of the elements that hold the story.
    """
    around = _around(block, story)
    if around:
        return outranking(around).kind or "other"
    if block.link_density >= _LINKS:
        return "related" if block.text.count(" ") + 1 >= _TEASER_WORDS else "navigation"
    return "other"


def rename(block: Block, mark: Mark, story: Container[int]) -> Mark:
    """The mark of a cut block, or that of the box it stands in: a date in a list of other stories is part
    of the list.
    """
    if mark.kind not in DETAILS:
        return mark
    around = _around(block, story)
    box = outranking(around).kind if around else None
    if box not in BOXES or (mark.kind in _PICTURE and box not in _WITH_PICTURES):
        return mark
    return Mark(box, mark.rule, mark.score)


def _around(block: Block, story: Container[int]) -> list[Mark]:
    """What the elements around a block are, innermost first, up to the first that holds the story."""
    around: list[Mark] = []
    if block.element is not None:
        for element in block.element.chain():
            if element.number in story:
                break
            kind = _kind(element)
            if kind is not None:
                around.append(Mark(kind, "place"))
    return around


def _kind(element: Element) -> Kind | None:
    if element.tag in ("body", "html"):
        return None
    names = " ".join((*element.classes, element.id, element.attributes.get("data-testid") or "")).lower()
    hinted = next((kind for hint, kind in _HINTS if hint in names), None) if names else None
    return hinted or _TAGS.get(element.tag) or _ROLES.get(element.attributes.get("role") or "")
