"""What the state knows of the sealed files of a corpus, brought up to date with them."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from output.archive import read_headers
from output.article import Archived, same_words
from output.schedule import article_due
from output.shards import read_lines, sealed
from output.state import Known, PageState, State
from output.urls import normalise

logger = logging.getLogger(__name__)

_BATCH: Final = 2000  # lines of a shard that are indexed in one transaction
_ADDRESSES: Final = "addresses/"  # before the name of a file of addresses among the shards of a state


def page_of(key: str, published: str | None, added: str) -> PageState:
    """The state of an article's page, as far as its line tells."""
    looked = datetime.fromisoformat(added).timestamp()
    out = datetime.fromisoformat(published).timestamp() if published else looked
    return PageState(key, published=out, looked=looked, due=article_due(out, looked))


def other_page(key: str, found: str) -> PageState:
    """The state of another address of an article. It is not due: the article's own is looked at."""
    return PageState(key, "duplicate", looked=datetime.fromisoformat(found).timestamp())


def shard_name(path: Path) -> str:
    """The name by which a state knows a sealed file of articles or of addresses."""
    return f"{_ADDRESSES if path.parent.parent.name == 'addresses' else ''}{path.name}"


def update(corpus: Path, state: State, site: str) -> frozenset[str]:
    """Adds what the state of `site` does not know of the sealed files, and gives the other sites whose
    articles it does not know as they are, since a file of them went or changed.

    Where a file of the site is gone or another than it was (mended, moved away), all of the site is indexed
    again: what is not there is not known. The other sites are left to runs of their own then.
    """
    there, sizes = _there(corpus, site), state.shards()
    if _changed(sizes, there):
        state.forget()
        sizes = {}
    sites = {path.name for path in (corpus / "articles").iterdir() if path.is_dir()}
    changed = {other for other in sorted(sites - {site}) if not add_sealed(corpus, state.at(other), other)}
    _add_articles(corpus, state, (path for name, path in there.items() if name not in sizes))
    states = [state.at(one) for one in sorted(sites - changed)]
    for name, path in there.items():
        if name not in sizes and name.startswith(_ADDRESSES):
            _add_addresses(state, path, states)
    return frozenset(changed)


def _there(corpus: Path, site: str) -> dict[str, Path]:
    paths = [*sealed(corpus / "articles" / site), *sealed(corpus / "addresses" / site)]
    return {shard_name(path): path for path in paths}


def _changed(sizes: Mapping[str, int], there: Mapping[str, Path]) -> bool:
    """Whether a file that was indexed is gone, or another than it was."""
    return any(name not in there or there[name].stat().st_size != size for name, size in sizes.items())


def add_sealed(corpus: Path, state: State, site: str) -> bool:
    """Adds the articles of another site, held or not, to its state; False where they are not as they were
    indexed."""
    there, sizes = _there(corpus, site), state.shards()
    if _changed(sizes, there):
        return False
    _add_articles(corpus, state, (path for name, path in there.items() if name not in sizes))
    return True


def _add_articles(corpus: Path, state: State, paths: Iterable[Path]) -> None:
    for path in paths:
        if path.parent.parent.name == "articles":
            _add_shard(corpus, state, path)


def _add_shard(corpus: Path, state: State, path: Path) -> None:
    articles: list[tuple[str, Known]] = []
    pages: list[tuple[str, PageState]] = []
    for number, line in enumerate(read_lines(path), 1):
        try:
            read = json.loads(line)
            key = read["id"]
            found = Known(read["content_hash"], read["revision"], same_words(read["title"], read["text"]))
            bytes.fromhex(key), bytes.fromhex(found.content_hash)
            form = normalise(read["url"])
            page = page_of(key, read["published"], read["added"])
            before = state.page(form)
            if before is None or before.looked < page.looked:
                pages.append((form, _with_headers(page, corpus, read["archive"])))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            logger.warning(
                "%s, line %d is no article (%r): its page is fetched again. Run scrapy verify --repair",
                path,
                number,
                error,
            )
            continue
        articles.append((key, found))
        if len(articles) >= _BATCH:
            state.record(articles, pages, rebuilt=True)
            articles, pages = [], []
    state.record(articles, pages, [(shard_name(path), path.stat().st_size)], rebuilt=True)


def _with_headers(page: PageState, corpus: Path, place: Mapping[str, Any]) -> PageState:
    """The state with ETag and Last-Modified of the archived page, by which it need not be sent again."""
    try:
        said = read_headers(corpus, Archived(**place)) if place["file"] else {}
    except ValueError:  # scrapy verify tells
        return page
    return page._replace(etag=said.get("etag", ""), changed=said.get("last-modified", ""))


def _add_addresses(state: State, path: Path, states: Iterable[State]) -> None:
    """Those of articles that are there: at another one, the page is fetched again."""
    pages = []
    for line in read_lines(path):
        try:
            read: dict[str, Any] = json.loads(line)
            if any(one.article(read["article"]) for one in states):
                pages.append((normalise(read["url"]), other_page(read["article"], read["found"])))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # scrapy verify tells
    state.record((), pages, [(shard_name(path), path.stat().st_size)], rebuilt=True)
