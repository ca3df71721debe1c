"""Language tags in one short form: `en_US`, `EN-us` and `English` are all `en`, Chinese keeps its script.

The region is left out: who loads a corpus asks for a language, and sites of one country state it with the
region on one page and without on the next.
"""

from __future__ import annotations

import re
from typing import Final

_TAG = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?![A-Za-z0-9])")
_NAMES: Final = {
    "english": "en",
    "spanish": "es",
    "español": "es",
    "french": "fr",
    "français": "fr",
    "german": "de",
    "deutsch": "de",
    "italian": "it",
    "italiano": "it",
    "portuguese": "pt",
    "português": "pt",
    "dutch": "nl",
    "russian": "ru",
    "chinese": "zh",
    "japanese": "ja",
    "arabic": "ar",
    "hindi": "hi",
}
_NO_LANGUAGE: Final = frozenset({"und", "mul", "zxx", "xx"})


def normal(stated: str) -> str | None:
    """Language and, where it is stated, script, as BCP 47 writes them; None for what is no tag."""
    if name := _NAMES.get(stated.strip().lower()):
        return name
    match = _TAG.match(stated)
    if not match or match[1].lower() in _NO_LANGUAGE:
        return None
    return f"{match[1].lower()}-{match[2].title()}" if match[2] else match[1].lower()


def best(stated: list[str]) -> str | None:
    """The first valid tag, or a later one of the same language that says more (`zh-Hant` after `zh`)."""
    tags = [tag for text in stated if (tag := normal(text))]
    if not tags:
        return None
    return next((tag for tag in tags if tag.startswith(tags[0] + "-")), tags[0])
