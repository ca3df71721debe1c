"""What extractors leave in a text beside the story: page source, threads of comments, lists of other stories
above the first paragraph, notices about cookies, filler, cards.

In a page the markup tells these apart. In text their form tells, and only where it is unmistakable.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from cleaners.elements import Block
from cleaners.evidence import Mark, Marks
from cleaners.evidence.threads import THREAD
from cleaners.evidence.wording.row import MONTH

SOURCE: Final = Mark("other", "page-source")
CASCADE: Final = Mark("related", "header-cascade")
COOKIES: Final = Mark("legal", "cookie-notice")
FILLER: Final = Mark("other", "filler")
CARD: Final = Mark("related", "doubled-headline")

_SENTENCE_WORDS: Final = 18
_CASCADE_LINES: Final = 6
_CASCADE_DATES: Final = 3
_THREAD_REPLIES: Final = 2
_THREAD_REACH: Final = 12
_COOKIE_WORDS: Final = 2
_CARD_WORDS: Final = 3
_HEAD_LINES: Final = 3
_QUOTES: Final = "\"'”’)"

_REPLY: Final = re.compile(r"(?:^|[.!?)\w\"”] )Reply$")
_DATED: Final = re.compile(
    rf"^(?:by\b.{{0,60}}|.{{0,40}}\b{MONTH} \d{{1,2}},? \d{{4}}.{{0,30}}"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|.{0,30}\d{4}-\d\d-\d\d.{0,20})$",
    re.IGNORECASE,
)
_COOKIE: Final = re.compile(r"\bcookies?\b", re.IGNORECASE)
_CONSENT: Final = re.compile(
    r"\b(?:our|we|your|consent)\b.{1,400}\b(?:websites?|browser|consent|opt|preferences?)\b", re.IGNORECASE
)

# What stands in a template until somebody writes the text. Whoever writes about it names it in a sentence.
_FILLER: Final = re.compile(r"lorem ipsum dolor sit amet\b", re.IGNORECASE)
_FILLER_NAMED: Final = re.compile(r"\blorem ipsum\b", re.IGNORECASE)


def mark(blocks: Sequence[Block]) -> Marks:
    """Mark what is left over of a page. `blocks` are the lines of a text."""
    texts = [block.text for block in blocks]
    found: Marks = {}
    for places, what in (
        (_source(texts), SOURCE),
        (_thread(texts), THREAD),
        (_cascade(texts), CASCADE),
        (_cookies(texts), COOKIES),
        (_filler(texts), FILLER),
        (_cards(texts), CARD),
    ):
        for place in places:
            found.setdefault(blocks[place].order, what)
    return found


def is_sentence(text: str) -> bool:
    """Whether a line is running text of some length that ends as a sentence does."""
    return text.count(" ") + 1 >= _SENTENCE_WORDS and text.rstrip(_QUOTES).endswith((".", "!", "?", "…"))


def _source(texts: Sequence[str]) -> Sequence[int]:
    """The end of a page's source: it begins with a closing tag or a script, and ends with the page's."""
    if not texts or not texts[-1].endswith("</html>"):
        return ()
    start = next((i for i, text in enumerate(texts) if text.startswith(("</", "<script"))), len(texts))
    return range(start, len(texts))


def _thread(texts: Sequence[str]) -> Sequence[int]:
    """Comments that close with the label of their button, from the first one's list item to the last."""
    replies = [i for i, text in enumerate(texts) if _REPLY.search(text[-20:])]
    if len(replies) < _THREAD_REPLIES:
        return ()
    first = replies[0]
    near = range(first, max(-1, first - _THREAD_REACH), -1)
    start = next((i for i in near if texts[i].startswith("- ")), first)
    return range(start, replies[-1] + 1)


def _cascade(texts: Sequence[str]) -> Sequence[int]:
    """Headlines of several stories, each with its date or byline, above the first running text."""
    first = next((i for i, text in enumerate(texts) if is_sentence(text)), 0)
    dates = sum(len(text) <= 120 and _DATED.match(text) is not None for text in texts[:first])
    return range(first) if first >= _CASCADE_LINES and dates >= _CASCADE_DATES else ()


def _cookies(texts: Sequence[str]) -> Sequence[int]:
    """Notices about cookies that speak to the reader."""
    return [
        i
        for i, text in enumerate(texts)
        if len(_COOKIE.findall(text)) >= _COOKIE_WORDS and _CONSENT.search(text[:2000])
    ]


def _filler(texts: Sequence[str]) -> Sequence[int]:
    """Paragraphs of filler, in a text that does not speak of it."""
    found = [i for i, text in enumerate(texts) if _FILLER.match(text)]
    if not found or any(_FILLER_NAMED.search(text) for text in texts if not _FILLER.match(text)):
        return ()
    return found


def _cards(texts: Sequence[str]) -> Sequence[int]:
    """Headlines that say the same twice: a card of another story names it once for its picture. Above the
    story it is the story's own, and what is called out is a chant."""
    found = []
    for i, text in enumerate(texts[_HEAD_LINES:], _HEAD_LINES):
        if "|" not in text and len(text) < 600:
            parts = text.split()
            half = len(parts) // 2
            if half >= _CARD_WORDS and parts[:half] == parts[half:] and not text.endswith("!"):
                found.append(i)
    return found
