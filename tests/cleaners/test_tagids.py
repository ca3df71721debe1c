"""What tags tell, by their numbers."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from cleaners.tagids import ByTag


def test_a_tag_is_told_of_once_and_a_pages_own_each_time() -> None:
    asked: list[str | None] = []

    def tell(tag: str | None) -> str:
        asked.append(tag)
        return (tag or "").upper()

    found = ByTag(tell)
    for _ in range(2):  # two pages
        tree = LexborHTMLParser("<p>one</p><p>two</p><x-note>three</x-note><x-note>four</x-note>")
        assert tree.body is not None
        told = [found.get(node.tag_id) or found.learn(node) for node in tree.body.iter()]
        assert told == ["P", "P", "X-NOTE", "X-NOTE"]
    assert asked == ["p", "x-note", "x-note", "x-note", "x-note"]
    assert len(found) == 1


def test_every_element_that_html_knows_has_a_number_of_its_own() -> None:
    """Lexbor numbers them from one on; what a page makes up is numbered by its place in memory."""
    names = "a b br div h1 img li p script section span svg table td template title ul".split()
    html = (
        "".join(f"<{name}></{name}>" for name in names if name != "td") + "<table><tr><td></td></tr></table>"
    )
    tree = LexborHTMLParser(html + "<y-own></y-own>")
    assert tree.root is not None
    numbers = {node.tag: node.tag_id for node in tree.root.traverse()}
    assert set(names) <= set(numbers)
    assert len(set(numbers.values())) == len(numbers)
    assert all((number < 1024) != (name == "y-own") for name, number in numbers.items())
