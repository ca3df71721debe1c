"""How fast: each tool in a process of its own, on one core, and all in turn, so that noise hits all alike."""

from __future__ import annotations

import contextlib
import gc
import os
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from statistics import mean, median
from typing import Any, Final

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
    """Time tools. Take `rounds` turns, and of each page and tool the quickest.
    `folders` are those of the models and profiles, as `tools.prepare` takes them."""
    with ExitStack() as stack:
        processes = {
            tool.name: stack.enter_context(
                ProcessPoolExecutor(1, get_context("spawn"), _begin, (tool, tuple(pages), folders or ()))
            )
            for tool in chosen
        }
        times = in_turns({name: _asked(process) for name, process in processes.items()}, rounds)
        spent: dict[str, float] = {}
        for name in (tools.KNOWN, tools.REDLINE):
            if name in processes and not spent:
                spent = processes[name].submit(_stages, name).result()
    size = mean(len(page.body) for page in pages)
    known = any(tool.name == tools.KNOWN for tool in chosen)
    return Timing(known, len(pages), size, rounds, tuple(summary(times)), spent)


def in_turns(asked: Mapping[str, Callable[[], list[float]]], rounds: int) -> dict[str, list[float]]:
    """The quickest of several turns, page by page, for each of the tools, which are asked one after the
    other, each round beginning with another one."""
    names = list(asked)
    times: dict[str, list[float]] = {}
    for turn in range(rounds):
        first = turn % len(names)
        for name in (*names[first:], *names[:first]):
            took = asked[name]()
            times[name] = list(map(min, times[name], took)) if name in times else took
    return {name: times[name] for name in names}


def _asked(process: Executor) -> Callable[[], list[float]]:
    return lambda: process.submit(_turn).result()


# What the process of a tool has: its function and the pages.
_mine: dict[str, Any] = {}


def _begin(tool: Tool, pages: Sequence[BenchPage], folders: tuple[Path, Path] | tuple[()]) -> None:
    """Make a process one of a tool: nothing of other tools is loaded, as where it is used."""
    tools.prepare(*folders)
    pin()
    _mine.update(extract=tool.load(), pages=pages)
    for page in pages[:WARM_UP]:
        _clocked(_mine["extract"], page)
    gc.collect()
    gc.freeze()


def _turn() -> list[float]:
    """Milliseconds of processor time of each page. A tool gets page after page, as in a crawl, and collects
    its own garbage on the way. A page on which it fails costs what it took to fail."""
    gc.collect()
    return [_clocked(_mine["extract"], page) for page in _mine["pages"]]


def _stages(name: str) -> dict[str, float]:
    if name == tools.KNOWN:
        return stages.spent(_mine["pages"], import_module("known").cleaned, stages.KNOWN)
    return stages.spent(_mine["pages"], import_module("folds").cleaned, stages.UNKNOWN)


def pin() -> None:
    """Keep this process on one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


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
