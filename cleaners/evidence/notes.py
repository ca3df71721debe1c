"""Notes around a story: most are set apart by markup, others stand among the lines of a page or a text.

Each says what it is in words that stories do not have in that place. What somebody says is no note.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cleaners.elements import Block
from cleaners.evidence import Mark, Marks
from cleaners.evidence.wording.row import QUOTED, SPEECH
from cleaners.model import Kind

PREFIX: Final = "note:"
"""How the rules of these notes begin."""
WRITER: Final = Mark("bio", f"{PREFIX}writer")
FORM: Final = Mark("other", f"{PREFIX}form")
APPEAL: Final = Mark("ad", f"{PREFIX}appeal")

_READ: Final = 600  # characters of a line
_END: Final = 3  # lines: of the notes that stand below a story
_START: Final = 5  # and of those above
_WORK: Final = re.compile(r"\bet al\b|\bdoi\b|\bdoi\.org", re.IGNORECASE)
_CITED: Final = re.compile(
    r"^(?:[A-ZÀ-Þ][\w.’'-]*[, ]+){1,6}(?:& [^ ]+ [^ ]+ )?et al\.? \(?(?:19|20)\d\d[a-z]?\)?(?:[.,:;]|$)"
)
_LIST: Final = 3  # works: so many are the text's own list of sources
_COUNTER: Final = re.compile(r"\d{1,3} (?:of|/|von|de|sur|di|van) (\d{1,3})")
_COUNTERS: Final = 3
_WEEKDAY: Final = (
    r"(?:(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?|sábado|domingo"
    r"|lunes|martes|miércoles|jueves|viernes|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)"
)
_DAY: Final = re.compile(
    rf"{_WEEKDAY},? (?:den |le |o |el )?\d{{1,2}}[.º°]? (?:de |di )?[^\W\d_]{{3,10}}\.?,? (?:de |del )?"
    r"(?:19|20)\d\d(?:[ ,|–-]{1,3}(?:a las |às |um |à |ore |alle )?\d{1,2}[:.h]\d{2}.{0,10})?",
    re.IGNORECASE,
)


class _Note(NamedTuple):
    """`words` are searched for in a line; `end` tells that the note stands among the last lines only."""

    mark: Mark
    words: re.Pattern[str]
    end: bool = False


def _note(kind: Kind, name: str, words: str, *, end: bool = False, case: bool = False) -> _Note:
    return _Note(Mark(kind, PREFIX + name), re.compile(words, 0 if case else re.IGNORECASE), end)


_WE_REPORT: Final = r"\b(?:our|we)\b.{0,60}\b(?:newsroom|journalism|journalists)\b.{0,300}\b(?:you|your)\b"
_NOTES: Final = (
    _note(
        "legal",
        "copy",
        r"^this (?:copy|article|content) is (?:intended )?for (?:your )?personal,? (?:and )?"
        r"non-?commercial use",
    ),
    _note(
        "legal",
        "leaving",
        r"^you are (?:now )?(?:leaving|about to leave) (?:this|our|the)\b.{0,40}\b(?:web)?sites?\b",
    ),
    _note(
        "other",
        "reader",
        r"\bportable document format\b.{0,80}\bPDF reader\b"
        r"|\bto view (?:this|the) (?:file|document|pdf)s?, you (?:may )?(?:will )?need "
        r"(?:to (?:install|download|find|have)\b"
        r"|.{0,40}\b(?:adobe|acrobat|reader|viewer|software|program|app|plug-?in)\b)",
    ),
    _Note(
        FORM,
        re.compile(
            r"^(?:please )?(?:fill (?:out|in)|complete) (?:the|this|our) (?:\w+ )?form\b", re.IGNORECASE
        ),
        end=True,
    ),
    _note(
        "other",
        "shortcode",
        r"^\[/?[a-z][a-z_]+(?: [a-z_]+=[\"“”″'‘’\w][^\]]*|_[a-z_]+)\]",
        case=True,
    ),
    _note(
        "related", "pointer", r"^(?:WATCH|LISTEN|READ|MORE|SEE ALSO|VIDEO|PHOTOS) ?[|:] [A-Z0-9]", case=True
    ),
    _note(
        "player",
        "podcast",
        r"\b(?:listen|subscribe|follow)\b.{0,80}\bwherever you (?:get|listen to|find) (?:your |our )?"
        r"podcasts?\b",
    ),
    _note(
        "ad",
        "asking",
        rf"^(?=.*\b(?:(?:consider|please|by) (?:support|subscrib|donat|becom)|support (?:our|us)\b"
        r"|subscribe\b|donate\b"
        rf"|your (?:support|donation|contribution|gift)\b)).*?{_WE_REPORT}",
    ),
    _Note(APPEAL, re.compile(_WE_REPORT, re.IGNORECASE)),
    _Note(
        WRITER,
        re.compile(
            r"^(?:[A-ZÀ-Þ][\w.’'-]* ){2,4}is an? (?:[\w-]+,? ){0,6}(?:writer|reporter|journalist|editor"
            r"|correspondent|columnist|contributor|freelancer|copywriter)\b(?!['’])"
        ),
        end=True,
    ),
)
_ON_PAGES: Final = frozenset(
    PREFIX + name for name in ("copy", "leaving", "shortcode", "pointer", "podcast", "asking")
)
_MAY_QUOTE: Final = frozenset(("shortcode",))
_MAY_SAY: Final = frozenset(("shortcode", "pointer", "writer"))  # that somebody said something


def mark(blocks: Sequence[Block]) -> Marks:
    """Mark the notes around a story. `blocks` are the lines of a text."""
    texts = [block.text[:_READ] for block in blocks]
    found: Marks = {}
    for place, what in (*_counters(texts), *_days(texts), *_works(texts), *_said(texts)):
        found.setdefault(blocks[place].order, what)
    return found


def said(blocks: Sequence[Block]) -> Marks:
    """Mark the notes on a page that their own words give away: fewer than in a text, of which markup says
    nothing."""
    texts = [block.text[:_READ] for block in blocks]
    return {blocks[place].order: what for place, what in _said(texts) if what.rule in _ON_PAGES}


def _said(texts: Sequence[str]) -> Iterator[tuple[int, Mark]]:
    last = len(texts) - _END
    for i, text in enumerate(texts):
        quoted = QUOTED.search(text) is not None
        for what, words, end in _NOTES:
            if (not end or i >= last) and i and words.search(text):
                name = what.rule.removeprefix(PREFIX)
                told = name not in _MAY_SAY and SPEECH.search(text) is not None
                if not told and (not quoted or name in _MAY_QUOTE):
                    yield i, what
                break


def _counters(texts: Sequence[str]) -> Iterator[tuple[int, Mark]]:
    """The counters of a gallery's pictures: "3 of 40"."""
    found = {i: match[1] for i, text in enumerate(texts) if (match := _COUNTER.fullmatch(text))}
    totals = Counter(found.values())
    return (
        (i, Mark("navigation", f"{PREFIX}counter"))
        for i, total in found.items()
        if totals[total] >= _COUNTERS
    )


def _days(texts: Sequence[str]) -> Iterator[tuple[int, Mark]]:
    """A line above the story that is a day and nothing else, in languages that `wording` does not read."""
    return (
        (i, Mark("date", f"{PREFIX}day")) for i, text in enumerate(texts[:_START]) if _DAY.fullmatch(text)
    )


def _works(texts: Sequence[str]) -> Iterator[tuple[int, Mark]]:
    """The work that a story reports on, cited below it: one or two, as a list is the text's own."""
    first = len(texts) - 2 * _END
    cited = [
        i
        for i, text in enumerate(texts)
        if _CITED.match(text) or (text.startswith("More information:") and _WORK.search(text))
    ]
    if len(cited) >= _LIST:
        return iter(())
    return ((i, Mark("other", f"{PREFIX}work")) for i in cited if i >= max(1, first))
