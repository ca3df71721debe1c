"""The short line at the head of a box of which all else is cut, and teasers below cut headlines."""

from __future__ import annotations

import time

import pytest
from selectolax.lexbor import LexborHTMLParser

from cleaners.blocks import cut, cut_text
from cleaners.evidence import Mark, Marks
from cleaners.evidence.tails import (
    ALONE,
    LABEL,
    LINE,
    LISTED,
    heads,
    labelled,
    labels,
    links,
    mark,
    orphans,
    runs,
    teasers,
)

LINK = "<li><a href=/a>Ferry toll revived by an appeals court</a></li>"
URL = "https://www.lantern.example/2026/11/03/goose"
STORY = "<p>The court sat on Monday to hear the goose, which said nothing under oath.</p>"


def found(box: str, cut_as: str, *, sure: bool = False) -> dict[str, Mark]:
    """What is said of the blocks of a page with a box under a paragraph; of the box, all but the first block
    is cut already."""
    blocks = cut(LexborHTMLParser(f"<body>{STORY}<div>{box}</div>{STORY}"))
    inner = blocks[1:-1]
    marked: Marks = {block.order: Mark(cut_as, "test") for block in inner[1:]}  # type: ignore[arg-type]  # a kind
    marks = heads(blocks, marked, {inner[0].order} if sure else ())
    return {blocks[order].text: mark for order, mark in marks.items()}


@pytest.mark.parametrize("sure", [False, True])
def test_a_heading_over_links_to_other_stories_is_about_them(*, sure: bool) -> None:
    assert found(f"<h3>More on tolls</h3><ul>{LINK}{LINK}</ul>", "related", sure=sure) == {
        "More on tolls": LABEL
    }


@pytest.mark.parametrize(
    ("box", "kind"),
    [
        ("<h3>The best kettle</h3><p><a href=/a>Buy it at the shop of kettles</a></p>", "related"),
        (f"<p>More on tolls</p><ul>{LINK}{LINK}</ul>", "related"),
        (f"{STORY}<p>Get it in your inbox.</p>", "newsletter"),
        (f"<h3>More on tolls</h3>{STORY}", "caption"),
    ],
    ids=["one link", "no heading", "prose", "another kind"],
)
def test_what_may_be_of_the_story_stays(box: str, kind: str) -> None:
    assert found(box, kind) == {}


def test_a_line_over_other_furniture_goes_unless_it_is_sure() -> None:
    box = "<p>Follow by email</p><p>Get every post in your inbox.</p><p>Submit</p>"
    assert found(box, "newsletter") == {"Follow by email": Mark("newsletter", "box-heading")}
    assert found(box, "newsletter", sure=True) == {}


def test_nothing_is_said_where_nothing_of_the_box_is_cut() -> None:
    blocks = cut(LexborHTMLParser(f"<body>{STORY}<div><p>Follow by email</p><p>Submit</p></div>"))
    assert heads(blocks, {}) == {}


@pytest.mark.parametrize(
    ("teaser", "kind", "cut_too"),
    [
        ("The ferry asks four dollars of each car, and the riders who pay it say…", "related", True),
        ("The ferry asks four dollars of each car, and the riders say so.", "related", False),
        ("The ferry asks four dollars of each car, and the riders who pay it say…", "caption", False),
    ],
    ids=["teaser", "whole sentence", "below a caption"],
)
def test_a_teaser_below_a_cut_headline_is_cut(teaser: str, kind: str, *, cut_too: bool) -> None:
    html = f"<body>{STORY}<p><a href=/a>Ferry toll revived by an appeals court</a></p><p>{teaser}</p>{STORY}"
    blocks = cut(LexborHTMLParser(html))
    marks: Marks = {block.order: Mark(None, "test") for block in blocks}
    marks[1] = Mark(kind, "test")  # type: ignore[arg-type]  # a kind
    assert teasers(blocks, marks) == ({2: LISTED} if cut_too else {})


def test_the_last_headline_in_a_box_says_nothing_of_what_stands_behind_it() -> None:
    box = "<ul><li><a href=/a>Ferry toll revived by a court</a><li><a href=/b>Goose called to the stand</a></ul>"
    html = (
        f"<body><article><p>The court sat on Monday.</p>{box}<p>The answer of the goose was …</p></article>"
    )
    blocks = cut(LexborHTMLParser(html))
    marks: Marks = {block.order: Mark("related" if block.tag == "li" else None, "test") for block in blocks}
    assert teasers(blocks, marks) == {}


