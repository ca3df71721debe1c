"""The figures as Markdown, and the place between markers of a document that holds them."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from quality import MEASURES, Quality
from speed import Timing
from tools import PRECISION, TOOLS, TRAFILATURA, Tool

BEGIN: Final = "<!-- bench:begin -->"
END: Final = "<!-- bench:end -->"


class MarkerError(Exception):
    """A document has no place for the table; the message says what to add."""


def number(value: float, *, signed: bool = False) -> str:
    """Three places, and no zero before the point: `.968`, `+.004`, `1.000`."""
    text = f"{value:+.3f}" if signed else f"{value:.3f}"
    if text.lstrip("+-") == "0.000":
        text = ".000"
    return re.sub(r"^([+-]?)0\.", r"\1.", text)


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table whose first column is text and whose others are figures."""
    aligned = ["---", *["---:"] * (len(head) - 1)]
    return ["| " + " | ".join(row) + " |" for row in (head, aligned, *rows)]


def quality_table(rows: Sequence[Quality], labels: Mapping[str, str]) -> list[str]:
    """One set: a row for every tool."""
    first = rows[0]
    lines = [f"### {first.set_name}: {first.pages} pages of {first.sites} sites", ""]
    lines += markdown(
        ("tool", *MEASURES, "F1 less Redline's [95% interval]", "no text"),
        [
            (
                labels[row.tool],
                *(_measure(name, row.measures[name]) for name in MEASURES),
                _difference(row),
                f"{row.empty}" + (f" ({row.failed} failed)" if row.failed else ""),
            )
            for row in rows
        ],
    )
    return lines


def speed_table(timing: Timing, labels: Mapping[str, str]) -> list[str]:
    """Every tool's time a page, and Redline's stages."""
    what = "pages of known sites" if timing.known else "pages of all sets, each alone"
    lines = [
        f"### Speed: {timing.pages} {what}, {timing.mean_bytes / 1000:.0f} KB on average",
        "",
        *markdown(
            (
                "tool",
                "median, ms",
                "mean, ms",
                "pages a second and core",
                "times as fast as trafilatura with metadata",
            ),
            [
                (
                    labels[speed.tool],
                    f"{speed.median:.1f}",
                    f"{speed.mean:.1f}",
                    f"{speed.pages_per_second:.1f}",
                    "–" if speed.ratio is None else f"{1 / speed.ratio:.2f}",
                )
                for speed in timing.speeds
            ],
        ),
    ]
    if timing.stages:
        lines += ["", *markdown(("Redline's time by stage", "ms a page", "share"), _stages(timing.stages))]
    return lines


def _stages(spent: Mapping[str, float]) -> list[tuple[str, str, str]]:
    total = sum(spent.values()) or 1
    return [(stage, f"{ms:.2f}", f"{ms / total:.0%}") for stage, ms in spent.items()]


def tool_table(tools: Iterable[Tool]) -> list[str]:
    """Versions, and how each tool is called."""
    return [
        "### Tools",
        "",
        *["| tool | version | called as |", "|---|---|---|"],
        *(f"| {tool.label} | {tool.version()} | {tool.call} |" for tool in tools),
    ]


def machine() -> str:
    """What the figures of speed were measured on, in a line."""
    return f"Python {platform.python_version()}, {_processor()}, {os.cpu_count()} cores"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def full(rows: Mapping[str, Sequence[Quality]], timings: Sequence[Timing], tools: Sequence[Tool]) -> str:
    """All tables. Timings may hold more than `tools`: trafilatura with metadata is timed in any case."""
    labels = {tool.name: tool.label for tool in TOOLS}
    parts = [quality_table(each, labels) for each in rows.values()]
    parts += [speed_table(timing, labels) for timing in timings]
    parts += [tool_table(tools), [f"Measured on {machine()}."]]
    return "\n\n".join("\n".join(part) for part in parts)


def short(rows: Mapping[str, Sequence[Quality]], timings: Sequence[Timing], tools: Sequence[Tool]) -> str:
    """One table for a README: F1 on every set, noise and loss on all pages, and speed beside trafilatura's.

    A tool that was not scored on all sets has no noise and loss. Where sites were known, so is their speed.
    """
    speeds = {speed.tool: speed for timing in reversed(timings) for speed in timing.speeds}
    body = []
    for tool in tools:
        mine = {q.set_name: q for each in rows.values() for q in each if q.tool == tool.name}
        pages = sum(q.pages for q in mine.values())
        ratio = speeds[tool.name].ratio if tool.name in speeds else None
        whole = len(mine) == len(rows)
        body.append(
            (
                tool.label,
                *(number(mine[name].measures["F1"]) if name in mine else "–" for name in rows),
                *(
                    number(sum(q.measures[m] * q.pages for q in mine.values()) / pages) if whole else "–"
                    for m in ("noise", "loss")
                ),
                "–" if ratio is None else f"{1 / ratio:.1f}×",
            )
        )
    head = ("F1", *(f"{name} ({each[0].pages})" for name, each in rows.items()), "noise", "loss", "speed")
    return "\n".join(markdown(head, body))


def insert(document: str, table: str, name: str) -> str:
    """The document with `table` between its markers. MarkerError where they do not stand there once each,
    in order."""
    if document.count(BEGIN) != 1 or document.count(END) != 1 or document.index(BEGIN) > document.index(END):
        raise MarkerError(f"{name} needs one {BEGIN} and, after it, one {END}, each on a line of its own")
    before, _, rest = document.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n{table}\n{END}{after}"


def _measure(name: str, value: float) -> str:
    return f"{value:.0%}" if name == "exact" else number(value)


def _difference(row: Quality) -> str:
    if row.difference is None:
        return "–"
    mean, low, high = (number(value, signed=True) for value in row.difference)
    return f"{mean} [{low}, {high}]"


def better_mode(rows: Sequence[Quality]) -> str | None:
    """The name of trafilatura's better mode on a set, by F1; None where it did not run."""
    modes = [row for row in rows if row.tool in (TRAFILATURA, PRECISION)]
    return max(modes, key=lambda row: row.measures["F1"]).tool if modes else None
