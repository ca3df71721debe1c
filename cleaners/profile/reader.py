"""A profile made ready for use: a small automaton that reads elements from the body inwards.

A state is the context of an element: its step and those of three elements around it. From there a child's
tag, class and id lead to the next state by one look-up; how they read is worked out the first time only.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from cleaners.evidence import Mark
from cleaners.model import Kind
from cleaners.naming import Naming
from cleaners.profile.layouts import stable_names
from cleaners.profile.profile import PAGE, Profile, Votes
from cleaners.profile.signature import STEPS, forms, names, step

MAX_STATES: Final = 20_000
"""States that are remembered; a site has some hundreds. Classes made up for each page are forgotten."""

MAX_ENTERED: Final = 2_048
"""Ways from one state to another that are remembered. Each page has a few of its own: `post-4711` leads to
the state that all articles have."""

# So many pages' worth must have shown that a place holds nothing of the story. An element without a name that
# is anybody's may hold the next story's first paragraph.
_NAMED: Final = 2 * PAGE
_NAMELESS: Final = 5 * PAGE
_FEW: Final = 3 * PAGE
_ANYBODYS: Final = frozenset(
    "div section p ul ol li blockquote article main table tbody tr td dl dt dd pre h2 h3 h4 h5 h6".split()
)
_KEEP: Final = 0.5


class Verdict(NamedTuple):
    """What the profile says of a block: its mark, and whether its signature was seen, with at least one of
    the elements around it. `mark` is None where nothing is known."""

    mark: Mark | None
    seen: bool


class State:
    """The context of an element. `cut` is what to cut it as without a look inside, None to look."""

    __slots__ = ("children", "cut", "mark", "steps", "verdicts")

    def __init__(self, steps: tuple[str, ...], cut: Kind | None) -> None:
        self.steps = steps
        self.cut = cut
        self.mark = Mark(cut, "profile", 1.0)
        self.children: dict[Naming, State] = {}
        self.verdicts: dict[str, Verdict] = {}


class Reader:
    """A profile's look-ups. Holds the states that it met, which change no result."""

    def __init__(self, profile: Profile) -> None:
        self._votes = profile.votes
        self._places = profile.places
        self._stable = stable_names(profile.layouts)
        self._states: dict[tuple[str, ...], State] = {}
        self._entered = 0
        self.share = min((layout.share for layout in profile.layouts), default=0)
        self.repeated = profile.repeated
        self.turns = profile.turns

    def root(self, tag: str) -> State:
        """The state of the page's outermost element."""
        return self._state((tag,))

    def enter(self, state: State, naming: Naming) -> State:
        """The state of an element in one of `state`, which has it among its children from now on."""
        own = step(naming.tag, names(naming.id, naming.classes), self._stable)
        child = state.children[naming] = self._state((own, *state.steps)[:STEPS])
        self._entered += 1
        return child

    def verdict(self, state: State, what: str) -> Verdict:
        """What is known of a block with these flags right in an element of `state`."""
        found = state.verdicts.get(what)
        if found is None:
            found = state.verdicts[what] = self._verdict(forms(state.steps, what))
        return found

    @property
    def states(self) -> int:
        """How many states are remembered."""
        return len(self._states)

    def trim(self) -> None:
        """Forget the states, or the ways between them, if there are too many of them."""
        if len(self._states) > MAX_STATES:
            self._states.clear()
        elif self._entered > MAX_ENTERED:
            self._entered = 0
            for state in self._states.values():
                state.children.clear()

    def _state(self, steps: tuple[str, ...]) -> State:
        state = self._states.get(steps)
        if state is None:
            state = self._states[steps] = State(steps, self._cut(steps))
        return state

    def _cut(self, steps: tuple[str, ...]) -> Kind | None:
        place = self._places.get(" < ".join(steps))
        if place is None or place.kept or len(steps) == 1:
            return None
        named = "." in steps[0] or "#" in steps[0] or steps[0] not in _ANYBODYS
        return place.kind if place.pages >= (_NAMED if named else _NAMELESS) else None

    def _verdict(self, names: tuple[str, str, str]) -> Verdict:
        exact, near, loose = (self._votes.get(name) for name in names)
        share = 0.5
        best: Votes | None = None
        for votes in (loose, near, exact):
            if votes is not None:
                best = votes
                weight = min(votes.pages, _FEW)
                share = (votes.share * weight + share * (_FEW - weight)) / _FEW
        if best is None:
            return Verdict(None, seen=False)
        seen = exact is not None or near is not None
        if share >= _KEEP:
            return Verdict(Mark(None, "profile", round(share, 3)), seen)
        return Verdict(Mark(best.kind, "profile", round(1 - share, 3)), seen)
