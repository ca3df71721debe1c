"""What an address leads to, told from the address alone.

No site's own sections or slugs are known here: only what publishing systems put into addresses (dates,
numbers, slugs of many words, `/tag/`, `/author/`, `/page/2/`) and the names that sites of all kinds give to
the pages about themselves. Where that does not tell, the answer is `unknown`, and the page decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal, TypeAlias
from urllib.parse import parse_qsl, unquote, urlsplit

from cleaners.addresswords import (
    AUTHORS,
    FEED_FILES,
    GROUPS,
    MEDIA,
    MEDIA_FILES,
    NEVER_STORIES,
    PAGE_FILES,
    PAGE_QUERIES,
    SEARCH,
    SEARCH_QUERIES,
    SECTIONS,
    STATIC,
    STORIES,
    STORY_FILES,
    STORY_QUERIES,
    TAGS,
)

AddressKind: TypeAlias = Literal[
    "article", "listing", "tag", "author", "static", "media", "search", "feed", "unknown"
]
"""What an address leads to. `listing` is a front, a section, a category or an archive; `tag` a list by topic;
`static` a page about the site itself; `media` a picture, a film, a document or a page around one; `feed` also
a sitemap. `unknown` says that the evidence does not tell."""

LISTS: Final[frozenset[AddressKind]] = frozenset({"listing", "tag", "author", "search"})
"""Kinds that lead to articles instead of holding one."""

MAX_LENGTH: Final = 8_000
"""Longer addresses are not read, in characters: four times what the sitemap protocol allows."""

_FEED_FORMATS: Final = frozenset({"rss", "rss2", "atom"})
_LANGUAGE: Final = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_MONTH: Final = re.compile(
    r"0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec"
    r"|(?:janu|febru)ary|march|april|june|july|august|(?:septem|octo|novem|decem)ber"
)
_DAY: Final = re.compile(r"0?[1-9]|[12]\d|3[01]")
_WHOLE_DATE: Final = re.compile(r"(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])(?!\d)")
_NUMBERED: Final = re.compile(r"(?:page|seite|pagina)-?\d{1,5}|p\d{1,5}")
_NUMBER: Final = re.compile(r"\d{3,}")
_DIGITS: Final = re.compile(r"\d{5,}")
_LONG_ID: Final = re.compile(
    r"(?=[a-z]*\d)[0-9a-z]{10,}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|[a-z]{0,5}[-_]?\d{5,}"
)
_WORDS: Final = re.compile(r"[-_+\s.,']+|%20")


def classify(url: str) -> AddressKind:
    """What an absolute http(s) address leads to, as far as it tells; `unknown` for any other. Never raises.

    >>> classify("https://news.example/2026/10/02/judge-rules-on-appeal/")
    'article'
    >>> classify("https://news.example/tag/appeals/page/2/")
    'listing'
    """
    if len(url) > MAX_LENGTH:
        return "unknown"
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return "unknown"
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return "unknown"
    segments = [segment for part in parts.path.split("/") if (segment := unquote(part).strip().lower())]
    query = {key.lower(): value for key, value in parse_qsl(parts.query, max_num_fields=None)[:50]}
    extension = ""
    if segments:
        name, dot, ending = segments[-1].rpartition(".")
        if dot and name and ending.isalnum() and len(ending) <= 8:
            extension = ending
    if extension in {"gz", "txt"} and "sitemap" in segments[-1]:
        return "feed"
    if extension in MEDIA_FILES:
        return "media"
    if _is_feed(segments, extension, query):
        return "feed"
    if extension in PAGE_FILES:
        segments[-1] = segments[-1].rpartition(".")[0]
        if segments[-1] in {"index", "default", "home"}:
            segments.pop()
    while segments and _LANGUAGE.fullmatch(segments[0]) and segments[0] not in {"p", "a", "by", "us", "uk"}:
        segments.pop(0)
    return _by_query(segments, query) or _by_path(segments, query, extension)


def _is_feed(segments: Sequence[str], extension: str, query: dict[str, str]) -> bool:
    if query.get("feed") or any(query.get(key) in _FEED_FORMATS for key in ("f", "format", "output")):
        return True
    if not segments:
        return False
    if segments[-1] in {"feed", "rss", "atom", "rss2"}:
        return True
    if extension in FEED_FILES:
        return True
    return "outboundfeeds" in segments or segments[:3] == ["feeds", "posts", "default"]


def _by_query(segments: Sequence[str], query: dict[str, str]) -> AddressKind | None:
    if segments and segments[0] in SEARCH and segments[1:2] != ["label"]:
        return "search"
    if not segments:
        if SEARCH_QUERIES & query.keys():
            return "search"
        if _names_story(query):
            return "article"
        return "tag" if "tag" in query else "author" if "author" in query else "listing"
    if segments[-1] in SEARCH:
        return "search"
    return None


def _by_path(segments: list[str], query: dict[str, str], extension: str) -> AddressKind:
    if segments[0] in NEVER_STORIES and len(segments) <= 3:
        return "static"
    if len(segments) >= 2 and (
        (segments[-2] in {"page", "seite", "pagina"} and segments[-1].isdigit())
        or _NUMBERED.fullmatch(segments[-1])
    ):
        return "listing"
    if segments[0] == "page" and len(segments) == 2 and segments[1].isdigit():
        return "listing"
    if segments[0] in MEDIA or (len(segments) > 1 and segments[1] in MEDIA):
        return "media"
    dated = _dated(segments)
    if dated is not None:
        return dated
    if (group := _grouped(segments)) is not None:
        return group
    if extension in STORY_FILES or _is_story(segments, query):
        return "article"
    if all(segment in STATIC for segment in segments):
        return "static"
    if all(segment in SECTIONS for segment in segments) or (
        # one page of a list, unless another parameter numbers a story
        PAGE_QUERIES & query.keys()
        and not any(_NUMBER.fullmatch(value) for key, value in query.items() if key not in PAGE_QUERIES)
    ):
        return "listing"
    return "unknown"


def _dated(segments: Sequence[str]) -> AddressKind | None:
    """A date and something after it is a story; a date alone is an archive."""
    for place, segment in enumerate(segments):
        if _YEAR.fullmatch(segment):
            rest = list(segments[place + 1 :])
            if rest and _MONTH.fullmatch(rest[0]):
                rest.pop(0)
                if rest and _DAY.fullmatch(rest[0]):
                    rest.pop(0)
                if rest:
                    return "article"
                # /slug-of-some-words/2026/10: the date stands behind the story
                return "article" if place and _count(segments[place - 1]) >= 4 else "listing"
            if not rest:
                return "article" if place and _count(segments[place - 1]) >= 4 else "listing"
            if _count(rest[-1]) >= 3:
                return "article"
        elif (match := _WHOLE_DATE.match(segment)) and (segment[match.end() :] or segments[place + 1 :]):
            return "article"
    return None


def _grouped(segments: Sequence[str]) -> AddressKind | None:
    """Lists by topic, category or author: the announcing segment and a short name after it."""
    for place, segment in enumerate(segments[:3]):
        rest = segments[place + 1 :]
        if segment in TAGS:
            # some sites file their stories below topics: /topics/courts/how-an-appeal-is-decided
            return None if len(rest) >= 2 and _count(rest[-1]) >= 3 else "tag"
        if segment in GROUPS and (rest or place == 0):
            return None if rest and _count(rest[-1]) >= 4 else "listing"
        if segment in AUTHORS and rest and place <= 1:
            return "author" if len(rest) <= 2 and _count(rest[-1]) <= 4 else None
    if segments[0].startswith("@") and len(segments) == 1:
        return "author"
    return None


def _is_story(segments: Sequence[str], query: dict[str, str]) -> bool:
    last = segments[-1]
    if any(segment in STORIES for segment in segments[:-1]) and last not in SECTIONS:
        return True
    if _names_story(query):
        return True
    count = _count(last)
    if count >= 4 or (count >= 2 and _DIGITS.search(last)):
        return True
    if _LONG_ID.fullmatch(last):
        return True
    # an identifier before the slug: /492621/judge-rules, or after it: /judge-rules-on-appeal/b9565ae08a1e1593
    return len(segments) >= 2 and count >= 2 and bool(_LONG_ID.fullmatch(segments[-2]))


def _names_story(query: dict[str, str]) -> bool:
    return any(query.get(key, "").isdigit() for key in STORY_QUERIES)


def _count(segment: str) -> int:
    """Words of a slug; letters of scripts without blanks count by their number."""
    if segment.isascii():
        return sum(1 for word in _WORDS.split(segment) if word)
    return max(sum(1 for word in _WORDS.split(segment) if word), len(segment) // 6)
