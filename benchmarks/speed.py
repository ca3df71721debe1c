"""How fast: one process on one core, the tools in turn on every page, so that noise hits all alike."""

from __future__ import annotations

import contextlib
import gc
import os
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import mean, median
from typing import Final

import stages
import tools
from pages import BenchPage
from tools import Tool

WARM_UP: Final = 3  # pages: caches, compiled expressions and lazy imports are filled before the clock runs


@dataclass(frozen=True, slots=True)
class Speed:
    """A tool's processor time in milliseconds a page. `ratio` is its sum over trafilatura's."""

    tool: str
    median: float
    mean: float
    ratio: float | None

    @property
    def pages_per_second(self) -> float:
        return 1000 / self.mean


@dataclass(frozen=True, slots=True)
class Timing:
    """`speeds` of the tools, and the share of Redline's time that each of its stages took."""

    pages: int
    mean_bytes: float
    rounds: int
    speeds: tuple[Speed, ...]
    stages: Mapping[str, float]


def measure(chosen: Sequence[Tool], pages: Sequence[BenchPage], rounds: int) -> Timing:
    """Time tools in a process of its own. Take `rounds` turns, and of each page and tool the quickest."""
    with ProcessPoolExecutor(1, get_context("spawn"), tools.prepare) as pool:
        times, shares = pool.submit(_in_process, tuple(chosen), tuple(pages), rounds).result()
    return Timing(len(pages), mean(len(page.body) for page in pages), rounds, tuple(summary(times)), shares)


def _in_process(
    chosen: Sequence[Tool], pages: Sequence[BenchPage], rounds: int
) -> tuple[dict[str, list[float]], dict[str, float]]:
    pin()
    times = interleaved(chosen, pages, rounds)
    shares = stages.shares(pages) if any(tool.name == tools.REDLINE for tool in chosen) else {}
    return times, shares


def pin() -> None:
    """Keep this process on one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def interleaved(chosen: Sequence[Tool], pages: Sequence[BenchPage], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of processor time by tool, one for each page.

    Every page goes through all tools before the next page comes, each time beginning with another tool.
    One tool's garbage is collected before the next one's clock starts. A page on which a tool fails costs
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
        for number, page in enumerate(pages):
            first = (turn + number) % len(extracts)
            for name, extract in (*extracts[first:], *extracts[:first]):
                gc.collect()
                times[name][number] = min(times[name][number], _clocked(extract, page))
    gc.unfreeze()
    return times


def _clocked(extract: tools.Extract, page: BenchPage) -> float:
    start = time.process_time_ns()
    with contextlib.suppress(Exception):  # failures are counted where quality is measured
        extract(page)
    return (time.process_time_ns() - start) / 1e6


def summary(times: Mapping[str, Sequence[float]]) -> list[Speed]:
    """Tools' speeds, beside trafilatura's default mode where that ran too."""
    base = sum(times.get(tools.TRAFILATURA, ()))
    return [
        Speed(name, median(each), mean(each), sum(each) / base if base else None)
        for name, each in times.items()
    ]
