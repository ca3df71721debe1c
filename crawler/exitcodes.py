"""The exit codes of the commands, each with its meaning. docs/crawling.md has them for a reader."""

from __future__ import annotations

from typing import Final

DONE: Final = 0
FAILED: Final = 1
"""The work could not be done: nothing of the site could be read, or the corpus cannot be used."""
USAGE: Final = 2
"""It could not start: a wrong name, argument or setting."""
LOCKED: Final = 3
"""Another run holds the lock of the site."""
CANNOT_WRITE: Final = 4
"""The disk is full, or a write failed. What was written before is whole."""
MONITOR: Final = 5
"""The run finished, but a monitor failed: the log names it."""
INTERRUPTED: Final = 130
"""Ended by a signal: 128 and SIGINT, as shells have it."""
