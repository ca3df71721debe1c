"""What is known of a site: how its story's blocks are marked up, what stands around them, what repeats.

A profile is plain data, learned by `cleaners.profile.learn`, and applied by `cleaners.profile.apply`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, NamedTuple, Self

from cleaners.evidence.repetition import Lines, Repeated
from cleaners.model import KINDS, Kind

VERSION: Final = 1
PAGE: Final = 1000
"""The weight of a page, and of a vote: weights are whole numbers, so that no order of adding matters."""
_PRIOR: Final = 3 * PAGE


class Votes(NamedTuple):
    """How a signature was decided on the pages taught. `pages` is their weight, `kept` that of the shares of
    its blocks that were kept, `trust` of the teacher's scores; `kinds` weighs what the others were cut as."""

    pages: int
    kept: int
    trust: int
    kinds: tuple[tuple[Kind, int], ...] = ()

    @property
    def share(self) -> float:
        """How surely blocks of this signature belong to the story, 0 to 1.

        Three pages' worth of the teacher's own mean score stand beside the votes: few pages decide nothing
        that the teacher was not sure of.
        """
        prior = _PRIOR * self.trust / self.pages if self.pages else 0.0
        return (self.kept + prior) / (self.pages + _PRIOR)

    @property
    def kind(self) -> Kind:
        """What blocks of this signature are cut as."""
        most = max(self.kinds, key=lambda kind: (kind[1], -KINDS.index(kind[0])), default=None)
        return most[0] if most is not None else "other"

    def plus(self, other: Votes) -> Votes:
        """Both together."""
        kinds = dict(self.kinds)
        for kind, weight in other.kinds:
            kinds[kind] = kinds.get(kind, 0) + weight
        return Votes(
            self.pages + other.pages,
            self.kept + other.kept,
            self.trust + other.trust,
            tuple(sorted(kinds.items())),
        )

    def times(self, part: int, whole: int) -> Votes:
        """A share of the weight, rounded down."""
        return Votes(
            self.pages * part // whole,
            self.kept * part // whole,
            self.trust * part // whole,
            tuple((kind, left) for kind, weight in self.kinds if (left := weight * part // whole)),
        )


class Layout(NamedTuple):
    """One template of the site: the steps from the element around the story's paragraphs up to the body,
    the weight of its pages, the words kept as a share of the page (the median, in thousandths), and the
    weight of the pages on which each id and class stood."""

    story: tuple[str, ...]
    pages: int
    share: int
    names: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one site.

    `votes` are by signature, in all its forms (see `cleaners.profile.signature`). `places` are by the
    context of an element: one that was never `kept` need not be looked into. `repeated` are the lines that
    many pages have, `turns` those that some have in turn; both are worked out of `lines` and `names`, what
    is remembered of the text and the subject of pages.
    `taught` are the pages learned from, at most `learn.MAX_TAUGHT`; `learned` counts all that ever were.
    """

    layouts: tuple[Layout, ...] = ()
    votes: Mapping[str, Votes] = field(default_factory=lambda: MappingProxyType({}))
    places: Mapping[str, Votes] = field(default_factory=lambda: MappingProxyType({}))
    repeated: Repeated = field(default_factory=Repeated)
    turns: Repeated = field(default_factory=Repeated)
    lines: Lines = field(default_factory=Lines)
    names: Mapping[int, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}))
    taught: tuple[int, ...] = ()
    learned: int = 0
    rules: int = 0
    cache: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What applying the profile works out from it, kept between pages; it never changes a result."""

    def __reduce__(self) -> tuple[Any, tuple[dict[str, Any]]]:
        return (Profile.from_json, (self.to_json(),))

    @property
    def pages(self) -> int:
        """How many pages the profile was learned from that tell different stories, old ones faded."""
        return sum(layout.pages for layout in self.layouts) // PAGE

    def to_json(self) -> dict[str, Any]:
        """The profile as lists, numbers and strings, sorted, so that equal profiles give equal JSON."""
        return {
            "version": VERSION,
            "learned": self.learned,
            "rules": self.rules,
            "layouts": [
                {"story": list(story), "pages": pages, "share": share, "names": dict(names)}
                for story, pages, share, names in self.layouts
            ],
            "votes": {name: _votes_json(votes) for name, votes in sorted(self.votes.items())},
            "places": {name: _votes_json(votes) for name, votes in sorted(self.places.items())},
            "repeated": self.repeated.to_json(),
            "turns": self.turns.to_json(),
            "lines": self.lines.to_json(),
            "names": {str(page): list(names) for page, names in sorted(self.names.items())},
            "taught": list(self.taught),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """A profile from what `to_json` gave. Raises ValueError for one of another version."""
        if data.get("version") != VERSION:
            raise ValueError(f"a profile of version {data.get('version')!r}, not {VERSION}: learn it again")
        return cls(
            layouts=tuple(
                Layout(tuple(each["story"]), each["pages"], each["share"], tuple(each["names"].items()))
                for each in data["layouts"]
            ),
            votes=MappingProxyType({name: _votes(value) for name, value in data["votes"].items()}),
            places=MappingProxyType({name: _votes(value) for name, value in data["places"].items()}),
            repeated=Repeated.from_json(data["repeated"]),
            turns=Repeated.from_json(data["turns"]),
            lines=Lines.from_json(data["lines"]),
            names=MappingProxyType({int(page): tuple(names) for page, names in data["names"].items()}),
            taught=tuple(data["taught"]),
            learned=data["learned"],
            rules=data["rules"],
        )

    def describe(self) -> Iterator[str]:
        """The profile as lines for a reader: layouts, what is kept, what is cut and as what, what repeats."""
        yield f"{self.pages} pages taught it, of {self.learned} ever"
        yield f"{len(self.repeated.keys)} lines repeat, {len(self.turns.keys)} take turns"
        for layout in self.layouts:
            yield f"layout of {layout.pages / PAGE:.1f} pages, story {layout.share / 10:.0f}% of the words:"
            yield f"  {' < '.join(layout.story)}"
        exact = [(name, votes) for name, votes in self.votes.items() if "< *" not in name]
        exact.sort(key=lambda item: (-item[1].pages, item[0]))
        for name, votes in exact:
            if votes.share >= 0.5:
                yield f"keep {votes.share:.2f} of {votes.pages / PAGE:.1f}  {name}"
        for name, votes in exact:
            if votes.share < 0.5:
                yield f"{votes.kind} {1 - votes.share:.2f} of {votes.pages / PAGE:.1f}  {name}"
        for name, votes in sorted(self.places.items()):
            if not votes.kept:
                yield f"not entered, {votes.kind}, on {votes.pages / PAGE:.1f}  {name}"


def _votes_json(votes: Votes) -> list[Any]:
    return [votes.pages, votes.kept, votes.trust, dict(votes.kinds)]


def _votes(value: list[Any]) -> Votes:
    pages, kept, trust, kinds = value
    return Votes(pages, kept, trust, tuple(kinds.items()))
