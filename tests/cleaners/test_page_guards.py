"""The last look at what would be kept: over-keep and wrong text, on made-up and on real pages."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Final

import pytest
from kindpages import PARAGRAPHS, SITE, STORIES, page, posts
from selectolax.lexbor import LexborHTMLParser

from cleaners import clean
from cleaners.decode import decode
from cleaners.guards import Verdict, guard
from cleaners.listed import find, share
from cleaners.page import Page, read_html
from cleaners.pagekind import recognise
from crawler.sample.site import NOT_ARTICLES, answers

SHARED: Final = Path(__file__).resolve().parents[3] / "shared"
TITLE: Final = "Wardens return the silver trout to Lower Merrin"
DESCRIPTION: Final = (
    "After eleven years of quarrels, wardens carried forty silver trout back into the river at Merrin."
)
STORY_ADDRESS: Final = f"{SITE}/2026/03/04/wardens-return-the-silver-trout/"


def announced(
    *paragraphs: str, title: str = TITLE, description: str = DESCRIPTION, url: str = STORY_ADDRESS
) -> Page:
    body = f"<h1>{title}</h1><div>" + "".join(f"<p>{text}</p>" for text in paragraphs) + "</div>"
    head = f'<meta name="description" content="{description}">'
    return read_html(page(body, title=title, head=head), url=url)


def judged(page: Page) -> Verdict:
    """The verdict where all running text would be kept."""
    return guard(page, [block for block in page.blocks if block.prose], recognise(page))


def test_text_of_something_else_is_the_wrong_article() -> None:
    verdict = judged(announced(*PARAGRAPHS))
    assert (verdict.kind, verdict.reason) == ("unknown", "wrong_article")
    assert (
        verdict.note
        == "page: wrong article: the text has no word of the title and 2 of 13 of the description"
    )


def test_one_word_of_the_title_may_stand_in_another_story() -> None:
    verdict = judged(announced(*PARAGRAPHS, "The trout in the cell were counted twice on Monday."))
    assert verdict.reason == "wrong_article"
    assert "1 of 6 words of the title" in verdict.note


def test_a_headline_in_other_words_than_the_story_is_no_other_one() -> None:
    """The description tells of the story, as most do whose headline is an image."""
    told = "A presiding judge read the ruling for eleven minutes, and lawyers for the county will study it."
    metaphor = announced(
        *PARAGRAPHS, title="Sardines behind rusty bars sing louder tonight", description=told
    )
    assert judged(metaphor) == Verdict("article")


NEXT = '<a href="/2026/05/jail-holds-a-third-more/">Jail holds a third more</a>'


def scrolled(
    tag: str, *, byline: str = "<p class=byline>By Ann Lee</p>", first: int = 5, heading: str = NEXT
) -> str:
    """A page that goes on with a second story, in an element like the first's but for its heading."""
    name = tag.partition(" ")[0]
    own = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:first])
    other = "".join(f"<p>The jail: {text[0].lower()}{text[1:]}</p>" for text in reversed(PARAGRAPHS))
    return page(
        f"<{tag}><header><h1>{TITLE}</h1><p class=byline>By Joe White</p></header><div>{own}</div></{name}>"
        f"<{tag}><header><h2>{heading}</h2>{byline}</header><div>{other}</div></{name}>",
        title=TITLE,
    )


@pytest.mark.parametrize("tag", ["article", "div class='article-wrapper'"])
def test_a_second_story_under_a_second_level_headline_is_cut(tag: str) -> None:
    cleaned = clean(scrolled(tag), url=STORY_ADDRESS)
    assert cleaned.text.split("\n\n") == list(PARAGRAPHS)
    assert len([r for r in cleaned.removals if r.rule == "other-article"]) >= len(PARAGRAPHS)


