from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pytest
from rich.console import Console

from output import KINDS
from output.redline import COLOURS, Redline, Row, plain, to_html, to_svg, to_terminal

HOSTILE = (
    "<script>alert('1')</script> [red]markup[/red] \x1b[31mred\x1b[0m \x9b1m \u202eback \ud800 $title {x}"
)
REDLINE = Redline(
    "https://example.org/a",
    "Court rules",
    "A deck.",
    (
        Row(0, "p", "Home News Courts", "navigation", "link-density", 0.987, "nav.menu > a"),
        Row(1, "p", "The court ruled on Monday.", None, "extractor", None, "article > p"),
        Row(2, "h2", "Background", None, "extractor"),
        Row(3, "", "Sign up for our newsletter.", "newsletter", "sign-up", None, "article > p.promo"),
        Row(4, "li", "- Count one", None, "extractor"),
        Row(5, "", "Subscribe to us.", "newsletter", "sign-up", None, "article > p.promo"),
    ),
    notes=("the header's charset was wrong",),
)
ATTACK = Redline(
    HOSTILE, HOSTILE, HOSTILE, (Row(0, "p", HOSTILE), Row(1, HOSTILE, HOSTILE, "ad", HOSTILE, 1, HOSTILE))
)


class Reader(HTMLParser):
    """The tags of a page, and the text within each `del` and each kept block."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.struck: list[str] = []
        self.kept: list[str] = []
        self._open = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attrs)
        self._open = tag

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - as in html.parser
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in {"del", "span"}:
            (self.struck if self._open == "del" else self.kept).append(data)


def terminal(redline: Redline, width: int = 100, *, colour: bool = True) -> str:
    console = Console(
        file=io.StringIO(), width=width, force_terminal=colour, color_system="truecolor" if colour else None
    )
    console.print(to_terminal(redline))
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


def test_every_kind_has_a_colour() -> None:
    assert tuple(sorted(COLOURS)) == tuple(sorted(KINDS))


def test_colours_can_be_read_on_black_and_on_white() -> None:
    for colour in COLOURS.values():
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
        assert 1.05 / (luminance + 0.05) > 4.5
        assert (luminance + 0.05) / 0.05 > 4.5


def test_the_summary_counts_by_kind() -> None:
    assert REDLINE.counts() == [("newsletter", 2), ("navigation", 1)]
    assert REDLINE.summary() == "3 blocks kept, 3 struck: newsletter 2, navigation 1"
    assert Redline("", "", "", (), "empty").summary() == "no article (empty); 0 blocks kept, 0 struck"


def test_the_terminal_strikes_what_was_cut_and_nothing_else() -> None:
    shown = terminal(REDLINE)
    struck = re.findall(r"\x1b\[9;38;2;[\d;]+m([^\x1b]+)\x1b", shown)
    assert [text.strip() for text in struck] == [row.text for row in REDLINE.rows if row.kind]
    bare = re.sub(r"\x1b\[[\d;]*m", "", shown)
    for text in (
        "Court rules",
        "A deck.",
        "- Count one",
        "link-density 0.99",
        "sign-up",
        "charset was wrong",
    ):
        assert text in bare
    assert bare.index("Home News") < bare.index("The court ruled") < bare.index("Count one")


def test_a_run_of_cuts_for_one_reason_is_shown_as_one() -> None:
    long = "A line that is too long to stand beside another one of its kind, all the way."
    texts = ("Home", "News", long, "Opinion")
    rows = [Row(order, "", text, "navigation", "menu") for order, text in enumerate(texts)]
    rows.append(Row(4, "", "Share", "share", "menu"))
    shown = terminal(Redline("", "", "", tuple(rows)), 140, colour=False)
    assert [line.strip() for line in shown.splitlines()[1:-2] if line.strip()] == [
        "navigation  Home \u00b7 News",
        f"menu  {long}",
        "Opinion",
        "share  Share",
        "menu",
    ]


@pytest.mark.parametrize("width", [40, 80, 200])
def test_text_of_the_page_cannot_act_on_the_terminal(width: int) -> None:
    shown = terminal(ATTACK, width, colour=False)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]", shown)
    assert "[red]" in shown.replace("\n", "")


def test_the_page_holds_every_block_once() -> None:
    read = Reader(to_html(REDLINE))
    assert read.struck == [row.text for row in REDLINE.rows if row.kind]
    assert read.kept == [row.text for row in REDLINE.rows if not row.kind]


@pytest.mark.parametrize("redline", [REDLINE, ATTACK, Redline("", "", "", (), "empty")])
def test_the_page_runs_and_loads_nothing(redline: Redline) -> None:
    page = to_html(redline)
    page.encode()
    read = Reader(page)
    assert not {"script", "link", "img", "iframe", "a", "base"} & set(read.tags)
    assert read.attributes <= {"lang", "charset", "http-equiv", "content", "name", "class", "title"}
    assert "default-src 'none'" in page
    assert not re.search(r"url\(|@import", page)


def test_text_of_the_page_is_escaped() -> None:
    read = Reader(to_html(ATTACK))
    expected = plain(HOSTILE)
    assert "".join(read.struck) == "".join(read.kept) == expected
    assert "\x1b" not in expected
    assert expected.startswith("<script>alert")


def test_the_picture_holds_the_text_and_loads_nothing() -> None:
    picture = to_svg(REDLINE)
    assert picture.startswith("<svg")
    assert "line-through" in picture
    assert "Court&#160;rules" in picture
    assert "@font-face" not in picture
    assert not re.search(r"url\((?!#)", picture)
    assert picture == to_svg(REDLINE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n b\tc", "a b c"),
        ("\x1b[1m", "\ufffd[1m"),
        ("a\x00b\x85c", "a\ufffdb c"),
        ("\u202egpj.exe", "\ufffdgpj.exe"),
        ("na\u00efve \U0001f469\u200d\u2696\ufe0f", "na\u00efve \U0001f469\u200d\u2696\ufe0f"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected
