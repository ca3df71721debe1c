"""Tables of figures within a story, which read as no story: rows of few words and many numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from typing import Final

from cleaners.elements import HEADING_TAGS, Block, Element
from cleaners.evidence import Mark, Marks

KEPT: Final = Mark(None, "table")

_TABLE: Final = frozenset(("table",))
_ROWS: Final = 2
_ALIKE: Final = 0.5
_LINKS: Final = 0.5
_CELL: Final = " | "


def mark(blocks: Sequence[Block], kept: Marks, cut: Container[int]) -> Marks:
    """Keep the rows of tables of data, one or several one behind the other, that stand between kept
    paragraphs, or a heading and a paragraph: beside both of them, or in a wrapper of its own there. Tables
    of which half of the rows are kept stay whole.

    `cut` are blocks known as furniture, which stay so.
    """
    found: Marks = {}
    tables: list[list[Block]] = []
    table: Element | None = None
    before: Block | None = None
    for block in blocks:
        inside = block.within(_TABLE) if block.tag == "tr" else None
        if inside is not None:
            if inside is table:
                tables[-1].append(block)
            else:
                tables.append([block])
                table = inside
        elif block.order not in cut and not block.hidden:
            found |= _kept(tables, before, block, kept, cut)
            tables, table, before = [], None, block
    return found | _kept(tables, before, None, kept, cut)


def _kept(
    tables: Sequence[Sequence[Block]],
    before: Block | None,
    after: Block | None,
    kept: Marks,
    cut: Container[int],
) -> Marks:
    """The rows of tables of data that are kept for what stands before and behind them, and were not."""
    if before is None:
        return {}
    rows_kept = [row.order in kept for rows in tables for row in rows]
    most = 2 * sum(rows_kept) >= len(rows_kept)
    return {
        row.order: KEPT
        for rows in tables
        if (after is not None and _between(before, rows[0], after, kept)) or most
        if _is_data(rows)
        for row in rows
        if row.order not in kept and row.order not in cut
    }


def _between(before: Block, row: Block, after: Block, kept: Marks) -> bool:
    """Whether a row stands between two kept paragraphs of one element. The first may be a heading."""
    home = before.container
    return (
        before.order in kept
        and after.order in kept
        and (before.prose or before.tag in HEADING_TAGS)
        and after.prose
        and home is not None
        and after.container is home
        and row.inside(home)
    )


def _is_data(rows: Sequence[Block]) -> bool:
    """Whether rows are of one width, as rows of data are, and not of links."""
    widths = Counter(row.text.count(_CELL) for row in rows if not row.hidden)
    if not widths:
        return False
    width, count = widths.most_common(1)[0]
    links = sum(row.link_chars for row in rows)
    return (
        width > 0
        and count >= max(_ROWS, _ALIKE * len(rows))
        and links < _LINKS * sum(len(row.text) for row in rows)
    )
