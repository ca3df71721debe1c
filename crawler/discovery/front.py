"""Section fronts: the links of a page to stories, and the way to the front's further pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.discovery.addresses import Refused, normalize_url, resolve, same_site
from crawler.discovery.model import Entry, Found
from crawler.discovery.page import attribute, open_page, words

MAX_LINKS: Final = 20_000
"""Links read of one front. The fullest real front seen had under 1,500; a page with more is no front."""

MAX_PAGES: Final = 50
"""Further pages given of one front: pagers show a dozen numbers, archives by month some dozens."""

_MAX_TITLE: Final = 300
_HEADING: Final = "h1, h2, h3, h4, h5, h6"
_NEXT_WORDS: Final = frozenset(
    {"next", "next page", "next posts", "older", "older posts", "older entries", "older stories"}
    | {"older articles", "previous entries"}
)
"""What pagers of English sites say; compared in lower case and without the arrows around it."""

_ARROWS: Final = " \t«»‹›←→<>…."

_NO_TITLE: Final = re.compile(
    r"(?:read|see|view|show|learn) (?:more|full|all|now)\b.*|continue reading\b.*|more|comments?|\d+"
    r"|\d+ comments?|no comments|leave a comment|share|full (?:story|article)|details|watch|listen"
    r"|(?:an )?image|photo",
    re.IGNORECASE,
)
"""Words on links that say what to do, not where they lead."""

_PAGE_IN_PATH: Final = re.compile(r"/(?:page[/-]?|p)(\d{1,5})/?$", re.IGNORECASE)
_PAGE_IN_QUERY: Final = re.compile(
    r"(?:^|&)(?:page|paged|pg|p|pagenum|start|offset)=(\d{1,6})(?=&|$)", re.IGNORECASE
)


def read_front(body: bytes, *, url: str, content_type: str = "") -> Found:
    """Links of a section front in document order, each address once, and the front's further pages.

    `url` is the page's own address, `content_type` the value of its HTTP header. Menus and the page's foot
    are passed over, unless that leaves nothing. An entry's title is the best text of all links to it: a
    heading's before other text, "Read more" never. All http(s) addresses are given, also of other sites; what
    kind of page each is tells `classify_url`. Never raises.
    """
    page = open_page(body, url=url, content_type=content_type)
    if page.tree is None:
        return Found(problems=page.problems, kind="unknown")
    problems = list(page.problems)
    anchors = page.tree.css("a[href]")
    if len(anchors) > MAX_LINKS:
        problems.append(f"{url}: {len(anchors):,} links, only the first {MAX_LINKS:,} were read")
        del anchors[MAX_LINKS:]
    refused = Refused()
    links = _links(page.tree, anchors, page.base, refused)
    own = normalize_url(url)
    pages = _further_pages(page.tree, links, page.base, own)
    entries: dict[str, _Best] = {}
    keep_all = all(link.furniture for link in links)
    for link in links:
        if link.key == own or link.key in pages or (link.furniture and not keep_all):
            continue
        entries.setdefault(link.key, _Best(link.url)).offer(link)
    problems.extend(refused.problems(url))
    return Found(
        tuple(Entry(best.url, best.title or None, via="front") for best in entries.values()),
        tuple(Entry(address, via="front") for address in list(pages.values())[:MAX_PAGES]),
        tuple(problems),
        "front",
    )


@dataclass(frozen=True, slots=True)
class _Link:
    url: str
    key: str
    text: str
    heading: bool
    furniture: bool
    next_page: bool


@dataclass(slots=True)
class _Best:
    """The best title offered so far: a heading's, then the longest."""

    url: str
    title: str = ""
    rank: tuple[bool, int] = (False, 0)

    def offer(self, link: _Link) -> None:
        if not link.text or _NO_TITLE.fullmatch(link.text):
            return
        rank = (link.heading, min(len(link.text), _MAX_TITLE))
        if rank > self.rank:
            self.rank, self.title = rank, link.text[:_MAX_TITLE]


def _links(tree: LexborHTMLParser, anchors: list[LexborNode], base: str, refused: Refused) -> list[_Link]:
    headed = _ids(tree, ", ".join(f"h{level} a[href]" for level in range(1, 7)))
    furniture = _ids(
        tree, "nav a[href], footer a[href], [role=navigation] a[href], [role=contentinfo] a[href]"
    )
    links = []
    for anchor in anchors:
        href = attribute(anchor, "href")
        if not href.strip() or href.lstrip().startswith("#"):
            continue
        address = refused.take(base, href)
        if address is None:
            continue
        inner = anchor.css_first(_HEADING)
        text = words(inner) or words(anchor) or attribute(anchor, "aria-label") or attribute(anchor, "title")
        if not text and (picture := anchor.css_first("img[alt]")) is not None:
            text = attribute(picture, "alt")
        links.append(
            _Link(
                address,
                normalize_url(address),
                " ".join(text.split()),
                heading=inner is not None or anchor.mem_id in headed,
                furniture=anchor.mem_id in furniture,
                next_page="next" in attribute(anchor, "rel").lower().split(),
            )
        )
    return links


def _ids(tree: LexborHTMLParser, selector: str) -> set[int]:
    return {node.mem_id for node in tree.css(selector)}


def _further_pages(tree: LexborHTMLParser, links: list[_Link], base: str, own: str) -> dict[str, str]:
    """Further pages of the front at `own`, the next one first: key to address."""
    pages: dict[str, str] = {}
    for node in tree.css("link[rel~=next][href]"):
        if (address := resolve(base, attribute(node, "href"))[0]) and same_site(own, address):
            pages.setdefault(normalize_url(address), address)
    said = [link for link in links if link.next_page]
    said += [link for link in links if link.text.lower().strip(_ARROWS) in _NEXT_WORDS]
    numbered = [link for link in links if _page_of(link.key, own)]
    for link in (*said, *numbered):
        if same_site(own, link.url):
            pages.setdefault(link.key, link.url)
    pages.pop(own, None)
    return pages


def _page_of(address: str, own: str) -> bool:
    """Whether `address` is a numbered page of the list whose first or other page `own` is."""
    return address != own and _number(address) > 0 and _unnumbered(address) == _unnumbered(own)


def _number(address: str) -> int:
    parts = urlsplit(address)
    match = _PAGE_IN_PATH.search(parts.path) or _PAGE_IN_QUERY.search(parts.query)
    return int(match[1]) if match else 0


def _unnumbered(address: str) -> str:
    parts = urlsplit(address)
    path = _PAGE_IN_PATH.sub("/", parts.path).rstrip("/")
    return f"{parts.netloc}{path}?{_PAGE_IN_QUERY.sub('', parts.query).strip('&')}"
