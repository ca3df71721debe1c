"""Names, dates, credits and text: the parts that metadata is read with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from cleaners.metadata import authors, dates
from cleaners.metadata.authors import Byline
from cleaners.metadata.credits import split_credit
from cleaners.metadata.links import absolute
from cleaners.metadata.plain import key_of, node_text, plain

BYLINES = [
    ("Jane Doe", ["Jane Doe"], []),
    ("By JANE DOE, Staff Writer", ["Jane Doe"], []),
    ("Jane Doe and John Q. Public Jr.", ["Jane Doe", "John Q. Public Jr."], []),
    ("Jane Doe, John Roe and Mary Major", ["Jane Doe", "John Roe", "Mary Major"], []),
    ("Jane Doe, John Roe, & Mary Major", ["Jane Doe", "John Roe", "Mary Major"], []),
    ("A. B. Smith; Carl de la Cruz", ["A. B. Smith", "Carl de la Cruz"], []),
    ("Jane Doe with John Roe", ["Jane Doe", "John Roe"], []),
    ("María José Pérez-Gómez", ["María José Pérez-Gómez"], []),
    ("王小明", ["王小明"], []),
    ("Doe, Jane", ["Jane Doe"], []),
    ("O'BRIEN, Pat", ["Pat O'Brien"], []),
    ("JANE MCDONALD", ["Jane McDonald"], []),
    ("JOHN VAN DER BERG III", ["John van der Berg III"], []),
    ("J.D. DOE", ["J.D. Doe"], []),
    ("jane doe", ["Jane Doe"], []),
    ("Jane Doe, M.D., Ph.D.", ["Jane Doe"], []),
    ("Jane Doe, MS, RDN", ["Jane Doe"], []),
    ("Jane Doe, Jr.", ["Jane Doe Jr."], []),
    ("Jane Doe Staff Writer", ["Jane Doe"], []),
    ("Supreme Court reporter Jane Doe", ["Jane Doe"], []),
    ("By Joe White Courts Editor", ["Joe White"], []),
    ("Joe White, Senior Courts Reporter", ["Joe White"], []),
    ("Jane Doe White House Correspondent", ["Jane Doe"], []),
    ("Joe &quot;Ace&quot; White", ['Joe "Ace" White'], []),
    ('"Joe" White"', [], []),
    ("Jane Doe, Senior Legal Correspondent", ["Jane Doe"], []),
    ("Jane Doe | The Lantern", ["Jane Doe"], ["The Lantern"]),
    ("Jane Doe, Associated Press", ["Jane Doe"], ["Associated Press"]),
    ("By Jane Doe for The Daily Planet", ["Jane Doe"], []),
    ("Jane Doe The Associated Press", ["Jane Doe"], []),
    ("Jane Doe, Legal Affairs Correspondent", ["Jane Doe"], []),
    ("Jane Doe (AP)", ["Jane Doe"], []),
    ("Jane Doe @janedoe jane@doe.example", ["Jane Doe"], []),
    ("Posted by Jane Doe on March 3, 2020", ["Jane Doe"], []),
    ("Jane Doe - March 3, 2021", ["Jane Doe"], []),
    ("Jane Doe, CNN Business", ["Jane Doe"], ["CNN Business"]),
    ("By Jane Doe March 3, 2021", ["Jane Doe"], []),
    ("By Jane Doe Last Updated: 3 March 2021", ["Jane Doe"], []),
    ("By Jane Doe, 25 Sept. 2021", ["Jane Doe"], []),
    ("April May", ["April May"], []),
    ("Jane Doe First published on March 9th, 2026", ["Jane Doe"], []),
    ("Tuesday 9 March 2026 Jane Doe", ["Jane Doe"], []),
    ("Jane Doe 9 de marzo de 2026", ["Jane Doe"], []),
    ("Jane Doe am 9. März 2026", ["Jane Doe"], []),
    ("Submitted by Jane Doe", ["Jane Doe"], []),
    ("Submitted", [], []),
    ("Jane Doe Last Updated", ["Jane Doe"], []),
    ("Jane Doe; October", ["Jane Doe"], []),
    ("Autor/in: Jane Doe", ["Jane Doe"], []),
    ("Autor:in: Jane Doe", ["Jane Doe"], []),
    ("Autor/-in: Jane Doe", ["Jane Doe"], []),
    ("Autorinnen: Jane Doe", ["Jane Doe"], []),
    ("Autor: Jane Doe", ["Jane Doe"], []),
    ("Von Jane Doe", ["Jane Doe"], []),
    ("Von Doe", ["Von Doe"], []),
    ("Reuters Staff", [], ["Reuters"]),
    ("Lantern.com staff", [], ["Lantern.com"]),
    ("The Associated Press", [], ["The Associated Press"]),
    ("Editorial Board", [], ["Editorial Board"]),
    ("Staff Reports", [], []),
    ("Web Desk", [], []),
    ("admin", [], []),
    ("jdoe", [], []),
    ("jane@doe.example", [], []),
    ("https://lantern.example/author/jane-doe", [], []),
    ("January 2, 2026", [], []),
    ("", [], []),
    (" , ; | ", [], []),
    ("word " * 100, [], []),
]


@pytest.mark.parametrize(("stated", "persons", "bodies"), BYLINES)
def test_bylines(stated: str, persons: list[str], bodies: list[str]) -> None:
    assert authors.read([stated]) == Byline(tuple(persons), tuple(bodies))


def test_each_author_once_in_order() -> None:
    assert authors.read(["Jane Doe", "John Roe", "JANE DOE"]).persons == ("Jane Doe", "John Roe")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://x.example/author/jane-doe", "Jane Doe"),
        ("https://x.example/staff/jane_q_doe/", "Jane Q Doe"),
        ("https://x.example/author/jane-doe/feed?x=1", "Jane Doe"),
        ("https://x.example/author/newsroom", ""),
        ("https://x.example/author/news-desk", ""),
        ("https://x.example/jane-doe", ""),
        ("http://[", ""),
    ],
)
def test_names_in_profile_addresses(url: str, name: str) -> None:
    assert authors.from_profile(url) == name


@given(st.text(max_size=200))
def test_no_byline_raises(text: str) -> None:
    for name in (*authors.read([text]).persons, *authors.read([text]).bodies):
        assert name == name.strip() != ""


def zone(hours: float) -> timezone:
    return timezone(timedelta(hours=hours))


DATES = [
    ("2026-01-02", datetime(2026, 1, 2, tzinfo=UTC)),
    ("20260102", datetime(2026, 1, 2, tzinfo=UTC)),
    ("2026/1/2 16:05", datetime(2026, 1, 2, 16, 5, tzinfo=UTC)),
    ("2026-01-02T03:04:05Z", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
    ("2026-01-02T03:04:05.123456789Z", datetime(2026, 1, 2, 3, 4, 5, 123456, tzinfo=UTC)),
    ("2026-01-02T03:04:05+0000", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
    ("2026-01-02T03:04:05+05:30", datetime(2026, 1, 2, 3, 4, 5, tzinfo=zone(5.5))),
    ("2026-01-02 03:04:05 -0500", datetime(2026, 1, 2, 3, 4, 5, tzinfo=zone(-5))),
    ("2026-01-02T03:04:05\u221205:00", datetime(2026, 1, 2, 3, 4, 5, tzinfo=zone(-5))),
    ("2026-01-02T03:04:05-05:00[America/New_York]", datetime(2026, 1, 2, 3, 4, 5, tzinfo=zone(-5))),
    ("2026-01-02 4:05 PM", datetime(2026, 1, 2, 16, 5, tzinfo=UTC)),
    ("20260102T030405Z", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
    ("1767323045", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
    ("1767323045000", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
    ("Tue, 03 Nov 2026 16:05:00 GMT", datetime(2026, 11, 3, 16, 5, tzinfo=UTC)),
    ("Tue, 03 Nov 2026 16:05:00 EST", datetime(2026, 11, 3, 16, 5, tzinfo=zone(-5))),
    ("Tue Nov 03 16:05:00 EST 2026", datetime(2026, 11, 3, 16, 5, tzinfo=zone(-5))),
    ("Tue Nov 03 2026 16:05:00 GMT-0500 (Eastern)", datetime(2026, 11, 3, 16, 5, tzinfo=zone(-5))),
    ("Nov 3, 2026, 4:05 PM EST", datetime(2026, 11, 3, 16, 5, tzinfo=zone(-5))),
    ("Updated: 4:05 p.m. ET, Tue November 3, 2026", datetime(2026, 11, 3, 16, 5, tzinfo=zone(-5))),
    ("Updated July 3rd, 2026 at 11 AM PT", datetime(2026, 7, 3, 11, tzinfo=zone(-7))),
    ("12:00 AM Nov. 3, 2026", datetime(2026, 11, 3, tzinfo=UTC)),
    ("12:30 PM Nov. 3, 2026", datetime(2026, 11, 3, 12, 30, tzinfo=UTC)),
    ("3 November 2026 09:15 BST", datetime(2026, 11, 3, 9, 15, tzinfo=zone(1))),
    ("3. November 2026 um 14:20 MEZ", datetime(2026, 11, 3, 14, 20, tzinfo=zone(1))),
    ("3.11.2026", datetime(2026, 11, 3, tzinfo=UTC)),
    ("2 de marzo de 2026", datetime(2026, 3, 2, tzinfo=UTC)),
    ("13/04/2026 10:20", datetime(2026, 4, 13, 10, 20, tzinfo=UTC)),
    ("04/13/2026", datetime(2026, 4, 13, tzinfo=UTC)),
    ("03/04/2026", None),
    ("1970-01-01T00:00:00Z", None),
    ("0001-01-01T00:00:00", None),
    ("2026-02-31", None),
    ("2026-01-02T25:00:00", None),
    ("2026-01-02T03:04:05+99:00", None),
    ("9999999999999", None),
    ("yesterday", None),
    ("5 minutes ago", None),
    ("v1.2.3", None),
    ("", None),
]


@pytest.mark.parametrize(("stated", "moment"), DATES)
def test_dates(stated: str, moment: datetime | None) -> None:
    got = dates.parse(stated)
    assert got == moment
    assert got is None or (moment is not None and got.utcoffset() == moment.utcoffset())


@pytest.mark.parametrize(
    ("stated", "hours"),
    [
        ("2026-03-08 01:59 ET", -5),
        ("2026-03-08 03:00 ET", -4),
        ("2026-11-01 01:59 ET", -4),
        ("2026-11-01 02:00 ET", -5),
        ("2006-03-20 12:00 PT", -8),
        ("2006-10-28 12:00 PT", -7),
    ],
)
def test_us_daylight_saving_time(stated: str, hours: int) -> None:
    got = dates.parse(stated)
    assert got is not None
    assert got.utcoffset() == timedelta(hours=hours)


# wall-clock times, to which hypothesis adds a zone
_EARLIEST, _LATEST = (datetime.fromisoformat(day) for day in ("1990-01-02", "2099-12-30"))


@given(st.datetimes(_EARLIEST, _LATEST, timezones=st.sampled_from([UTC, zone(-5), zone(5.5)])))
def test_iso_dates_come_back(moment: datetime) -> None:
    assert dates.parse(moment.isoformat()) == moment


@given(st.text(max_size=60) | st.text(st.sampled_from(list("0123456789-/:.T +ZJanPMe,")), max_size=40))
def test_no_date_raises(text: str) -> None:
    got = dates.parse(text)
    assert got is None or got.tzinfo is not None


@pytest.mark.parametrize(
    ("path", "moment"),
    [
        ("/2026/01/02/ruling", datetime(2026, 1, 2, tzinfo=UTC)),
        ("/news/2026/jan/2/ruling", datetime(2026, 1, 2, tzinfo=UTC)),
        ("/news/2026-01-02-ruling", datetime(2026, 1, 2, tzinfo=UTC)),
        ("/20260102/ruling", datetime(2026, 1, 2, tzinfo=UTC)),
        ("/2026/COURTS/01/02/ruling/index.html", datetime(2026, 1, 2, tzinfo=UTC)),
        ("/2026/middle_east/01/02/ruling/index.html", datetime(2026, 1, 2, tzinfo=UTC)),
        ("/2026/us-courts/01/02/ruling/index.html", datetime(2026, 1, 2, tzinfo=UTC)),
        ("/2026/march/04/05/things-to-know", None),
        ("/2026/march/4/5-things-to-know", None),
        ("/2025-term/6-3-ruling", None),
        ("/journal/2024/volume/12/03/duty", None),
        ("/cases/2026/docket/12/25-cv-0123", None),
        ("/2026/01/ruling", None),
        ("/2026/courts/2/ruling", None),
        ("/2026/13/02/ruling", None),
        ("/1234567890", None),
        ("/docket/19991332-7", None),
    ],
)
def test_dates_in_addresses(path: str, moment: datetime | None) -> None:
    assert dates.from_path(path) == moment


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("The court in May. (Jane Doe/Agency via AP)", "The court in May.", "Jane Doe/Agency via AP"),
        (
            "FILE - The court, May 5, 2026. (AP Photo/Jane Doe, File)",
            "FILE - The court, May 5, 2026.",
            "AP Photo/Jane Doe, File",
        ),
        ("The court in May. Photograph: Jane Doe/Getty Images", "The court in May.", "Jane Doe/Getty Images"),
        ("The court in May. AP Photo/Jane Doe", "The court in May.", "AP Photo/Jane Doe"),
        ("The court in May. Getty Images", "The court in May.", "Getty Images"),
        ("The court | Credit: Jane Doe", "The court", "Jane Doe"),
        ("The court in May. Photo courtesy of the Doe family.", "The court in May.", "the Doe family"),
        ("The court in May © Jane Doe", "The court in May", "Jane Doe"),
        ("Jane Doe Submitted photo", "Jane Doe", "Submitted photo"),
        ("Photo: Jane Doe", "", "Jane Doe"),
        ("Photo by Jane Doe", "", "Jane Doe"),
        ("Jane Doe/Reuters", "", "Jane Doe/Reuters"),
        ("Getty Images", "", "Getty Images"),
        ("Counsel (left) leaves court.", "Counsel (left) leaves court.", ""),
        (
            "Jane Doe leaves court (chief of staff, right)",
            "Jane Doe leaves court (chief of staff, right)",
            "",
        ),
        ("She wrote about it on Facebook", "She wrote about it on Facebook", ""),
        ("A photo of the court.", "A photo of the court.", ""),
        ("", "", ""),
    ],
)
def test_credits(text: str, caption: str, credit: str) -> None:
    assert split_credit(text) == (caption, credit)


@given(st.text(max_size=300))
def test_no_caption_raises(text: str) -> None:
    caption, _ = split_credit(text)
    assert text.strip().startswith(caption)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a &amp;amp; b", "a & b"),
        ("&lt;em&gt;a&lt;/em&gt; b", "a b"),
        ("a < b > c", "a < b > c"),
        ("a<br/>b", "a b"),
        ("a<b>p</b>ple", "apple"),
        (" a\n\t\u00a0b\u200b ", "a b"),
        ("half \ud83d of a pair", "half \ufffd of a pair"),
        ("&#27;[2JCourt &#7;rules&#27;", "[2JCourt rules"),
        ("&#27;", ""),
    ],
)
def test_plain(value: str, text: str) -> None:
    assert plain(value) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h1>A<br>B</h1>", "A B"),
        ("<h1>A<i>p</i>ple</h1>", "Apple"),
        ("<h1><div>A</div>B</h1>", "A B"),
        ("<h1><div>A</div><div>B</div></h1>", "A B"),
        ("<h1>A<script>x</script></h1>", "A"),
        ("<h1><span>Courts</span><span>Board rules</span></h1>", "Courts Board rules"),
        ("<h1><span><a>Courts</a></span><span>Board</span></h1>", "Courts Board"),
        ("<h1>Mac<b>Lean</b> and Van<b>De</b>Kamp</h1>", "MacLean and VanDeKamp"),
        ("<h1><i>i</i><b>Phone</b></h1>", "iPhone"),
        ("<h1>a &lt;b&gt; c</h1>", "a <b> c"),
        ("<h1></h1>", ""),
    ],
)
def test_node_text(html: str, text: str) -> None:
    node = LexborHTMLParser(html).css_first("h1")
    assert node is not None
    assert node_text(node) == text


_LINK = st.lists(
    st.sampled_from(
        ["http://", "https://", "//", "/", "a.example", "b", ".", "..", "?", "#", ";", "x=1", ":80", "é", "["]
    ),
    max_size=7,
).map("".join)


@given(_LINK, st.sampled_from(["", "https://a.example/b/c?d", "http://a.example"]))
def test_a_link_is_joined_as_the_standard_library_does(link: str, base: str) -> None:
    try:
        joined = urljoin(base, link)
        whole = urlsplit(joined).netloc != "" and urlsplit(joined).scheme in ("http", "https")
    except ValueError:
        assert absolute(link, base) is None
        return
    if whole and link and not link.startswith("#"):
        assert absolute(link, base) == joined


@given(st.text(max_size=30))
def test_keys_hold_letters_and_digits_only(text: str) -> None:
    assert key_of(text) == "".join(char for char in text.casefold() if char.isalnum())
