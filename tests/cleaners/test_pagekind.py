"""Kinds of pages: what they are told by, and what comes out."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import kindpages as made
import pytest
from kindpages import PARAGRAPHS, SITE, STORIES, json_ld, page, story

from cleaners import PAGE_KINDS, Cleaned, PageKind, clean

STORY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
LIVE = "/news/harbor-inquest-live-updates"


def cleaned(html: str, path: str = "") -> Cleaned:
    return clean(html, url=f"{SITE}{path}" if path else "")


@pytest.mark.parametrize(
    ("draw", "path"),
    [
        (made.wordpress, "/category/courts/"),
        (made.newspack, "/"),
        (made.blox, "/news/courts/"),
        (made.arc, "/courts/"),
        (made.drupal, "/topics/courts"),
        (made.loose, "/news"),
    ],
)
def test_lists_of_common_themes(draw: Callable[[], str], path: str) -> None:
    for result in (cleaned(draw(), path), cleaned(draw()), cleaned(draw(), "/q7")):
        assert (result.reason, result.page_kind, result.text) == ("listing", "listing", "")
        assert any(note.startswith("page: listing: ") for note in result.notes)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/tag/moorings/", "tag"),
        ("/author/ada-quill/", "author"),
        ("/search?q=moorings", "search"),
        ("/courts/page/4/", "listing"),
    ],
)
def test_a_list_of_one_story_is_known_by_its_address(path: str, kind: str) -> None:
    result = cleaned(
        page(f'<h1>Moorings</h1><h2><a href="/a/x-1">{STORIES[2][0]}</a></h2><p>{STORIES[2][1]}</p>'), path
    )
    assert result.reason == "listing"
    assert result.notes[-1] == f"page: listing: its address ({kind}), 1 linked headlines"


def test_a_page_for_signing_in_is_no_list() -> None:
    result = cleaned(page("<h1>Sign in</h1><p>Name</p><p>Password</p>"), "/user/login")
    assert (result.reason, result.page_kind) == ("no_article", "unknown")


@pytest.mark.parametrize(
    ("path", "head"),
    [
        ("/2026/03/04/ten-rulings-of-the-year-in-short", ""),
        ("/q7", json_ld("NewsArticle", headline="Ten rulings")),
    ],
)
def test_an_article_that_goes_through_stories_is_no_list(path: str, head: str) -> None:
    """A review of the year links the headline above each of its parts."""
    body = f"<h1>Ten rulings</h1><div class='body'>{made.pairs()}</div>"
    result = cleaned(page(body, head=head), path)
    assert (result.reason, result.page_kind) == (None, "article")
    assert STORIES[3][1] in result.text
    assert cleaned(page(body), "/q7").reason == "listing"


def test_an_article_with_more_teasers_than_text_is_an_article() -> None:
    body = f"<h1>Order read in the varnished room</h1><div class='body'>{STORY}</div>"
    related = f"<aside><h2>More from Courts</h2>{made.posts()}</aside>"
    result = cleaned(page(body + related, title="Order read in the varnished room"), "/q7")
    assert (result.reason, result.page_kind) == (None, "article")
    assert result.text.startswith(PARAGRAPHS[0])


def test_a_front_with_whole_posts() -> None:
    for path in ("/blog/", "", "/q7"):
        result = cleaned(made.blog(), path)
        assert (result.reason, result.page_kind, result.text) == ("several_articles", "several_articles", "")


def test_articles_one_after_another() -> None:
    result = cleaned(page(story(0) + story(1) + story(2)), "/q7")
    assert (result.reason, result.page_kind) == ("several_articles", "several_articles")
    assert result.notes[-1] == "page: several articles: text of 3, each with its headline"


def test_the_pages_own_article_is_kept_of_several() -> None:
    html = page(story(0) + story(1) + story(2), title=f"{STORIES[0][0]} | The Docket")
    result = cleaned(html, f"/2026/03/01/{made.slug(STORIES[0][0])}/")
    assert (result.reason, result.page_kind) == (None, "article")
    assert (
        result.text
        == cleaned(page(story(0), title=STORIES[0][0]), "/2026/03/01/panel-orders-new-hearing/").text
    )
    assert {r.kind for r in result.removals if r.rule == "other-article"} == {"related"}


def test_sections_with_first_level_headings_are_one_article() -> None:
    sections = "".join(f"<section><h1>{head}</h1>{STORY}</section>" for head, _ in STORIES[:3])
    assert cleaned(page(f"<article>{sections}</article>"), "/q7").page_kind == "article"


@pytest.mark.parametrize(
    ("body", "path", "evidence"),
    [
        (json_ld("LiveBlogPosting", liveBlogUpdate=[{"@type": "BlogPosting"}] * 6) + made.entries(), "/q7", "JSON-LD LiveBlogPosting, 6 updates"),
        (made.entries(), LIVE, "6 entries with the time of day"),
        (f'{STORY}<iframe src="https://v.24liveblog.com/embed/?id=7"></iframe>', LIVE, "a frame of 24liveblog.com"),
    ],
)  # fmt: skip
def test_live_blogs(body: str, path: str, evidence: str) -> None:
    result = cleaned(page(f"<h1>Harbor inquest</h1><div class='story'>{body}</div>"), path)
    assert (result.reason, result.page_kind) == (None, "live_blog")
    assert result.notes[-1] == f"page: live blog: {evidence}"
    assert PARAGRAPHS[0] in result.text


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (made.entries(), "/q7"),  # times of day alone: a programme
        (made.entries(3), LIVE),
        (json_ld("NewsArticle", mentions={"@type": "LiveBlogPosting"}) + STORY, LIVE),
        (f'<script>var services = ["24liveblog.com"]</script>{STORY}', LIVE),
    ],
)
def test_no_live_blogs(body: str, path: str) -> None:
    assert cleaned(page(f"<h1>Harbor inquest</h1><div>{body}</div>"), path).page_kind == "article"


def test_a_live_blog_with_no_text_of_its_own() -> None:
    result = cleaned(
        page(
            '<h1>Live: the inquest</h1><iframe src="https://go.arena.im/e/1"></iframe>',
            title="Live: the inquest",
        ),
        LIVE,
    )
    assert (result.reason, result.page_kind) == ("no_article", "live_blog")


def pictures(number: str = "{n} of 7") -> str:
    return "".join(
        f'<figure><img src="/{n}.jpg" alt=""><figcaption>{number.format(n=n + 1)} {STORIES[n][1]}</figcaption></figure>'
        for n in range(7)
    )


INTRODUCTION = f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"


@pytest.mark.parametrize(
    ("body", "path", "evidence"),
    [
        (INTRODUCTION + pictures(), "/q7", "captions numbered up to 7"),
        (INTRODUCTION + pictures("Photo {n}/7:"), "/q7", "captions numbered up to 7"),
        (INTRODUCTION + pictures(""), "/photos/harbor-inquest-in-pictures", "its address, 7 captions"),
        (json_ld("ImageGallery") + INTRODUCTION, "/q7", "JSON-LD ImageGallery"),
    ],
)
def test_galleries(body: str, path: str, evidence: str) -> None:
    result = cleaned(page(f"<h1>The inquest in pictures</h1><div>{body}</div>"), path)
    assert (result.reason, result.page_kind) == (None, "gallery")
    assert result.notes[-1] == f"page: gallery: {evidence}"
    assert PARAGRAPHS[0] in result.text


@pytest.mark.parametrize(
    "body", [STORY * 3 + pictures(), INTRODUCTION + pictures(""), INTRODUCTION + pictures("{n} of 99")]
)
def test_no_galleries(body: str) -> None:
    assert cleaned(page(f"<h1>The inquest</h1><div>{body}</div>"), "/q7").page_kind == "article"


def turns(*names: str) -> str:
    return "".join(f"<p>{name}: {PARAGRAPHS[n % 5]}</p>" for n, name in enumerate(names * 5))


@pytest.mark.parametrize(
    "names",
    [
        ("Q", "A"),
        ("MS. TARN", "THE WITNESS"),
        ("Judge Orrin Vale", "Tess Marlow", "Judge Orrin Vale", "Hal Brisk"),
    ],
)
def test_transcripts(names: tuple[str, ...]) -> None:
    result = cleaned(page(f"<h1>What was said at the hearing</h1><div>{turns(*names)}</div>"), "/q7")
    assert (result.reason, result.page_kind) == (None, "transcript")
    assert result.notes[-1] == f"page: transcript: {5 * len(names)} turns of {len(set(names))} speakers"
    assert f"{names[0]}: {PARAGRAPHS[0]}" in result.text


@pytest.mark.parametrize("names", [("Price", "Weight", "Range"), ("Myth", "Fact"), ("Note",)])
def test_labels_are_no_speakers(names: tuple[str, ...]) -> None:
    body = f"<p>A myth is no fact, and the price of a note is not its weight.</p>{turns(*names)}"
    assert cleaned(page(f"<h1>Three scales compared</h1><div>{body}</div>"), "/q7").page_kind == "article"


def test_dirty_text_can_be_a_transcript() -> None:
    text = "\n\n".join(f"{name}: {paragraph}" for paragraph in PARAGRAPHS for name in ("Q", "A"))
    assert clean(text, content_type="text/plain").page_kind == "transcript"


@pytest.mark.parametrize(
    ("body", "kind"), [("", "unknown"), (b"%PDF-1.7\x00", "unknown"), (f"<h1>A</h1>{STORY}", "article")]
)
def test_every_result_has_a_kind(body: bytes | str, kind: PageKind) -> None:
    result = clean(body)
    assert result.page_kind == kind in PAGE_KINDS
    assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301 - our own
