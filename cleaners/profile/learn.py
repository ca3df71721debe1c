"""Lessons become a profile: one page, one vote a signature, whatever the order in which pages came.

All weights are whole numbers and all that is gathered is sorted, so that the same lessons give the same
profile, to the byte, in any order and any process.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from cleaners.evidence.repetition import Lines
from cleaners.model import Kind
from cleaners.profile import layouts as templates
from cleaners.profile.lesson import Lesson, Spot
from cleaners.profile.profile import PAGE, Layout, Profile, Votes
from cleaners.profile.signature import STEPS, digest, forms, step
from cleaners.profile.turns import turns

MAX_TAUGHT: Final = 200
"""Pages whose numbers are remembered, so that none teaches twice."""

MAX_LESSONS: Final = 250
"""Lessons that are learned from at once; of more, a random sample, the same in any order."""

_MIN_KEPT: Final = 50
_FADE: Final = 50
"""So many new pages halve the weight of what was known."""
_FORGET: Final = PAGE // 4
_MAX_LINES: Final = 120
_SAME_STORY: Final = 0.6
# What the fast way needs to see: the story, the title and what is given back to pictures.
_NEEDED: Final = frozenset(("", "title", "caption", "credit"))


def learn(lessons: Iterable[Lesson], profile: Profile | None = None) -> Profile:
    """What the lessons teach of their site, on top of what was known of it.

    Pages that `profile` was taught already, and pages that tell the same story as another, count once.
    What was known fades with what is new, and what no new page bears out is forgotten in time: so a site's
    new template is learned beside the old one, and outlives it. What was learned under other rules of the
    site than most of the lessons were is dropped.
    """
    unique = _unique(lessons)
    rules = unique[0].rules if unique else 0
    before = (
        profile if profile is not None and (profile.rules == rules or not unique) else Profile(rules=rules)
    )
    fresh = [lesson for lesson in unique if lesson.page not in before.taught]
    if not fresh:
        return before
    lines, names = _lines(fresh, before)
    texts = not before.layouts and not any(lesson.nodes for lesson in fresh)
    repeated, turning = lines.repeated(texts=texts), turns(lines, names)
    teaching = [lesson for lesson in _one_a_story(fresh) if lesson.kept >= _MIN_KEPT and lesson.story >= 0]
    layouts = _layouts(teaching, [_faded(each, len(teaching)) for each in before.layouts])
    stable = templates.stable_names(layouts)
    votes = {name: known.times(_FADE, _FADE + len(teaching)) for name, known in before.votes.items()}
    places = {name: known.times(_FADE, _FADE + len(teaching)) for name, known in before.places.items()}
    seen = [_Reading(lesson, stable, repeated.keys | turning.keys) for lesson in teaching]
    for reading in seen:
        _add(places, reading.places())
    for reading in seen:
        _add(votes, reading.votes())
    return Profile(
        layouts=tuple(layouts),
        votes=MappingProxyType({n: v for n, v in sorted(votes.items()) if v.pages >= _FORGET}),
        places=MappingProxyType({n: v for n, v in sorted(places.items()) if v.pages >= _FORGET}),
        repeated=repeated,
        turns=turning,
        lines=lines,
        names=MappingProxyType(names),
        taught=tuple(sorted((*before.taught, *(lesson.page for lesson in fresh)))[-MAX_TAUGHT:]),
        learned=before.learned + len(fresh),
        rules=rules,
    )


def _unique(lessons: Iterable[Lesson]) -> list[Lesson]:
    """The lessons of one set of rules, each page once, in an order that does not depend on theirs."""
    found: dict[int, Lesson] = {}
    lessons = list(lessons)
    rules = Counter(lesson.rules for lesson in lessons)
    most = max(rules, key=lambda number: (rules[number], number), default=0)
    for lesson in lessons:
        if lesson.rules != most:
            continue
        known = found.get(lesson.page)
        if known is None or repr(lesson) < repr(known):
            found[lesson.page] = lesson
    return [found[page] for page in sorted(found)[:MAX_LESSONS]]  # pages are numbered by hashes


def _one_a_story(lessons: Sequence[Lesson]) -> list[Lesson]:
    """The lessons without those that tell the story of another: pages of one text must not outvote a site."""
    told: list[dict[int, int]] = []
    found: list[Lesson] = []
    for lesson in lessons:
        story = {spot.text: spot.words for spot in lesson.spots if not spot.kind and spot.text}
        size = sum(story.values())
        for other in told:
            shared = sum(story[text] for text in story.keys() & other.keys())
            if shared >= (size + sum(other.values()) - shared) * _SAME_STORY:
                break
        else:
            told.append(story)
            found.append(lesson)
    return found


def _lines(lessons: Sequence[Lesson], before: Profile) -> tuple[Lines, dict[int, tuple[int, ...]]]:
    """The texts and names of the new pages and of a sample of those before, another one at each time."""
    lines = Lines()
    names: dict[int, tuple[int, ...]] = {}
    for lesson in lessons:
        if lesson.lines:
            new = Lines.from_json({"pages": [lesson.lines]})
            names.update(dict.fromkeys(new.pages, lesson.names))
            lines.merge(new)
    old = sorted(before.lines.pages, key=lambda number: digest(f"{before.learned} {number}"))
    old = old[: max(0, _MAX_LINES - len(lines.pages))]
    lines.merge(Lines({number: before.lines.pages[number] for number in old}))
    return lines, {
        number: names.get(number) or before.names.get(number, ()) for number in sorted(lines.pages)
    }


def _layouts(lessons: Sequence[Lesson], known: Sequence[Layout]) -> list[Layout]:
    """The templates: those known, with what the lessons add to them, and new ones."""
    found = list(known)
    for group in templates.groups(lessons):
        new = templates.layout(group)
        place = next((i for i, each in enumerate(found) if templates.alike(each.story, new.story)), None)
        if place is None:
            found.append(new)
        else:
            found[place] = templates.layout(group, found[place])
    return sorted(
        (each for each in found if each.pages >= _FORGET), key=lambda each: (-each.pages, each.story)
    )


def _faded(layout: Layout, new: int) -> Layout:
    names = ((name, weight * _FADE // (_FADE + new)) for name, weight in layout.names)
    return layout._replace(
        pages=layout.pages * _FADE // (_FADE + new), names=tuple((n, w) for n, w in names if w >= _FORGET)
    )


def _add(table: dict[str, Votes], more: Mapping[str, Votes]) -> None:
    for name, votes in more.items():
        known = table.get(name)
        table[name] = votes if known is None else known.plus(votes)


class _Reading:
    """A lesson read with the names that are stable on its site."""

    def __init__(self, lesson: Lesson, stable: frozenset[str], repeated: frozenset[int]) -> None:
        self.lesson = lesson
        self.repeated = repeated
        self.steps: list[tuple[str, ...]] = []
        for node in lesson.nodes:  # a node stands after the one around it
            around = self.steps[node.parent] if node.parent >= 0 else ()
            self.steps.append((step(node.tag, node.names, stable), *around)[:STEPS])

    def votes(self) -> dict[str, Votes]:
        """One vote for each signature on the page: the share of its blocks that were kept.

        Texts that repeat on the site say nothing of the markup they stand in.
        """
        spots: defaultdict[str, list[Spot]] = defaultdict(list)
        for spot in self.lesson.spots:
            if spot.text not in self.repeated:
                for form in forms(self.steps[spot.node], spot.flags):
                    spots[form].append(spot)
        return {form: _vote(found) for form, found in spots.items()}

    def places(self) -> dict[str, Votes]:
        """One vote for each context of an element: whether anything of the story stood in it, and what the
        rest was, by words. What stands in a place without any of the story has no place of its own.
        """
        needed: set[int] = set()
        cut: defaultdict[int, Counter[Kind]] = defaultdict(Counter)
        for spot in self.lesson.spots:
            number = spot.node
            while number >= 0:
                if spot.kind in _NEEDED:
                    if number in needed:
                        break
                    needed.add(number)
                elif spot.kind:
                    cut[number][spot.kind] += spot.words
                number = self.lesson.nodes[number].parent
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, node in enumerate(self.lesson.nodes):
            if node.parent < 0 or node.parent in needed:
                found[" < ".join(self.steps[number])].append(number)
        return {name: self._place(numbers, needed, cut) for name, numbers in found.items()}

    @staticmethod
    def _place(numbers: Sequence[int], needed: set[int], cut: Mapping[int, Counter[Kind]]) -> Votes:
        words: Counter[Kind] = Counter()
        for number in numbers:
            words.update(cut.get(number, ()))
        size = sum(words.values())
        return Votes(
            PAGE,
            PAGE if any(number in needed for number in numbers) else 0,
            0,
            tuple(sorted((kind, PAGE * count // size) for kind, count in words.items())) if size else (),
        )


def _vote(spots: Sequence[Spot]) -> Votes:
    kinds = Counter(spot.kind for spot in spots if spot.kind)
    size = len(spots)
    return Votes(
        PAGE,
        PAGE * sum(not spot.kind for spot in spots) // size,
        sum(spot.score for spot in spots) // size,
        tuple(sorted((kind, PAGE * count // size) for kind, count in kinds.items())),
    )
