"""Which pages of a site are made with the same template, and which of its names recur on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from cleaners.profile.lesson import Lesson
from cleaners.profile.profile import PAGE, Layout
from cleaners.profile.signature import step

_SAME_HOME: Final = 0.5
_SAME_CHAIN: Final = 0.4
_MAX_STEPS: Final = 24
_MAX_NAMES: Final = 600


def story_chain(lesson: Lesson, known: Collection[str]) -> tuple[str, ...]:
    """The steps from the element around the story up to the body, with the names that are known."""
    steps: list[str] = []
    number = lesson.story
    while number >= 0 and len(steps) < _MAX_STEPS:
        node = lesson.nodes[number]
        steps.append(step(node.tag, node.names, known))
        number = node.parent
    return tuple(steps)


def groups(lessons: Sequence[Lesson]) -> list[list[Lesson]]:
    """The lessons by template: whose stories stand in like-named elements. In any order the same groups."""
    counts = Counter(name for lesson in lessons for name in set(_story_names(lesson)))
    # a name of one page alone is that page's: it tells of no template
    recurring = {name for name, count in counts.items() if count > 1 or len(lessons) == 1}
    chains = [story_chain(lesson, recurring) for lesson in lessons]
    group = list(range(len(lessons)))
    for i, one in enumerate(chains):
        for j in range(i):
            if group[i] != group[j] and alike(one, chains[j]):
                old, new = max(group[i], group[j]), min(group[i], group[j])
                group = [new if number == old else number for number in group]
    found: dict[int, list[Lesson]] = {}
    for number, lesson in zip(group, lessons, strict=True):
        found.setdefault(number, []).append(lesson)
    return list(found.values())


def alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two chains of steps are of one template."""
    if not one or not other:
        return not one and not other
    return _overlap(_parts(one[:1]), _parts(other[:1])) >= _SAME_HOME and (
        _overlap(_parts(one), _parts(other)) >= _SAME_CHAIN
    )


def layout(lessons: Sequence[Lesson], known: Layout | None = None) -> Layout:
    """The template of some lessons; with `known` the same template as it was known before, faded."""
    counts: Counter[str] = Counter(dict(known.names) if known else {})
    for lesson in lessons:
        counts.update(dict.fromkeys({name for node in lesson.nodes for name in node.names}, PAGE))
    weight = len(lessons) * PAGE + (known.pages if known else 0)
    names = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MAX_NAMES]
    shares = sorted(lesson.share for lesson in lessons)
    share = shares[len(shares) // 2]
    if known is not None:
        share = (share * len(lessons) * PAGE + known.share * known.pages) // weight
    stable = _stable(names, weight)
    chain = Counter(story_chain(lesson, stable) for lesson in lessons)
    story = max(chain, key=lambda steps: (chain[steps], steps))
    return Layout(story, weight, share, tuple(sorted(names)))


def stable_names(layouts: Sequence[Layout]) -> frozenset[str]:
    """The names that recur: on at least half of the pages of a template, and on two."""
    return frozenset(name for each in layouts for name in _stable(each.names, each.pages))


def _stable(names: Collection[tuple[str, int]], pages: int) -> frozenset[str]:
    bar = max(pages / 2, min(pages, 1.5 * PAGE))
    return frozenset(name for name, weight in names if weight >= bar)


def _story_names(lesson: Lesson) -> list[str]:
    names: list[str] = []
    number = lesson.story
    while number >= 0:
        names.extend(lesson.nodes[number].names)
        number = lesson.nodes[number].parent
    return names


def _parts(steps: Sequence[str]) -> set[str]:
    """Tags with their depth, and names, of a chain."""
    return {part for each in steps for part in each.replace(".", " .").replace("#", " #").split()}


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0
