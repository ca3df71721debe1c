"""JSON Feed 1 and 1.1 (jsonfeed.org/version/1.1): a document in, entries out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from crawler.discovery.addresses import Refused, resolve
from crawler.discovery.dates import parse_date
from crawler.discovery.feed import plain_title
from crawler.discovery.model import Entry, Found

_ITEMS: Final = re.compile(r'"items"\s*:\s*\[')
_GAP: Final = re.compile(r"[\s,]*")


def read_json_feed(text: str, *, url: str) -> Found | None:
    """The entries of a JSON Feed, in its order; None where `text` is no JSON Feed. Never raises.

    Of a feed that is cut off, every item that is whole is read.
    """
    problems: tuple[str, ...] = ()
    items: list[Any]
    feed: dict[str, Any] = {}
    try:
        value = json.loads(text)
        if not isinstance(value, dict) or not isinstance(value.get("items"), list):
            return None
        feed, items = value, value["items"]
    except (ValueError, RecursionError) as error:
        start = _ITEMS.search(text)
        if not start:
            return None
        items = list(_whole_items(text, start.end()))
        problems = (f"{url}: cut off or damaged after {len(items):,} items: {error}"[:500],)
    refused = Refused()
    entries = [entry for item in items if (entry := _entry(item, url, refused))]
    children: tuple[Entry, ...] = ()
    if isinstance(page := feed.get("next_url"), str) and page.strip():
        address, _ = resolve(url, page)
        children = (Entry(address),) if address and address != resolve("", url)[0] else ()
    return Found(tuple(entries), children, problems + refused.problems(url), "json")


def _entry(item: object, url: str, refused: Refused) -> Entry | None:
    if not isinstance(item, dict):
        refused.add("item that is no object")
        return None
    links = [item.get(key) for key in ("url", "external_url", "id")]
    usable = [link for link in links[:2] if isinstance(link, str) and link.strip()]
    if not usable and isinstance(links[2], str) and links[2].startswith(("http://", "https://")):
        usable = [links[2]]
    if not usable:
        refused.add("entry without a link to a page")
        return None
    address = refused.take(url, usable[0])
    if address is None:
        return None
    title = item.get("title")
    return Entry(
        address,
        title=plain_title(title, markup=False) if isinstance(title, str) else None,
        published=_date(item.get("date_published")),
        modified=_date(item.get("date_modified")),
    )


def _date(value: object) -> datetime | None:
    return parse_date(value) if isinstance(value, str) else None


def _whole_items(text: str, start: int) -> Iterator[Any]:
    decoder = json.JSONDecoder()
    while True:
        gap = _GAP.match(text, start)
        start = gap.end() if gap else start
        if not text.startswith("{", start):
            return
        try:
            item, start = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            return
        yield item
