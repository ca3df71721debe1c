"""The settings that a crawl goes by, looked at before it starts: a wrong one is named, with what to give."""

from __future__ import annotations

import logging
import math
from pathlib import Path
from typing import Any, Final

from scrapy.settings import BaseSettings

from crawler import settings as ours
from output.shards import COMPRESSIONS

_CHOICES: Final = {"SHARD_COMPRESSION": COMPRESSIONS, "SUMMARY": ("table", "line")}


def wrong_setting(settings: BaseSettings) -> str | None:
    """What is wrong with the value of one of our settings or with the log's, None where nothing is.

    Numbers are those that `crawler.settings` has as numbers, switches those that it has as True or False.
    """
    for name, usual in vars(ours).items():
        if not name.isupper() or isinstance(usual, str):
            continue
        if isinstance(usual, bool):
            if not _is_switch(settings, name):
                return f"{name}={settings[name]}: give True or False"
        elif isinstance(usual, int | float) and not _is_number(settings.get(name, 0), type(usual)):
            return f"{name}={settings[name]}: give a {'whole ' * isinstance(usual, int)}number, 0 or more"
    for name, choices in _CHOICES.items():
        if settings[name] not in choices:
            return f"{name}={settings[name]}: give one of {', '.join(choices)}"
    if not _are_numbers(settings, "ROBOTSTXT_RETRY_DELAYS"):
        delays = settings["ROBOTSTXT_RETRY_DELAYS"]
        return f"ROBOTSTXT_RETRY_DELAYS={delays}: give numbers of seconds, parted by commas"
    level = settings["LOG_LEVEL"]
    if not isinstance(level, int) and str(level) not in logging.getLevelNamesMapping():
        return f"LOG_LEVEL={level}: give one of CRITICAL, ERROR, WARNING, INFO, DEBUG"
    return _wrong_file(settings["LOG_FILE"])


def _wrong_file(name: object) -> str | None:
    if not name:
        return None
    if not isinstance(name, str | Path):
        return f"LOG_FILE={name}: give the name of a file"
    if Path(name).is_dir():
        return f"LOG_FILE={name}: this is a folder, give the name of a file"
    if not Path(name).parent.is_dir():
        return f"LOG_FILE={name}: there is no folder {Path(name).parent}"
    return None


def _are_numbers(settings: BaseSettings, name: str) -> bool:
    try:
        return all(_is_number(each, float) for each in settings.getlist(name))
    except TypeError:  # no list at all
        return False


def _is_switch(settings: BaseSettings, name: str) -> bool:
    try:
        settings.getbool(name)
    except ValueError:
        return False
    return True


def _is_number(value: Any, kind: type[int | float]) -> bool:  # noqa: ANN401 - whatever a setting may be
    try:
        number = kind(value)
    except (ValueError, TypeError, OverflowError):
        return False
    return number >= 0 and math.isfinite(number)
