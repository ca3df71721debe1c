"""Wording about who wrote a story and when: bylines, dates, biographies."""

from __future__ import annotations

from typing import Final

from cleaners.evidence.wording.row import MAX_WORDS, MONTH, MONTHS, NAME, NAMES, Row, row

_ROLE: Final = (
    r"(?:journalist|reporter|editor(?:-in-chief)?|correspondent|columnist|staff writer|contributor|writer"
    r"|blogger|news anchor|photojournalist|editorial (?:writer|director|assistant))"
)
_DAY: Final = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
YEARS: Final = " ".join(str(year) for year in range(1995, 2041))
_DATE: Final = (
    rf"(?:{_DAY}[,.]{{0,2}} )?"
    rf"(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:at )?\d{{4}}|\d{{1,2}}(?:st|nd|rd|th"
    rf"|\.)? {MONTH},? \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})"
)
_TIME: Final = (
    r"(?:[ ,|@T-]{1,3}(?:at )?\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,4}\)?)?)?"
)
# The time before a date, as some bylines have it.
_CLOCK: Final = r"(?:\d{1,2}:\d{2} ?(?:[ap]\.?m\.?)?,? (?:on )?)?"

BYLINE: Final[tuple[Row, ...]] = (
    row(
        "byline-labelled",
        "byline",
        "written posted reported story words",
        rf"^(?:written|posted|reported|story|words|article|text) by ?:? ?{NAMES}(?:(?:,| and"
        rf"| &) {NAMES}){{0,3}}(?:[ ,|-]{{1,3}}(?:on |posted on )?{_DATE}{_TIME})?\.?$",
        max_words=16,
        strikes="Written by Dana Quill and Corin Vale",
        keeps="Written by hand, the will named nobody.",
    ),
    row(
        "byline-role",
        "byline",
        "by",
        rf"^by {NAMES}(?:(?:,| and| &) {NAMES}){{0,3}}[ ,|/-]{{1,3}}(?:the )?(?:\w{{1,20}} ){{0,4}}"
        rf"(?:{_ROLE}|{_DATE}{_TIME}|associated press|reuters)\b.{{0,40}}$",
        max_words=18,
        strikes="By Dana Quill, Staff Writer",
        keeps="By Monday the jury had reached a verdict.",
    ),
)

DATE: Final[tuple[Row, ...]] = (
    row(
        "date-labelled",
        "date",
        f"published posted updated modified created publish released {MONTHS}",
        r"^(?:(?:first |originally |last )?(?:published|posted|updated|modified|created|reviewed"
        rf"|publish date|release date)(?: date)?)(?: ?: ?| on | at | )(?:on )?{_DATE}{_TIME}"
        r"(?:[ ,|/.-]{1,4}(?:updated|modified|last updated|published|\d{1,2} min)\b.{0,60})?\.?$",
        max_words=22,
        strikes="Published October 2, 2026 at 4:05 PM ET",
        keeps="On October 2, 2026, the clerk sealed the file.",
    ),
    row(
        "date-stamp",
        "date",
        YEARS,
        # nothing but a day and a time of it
        rf"^(?:{_DAY}[,.]{{0,2}} )?(?:{_DATE}|\d{{1,2}}-\d{{1,2}}-\d{{4}})[ ,|T-]{{1,3}}(?:at |um "
        rf"|à )?\d{{1,2}}[:.h]\d{{2}}"
        r"(?::\d{2})?(?: ?(?:[ap]\.?m\.?|uhr|hrs?|h))?(?: ?\(?[A-Z]{2,4}\)?)?$",
        max_words=9,
        strikes="05/02/2026 14:30",
        keeps=(
            "05/02/2026: The clerk sealed the file at 14:30.",
            "On 5 February 2026 at 14:30 the gate was open.",
        ),
    ),
    row(
        "date-time",
        "date",
        "updated published posted",
        r"^(?:last )?(?:updated|published|posted)(?: ?:| at)? \d{1,2}[:.]\d{2} ?(?:[ap]\.?m\.?)?"
        r"(?: ?[a-z]{2,4})?\.?$",
        max_words=6,
        strikes="Updated at 1:23 p.m.",
        keeps="Updated at nine, the ledger showed a gap.",
    ),
    row(
        "date-ago",
        "date",
        "ago",
        r"^(?:(?:published|posted|updated|last updated)\b ?:? ?.{0,30})?\b\d{1,3} ?(?:seconds?|minutes?"
        r"|mins?|hours?|hrs?|h|m|d|days?|weeks?|months?|years?) ago$",
        max_words=10,
        strikes="Updated 3 hours ago",
        keeps="The barn burned down 3 years ago, in the fall of the dry summer.",
    ),
)

