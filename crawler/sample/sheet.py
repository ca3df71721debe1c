"""A page while it is drawn: the HTML, and beside it every block of furniture that was drawn.

Text of a story and text of furniture go through different methods, so that the gold cannot forget a
block that the page has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cleaners.model import Kind
from crawler.sample.inline import to_html, to_text
from crawler.sample.source import Article, articles, by_slug

SITE: Final = "The Docket Lantern"
_RELATED: Final = 3


@dataclass(frozen=True, slots=True)
class Links:
    """Turns a link's target into an address: `@slug` is an article, `/…` a page of this site."""

    base: str

    def __call__(self, target: str) -> str:
        if target.startswith("@"):
            return self.base + by_slug(target[1:]).path
        return self.base + target if target.startswith("/") else target


@dataclass(frozen=True, slots=True)
class Teaser:
    """A headline, where it leads, and the first words of what stands there (may be empty)."""

    title: str
    target: str
    text: str = ""


class Sheet:
    """Collects the markup between masthead and footer. Templates have `{}` where the words go."""

    def __init__(self, article: Article, links: Links, *, references: bool = False) -> None:
        self.article = article
        self.links = links
        self._references = references
        self._html: list[str] = []
        self._furniture: list[tuple[Kind, str]] = []

    def words(self, source: str) -> str:
        return to_html(source, self.links, references=self._references)

    def add(self, html: str) -> None:
        """Markup without words."""
        self._html.append(html)

    def keep(self, source: str, template: str) -> None:
        """Words of the story."""
        self._html.append(template.replace("{}", self.words(source)))

    def cut(self, kind: Kind, source: str, template: str) -> None:
        """One block of furniture."""
        self._furniture.append((kind, to_text(source)))
        self._html.append(template.replace("{}", self.words(source)))

    def cut_each(self, kind: Kind, sources: Sequence[str], template: str) -> None:
        for source in sources:
            self.cut(kind, source, template)

    @property
    def html(self) -> str:
        return "\n".join(self._html)

    @property
    def furniture(self) -> tuple[tuple[Kind, str], ...]:
        return tuple(self._furniture)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished page of an article."""

    html: str
    furniture: tuple[tuple[Kind, str], ...]


def teasers(lines: Sequence[str]) -> Iterator[Teaser]:
    """Related links as written: `@slug` for an article of this site, or `Headline | address | teaser`.
    Lines `name: …` (a heading, for instance) are no links."""
    for line in lines:
        if line.startswith("@"):
            article = by_slug(line[1:])
            yield Teaser(article.title, line, article.excerpt)
        elif " | " in line:
            title, target, *text = line.split(" | ")
            yield Teaser(title, target, "".join(text))


def neighbours(article: Article) -> tuple[Article, ...]:
    """Other stories that a page of `article` may point at: only such as stand on the fronts, so that an
    article that is found by one way alone stays so."""
    others = [other for other in articles() if "fronts" in other.found and other.slug != article.slug]
    same = [other for other in others if other.family == article.family]
    start = article.number % len(same)
    return tuple((same[start:] + same[:start])[:_RELATED])


def clock(moment: datetime) -> str:
    """The time of day as news sites write it: `9:05 am`."""
    return f"{moment.hour % 12 or 12}:{moment.minute:02} {'am' if moment.hour < 12 else 'pm'}"


def long_date(moment: datetime) -> str:
    """`October 2, 2026`."""
    return f"{moment:%B} {moment.day}, {moment.year}"


def ordinal_date(moment: datetime) -> str:
    """`Oct 2nd, 2026, 9:05 am`."""
    day = moment.day
    suffix = "th" if day in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{moment:%b} {day}{suffix}, {moment.year}, {clock(moment)}"


def names(authors: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    return " and ".join(filter(None, (", ".join(authors[:-1]), authors[-1])))


def key(name: str) -> str:
    """A name as it stands in an address: `Appeals Court` → `appeals-court`."""
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())
