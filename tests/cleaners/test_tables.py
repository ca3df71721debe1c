"""Tables of data among a story's paragraphs belong to it; menus and pages' columns do not."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from cleaners import clean
from cleaners.blocks import cut
from cleaners.evidence import Mark, tables

STORY = [
    "The county jail held 412 people on an average day last year, the sheriff told the board on Monday.",
    "Most of them had not been tried. Public defender Ana Solis said that the wait for a hearing had grown.",
    "The board asked the sheriff for a plan by June, and set aside two million dollars for a second wing.",
    "“We are not building a hotel,” said supervisor Rick Dahl. “But nobody should sleep on a floor.”",
]
ROWS = ["Year | Average held | Not tried", "2023 | 301 | 190", "2024 | 355 | 240", "2025 | 412 | 288"]


def table(rows: list[str]) -> str:
    lines = ("".join(f"<td>{cell}</td>" for cell in row.split(" | ")) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


@pytest.mark.parametrize(
    "wrapper",
    [
        "{}",
        "<figure class=wp-block-table>{}</figure>",
        "<figure class=wp-block-table>{}<figcaption>Source: the sheriff.</figcaption></figure>",
        "<div class=table-responsive>{}</div>",
    ],
)
def test_a_short_table_of_figures_stays_in_its_story(wrapper: str) -> None:
    first, second, third, fourth = [f"<p>{text}</p>" for text in STORY]
    body = first + second + wrapper.format(table(ROWS)) + third + fourth
    html = (
        "<title>Jail holds a third more than it was built for</title><body><article><h1>Jail holds a third more than it "
        f"was built for</h1><div class=entry-content>{body}</div></article>"
    )
    cleaned = clean(html, url="https://ledger.example/2026/03/14/jail-holds-more/")
    assert cleaned.text.split("\n\n") == [*STORY[:2], *ROWS, *STORY[2:]]


def marked(inside: str, *, behind: str = f"<p>{STORY[1]}</p>") -> list[str]:
    blocks = cut(LexborHTMLParser(f"<body><div><p>{STORY[0]}</p>{inside}{behind}</div>"))
    kept = {block.order: Mark(None, "model") for block in blocks if block.text in STORY}
    return [blocks[order].text for order in tables.mark(blocks, kept, ())]


@pytest.mark.parametrize(
    ("inside", "behind"),
    [
        (table(ROWS[:1]), f"<p>{STORY[1]}</p>"),  # one row
        (table(["Year", "Held", "Tried"]), f"<p>{STORY[1]}</p>"),  # one column
        (table(["a | b", "c | d | e", "f | g | h | i"]), f"<p>{STORY[1]}</p>"),
        (table(["<a>Wine feast</a> | <a>Bridge</a>", "<a>Sport</a> | <a>News</a>"]), f"<p>{STORY[1]}</p>"),
        (table(ROWS), "<p>Most read</p>"),
        (table(ROWS), f"</div><div><p>{STORY[1]}</p>"),
        (table(ROWS), ""),
    ],
)
def test_what_is_no_table_of_data_among_paragraphs_is_left_alone(inside: str, behind: str) -> None:
    assert marked(inside, behind=behind) == []


def test_rows_of_one_width_are_told() -> None:
    assert marked(table(ROWS)) == ROWS


OTHER = ["Wing | Beds | Held", "North | 120 | 171", "South | 190 | 241"]


@pytest.mark.parametrize("wrapper", ["{}", "<div class=table-responsive>{}</div>"])
def test_tables_one_behind_the_other_stay_all(wrapper: str) -> None:
    inside = "".join(wrapper.format(table(rows)) for rows in (ROWS, OTHER))
    assert marked(inside) == [*ROWS, *OTHER]


@pytest.mark.parametrize("count", [2, 5])
def test_tables_behind_the_last_paragraph_stay_whole_where_most_of_them_does(count: int) -> None:
    html = (
        f"<body><div><p>{STORY[0]}</p>{table(ROWS)}<div>{table(OTHER)}</div></div><footer>Most read</footer>"
    )
    blocks = cut(LexborHTMLParser(html))
    kept = {block.order: Mark(None, "model") for block in blocks[: 1 + count]}
    found = [blocks[order].text for order in tables.mark(blocks, kept, ())]
    assert found == ([*ROWS, *OTHER][count:] if count == 5 else [])


def test_a_table_elsewhere_stays_as_it_is() -> None:
    blocks = cut(LexborHTMLParser(f"<body><div><p>{STORY[0]}</p></div><div>{table(ROWS)}</div>"))
    assert tables.mark(blocks, {order: Mark(None, "model") for order in (0, 1)}, ()) == {}


@pytest.mark.parametrize("rows_kept", [1, 2, 4])
def test_a_table_stays_whole_where_half_of_it_is_kept(rows_kept: int) -> None:
    blocks = cut(LexborHTMLParser(f"<body><h2>Beds</h2><div>{table(ROWS)}</div><p>{STORY[0]}</p></body>"))
    kept = {order: Mark(None, "model", 0.9) for order in range(1, 1 + rows_kept)}
    rest = list(range(1 + rows_kept, 5)) if rows_kept >= 2 else []
    assert list(tables.mark(blocks, {**kept, 5: Mark(None, "model", 0.9)}, ())) == rest


def test_a_table_between_a_heading_and_a_paragraph_stays() -> None:
    blocks = cut(LexborHTMLParser(f"<body><h2>Beds</h2>{table(ROWS)}<p>{STORY[0]}</p></body>"))
    kept = {order: Mark(None, "model", 0.9) for order in (0, 5)}
    assert list(tables.mark(blocks, kept, ())) == [1, 2, 3, 4]
    assert tables.mark(blocks, {5: kept[5]}, ()) == {}
