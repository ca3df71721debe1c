"""XML as it is found: one walk over a document that may be cut off, mislabelled or hostile.

The parser is given text without its declaration and document type. So no encoding can be mislabelled and no
entity be declared: entity bombs and external entities have nothing to start from. Elements are handed out
when they end and are emptied afterwards, which keeps memory small for sitemaps of 50,000 entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import html5
from typing import Final, Literal, TypeAlias, cast

from lxml import etree

from crawler.discovery.unpack import decode, unpack

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml gives the type of its elements no public name

_CHUNK: Final = 1 << 16
_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) does not allow in a document at all."""

_ROOTS: Final = re.compile(r"<\?xml\b|<(?:\w{1,20}:)?(?:rss|rdf|feed|urlset|sitemapindex)\b", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"<\?xml\b[^>]*>", re.IGNORECASE)
_DOCTYPE: Final = re.compile(r"<!doctype\b[^<>\[]*", re.IGNORECASE)
_AMPERSAND: Final = re.compile(
    r"&(?!(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);)(?:([A-Za-z][A-Za-z0-9]{1,31});)?"
)
# References that may be to half of a pair: libxml2 keeps them in the names of namespaces, and they are no
# utf-8.
_HALF: Final = re.compile(r"&#(?:[xX]0{0,2}([dD][89a-fA-F][0-9a-fA-F]{2})|0{0,2}(5[5-7][0-9]{3}));")
_HALVES: Final = range(0xD800, 0xE000)
_HTML: Final = re.compile(r"<(?:html|head|body)\b", re.IGNORECASE)
_INLINE: Final = re.compile(
    r"</?(?:a|b|big|br|div|em|font|hr|i|img|p|small|span|strong|sub|sup|u)(?=[\s/>])[^<>]*>", re.IGNORECASE
)
"""HTML that some systems leave unescaped in titles and descriptions. Its unclosed elements would swallow what
follows; none of the vocabularies read here has elements of these names."""

_MARKUP: Final = frozenset("<>&")
_SEARCHED: Final = 10_000
_TAIL: Final = 200

NAMESPACES: Final = {
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.google.com/schemas/sitemap-news/0.9": "news",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://search.yahoo.com/mrss/": "media",
}
"""Vocabularies that are read, by the short name used here. Documents may bind any prefix to them."""


@dataclass(slots=True)
class Document:
    """A document about to be walked. `root` is the local name of its root element in lower case, empty where
    there is none; after the walk `cut_off` says that it ended in the middle, and `error` what the parser
    said."""

    url: str
    text: str
    root: str = ""
    problems: list[str] = field(default_factory=list)
    tree: Element | None = None
    cut_off: bool = False
    error: str = ""

    def walk(self, wanted: frozenset[str]) -> Iterator[Element]:
        """Gives each element whose local name is in `wanted` when it has ended, then empties it.

        An element that the end of the data cut off is not given: its address may be half an address. What
        stands around the wanted elements is in `tree` after the walk.
        """
        parser = _parser("end")
        data = self.text.encode("utf-8")
        whole = f"{self.root}>".encode() in data[-_TAIL:].lower()
        self.text = ""
        done: Element | None = None
        try:
            for start in range(0, len(data), _CHUNK):
                parser.feed(data[start : start + _CHUNK])
                for element in _ended(parser):
                    if local_name(element).lower() not in wanted:
                        continue
                    yield element
                    element.clear()
                    # What has just ended must stay in its place for the parser; the one before need not.
                    if done is not None and (parent := done.getparent()) is not None:
                        parent.remove(done)
                    done = element
            self.tree = parser.close()
        except etree.XMLSyntaxError as error:
            self.error = str(error)
        # The parser closes what the data left open: ends that are told only now were not in the data.
        left_open = any(True for _ in _ended(parser))
        self.cut_off = left_open and not whole
        if not self.error:
            # a prefix that was never declared does no harm here
            told = (entry for entry in parser.feed_error_log if entry.domain_name != "NAMESPACE")
            self.error = next((entry.message for entry in told), "")

    def damage(self, read: str) -> tuple[str, ...]:
        """All problems of a document that was walked; `read` says how much of it was read ("3 entries")."""
        if self.cut_off:
            self.problems.append(f"{self.url}: cut off after {read}")
        elif self.error:
            self.problems.append(f"{self.url}: damaged XML, {read} read: {' '.join(self.error.split())}")
        return tuple(self.problems)


