"""What a page says to machines about access and use, word for word: nothing is concluded from it here."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from cleaners.metadata.page import Page
from cleaners.metadata.plain import plain
from cleaners.model import Signal

MAX_SIGNALS: Final = 50
_MAX_NAME: Final = 100
"""Characters of a name that is looked at."""
_MAX_NAMES: Final = 512
"""Names of `<meta>` that are remembered: pages of one site share theirs."""

# Seen on news pages: article:content_tier, content_tier, cXenseParse:…-paywall, isPaywalled, lp:paywall
_WALL_NAME = re.compile(
    r"paywall|content[_-]?tier|isaccessibleforfree|metered|premium[_-]?content|subscriber[_-]?only"
)
_TDM: Final = frozenset(("tdm-reservation", "tdm-policy"))
ROBOTS_USE = re.compile(
    r"\b(?:noai|noimageai|nosnippet|noarchive|nocache|noindex|none|max-snippet\s*:\s*0)\b", re.IGNORECASE
)
# Robots that take pages for models: what is said to them is about use, whatever it is.
MODEL_ROBOTS: Final = frozenset(
    "gptbot oai-searchbot chatgpt-user ccbot google-extended anthropic-ai claudebot perplexitybot bytespider "
    "applebot-extended amazonbot meta-externalagent cohere-ai diffbot omgilibot ai2bot".split()
)


def access(page: Page) -> tuple[Signal, ...]:
    """Signals about a wall: `isAccessibleForFree`, the selector of the part it is about, and meta names."""
    found: list[Signal] = []
    for node in page.article:
        found += _stated(node, "")
        parts = node.get("haspart")
        for part in parts if isinstance(parts, list) else [parts]:
            if isinstance(part, dict):
                found += _stated({key.lower(): value for key, value in part.items()}, "hasPart.")
    found += [Signal("isAccessibleForFree", value, "microdata") for value in page.item("isaccessibleforfree")]
    for name, contents in page.metas.items():
        if len(name) <= _MAX_NAME and _is_wall(name):
            found += [Signal(name, plain(content)[:500], "meta") for content in contents]
    return tuple(dict.fromkeys(found))[:MAX_SIGNALS]


@lru_cache(maxsize=_MAX_NAMES)
def _is_wall(name: str) -> bool:
    return _WALL_NAME.search(name.replace(" ", "")) is not None


def _stated(fields: dict[str, Any], prefix: str) -> list[Signal]:
    return [
        Signal(prefix + name, _raw(fields[name.lower()]), "json-ld")
        for name in ("isAccessibleForFree", "cssSelector")
        if name.lower() in fields
    ]


def usage(page: Page) -> tuple[Signal, ...]:
    """Signals about mining and training: TDM reservation, `noai` and its like in robots meta."""
    found: list[Signal] = []
    for name, contents in page.metas.items():
        if name in _TDM or name in MODEL_ROBOTS:
            found += [Signal(name, plain(content)[:500], "meta") for content in contents]
        elif name == "robots" or name.endswith("bot"):
            found += [Signal(name, plain(text)[:500], "meta") for text in contents if ROBOTS_USE.search(text)]
    return tuple(dict.fromkeys(found))[:MAX_SIGNALS]


def _raw(value: Any) -> str:  # noqa: ANN401  (JSON)
    """A JSON value as the page wrote it: `false` for the literal, `False` for the string."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(_raw(item) for item in value[:20] if not isinstance(item, list | dict))
    return str(value)[:500]
