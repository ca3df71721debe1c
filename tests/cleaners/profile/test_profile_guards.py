"""Where a profile must not be believed: pages unlike those that taught it, and sites that mislead it."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from madeup import MadeUp, page, paragraph
from taught import bare, cleaned_with, fits, inexact, paragraphs, taught_by

from cleaners import clean
from cleaners.model import Rules
from cleaners.profile import read_known


def story(seed: str, count: int) -> list[str]:
    rnd = random.Random(seed)
    return [paragraph(rnd) for _ in range(count)]


def with_body(made: MadeUp, texts: list[str]) -> MadeUp:
    """A page with these paragraphs as its story."""
    start = made.html.index('<div class="entry-content">') + len('<div class="entry-content">')
    end = made.html.index("</div><footer")
    body = "".join(f"<p>{text}</p>" for text in texts)
    return replace(made, html=made.html[:start] + body + made.html[end:], gold=tuple(texts))


@pytest.fixture(scope="module")
def known() -> list[MadeUp]:
    return bare(range(12))


def test_a_page_in_other_markup_goes_the_slow_way(known: list[MadeUp]) -> None:
    profile = taught_by(known)
    for made in bare(range(40, 44), "modern"):
        cleaned = cleaned_with(profile, made)
        assert cleaned.fit in ("unfit:unseen", "unfit:short", "unfit:share")
        assert cleaned.text == clean(made.html, url=made.url).text


def test_unseen_markup_within_the_story_is_noticed(known: list[MadeUp]) -> None:
    profile = taught_by(known)
    made = bare([50])[0]
    moved = replace(
        made,
        html=made.html.replace("<p>", '<div class="para-x"><div class="inner-x"><span>').replace(
            "</p>", "</span></div></div>"
        ),
    )
    assert cleaned_with(profile, moved).fit.startswith("unfit:")


def test_a_page_without_a_story_goes_the_slow_way(known: list[MadeUp]) -> None:
    profile = taught_by(known)
    cleaned = cleaned_with(profile, with_body(bare([51])[0], ["Nothing to see here today."]))
    assert cleaned.fit == "unfit:short"


def test_a_small_part_of_a_page_is_no_story(known: list[MadeUp]) -> None:
    profile = taught_by(known)
    made = with_body(bare([52])[0], story("short", 2))
    long = "".join(
        f"<li><a href=/{n}/>Other story number {n} of the day, told at length</a></li>" for n in range(900)
    )
    assert cleaned_with(profile, made).fit == "profile"
    assert (
        cleaned_with(
            profile,
            replace(
                made,
                html=made.html.replace(
                    '<aside id="secondary" class="widget-area">',
                    f'<aside id="secondary" class="widget-area"><ul>{long}</ul>',
                ),
            ),
        ).fit
        == "unfit:share"
    )


def test_hostile_markup_goes_the_slow_way(known: list[MadeUp]) -> None:
    profile = taught_by(known)
    deep = bare([53])[0].html.replace(
        '<div class="entry-content">', '<div class="entry-content">' + "<div>" * 400, 1
    )
    assert read_known(deep.encode(), profile, Rules()) == "markup"
    assert read_known(b"<b>" * 20_000, profile, Rules()) == "markup"


def test_a_story_printed_on_every_page_stays_on_its_own() -> None:
    newest = story("newest", 6)
    own = with_body(bare([60])[0], newest)
    others = [with_body(made, [*story(made.url, 9), *newest]) for made in bare(range(61, 70))]
    profile = taught_by([own, *others])
    assert paragraphs(cleaned_with(profile, own)) == newest
    for made in others:
        assert paragraphs(cleaned_with(profile, made)) == story(made.url, 9)


def test_a_story_that_all_pages_quote_from_stays() -> None:
    """One paragraph of it on every page, as a teaser among the others' paragraphs."""
    texts = story("quoted", 8)
    own = with_body(bare([80])[0], texts)
    others = [
        with_body(made, [*story(made.url, 5), texts[0], *story(made.url + "b", 3)])
        for made in bare(range(81, 90))
    ]
    profile = taught_by([own, *others])
    assert paragraphs(cleaned_with(profile, own))[-7:] == texts[1:]
    assert all(texts[0] not in paragraphs(cleaned_with(profile, made)) for made in others)


def test_a_headline_that_is_the_sites_slogan_stays_the_title() -> None:
    slogan = "Who guards the guards"
    pages = [
        replace(
            made,
            html=made.html.replace(
                '<div class="entry-content">', f'<div class="entry-content"><h2>{slogan}</h2>'
            ),
        )
        for made in bare(range(100, 110))
    ]
    first = pages[0]
    title = first.html.partition("<title>")[2].partition(" - The Lantern")[0]
    pages[0] = replace(first, html=first.html.replace(title, slogan))
    profile = taught_by(pages)
    assert inexact(profile, pages) == []
    assert cleaned_with(profile, pages[0]).title == slogan


