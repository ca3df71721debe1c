"""Whether a line speaks of what the rest of the text speaks of, and whether the text says it twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from cleaners.elements import Block

_EDGES: Final = ".,:;!?\"'“”‘’()[]…"
_REACH: Final = 3
_BEGIN_CHARS: Final = 20
_BEGIN_SHARE: Final = 0.9
_COPIES: Final = 20
_COMMON: Final = 10.0  # a word in every line weighs an eleventh of one that stands in none of the others


class Topic(NamedTuple):
    """What a line shares with other lines."""

    shared: float  # share of its content words that other lines have
    weighted: float  # the same, rare words counting more
    above: float
    below: float
    names: float  # share of its capitalised words that other lines have
    names_above: float
    title: float  # share of its content words that the first line has
    titled: float  # share of the first line's content words that it has
    copies: float  # how often the line stands in the text
    copies_above: float
    begun: (
        float  # whether a line of the next three or the three before begins with this one, or is begun by it
    )


TOPIC: Final = Topic._fields


def topics(blocks: Sequence[Block], tokens: Sequence[Sequence[str]]) -> list[Topic]:
    """What each line shares with the others. `tokens` are the words of the lines, one at least."""
    contents = [_content(line) for line in tokens]
    names = [
        {part.strip(_EDGES).lower() for part in block.text.split()[1:] if part[0].isupper()} - {""}
        for block in blocks
    ]
    everywhere = Counter(word for line in contents for word in line)
    named = Counter(name for line in names for name in line)
    copies = Counter(tuple(line) for line in tokens)
    total = len(blocks)
    title = contents[0]
    above: set[str] = set()
    named_above: set[str] = set()
    copied: Counter[tuple[str, ...]] = Counter()
    below = Counter(everywhere)
    texts = [" ".join(line) for line in tokens]
    found = []
    for i, (line, own) in enumerate(zip(tokens, contents, strict=True)):
        below.subtract(own)
        size = max(1, len(own))
        weights = {word: 1.0 / (1.0 + everywhere[word] / total * _COMMON) for word in own}
        weight = sum(weights.values()) or 1.0
        key = tuple(line)
        found.append(
            Topic(
                shared=sum(everywhere[word] > 1 for word in own) / size,
                weighted=sum(w for word, w in weights.items() if everywhere[word] > 1) / weight,
                above=sum(w for word, w in weights.items() if word in above) / weight,
                below=sum(w for word, w in weights.items() if below[word] > 0) / weight,
                names=sum(named[name] > 1 for name in names[i]) / max(1, len(names[i])),
                names_above=sum(name in named_above for name in names[i]) / max(1, len(names[i])),
                title=len(own & title) / size if i else -1.0,
                titled=len(own & title) / max(1, len(title)) if i else -1.0,
                copies=min(copies[key], _COPIES),
                copies_above=min(copied[key], _COPIES),
                begun=_begun(texts, i),
            )
        )
        copied[key] += 1
        above |= own
        named_above |= names[i]
    return found


def _content(tokens: Sequence[str]) -> set[str]:
    return {token for token in tokens if len(token) > 3 or token.isdigit()}


def _begun(texts: Sequence[str], i: int) -> float:
    """1 where a near line begins with line `i`, 2 where line `i` begins with a near line, else 0."""
    text = texts[i]
    for j in range(max(0, i - _REACH), min(len(texts), i + _REACH + 1)):
        other = texts[j]
        if j == i or min(len(text), len(other)) < _BEGIN_CHARS:
            continue
        if other.startswith(text[: max(_BEGIN_CHARS, int(len(text) * _BEGIN_SHARE))]):
            return 1.0
        if text.startswith(other[: max(_BEGIN_CHARS, int(len(other) * _BEGIN_SHARE))]):
            return 2.0
    return 0.0