def beside(
    *,
    days: tuple[str, ...] = ("3 March 2026", "4 March 2026", "5 March 2026"),
    own: int = 5,
    tag: str = "article",
) -> str:
    """A page of whole stories in elements of one kind, each with a headline that leads nowhere."""
    title = "A ruling read in a room of varnish"
    html = ""
    for number, (heading, day) in enumerate(
        zip((title, "Jail holds a third more", "Jail holds more"), days, strict=True)
    ):
        lead = f"Of jail {number}: " if number else ""
        text = "".join(f"<p>{lead}{told}</p>" for told in PARAGRAPHS[: 5 if number else own])
        date = f"<p class=date>{day}</p>" if day else ""
        html += f"<{tag} class=entry><header><h2>{heading}</h2>{date}</header><div>{text}</div></{tag}>"
    return page(f"<h1>Latest stories</h1>{html}", title=title)


def test_stories_beside_the_pages_own_are_cut() -> None:
    cleaned = clean(beside(), url=STORY_ADDRESS)
    assert cleaned.text.split("\n\n") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "html",
    [
        beside(days=("3 March 2026",) * 3),  # parts of one day, as a debate has them
        beside(days=("3 March 2026", "", "")),
        beside(own=1),
        beside(tag="section"),
    ],
)
def test_parts_beside_each_other_stay(html: str) -> None:
    assert not [r for r in clean(html, url=STORY_ADDRESS).removals if r.rule == "other-article"]


@pytest.mark.parametrize(
    "html",
    [
        scrolled("article", byline=""),  # a part of the story
        scrolled("article", heading="Yes: it holds too many"),  # one side of a debate
        scrolled("article", first=1),  # the first holds no story: what follows is it
    ],
)
def test_parts_of_one_story_stay(html: str) -> None:
    assert "The jail: " in clean(html, url=STORY_ADDRESS).text


@pytest.mark.parametrize(
    "page",
    [
        announced(*PARAGRAPHS, "The silver trout were counted twice and let go."),  # two words of the title
        announced("The trout were counted twice, and a tall warden wept."),  # one, of little text
        announced(*PARAGRAPHS, "For eleven years there were quarrels; at last somebody carried forty of them."),
        announced(*PARAGRAPHS, title="So it goes", description=""),  # too little to go by
        announced(*PARAGRAPHS, description=""),
        announced(*PARAGRAPHS, url=f"{SITE}/"),  # a front has no article to be wrong about
        announced(*PARAGRAPHS, title="銀鱒が下流へ戻る 監視員が四十匹を放流", description="監視員は水曜日に銀鱒を川へ戻した。" * 3),
    ],
)  # fmt: skip
def test_text_is_not_called_wrong_without_cause(page: Page) -> None:
    assert judged(page) == Verdict("article")


def test_a_long_title_decides_alone() -> None:
    title = "Wardens return forty silver trout to Lower Merrin after quarrelsome decades"
    assert judged(announced(*PARAGRAPHS, title=title, description="")).reason == "wrong_article"


def test_a_list_that_alone_would_be_kept() -> None:
    """Nothing states what the page is; text beside the list that is not kept does not make it an article."""
    html = read_html(page(posts() + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)), url=f"{SITE}/q7")
    recognised = recognise(html)
    assert recognised.kind == "article"
    items = [block for block in html.blocks if block.order in recognised.items.owner]
    verdict = guard(html, items, recognised)
    assert (verdict.kind, verdict.reason) == ("listing", "listing")
    assert guard(html, [block for block in html.blocks if block.prose], recognised).reason is None


def test_items_and_what_belongs_to_them() -> None:
    html = read_html(page(posts()), url=SITE)
    items = find(html)
    assert (len(items), items.headlines) == (len(STORIES), len(STORIES))
    parted = share(items, html.blocks)
    assert len(parted.listed) == len(STORIES)
    assert parted.own == 0  # the line at the page's foot is no running text
    assert parted.total == sum(parted.listed.values())


