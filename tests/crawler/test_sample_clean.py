"""The sample site's pages, cleaned, against what was authored: each field of each article its own test."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

import pytest

from cleaners import Cleaned, clean
from crawler.sample import GoldArticle, gold
from crawler.sample.site import answers
from crawler.spiders.sample import SampleSpider

BASE = "http://127.0.0.1:8421"
GOLD = {article.path: article for article in gold()}


@cache
def cleaned(path: str) -> Cleaned:
    answer = answers(BASE)[path]
    return clean(
        answer.body, url=BASE + path, content_type=answer.content_type, rules=SampleSpider(port="0").rules
    )


def stamp(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z") if moment else None


FIELDS: dict[str, tuple[Callable[[Cleaned], object], Callable[[GoldArticle], object]]] = {
    "title": (lambda c: c.title, lambda g: g.title),
    "standfirst": (lambda c: c.standfirst, lambda g: g.standfirst),
    "text": (lambda c: c.text.split("\n\n"), lambda g: g.text.split("\n\n")),
    "authors": (lambda c: c.metadata.authors, lambda g: g.authors),
    "published": (lambda c: stamp(c.metadata.published), lambda g: g.published),
    "modified": (lambda c: stamp(c.metadata.modified), lambda g: g.modified),
    "section": (lambda c: c.metadata.section, lambda g: g.section),
    "tags": (lambda c: c.metadata.tags, lambda g: g.tags),
    "language": (lambda c: c.metadata.language, lambda g: g.language),
    "images": (
        lambda c: [
            (image.url.removeprefix(BASE), image.caption, image.credit) for image in c.metadata.images
        ],
        lambda g: list(g.images),
    ),
    "reason": (lambda c: c.reason, lambda _: None),
}


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("path", GOLD)
def test_field(path: str, field: str) -> None:
    got, authored = FIELDS[field]
    expected = authored(GOLD[path])
    actual = got(cleaned(path))
    assert expected == actual


@pytest.mark.parametrize("path", GOLD)
def test_furniture_is_in_the_ledger_with_its_kind(path: str) -> None:
    ledger = Counter((removal.kind, removal.text) for removal in cleaned(path).removals)
    furniture = Counter(GOLD[path].furniture)
    assert furniture - ledger == Counter()


@pytest.mark.parametrize("path", GOLD)
def test_every_block_is_kept_or_cut_once(path: str) -> None:
    result = cleaned(path)
    orders = sorted([block.order for block in result.blocks] + [cut.order for cut in result.removals])
    assert orders == list(range(len(orders)))
