"""What elements have from those around them."""

from __future__ import annotations

from cleaners.elements import elements_of, inherited
from cleaners.page import read_html

PAGE = "<body><div class=a><p>One <b>two</b></p><section><p>Three</p></section></div><nav></nav><p>Four</p>"


def test_the_elements_around_blocks_come_outermost_first_and_each_once() -> None:
    page = read_html(PAGE)
    elements = elements_of(page.blocks)
    assert [element.tag for element in elements] == ["body", "div", "p", "section", "p", "p"]
    assert page.elements == elements
    assert page.elements is page.elements


def test_what_is_inherited_grows_from_the_outside_in() -> None:
    page = read_html(PAGE)
    paths = inherited(page.elements, "", lambda path, element: f"{path}/{element.tag}")
    assert [paths[block.element.number] for block in page.blocks if block.element] == [
        "/body/div/p",
        "/body/div/section/p",
        "/body/p",
    ]