ITEM = "The commission heard on Monday what a dozen ferries would cost the town in the …"


def test_items_that_break_off_are_teasers_where_three_of_them_stand_in_a_row() -> None:
    blocks = cut(
        LexborHTMLParser(f"<body><ul>{f'<li>{ITEM}</li>' * 3}</ul>{STORY}<ul>{f'<li>{ITEM}</li>' * 2}")
    )
    kept: Marks = {block.order: Mark(None, "model", 0.9) for block in blocks}
    assert runs(blocks, kept) == {0: LISTED, 1: LISTED, 2: LISTED}
    assert runs(blocks, {order: mark for order, mark in kept.items() if order != 1}) == {}


LINKS = (
    "<ul><li><a href=/a>Ferry toll revived by a court</a><li><a href=/b>Goose called to the stand</a></ul>"
)
QUIET = "<p>Most of it was read</p><p>All of it was heard</p>"


@pytest.mark.parametrize(
    ("end", "cut_as"),
    [
        (f"<p>Our writers explore:</p>{LINKS}", [("Our writers explore:", LABEL)]),
        (f"<p>Our writers explore</p>{LINKS}", []),
        (f"<p>The court asked:</p>{QUIET}", []),
        (f"<ul><li>Where to buy:</ul>{LINKS}", []),
        (f"<h3>How to listen</h3>{QUIET}", [("How to listen", Mark("other", ALONE))]),
        (f"<h3>How to listen to a court of four that sits on a pier at night</h3>{QUIET}", []),
        (f"<h3>How to listen</h3>{QUIET}{STORY}", []),
    ],
)
def test_a_label_or_a_heading_that_nothing_kept_follows(end: str, cut_as: list[tuple[str, Mark]]) -> None:
    blocks = cut(LexborHTMLParser(f"<body>{STORY * 3}{end}"))
    texts = ("Most of it was read", "All of it was heard")
    marks: Marks = {
        b.order: Mark("other" if b.link_density or b.text in texts else None, "test") for b in blocks
    }
    assert [(blocks[order].text, what) for order, what in orphans(blocks, marks).items()] == cut_as
    assert orphans(blocks, marks, range(len(blocks))) == {}


@pytest.mark.parametrize(("below", "listed"), [(LINKS, 2), ("<ul><li>It boils<li>It pours</ul>", 2)])
def test_a_linked_list_below_a_label_goes_whole(below: str, listed: int) -> None:
    """What the items say does not matter: one that reads as a sentence goes, too."""
    told = "<li><a href=/c>A court in Ohio</a> heard the goose on Monday, and the goose said nothing at all.</ul>"
    html = f"<body>{STORY * 3}<p>Related stories</p>{below.replace('</ul>', told)}{STORY}"
    blocks = cut(LexborHTMLParser(html))
    kept: Marks = {block.order: Mark(None, "model", 0.6) for block in blocks}
    found = mark(blocks, {3: Mark("related", "wording:related-label")}, kept)
    assert len(found) == (listed + 1 if below == LINKS else listed)


@pytest.mark.parametrize(
    ("line", "rule", "opens"),
    [
        ("Read more: the kettle of the town", "wording:related-labelled", False),
        ("Click here for all kettles", "wording:related-click", False),
        ("Related stories", "wording:related-label", True),
    ],
)
def test_a_line_that_leads_to_one_story_opens_no_list(line: str, rule: str, *, opens: bool) -> None:
    blocks = cut(
        LexborHTMLParser(f"<body>{STORY * 3}<div><p>{line}</p><ul><li>It boils<li>It pours</ul></div>")
    )
    kept: Marks = {block.order: Mark(None, "model", 0.9) for block in blocks}
    assert bool(mark(blocks, {3: Mark("related", rule)}, kept)) is opens


def test_a_badge_in_a_table_opens_no_list() -> None:
    table = "<table><tr><td><p>Popular</p><p>The red kettle</p></td><td><p>It boils</p></td></tr></table>"
    blocks = cut(LexborHTMLParser(f"<body>{STORY * 3}{table}"))
    kept: Marks = {block.order: Mark(None, "model", 0.9) for block in blocks}
    assert mark(blocks, {3: Mark("related", "wording:related-label")}, kept) == {}


def test_a_linked_heading_that_is_kept_is_a_heading_of_the_story() -> None:
    blocks = cut(LexborHTMLParser("<body><h2><a href=/a>The ferry that came back</a></h2><p>It came.</p>"))
    assert links(blocks, {0: Mark(None, "model", 0.7)}) == {}
    assert links(blocks, {}) == {0: LINE}


