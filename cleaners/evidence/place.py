"""What a block that is not of the story is, by its place: the elements it stands in, and its links.

A block in a box is what the box is: a date in a list of other stories is part of the list, "Login" in a
comment form part of the form. Where no box stands around a block, its wording names it, then its own
element, and last its links.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Final

from cleaners.elements import HEADING_TAGS, Block
from cleaners.evidence import Mark, hints, wording
from cleaners.evidence.story import Hint, Story, number, story_elements, within
from cleaners.evidence.widgets import outranking
from cleaners.model import Kind

__all__ = ["DETAILS", "name", "rename", "story_elements"]

_PICTURE: Final = frozenset(("caption", "credit"))
DETAILS: Final = _PICTURE | {"date", "byline", "navigation", "title", "other"}
"""Kinds of single blocks, which may be part of a list or a box of another kind."""

# Rules that know the block alone; of what stands around it they know nothing.
_NARROW: Final = re.compile(
    r"hidden$|link-line$|wording:(?:[a-z]+-label|date-ago|newsletter-named|byline-labelled)$"
)
_SAYING: Final = frozenset(("under-picture", "with-picture", "repeated-caption"))
_KNOWING: Final = frozenset(("pull-quote", "opening"))
"""Rules that know a block by another one, or by what it says in its place."""
_BY_PLACE: Final = Mark("other", "place")
# Boxes that are cut as one and may hold a part of another kind.
_LEAVES: Final = frozenset(("share", "tags", "player", "tip", "bio"))
# What wording may say against the box that a block stands in.
_AGAINST: Final[dict[Kind, frozenset[Kind]]] = {
    "comments": frozenset(),
    "newsletter": frozenset(),
    "ad": frozenset(("newsletter", "share")),
    "related": frozenset(("ad",)),
    "paywall": frozenset(("newsletter",)),
    "bio": frozenset(("share", "tip", "related")),
    "tip": frozenset(),
    "legal": frozenset(),
    "title": frozenset(),
    "share": frozenset(("comments", "byline", "date")),
    "tags": frozenset(("comments", "byline", "date", "share")),
    "player": frozenset(("comments", "share", "credit", "ad", "byline", "date")),
    "byline": frozenset(("comments", "date", "share", "bio", "tip", "player", "ad")),
    "date": frozenset(("comments", "byline", "share")),
    "navigation": frozenset(("legal",)),
}
_MENU: Final[dict[str, Kind]] = {
    **dict.fromkeys(("facebook", "twitter", "x", "youtube", "instagram", "tumblr", "pinterest"), "share"),
    **dict.fromkeys(("tiktok", "linkedin", "reddit", "flipboard", "rss", "threads", "bluesky"), "share"),
    **dict.fromkeys(("mastodon", "whatsapp", "telegram", "snapchat", "spotify", "rss feed"), "share"),
    **dict.fromkeys(("log in", "login", "sign in", "sign up", "register"), "paywall"),
}
"""Entries of menus that are something else than a page of the site."""

_LINKS: Final = 0.6
_ITEM_LINKED: Final = 0.25
_ALL_LINK: Final = 0.9
_TEASER_WORDS: Final = 4
_TOPIC_WORDS: Final = 3
_CREDIT_WORDS: Final = 8
_LINE_WORDS: Final = 16
_ITEM_LINKS: Final = 12
_ITEM: Final = frozenset(("li",))
_FIGCAPTION: Final = frozenset(("figcaption",))
_NAMED: Final = re.compile(r"(?:[A-ZÀ-Þ][\w'’&-]*\.?(?:,? |/|$)){2,6}$")
_BARE: Final = re.compile(r"[\d\W_]+$")
_BIO: Final = re.compile(r" (?:is|was|has|covers|writes|reports|joined) ")
_MAIL: Final = frozenset(("email", "e-mail", "mail", "print", "link"))
# What menus have a page about.
_LOOSE: Final = frozenset(("newsletter", "tip", "ad", "related"))


def name(block: Block, story: Container[int]) -> Kind:
    """The likeliest kind of a block that no other evidence could name.

    `story` is where the story stands.
    """
    return _named(block, _BY_PLACE, story)


def rename(block: Block, mark: Mark, story: Container[int]) -> Mark:
    """The mark of a cut block with the kind that its place gives it: marks that say what the block is on its
    own give way to the box that it stands in. Marks that know more, and kept blocks, stay as they are.
    """
    narrow = _NARROW.match(mark.rule) is not None
    leaf = mark.kind in _LEAVES and mark.rule.startswith("widget:")
    if mark.kind is None or mark.rule in _KNOWING or not (narrow or leaf or mark.kind in DETAILS):
        return mark
    kind = _named(block, mark, story)
    return mark if kind == mark.kind else Mark(kind, mark.rule, mark.score)


def _named(block: Block, mark: Mark, story: Container[int]) -> Kind:
    where = story if isinstance(story, Story) else Story()
    says = _says(block, mark, where)
    around = hints.around(block, says, where, story)
    return _kind(block, says, around, where, firm=mark.rule == "wording:related-label")


def _says(block: Block, mark: Mark, where: Story) -> Kind | None:
    """What a block says of itself: by its wording, or by a mark that is not of its place."""
    text = block.text.lower()
    if text in _MAIL and block.link_density >= _ALL_LINK:
        return "share"  # the label of a field in a form has the same words, and is no link
    if mark.rule.startswith("wording:") or mark.rule in _SAYING:
        return mark.kind
    if text in where.authors:
        return "bio" if number(block) > where.last else "byline"
    if where.authors and any(text.startswith(name) and _BIO.match(text, len(name)) for name in where.authors):
        return "bio"
    return wording.name(block.text)


def _kind(block: Block, says: Kind | None, around: Sequence[Hint], where: Story, *, firm: bool) -> Kind:
    """The kind of a block by what it says and by what stands around it."""
    sure = [hint.kind for hint in around if not hint.weak]
    linked = block.link_density >= _ALL_LINK
    headline = linked and block.text.count(" ") >= _TEASER_WORDS
    if sure:
        kind = "navigation" if sure[0] == "navigation" else sure[outranking(sure)]
        if sure[0] in _PICTURE and (kind in _PICTURE or number(block) < where.last):
            return _picture(block, says, sure[0])
        if kind == "navigation":
            if headline and block.tag in HEADING_TAGS:
                return "related"
            return _MENU.get(block.text.lower()) or ("legal" if says == "legal" else "navigation")
        if kind in _PICTURE:
            return _picture(block, says, kind)
        if kind == "player" and headline:
            return "related"
        if kind == "bio" and block.text.count(" ") >= _LINE_WORDS:
            return kind  # a biography may end with where to follow and reach its subject
        early = kind == "comments" and number(block) < where.first
        if says is None or not (early or says in _AGAINST.get(kind, ())):
            return kind
        return says
    loose = [hint.kind for hint in around]
    weak = frozenset(loose)
    if linked and "navigation" in weak and not headline and says in _LOOSE and not firm:
        return "navigation"
    if "related" in weak and says in (None, "date", "byline", "player", "navigation", "credit", "tags"):
        outer = next(kind for kind in reversed(loose) if kind in ("navigation", "related"))
        return "related" if headline else outer
    if says is not None:
        return "related" if says in ("navigation", "date", "byline") and _in_item(block) else says
    if "caption" in weak:
        return _picture(block, says, "caption")
    if _in_item(block):
        return "related"
    if _topics(block) and within(block, where):
        return "tags"
    if "navigation" in weak and not headline:
        return "navigation"
    if block.link_density < (_ITEM_LINKED if block.tag == "li" else _LINKS):
        return "other"
    return "related" if block.text.count(" ") + 1 >= _TEASER_WORDS else "navigation"


def _picture(block: Block, says: Kind | None, kind: Kind) -> Kind:
    """What a block under a picture is: its caption, who took it, or a counter of a gallery."""
    if _BARE.match(block.text):
        return "player"
    if says in ("player", "legal"):
        return says
    size = block.text.count(" ") + 1
    if says == "credit" and size <= _CREDIT_WORDS:
        return "credit"
    if kind == "caption" and _NAMED.match(block.text) and not block.text.endswith(".") and _unnamed(block):
        return "credit"
    return kind


def _unnamed(block: Block) -> bool:
    """Whether a block is all of a picture's caption that nothing but its element says to be one: where the
    classes tell captions and credits apart, they are believed.
    """
    if block.element is None or block.within(_FIGCAPTION) is None:
        return False
    for element in block.element.chain():
        if hints.read(element) == Hint("caption"):
            return False
        if element.tag == "figcaption":
            return True
    return False


def _topics(block: Block) -> bool:
    """Whether a block can be the topics of a story: links of a few words, parted by commas."""
    parts = block.text.split(",")
    return block.link_density >= _LINKS and all(len(part.split()) <= _TOPIC_WORDS for part in parts)


def _in_item(block: Block) -> bool:
    """Whether a block stands in a list item with the headline of another story."""
    if block.element is None or (block.link_density >= _ALL_LINK and block.text.count(" ") >= _TEASER_WORDS):
        return False
    item = block.within(_ITEM)
    if item is None or item.node.css_first("ul, ol") is not None:
        return False
    links = item.node.css("a")[:_ITEM_LINKS]
    return any(len(link.text().split()) > _TEASER_WORDS for link in links)
