"""Clean news articles: bytes or text in, the article and the record of every cut out.

    >>> from cleaners import clean
    >>> cleaned = clean(b"<h1>Court rules</h1> ...", url="https://news.example/a")
    >>> cleaned.title, cleaned.text, cleaned.removals  # doctest: +SKIP

Pure: no network, no Scrapy, no state between calls that would change a result.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from cleaners.dateline import printed
from cleaners.decide import Decision, decide, judged
from cleaners.decide_text import decide_text
from cleaners.decode import Decoded, decode, sniff
from cleaners.elements import Block, words_in
from cleaners.evidence import Marks
from cleaners.evidence.brief import ARTICLE_WORDS
from cleaners.evidence.repetition import Repeated
from cleaners.guards import Verdict, guard, others
from cleaners.learned import BlockModel, bundled, spoken
from cleaners.metadata import guessed
from cleaners.model import (
    KINDS,
    PAGE_KINDS,
    REASONS,
    Cleaned,
    Image,
    Kept,
    Kind,
    Metadata,
    PageKind,
    Reason,
    Removal,
    Rules,
    Signal,
)
from cleaners.page import Page, read_html, read_text
from cleaners.pagekind import recognise
from cleaners.pictures import with_captions
from cleaners.profile import (
    MIN_PAGES,
    Lesson,
    Profile,
    again,
    glean,
    learn,
    lesson,
    lines_of,
    marks_of,
    read_known,
)

__all__ = [
    "KINDS",
    "PAGE_KINDS",
    "REASONS",
    "Cleaned",
    "Image",
    "Kept",
    "Kind",
    "Lesson",
    "Metadata",
    "PageKind",
    "Profile",
    "Reason",
    "Removal",
    "Rules",
    "Signal",
    "__version__",
    "clean",
    "is_plain",
    "learn",
    "study",
    "why",
]

__version__: Final = "0.1.0"
"""The version of the cleaner, written on every line: it changes when the same page may come out otherwise."""

MAX_CHARS: Final = 32 * 1024 * 1024
"""Longer pages are refused (reason `too_large`): no article is, and a crawl stops at 10 MiB before."""

_ITEM: Final = frozenset(("li",))


def clean(
    body: bytes | str,
    *,
    url: str = "",
    content_type: str = "",
    rules: Rules | None = None,
    profile: Profile | None = None,
    model: BlockModel | None = None,
) -> Cleaned:
    """Clean one page.

    `body` is the page as it was fetched (bytes), or text; `url` its address; `content_type` the HTTP
    header's value. `text/plain` asks for dirty text: paragraphs instead of markup. `rules` is what the
    site declares of its furniture; `profile` what was learned of the site: a page that fits it needs no other
    evidence (`Cleaned.fit` tells). The profile of dirty text is one that other texts of the site taught: it
    knows what they repeat.

    Never raises, on any input: where there is no article, `Cleaned.reason` says why, and `text` is empty.
    """
    try:
        decoded = _decoded(body, url, content_type)
        if isinstance(decoded, Cleaned):
            return decoded
        if is_plain(content_type):
            return _from_text(decoded, url, profile)[0]
        return _from_html(decoded, url, rules or Rules(), profile, model)[0]
    except Exception as error:  # noqa: BLE001 - one bad page must never stop a crawl; the reason is recorded
        return _failed(error, url)


def study(
    body: bytes | str,
    *,
    url: str = "",
    content_type: str = "",
    rules: Rules | None = None,
    profile: Profile | None = None,
    model: BlockModel | None = None,
) -> tuple[Cleaned, Lesson | None]:
    """Clean one page, and say what it teaches of its site (see `cleaners.profile.learn`).

    Takes what `clean` takes, and gives what it gives. A page that fits `profile` teaches its lines, one that
    was cleaned with all evidence its markup too. Dirty text teaches its lines, and other texts only. Pages
    without an article teach nothing. Never raises.
    """
    try:
        decoded = _decoded(body, url, content_type)
        if isinstance(decoded, Cleaned):
            return decoded, None
        rules = rules or Rules()
        if is_plain(content_type):
            cleaned, text = _from_text(decoded, url, profile)
            return cleaned, None if cleaned.reason else lines_of(text, rules)
        cleaned, page = _from_html(decoded, url, rules, profile, model)
        if page is None:
            return cleaned, glean(cleaned, rules)
        return cleaned, None if cleaned.reason else lesson(page, marks_of(cleaned), rules)
    except Exception as error:  # noqa: BLE001 - as in `clean`
        return _failed(error, url), None


def why(
    body: bytes | str, *, url: str = "", content_type: str = "", model: BlockModel | None = None
) -> dict[int, tuple[tuple[str, float], ...]]:
    """For each block of a page, by order, what moved the model most: features with what they added to the
    log-odds that it is part of the story, strongest first. docs/model.md explains the features. Empty for
    dirty text and where there is no page to read. Never raises.
    """
    try:
        decoded = _decoded(body, url, content_type)
        if isinstance(decoded, Cleaned) or is_plain(content_type):
            return {}
        page = read_html(decoded.raw, url=url)
        judge = model or bundled()
        scores, _ = judged(page, judge, spoken(page))
        return {block.order: judge.reasons(scores, block.order) for block in page.blocks}
    except Exception:  # noqa: BLE001 - as in `clean`; whoever asks why has the reason from there
        return {}


def _failed(error: Exception, url: str) -> Cleaned:
    return Cleaned(url=url, reason="error", notes=(f"{type(error).__name__}: {error}"[:500],))


def is_plain(content_type: str) -> bool:
    """Whether a Content-Type asks for a body to be read as dirty text."""
    return content_type.partition(";")[0].strip().lower() == "text/plain"


def _decoded(body: bytes | str, url: str, content_type: str) -> Decoded | Cleaned:
    """The text of a page, or what there is to say of one that has none."""
    if not body or body.isspace():
        return Cleaned(url=url, reason="empty")
    if len(body) > MAX_CHARS:
        return Cleaned(url=url, reason="too_large", notes=(f"{len(body)} of at most {MAX_CHARS}",))
    if isinstance(body, bytes):
        binary = sniff(body)
        if binary is not None:
            return Cleaned(url=url, reason="binary", notes=(f"the body is {binary}, not a page",))
    return decode(body, content_type=content_type)


def _from_text(decoded: Decoded, url: str, profile: Profile | None) -> tuple[Cleaned, Page]:
    """Dirty text cleaned, and its paragraphs."""
    page = read_text(decoded.text, url=url)
    # one with layouts is of the site's pages
    repeated = profile.repeated if profile is not None and not profile.layouts else Repeated()
    return _cleaned(page, decide_text(page, repeated), decoded), page


def _from_html(
    decoded: Decoded, url: str, rules: Rules, profile: Profile | None, model: BlockModel | None
) -> tuple[Cleaned, Page | None]:
    """A page cleaned by its site's profile where that fits, else with all evidence: then it is given too."""
    known = _by_profile(decoded, url, rules, profile) if profile is not None else ""
    if isinstance(known, Cleaned):
        return known, None
    page = read_html(decoded.raw, url=url)
    cleaned = _cleaned(page, decide(page, rules, model or bundled()), decoded)
    return _unfit(cleaned, known, profile), page


