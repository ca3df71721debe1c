"""Language tags in the one form of BCP 47: `en_us` and `EN-us` to `en-US`, `English` to `en`."""

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
    """The tag in its usual case (language, script, region), None for what is no tag."""
    if name := _NAMES.get(stated.strip().lower()):
        return name
    match = _TAG.match(stated)
    if not match or match[1].lower() in _NO_LANGUAGE:
        return None
    script, region = match[2], match[3]
    return "-".join(
        (match[1].lower(), *([script.title()] if script else []), *([region.upper()] if region else []))
    )


def best(stated: list[str]) -> str | None:
    """The first valid tag, or a later one of the same language that says more (`en-US` after `en`)."""
    tags = [tag for text in stated if (tag := normal(text))]
    if not tags:
        return None
    return next((tag for tag in tags if tag.startswith(tags[0] + "-")), tags[0])
