"""What a block that is not of the story is, by its place: the elements it stands in, and its links."""

from __future__ import annotations

from typing import Final

from cleaners.blocks import Block, Element
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
    ("comment", "comments"),
    ("disqus", "comments"),
    ("caption", "caption"),
    ("credit", "credit"),
    ("byline", "byline"),
    ("author", "byline"),
    ("bio", "bio"),
    ("share", "share"),
    ("social", "share"),
    ("tags", "tags"),
    ("taxonomy", "tags"),
    ("categor", "tags"),
    ("related", "related"),
    ("recommend", "related"),
    ("recirc", "related"),
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
_LINKS: Final = 0.6
_TEASER_WORDS: Final = 4


def name(block: Block) -> Kind:
    """The likeliest kind of a block that no other evidence could name."""
    if block.element is not None:
        for element in block.element.chain():
            kind = _TAGS.get(element.tag) or _ROLES.get(element.attributes.get("role") or "")
            if kind is not None and not (element.tag == "header" and _inside_story(element)):
                return kind
            names = " ".join((*element.classes, element.id)).lower()
            if names and element.tag not in ("body", "article", "main"):
                for hint, kind in _HINTS:
                    if hint in names:
                        return kind
    if block.tag == "a" or block.link_density >= _LINKS:
        return "related" if block.text.count(" ") + 1 >= _TEASER_WORDS else "navigation"
    return "other"


def _inside_story(element: Element) -> bool:
    return any(around.tag in ("article", "main") for around in element.chain())
