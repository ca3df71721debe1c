"""The wording tables: each row on its own examples, labels in all their dress, and what must survive."""

from __future__ import annotations

import pytest

from cleaners.blocks import cut_text
from cleaners.evidence import Mark
from cleaners.evidence.wording import NAMING_ROWS, STRIKING_ROWS, Row, fold, mark, match, name
from cleaners.evidence.wording.labels import NAMING, STRIKING, label
from cleaners.evidence.wording.row import MAX_WORDS

ROWS = (*STRIKING_ROWS, *NAMING_ROWS)


def _ids(rows: tuple[Row, ...]) -> list[str]:
    return [row.name for row in rows]


@pytest.mark.parametrize("row", STRIKING_ROWS, ids=_ids(STRIKING_ROWS))
def test_striking_row_recognises_its_example(row: Row) -> None:
    struck = match(row.strikes)
    assert struck is not None
    assert (struck.name, struck.kind) == (row.name, row.kind)


@pytest.mark.parametrize("row", NAMING_ROWS, ids=_ids(NAMING_ROWS))
def test_naming_row_names_its_example_but_does_not_strike_it(row: Row) -> None:
    assert (match(row.strikes), name(row.strikes)) == (None, row.kind)


@pytest.mark.parametrize(
    ("row", "text"),
    [(row, text) for row in ROWS for text in row.keeps],
    ids=lambda value: getattr(value, "name", ""),
)
def test_nothing_strikes_the_counter_example_of_a_row(row: Row, text: str) -> None:
    assert row.keeps
    assert match(text) is None


def test_row_names_are_unique() -> None:
    assert len(_ids(ROWS)) == len(set(_ids(ROWS)))


@pytest.mark.parametrize("row", ROWS, ids=_ids(ROWS))
def test_a_row_is_reached_only_by_blocks_that_are_looked_at(row: Row) -> None:
    assert 0 < row.max_words <= MAX_WORDS
    assert all(key == key.lower() for key in row.keys)


def test_labels_stand_in_their_tables_as_they_are_compared() -> None:
    assert [label(fold(text)) for text in (*STRIKING, *NAMING)] == [*STRIKING, *NAMING]


def test_a_label_strikes_or_names_but_not_both() -> None:
    assert STRIKING.keys() & NAMING.keys() == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ADVERTISEMENT", "ad"),
        ("- Advertisement -", "ad"),
        ("You May Also Like", "related"),
        ("You might also like…", "related"),
        ("» Related:", "related"),
        ("Don’t Miss", "related"),
        ("Comments (14)", "comments"),
        ("3 Comments", "comments"),
        ("Leave a Reply", "comments"),
        ("Share on Facebook", "share"),
        ("Already a subscriber?", "paywall"),
        ("Skip to main content", "navigation"),
        ("4 min read", "player"),
        ("À lire aussi :", "related"),
        ("Werbung", "ad"),
        ("Suscríbete", "newsletter"),
        ("Leggi anche:", "related"),
        ("Deixe um comentário", "comments"),
        ("Lees ook", "related"),
    ],
)
def test_labels_strike_in_any_dress(text: str, kind: str) -> None:
    struck = match(text)
    assert struck is not None
    assert (struck.kind, struck.name) == (kind, f"{kind}-label")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Facebook", "share"),
        ("Home", "navigation"),
        ("More", "related"),
        ("Video", "player"),
        ("By Dana Quill | Courts", "byline"),
        ("Friday, October 2, 2026", "date"),
        ("Courtesy of the family", "credit"),
        ("Sign up for our newsletter", "newsletter"),
        ("The jury took nine minutes.", None),
    ],
)
def test_kind_of_a_block_that_is_cut_already(text: str, kind: str | None) -> None:
    assert name(text) == kind


def test_labels_that_may_be_sub_headings_are_not_struck() -> None:
    assert [text for text in NAMING if match(text.title()) is not None] == []