def test_a_wire_story_on_many_sites_stays_on_each() -> None:
    wire = story("wire", 10)
    for number in range(4):
        own = bare(range(200 + 20 * number, 206 + 20 * number))
        carried = with_body(bare([219 + 20 * number])[0], wire)
        profile = taught_by([*own, carried])
        assert paragraphs(cleaned_with(profile, carried)) == wire
        assert inexact(profile, own) == []


def test_the_background_of_one_affair_stays() -> None:
    """A paragraph in five of sixty stories, all of which tell of the same people."""
    background = (
        "Ottilie Brasenose was charged with the theft of the Wexford bell in the spring of that year."
    )
    affair = [
        with_body(
            made,
            [
                f"The trial of Ottilie Brasenose heard witness {n} on Monday, said Judge Ferrabee.",
                *story(made.url, 5),
                background,
                f"Day {n} ended when Judge Ferrabee thanked Ottilie Brasenose and rose.",
            ],
        )
        for n, made in enumerate(bare(range(300, 305)))
    ]
    profile = taught_by([*bare(range(305, 360)), *affair])
    assert inexact(profile, affair) == []


@pytest.mark.parametrize(("pages", "told"), [(5, 2), (10, 2), (20, 3)])
def test_the_background_of_one_trial_stays_on_a_site_of_few_pages(pages: int, told: int) -> None:
    """Two paragraphs in all stories of one trial. The accused is named in the titles, and else only in them."""
    background = [
        "Ottilie Brasenose, 44, of Wexford, was arrested that spring and charged with the theft of the bell.",
        "Prosecutors say Brasenose rang it at midnight. She has denied it.",
    ]

    def told_on(day: int, made: MadeUp) -> MadeUp:
        page_of_trial = with_body(made, [*story(made.url, 3), *background, *story(made.url + "b", 3)])
        title = page_of_trial.html.partition("<title>")[2].partition(" - The Lantern")[0]
        named = page_of_trial.html.replace(title, f"Day {day} of the Brasenose trial")
        return replace(page_of_trial, html=named)

    trial = [told_on(day, made) for day, made in enumerate(bare(range(500, 500 + told)))]
    profile = taught_by([*bare(range(510, 510 + pages - told)), *trial])
    assert inexact(profile, trial) == []


def test_what_is_said_of_somebody_and_the_name_of_a_part_stay_though_they_repeat() -> None:
    def with_more(number: int, made: MadeUp) -> MadeUp:
        line = "He has pleaded not guilty." if number < 3 else story(made.url + "c", 1)[0]
        said = with_body(made, [*story(made.url, 3), line, *story(made.url + "b", 3)])
        third = f"<p>{said.gold[4]}</p>"
        return replace(
            said,
            html=said.html.replace(third, f"<h2>The ruling</h2>{third}"),
            gold=(*said.gold[:4], "The ruling", *said.gold[4:]),
        )

    pages = [with_more(number, made) for number, made in enumerate(bare(range(520, 530)))]
    assert inexact(taught_by(pages), pages) == []


@pytest.mark.parametrize(
    "promo",
    [
        "They keep the lights on: our members, who pay for this work month by month.",
        "“This paper tells me what happens in my own street,” says Ann, a member since 2019.",
    ],
)
def test_a_promo_on_every_page_goes_whoever_it_speaks_of(promo: str) -> None:
    def with_promo(made: MadeUp) -> MadeUp:
        texts = [*story(made.url, 3), *story(made.url + "b", 3)]
        return replace(with_body(made, [*texts[:3], promo, *texts[3:]]), gold=tuple(texts))

    pages = [with_promo(made) for made in bare(range(540, 552))]
    assert inexact(taught_by(pages), pages) == []


def test_a_promo_that_takes_turns_is_cut_where_it_stands_in_unlike_stories() -> None:
    promo = "The Lantern choir sings on the steps of the old mint, and all are welcome."
    carrying = [page(number, template="press", extra=(promo,), furnished=False) for number in range(400, 405)]
    profile = taught_by([*bare(range(405, 460)), *carrying])
    assert inexact(profile, carrying) == []


def test_fit_is_empty_without_a_profile(known: list[MadeUp]) -> None:
    assert clean(known[0].html, url=known[0].url).fit == ""
    assert clean("Plain text.", content_type="text/plain", profile=taught_by(known)).fit == ""
    assert clean(b"", profile=taught_by(known)).fit == ""


def test_the_slow_way_is_said_for_every_page_of_a_young_profile(known: list[MadeUp]) -> None:
    assert fits(taught_by(known[:2]), known) == {"unfit:pages"}


