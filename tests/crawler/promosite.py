"""A made-up site whose promos stand among the story's paragraphs, with no class, no link and no known wording."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

PROMO: Final = "The Morning Gavel comes with the milk, and asks for nothing but a glance."
TURNS: Final = tuple(
    f"At the Gavel's table on Sundays: {what}."
    for what in ("soup and old verdicts", "cards and torts", "tea and writs", "bread and bail")
)
_WHO: Final = "Arlo Bettany Corin Dagny Esme Fitch Gwyn Hollis Isolde Jory Kester Linnea".split()
_WHAT: Final = (
    "a heron",
    "the mill wheel",
    "two lanterns",
    "a ferry rope",
    "the east gate",
    "a cheese press",
    "the choir loft",
)
_SAID: Final = (
    "told the court that {what} had stood on the north bank since the spring of {year}",
    "asked for the return of {what} and for costs of {n} crowns",
    "read {n} letters about {what} to a jury that had not eaten since dawn",
    "denied that {what} was ever promised to anyone, in {year} or after",
)


@dataclass(frozen=True)
class Made:
    """A page and the paragraphs of its story."""

    url: str
    html: str
    story: tuple[str, ...]


def made(number: int, *, host: str = "promos.example", redesigned: bool = False) -> Made:
    """The page of this number, always the same."""
    rnd = random.Random(f"{host}/{number}")
    story = tuple(
        " ".join(
            f"{rnd.choice(_WHO)} {rnd.choice(_WHO)} "
            + rnd.choice(_SAID).format(
                what=rnd.choice(_WHAT), year=rnd.randint(1900, 2020), n=rnd.randint(3, 90)
            )
            + "."
            for _ in range(rnd.randint(2, 4))
        )
        for _ in range(rnd.randint(5, 9))
    )
    body = [*story]
    for promo in (PROMO, TURNS[number % len(TURNS)]):
        body.insert(rnd.randrange(1, len(body) + 1), promo)
    paragraphs = "".join(f"<p>{text}</p>" for text in body)
    title = f"{rnd.choice(_WHO)} and the matter of {rnd.choice(_WHAT)}, part {number}"
    more = "".join(
        f'<li><a href="/{rnd.randint(1, 999)}/">Part {rnd.randint(1, 999)}</a></li>' for _ in range(5)
    )
    frame = _NEW if redesigned else _OLD
    html = frame.format(title=title, day=1 + number % 28, paragraphs=paragraphs, more=more)
    return Made(f"https://{host}/2026/05/story-number-{number}/", html, story)


_HEAD: Final = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
    '<meta property="og:type" content="article">'
    '<meta property="article:published_time" content="2026-05-{day:02}T08:00:00+00:00"></head>'
)
_OLD: Final = (
    _HEAD + '<body><header class="masthead"><a href="/">The Gavel</a></header><main><article class="post">'
    '<h1 class="post-title">{title}</h1><div class="post-body">{paragraphs}</div></article></main>'
    '<aside class="rail"><h3>More</h3><ul>{more}</ul></aside><footer class="foot"><p>Printed in Wexley.</p></footer>'
    "</body></html>"
)
_NEW: Final = (
    _HEAD + '<body><div id="app"><div class="s-bar"><a href="/">The Gavel</a></div><section class="s-read">'
    '<h1 class="s-head">{title}</h1><div class="s-grid"><div class="s-text">{paragraphs}</div></div></section>'
    '<div class="s-side"><ul>{more}</ul></div><div class="s-base"><p>Printed in Wexley.</p></div></div></body></html>'
)
