from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from crawler.arguments import DEFAULT_MAX_PAGES, ArgumentError, Arguments, Window
from crawler.spiders.base import NewsSpider
from crawler.spiders.news import AnySiteSpider
from crawler.spiders.sample import SampleSpider

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-05-01", datetime(2026, 5, 1, tzinfo=UTC)),
        ("2026-05-01T08:30", datetime(2026, 5, 1, 8, 30, tzinfo=UTC)),
        ("2026-05-01T08:30+02:00", datetime(2026, 5, 1, 6, 30, tzinfo=UTC)),
        ("2026-05-01T08:30Z", datetime(2026, 5, 1, 8, 30, tzinfo=UTC)),
        (" 20260501 ", datetime(2026, 5, 1, tzinfo=UTC)),
        ("12h", NOW - timedelta(hours=12)),
        ("7d", NOW - timedelta(days=7)),
        ("2w", NOW - timedelta(days=14)),
        ("", None),
    ],
)
def test_since_is_read(text: str, moment: datetime | None) -> None:
    assert Arguments.read({"since": text}, NOW).window == Window(since=moment)


def test_until_holds_its_whole_day() -> None:
    window = Arguments.read({"until": "2026-05-01"}, NOW).window
    assert window.holds(datetime(2026, 5, 1, 23, 59, 59, tzinfo=UTC))
    assert not window.holds(datetime(2026, 5, 2, tzinfo=UTC))


def test_the_numbers_and_the_flag_are_read() -> None:
    read = Arguments.read({"max_articles": "5", "max_pages": "3", "full": "1"}, NOW)
    assert read == Arguments(max_articles=5, max_pages=3, full=True)
    assert Arguments.read({}, NOW) == Arguments(Window(), None, DEFAULT_MAX_PAGES, full=False)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"since": "yesterday"}, "since=yesterday is no date"),
        ({"until": "2026-13-01"}, "until=2026-13-01 is no date"),
        ({"since": "0001-01-01T00:00+14:00"}, "is no date"),
        ({"since": "7days"}, "since=7days is no date"),
        ({"since": "2026-05-02", "until": "2026-05-01"}, "later than until=2026-05-01"),
        ({"max_articles": "0"}, "max_articles=0 is no limit"),
        ({"max_articles": "-3"}, "max_articles=-3 is no limit"),
        ({"max_articles": "many"}, "max_articles=many is no limit"),
        ({"max_articles": "٣"}, "is no limit"),  # a digit of another script
        ({"max_pages": "1.5"}, "max_pages=1.5 is no limit"),
        ({"full": "perhaps"}, "full=perhaps is neither"),
        ({"max_article": "3"}, "max_article=… is not known"),
    ],
)
def test_what_is_wrong_is_said(given: dict[str, str], says: str) -> None:
    with pytest.raises(ArgumentError, match=says):
        Arguments.read(given, NOW)


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("published", "modified", "excluded"),
    [
        (None, None, False),
        (NOW, None, False),
        (NOW - 2 * DAY, NOW, True),  # an old story that was touched
        (None, NOW - 2 * DAY, True),
        (None, NOW + 9 * DAY, False),  # modified late, published who knows when
        (NOW + 2 * DAY, None, True),
        (NOW - DAY, None, False),  # both ends belong to it
        (NOW + DAY, None, False),
    ],
)
def test_an_entry_is_excluded_only_where_that_is_sure(
    *, published: datetime | None, modified: datetime | None, excluded: bool
) -> None:
    assert Window(NOW - DAY, NOW + DAY).excludes(published, modified) is excluded


def test_a_window_compares_moments_of_any_zone() -> None:
    east = timezone(timedelta(hours=9))
    assert Window(since=NOW).holds(datetime(2026, 5, 20, 21, tzinfo=east))
    assert not Window(since=NOW).holds(datetime(2026, 5, 20, 20, 59, tzinfo=east))


@pytest.mark.parametrize(
    ("spider", "given", "says"),
    [
        (AnySiteSpider, {"URL": "https://any.example/"}, r"-a URL=… .* url, since"),
        (SampleSpider, {"ports": "0"}, r"-a ports=… .* port, since"),
        (SampleSpider, {"name": "other"}, "would rename the site sample"),
    ],
)
def test_a_wrong_name_is_answered_with_the_spiders_own(
    spider: type[NewsSpider], given: dict[str, str], says: str
) -> None:
    with pytest.raises(ArgumentError, match=says):
        spider(**given)
