"""What elements are called: tag, class and id. A page has few such namings, and a site few more.

One object stands for all elements that are called alike, so that what is found out of a naming is found once:
functions of one are memoised by it.
"""

from __future__ import annotations

from typing import Final, TypeAlias

# Elements that end the run of text before and after them, as the HTML standard's rendering section
# (15.3, "Non-replaced elements") displays them, and a few containers that pages use the same way.
BLOCK_TAGS: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing "
    "main menu nav ol optgroup option p picture plaintext pre search section summary table tbody td "
    "tfoot th thead tr ul xmp video audio".split()
)
STRONG_TAGS: Final = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
MAX_NAMINGS: Final = 8192
"""Namings that are remembered: what some forty sites have. Most pages have a few of their own (`post-4711`),
which should not pile up."""
MAX_CLASSES: Final = 100
MAX_NAME: Final = 2_000
"""Characters that are read of a `class` or `id`; what all pages have in common is shorter by far."""
# A ledger holds a path for every cut: whole ones, with the utility classes of some themes, made it eleven
# times as large as the corpus.
_STEP_CHARS: Final = 80


class Naming:
    """A tag, the class names in the order in which they stand, and the id ("" for none).

    `block`, `link` and `strong`: what the tag makes of what stands in it. `step` is one step of a tag path:
    `div#content.post.entry`, cut off at 80 characters.
    """

    __slots__ = ("block", "classes", "id", "link", "step", "strong", "tag")

    def __init__(self, tag: str, value: str | None, ident: str | None) -> None:
        self.tag = tag
        self.classes = tuple(value.split()[:MAX_CLASSES]) if value else ()
        self.id = ident or ""
        self.block = tag in BLOCK_TAGS or "-" in tag
        self.link = tag == "a"
        self.strong = tag in STRONG_TAGS
        step = f"{tag}#{ident}" if ident else tag
        if self.classes:
            step = f"{step}.{'.'.join(self.classes)}"
        self.step = step if len(step) <= _STEP_CHARS else f"{step[: _STEP_CHARS - 1]}…"


_Key: TypeAlias = tuple[str, str | None, str | None]


class Namings(dict[_Key, Naming]):
    """Namings by tag and the values of `class` and `id`. When half of them are new, those are forgotten that
    were not met in the meantime: what all pages of a site have stays one object."""

    def __init__(self) -> None:
        super().__init__()
        self._before: dict[_Key, Naming] = {}

    def __missing__(self, key: _Key) -> Naming:
        tag, value, ident = key
        if (value and len(value) > MAX_NAME) or (ident and len(ident) > MAX_NAME):
            return self[tag, value and value[:MAX_NAME], ident and ident[:MAX_NAME]]
        if len(self) >= MAX_NAMINGS // 2:
            self._before = dict(self)
            self.clear()
        naming = self[key] = self._before.get(key) or Naming(*key)
        return naming


NAMINGS: Final = Namings()
"""Those that were met in this process, which change no result."""
