"""What a cut block is called, by its place: made-up pages, one block of each asked about."""

from __future__ import annotations

import pytest

from cleaners.elements import Block
from cleaners.evidence import Mark, hints, place
from cleaners.evidence.story import story_elements
from cleaners.model import Kind
from cleaners.page import read_html

STORY = "".join(
    f"<p class=body>The clerk of the harbor court read paragraph {n} of the order aloud to the geese.</p>"
    for n in range(1, 9)
)


def ask(*, inside: str = "", after: str = "") -> list[Block]:
    """The blocks of a page with a story, and something between headline and story, or behind them."""
    return list(
        read_html(
            f"<body><div id=page><div class=entry><h1>Geese hear an order</h1>{inside}"
            f"<div class=text>{STORY}</div></div>{after}</div></body>"
        ).blocks
    )


def kind_of(
    text: str, blocks: list[Block], *, mark: Mark | None = None, authors: tuple[str, ...] = ()
) -> Kind | None:
    story = story_elements((b for b in blocks if b.text.startswith("The clerk of the harbor")), authors)
    block = next(b for b in blocks if b.text == text)
    if mark is not None:
        return place.rename(block, mark, story).kind
    return place.name(block, story)


@pytest.mark.parametrize(
    ("html", "text", "kind"),
    [
        ("<div class=related-posts><span>June 3, 2026</span></div>", "June 3, 2026", "related"),
        ("<div class=related-posts><p>By Dana Quill</p></div>", "By Dana Quill", "related"),
        ("<div class=related-posts><i class=ad-label>Sponsored by Marlow Tea</i></div>", "Sponsored by Marlow Tea", "ad"),
        ("<section id=comments><a href=/l>Login</a></section>", "Login", "comments"),
        ("<div class=newsletter-box><label>Email</label></div>", "Email", "newsletter"),
        ("<form><label>Email</label><input type=email></form>", "Email", "newsletter"),
        ("<form><label>Your words</label><textarea></textarea></form>", "Your words", "tip"),
        ("<form><label>Secret</label><input type=password></form>", "Secret", "paywall"),
        ("<form role=search><label>Words</label><input></form>", "Words", "navigation"),
        ("<ul><li><a href=/e>Email</a></li></ul>", "Email", "share"),
        ("<nav><ul><li><a href=/s>Subscribe</a></li></ul></nav>", "Subscribe", "navigation"),
        ("<nav><a href=/p>Privacy Policy</a></nav>", "Privacy Policy", "legal"),
        ("<nav><a href=/f>Facebook</a></nav>", "Facebook", "share"),
        ("<nav><a href=/l>Log in</a></nav>", "Log in", "paywall"),
        ("<footer><a href=/a>Our people</a></footer>", "Our people", "navigation"),
        ("<footer><p><a href=/t>Terms of Service Privacy Notice</a></p></footer>", "Terms of Service Privacy Notice", "legal"),
        ("<figure><figcaption>A goose on the quay.</figcaption></figure>", "A goose on the quay.", "caption"),
        ("<figure><figcaption>Dana Quill</figcaption></figure>", "Dana Quill", "credit"),
        ("<figure><figcaption class=photo-caption>Dana Quill</figcaption></figure>", "Dana Quill", "caption"),
        ("<figure><figcaption><i class=credit>Dana Quill</i></figcaption></figure>", "Dana Quill", "credit"),
        ("<div class=gallery><b>Image 1 of / 8</b></div>", "Image 1 of / 8", "player"),
        ("<figure><b>6</b></figure>", "6", "player"),
        ("<div class=share-tools><a href=/c>Add comment</a></div>", "Add comment", "comments"),
        ("<div class=author-bio><p>She likes geese.</p></div>", "She likes geese.", "bio"),
        ("<div class=author-box><h4><a href=/m>More stories by Dana</a></h4></div>", "More stories by Dana", "related"),
        ("<div class=author-box><p><a href=/f>Follow her on X</a></p></div>", "Follow her on X", "share"),
        ("<div class=author-box><p>Dana Quill writes about geese. She holds a degree in law that she has never used. Follow her on X @quill.</p></div>", "Dana Quill writes about geese. She holds a degree in law that she has never used. Follow her on X @quill.", "bio"),
        ("<div class=story-tags><a href=/g>Geese</a></div>", "Geese", "tags"),
        ("<article><a href=/o><h3>Goats</h3></a><p>A goat sued a fence.</p></article>", "A goat sued a fence.", "related"),
        ("<ul><li><div>News</div><a href=/o>A goat has sued a fence again</a></li></ul>", "News", "related"),
        ("<p><a href=/o>A goat has sued a fence again</a></p>", "A goat has sued a fence again", "related"),
        ("<ul><li>A goat has sued <a href=/o>a fence again</a></li></ul>", "A goat has sued a fence again", "related"),
        ("<p>Nobody knows what this is.</p>", "Nobody knows what this is.", "other"),
    ],
)  # fmt: skip
def test_kind_of_a_block_behind_the_story(html: str, text: str, kind: Kind) -> None:
    assert kind_of(text, ask(after=html)) == kind