PROSE = {
    "a police appeal": "Deputies are urging anyone with information to contact the tip line at 555-0100.",
    "a police appeal with an address": "Anyone with information should email tips@marlowpd.example.",
    "an appeal at the start": "Contact police at 555-0100 or tips@marlowpd.example with any information.",
    "a dateline": "MARLOW, Ohio (AP) — A judge on Tuesday threw out the ferry company's suit.",
    "a short dateline": "(AP) — The ferry company lost its suit.",
    "a sub-heading": "Background:",
    "a sub-heading that goes on": "Background: A decade of lawsuits",
    "a justice": "Justice Alba Reyes is the most senior member of the court.",
    "a judge who wrote": "Judge Oren Tate is a former reporter and writer for the Lantern.",
    "about a newsletter": "The newsletter told subscribers to “sign up” for a suit that did not exist.",
    "a ruling that quotes": "“Sign up for our newsletter,” the button read. A click was assent.",
    "a ruling that quotes within": "A box that says “Sign up to get offers in your inbox” binds nobody.",
    "a post office": "The post office where the parcel first appeared was searched on Monday.",
    "a quotation in capitals": "“NOT ON MY WATCH,” SHE TYPED.",
    "a bare quotation in capitals": "“GUILTY ON ALL COUNTS”",
    "a count of an indictment": "Count 3: wire fraud, 18 U.S.C. § 1343",
    "a count in words": "one count of grand theft of a goose",
    "an agency tail": "(Reporting by Dana Quill; Editing by Corin Vale)",
    "an agency tail without brackets": "Reporting by Dana Quill in Marlow; editing by Corin Vale",
    "a partnership": "This story was produced in partnership with the Marlow Lantern.",
    "a partnership by": "This story was produced by the Lantern, a newsroom that covers courts.",
    "a date in prose": "On October 2, 2026, the clerk sealed the file.",
    "by and a day": "By Monday the jury had reached a verdict.",
    "a copyright case": "Copyright law protects the shape of the spoon, the company argued.",
    "an ad case": "Advertisements for the fund misled investors, the regulator found.",
    "sharing": "Share prices fell after the verdict.",
    "reading": "Read together, the two clauses leave the tenant with nothing.",
    "subscribers": "Subscribers to the service were billed twice, according to the complaint.",
    "following": "Follow the money, prosecutors told the jury, and it ends on his own account.",
    "who was followed": "She began to follow him on Instagram in May, and in June she moved to his street.",
    "watching": "Watch commanders testified for two days.",
    "a photograph": "The photo shows the defendant at the pier, the affidavit says.",
    "brackets with a name": "The vote was 7-2 (Justice Oren wrote for herself).",
    "brackets with a paper": "The deal was first reported on Tuesday (the Lantern had the memo).",
    "cookies": "We use cookies as bait, the warden wrote.",
    "filed under": "Filed under seal in March, the motion was opened on Monday.",
    "a question": "Who has information that the state does not?",
    "a tip that led": "A tip led officers to the barn.",
    "donations": "Your donation, the letter said, would free an innocent man. It bought a boat.",
    "a question and a date": "What do you think? He had no answer.",
    "a source in brackets": "Emissions fell by half in nine years, the agency found (EPA 2024).",
    "a company that covers": "Marlow Mutual covers auto and home in the lower counties.",
    "a company at home": "Vale & Daughters is based in Marlow, Ohio.",
    "a heading on copyright": "Copyright Law in a Fragmented World",
    "a lone word": "Guilty.",
    "an updated rule": "Updated rules took effect in March.",
    "a sentence with via": "The order came via Getty, Ohio.",
    "German prose": "Der Newsletter, um den gestritten wird, ging an vier Personen.",
}


@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE.keys())
def test_prose_survives(text: str) -> None:
    assert match(text) is None


FURNITURE = {
    "Love true crime? Sign up for our newsletter, The Gavel, to get stories in your inbox.": "newsletter",
    "Inset: Corin Vale on “Harbor Talk” (WQRT). Background: The pier (Marlow County/YouTube).": "caption",
    "Left: Dana Quill (Lantern). Right: Corin Vale (Police Handout).": "caption",
    "FILE – Judge Oren Tate leaves the courthouse, the day after he ruled.": "caption",
    "Protesters outside the harbor court on Friday. (AP Photo/Dana Quill)": "caption",
    "Judge Oren Tate, who said he was moved, leaves the court. (Dana Quill/Lantern via AP)": "caption",
    "Corin Vale is led out of court on May 3. (AP)": "caption",
    "Booking photo of Corin Vale (Marlow County Sheriff's Office)": "caption",
    "Photo by Dana Quill/Getty Images": "credit",
    "[Feature Photo: Corin Vale/Police Handout]": "credit",
    "Read more: “I never saw a goose,” says witness": "related",
    "Related: Ferry toll is upheld": "related",
    "The post Ferry toll is upheld appeared first on The Docket Ledger.": "related",
    "Watch: Deputies describe the search": "player",
    "0:00 / 1:23": None,  # digits alone are no wording: the place on the page tells
    "Listen to this article": "player",
    "Filed under: Courts, Ferries": "tags",
    "Got a tip? Write to courts@docketledger.example.": "tip",
    "Do you know more about this story? Send tips to courts@docketledger.example.": "tip",
    "Dana Quill and Corin Vale are reporters at The Docket Ledger.": "bio",
    "Already registered? Log in to keep reading.": "paywall",
    "Share this article with a friend who files on time.": "share",
    "Foto: Dana Quill/Lantern": "credit",
    "Want more stories like this one? Join the 40,000 readers who get The Gavel.": "newsletter",
    "Our Standards: The Lantern Principles of Trust.": "legal",
    "© 2026 Docket Ledger LLC": "legal",
    "This site is protected by reCAPTCHA and the privacy policy applies.": "legal",
    "Attorney Advertising": "legal",
    "Follow us on Instagram and X.": "share",
    "Dana Quill is a senior courts reporter for The Docket Ledger.": "bio",
    "About the author: Dana Quill has covered courts since 2009.": "bio",
    "Published October 2, 2026 at 4:05 PM ET": "date",
    "By Dana Quill, Staff Writer": "byline",
    "Subscribe now to read the full story.": "paywall",
    "Become a member to support our journalism today.": "ad",
}


@pytest.mark.parametrize(("text", "kind"), FURNITURE.items(), ids=FURNITURE.keys())
def test_furniture_is_struck_as_its_kind(text: str, kind: str | None) -> None:
    struck = match(text)
    assert (struck.kind if struck is not None else None) == kind


def test_a_speaker_makes_prose_of_a_promotion() -> None:
    line = "Sign up for our newsletter and win a goose"
    assert (match(f"{line}."), match(f"{line}, the flyer said.")) == (match(line), None)


def test_folding() -> None:
    assert fold(" “It’s —\u00a0a\n test” ") == '"It\'s - a test"'


@pytest.mark.parametrize("text", ["", " ", "…", "\x00", "12", "\ud800", "法院周二驳回了诉讼。"])
def test_text_without_words_is_nothing(text: str) -> None:
    assert (match(text), name(text)) == (None, None)


def test_marks_name_the_rule() -> None:
    blocks = cut_text("The jury left.\n\nAdvertisement\n\nRelated: Ferry toll is upheld")
    assert mark(blocks) == {
        1: Mark("ad", "wording:ad-label"),
        2: Mark("related", "wording:related-labelled"),
    }
