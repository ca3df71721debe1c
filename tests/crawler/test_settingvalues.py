"""Wrong settings are named before anything is asked of a site."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler import settings as ours
from crawler.settingvalues import wrong_setting


def settings(**changed: object) -> Settings:
    found = Settings({name: value for name, value in vars(ours).items() if name.isupper()})
    for name, value in changed.items():
        found.set(name, value)
    return found


def test_ours_are_right() -> None:
    assert wrong_setting(settings()) is None


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("HOST_MAX_ERRORS", "abc", "give a whole number, 0 or more"),
        ("HOST_MAX_ERRORS", "2.5", "give a whole number, 0 or more"),
        ("CLEANING_WORKERS", "-1", "give a whole number, 0 or more"),
        ("DOWNLOAD_DELAY", "soon", "give a number, 0 or more"),
        ("DOWNLOAD_DELAY", "-1", "give a number, 0 or more"),
        ("CRAWL_DELAY_MAX", "nan", "give a number, 0 or more"),
        ("ROBOTSTXT_OBEY", "perhaps", "give True or False"),
        ("SHARD_COMPRESSION", "brotli", "give one of none, gzip, zstd"),
        ("SUMMARY", "long", "give one of table, line"),
        ("LOG_LEVEL", "LOUD", "give one of CRITICAL, ERROR, WARNING, INFO, DEBUG"),
        ("LOG_LEVEL", "10", "give one of CRITICAL, ERROR, WARNING, INFO, DEBUG"),
        ("LOG_FILE", "/no/such/folder/crawl.log", "there is no folder /no/such/folder"),
        ("LOG_FILE", "/", "this is a folder, give the name of a file"),
        ("LOG_FILE", 5, "give the name of a file"),
        ("ROBOTSTXT_RETRY_DELAYS", "abc", "give numbers of seconds, parted by commas"),
        ("HOST_MAX_ERRORS", float("inf"), "give a whole number, 0 or more"),
        ("LOG_LEVEL", ["DEBUG"], "give one of CRITICAL, ERROR, WARNING, INFO, DEBUG"),
    ],
)
def test_a_wrong_one_is_named(name: str, value: object, said: str) -> None:
    assert wrong_setting(settings(**{name: value})) == f"{name}={value}: {said}"


def test_what_a_command_line_gives_as_text_is_right(tmp_path: Path) -> None:
    given = {"HOST_MAX_ERRORS": "0", "DOWNLOAD_DELAY": "2", "ROBOTSTXT_OBEY": "False", "LOG_LEVEL": "DEBUG"}
    assert wrong_setting(settings(**given, LOG_FILE=str(tmp_path / "crawl.log"))) is None
    assert wrong_setting(settings(LOG_FILE="crawl.log", LOG_LEVEL=10)) is None
