"""Names that may become those of files."""

from __future__ import annotations

import re
from typing import Final

_NAME: Final = re.compile(r"[a-z0-9_-]+")


def check(what: str, name: str) -> str:
    """`name`, where it can be a file's. ValueError where it cannot: it might lead elsewhere."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"{what} name {name!r}: only small letters, digits, '_' and '-' make a file name")
    return name
