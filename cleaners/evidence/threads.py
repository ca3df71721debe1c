"""Comments below the story, in any markup: a name, a date, a text and the button to reply, again and again.

The buttons find them (names of elements do in `comments`). Each entry has a date, and the element around them
all, or around each, tells where the first begins; where the parts of all entries stand side by side, the date
and the name above it do. Only what stands behind a story, with next to nothing of one behind it, is a thread.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Final

from cleaners.elements import HEADING_TAGS, Block, Element, held, words_in
from cleaners.evidence import Mark, Marks
from cleaners.evidence.wording.row import MONTH

THREAD: Final = Mark("comments", "comment-thread")

SHORT: Final = 60
"""Characters of a line that may be a date, a name or a button."""

_REACH: Final = 10  # blocks between a date and the button of its entry
_NAME_WORDS: Final = 6
_INITIALS: Final = 2  # words of a name that may end with a full stop
_STORY_WORDS: Final = 60
_STORY_BLOCKS: Final = 3
_BEHIND: Final = 0.25  # of the words before a thread, that may be kept behind it
_TEXT_WORDS: Final = 3
_REPLIES: Final = (
    "reply replies antworten antwort répondre responder respuesta rispondi odpowiedz beantwoorden antwoord "
    "svara"
).split()
_VERDICTS: Final = (
    "report flag quote upvote downvote melden zitieren signaler citer denunciar segnala zgłoś cytuj"
).split()
_OTHERS: Final = (
    "like likes liked unlike dislike share points vote votes permalink edit recommend gefällt teilen aimer "
    "partager gusta compartir piace curtir"
).split()
_LABELS: Final = sorted({*_REPLIES, *_VERDICTS, *_OTHERS}, key=lambda word: (-len(word), word))
# Labels of buttons and how often they were pressed, with nothing between them where the page has it so.
_BUTTONS: Final = re.compile(
    rf"[\W\d]*(?:(?:{'|'.join(_LABELS)})[\W\d]*){{1,8}}(?:to [\w. -]{{1,40}})?", re.IGNORECASE
)
_REPLY: Final = re.compile("|".join(_REPLIES), re.IGNORECASE)
# Those of posts that nobody comments on are to like and to share; and courts and councils vote ("Vote: 7-2").
_TALK: Final = re.compile("|".join((*_REPLIES, *_VERDICTS)), re.IGNORECASE)
DATE: Final = re.compile(
    rf"\b(?:{MONTH} \d{{1,2}}\b|\d{{1,2}}\.? (?:de )?[^\W\d_]{{3,9}}\.?(?: de)? \d{{4}}\b|\d{{1,2}} {MONTH}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\d{4}-\d\d-\d\d\b"
    r"|(?:\d{1,3}|an?) ?(?:[smhdwy]|mo|secs?|mins?|hrs?|seconds?|minutes?|hours?|days?|weeks?|months?|years?)"
    r" ago\b"
    r"|(?:vor|il y a|hace|há) (?:\d{1,3}|une?|eine[mr]?) \w|\d{1,3} \w{1,10} (?:fa|temu|geleden|atrás)\b)",
    re.IGNORECASE,
)


def mark(blocks: Sequence[Block], kept: Marks) -> Marks:
    """Mark the comments below the story, whether kept or not. `kept` are the blocks that would be kept."""
    buttons = _buttons(blocks)
    if not buttons:
        return {}
    pressed = frozenset(buttons)
    entries = [
        (at, date)
        for at in buttons
        if _TALK.search(blocks[at].text) and (date := _dated(blocks, at, pressed)) is not None
    ]
    if not entries or (len(entries) == 1 and not _REPLY.search(blocks[entries[0][0]].text)):
        return {}
    if all(_heads(blocks, at, kept) for at, _ in entries):
        return {}
    first, last = entries[0], entries[-1]
    around = _around(blocks, entries)
    start, end = _span(blocks, first, last[0], around, kept)
    if not is_below(_story(blocks[:start], kept), _story(blocks[end + 1 :], kept)):
        return {}
    if start and blocks[start - 1].tag in HEADING_TAGS:
        start -= 1
    return {block.order: THREAD for block in blocks[start : end + 1]}


def _buttons(blocks: Sequence[Block]) -> list[int]:
    """Where labels of buttons stand, as under comments."""
    return [
        at
        for at, block in enumerate(blocks)
        if block.element is not None
        and block.tag not in HEADING_TAGS
        and len(block.text) <= SHORT
        and _BUTTONS.fullmatch(block.text)
    ]


def _dated(blocks: Sequence[Block], at: int, buttons: Container[int]) -> int | None:
    """Where the date of the entry stands that a button belongs to, with some text between them."""
    text = False
    for place in range(at - 1, max(-1, at - _REACH), -1):
        block = blocks[place]
        if len(block.text) <= SHORT and DATE.search(block.text):
            return place if text else None
        if place not in buttons and len(block.words) >= _TEXT_WORDS:
            text = True
    return None


def _heads(blocks: Sequence[Block], at: int, kept: Marks) -> bool:
    """Whether a text of the story stands right behind what may be a button: as under "Reply" in letters."""
    return at + 1 < len(blocks) and blocks[at + 1].order in kept and blocks[at + 1].prose


def _around(blocks: Sequence[Block], entries: Sequence[tuple[int, int]]) -> Element | None:
    """The innermost element around the buttons and dates of all entries."""
    common: Element | None = None
    for place in {place for entry in entries for place in entry}:
        element = blocks[place].element
        if common is None:
            common = element
        while common is not None and not blocks[place].inside(common):
            common = common.parent
    return common


def _span(
    blocks: Sequence[Block], first: tuple[int, int], last: int, around: Element | None, kept: Marks
) -> tuple[int, int]:
    """The first and the last block of a thread."""
    button, date = first
    end = last
    if around is not None:
        whole_start, whole_end = _inside(blocks, date, around), _ends(blocks, last, around)
        if not _story(blocks[whole_start:date], kept):
            return whole_start, whole_end
        entry, closing = _child(blocks[button], around), _child(blocks[last], around)
        if closing is not None:
            end = _ends(blocks, last, closing)
        if entry is not None and blocks[date].inside(entry):
            return _inside(blocks, date, entry), end
    start = date
    if start and _is_name(blocks[start - 1]):
        start -= 1
    return start, end


def _inside(blocks: Sequence[Block], at: int, element: Element) -> int:
    """The first of the blocks up to `at` that stand in an element."""
    while at and blocks[at - 1].inside(element):
        at -= 1
    return at


def _ends(blocks: Sequence[Block], at: int, element: Element) -> int:
    """The last of the blocks from `at` on that stand in an element."""
    return at + sum(1 for _ in held(blocks, at + 1, element))


def _child(block: Block, around: Element) -> Element | None:
    """The element around a block that stands right in another one."""
    element = block.element
    while element is not None and element.parent is not around:
        element = element.parent
    return element


def _is_name(block: Block) -> bool:
    size = len(block.words)
    return size <= _INITIALS or (size <= _NAME_WORDS and not block.text.endswith((".", "!", "?", "…", "”")))


def _story(blocks: Sequence[Block], kept: Marks) -> list[Block]:
    return [block for block in blocks if block.order in kept and block.prose]


def is_below(before: Sequence[Block], behind: Sequence[Block]) -> bool:
    """Whether a thread is below a story: its paragraphs are `before` it, and next to nothing is `behind`."""
    size = words_in(before)
    return len(before) >= _STORY_BLOCKS and size >= _STORY_WORDS and words_in(behind) <= _BEHIND * size
