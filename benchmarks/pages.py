"""The sets of real pages with gold text: `NAME.warc.gz` beside `NAME.gold.jsonl`, and their `score.py`."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol, TypeAlias, cast

from crawler.archives import Fault, Resource, read_archive

PageScore: TypeAlias = dict[str, Any]
"""What `score.py` says of one page: p, r (None where undefined), exact, noise and loss."""

_GOLD: Final = ".gold.jsonl"
_WARC: Final = ".warc.gz"
_NEEDS: Final = (
    f"This benchmark needs real pages (dev/NAME{_WARC}), their gold text (dev/NAME{_GOLD}) and score.py, "
    "which are not part of the project. Say where they are: --data FOLDER"
)


class DataError(Exception):
    """The pages or their gold are not there, or do not belong together; the message says what to do."""


class Score(Protocol):
    """The functions of `score.py` that are used here: imported from where they stand, never copied."""

    read: Callable[[str], list[dict[str, Any]]]
    score: Callable[[dict[str, Any], str], PageScore]
    total: Callable[[list[PageScore]], dict[str, float]]
    interval: Callable[..., tuple[float, float]]
    gold_text: Callable[[dict[str, Any], str], str]
    tokens: Callable[[str], list[str]]
    grams: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class BenchPage:
    """A page as it was fetched, and the row of its gold."""

    url: str
    site: str
    body: bytes = field(repr=False)
    content_type: str
    gold: dict[str, Any] = field(repr=False)
    set_name: str = ""


@dataclass(frozen=True, slots=True)
class BenchSet:
    """A set of pages. `digest` stands for the archive's bytes, and is "" for a sample of it."""

    name: str
    pages: tuple[BenchPage, ...]
    digest: str

    @property
    def sites(self) -> dict[str, list[str]]:
        """The addresses of every site's pages: what an interval resamples."""
        sites: dict[str, list[str]] = {}
        for page in self.pages:
            sites.setdefault(page.site, []).append(page.url)
        return sites


@functools.cache
def load_score(path: Path) -> Score:
    """The module at `path`. Nothing is written beside it. DataError where it is not there."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise DataError(f"{path}, which holds the measures, is missing. {_NEEDS}")
    module = importlib.util.module_from_spec(spec)
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before
    return cast("Score", module)


def set_names(folder: Path) -> list[str]:
    """The names of the sets in a folder, sorted. DataError where there is none."""
    names = sorted(path.name.removesuffix(_GOLD) for path in folder.glob(f"*{_GOLD}"))
    if not names:
        raise DataError(f"no sets of pages in {folder}. {_NEEDS}")
    return names


def load_set(folder: Path, name: str, score: Score) -> BenchSet:
    """Pair the pages of a set with its gold, in the gold's order. DataError where one lacks the other."""
    archive = folder / f"{name}{_WARC}"
    if not archive.is_file():
        raise DataError(f"{archive} is missing: {name}{_GOLD} has nothing to be compared with")
    gold = {row["url"]: row for row in score.read(str(folder / f"{name}{_GOLD}"))}
    bodies: dict[str, Resource] = {}
    for record in read_archive(archive):
        if isinstance(record, Fault):
            raise DataError(f"{archive}, offset {record.offset}: {record.what}")
        if isinstance(record, Resource) and record.url in gold:
            bodies.setdefault(record.url, record)
    missing = [url for url in gold if url not in bodies]
    if missing:
        raise DataError(
            f"{archive} lacks {len(missing)} of the {len(gold)} pages with gold, for instance {missing[0]}"
        )
    pages = tuple(
        BenchPage(url, str(row["site"]), bodies[url].payload, bodies[url].content_type, row, name)
        for url, row in gold.items()
    )
    return BenchSet(name, pages, hashlib.sha256(archive.read_bytes()).hexdigest())


def sample(pages: Sequence[BenchPage], count: int, seed: int = 0) -> tuple[BenchPage, ...]:
    """`count` pages, the same ones each time."""
    return tuple(random.Random(seed).sample(list(pages), min(count, len(pages))))
