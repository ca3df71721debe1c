"""Section, tags and description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from cleaners.metadata import jsonld
from cleaners.metadata.page import Page
from cleaners.metadata.plain import key_of, plain, text_of, unique

MAX_TAGS: Final = 50
_LONGEST_TAG: Final = 80
_LONGEST_DESCRIPTION: Final = 1_000

# `type:article`, `_uuid:…`, `nid:123`: notes of a content system to itself.
_MACHINE_TAG = re.compile(r"^[\w.-]+:\S|^[a-z]+(?:_[a-z]+)+$|^[\d\W]+$|^@|^https?:|^[0-9a-f-]{20,}$")
_NO_SECTION: Final = frozenset(("", "all", "home", "homepage", "uncategorized", "article"))
_SECTION_META: Final = (
    "article:section",
    "parsely-section",
    "cxenseparse:section",
    "section",
    "category",
    "article.section",
)


def section(page: Page) -> str | None:
    """The section as JSON-LD, meta, microdata or the breadcrumb name it."""
    stated = [
        *_texts(jsonld.values(page.article, "articlesection")),
        *page.meta(*_SECTION_META),
        *page.item("articlesection"),
    ]
    for text in (*stated, *_breadcrumb(page)):
        key = key_of(text)
        if (
            len(text) <= _LONGEST_TAG
            and text[0] != "/"
            and "://" not in text
            and key not in page.site_keys | _NO_SECTION
        ):
            return text
    return None


def tags(page: Page) -> tuple[str, ...]:
    """What the page files its story under. The general keywords count only where nothing better is said: many
    sites have the same for all pages."""
    stated = [
        *_tags(_texts(jsonld.values(page.article, "keywords"))),
        *_tags(page.meta("article:tag", "og:article:tag")),
        *_tags(page.meta("news_keywords", "parsely-tags")),
    ]
    if not stated:
        stated = [
            *_tags(page.meta("sailthru.tags")),
            *_tags(page.meta("keywords")),
            *_tags(page.item("keywords")),
        ]
    return unique(stated, MAX_TAGS)


def description(page: Page) -> str | None:
    """The summary. The first that is given, or a later one that carries on where it was cut."""
    stated = [
        text
        for text in (
            *jsonld.texts(page.article, "description"),
            *page.meta(
                "og:description",
                "description",
                "twitter:description",
                "dc.description",
                "sailthru.description",
            ),
        )
        if key_of(text)
    ]
    short = [text for text in stated if len(text) <= _LONGEST_DESCRIPTION]
    if not short:
        return stated[0][:_LONGEST_DESCRIPTION] if stated else None
    start = key_of(short[0])
    return max((text for text in short if key_of(text).startswith(start)), key=len)


def _texts(values: Iterator[Any]) -> Iterator[str]:
    """The strings in JSON values: a list of them, of named things, or one."""
    for value in values:
        for item in value[:500] if isinstance(value, list) else [value]:
            if text := text_of(item):
                yield text


def _tags(stated: Iterator[str] | list[str]) -> Iterator[str]:
    for text in stated:
        separator = next((mark for mark in (",", ";", "|") if mark in text), ",")
        for raw in text.split(separator)[:500]:
            tag = plain(raw).strip(" \"'#[]{}")
            if (
                tag
                and len(tag) <= _LONGEST_TAG
                and key_of(tag) not in _NO_SECTION
                and not _MACHINE_TAG.search(tag)
            ):
                yield tag


def _breadcrumb(page: Page) -> list[str]:
    """The first step of the way from the front page to the story that is neither."""
    own = {key_of(heading) for heading in page.headings} | page.site_keys | {"home", "homepage", "news", ""}
    for node, _ in page.graph.nodes:
        if "BreadcrumbList" in jsonld.types(node) and isinstance(steps := node.get("itemlistelement"), list):
            named = [step for step in steps[:10] if isinstance(step, dict)]
            names = [text_of(step.get("name")) or text_of(step.get("item")) for step in named]
            # the last step is mostly the story itself
            return [name for name in names[:-1] or names if key_of(name) not in own][:1]
    return []
