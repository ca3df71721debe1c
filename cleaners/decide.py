"""Evidence becomes one decision a block: keep it, or cut it as a kind."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final

from cleaners.elements import Block, words_in
from cleaners.evidence import (
    Mark,
    Marks,
    boxes,
    brief,
    captions,
    comments,
    consent,
    declared,
    embeds,
    extractor,
    headline,
    lede,
    markup,
    notes,
    opening,
    place,
    pulled,
    repeats,
    separators,
    siblings,
    signoff,
    tables,
    tails,
    threads,
    widgets,
    wording,
)
from cleaners.evidence.density import densest
from cleaners.learned import BlockModel, Scores
from cleaners.model import Rules
from cleaners.page import Page

_KEPT: Final = 0.5
_SURE: Final = 0.82
_CERTAIN: Final = 0.97
# How unsure of a page the model may be before an extractor is asked: one page in ten is above, and most
# of those that the model gets wrong.
_DOUBT: Final = 0.15
# Where the model keeps less than this share of the running text, it took the wrong part of the page.
_COLLAPSE: Final = 0.25
_COLLAPSE_WORDS: Final = 60


@dataclass(frozen=True, slots=True)
class Decision:
    """A mark for every block, by order, and what else came out: the standfirst and notes on the evidence."""

    marks: Marks
    standfirst: str = ""
    notes: tuple[str, ...] = ()


def decide(page: Page, rules: Rules, model: BlockModel) -> Decision:
    """Decide on every block of a page.

    Evidence speaks in the order of its authority; the first that knows a block decides on it: what the
    site declares, the headline, boxes about consent, known widgets, wording, embedded posts, captions and
    their repeats, lists of other stories, what is hidden, and last what the block model, its like-marked
    neighbours and the lede keep. What nothing keeps is cut, and named by wording or place. Against what the
    model is sure of, widgets and lone links say nothing: a name may be misleading, and a story may hold a
    line that is all link.
    """
    blocks = page.blocks
    titles = headline.title_marks(page)
    spoken = wording.mark(blocks)
    shown = captions.mark(blocks)
    scores, remarks = judged(page, model, {**spoken, **shown, **titles})
    odds = scores.probabilities.tolist()
    kept: Marks = {
        order: Mark(None, "model", score) for order, score in enumerate(map(_rounded, odds)) if score > _KEPT
    }
    sure = {order for order, mark in kept.items() if mark.score is not None and mark.score > _SURE}
    said = declared.mark(blocks, rules)
    posts = embeds.mark(blocks, odds.__getitem__)
    kept.update((order, mark) for order, mark in posts.items() if mark.kind is None)
    known = headline.above(blocks, titles, kept)
    _add(known, consent.mark(blocks, page.elements, kept))
    _add(known, widgets.mark(page, scores.around.widgets, kept), sure)
    days = opening.entries(blocks, spoken, kept)
    kept.update(days)
    _add(known, _left(spoken, days))
    _add(known, {o: mark for o, mark in posts.items() if mark.kind is not None})
    if _collapsed(blocks, kept, known):
        remarks.append("model: kept next to nothing of the running text; the densest element was taken")
        kept = densest([b for b in blocks if b.order not in known])
    _add(kept, siblings.mark(blocks, kept, known))
    _add(known, shown)
    paragraphs = markup.Alike(blocks, dict(kept))
    about = page.metadata.description or ""
    _add(known, captions.boxed(blocks, _left(kept, known), paragraphs, about))
    _add(known, repeats.captions(blocks, known, paragraphs))
    told = {o for o in sure if blocks[o].prose and not tails.is_teaser(blocks[o].text)}
    _list(known, _left(tails.mark(blocks, known, kept), told))
    _add(known, tails.links(blocks, kept), sure)
    _add(known, tails.labelled(blocks, page.url))
    _add(known, tails.labels(blocks, known), sure)
    _add(known, tails.runs(blocks, kept))
    _add(known, _hidden(blocks, kept))
    _add(known, markup.hidden_boxes(blocks, page.elements, sure or kept))
    _add(known, markup.source(blocks))
    _list(known, threads.mark(blocks, _left(kept, known)))
    _list(known, comments.mark(blocks, _left(kept, known)))
    _add(known, repeats.story_again(blocks, _left(kept, known)))
    known.update(said)
    deck = headline.standfirst(page, titles, _left(kept, known), paragraphs)
    if deck is not None and deck.order not in said:
        known[deck.order] = headline.STANDFIRST
    _add(kept, lede.mark(page, kept, known))
    _add(kept, siblings.between(blocks, kept, known))
    _add(kept, siblings.items(blocks, kept, known))
    _add(kept, tables.mark(blocks, kept, known))
    _add(known, opening.mark(blocks, titles, _left(kept, known), page.metadata.authors))
    _add(known, pulled.mark(blocks, _left(kept, known)))
    lines = [b for b in blocks if b.order in kept and b.order not in known]
    _add(known, notes.said(lines), [o for o, mark in kept.items() if (mark.score or 0) > _CERTAIN])
    _add(kept, signoff.mark(blocks, _left(kept, known)))
    story = place.story_elements(
        (b for b in blocks if b.order in kept and b.order not in known), page.metadata.authors
    )
    marks = {
        b.order: known.get(b.order) or kept.get(b.order) or _unkept(b, story, _rounded(1 - odds[b.order]))
        for b in blocks
    }
    for block in blocks:
        if (
            block is not deck
            and block.order in known
            and block.order not in said
            and block.order not in titles
        ):
            marks[block.order] = place.rename(block, marks[block.order], story)
    cut = {order: mark for order, mark in marks.items() if mark.kind is not None}
    marks.update(_left(tails.labels(blocks, cut), sure))
    marks.update(tails.heads(blocks, cut | said, sure))
    marks.update(tails.teasers(blocks, marks))
    marks.update(_left(pulled.names(blocks, marks), said))
    marks.update(_left(tails.orphans(blocks, marks, sure), said))
    marks.update(_left(boxes.halves(blocks, marks, sure), said))
    marks.update(_left(boxes.called(blocks, marks, sure), said))
    marks.update(brief.mark(blocks, marks, titles))
    marks.update(_left(separators.mark(blocks, marks), said))
    return Decision(marks, deck.text if deck is not None else "", tuple(remarks))


def judged(page: Page, model: BlockModel, spoken: Marks) -> tuple[Scores, list[str]]:
    """What the model says of all blocks; where it is unsure of the page, with the votes of an extractor."""
    scores = model.read(page, spoken)
    if not page.blocks or scores.doubt() <= _DOUBT:
        return scores, []
    extraction = extractor.extract(page)
    if extraction.note:
        return scores, [extraction.note]
    scores = model.vote(scores, extractor.shares(page.blocks, extraction))
    return scores, ["model: unsure of this page, an extractor was asked"]


def _rounded(probability: float) -> float:
    return round(probability, 3)


def _add(known: Marks, more: Marks, sure: Container[int] = ()) -> None:
    """Add what is new: a block that is known already stays as it is, and so does one that is sure."""
    for order, what in more.items():
        if order not in sure:
            known.setdefault(order, what)


def _left(marks: Marks, known: Container[int]) -> Marks:
    """The marks of what is not among `known`: to be something else, or surely of the story."""
    return {order: mark for order, mark in marks.items() if order not in known}


def _list(known: Marks, listed: Marks) -> None:
    """Add lists of other stories, or of comments: a caption or a date in one is part of the list."""
    for order, what in listed.items():
        if order not in known or known[order].kind in place.DETAILS:
            known[order] = what


def _unkept(block: Block, story: Container[int], score: float) -> Mark:
    """The mark of a block that nothing keeps."""
    return Mark(place.name(block, story), "model", score)


def _hidden(blocks: Sequence[Block], kept: Marks) -> Marks:
    """Blocks no reader sees at first. What an extractor keeps is none of them: pages fold parts of a story
    away, and show it by script.
    """
    return {b.order: markup.HIDDEN for b in blocks if b.hidden and b.order not in kept}


def _collapsed(blocks: Sequence[Block], kept: Marks, known: Marks) -> bool:
    prose = words_in(b for b in blocks if not b.hidden and b.order not in known and b.prose)
    found = words_in(b for b in blocks if b.order in kept)
    return found < _COLLAPSE_WORDS <= prose and found < prose * _COLLAPSE
