"""Checks what a site's file says of the site, when the file is read and not in the middle of a crawl."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, TypeAlias, get_args
from urllib.parse import urlsplit

import soupsieve

from cleaners.model import KINDS

Known: TypeAlias = Literal["live", "capture", "config", "unverified"]
"""How far a site is known: checked on the live site; on stored pages of it; taken from somebody's crawler
configuration or filter list; or not at all."""

KNOWN: Final[tuple[Known, ...]] = get_args(Known)

_ADDRESSES: Final = ("feeds", "sitemaps", "fronts")
_REGEXES: Final = ("article_urls", "not_articles")
_LISTS: Final = ("allowed_domains", *_ADDRESSES, *_REGEXES, "keep")
_DOMAIN: Final = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
_NAME: Final = re.compile(r"[a-z0-9_-]+")


class SiteError(ValueError):
    """A site's class says something that cannot be used. The message names class and attribute."""


def check_site(attributes: Mapping[str, Any], where: str) -> None:
    """Raises SiteError with everything that is wrong with the attributes of a site, one line each.

    `where` names the class. Attributes that are missing or None are not judged.
    """
    problems = [f"{where}.{problem}" for problem in _problems(attributes)]
    if problems:
        raise SiteError("\n".join(problems))


def _problems(given: Mapping[str, Any]) -> Iterator[str]:
    lists: dict[str, tuple[str, ...]] = {}
    for name in _LISTS:
        values = given.get(name)
        if values is None:
            continue
        if isinstance(values, str) or not all(isinstance(value, str) for value in values):
            yield f"{name} = {values!r} is no list of texts: write ({values!r},)"
        else:
            lists[name] = tuple(values)
    if (own := given.get("name")) is not None and not _NAME.fullmatch(own):
        yield f"name = {own!r} names files too: use a-z, 0-9, - and _ only"
    if (known := given.get("known")) is not None and known not in KNOWN:
        yield f"known = {known!r} is no level of evidence: use one of {', '.join(KNOWN)}"
    for domain in lists.get("allowed_domains", ()):
        if not _DOMAIN.fullmatch(domain):
            yield f"allowed_domains: {domain!r} is no domain: write example.com, without https:// and path"
    for name in _ADDRESSES:
        for url in lists.get(name, ()):
            if not _absolute(url):
                yield f"{name}: {url!r} is no absolute address: write it whole, with https://"
    for name in _REGEXES:
        for regex in lists.get(name, ()):
            try:
                re.compile(regex)
            except re.error as error:
                yield f"{name}: {regex!r} is no regular expression: {error}"
    yield from _selector_problems("keep", lists.get("keep", ()))
    yield from _furniture_problems(given.get("furniture") or {})


def _furniture_problems(furniture: Mapping[str, Any]) -> Iterator[str]:
    for kind, selectors in furniture.items():
        if kind not in KINDS:
            yield f"furniture: {kind!r} is no kind of furniture: use one of {', '.join(KINDS)}"
        if isinstance(selectors, str):
            yield f"furniture[{kind!r}] = {selectors!r} is no list: write ({selectors!r},)"
        else:
            yield from _selector_problems(f"furniture[{kind!r}]", selectors)


def _selector_problems(name: str, selectors: tuple[str, ...]) -> Iterator[str]:
    for selector in selectors:
        try:
            soupsieve.compile(selector)
        except soupsieve.SelectorSyntaxError as error:
            yield f"{name}: {selector!r} is no CSS selector: {str(error).splitlines()[0]}"


def _absolute(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
