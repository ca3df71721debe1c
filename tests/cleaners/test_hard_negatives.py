"""Prose that looks like furniture must survive."""

from __future__ import annotations

import pytest

from cleaners import clean

# Each stands in the middle of a story, as running text or as the tag says.
HARD: dict[str, str] = {
    "a ruling that quotes a button": (
        "<p>“By clicking ‘Sign up’ for the newsletter, the user was told nothing of arbitration,” the panel wrote.</p>"
    ),
    "a ruling that quotes a page": (
        "<p>The screen read, “Sign up for free,” and below it, in gray, “Subscribe to our emails to get 10% off.”</p>"
    ),
    "an article about a newsletter": (
        "<p>The newsletter, which went to 4,000 subscribers every Friday, printed the joke under its masthead.</p>"
    ),
    "an appeal by police": (
        "<p>Deputies are urging anyone with information to contact the sheriff’s office at 555-0142.</p>"
    ),
    "an agency dateline": "<p>WASHINGTON (AP) — The court took the case on Monday without comment.</p>",
    "a bare agency dateline": "<p>(AP) — A judge has ruled that the goose may testify after all.</p>",
    "background as a heading": "<h2>Background:</h2>",
    "background as a bold line": "<p><strong>Background:</strong></p>",
    "a senior justice": "<p>Justice Oren is the most senior member of the court and its only former reporter.</p>",
    "the post office": "<p>The post office where the parcel first appeared was searched that same night.</p>",
    "a shouted quotation": "<p>“I DID NOT DO IT!”</p>",
    "a notice in capitals": "<p>“NO DOGS. NO LAWYERS.”</p>",
    "a block quote": "<blockquote><p>It is so ordered, and it is high time.</p></blockquote>",
    "a sub-heading": "<h2>What the jury heard</h2>",
    "a sub-heading that is a question": "<h3>Is it enforceable?</h3>",
    "related to": "<p>Related charges against the brother were dropped in March for want of evidence.</p>",
    "share prices": "<p>Share prices fell by a third on the day the verdict was read, and never rose again.</p>",
    "comments": "<p>Comments close to the bench are picked up by the microphone, the clerk warned.</p>",
    "advertisement": "<p>The advertisement, which ran for two days, promised a lawyer in every home.</p>",
    "by Monday": "<p>By Monday the jurors had asked for the transcript, the map and more coffee.</p>",
    "updated rules": "<p>Updated rules took effect in May; nobody at the clerk’s office had read them.</p>",
    "left and right": (
        "<p>Left: two pots. Right: two more. That was how the expert had laid them out before the jury, and "
        "for an hour no one spoke.</p>"
    ),
    "a photo in evidence": "<p>Photos shown to the jury on Tuesday were taken by the neighbor, who apologized.</p>",
    "an e-mail address in evidence": (
        "<p>The message went to clerk@halden.example at 2:14 a.m., the affidavit says, and to no one else.</p>"
    ),
    "follow the money": "<p>“Follow the money,” the prosecutor told them, “and it ends in his own sock drawer.”</p>",
    "a reporter in the story": (
        "<p>The witness, a former reporter for a paper that no longer exists, wept as she read it aloud.</p>"
    ),
    "terms of use": "<p>Terms of use are contracts like any other, the court held, and must be read like them.</p>",
    "subscribers": "<p>Subscribers to the service may now join the class, the judge ruled late on Friday.</p>",
    "read more": "<p>Read more closely, the statute says the opposite, Judge Amaya wrote in her dissent.</p>",
}
BEFORE = (
    "<p>The court of appeals ruled on Friday that the county must give back the bench it took from the square, "
    "ending a case that had outlived two of its parties and the bench’s own legs.</p>"
    "<p>“A bench is a promise to the tired,” the opinion begins, and goes on for forty pages in the same key.</p>"
)
AFTER = (
    "<p>The county said that it would comply, though it could not say at once where the bench was now kept.</p>"
    "<p>A hearing on costs is set for the second week of January before the same three judges.</p>"
)
COUNTS = [
    "Count one: theft of a public bench.",
    "Count two: conspiracy to sit.",
    "Count three: false statements",
]


def page(middle: str) -> str:
    return (
        "<html><head><title>Court orders bench returned - The Lantern</title></head><body>"
        "<nav><a href=/>Home</a> <a href=/courts/>Courts</a></nav><main><article><h1>Court orders bench returned</h1>"
        f"<div class='entry-content'>{BEFORE}{middle}{AFTER}</div></article></main>"
        "<footer>© 2026 The Lantern</footer></body></html>"
    )


def text_of(html: str) -> list[str]:
    return clean(html.encode(), url="https://lantern.example/2026/11/bench").text.split("\n\n")


def _strip(fragment: str) -> str:
    out, inside = [], False
    for character in fragment:
        if character in "<>":
            inside = character == "<"
        elif not inside:
            out.append(character)
    return "".join(out)


@pytest.mark.parametrize("fragment", HARD.values(), ids=HARD)
def test_survives(fragment: str) -> None:
    assert _strip(fragment) in text_of(page(fragment))


def test_a_list_of_counts_survives() -> None:
    items = "".join(f"<li>{count}</li>" for count in COUNTS)
    text = text_of(page(f"<p>The indictment has three counts:</p><ol>{items}</ol>"))
    assert [line for line in text if line.startswith("- ")] == [f"- {count}" for count in COUNTS]


@pytest.mark.parametrize(
    "fragment",
    [f for f in HARD.values() if not f.startswith("<h")],
    ids=[n for n, f in HARD.items() if not f.startswith("<h")],
)
def test_survives_in_dirty_text(fragment: str) -> None:
    dirty = "\n\n".join(["Court orders bench returned", _strip(BEFORE), _strip(fragment), _strip(AFTER)])
    assert _strip(fragment) in clean(dirty, content_type="text/plain").text.split("\n\n")
