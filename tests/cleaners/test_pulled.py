"""Pull quotes: the copy that is set apart goes, the story's sentence and real quotations stay."""

from __future__ import annotations

import time

import pytest

from cleaners import Cleaned, Rules, clean
from cleaners.evidence import Mark
from cleaners.evidence.pulled import mark, names
from cleaners.page import read_html

FIRST = (
    "The harbor board must return the ferry bell it took from the pier, an appeals court ruled on Friday, ending a "
    "case that had outlived two of its parties."
)
QUOTED = "A bell belongs to those who are woken by it, and the board never asked a single one of them"
TOLD = f"“{QUOTED},” Judge Alba Reyes read to the packed courtroom from an opinion of nine pages."
ARGUED = (
    "The board’s lawyers had argued for two years that the bell was abandoned property, and that its rope was a "
    "danger to anglers."
)
LAST = "The board has thirty days to appeal, and its chairman said that it would decide at its meeting next week."
STORY = (FIRST, TOLD, ARGUED, LAST)
COPY = "the bell was abandoned property, and that its rope was a danger to anglers"


def cleaned(box: str, *, behind: int = 1, story: tuple[str, ...] = STORY) -> Cleaned:
    """A page with a box behind so many of the story's paragraphs."""
    texts = [f"<p>{text}</p>" for text in story]
    texts.insert(behind, box)
    return clean(
        f"<title>The bell of the pier</title><article><h1>The bell of the pier</h1>{''.join(texts)}</article>"
    )


@pytest.mark.parametrize("behind", [1, 3], ids=["before", "after"])
@pytest.mark.parametrize(
    "box",
    [
        f"<aside><p>{QUOTED}</p></aside>",
        f"<aside class='c-9'><span>“{QUOTED}.”</span></aside>",
        f"<blockquote><p>“{QUOTED}.”</p></blockquote>",
        f"<blockquote>{QUOTED}</blockquote>",
        f"<figure><blockquote><p>{QUOTED}</p></blockquote></figure>",
        f"<div class='story-pull-quote'><h3>{QUOTED}</h3></div>",
        f"<div><div>{COPY.capitalize()}</div></div>",
        "<div class=pullquote>A bell belongs to those who are woken by it</div>",
    ],
)
def test_a_line_of_the_story_set_apart_goes(box: str, behind: int) -> None:
    page = cleaned(box, behind=behind)
    assert page.text.split("\n\n") == list(STORY)
    assert [r.kind for r in page.removals if r.rule == "pull-quote"] == ["other"]


def test_who_is_named_below_goes_too() -> None:
    page = cleaned(
        f"<figure><blockquote>{QUOTED}</blockquote><figcaption>Alba Reyes, judge</figcaption></figure>"
    )
    assert page.text.split("\n\n") == list(STORY)


def test_a_copy_may_leave_out_what_stood_between_its_sentences() -> None:
    told = "“It woke the whole street at four,” the baker told the court. “I miss it more than I miss my brother.”"
    page = cleaned(
        "<aside>“It woke the whole street at four. I miss it more than I miss my brother.”</aside>",
        story=(FIRST, TOLD, told, LAST),
    )
    assert page.text.split("\n\n") == [FIRST, TOLD, told, LAST]


@pytest.mark.parametrize(
    ("before", "quotation", "after"),
    [
        (
            "The opinion ends with two sentences that nobody in the room had expected to hear from that bench:",
            "The bell goes back. It is so ordered, and it is high time.",
            "“The bell goes back. It is so ordered, and it is high time,” the baker repeated on the stairs.",
        ),
        (
            "The board’s letter to the residents of the pier was read aloud before the judge gave her reasons.",
            "We have taken the bell into storage for your safety, and we ask you not to write to us about it.",
            "“We ask you not to write to us about it” was the line that the judge read a second time.",
        ),
    ],
    ids=["led up to", "more than is repeated"],
)
def test_a_real_quotation_that_the_story_repeats_stays(before: str, quotation: str, after: str) -> None:
    page = cleaned(
        f"<blockquote><p>{quotation}</p></blockquote>", behind=2, story=(FIRST, before, after, LAST)
    )
    assert page.text.split("\n\n") == [FIRST, before, quotation, after, LAST]


