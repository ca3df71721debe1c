"""Boxes that ask for consent are cut by their names; a story about them, or in an element with a state, stays."""

from __future__ import annotations

import pytest

from cleaners import clean

STORY = [
    f"The clerk of the harbor court read paragraph {n} of the order aloud to the geese, who had sued over the toll."
    for n in range(1, 6)
]
STORED = (
    "We and our 842 partners store and access information on a device, such as unique identifiers in cookies, "
    "to process personal data. You may accept or manage your choices by clicking below."
)
NECESSARY = (
    "Strictly necessary cookies are required for the website to function and cannot be switched off in our "
    "systems. They are usually only set in response to actions made by you."
)
UNWORDED = (
    "The quay remembers who came, and for how long, and which of the geese they fed. You may let it, or leave by "
    "the gate."
)
URL = "https://harborpost.example/2026/03/11/geese-hear-an-order/"


def page(before: str, paragraphs: list[str] = STORY, wrapper: str = "class=story") -> str:
    story = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f"<title>Geese hear an order - Harbor Post</title><body>{before}<main><article><h1>Geese hear an order</h1>"
        f"<div {wrapper}>{story}</div></article></main>"
    )


@pytest.mark.parametrize(
    "box",
    [
        "id=cookie-banner",
        "class=CookieNotice_root__x1y2",
        "class='site-cookie-bar__inner'",
        "id=onetrust-consent-sdk",
        "id=qc-cmp2-container",
        "id=didomi-host",
        "id=sp_message_container_1",
        "id=CybotCookiebotDialog",
        "class=fc-consent-root",
        "id=moove_gdpr_cookie_info_bar",
    ],
)
def test_a_box_that_asks_for_consent_is_cut_by_its_name(box: str) -> None:
    cleaned = clean(page(f"<div {box}><h2>Your choice</h2><p>{UNWORDED}</p></div>"), url=URL)
    assert cleaned.text.split("\n\n") == STORY
    assert {(r.kind, r.rule) for r in cleaned.removals if r.text != "Geese hear an order"} == {
        ("legal", "consent-box")
    }


@pytest.mark.parametrize("notice", [STORED, NECESSARY])
def test_the_sentences_of_consent_tools_are_cut_in_any_box(notice: str) -> None:
    cleaned = clean(page(f"<div class=css-1><div class=css-2><p>{notice}</p></div></div>"), url=URL)
    assert cleaned.text.split("\n\n") == STORY


def test_a_story_about_cookies_stays() -> None:
    told = [
        "The regulator fined the ferry company two million dollars on Monday over the cookies that its website had set.",
        "“We and our partners thought that everybody clicks accept,” the company’s lawyer told the harbor court on Monday.",
        "Its consent banner offered no way to refuse, the regulator found, and hid the list of its partners in a drawer.",
    ]
    text = page("", [*told, *STORY]).replace(
        "<article>", "<article class='post-1 tag-gdpr category-cookies'>"
    )
    assert clean(text, url=URL).text.split("\n\n") == [*told, *STORY]
    headed = text.replace(f"<p>{STORY[0]}", f"<h2 id=cookie-banner>What the banner hid</h2><p>{STORY[0]}")
    assert "What the banner hid" in clean(headed, url=URL).text


@pytest.mark.parametrize("wrapper", ["class=gdpr", "class=cookie-notice-visible", "class=has-cookie-banner"])
def test_an_element_around_the_story_may_be_named_after_a_box(wrapper: str) -> None:
    assert clean(page("", wrapper=wrapper), url=URL).text.split("\n\n") == STORY


@pytest.mark.parametrize("box", ["id=gdpr", "id=cookie-consent", "class=cookieconsent-optin-marketing"])
def test_a_part_of_a_story_that_is_about_consent_stays(box: str) -> None:
    part = "The clerk counted the boxes that ask the geese for their consent, and found ninety of them."
    html = page("").replace(f"<p>{STORY[2]}</p>", f"<div {box}><p>{part}</p></div><p>{STORY[2]}</p>")
    assert part in clean(html, url=URL).text
