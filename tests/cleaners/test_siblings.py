"""What stands between kept parts of a story and is marked up as they are."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from cleaners.blocks import cut
from cleaners.evidence import Mark, Marks
from cleaners.evidence.siblings import between, items, mark

KEPT = Mark(None, "model", 0.9)
BETWEEN = Mark(None, "between")
PAGE = "<body><ul><li>One goose<li><p><a href=/2>Two geese</a></p><li>Three geese</ul><ul><li>A pier</ul>"


def test_an_item_between_two_that_are_kept_is_kept() -> None:
    blocks = cut(LexborHTMLParser(PAGE))
    assert items(blocks, {0: KEPT, 2: KEPT}, ()) == {1: BETWEEN}


QUOTED = "Nobody asked the goose, and the goose said nothing of its own, the bench found on Monday."
TOLD = "The bench sat on the pier for the whole of the day, and rose when the tide came in at last."


def story(end: str, *, quotation: str = "blockquote") -> dict[str, Mark]:
    """What is put back of a page on which three paragraphs are kept, by its text."""
    quoted = f"<{quotation}><p>{QUOTED}</p></{quotation}>"
    blocks = cut(LexborHTMLParser(f"<body><div>{f'<p>{TOLD}</p>' * 2}{quoted}<p>{TOLD}</p>{end}</div>"))
    found = mark(blocks, {0: KEPT, 1: KEPT, 3: KEPT}, ())
    return {blocks[order].text: what for order, what in found.items()}


def test_what_is_quoted_stands_as_the_story_does() -> None:
    assert story("") == {QUOTED: Mark(None, "siblings")}
    assert story("", quotation="section") == {}
    assert story("", quotation="blockquote class=tweet") == {}


def test_a_lone_line_behind_the_story_is_not_put_back() -> None:
    last = "For more of the goose and of the pier, write to the harbor office, which opens at nine."
    long = " ".join([last] * 3)
    assert last not in story(f"<p>{last}</p>")
    assert long in story(f"<p>{long}</p>")
    assert len(story(f"<p>{last}</p><p>{last} Bring bread.</p>")) == 3
    verdict = "Count One, theft of a goose: guilty. Count Two, of a pier: not guilty."
    assert verdict in story(f"<p>{verdict}</p>")


def test_a_heading_stays_between_kept_paragraphs_though_the_one_before_it_is_cut() -> None:
    html = f"<body><p>{TOLD}</p><h3>Goose</h3><h3>Pier</h3><p>{TOLD}</p><h3>Tide</h3></body>"
    blocks = cut(LexborHTMLParser(html))
    assert between(blocks, {0: KEPT, 3: KEPT}, ()) == {2: BETWEEN}


def test_no_item_is_that_is_cut_for_a_reason_or_stands_in_another_list() -> None:
    blocks = cut(LexborHTMLParser(PAGE))
    both: Marks = {0: KEPT, 2: KEPT}
    assert items(blocks, both, {1}) == {}
    assert items(blocks, {1: KEPT, 3: KEPT}, ()) == {}
    assert items(blocks, {0: KEPT}, ()) == {}