@pytest.mark.parametrize(
    "box",
    [
        "<h2>A bell belongs to those who are woken by it</h2>",
        "<blockquote><p>Give it back</p></blockquote>",
        f"<aside><p>{QUOTED}</p><p>{'The bell was cast in 1911 and rang for every boat that came in. ' * 2}</p></aside>",
        f"<blockquote><p>{QUOTED}</p><p>The gull sat long upon the stone</p></blockquote>",
    ],
    ids=["heading", "few words", "box of its own text", "verse"],
)
def test_what_is_no_pull_quote_stays(box: str) -> None:
    assert not [removal for removal in cleaned(box).removals if removal.rule == "pull-quote"]


def test_a_paragraph_that_stands_as_the_others_do_stays() -> None:
    page = cleaned(f"<p>{QUOTED}.</p>")
    assert f"{QUOTED}." in page.text.split("\n\n")


def test_a_box_of_texts_that_begin_alike_costs_no_more_than_its_length() -> None:
    refrain = "so it was and "
    took = []
    for n in (800, 3200):
        box = "".join(f"<p>{refrain}so it went on day {i} at the pier</p>" for i in range(n))
        page = read_html(f"<blockquote>{box}</blockquote>{f'<p>{refrain * 20}it was over.</p>' * (n // 4)}")
        kept = {block.order: Mark(None, "model") for block in page.blocks}
        start = time.process_time()
        assert mark(page.blocks, kept) == {}
        took.append(time.process_time() - start)
    assert took[1] < 8 * took[0]


def test_the_name_of_an_element_is_read_in_linear_time() -> None:
    pages = [f"<div class='pull{'-' * n}'><h1>Bell</h1>{f'<p>{ARGUED}</p>' * 40}</div>" for n in (400, 1600)]
    assert _slower(pages) < 4


def test_a_page_of_nothing_but_pull_quotes_costs_no_more_than_its_length() -> None:
    pages = [f"<h1>Bell</h1>{f'<p>{TOLD}</p><aside><p>{QUOTED}</p></aside>' * n}" for n in (400, 1600)]
    assert _slower(pages) < 12


def _slower(pages: list[str]) -> float:
    """How many times the second page takes what the first does."""
    took = []
    for page in pages:
        start = time.process_time()
        clean(page)
        took.append(time.process_time() - start)
    return took[1] / took[0]


QUOTE = f"<blockquote><p class=q>{QUOTED}</p></blockquote>"


@pytest.mark.parametrize(
    ("markup", "goes"),
    [
        (f"<div>{QUOTE}<p class=who>— Alba Reyes, judge</p></div>", True),
        (f"<div>{QUOTE}<p class=who>Alba Reyes, judge</p></div>", False),
        (f"{QUOTE}<p class=who>— Alba Reyes, judge</p>", False),
        (
            f"<div>{QUOTE}<p class=who>— and that was how the harbor board came to lose the bell it took</p></div>",
            False,
        ),
    ],
    ids=["named behind a dash", "no dash", "no box of their own", "more than a name"],
)
def test_a_name_behind_a_dash_goes_with_the_words_above_it(markup: str, *, goes: bool) -> None:
    page = read_html(f"<body><p>{FIRST}</p><p>{ARGUED}</p>{markup}<p>{LAST}</p></body>")
    marks = {b.order: Mark("other", "test") if b.text == QUOTED else Mark(None, "test") for b in page.blocks}
    cut = [page.blocks[order].text for order in names(page.blocks, marks)]
    assert cut == (["— Alba Reyes, judge"] if goes else [])


def test_a_name_that_the_site_declares_to_keep_stays() -> None:
    who = "— Alba Reyes, judge"
    box = f"<div>{QUOTE}<p class=who>{who}</p></div>"
    html = (
        f"<title>Bell</title><article><h1>Bell</h1><p>{FIRST}</p><p>{ARGUED}</p>{box}<p>{LAST}</p></article>"
    )
    cut = clean(html, rules=Rules(furniture={"other": (".q",)}))
    assert who not in cut.text
    assert who in clean(html, rules=Rules(furniture={"other": (".q",)}, keep=(".who",))).text