def test_links_to_the_page_itself_and_to_other_sites_are_no_items() -> None:
    html = "".join(
        f'<div><h2><a href="{href}">{STORIES[n][0]}</a></h2></div>'
        for n, href in enumerate(
            (STORY_ADDRESS, "https://elsewhere.example/a", "/", "#top", "mailto:a@b.example")
        )
    )
    assert find(read_html(page(html), url=STORY_ADDRESS)).headlines == 0


@pytest.mark.parametrize("count", [20_000])
def test_a_page_of_nothing_but_headlines_is_read_in_bounds(count: int) -> None:
    html = "".join(
        f'<h2><a href="/{n}">A headline of a made-up story, number {n}</a></h2>' for n in range(count)
    )
    assert find(read_html(html, url=SITE)).headlines == 2_000


def test_the_sample_sites_lists_give_no_article() -> None:
    served = answers(SITE)
    found = Counter(
        (why, clean(served[path].body, url=SITE + path).reason)
        for path, why in NOT_ARTICLES.items()
        if why in {"listing", "tag", "author", "search"}
    )
    assert {reason for _, reason in found} == {"listing", "no_article"}
    # a front of two headlines without teasers, and tags with one headline of two words: nothing to keep, and
    # next to nothing to tell by
    assert (
        sum(count for (_, reason), count in found.items() if reason == "no_article") <= 0.15 * found.total()
    )


def test_real_fronts_give_no_article() -> None:
    folder = SHARED / "legal" / "index"
    if not folder.is_dir():
        pytest.skip("needs ../shared/legal/index")
    reasons = {}
    for file in sorted(folder.glob("*.html")):
        url = json.loads(file.with_suffix(".gold.json").read_text("utf-8"))["url"]
        reasons[file.stem] = clean(file.read_bytes(), url=url).reason
    assert set(reasons.values()) <= {"listing", "several_articles"}  # fronts of long teasers are either


@pytest.fixture(scope="module")
def real_pages() -> dict[str, str]:
    """One page of each of eight sites: address to source."""
    archive = SHARED / "bench" / "dev" / "five_per_site.warc.gz"
    if not archive.exists():
        pytest.skip("needs ../shared/bench/dev")
    from warcio.archiveiterator import ArchiveIterator

    found: dict[str, str] = {}
    with archive.open("rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type == "response":
                url = record.rec_headers["WARC-Target-URI"]
                found.setdefault(url.split("/")[2], url)
                if found[url.split("/")[2]] == url:
                    found[url] = decode(record.content_stream().read()).text
    return {url: html for url, html in found.items() if "//" in url}


def test_real_articles_are_articles(real_pages: dict[str, str]) -> None:
    assert len(real_pages) == 8
    assert [url for url, html in real_pages.items() if clean(html, url=url).page_kind != "article"] == []


def test_real_articles_below_each_other(real_pages: dict[str, str]) -> None:
    """The `<article>` elements of three pages that have the headline in them, on one page."""
    articles = [
        node for html in real_pages.values() for node in LexborHTMLParser(html).css("article:has(h1)")[:1]
    ]
    assert len(articles) >= 3
    result = clean(page("".join(node.html or "" for node in articles[:3])), url=f"{SITE}/blog/")
    assert (result.reason, result.text) == ("several_articles", "")


def test_real_pages_without_their_story(real_pages: dict[str, str]) -> None:
    """What is left are captions, labels and what the cleaner did not keep."""
    reasons = []
    for url, html in real_pages.items():
        parsed = read_html(html, url=url)
        kept = {block.order for block in clean(html, url=url).blocks}
        for block in parsed.blocks:
            if block.order in kept and block.home is not None:
                block.home.node.decompose()
        assert parsed.tree is not None
        result = clean(parsed.tree.html or "", url=url)
        reasons.append(result.reason)
        assert len(result.text.split()) < 100, url
    assert sum(reason is not None for reason in reasons) >= 5
