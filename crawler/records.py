"""From what cleaning gives to what the corpus holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final
from urllib.parse import urljoin

import cleaners
from cleaners.model import Cleaned
from cleaners.model import Signal as Stated
from output import (
    Archived,
    Article,
    Image,
    LedgerLine,
    Signal,
    article_id,
    body_id,
    content_hash,
    count_kinds,
    timestamp,
)
from output.urls import host, normalise, well_formed

_DEVICE: Final = re.compile(r"(?:m|mobile|amp)\.(?=[^.]+\.)")
_VARIANT: Final = re.compile(r"/(?:amp|print|all|full|index\.\w+|(?:page/)?\d{1,3})")


def identity(url: str, canonical: str | None) -> str:
    """The address that an article's id is made from: the page's canonical address where that can be
    trusted to be this page's own, else `url`.

    Trusted is a canonical address on the same host ("www.", "m.", "mobile." and "amp." are no difference)
    that is neither the site's root nor above `url` (a section: a mistake of the template that would make
    all its articles one). An agency's story whose canonical is the agency's site stays this site's.
    """
    if not canonical:
        return url
    try:
        canonical = urljoin(url, canonical)
    except ValueError:  # an unclosed bracket of an IPv6 host
        return url
    theirs, ours = normalise(canonical), normalise(url)
    if not host(canonical) or (url and _DEVICE.sub("", host(canonical), 1) != _DEVICE.sub("", host(url), 1)):
        return url
    path, own_path = (form.partition("/")[2] for form in (theirs, ours))
    if not path:
        return url
    above = own_path.partition("?")[0].removeprefix(path) if own_path.startswith(f"{path}/") else ""
    return url if above and not _VARIANT.fullmatch(above) else canonical


def to_article(
    cleaned: Cleaned,
    *,
    url: str,
    source: str | None = None,
    added: datetime,
    revision: int = 1,
    body: bytes | str = b"",
    archive: Archived | None = None,
    left_out: Iterable[str] = (),
) -> Article:
    """The article line of a cleaned page.

    `url` is the page's address as fetched, "" for input without one: then the page's own canonical
    address stands in, and where it has none the id comes from `body`, the page as given. `source` is the
    site, by default the host of the address. `added` is now, `revision` counts from 1, `left_out` are
    purposes that the article is not to be used for.
    """
    meta = cleaned.metadata
    chosen = identity(url, meta.canonical)
    url = url or chosen
    return Article(
        id=article_id(chosen) if chosen else body_id(body),
        url=well_formed(url),
        source=host(url) if source is None else source,
        title=well_formed(cleaned.title),
        standfirst=well_formed(cleaned.standfirst),
        text=well_formed(cleaned.text),
        authors=_texts(meta.authors),
        published=timestamp(meta.published),
        modified=timestamp(meta.modified),
        added=timestamp(added),
        section=well_formed(meta.section or ""),
        tags=_texts(meta.tags),
        language=well_formed(meta.language or ""),
        description=well_formed(meta.description or ""),
        images=tuple(
            Image(well_formed(image.url), well_formed(image.caption or ""), well_formed(image.credit or ""))
            for image in meta.images
            if image.url or image.caption
        ),
        revision=revision,
        content_hash=content_hash(cleaned.title, cleaned.standfirst, cleaned.text),
        removed=count_kinds(removal.kind for removal in cleaned.removals),
        date_source=well_formed(meta.date_source or "") if meta.published else "",
        access=to_signals(meta.access),
        usage=to_signals(meta.usage),
        cleaner=cleaners.__version__,
        archive=archive or Archived(),
        reason=cleaned.reason,
        left_out=tuple(left_out),
    )


def to_ledger(cleaned: Cleaned, article: Article) -> list[LedgerLine]:
    """The ledger lines of a cleaned page, one a cut, in the order of the page. `article` is its line."""
    return [
        LedgerLine(
            article=article.id,
            url=article.url,
            order=cut.order,
            kind=cut.kind,
            text=well_formed(cut.text),
            rule=cut.rule,
            score=None if cut.score is None else float(cut.score),
            where=well_formed(cut.where),
            cleaner=article.cleaner,
        )
        for cut in sorted(cleaned.removals, key=lambda cut: cut.order)
    ]


def _texts(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(well_formed(text) for text in texts if text)


def to_signals(signals: tuple[Stated, ...]) -> tuple[Signal, ...]:
    """Statements of a page as they stand in its line."""
    return tuple(
        Signal(well_formed(said.signal), well_formed(said.value), well_formed(said.where))
        for said in signals
        if said.signal
    )
