"""What stands between kept parts of a story and is marked up as they are."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from cleaners.blocks import cut
from cleaners.evidence import Mark, Marks
from cleaners.evidence.siblings import items

KEPT = Mark(None, "model", 0.9)
BETWEEN = Mark(None, "between")
PAGE = "<body><ul><li>One goose<li><p><a href=/2>Two geese</a></p><li>Three geese</ul><ul><li>A pier</ul>"


def test_an_item_between_two_that_are_kept_is_kept() -> None:
    blocks = cut(LexborHTMLParser(PAGE))
    assert items(blocks, {0: KEPT, 2: KEPT}, ()) == {1: BETWEEN}


def test_no_item_is_that_is_cut_for_a_reason_or_stands_in_another_list() -> None:
    blocks = cut(LexborHTMLParser(PAGE))
    both: Marks = {0: KEPT, 2: KEPT}
    assert items(blocks, both, {1}) == {}
    assert items(blocks, {1: KEPT, 3: KEPT}, ()) == {}
    assert items(blocks, {0: KEPT}, ()) == {}
