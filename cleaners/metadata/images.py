"""The pictures of a story with caption and credit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qs

from selectolax.lexbor import LexborNode

from cleaners.metadata import jsonld
from cleaners.metadata.credits import split_credit
from cleaners.metadata.links import MAX_LINK, absolute, split
from cleaners.metadata.page import Page
from cleaners.metadata.plain import MAX_NODES, holds, key_of, node_text, plain
from cleaners.model import Image

MAX_IMAGES: Final = 50
_MAX_REMEMBERED: Final = 256
"""Addresses that are remembered: those of one page are asked for several times."""
_MAX_FIGURES: Final = 100
_PICTURES: Final = frozenset(("img", "amp-img"))
_MAX_FORMS: Final = 3
"""Of one picture in a figure: a stand-in, and behind it, for readers without scripts, itself."""

# Class names, in small letters, of what holds a caption and a credit.
_CAPTIONS: Final = frozenset(
    "wp-caption-text caption image-caption caption-text media-caption photo-caption image__caption "
    "figure__caption wp-element-caption".split()
)
_CREDITS: Final = frozenset(
    "credit photo-credit image-credit caption-credit media-credit wp-credit wp-media-credit image__credit "
    "figure__credit caption__credit photo__credit attribution image-attribution copyright photographer "
    "source img-credit visual-credit byline".split()
)
_NO_TEXT: Final = frozenset(("img", "source", "meta", "picture", "link", "br", "script", "-comment"))
_SMALL_PRINT: Final = frozenset(("small", "cite"))
_LONGEST_CREDIT: Final = 150
_MAX_STEPS: Final = 21
"""Elements from a credit up to its caption."""
_LAZY: Final = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-full-src",
    "data-hi-res-src",
    "data-image",
)
_LAZY_SETS: Final = ("data-srcset", "data-lazy-srcset", "srcset")
_ASIDE_TAGS: Final = frozenset(("aside", "nav", "footer", "header"))


def find(page: Page) -> tuple[Image, ...]:
    """The lead picture first (JSON-LD, OpenGraph), then the figures in the order of the page.

    One picture in several sizes is one entry; what a later place adds (a caption) is added to it.
    """
    found: dict[str, Image] = {}
    logos = set(map(key, _logos(page)))
    for image in (*_lead(page), *_figures(page)):
        name = key(image.url)
        if name in logos or _is_no_picture(image.url):
            continue
        known = found.get(name)
        if known is None:
            if len(found) < MAX_IMAGES:
                found[name] = image
        else:
            found[name] = replace(
                known, caption=known.caption or image.caption, credit=known.credit or image.credit
            )
    return tuple(found.values())


def _lead(page: Page) -> Iterator[Image]:
    for node in page.article[:3]:
        value = node.get("image")
        items = value if isinstance(value, list) else [value]
        pictures = [picture for item in items[:10] if (picture := _stated(page, page.graph.resolve(item)))]
        # A list of bare addresses is one picture in several crops, as search engines ask for it.
        yield from pictures[:1] if all(isinstance(item, str) for item in items) else pictures
        if pictures:
            break
    for name in ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"):
        for content in page.metas.get(name, ())[:1]:
            if url := absolute(plain(content), page.url):
                yield Image(url)
                return


def _stated(page: Page, value: Any) -> Image | None:  # noqa: ANN401  (JSON)
    if isinstance(value, str):
        url = absolute(plain(value), page.url)
        return Image(url) if url else None
    if not isinstance(value, dict):
        return None
    fields = {key.lower(): inside for key, inside in value.items()}
    for name in ("url", "contenturl", "@id"):
        link = fields.get(name)
        link = link[0] if isinstance(link, list) and link else link
        if isinstance(link, str) and (url := absolute(plain(link), page.url)) and "#" not in link:
            stated = next(jsonld.texts([fields], "caption", "description"), "")
            caption, credit = split_credit(stated)
            said = next(jsonld.texts([fields], "credittext", "creator", "author", "copyrightholder"), "")
            return Image(url, caption or None, credit or said or None)
    return None


def _logos(page: Page) -> Iterator[str]:
    for value in jsonld.values(page.article, "publisher"):
        publisher = page.graph.resolve(value)
        if isinstance(publisher, dict):
            logo = page.graph.resolve(publisher.get("logo"))
            if isinstance(logo, dict):
                logo = logo.get("url") or logo.get("contentUrl")
            if isinstance(logo, str) and len(logo) <= MAX_LINK:
                yield logo


def _figures(page: Page) -> Iterator[Image]:
    for figure in page.figures[:_MAX_FIGURES]:
        parts = _parted(figure)
        stated = ((picture, source(parts.source, picture, page.url)) for picture in parts.pictures)
        picture, url = next(((picture, url) for picture, url in stated if url), (figure, None))
        if url is None:
            continue
        caption, credit = _caption(parts)
        if caption or credit or _stands_alone(picture):
            yield Image(url, caption or None, credit or None)


class _Parts(NamedTuple):
    """The first pictures in an element and the first `<source>` beside them, and the first elements that are
    marked up as a caption and as a credit, itself among them: of the caption, where there is one."""

    pictures: Sequence[LexborNode]
    source: LexborNode | None
    caption: LexborNode | None
    credit: LexborNode | None


def _parted(around: LexborNode) -> _Parts:
    """What is looked for in an element. One look at all of its nodes takes a fraction of the time of
    selectors with as many names."""
    pictures: list[LexborNode] = []
    source = caption = credit = None
    for node in islice(around.traverse(), MAX_NODES):
        tag = node.tag
        if tag in _PICTURES and len(pictures) < _MAX_FORMS:
            pictures.append(node)
        if tag in _NO_TEXT:
            if source is None and tag == "source":
                source = node
            continue
        attributes = node.attributes
        named = attributes.get("class")
        names = named.lower().split() if named else ()
        if caption is None and (tag == "figcaption" or not _CAPTIONS.isdisjoint(names)):
            caption = node
            credit = None
        if credit is None and (
            tag in _SMALL_PRINT
            or not _CREDITS.isdisjoint(names)
            or "copyrightHolder" in (attributes.get("itemprop") or "").split()
        ):
            credit = node
    if caption is not None and credit is not None and not holds(caption, credit, _MAX_STEPS):
        credit = None
    return _Parts(pictures, source, caption, credit)


def _caption(figure: _Parts) -> tuple[str, str]:
    """What stands under a picture, parted into caption and credit; both may be empty."""
    node, marked = figure.caption, figure.credit
    credit = node_text(marked) if marked is not None else ""
    credit = credit if len(credit) <= _LONGEST_CREDIT else ""
    if node is None:
        return "", credit if marked is not None and marked.tag not in _SMALL_PRINT else ""
    text = node_text(node)
    if credit and len(credit) < len(text) and credit in text:
        before, _, after = text.rpartition(credit)
        return f"{before.rstrip(' |/-–—(')} {after.lstrip(' )')}".strip(), split_credit(credit)[1] or credit
    if credit and credit == text:
        return "", split_credit(credit)[1] or credit
    caption, found = split_credit(text)
    return caption, found or credit


def _stands_alone(picture: LexborNode) -> bool:
    """Whether a picture without a caption is one of the story: in an article, and no link to another page."""
    node, in_story = picture.parent, False
    for _ in range(30):
        if node is None:
            break
        if node.tag in _ASIDE_TAGS or (
            node.tag == "a" and not _IMAGE_FILE.search(node.attributes.get("href") or "")
        ):
            return False
        if node.tag in ("article", "main"):
            in_story = True
        node = node.parent
    return in_story


def source(beside: LexborNode | None, picture: LexborNode, base: str) -> str | None:
    """The address of a picture, with the `<source>` beside it. Pages that load late put a stand-in into `src`
    and the address elsewhere."""
    attributes = picture.attributes
    if attributes.get("width") in ("0", "1", "2") or attributes.get("height") in ("0", "1", "2"):
        return None
    found = (absolute(link, base) for link in _stated_sources(beside, attributes) if link.strip())
    return next((url for url in found if url and not _is_no_picture(url)), None)


def _stated_sources(beside: LexborNode | None, attributes: Mapping[str, str | None]) -> Iterator[str]:
    """All that a picture's attributes, and the `<source>` beside it, give as its address."""
    for name in (*_LAZY, "src"):
        yield attributes.get(name) or ""
    for name in _LAZY_SETS:
        yield _largest(attributes.get(name) or "")
    if beside is not None:
        for name in _LAZY_SETS:
            yield _largest(beside.attributes.get(name) or "")


