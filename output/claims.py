"""Which of two runs writes a story that two sites have word for word, when neither has written it yet.

A run claims the words in the state before it looks for a twin and writes. A claim goes when the article that
it was for is in the state, and it counts as long as its run holds its site: that of a run that is dead is
void, unless it came to write the line.
"""

from __future__ import annotations

import json
from pathlib import Path

from output.index import add_sealed
from output.lock import is_held
from output.shards import read_lines
from output.state import Claim, State


def outdated(corpus: Path, state: State, claim: Claim) -> bool:
    """Whether the claim of another site's run is void. What that run sealed is in the state then."""
    if is_held(corpus, claim.site) or _stands_open(corpus, claim):
        return False
    add_sealed(corpus, state.at(claim.site), claim.site)
    return True


def _stands_open(corpus: Path, claim: Claim) -> bool:
    """Whether the article was written to a file that the next run of its site seals."""
    for path in (corpus / "articles" / claim.site).glob(".*.open"):
        for line in read_lines(path):
            try:
                if json.loads(line)["id"] == claim.article:
                    return True
            except (ValueError, KeyError, TypeError):  # torn, or unreadable after a crash
                continue
    return False
