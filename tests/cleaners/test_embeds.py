"""Embedded posts stay or go as a whole, all of a page alike."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from cleaners.blocks import cut
from cleaners.evidence import embeds

POST = (
    "<blockquote class='{} some-theme'><p>The goose was seen at the pier this morning, and waved.</p>"
    "— Harbor Clerk <a href=/1>May 2</a></blockquote>"
)
PAGE = "<body><p>The clerk wrote about it.</p>{}<p>She wrote again.</p>{}"


@pytest.mark.parametrize(("first", "second", "what"), [(0.9, 0.4, embeds.KEPT), (0.6, 0.2, embeds.CUT)])
def test_most_of_the_words_decide_for_all_posts_of_a_page(first: float, second: float, what: object) -> None:
    blocks = cut(LexborHTMLParser(PAGE.format(POST.format("twitter-tweet"), POST.format("instagram-media"))))
    odds = [0.99, first, first, 0.99, second, second]
    assert len(blocks) == len(odds)
    assert embeds.mark(blocks, odds.__getitem__) == dict.fromkeys((1, 2, 4, 5), what)


@pytest.mark.parametrize("name", ["pull-quote", "tweet", ""])
def test_other_quotations_are_none(name: str) -> None:
    blocks = cut(LexborHTMLParser(PAGE.format(POST.format(name), "")))
    assert embeds.mark(blocks, lambda _: 0.9) == {}
