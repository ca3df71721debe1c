"""How good the text is: every tool on every page, scored by `score.py`."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pages import BenchPage, BenchSet, PageScore, Score, load_score
from tools import REDLINE, Extract, Tool

ROUNDS: Final = 2000
"""Resamplings of sites for an interval: the default of `score.py`."""
MEASURES: Final = ("F1", "P", "R", "exact", "noise", "loss")


@dataclass(frozen=True, slots=True)
class Prediction:
    """A tool's text for a page. `error` says how the tool failed; the text is empty then."""

    url: str
    text: str
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Quality:
    """A tool on a set. `empty` counts pages without text, `failed` those of them where the tool raised.
    `difference` is F1 less Redline's, with its 95% interval; None for Redline and where it did not run."""

    tool: str
    set_name: str
    pages: int
    sites: int
    empty: int
    failed: int
    measures: Mapping[str, float]
    difference: tuple[float, float, float] | None = None


@functools.cache
def _loaded(tool: Tool) -> Extract:
    return tool.load()


def predict(tool: Tool, page: BenchPage) -> Prediction:
    """The tool's text. A tool that cannot be imported raises; one that fails on the page gives an error."""
    extract = _loaded(tool)
    try:
        return Prediction(page.url, extract(page))
    except Exception as error:  # noqa: BLE001 - a page that a tool fails on counts as empty, and is counted
        return Prediction(page.url, "", f"{type(error).__name__}: {error}"[:300])


class Cache:
    """Predictions in a folder, as JSON lines that `score.py` reads: SET/TOOL-KEY.jsonl.

    The key stands for the tool and the archive, so that a tool runs again when either changed. A sample of
    a set (it has no digest) is never kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._keys: dict[str, str] = {}

    def key(self, tool: Tool) -> str:
        """The tool's key when it was first asked for. Workers import a tool once and keep it, so that what
        they make later is still of that state, whatever its files have become."""
        return self._keys.setdefault(tool.name, tool.key())

    def _path(self, tool: Tool, pages: BenchSet) -> Path:
        key = hashlib.sha256(f"{self.key(tool)}{pages.digest}".encode()).hexdigest()[:12]
        return self._folder / pages.name / f"{tool.name}-{key}.jsonl"

    def get(self, tool: Tool, pages: BenchSet) -> list[Prediction] | None:
        """What was kept, or None."""
        if not pages.digest or not (path := self._path(tool, pages)).is_file():
            return None
        with path.open(encoding="utf-8") as lines:
            return [Prediction(**json.loads(line)) for line in lines]

    def put(self, tool: Tool, pages: BenchSet, predictions: Sequence[Prediction]) -> None:
        """Keep predictions, in place of the tool's earlier ones."""
        if not pages.digest:
            return
        path = self._path(tool, pages)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part")
        with partial.open("w", encoding="utf-8") as file:
            for p in predictions:
                file.write(json.dumps({"url": p.url, "text": p.text, "error": p.error}) + "\n")
        for old in path.parent.glob(f"{tool.name}-{'[0-9a-f]' * 12}.jsonl"):
            old.unlink()
        partial.replace(path)


def predict_all(tool: Tool, pages: BenchSet, pool: Executor) -> list[Prediction]:
    """A tool's text for all pages of a set, in their order."""
    return list(pool.map(predict, [tool] * len(pages.pages), pages.pages, chunksize=4))


def score_pages(score: Score, pages: BenchSet, found: Sequence[Prediction]) -> dict[str, PageScore]:
    """Every page's score by its address. A page without a prediction counts as empty."""
    texts = {p.url: p.text for p in found}
    return {page.url: score.score(page.gold, texts.get(page.url, "")) for page in pages.pages}


def page_f1(scored: PageScore) -> float:
    """F1 of one page, to rank by: 0 where nothing is right. Nothing where the gold has nothing is right."""
    p, r = scored["p"], scored["r"]
    if p is None and r is None:
        return 1.0
    return 2 * p * r / (p + r) if p and r else 0.0


def interval(
    score_path: Path,
    sites: Mapping[str, Sequence[str]],
    one: Mapping[str, PageScore],
    other: Mapping[str, PageScore],
    rounds: int,
) -> tuple[float, float]:
    """The interval of F1(other) less F1(one), in whatever process this runs."""
    return load_score(score_path).interval(sites, one, other, rounds)


def compare(
    score_path: Path,
    pages: BenchSet,
    found: Mapping[str, Sequence[Prediction]],
    scored: Mapping[str, Mapping[str, PageScore]],
    pool: Executor,
    *,
    rounds: int = ROUNDS,
) -> Iterator[Quality]:
    """A row for every tool of `found` and `scored`, which hold the same tools by name."""
    sites = pages.sites
    redline = scored.get(REDLINE)
    intervals = {
        name: pool.submit(interval, score_path, sites, redline, rows, rounds)
        for name, rows in scored.items()
        if redline is not None and name != REDLINE
    }
    totals = {name: load_score(score_path).total(list(rows.values())) for name, rows in scored.items()}
    for name, measures in totals.items():
        difference = None
        if name in intervals:
            low, high = intervals[name].result()
            difference = (measures["F1"] - totals[REDLINE]["F1"], low, high)
        empty = sum(not p.text for p in found[name])
        failed = sum(p.error is not None for p in found[name])
        yield Quality(name, pages.name, len(pages.pages), len(sites), empty, failed, measures, difference)