BIO: Final[tuple[Row, ...]] = (
    row(
        "bio-role",
        "bio",
        "journalist reporter editor correspondent columnist writer contributor blogger anchor "
        "photojournalist director assistant journalists reporters editors correspondents writers",
        rf"^(?!(?:justice|judge|chief|the|this|that|it|he|she|they|who|former)\b){NAME} {NAMES},?"
        rf"(?: and {NAME} {NAMES})? (?:is|are|was|were|has been|serves as|works as)"
        rf" (?:an? |the |our )?(?:[\w'/&-]{{2,25}},? ){{0,7}}{_ROLE}s?\b"
        r"(?: (?:for|at|with|of|on|covering|based|who|and|in) |[.,;])",
        max_words=MAX_WORDS,
        strikes="Dana Quill is a senior reporter for The Docket Ledger.",
        keeps=(
            "Justice Alba Reyes is the most senior member of the court and a former reporter.",
            "Corin Vale is a free man, the reporter at the door told us.",
        ),
    ),
    row(
        "bio-covers",
        "bio",
        "covers writes reports",
        rf"^(?!(?:justice|judge|the)\b){NAME} {NAMES} (?:(?:covers|reports on)\b[^?!]{{3,160}} for"
        rf"|writes (?:about\b[^?!]{{3,160}} for|for)|reports for) (?:the )?{NAME}[^?!]{{0,200}}$",
        max_words=60,
        strikes="Dana Quill covers the appeals courts for The Docket Ledger.",
        keeps="The insurer covers theft for its members only, the policy says.",
    ),
    row(
        "bio-about",
        "bio",
        "about author",
        r"^(?:about the authors?|about the writer|author bio)\b ?[:.-] ?\S",
        max_words=MAX_WORDS,
        strikes="About the author: Dana Quill has covered courts since 2009.",
        keeps="About the author nothing is known.",
    ),
    row(
        "bio-contributed",
        "credit",
        "contributed",
        rf"^(?:the )?{NAMES}(?:'s?)?[^.?!\"]{{0,120}}\bcontributed (?:(?:to|from) (?:this|the) (?:report"
        r"|story|article|post)|(?:additional )?reporting(?: (?:to|for) (?:this"
        rf"|the) \w{{1,10}})?(?: from {NAME}[^.?!\"]{{0,40}})?)\.?$",
        max_words=32,
        strikes="Dana Quill contributed to this report.",
        keeps="The company contributed to the campaign, then asked for a refund.",
    ),
)

PEOPLE: Final = (*BYLINE, *DATE, *BIO)

NAMING_PEOPLE: Final[tuple[Row, ...]] = (
    row(
        "byline-any",
        "byline",
        "by",
        r"^(?:(?:posted|written|reported|words|story) )?by:? (?-i:[A-Z])[^.?!]{2,80}$",
        max_words=14,
        strikes="By Dana Quill | Courts",
        keeps="By Monday the jury had reached a verdict.",
    ),
    row(
        "byline-dated",
        "byline",
        f"{MONTHS} by",
        # "Dana Quill October 2, 2026", "October 2, 2026 by Dana Quill"
        rf"^(?:(?!published|posted|updated|modified|last|{MONTH}|{_DAY}){NAMES}[ ,|•·-]{{1,3}}{_CLOCK}{_DATE}"
        rf"|(?:posted (?:on )?)?{_DATE}{_TIME}[ ,|•·/-]{{1,3}}by {NAME}).{{0,60}}$",
        max_words=16,
        strikes="Dana Quill 4:05 PM on October 2, 2026",
        keeps="The clerk sealed the file on October 2, 2026.",
    ),
    row(
        "date-figures",
        "date",
        YEARS,
        rf"^(?:{_DAY}[,.]{{0,2}} )?(?:\d{{1,2}}([/.-])\d{{1,2}}\1\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})\.?$",
        max_words=3,
        strikes="25/02/2026",
        keeps="Docket 25/02/2026-CR was sealed.",
    ),
    row(
        "date-any",
        "date",
        f"{MONTHS} published updated posted",
        rf"^(?:\w{{2,12}} ?:? ?(?:on |at )?)?{_DATE}{_TIME}.{{0,40}}$",
        max_words=14,
        strikes="Friday, October 2, 2026",
        keeps="The clerk sealed the file on October 2, 2026.",
    ),
    row(
        "date-updated",
        "date",
        "published posted updated modified",
        r"^(?:[\w. ]{2,30} \| )?(?:last |first )?(?:published|posted|updated|modified)(?: on| at)?\b"
        rf"[ :-]{{0,3}}[^?!]{{0,40}}?(?:{_DATE}|{_DAY} \d{{1,2}}:\d{{2}})[^?!]{{0,80}}$",
        max_words=20,
        strikes="Updated 5:27 am CST, Wednesday, October 2, 2026",
        keeps="The clerk updated the file on October 2, 2026.",
    ),
)