def open_document(body: bytes, *, url: str) -> Document:
    """Unpacks, decodes and looks at the root. Never raises."""
    data, problems = unpack(body, url=url)
    text = decode(data).lstrip("\ufeff \t\r\n\x00\x0b\x0c")
    document = Document(url, text, problems=list(problems))
    start = _ROOTS.search(text[:_SEARCHED])
    before = text[: start.start()] if start else ""
    if before and not _HTML.search(before):  # a page may hold such a root too, and is a page all the same
        if not before.startswith("<!"):
            document.problems.append(
                f"{url}: {len(before):,} characters before the document were passed over"
            )
        text = text[len(before) :]
    document.text = _plain(text) if text.startswith("<") else text
    if text.startswith("<"):
        document.root = _root_name(document.text)
    return document


def local_name(element: Element) -> str:
    """The name without namespace or prefix."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def vocabulary(element: Element) -> str:
    """The short name of an element's namespace, the namespace itself where it is not one of `NAMESPACES`, the
    prefix where that was never declared."""
    namespace, brace, name = str(element.tag).rpartition("}")
    if brace:
        return NAMESPACES.get(namespace[1:], namespace[1:])
    return name.rpartition(":")[0].lower()


def all_text(element: Element | None) -> str:
    """Text of an element and of what it contains, with runs of blanks as one."""
    if element is None:
        return ""
    return " ".join("".join(str(text) for text in element.itertext()).split())


def _parser(event: Literal["start", "end"]) -> etree.XMLPullParser:
    return etree.XMLPullParser(
        events=(event,), encoding="utf-8", recover=True, resolve_entities=False, no_network=True,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _ended(parser: etree.XMLPullParser) -> Iterator[Element]:
    """The elements that the parser has come across since it was last asked."""
    for _, element in parser.read_events():
        yield cast("Element", element)  # the type of start and end events


def _root_name(text: str) -> str:
    parser = _parser("start")
    try:
        parser.feed(text[:_SEARCHED].encode("utf-8"))
        return next((local_name(element).lower() for element in _ended(parser)), "")
    except etree.XMLSyntaxError:  # no element at all
        return ""


def _plain(text: str) -> str:
    """XML without declaration, document type, illegal characters and undeclared entities."""
    if declaration := _DECLARATION.match(text):
        text = text[declaration.end() :]
    text = _without_doctype(_ILLEGAL.sub("", text))
    # Outside of CDATA only; splitting at its end and then at its start is linear where a pattern is not.
    pieces = []
    for piece in text.split("]]>"):
        markup, mark, data = piece.partition("<![CDATA[")
        if "&" in markup:
            markup = _HALF.sub(_without_half, _AMPERSAND.sub(_character, markup))
        pieces.append(_INLINE.sub("", markup) + mark + data)
    return "]]>".join(pieces)


def _without_doctype(text: str) -> str:
    doctype = _DOCTYPE.search(text[:_SEARCHED])
    if not doctype:
        return text
    end = doctype.end()
    if text[end : end + 1] == "[":
        close = text.find("]", end)
        while close != -1 and not text[close + 1 : close + 50].lstrip().startswith(">"):
            close = text.find("]", close + 1)
        end = close + 1 if close != -1 else len(text)
    close = text.find(">", end)
    return text[: doctype.start()] + (text[close + 1 :] if close != -1 else "")


def _without_half(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    return "" if code in _HALVES else match[0]


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if not name:
        return "&amp;"
    character = html5.get(f"{name};")
    # not declared anywhere: most likely an address with a bare ampersand
    return f"&amp;{name};" if character is None or character in _MARKUP else character
