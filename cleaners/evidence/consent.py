"""Boxes that ask for consent to cookies, by the names that consent tools and makers of pages give them.

They are no widgets of the table in `widgets`, which the block model reads: to it they would be news. Unlike
with widgets the model has no say either, since such a box is running text, and often opens the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from cleaners.elements import HEADING_TAGS, ROOT_TAGS, Block, Element, inherited
from cleaners.evidence import Mark, Marks
from cleaners.naming import MAX_NAMINGS, Naming

CONSENT: Final = Mark("legal", "consent-box")

# What the well-known tools call their boxes: how ids and classes begin.
_TOOLS: Final = re.compile(
    r"onetrust-|ot-sdk-|optanon(?!-category)|qc-cmp|didomi-|cookiebot|cybotcookiebot|usercentrics|uc-banner"
    r"|sp_message_|truste(?:[-_]|$)|trustarc|osano-|iubenda-cs|cmplz-(?!document|blocked|placeholder)|cky-"
    r"|cookie-law-info|cli-modal|wt-cli|borlabs|brlbs|moove[-_]gdpr|klaro(?:[-_]|$)|tarteaucitron|fc-consent"
    r"|cmpbox|cc-window|cc-banner|cookieconsent(?!-opt)|hs-eu-cookie|eu-cookie-compliance|axeptio|pea_cook"
)
# What makers of pages call theirs, as a whole: `cookieBanner`, `gdpr`, `c-consent-dialog__text`.
_NAMED: Final = re.compile(
    r"(?:[a-z]{1,4}[-_]{1,2}|site-|page-)?"
    r"(?:(?:cookies?|gdpr|ccpa|consent|privacy)[-_]?"
    r"(?:banner|notice|bar|pop-?up|modal|dialog|overlay|message|notification|layer|prompt|manager|consent)"
    r"|cookies?[-_]?(?:law|alert|wall|compliance|disclaimer|warning|settings|preferences)"
    r"|(?:gdpr|ccpa|consent)[-_]cookies?)"
    r"(?:(?:_|--).{0,40}|[-_]?(?:wrap(?:per)?|container|inner|content|text|box|root|body|\d{1,9}))?$"
)
# A state of what it stands on, or what a story is about.
_STATE: Final = re.compile(
    r"(?:is|has|no|with|tag|category)[-_]|.{0,80}[-_](?:open|opened|visible|shown|active|enabled|hidden)$"
)
# Of these an id is made from the words of a heading: a story about such boxes has some.
_ANCHORS: Final = HEADING_TAGS | {"section", "article", "main", "a", "p", "li", "span"}
_NONE: Final[tuple[int, ...]] = ()
_MAX_NAME: Final = 80
_STORY_SHARE: Final = 0.4  # what holds so much of what is kept is named after its state, and holds the story


def mark(blocks: Sequence[Block], elements: Sequence[Element], kept: Marks) -> Marks:
    """Cut what stands in boxes about consent, unless they hold the story itself or stand within it."""
    if not any(map(_is_box, [element.naming for element in elements])):
        return {}
    around = inherited(elements, _NONE, _with)
    found = {b.order: boxes for b in blocks if b.element is not None and (boxes := around[b.element.number])}
    sizes: Counter[int] = Counter()
    for order in kept:
        for number in found.get(order, ()):
            sizes[number] += len(blocks[order].text)
    most = sum(len(blocks[order].text) for order in kept) * _STORY_SHARE
    story = [order for order in kept if order not in found and blocks[order].prose]
    first, last = min(story, default=-1), max(story, default=-1)
    cut = [
        order
        for order, boxes in found.items()
        if not first < order < last and any(sizes[number] <= most for number in boxes)
    ]
    if sum(len(blocks[order].text) for order in cut if order in kept) > most:
        return {}
    return dict.fromkeys(cut, CONSENT)


def _with(around: tuple[int, ...], element: Element) -> tuple[int, ...]:
    return (element.number, *around) if _is_box(element.naming) else around


@lru_cache(maxsize=MAX_NAMINGS)
def _is_box(naming: Naming) -> bool:
    if naming.tag in ROOT_TAGS:
        return False
    names = naming.classes if naming.tag in _ANCHORS else (naming.id, *naming.classes)
    return any(_is_box_name(name.lower()) for name in names if 0 < len(name) <= _MAX_NAME)


def _is_box_name(name: str) -> bool:
    return _STATE.match(name) is None and (_TOOLS.match(name) or _NAMED.match(name)) is not None
