"""Which pages of a known site are cleaned with all evidence, too, to see whether its profile is right."""

from __future__ import annotations

from typing import Final

EVERY: Final = 50
"""Pages of which one is checked: that takes as long as to clean ten by the profile."""

SURE: Final = 10
"""Checks in a row that found the same text both ways, after which fewer are made …"""

EVERY_SURE: Final = 200
"""… one of so many pages, until one of them does not."""


class Checks:
    """Counts the pages of a crawl, and what checks of them found."""

    def __init__(self) -> None:
        self._since = 0
        self._agreed = 0

    def due(self) -> bool:
        """Whether the next page, which this counts, is to be checked."""
        self._since += 1
        if self._since < (EVERY_SURE if self._agreed >= SURE else EVERY):
            return False
        self._since = 0
        return True

    def found(self, agrees: bool) -> None:  # noqa: FBT001 - a word for it
        """A check found the same text both ways, or not."""
        self._agreed = self._agreed + 1 if agrees else 0
