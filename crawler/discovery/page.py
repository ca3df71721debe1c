"""An HTML page opened for its links: decoded, kept shallow, parsed once, with the base of its addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from cleaners.decode import decode
from cleaners.shallow import MAX_TAGS, shallow, suspicious
from crawler.discovery.addresses import resolve

_MANY_TAGS: Final = 1_000
"""From so many tags on a page is made shallow whatever it looks like: each link is asked for its text, and
links may hold each other through other elements, so that the cost grows with the square of the depth."""


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page. `tree` is None where there is nothing to parse; `base` is what relative links refer
    to; `raw` is what was parsed, in utf-8."""

    url: str
    base: str
    tree: LexborHTMLParser | None
    raw: bytes = b""
    problems: tuple[str, ...] = ()


def open_page(body: bytes | str, *, url: str, content_type: str = "", texts: bool = True) -> Page:
    """Reads a page. Never raises: what is no page has no tree, and `problems` say why.

    `texts` False: no elements are asked for their text, only for what they are. Most pages need not be made
    shallow then, which takes longer than all else here.
    """
    if not body.strip():
        return Page(url, url, None, problems=(f"{url}: empty, no page",))
    if isinstance(body, bytes) and b"\x00" in body[:512] and body[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        return Page(url, url, None, problems=(f"{url}: binary data, no page",))
    raw = decode(body, content_type=content_type).raw
    problems: tuple[str, ...] = ()
    tags = raw.count(b"<")
    if tags > MAX_TAGS:
        problems = (f"{url}: only the first {MAX_TAGS:,} tags were read",)
    if (texts and tags > _MANY_TAGS) or suspicious(raw):
        raw = shallow(raw.decode()).encode()
    try:
        tree = LexborHTMLParser(raw)
    except SelectolaxError as error:
        return Page(url, url, None, raw, (*problems, f"{url}: could not be parsed: {error}"))
    base = tree.css_first("base[href]")
    href = attribute(base, "href") if base is not None else ""
    return Page(url, (resolve(url, href)[0] if href else None) or url, tree, raw, problems)


def attribute(node: LexborNode, name: str) -> str:
    """An attribute's value; empty where it is missing or has none."""
    return node.attributes.get(name) or ""


def words(node: LexborNode | None) -> str:
    """Text of a node and of what it contains, with runs of blanks as one."""
    return " ".join(node.text(deep=True, separator=" ").split()) if node is not None else ""
