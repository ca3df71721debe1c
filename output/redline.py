"""Shows a page as a lawyer's redline: what is kept as it is, what was cut struck through, with the reason
in the margin. For the terminal, as one HTML page, and as a picture."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources
from itertools import groupby
from string import Template
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.terminal_theme import MONOKAI
from rich.text import Text

from output.urls import well_formed

# One colour for kinds of one sort. Each has a luminance of 0.179, so it stands out from black and from white
# by 4.5 to 1 (WCAG 2, 1.4.3). The kind always stands beside it: nothing is said by colour alone.
_MEDIA, _SALES, _LINKS, _PEOPLE, _HOUSE, _PAGE = (
    "#2776d0",
    "#d1450e",
    "#b148c2",
    "#2a863c",
    "#957000",
    "#757575",
)
COLOURS: Final = {
    "caption": _MEDIA,
    "credit": _MEDIA,
    "player": _MEDIA,
    "ad": _SALES,
    "newsletter": _SALES,
    "paywall": _SALES,
    "related": _LINKS,
    "share": _LINKS,
    "tags": _LINKS,
    "navigation": _LINKS,
    "byline": _PEOPLE,
    "date": _PEOPLE,
    "bio": _PEOPLE,
    "comments": _PEOPLE,
    "tip": _HOUSE,
    "legal": _HOUSE,
    "title": _PAGE,
    "other": _PAGE,
}

_MARGIN: Final = 26  # columns of the terminal
_SHORT: Final = 60  # characters of a cut that may stand beside another
_SVG_WIDTH: Final = 104
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FORMS: Final = _HEADINGS | {"li", "blockquote"}  # what the style sheet shows in its own way
_FONT_FACE: Final = re.compile(r"@font-face \{[^}]*\}\s*")
# Marks that turn the direction of what follows: they can make a struck line look like a kept one.
_TURNS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the page. `kind` is None where it was kept; `rule` decided, `where` is its tag path. `why`
    names what weighed most, in a few words each; only where that was asked for."""

    order: int
    tag: str
    text: str
    kind: str | None = None
    rule: str = ""
    score: float | None = None
    where: str = ""
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Redline:
    """A page with its cuts. `reason` says why it is no article, None where it is one."""

    url: str
    title: str
    standfirst: str
    rows: tuple[Row, ...]
    reason: str | None = None
    notes: tuple[str, ...] = ()

    def counts(self) -> list[tuple[str, int]]:
        """The kinds that were cut and how often, the most frequent first."""
        return Counter(row.kind for row in self.rows if row.kind is not None).most_common()

    def summary(self) -> str:
        """One line on the whole page."""
        cut = sum(count for _, count in self.counts())
        kinds = ", ".join(f"{kind} {count}" for kind, count in self.counts())
        said = f"{len(self.rows) - cut} blocks kept, {cut} struck" + (f": {kinds}" if kinds else "")
        return f"no article ({self.reason}); {said}" if self.reason else said


def plain(text: str) -> str:
    """`text` on one line, with what could act on a terminal or turn the line made visible as U+FFFD:
    control characters, escapes among them, lone surrogates, and marks of direction."""
    text = " ".join(well_formed(text).split())
    if text.isprintable():
        return text
    return "".join("\ufffd" if unicodedata.category(c) == "Cc" or c in _TURNS else c for c in text)


def to_terminal(redline: Redline) -> RenderableType:
    """The redline for a rich console."""
    head: list[RenderableType] = []
    for text, style in ((redline.url, "dim"), (redline.title, "bold"), (redline.standfirst, "italic")):
        if text:
            head.append(Text(plain(text), style))
    body = Table(box=None, show_header=False, pad_edge=True, padding=(0, 2, 1, 0))
    body.add_column(width=_MARGIN, justify="right", overflow="fold")
    body.add_column(overflow="fold")
    for cut, group in groupby(
        redline.rows, lambda row: (row.kind, _decided(row), row.why) if row.kind else None
    ):
        rows = list(group)
        if cut:
            body.add_row(*_struck(rows))
        else:
            for row in rows:
                margin = Text(plain(_decided(row)) if row.why else "", _PAGE)
                body.add_row(_reasons(margin, row), _kept(row))
    notes = [Text(plain(note), "dim") for note in redline.notes]
    return Group(*head, Rule(style="dim"), body, Rule(style="dim"), *notes, Text(plain(redline.summary())))


def _kept(row: Row) -> Text:
    return Text(plain(row.text), "bold" if row.tag in _HEADINGS else "")


def _struck(rows: Sequence[Row]) -> tuple[Text, Text]:
    """A run of cuts for the same reason, as one: the short ones (the links of a menu) side by side."""
    kind = rows[0].kind or ""
    colour = COLOURS.get(kind, _PAGE)
    margin = Text(plain(kind), f"bold {colour}")
    margin.append(f"\n{plain(_decided(rows[0]))}", f"not bold {_PAGE}")
    margin = _reasons(margin, rows[0])
    text = Text()
    for before, row in zip((None, *rows), rows, strict=False):
        if before:
            text.append(" \u00b7 " if max(len(before.text), len(row.text)) < _SHORT else "\n", _PAGE)
        text.append(plain(row.text), f"strike {colour}")
    return margin, text


def _reasons(margin: Text, row: Row) -> Text:
    for reason in row.why:
        margin.append(f"\n{plain(reason)}", f"not bold {_PAGE}")
    return margin


def _decided(row: Row) -> str:
    return row.rule if row.score is None else f"{row.rule} {row.score:.2f}"


def to_svg(redline: Redline, title: str = "scrapy explain") -> str:
    """The terminal's view as a picture. It loads nothing, so fonts are those of the reader."""
    console = Console(
        record=True, width=_SVG_WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor"
    )
    console.print(to_terminal(redline))
    return _FONT_FACE.sub("", console.export_svg(title=title, theme=MONOKAI, unique_id="redline"))


def to_html(redline: Redline) -> str:
    """One HTML page without scripts that loads nothing. All text of the page is escaped."""
    template = Template(resources.files("output").joinpath("redline.html").read_text("utf-8"))
    return template.substitute(
        colours="\n".join(f".{kind} {{ --kind: {colour}; }}" for kind, colour in COLOURS.items()),
        title=_html(redline.title or redline.url or "Redline"),
        url=_html(redline.url),
        standfirst=_html(redline.standfirst),
        summary=_html(redline.summary()),
        legend="".join(
            f'<li class="{_html(kind)}"><b>{_html(kind)}</b> {count}</li>' for kind, count in redline.counts()
        ),
        notes="".join(f"<li>{_html(note)}</li>" for note in redline.notes),
        rows="\n".join(_html_rows(redline.rows)),
    )


def _html_rows(rows: Iterable[Row]) -> Iterable[str]:
    for row in rows:
        text, where = _html(row.text), _html(row.where)
        if row.kind is None:
            form = row.tag if row.tag in _FORMS else "p"
            margin = f"<aside>{_html(_decided(row))}{_html_why(row)}</aside>" if row.why else ""
            yield f'<div class="kept {form}" title="{row.order} {where}"><span>{text}</span>{margin}</div>'
        else:
            kind, decided = _html(row.kind), _html(_decided(row))
            margin = f"<aside><b>{kind}</b> {decided}{_html_why(row)}<br><code>{where}</code></aside>"
            yield f'<div class="cut {kind}" title="{row.order}"><del>{text}</del>{margin}</div>'


def _html_why(row: Row) -> str:
    return "".join(f"<br>{_html(reason)}" for reason in row.why)


def _html(text: str) -> str:
    return escape(plain(text))