def test_the_first_heading_list_and_quotation_of_a_site_stay() -> None:
    """No page that taught had one: they stand among the story's paragraphs, in the element that holds them."""
    taught = [with_body(made, story(made.url, 6)) for made in bare(range(500, 508))]
    profile = taught_by(taught)
    texts = story("first heading", 5)
    made = with_body(bare([510])[0], texts)
    among = "<h3>What the baker saw</h3><ul><li>A loaf, still warm.<li>Two pans.</ul><blockquote><p>I never baked it.</p></blockquote>"
    link = '<p><a href="/x/">Another story, about another baker</a></p>'
    changed = replace(made, html=made.html.replace(f"<p>{texts[3]}</p>", f"{among}{link}<p>{texts[3]}</p>"))
    cleaned = cleaned_with(profile, changed)
    assert cleaned.fit == "profile"
    new = ["What the baker saw", "A loaf, still warm.", "Two pans.", "I never baked it."]
    assert paragraphs(cleaned) == [*texts[:3], *new, *texts[3:]]
    assert {block.rule for block in cleaned.blocks if block.text.removeprefix("- ") in new} == {"among"}


SENTENCE = (
    "Divers will pull the pilings in May, the engineer told the board, and the concrete goes after that."
)


@pytest.mark.parametrize("place", [0, 2, -1], ids=["first", "within", "last"])
@pytest.mark.parametrize(
    "markup",
    [
        '<div class="wp-block-group"><div class="inner"><p>{}</p></div></div>',
        '<div class="columns"><div class="column"><p>{}</p></div></div>',
        "<details><summary>How it is done</summary><p>{}</p></details>",
        "<section><p>{}</p></section>",
        "<dl><dt>The plan</dt><dd>{}</dd></dl>",
        "<p><b>{}</b></p>",
        "{}",
    ],
    ids=["group", "columns", "details", "section", "definition", "bold", "bare"],
)
def test_running_text_in_new_markup_by_the_story_is_judged_with_all_evidence(
    known: list[MadeUp], markup: str, place: int
) -> None:
    made = bare([52])[0]
    paragraph_there = f"<p>{made.gold[place]}</p>"
    new = markup.format(SENTENCE)
    html = made.html.replace(paragraph_there, paragraph_there + new if place else new + paragraph_there)
    assert new in html
    cleaned = cleaned_with(taught_by(known), replace(made, html=html))
    assert cleaned.text == clean(html, url=made.url).text
    assert SENTENCE in cleaned.text or place != 2


def test_a_bold_line_among_the_paragraphs_of_a_story_stays(known: list[MadeUp]) -> None:
    made = bare([53])[0]
    html = made.html.replace(
        f"<p>{made.gold[2]}</p>", f"<p><strong>What they hold</strong></p><p>{made.gold[2]}</p>"
    )
    cleaned = cleaned_with(taught_by(known), replace(made, html=html))
    assert (cleaned.fit, "What they hold" in paragraphs(cleaned)) == ("profile", True)


def test_a_story_that_goes_on_where_only_promos_stood_goes_the_slow_way() -> None:
    box = '<div class="wp-block-group"><p>The Lantern shop is open until six.</p></div>'
    taught = []
    for made in bare(range(600, 608)):
        parted = with_body(made, story(made.url, 6))
        taught.append(
            replace(
                parted, html=parted.html.replace(f"<p>{parted.gold[3]}</p>", f"{box}<p>{parted.gold[3]}</p>")
            )
        )
    profile = taught_by(taught)
    assert inexact(profile, taught) == []
    texts = story("goes on", 9)
    made = with_body(bare([620])[0], texts)
    inner = "".join(f"<p>{text}</p>" for text in texts[3:7])
    moved = replace(made, html=made.html.replace(inner, f'<div class="wp-block-group">{inner}</div>'))
    assert cleaned_with(profile, moved).fit == "unfit:unseen"


def test_a_heading_within_the_story_stays_though_it_repeats_the_title() -> None:
    pages = [
        replace(made, html=made.html.replace("</p>", "</p><h2>What was said</h2>", 2))
        for made in bare(range(12))
    ]
    profile = taught_by(pages)
    made = bare([60])[0]
    title = clean(made.html, url=made.url).title
    said = replace(made, html=made.html.replace(made.gold[1], f"{made.gold[1]}</p><h2>{title}</h2><p>", 1))
    cleaned = cleaned_with(profile, said)
    assert cleaned.fit == "profile"
    assert cleaned.title == title
    assert cleaned.text.split("\n\n") == [*made.gold[:2], title, *made.gold[2:]]


def test_an_embedded_post_stays_or_goes_whole() -> None:
    post = (
        '<blockquote class="twitter-tweet"><p>The goose was seen at the pier this morning, and it waved to all of '
        "us who stood there.</p>— Harbor Clerk <a href='/1'>May 2</a></blockquote>"
    )
    pages = [replace(made, html=made.html.replace("</p>", f"</p>{post}", 1)) for made in bare(range(12))]
    profile = taught_by(pages)
    cleaned = cleaned_with(profile, pages[0])
    assert cleaned.fit == "profile"
    kept = [block.rule for block in cleaned.blocks if block.rule == "embed"]
    cut = [removal.rule for removal in cleaned.removals if removal.rule == "embed"]
    assert len(kept) + len(cut) >= 2
    assert not (kept and cut)
