"""The densest element, where nothing else tells the story: never the foot of the page."""

from __future__ import annotations

import pytest

from cleaners.evidence.density import densest
from cleaners.page import read_html

STORY = "<p>The keeper sold the lamp on Monday, and the harbor sat in the dark until the stove was lit.</p>"
ABOUT = (
    "<p>We are a paper of four people, who came to the harbor by boat, and we thank those who read us.</p>"
)


@pytest.mark.parametrize("tag", ["footer", "nav", "aside"])
def test_it_is_none_that_stands_beside_the_story(tag: str) -> None:
    page = read_html(f"<body><div>{STORY * 2}</div><{tag}><div>{ABOUT * 6}</div></{tag}></body>")
    assert {page.blocks[order].text for order in densest(page.blocks)} == {page.blocks[0].text}


def test_a_page_of_nothing_else_has_none() -> None:
    page = read_html(f"<body><footer>{ABOUT * 6}</footer></body>")
    assert densest(page.blocks) == {}


def test_a_story_may_stand_in_an_aside_with_its_headline() -> None:
    page = read_html(f"<body><aside><h1>A lamp is sold</h1><div>{STORY * 2}</div></aside><p>Ads</p></body>")
    assert {page.blocks[order].text for order in densest(page.blocks)} == {page.blocks[1].text}