_CANDIDATES = re.compile(r",\s+")


def _largest(srcset: str) -> str:
    """The candidate of a `srcset` with the largest width or density."""
    best, size = "", -1.0
    for candidate in _CANDIDATES.split(srcset[:20_000]) if srcset else ():
        url, _, width = candidate.strip().strip(",").partition(" ")
        try:
            number = float(width.strip().rstrip("wxh") or 1)
        except ValueError:
            number = 0.0
        if url and number > size:
            best, size = url, number
    return best


_IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:\?|\Z)", re.IGNORECASE)
_NO_PICTURE_WORDS: Final = frozenset(
    "favicon placeholder avatar gravatar sprite spacer pixel blank 1x1 transparent loading loader".split()
)
_WORDS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=_MAX_REMEMBERED)
def _is_no_picture(url: str) -> bool:
    """Tracking pixels, stand-ins, avatars and site logos, by words of host and file name."""
    host, path, query = split(url)
    file = path.rpartition("/")[2].lower()
    stem = _WORDS.split(file.rpartition(".")[0])
    if file.endswith(".svg") or "gravatar.com" in host or not (file or query):
        return True
    return not _NO_PICTURE_WORDS.isdisjoint(stem) or ("logo" in stem and len(stem) <= 3)


_SIZE = re.compile(
    r"[-_](?:\d{2,4}x\d{2,4}|\d{2,4}w|scaled|large|medium|small|thumb|thumbnail|e\d{8,})(?=\.|\Z|[-_])"
)
_COMMON_STEMS: Final = frozenset("featured thumbnail headshot headline original mainimage leadimage".split())
_INNER: Final = ("url", "src", "image", "u")


@lru_cache(maxsize=_MAX_REMEMBERED)
def key(url: str) -> str:
    """Equal for addresses of one picture in several sizes.

    It is the file's name without size, or the path where the name says nothing. A resizing service is seen
    through to the address it is given.
    """
    host, path, query = split(url)
    if "/" in query or "%2" in query:
        stated = parse_qs(query[:4096])
        for name in _INNER:
            for inner in stated.get(name, [])[:1]:
                if "/" in inner:
                    return key(inner) if len(inner) < len(url) else inner
    file = _SIZE.sub("", path.rpartition("/")[2].lower())
    stem = key_of(file.rpartition(".")[0] or file)
    return (
        stem
        if len(stem) >= 8 and stem not in _COMMON_STEMS
        else f"{host}{path.rpartition('/')[0]}/{stem or query}"
    )
