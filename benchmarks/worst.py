"""The pages on which Redline does worst, each as a redline with what it lost and what it should have cut."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from string import Template
from typing import Final

import known
from pages import BenchPage, BenchSet, PageScore, Score
from quality import page_f1

from cleaners import Cleaned
from crawler.commands.explain import redline_of
from output.redline import to_html

_FOUND: Final = 0.5  # share of a paragraph's 3-grams from which on it counts as standing in a text
_SHORTEST: Final = 4  # words: shorter lines stand in a text by chance
_SHOWN: Final = 300  # characters of a line in the notes

_INDEX: Final = Template("""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Worst pages: $name</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 68rem; padding: 0 1rem; }
table { border-collapse: collapse; margin-bottom: 2rem; }
td, th { padding: .2rem .6rem; text-align: right; font-variant-numeric: tabular-nums; }
td:first-child, th:first-child { text-align: left; word-break: break-all; }
tr:nth-child(even) { background: #8881; }
:root { color-scheme: light dark; }
</style></head><body>
<h1>Worst pages: $name</h1>
$tables
</body></html>
""")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A page by its F1, and by how far that is from what another tool reaches."""

    page: BenchPage
    score: PageScore
    f1: float
    other: float

    @property
    def behind(self) -> float:
        return self.other - self.f1


def rank(
    pages: BenchSet, scored: Mapping[str, PageScore], other: Mapping[str, PageScore], count: int
) -> tuple[list[Ranked], list[Ranked]]:
    """The `count` pages of lowest F1, and the `count` that are furthest behind `other`, if they are."""
    every = [
        Ranked(page, scored[page.url], page_f1(scored[page.url]), page_f1(other[page.url]))
        for page in pages.pages
    ]
    lowest = sorted(every, key=lambda ranked: ranked.f1)[:count]
    behind = sorted((r for r in every if r.behind > 0), key=lambda ranked: -ranked.behind)[:count]
    return lowest, behind


def write(
    folder: Path, name: str, lowest: Sequence[Ranked], behind: Sequence[Ranked], *, other: str, score: Score
) -> None:
    """Write an index and a redline for every page (NN.html) into `folder`, in place of what was there.
    `other` names the tool of `behind`."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    numbers: dict[str, int] = {}
    for ranked in (*lowest, *behind):
        if ranked.page.url not in numbers:
            numbers[ranked.page.url] = len(numbers) + 1
            html = _redline(ranked.page, score)
            (folder / f"{numbers[ranked.page.url]:02}.html").write_text(html, "utf-8")
    tables = "\n".join(
        (
            *_table("Lowest F1", lowest, other, numbers),
            *_table(f"Furthest behind {other}", behind, other, numbers),
        )
    )
    (folder / "index.html").write_text(_INDEX.substitute(name=escape(name), tables=tables), "utf-8")


def _redline(page: BenchPage, score: Score) -> str:
    cleaned = known.cleaned(page)
    redline = redline_of(cleaned, page.url)
    return to_html(replace(redline, notes=(*redline.notes, *faults(cleaned, page, score))))


def faults(cleaned: Cleaned, page: BenchPage, score: Score) -> Iterator[str]:
    """Lines of the gold that the text lacks, and blocks of the text that the gold lacks."""
    gold = score.gold_text(page.gold, cleaned.text)
    for line in _lacking(gold.splitlines(), cleaned.text, score):
        yield f"lost: {line}"
    for line in _lacking([block.text for block in cleaned.blocks], gold, score):
        yield f"should be cut: {line}"


def _lacking(lines: Sequence[str], text: str, score: Score) -> Iterator[str]:
    have = score.grams([token.lower() for token in score.tokens(text)], 3)
    for line in lines:
        tokens = [token.lower() for token in score.tokens(line)]
        if len(tokens) >= _SHORTEST:
            want = score.grams(tokens, 3)
            if sum((want & have).values()) < sum(want.values()) * _FOUND:
                yield line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _table(title: str, rows: Sequence[Ranked], other: str, numbers: Mapping[str, int]) -> Iterator[str]:
    yield f"<h2>{escape(title)}</h2>"
    yield f"<table><tr><th>page<th>F1<th>P<th>R<th>noise<th>loss<th>F1 of {escape(other)}</tr>"
    for row in rows:
        link = f'<a href="{numbers[row.page.url]:02}.html">{escape(row.page.url)}</a>'
        figures = (row.f1, row.score["p"], row.score["r"], row.score["noise"], row.score["loss"], row.other)
        cells = "".join(f"<td>{'–' if figure is None else f'{figure:.3f}'}" for figure in figures)
        yield f"<tr><td>{link}{cells}</tr>"
    yield "</table>"
