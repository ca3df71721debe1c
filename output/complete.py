"""Whether the last run of a site saw all that it was to see: `locks/<site>.complete` is there then.

Where it was stopped, or left something out, a listing of known addresses may go on with some that are not
known, and the next run must not stop reading there.
"""

from __future__ import annotations

import os
from pathlib import Path

from output.files import file_name


def begin(corpus_dir: str | os.PathLike[str], site: str) -> bool:
    """Marks that a run has begun, with the site's lock held. Whether the one before was complete. OSError."""
    path = _mark(corpus_dir, site)
    complete = path.exists()
    path.unlink(missing_ok=True)
    return complete


def end(corpus_dir: str | os.PathLike[str], site: str) -> None:
    """Marks that a run was complete, when all that it wrote is sealed. OSError."""
    _mark(corpus_dir, site).touch()


def _mark(corpus_dir: str | os.PathLike[str], site: str) -> Path:
    return Path(corpus_dir) / "locks" / f"{file_name('site', site)}.complete"
