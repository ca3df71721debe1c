"""Comments below the story, in any markup: a name, a date, a text and the button to reply, again and again.

The buttons find them (`mark`), or what their elements are called (`named`). Each entry that has a button has
a date, and the element around them all, or around each, tells where the first begins; where the parts of all
entries stand side by side, the date and the name above it do. Only what stands behind a story, with next to
nothing of one behind it, is a thread.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from itertools import islice
from typing import Final

from cleaners.elements import HEADING_TAGS, ROOT_TAGS, Block, Element, held
from cleaners.evidence import Mark, Marks, hints
from cleaners.evidence.wording.row import MONTH

THREAD: Final = Mark("comments", "comment-thread")
CALLED: Final = Mark("comments", "comments-called")

_CHARS: Final = 60
_REACH: Final = 10  # blocks between a date and the button of its entry
_NAME_WORDS: Final = 6
_INITIALS: Final = 2  # words of a name that may end with a full stop
_STORY_WORDS: Final = 60
_STORY_BLOCKS: Final = 3
_BEHIND: Final = 0.25  # of the words before a thread, that may be kept behind it
_TEXT_WORDS: Final = 3
_ENTRIES: Final = 2
_NEAR: Final = 3  # blocks from the text of an entry to its date
_LEVELS: Final = 6
_COMMENT: Final = re.compile(r"comment(?!ary)|kommentar|comentári|commenti", re.IGNORECASE)
_TOLD: Final = re.compile(r"public|expert|editor|case|period|live|column|opinion|quote", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d+")
_STORY: Final = ROOT_TAGS | {"main"}
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
_DATE: Final = re.compile(
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
    if not _below_story(blocks, start, end, kept):
        return {}
    if start and blocks[start - 1].tag in HEADING_TAGS:
        start -= 1
    return {block.order: THREAD for block in blocks[start : end + 1]}


def named(blocks: Sequence[Block], kept: Marks) -> Marks:
    """Mark what is kept in elements that are called comments, below the story: two entries or more, in
    elements of one name. `kept` are the blocks that would be kept.

    A name alone may mislead: stories quote what the public wrote to an agency, and end with an expert's
    comment. Where the elements stand among the story's paragraphs, two of them must have dates besides.
    """
    called = {block.order: element for block in blocks if (element := _called(block)) is not None}
    inside = [order for order in called if order in kept]
    if not inside:
        return {}
    rest = [blocks[order] for order in sorted(kept.keys() - called.keys()) if blocks[order].prose]
    thread = _behind(inside, rest)
    if not thread:
        return {}
    entries = {called[order].number: called[order] for order in thread}
    names = Counter(_names(element) for element in entries.values())
    if _among(entries.values(), rest):
        enough = len({called[at].number for at in _near_dates(blocks, thread)})
    else:
        enough = max(*names.values(), len(_near_dates(blocks, thread)))
    return dict.fromkeys(thread, CALLED) if enough >= _ENTRIES else {}


def _behind(inside: Sequence[int], story: Sequence[Block]) -> Sequence[int]:
    """Of the blocks in comments those that stand behind the story, by order: all, where next to nothing of it
    is behind the first, else those behind its last paragraph; none, where there is no story before."""
    for thread in (inside, [order for order in inside if not story or order > story[-1].order]):
        before = [block for block in story if thread and block.order < thread[0]]
        size = _words(before)
        enough = len(before) >= _STORY_BLOCKS and size >= _STORY_WORDS
        if enough and _words(story) - size <= _BEHIND * size:
            return thread
    return ()


def _among(elements: Iterable[Element], story: Sequence[Block]) -> bool:
    """Whether elements stand in the one that holds the story's paragraphs."""
    homes = Counter(block.container for block in story if block.container is not None)
    home, count = homes.most_common(1)[0] if homes else (None, 0)
    return count >= _STORY_BLOCKS and any(step is home for element in elements for step in element.chain())


def _near_dates(blocks: Sequence[Block], orders: Sequence[int]) -> list[int]:
    """Those of `orders` that stand nearest to a date, for each of the dates around them."""
    found = []
    last = len(orders) - 1
    for at in range(max(0, orders[0] - _NEAR), min(len(blocks), orders[-1] + _NEAR + 1)):
        text = blocks[at].text
        if len(text) <= _CHARS and _DATE.search(text):
            place = bisect_left(orders, at)
            near = min(orders[max(0, place - 1) : min(place, last) + 1], key=lambda order: abs(order - at))
            if abs(near - at) <= _NEAR:
                found.append(near)
    return found


def _called(block: Block) -> Element | None:
    """The innermost element around a block that is called a comment."""
    steps = islice(block.element.chain(), _LEVELS) if block.element is not None else ()
    for element in steps:
        if element.tag in _STORY:
            break
        hint = hints.read(element)
        if hint is not None and hint.kind == "comments" and _names(element):
            return element
        if element.tag == "article":  # one may be a comment, and else is the story's own
            break
    return None


def _names(element: Element) -> tuple[str, ...]:
    """The names of an element that say comment, without the number of the one. A response may be an answer in
    an interview, and what an expert or the public has to say is told in the story."""
    names = (element.id, *element.classes)
    if any(map(_TOLD.search, names)):
        return ()
    return tuple(_NUMBER.sub("", name) for name in names if _COMMENT.search(name))


def _buttons(blocks: Sequence[Block]) -> list[int]:
    """Where labels of buttons stand, as under comments."""
    return [
        at
        for at, block in enumerate(blocks)
        if block.element is not None
        and block.tag not in HEADING_TAGS
        and len(block.text) <= _CHARS
        and _BUTTONS.fullmatch(block.text)
    ]


def _dated(blocks: Sequence[Block], at: int, buttons: Container[int]) -> int | None:
    """Where the date of the entry stands that a button belongs to, with some text between them."""
    text = False
    for place in range(at - 1, max(-1, at - _REACH), -1):
        block = blocks[place]
        if len(block.text) <= _CHARS and _DATE.search(block.text):
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


def _words(blocks: Iterable[Block]) -> int:
    return sum(len(block.words) for block in blocks)


def _below_story(blocks: Sequence[Block], start: int, end: int, kept: Marks) -> bool:
    """Whether a story stands before what would be a thread, and next to nothing of one behind it."""
    before = _story(blocks[:start], kept)
    size = _words(before)
    behind = _words(_story(blocks[end + 1 :], kept))
    return len(before) >= _STORY_BLOCKS and size >= _STORY_WORDS and behind <= _BEHIND * size
