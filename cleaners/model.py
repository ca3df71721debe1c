"""What goes in and out of cleaning: rules in, a `Cleaned` with its ledger out.

All types are frozen and hold plain data (strings, numbers, tuples, datetimes), so that they pickle
between processes and compare by value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

from cleaners.address import AddressKind

Kind: TypeAlias = Literal[
    "caption",
    "credit",
    "ad",
    "newsletter",
    "related",
    "share",
    "byline",
    "date",
    "bio",
    "tip",
    "legal",
    "tags",
    "comments",
    "paywall",
    "player",
    "title",
    "navigation",
    "other",
]
"""What a block that was cut is. `other` is a block that no evidence could name."""

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

Reason: TypeAlias = Literal[
    "empty",
    "binary",
    "no_text",
    "no_article",
    "listing",
    "several_articles",
    "wrong_article",
    "too_large",
    "error",
]
"""Why a page gave no article: nothing came; it is no text (an image, a PDF, JSON …); it holds no words;
it has words but no story (a login form); it leads to articles (a front, a section, a tag, search results);
it holds several whole ones; what would be kept is not what the page says that it tells; it is over the size
limit; the cleaner itself failed."""

REASONS: Final[tuple[Reason, ...]] = get_args(Reason)

PageKind: TypeAlias = Literal[
    "article", "live_blog", "gallery", "transcript", "listing", "several_articles", "unknown"
]
"""What a page is. The first four hold one article; `unknown` was not looked at (nothing came, or no text)."""

PAGE_KINDS: Final[tuple[PageKind, ...]] = get_args(PageKind)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site declares of itself.

    `furniture` maps a kind to CSS selectors (soupsieve's dialect) of elements that are cut whole.
    `keep` lists selectors of elements whose blocks belong to the story whatever other evidence says,
    furniture within them excepted. Empty rules are right for most sites.
    """

    furniture: Mapping[Kind, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    keep: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for kind in self.furniture:
            if kind not in KINDS:
                raise ValueError(f"furniture of unknown kind {kind!r}: use one of {', '.join(KINDS)}")

    def __reduce__(self) -> tuple[type[Rules], tuple[dict[Kind, tuple[str, ...]], tuple[str, ...]]]:
        return (Rules, (dict(self.furniture), self.keep))  # a mapping proxy does not pickle


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the story. `url` is absolute where the page's address is known."""

    url: str
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """One machine-readable statement of a page, as it stood there.

    `signal` names it (`isAccessibleForFree`, `tdm-reservation`, `robots`), `value` is its raw value and
    `where` the place (`json-ld`, `meta`, `header`, `robots.txt`).
    """

    signal: str
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of its article.

    Dates are aware: the offset is the page's own, UTC where it gave none. `date_source` names where
    `published` was found, for instance `json-ld:datePublished`; `text` is a line at the headline, `htmldate`
    a guess.
    """

    title: str | None = None
    description: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    modified: datetime | None = None
    date_source: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    canonical: str | None = None
    images: tuple[Image, ...] = ()
    access: tuple[Signal, ...] = ()
    usage: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A block of the story. `order` is its number among all blocks of the page, `tag` its element
    (`p`, `h2`, `li`, `blockquote` …), `where` the tag path with classes, `rule` what kept it."""

    order: int
    tag: str
    text: str
    where: str
    rule: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """A cut. `order` is the block's number among all blocks of the page, `rule` the name of what decided,
    `score` its confidence from 0 to 1 where it has one, `where` the tag path with classes."""

    order: int
    kind: Kind
    text: str
    rule: str
    where: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A page after cleaning. `blocks` (kept) and `removals` together are all blocks of the page, each once;
    `text` joins the kept ones by a blank line. `reason` is None where there is an article; `text` is
    empty where there is none. `page_kind` is what the page is; a live blog, a gallery and a transcript are
    articles, and a note says what told. `encoding_source` says what decided the encoding (`bom`, `header`,
    `meta`, `detector`, `str`). `notes` tell what a reader of the evidence should know.
    `stated` is what an HTML page says that it is, None where it says nothing. `fit` is "" where no profile of
    the site was given, `profile` where one decided, and where it did not fit `unfit:` and the reason (see
    `cleaners.profile.read_known`)."""

    url: str = ""
    title: str = ""
    standfirst: str = ""
    text: str = ""
    blocks: tuple[Kept, ...] = ()
    removals: tuple[Removal, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    reason: Reason | None = None
    encoding: str = ""
    encoding_source: str = ""
    notes: tuple[str, ...] = ()
    page_kind: PageKind = "unknown"
    stated: AddressKind | None = None
    fit: str = ""
