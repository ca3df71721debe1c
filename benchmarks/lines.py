"""What the line model learns from: trafilatura's text of pages with gold, lines of the story or not."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import trafilatura
from examples import domain
from numpy.typing import NDArray
from pages import BenchPage

from cleaners.align import align, words
from cleaners.blocks import cut_text
from cleaners.decode import decode
from cleaners.elements import Block

_LONG: Final = 8  # words; shorter lines need more than half of them in the gold
_KEPT: Final = 0.5
_ANYWHERE: Final = 0.6
_BESIDE: Final = 4
# Where most of a text is noise, the gold is often cut short, or the page is no article.
_TOO_NOISY: Final = 0.5
_WEIGHT: Final = 0.9
_WORDS: Final = 60

logging.getLogger("trafilatura").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class LineExample:
    """The lines of one text, whether each is kept, and how much it weighs: about its share of the text.

    `noisy` tells that most of the text is not in the gold.
    """

    url: str
    domain: str
    set_name: str
    text: str = field(repr=False)
    gold: dict[str, Any] = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    kept: NDArray[np.bool_] = field(repr=False)
    weight: NDArray[np.float64] = field(repr=False)
    noisy: bool = False


def line_example(page: BenchPage, set_name: str, *, precision: bool = False) -> LineExample:
    """The text that trafilatura takes from a page, with labels from the gold."""
    html = decode(page.body, content_type=page.content_type).text
    try:
        text = trafilatura.extract(html, include_comments=False, favor_precision=precision) or ""
    except Exception:  # noqa: BLE001 - what a library fails on is no example
        text = ""
    blocks = cut_text(text)
    kept = np.array(labels([block.text for block in blocks], gold_lines(page.gold)), dtype=bool)
    sizes = np.array([len(block.text.split()) for block in blocks], dtype=np.float64)
    total = max(float(_WORDS), float(sizes.sum()))
    weight = np.minimum(sizes, _WORDS) ** _WEIGHT * (_WORDS / total) ** _WEIGHT
    noisy = bool(sizes[~kept].sum() > _TOO_NOISY * sizes.sum())
    return LineExample(
        page.url, domain(page.url), set_name, text, page.gold, tuple(blocks), kept, weight, noisy
    )


def gold_lines(gold: dict[str, Any]) -> list[str]:
    texts = [part["text"] for part in gold["paragraphs"]] if "paragraphs" in gold else [gold["text"]]
    return [line for text in texts for line in text.split("\n") if line.strip()]


def labels(texts: Sequence[str], gold: Sequence[str]) -> list[bool]:
    """Which lines are part of the gold.

    A long line is where half of it stands there in order, or most of it anywhere; a short one only where it
    is a whole line of the gold, or runs on from a kept neighbour there. Copies count as often as the gold
    has them. A line without words goes with the one above.
    """
    lines = [words(text) for text in texts]
    flat = [word for line in gold for word in words(line)]
    running = f" {' '.join(flat)} "
    threes = {tuple(flat[i : i + 3]) for i in range(len(flat) - 2)}
    whole = {tuple(words(line)) for line in gold}
    shares = align(texts, gold)
    kept: list[bool | None] = []
    for line, share in zip(lines, shares, strict=True):
        if len(line) >= _LONG:
            own = [tuple(line[i : i + 3]) for i in range(len(line) - 2)]
            kept.append(share >= _KEPT or sum(three in threes for three in own) >= len(own) * _ANYWHERE)
        else:
            kept.append(True if tuple(line) in whole and line else None)
    _run_on(lines, kept, running)
    _copies(lines, kept, shares, running)
    found: list[bool] = []
    for line, known in zip(lines, kept, strict=True):
        found.append(bool(known) if line else bool(found and found[-1]))
    return found


def _run_on(lines: Sequence[Sequence[str]], kept: list[bool | None], running: str) -> None:
    worded = [i for i, line in enumerate(lines) if line]
    for _ in range(2):  # the second time past short lines that the first has found
        for at, i in enumerate(worded):
            if kept[i] is not None:
                continue
            above = worded[at - 1] if at else None
            below = worded[at + 1] if at + 1 < len(worded) else None
            after_above = above is not None and kept[above] is not False
            if after_above and above is not None and _stands([*lines[above][-_BESIDE:], *lines[i]], running):
                kept[i] = True
            elif below is not None and kept[below] is not False:
                kept[i] = _stands([*lines[i], *lines[below][:_BESIDE]], running) or None


def _stands(tokens: Sequence[str], running: str) -> bool:
    return f" {' '.join(tokens)} " in running


def _copies(
    lines: Sequence[Sequence[str]], kept: list[bool | None], shares: Sequence[float], running: str
) -> None:
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if len(line) >= _LONG and kept[i]:
            places[tuple(line)].append(i)
    counts = Counter({line: len(where) for line, where in places.items()})
    for line, count in counts.items():
        if count > 1:
            there = max(1, running.count(f" {' '.join(line)} "))
            for i in sorted(places[line], key=lambda place: -shares[place])[there:]:
                kept[i] = False
