"""The format in which the sample articles are written."""

from __future__ import annotations

import pytest

from crawler.sample.inline import to_html, to_text
from crawler.sample.source import Block, _article, _block

RAW = {
    "path": "/x/",
    "family": "arc",
    "title": "T",
    "authors": ["A"],
    "section": "S",
    "found": ["feed"],
    "body": "Words.",
}


@pytest.mark.parametrize(
    ("chunk", "block"),
    [
        ("Prose.", Block("p", ("Prose.",))),
        ("## Heading", Block("h2", ("Heading",))),
        ("> One\n> Two", Block("quote", ("One", "Two"))),
        ("- One\n- Two", Block("ul", ("One", "Two"))),
        ("1. One\n1. Two", Block("ol", ("One", "Two"))),
        ("-- Reporting by X", Block("signoff", ("Reporting by X",))),
        ("!a.jpg", Block("image", picture="a.jpg")),
        ("::ad slot\nAdvertisement", Block("furniture", ("Advertisement",), "ad", "slot")),
        ("::caption wp a.jpg\nA cat.", Block("furniture", ("A cat.",), "caption", "wp", "a.jpg")),
    ],
)
def test_a_chunk_is_a_block(chunk: str, block: Block) -> None:
    assert _block(chunk) == block


@pytest.mark.parametrize(
    ("chunk", "message"),
    [("::advert slot\nAd", "unknown kind 'advert'"), ("One line\nand another", "stands on one line")],
)
def test_a_wrong_chunk_is_named(chunk: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        _block(chunk)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"colour": "blue"}, "unknown keys"),
        ({"family": "drupal"}, "family: unknown 'drupal'"),
        ({"found": ["luck"]}, "found: unknown"),
        ({"jsonld": "turtle"}, "jsonld: unknown 'turtle'"),
    ],
)
def test_a_wrong_head_is_named(wrong: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        _article("x", RAW | wrong)


@pytest.mark.parametrize(
    ("source", "html", "text"),
    [
        ("a *b* c", "a <em>b</em> c", "a b c"),
        ("**[x](/y)**", '<strong><a href="H/y">x</a></strong>', "x"),
        ("say “[t]he”, R&D <3", "say “[t]he”, R&amp;D &lt;3", "say “[t]he”, R&D <3"),
        ("No.\u00a07", "No.&nbsp;7", "No. 7"),
    ],
)
def test_inline_marks(source: str, html: str, text: str) -> None:
    assert (to_html(source, lambda target: "H" + target), to_text(source)) == (html, text)


def test_typographic_marks_may_be_written_as_references() -> None:
    assert to_html("it’s — so", str, references=True) == "it&#8217;s &#8212; so"