def _by_profile(decoded: Decoded, url: str, rules: Rules, profile: Profile) -> Cleaned | str:
    """A page cleaned by its site's profile, or why it does not fit it."""
    known = read_known(decoded.raw, profile, rules, url=url)
    if isinstance(known, str):
        return known
    cleaned = _cleaned(*known, decoded)
    # a page without an article is a grave thing to say of a site that has them: all evidence is asked
    return replace(cleaned, fit="profile") if cleaned.reason is None else cleaned.reason


def _unfit(cleaned: Cleaned, why: str, profile: Profile | None) -> Cleaned:
    """A page cleaned with all evidence, since its site's profile did not fit it; what the site is known to
    repeat is known in any markup."""
    if profile is None or not why:
        return cleaned
    if profile.pages >= MIN_PAGES and why != "rules":
        cleaned = again(cleaned, profile)
    return replace(cleaned, fit=f"unfit:{why}")


def _cleaned(page: Page, decision: Decision, decoded: Decoded) -> Cleaned:
    recognised = recognise(page)
    decision = replace(decision, marks={**decision.marks, **others(page, decision.marks, recognised)})
    kept: list[Kept] = []
    removals: list[Removal] = []
    items: set[int] = set()
    for block in page.blocks:
        mark = decision.marks[block.order]
        if mark.kind is None:
            text = f"- {block.text}" if _begins_item(block, items) else block.text
            kept.append(Kept(block.order, block.tag, text, block.where, mark.rule, mark.score))
        else:
            removals.append(Removal(block.order, mark.kind, block.text, mark.rule, block.where, mark.score))
    verdict = guard(page, [page.blocks[block.order] for block in kept], recognised)
    reason = _reason(page, [page.blocks[block.order] for block in kept], verdict)
    metadata = page.metadata if reason else _dated(page, decision.marks)
    images = with_captions(metadata.images, page.blocks, decision.marks, url=page.url)
    return Cleaned(
        url=page.url,
        title=page.metadata.title or "",
        standfirst=decision.standfirst,
        text="" if reason else "\n\n".join(block.text for block in kept),
        blocks=tuple(kept),
        removals=tuple(removals),
        metadata=replace(metadata, images=images),
        reason=reason,
        encoding=decoded.encoding,
        encoding_source=decoded.source,
        notes=(*decoded.notes, *page.notes, *decision.notes, *([verdict.note] if verdict.note else ())),
        page_kind="unknown" if reason and verdict.kind == "article" else verdict.kind,
        stated=recognised.said,
    )


def _dated(page: Page, marks: Marks) -> Metadata:
    """What a page says of itself, with the dates that its lines print and then htmldate's guess, where it
    states none."""
    metadata = page.metadata
    if metadata.published is not None or page.tree is None:
        return metadata
    published, changed = printed(page.blocks, marks, page.raw, page.url)
    metadata = replace(metadata, modified=metadata.modified or changed)
    if published is None:
        return guessed(metadata, page.raw, page.url)
    return replace(metadata, published=published, date_source="text")


def _begins_item(block: Block, items: set[int]) -> bool:
    """Whether a block is the first of a list item. `items` holds the items that were begun."""
    item = block.within(_ITEM)
    if item is None or item.number in items:
        return False
    items.add(item.number)
    return True


def _reason(page: Page, kept: list[Block], verdict: Verdict) -> Reason | None:
    """Why the kept blocks are no article, or None."""
    if not page.blocks:
        return "no_text"
    if verdict.reason:
        return verdict.reason
    size = words_in(kept)
    letters = sum(len(block.text) for block in kept)
    # scripts without spaces between words count as one word a sentence: judge those by letters
    if size < ARTICLE_WORDS and letters < ARTICLE_WORDS * 6:
        return "no_article"
    return None
