"""Crawls a server of faults, and keeps what became of each page."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from crawls import Run, crawl, lines
from faultserver import FaultSite

QUICK: Final = (
    "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False", "-s", "ALLOW_PRIVATE_ADDRESSES=True",
    "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=8", "-s", "CONCURRENT_REQUESTS=8", "-s", "RETRY_TIMES=1",
    "-s", "DOWNLOAD_TIMEOUT=3", "-s", "CLEANING_WORKERS=0",
    # one host has all the faults, so that it would be left alone, and long waited for
    "-s", "HOST_MAX_ERRORS=0", "-s", "RETRY_AFTER_MAX=0.05", "-s", "ROBOTSTXT_RETRY_DELAYS=0.1",
)  # fmt: skip
OUTCOMES: Final = "tests.crawler.outcomes.Outcomes"
CONTROLS: Final = frozenset(map(chr, [*range(9), *range(11, 32), *range(127, 160)]))
"""What acts on a terminal or ends a line, but for tab and line feed."""


@dataclass(frozen=True)
class Crawled:
    """`outcomes`: of each page, by its path as it was listed."""

    run: Run
    outcomes: dict[str, list[str]]
    asked: Counter[str]
    heads: list[str]
    corpus: Path

    @property
    def articles(self) -> list[dict[str, Any]]:
        return lines(self.corpus / "articles")


def crawl_faults(site: FaultSite, folder: Path, *arguments: str) -> Crawled:
    """Crawls the site, which names its sources in robots.txt or on its home page."""
    from crawler.settings import EXTENSIONS

    file = folder / "outcomes"
    file.touch()
    extensions = json.dumps(EXTENSIONS | {OUTCOMES: 110})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OUTCOMES", str(file))
        done = crawl(
            "news",
            folder / "corpus",
            "-a",
            f"url={site.url}/",
            *QUICK,
            "-s",
            f"EXTENSIONS={extensions}",
            *arguments,
        )
    outcomes: dict[str, list[str]] = {}
    for line in file.read_text().splitlines():
        url, outcome = line.split("\t")
        outcomes.setdefault(url.removeprefix(site.url), []).append(outcome)
    return Crawled(done, outcomes, Counter(site.asked), site.heads, folder / "corpus")
