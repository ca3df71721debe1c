"""Lines between the headline and the story that say who wrote it, or when, in markup that tells nothing."""

from __future__ import annotations

import pytest

from cleaners import Cleaned, clean

FIRST = (
    "The county court ruled on Tuesday that the lease ended in May, and that the tenant owes no rent since."
)
STORY = (
    FIRST,
    "The owner said he would appeal the ruling to the state court within thirty days, as the law allows.",
    "A hearing on costs has been set for the second week of June, when both sides may file their papers.",
)


def cleaned(*lines: str, head: str = "", below: str = "") -> Cleaned:
    story = "".join(f"<p>{line}</p>" for line in (*lines, *STORY))
    page = f"<html><head><title>Court ends a lease</title>{head}</head><body><h1>Court ends a lease</h1>{story}{below}</body></html>"
    return clean(page, url="https://ledger.example/2024/05/03/court-ends-a-lease")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Dana Quill", "byline"),
        ("By DANA QUILL", "byline"),
        ("By Dana Quill and Corin Vale", "byline"),
        ("By Dana Quill, Docket Ledger", "byline"),
        ("Reporting by Dana Quill", "byline"),
        ("Published by Dana Quill on May 3, 2024", "byline"),
        ("Von Dana Quill", "byline"),
        ("Por Dana Quill y Corin Vale", "byline"),
        ("Par Dana de la Quill", "byline"),
        ("Par Dana Quill avec AFP", "byline"),
        ("By Staff", "byline"),
        ("Staff report", "byline"),
        ("Redazione", "byline"),
        ("Par la rédaction", "byline"),
        ("May 3, 2024", "date"),
        ("Friday, May 3, 2024", "date"),
        ("Dana Quill | May 3, 2024", "byline"),
        ("Dana Quill, 3 mai 2024", "byline"),
        ("Montag, 4. Mai 2026", "date"),
        ("3 de mayo de 2024 a las 10:30", "date"),
        ("2 października 2026", "date"),
    ],
)
def test_a_byline_or_a_date_under_the_headline_goes(line: str, kind: str) -> None:
    result = cleaned(line)
    assert result.text.startswith(FIRST)
    assert [cut.kind for cut in result.removals if cut.text == line] == [kind]


def test_a_bare_name_goes_where_the_page_states_it_as_the_authors() -> None:
    assert cleaned("Dana Quill", head='<meta name="author" content="Dana Quill">').text.startswith(FIRST)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the jury had reached a verdict",
        "By midnight, police had left.",
        "On May 3, 2024, the clerk sealed the file.",
        "Von Monat zu Monat stieg die Miete",
        "Montag, 4. Mai 2026, zehn Uhr, Saal drei",
        "Dana Quill, 3 May 1931 – 2 June 2026",
        "Dana Quill, May 3, 1931",
        "12. Mai 1931",
        "Staff were told to leave",
    ],
)
def test_a_short_first_line_of_the_story_stays(line: str) -> None:
    assert line in cleaned(line).text


def test_within_the_story_and_below_it_such_lines_may_be_its_own() -> None:
    result = cleaned(FIRST, "May 3, 2024", below="<p>Dana Quill</p>")
    assert "May 3, 2024" in result.text


@pytest.mark.parametrize("line", ["<p>May {}, 2024</p>", "<p>{} mai 2024</p>", "<p><b>{}/5/2024</b></p>"])
def test_a_date_above_the_first_entry_of_a_chronicle_stays_as_the_others_do(line: str) -> None:
    entries = "".join(f"{line.format(day)}<p>{text}</p>" for day, text in enumerate(STORY, 20))
    result = clean(f"<title>Court ends a lease</title><h1>Court ends a lease</h1>{entries}")
    assert len(result.text.split("\n\n")) == 2 * len(STORY)


@pytest.mark.parametrize("line", ["<h3>May {}, 2024, 9:15 p.m.</h3>", "<p>{}/05/2024 21:15</p>"])
def test_days_and_times_of_a_chronicle_stay(line: str) -> None:
    entries = "".join(f"{line.format(day)}<p>{text}</p>" for day, text in enumerate(STORY, 20))
    result = cleaned(below=entries)
    assert [removal for removal in result.removals if removal.kind == "date"] == []
    assert len(result.text.split("\n\n")) == 3 * len(STORY)


def test_days_and_times_of_a_chronicle_stay_in_dirty_text() -> None:
    lines = [line for day, text in enumerate(STORY, 20) for line in (f"May {day}, 2024, 9:15 p.m.", text)]
    result = clean("\n\n".join(("Court ends a lease", *lines)), content_type="text/plain")
    assert [removal for removal in result.removals if removal.kind == "date"] == []


def test_two_days_and_times_are_no_chronicle() -> None:
    result = cleaned("05/20/2024 14:30", below=f"<p>05/21/2024 14:30</p><p>{STORY[1]}</p>")
    assert [removal.kind for removal in result.removals if removal.kind != "title"] == ["date", "date"]
