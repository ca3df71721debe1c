"""How fast: one process on one core, each tool on all pages in turn, so that noise hits all alike."""

from __future__ import annotations

import contextlib
import gc
import os
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from statistics import mean, median
from typing import Final

import stages
import tools
from pages import BenchPage
from tools import Tool

WARM_UP: Final = 3  # pages: caches, compiled expressions and lazy imports are filled before the clock runs


@dataclass(frozen=True, slots=True)
class Speed:
    """A tool's processor time in milliseconds a page. `ratio` is its sum over that of trafilatura with
    metadata, which gives most of what Redline does."""

    tool: str
    median: float
    mean: float
    ratio: float | None

    @property
    def pages_per_second(self) -> float:
        return 1000 / self.mean


@dataclass(frozen=True, slots=True)
class Timing:
    """`speeds` of the tools on some `pages`, and the milliseconds a page that each stage of Redline's took.
    `known`: the pages' sites were known to it."""

    known: bool
    pages: int
    mean_bytes: float
    rounds: int
    speeds: tuple[Speed, ...]
    stages: Mapping[str, float]


def measure(
    chosen: Sequence[Tool],
    pages: Sequence[BenchPage],
    rounds: int,
    *,
    folders: tuple[Path, Path] | None = None,
) -> Timing:
    """Time tools in a process of its own. Take `rounds` turns, and of each page and tool the quickest.
    `folders` are those of the models and profiles, as `tools.prepare` takes them."""
    with ProcessPoolExecutor(1, get_context("spawn"), tools.prepare, folders or ()) as pool:
        times, spent = pool.submit(_in_process, tuple(chosen), tuple(pages), rounds).result()
    size = mean(len(page.body) for page in pages)
    known = any(tool.name == tools.KNOWN for tool in chosen)
    return Timing(known, len(pages), size, rounds, tuple(summary(times)), spent)


def _in_process(
    chosen: Sequence[Tool], pages: Sequence[BenchPage], rounds: int
) -> tuple[dict[str, list[float]], dict[str, float]]:
    pin()
    times = in_turns(chosen, pages, rounds)
    names = {tool.name for tool in chosen}
    if tools.KNOWN in names:
        return times, stages.spent(pages, import_module("known").cleaned, stages.KNOWN)
    if tools.REDLINE in names:
        return times, stages.spent(pages, import_module("folds").cleaned, stages.UNKNOWN)
    return times, {}


def pin() -> None:
    """Keep this process on one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def in_turns(chosen: Sequence[Tool], pages: Sequence[BenchPage], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of processor time by tool, one for each page: of all rounds the quickest.

    A tool gets page after page, as in a crawl, and collects its own garbage on the way; then comes the next
    tool, each round beginning with another one. Page by page in turn, each would find the processor's caches
    full of what the others left, which costs most where least is done. A page on which a tool fails costs
    what it took to fail.
    """
    extracts = [(tool.name, tool.load()) for tool in chosen]
    for page in pages[:WARM_UP]:
        for _, extract in extracts:
            _clocked(extract, page)
    gc.collect()
    gc.freeze()
    times: dict[str, list[float]] = {name: [float("inf")] * len(pages) for name, _ in extracts}
    for turn in range(rounds):
        first = turn % len(extracts)
        for name, extract in (*extracts[first:], *extracts[:first]):
            gc.collect()
            for number, page in enumerate(pages):
                times[name][number] = min(times[name][number], _clocked(extract, page))
    gc.unfreeze()
    return times


def _clocked(extract: tools.Extract, page: BenchPage) -> float:
    start = time.process_time_ns()
    with contextlib.suppress(Exception):  # failures are counted where quality is measured
        extract(page)
    return (time.process_time_ns() - start) / 1e6


def summary(times: Mapping[str, Sequence[float]]) -> list[Speed]:
    """Tools' speeds, beside that of trafilatura with metadata where that ran too."""
    base = sum(times.get(tools.METADATA, ()))
    return [
        Speed(name, median(each), mean(each), sum(each) / base if base else None)
        for name, each in times.items()
    ]