def test_a_label_needs_more_below_it_than_a_name_by_place() -> None:
    blocks = cut(LexborHTMLParser("<body><h3>The crossing</h3><p>Ferry toll revived</p>"))
    assert labels(blocks, {1: Mark("related", "model", 0.6)}) == {}
    assert labels(blocks, {1: Mark("related", "widget:.related")}) == {0: LABEL}


@pytest.mark.parametrize("page", [True, False], ids=["page", "text"])
def test_a_label_over_and_over_costs_no_more_than_its_length(*, page: bool) -> None:
    took = []
    for times in (500, 2000):
        labels_only = ("<p>Read more</p>" if page else "Read more\n\n") * times
        blocks = cut(LexborHTMLParser(STORY * 3 + labels_only)) if page else cut_text(labels_only)
        marked: Marks = {b.order: Mark("related", "wording:related-label") for b in blocks if not b.prose}
        kept: Marks = {block.order: Mark(None, "model", 0.9) for block in blocks}
        each = []
        for _ in range(3):  # a look for garbage may fall into one
            start = time.process_time()
            assert len(mark(blocks, marked, kept)) == times - 1
            each.append(time.process_time() - start)
        took.append(min(each))
    assert took[1] < 9 * took[0]


def test_authorities_that_a_story_cites_are_no_list_of_other_stories() -> None:
    cited = (
        "<li><a href=/a>Doe v. Roe</a>, 550 U.S. 398 (2007), holding that a toll on trucks is a tax.</li>" * 3
    )
    blocks = cut(LexborHTMLParser(f"<body>{STORY * 3}<p>See also</p><ul>{cited}</ul>{STORY}"))
    kept: Marks = {block.order: Mark(None, "model", 0.6) for block in blocks}
    assert mark(blocks, {3: Mark("related", "wording:related-label")}, kept) == {}


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("IN OHIO: <a href=/a>Family of the goose is told to wait</a>", True),
        ("CLASS OF 2026: <a href=/a>Fifty judges</a> | <a href=/b>Nine clerks of the court</a>", True),
        ("Also: <a href=/a>The best kettles that a court has seen</a>", True),
        ("In Ohio: <a href=/a>Family of the goose is told to wait</a>", False),  # may be a heading of a list
        ("IN OHIO: <a href=/a>Family of the goose</a> is told to wait", False),
        ("IN OHIO: <a href=/a>The family of the goose was told to wait.</a>", False),
        ("CASE: <a href=/a>Goose and Others v. Port Alma Harbor Board</a>", False),
        ("COURT: <a href=/a>District Court for the Northern District of Ohio</a>", False),
        ("READ: <a href=https://courts.example/1>What the judge wrote of the goose</a>", False),
        ("READ: <a href=/goose.pdf?v=1>What the judge wrote of the goose</a>", False),
        ("READ: <a href=#goose>What the judge wrote of the goose</a>", False),
        ("READ: <a href=https://news.lantern.example/a>What the judge wrote of the goose</a>", True),
        ("<a href=/a>COURT OF APPEALS</a>: Arguments in a case on the goose", False),
        ("See: <a href=/a>In re Port Alma Goose Antitrust Litigation</a>", False),
        ("See: <a href=/a>R (Goose) v Secretary of State for Ponds</a>", False),
        ("WEBSITE: <a href=/a>https://www.kettles.example/all/of/them</a>", False),
        ("DESIGN: <a href=/a>Marsh & Lee</a>", False),
        ("IN OHIO: Family of the goose is told to wait", False),
    ],
)
def test_a_label_and_then_nothing_but_a_link(line: str, *, goes: bool) -> None:
    blocks = cut(LexborHTMLParser(f"<body>{STORY}<p>{line}</p>{STORY}"))
    assert labelled(blocks, URL) == ({1: LINE} if goes else {})


@pytest.mark.parametrize("tag", ["h3", "li"])
def test_a_heading_or_an_item_with_a_label_is_none(tag: str) -> None:
    line = "IN OHIO: <a href=/a>Family of the goose is told to wait</a>"
    assert labelled(cut(LexborHTMLParser(f"<body>{STORY}<{tag}>{line}</{tag}>")), URL) == {}


def test_without_an_address_only_links_within_the_site_are_known() -> None:
    line = "<p>IN OHIO: <a href={}>Family of the goose is told to wait</a></p>"
    html = STORY + line.format("/a") + line.format("https://lantern.example/a")
    assert labelled(cut(LexborHTMLParser(f"<body>{html}")), "") == {1: LINE}
