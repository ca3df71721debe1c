"""One segmentation, read as a reader reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from cleaners.blocks import cut, cut_text
from cleaners.elements import Block
from cleaners.lines import squeeze
from cleaners.naming import MAX_NAMINGS, Namings


def blocks_of(html: str) -> list[Block]:
    return cut(LexborHTMLParser(html))


LONG = (
    "The harbor court stopped work on the quay on Monday, saying that nobody had asked the geese, who nest there in "
    "May and are known to sue."
)

CASES = {
    "paragraphs": ("<p>One.</p><p>Two.</p>", [("p", "One."), ("p", "Two.")]),
    "inline markup keeps its spaces": (
        "<p>The <a href=x>court</a> <em>ruled</em>, 7<b>-</b>2.</p>",
        [("p", "The court ruled, 7-2.")],
    ),
    "a drop cap is not split off": ("<p><span>T</span>he clerk</p>", [("p", "The clerk")]),
    "white space and invisible characters": (
        "<p>\n  A\u00a0B\u200b \t C\u00add </p>",
        [("p", "A B Cd")],
    ),
    "text beside a block": (
        "<div>Before<p>In</p>After</div>",
        [("div", "Before"), ("p", "In"), ("div", "After")],
    ),
    "an anchor around blocks": ("<a href=x><h3>Head</h3><p>Tease</p></a>", [("h3", "Head"), ("p", "Tease")]),
    "two line breaks part paragraphs": ("<div>One<br><br>Two</div>", [("div", "One"), ("div", "Two")]),
    "line breaks with white space between": (
        "<div>One<br> \n <br/>Two</div>",
        [("div", "One"), ("div", "Two")],
    ),
    "a single break after a whole sentence parts": (
        "<div>The first sentence is long enough to be a paragraph.<br>So is the second one, by and large.</div>",
        [
            ("div", "The first sentence is long enough to be a paragraph."),
            ("div", "So is the second one, by and large."),
        ],
    ),
    "a single break in verse stays": (
        "<p>Roses are red<br>violets are blue</p>",
        [("p", "Roses are red\nviolets are blue")],
    ),
    "list items": ("<ul><li>One<li>Two</ul>", [("li", "One"), ("li", "Two")]),
    "a paragraph in a list item": ("<ul><li><p>One</p></li></ul>", [("p", "One")]),
    "a row is read across": (
        "<table><tr><th>Count</th><th>Charge</th></tr><tr><td>1</td><td>Theft</td></tr></table>",
        [("tr", "Count | Charge"), ("tr", "1 | Theft")],
    ),
    "cells of a layout table stay apart": (
        "<table><tr><td><p>Menu</p></td><td><p>Story</p></td></tr></table>",
        [("p", "Menu"), ("p", "Story")],
    ),
    "columns whose paragraphs line breaks part stay apart": (
        f"<table><tr><td><a>A</a><br><a>B</a></td><td>By Ann<br><br>{LONG}<br><br>{LONG}</td><td><b>C</b><br>D</table>",
        [
            ("td", "A"),
            ("td", "B"),
            ("td", "By Ann"),
            ("td", LONG),
            ("td", LONG),
            ("td", "C"),
            ("td", "D"),
        ],
    ),
    "so do columns beside paragraphs of their own": (
        f"<table><tr><td><a href=x>Home</a><br><a href=y>News</a></td><td><p>{LONG}</p></td></tr></table>",
        [("td", "Home"), ("td", "News"), ("p", LONG)],
    ),
    "cells of data may have two lines, or one long one": (
        f"<table><tr><td>1<br><br>a</td><td>Theft</td></tr><tr><td>2</td><td>{LONG}</td></tr></table>",
        [("tr", "1 | a | Theft"), ("tr", f"2 | {LONG}")],
    ),
    "quotes and headings": (
        "<h2>Background:</h2><blockquote><p>So ordered.</p></blockquote>",
        [("h2", "Background:"), ("p", "So ordered.")],
    ),
    "preformatted text keeps its lines": ("<pre>a\n  b\n</pre>", [("pre", "a\n  b")]),
    "so does what is marked in it": ("<pre><code>a\n  <i>b\nc</i></code></pre>", [("pre", "a\n  b\nc")]),
    "scripts, styles, templates and noscript are no text": (
        "<p>A</p><script>x</script><style>y</style><template><p>A</p></template><noscript><p>A</p></noscript>",
        [("p", "A")],
    ),
    "a button in a paragraph does not break it": (
        "<p>The <button>Share</button>court ruled.</p>",
        [("p", "The court ruled."), ("button", "Share")],
    ),
    "a label for screen readers does not break a link": (
        "<p>See <a href=x>the brief<span class='sr-only'>, opens new tab</span></a> here.</p>",
        [("p", "See the brief here."), ("p", ", opens new tab")],
    ),
    "elements of the page's own making are containers": (
        "<x-card>One</x-card><x-card>Two</x-card>",
        [("body", "One"), ("body", "Two")],
    ),
    "no body": ("Just text", [("body", "Just text")]),
    "nothing": ("<div><img src=x></div>", []),
}


@pytest.mark.parametrize(("html", "expected"), CASES.values(), ids=CASES)
def test_blocks_of_a_page(html: str, expected: list[tuple[str, str]]) -> None:
    assert [(block.tag, block.text) for block in blocks_of(html)] == expected


def test_orders_count_from_zero() -> None:
    assert [block.order for block in blocks_of("<p>a<p>b<p>c")] == [0, 1, 2]


def test_link_density_and_bold() -> None:
    plain, half, link, bold = blocks_of("<p>abcd</p><p>ab<a>cd</a></p><p><a>abcd</a></p><p><b>abcd</b></p>")
    assert [b.link_density for b in (plain, half, link, bold)] == [0, 0.5, 1, 0]
    assert bold.strong_chars == 4


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p hidden>a", True),
        ("<p hidden=until-found>a", False),
        ("<div style='color:red; display : none'><p>a", True),
        ("<p style='visibility:hidden'>a", True),
        ("<body style='visibility:hidden'><p>a", False),
        ("<p aria-hidden=true>a", False),
    ],
)
def test_hidden(html: str, *, expected: bool) -> None:
    assert [block.hidden for block in blocks_of(html)] == [expected]


def test_where_is_the_tag_path_with_classes() -> None:
    (block,) = blocks_of(
        "<main id=m><article class='post  big'><p class=lead><a href=x>Text</a></p></article></main>"
    )
    assert block.where == "main#m > article.post.big > p.lead > a"


def test_where_of_a_deep_block_is_its_end() -> None:
    (block,) = blocks_of("<div>" * 40 + "x")
    assert block.where == " > ".join(["…"] + ["div"] * 8)


def test_where_with_endless_classes_is_cut_off() -> None:
    (block,) = blocks_of(f"<div class='{'x ' * 500}'>a</div>")
    assert len(block.where) == 80


@given(st.text(alphabet=st.sampled_from("<>/apbdivlru \n=\"'x&;1"), max_size=200))
def test_no_markup_loses_or_makes_up_words(html: str) -> None:
    tree = LexborHTMLParser(html)
    blocks = cut(tree)
    assert [b.order for b in blocks] == list(range(len(blocks)))
    assert all(b.text and b.text == b.text.strip() for b in blocks)
    assert all(0 <= b.link_density <= 1 for b in blocks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A\n\nB\n", ["A", "B"]),
        ("A\r\n \r\nB", ["A", "B"]),
        ("A\nB", ["A", "B"]),
        ("A\nA2\n\nB", ["A A2", "B"]),
        ("A\u2029B", ["A", "B"]),
        ("  \n\n ", []),
    ],
)
def test_blocks_of_text(text: str, expected: list[str]) -> None:
    assert [block.text for block in cut_text(text)] == expected


def test_squeeze() -> None:
    assert squeeze(" a\u3000 b\ufeff\nc ") == "a b c"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "سه\u200cشنبه می\u200c\u200cرود",
            "سه\u200cشنبه می\u200cرود",
        ),  # a word of Persian, and one typed twice
        ("श्री\u200dलंका", "श्री\u200dलंका"),
        ("Bye 👩\u200d⚖️, 👩🏽\u200d🚒!", "Bye 👩\u200d⚖️, 👩🏽\u200d🚒!"),
        ("سه\u200bشنبه\u200c ", "سهشنبه"),
        ("a\u200db\u200c é\u200dé \u200dش\u200c", "ab éé ش"),
    ],
)
def test_joiners_stay_within_the_words_that_need_them(text: str, expected: str) -> None:
    assert squeeze(text) == expected
    (block,) = blocks_of(f"<pre>{text.rstrip()}</pre>")
    assert block.text == expected


def test_a_block_knows_its_home_and_container() -> None:
    (block,) = blocks_of("<main><section><x-card>One</x-card></section></main>")
    assert block.home is not None
    assert (block.home.tag, block.home.depth) == ("x-card", 3)
    assert block.container is not None
    assert block.container.tag == "section"
    (inner,) = blocks_of("<section><p><i><b>One</b></i></p></section>")
    assert inner.element is not None
    assert (inner.element.tag, inner.element.depth) == ("b", 4)
    assert inner.home is not None
    assert inner.home.tag == "p"


def test_a_block_tells_its_words_once() -> None:
    (block,) = blocks_of("<p>The Court's ruling: 7-2.")
    assert block.words == ["the", "court", "s", "ruling", "7", "2"]
    assert block.words is block.words


def test_elements_called_alike_share_their_naming() -> None:
    first, second, other, bare = blocks_of(
        "<p class='Lead  Big' id=Intro>a<p class='Lead  Big' id=Intro>b<p id=c>c<p>d"
    )
    assert first.element is not None
    assert second.element is not None
    assert other.element is not None
    assert bare.element is not None
    assert first.element.naming is second.element.naming
    assert first.element.naming is not other.element.naming
    assert first.element.classes == ("Lead", "Big")
    assert (first.element.id, bare.element.id, bare.element.classes) == ("Intro", "", ())


def test_no_more_namings_are_remembered_than_a_site_has() -> None:
    namings = Namings()
    for number in range(MAX_NAMINGS + 5):
        namings["p", None, str(number)]
    assert 0 < len(namings) <= MAX_NAMINGS


@given(st.text(alphabet=st.sampled_from("ab \t\n\u00a0\u00ad\u200b\u2028\u3000\x1c\x85é"), max_size=20))
def test_squeezed_text_has_single_spaces_and_nothing_invisible(text: str) -> None:
    squeezed = squeeze(text)
    assert squeezed == " ".join(squeezed.split())
    assert squeezed.split() == text.replace("\u00ad", "").replace("\u200b", "").split()


def test_an_element_of_the_pages_own_making_within_a_sentence_is_part_of_it() -> None:
    tree = LexborHTMLParser(
        "<body><p>The toll rose (<x-note><a href=#1>1</a></x-note>). It fell.<li>A <x-b>ferry</x-b>"
    )
    assert [block.text for block in cut(tree)] == ["The toll rose (1). It fell.", "A ferry"]
    tree = LexborHTMLParser("<body><div>Above<x-box>Inside</x-box>Below</div><p><x-lead>Lead</x-lead>")
    assert [block.text for block in cut(tree)] == ["Above", "Inside", "Below", "Lead"]


@pytest.mark.parametrize("tag", ["p", "pre"])
def test_control_characters_that_come_as_references_are_taken_out(tag: str) -> None:
    (block,) = cut(LexborHTMLParser(f"<{tag}>&#27;[31mThe &#x7f;goose&#7; waved &#x9b;on.&#8;</{tag}>"))
    assert block.text == "[31mThe goose waved ›on."  # as browsers read the last
    assert cut(LexborHTMLParser(f"<{tag}>&#27; &#7;</{tag}>")) == []