@pytest.mark.parametrize(
    ("html", "text", "kind"),
    [
        ("<a href=/courts>Courts</a>", "Courts", "tags"),
        ("<p><a href=/courts>Courts, Geese</a></p>", "Courts, Geese", "tags"),
        ("<header><span class=kicker>Courts</span></header>", "Courts", "tags"),
        ("<nav class=breadcrumbs><a href=/>Home</a></nav>", "Home", "navigation"),
        ("<div class=author-info>Dana Quill</div>", "Dana Quill", "byline"),
        ("<div class=articleDek>The order is long, and the geese are many.</div>", "The order is long, and the geese are many.", "title"),
        ("<div class=share-and-comments><b>By Dana Quill</b></div>", "By Dana Quill", "byline"),
        ("<div class='content-head'><p>By Dana Quill</p></div>", "By Dana Quill", "byline"),
        ("<div class=post-header--subhead>October 2, 2026 by Dana Quill</div>", "October 2, 2026 by Dana Quill", "byline"),
        ("<div class=byline-row>Updated: 09:09 GMT, 22 October 2026</div>", "Updated: 09:09 GMT, 22 October 2026", "date"),
    ],
)  # fmt: skip
def test_kind_of_a_block_above_the_story(html: str, text: str, kind: Kind) -> None:
    assert kind_of(text, ask(inside=html)) == kind


def test_the_name_of_an_author_is_a_byline_before_the_story_and_a_biography_behind_it() -> None:
    name = "<p><a href=/q>Dana Quill</a></p>"
    authors = ("Dana Quill",)
    assert kind_of("Dana Quill", ask(inside=name), authors=authors) == "byline"
    assert kind_of("Dana Quill", ask(after=name), authors=authors) == "bio"
    about = "Dana Quill is fond of geese, and of the law."
    assert kind_of(about, ask(after=f"<p>{about}</p>"), authors=authors) == "bio"
    assert kind_of(about, ask(after=f"<p>{about}</p>")) == "other"


@pytest.mark.parametrize(
    ("mark", "kind"),
    [
        (Mark("player", "wording:player-label"), "related"),  # what knows the block alone gives way
        (Mark("caption", "widget:figcaption"), "related"),
        (Mark("related", "link-line"), "related"),
        (Mark("newsletter", "wording:newsletter-sign-up"), "newsletter"),  # a whole sentence says what it is
        (Mark("legal", "declared:.law"), "legal"),
        (Mark(None, "model"), None),
    ],
)
def test_a_box_names_only_what_does_not_know_better(mark: Mark, kind: Kind | None) -> None:
    page = ask(after="<div class=most-read><b>Watch now</b></div>")
    assert kind_of("Watch now", page, mark=mark) == kind


def test_a_renamed_mark_keeps_its_rule_and_score() -> None:
    page = ask(after="<div class=most-read><b>2 hours ago</b></div>")
    block = page[-1]
    story = story_elements(page[:-1])
    renamed = place.rename(block, Mark("date", "wording:date-ago", 0.5), story)
    assert renamed == Mark("related", "wording:date-ago", 0.5)


def test_the_elements_that_hold_the_story_name_nothing() -> None:
    page = list(
        read_html(f"<div class=newsletter><h1>Geese</h1>{STORY}<p>Nobody knows this.</p></div>").blocks
    )
    assert kind_of("Nobody knows this.", page) == "other"


def test_without_a_story_everything_still_has_a_kind() -> None:
    page = list(read_html("<div class=share><a href=/f>Facebook</a></div><p>Words.</p>").blocks)
    story = story_elements(())
    assert [place.name(block, story) for block in page] == ["share", "other"]


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("td-post-sharing", "share"),
        ("articleHeader--subhead", "navigation"),  # not "ad-"
        ("headad", None),
        ("research-notes", None),  # no search
        ("elementor-widget-container", None),
        ("no-sidebar has-comments", None),
        ("post-17 category-newsletter tag-video", None),  # the terms of a post
        ("category-newsletter", "newsletter"),
        ("read-next", "related"),
        ("read next", None),  # two names
        ("newsletterSignup", "newsletter"),
        ("updates", None),  # no date
    ],
)
def test_names_are_read_as_words(names: str, kind: Kind | None) -> None:
    block = read_html(f"<div class='{names}'>Words</div>").blocks[0]
    assert block.element is not None
    hint = hints.read(block.element)
    assert (hint.kind if hint is not None else None) == kind
