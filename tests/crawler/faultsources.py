"""Kinds of broken sitemaps and feeds, each with the articles that have to be found in it, and what the log has to say."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import Final

import brotli
from faultpages import chunk
from faultserver import Reply, Wire

XML: Final = "application/xml"
NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True)
class Source:
    """`found`: how many of its articles come out. `said`: what the log says of it, in part. `asked`: how often."""

    reply: Reply
    found: int
    said: str = ""
    asked: int = 1


def kind_of(wire: Wire) -> str:
    return wire.path.rpartition("/")[2].partition(".")[0].partition("?")[0]


def story_path(kind: str, n: int) -> str:
    return f"/2026/05/from-{kind}-{n}-story-of-the-court/"


def urls(wire: Wire, count: int = 3) -> list[str]:
    return [wire.site + story_path(kind_of(wire), n) for n in range(count)]


def listing(wire: Wire, *more: str, before: str = "", count: int = 3, root: str = "") -> str:
    """A sitemap of `count` articles and of further records."""
    records = "".join(f"<url><loc>{url}</loc></url>\n" for url in urls(wire, count))
    root = root or f'urlset xmlns="{NAMESPACE}"'
    return f'<?xml version="1.0"?>\n{before}<{root}>\n{records}{"".join(more)}</{root.partition(" ")[0]}>'


def xml(*more: str, before: str = "", count: int = 3, root: str = "", codec: str = "utf-8") -> Reply:
    def reply(wire: Wire) -> None:
        text = listing(
            wire, *(part.replace("{site}", wire.site) for part in more), before=before, count=count, root=root
        )
        wire.whole(text.encode(codec), kind=XML)

    return reply


def cut(share: float = 0.8, count: int = 10) -> Reply:
    """The document itself ends in the middle; all that was announced came."""

    def reply(wire: Wire) -> None:
        text = listing(wire, count=count).encode()
        wire.whole(text[: int(len(text) * share)], kind=XML)

    return reply


def cut_answer(wire: Wire) -> None:
    """The answer ends before its announced length."""
    text = listing(wire, count=10).encode()
    wire.head(f"Content-Length: {len(text)}", kind=XML)
    wire.send(text[: int(len(text) * 0.8)])


def cut_answer_once(wire: Wire) -> None:
    if wire.attempt == 1:
        cut_answer(wire)
    else:
        wire.whole(listing(wire, count=10).encode(), kind=XML)


def cut_chunks(wire: Wire) -> None:
    text = listing(wire, count=10).encode()
    wire.head("Transfer-Encoding: chunked", kind=XML)
    wire.send(chunk(text[: int(len(text) * 0.8)]))


def cut_brotli(wire: Wire) -> None:
    packed = brotli.compress(listing(wire, count=200).encode(), quality=0)
    wire.whole(packed[:-1], "Content-Encoding: br", kind=XML)


def cut_file(wire: Wire) -> None:
    """A .gz file that was not written to its end; its answer is whole."""
    packed = gzip.compress(listing(wire, count=3).encode() + b" " * 1000)
    wire.whole(packed[:-6], kind="application/gzip")


def damaged_file(wire: Wire) -> None:
    packed = gzip.compress(listing(wire, count=3).encode())
    wire.whole(packed[:40] + b"\xff" * 20 + packed[60:], kind="application/gzip")


def bomb(wire: Wire) -> None:
    """A .gz file of 60 MiB, with the articles at its start."""
    text = listing(wire).encode()
    wire.whole(gzip.compress(text[:-9] + b" " * (60 << 20) + text[-9:], 1), kind="application/gzip")


def transfer_bomb(wire: Wire) -> None:
    text = listing(wire).encode()
    wire.whole(gzip.compress(text + b" " * (60 << 20), 1), "Content-Encoding: gzip", kind=XML)


def index(*children: str) -> Reply:
    def reply(wire: Wire) -> None:
        records = "".join(
            f"<sitemap><loc>{child.format(site=wire.site, own=wire.site + wire.path)}</loc></sitemap>"
            for child in children
        )
        wire.whole(f'<sitemapindex xmlns="{NAMESPACE}">{records}</sitemapindex>'.encode(), kind=XML)

    return reply


def endless_index(wire: Wire) -> None:
    """Each lists one more, and an article."""
    page = int(wire.path.partition("?n=")[2] or 0)
    own = wire.site + wire.path.partition("?")[0]
    records = f"<sitemap><loc>{own}?n={page + 1}</loc></sitemap>"
    wire.whole(f'<sitemapindex xmlns="{NAMESPACE}">{records}</sitemapindex>'.encode(), kind=XML)


def rss(body: str, *, end: str = "</channel></rss>", kind: str = "application/rss+xml") -> Reply:
    """A feed of three articles and `body`."""

    def reply(wire: Wire) -> None:
        items = "".join(
            f"<item><title>Story {n}</title><link>{url}</link></item>" for n, url in enumerate(urls(wire))
        )
        text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}{body}{end}'
        wire.whole(text.encode(), kind=kind)

    return reply


def text_list(wire: Wire) -> None:
    wire.whole(
        "\r\n".join([*urls(wire), "not an address", "javascript:alert(1)"]).encode(), kind="text/plain"
    )


def loc(value: str) -> str:
    return f"<url><loc>{value}</loc></url>"


BOMB_OF_ENTITIES: Final = (
    '<!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 20}">' for a, b in zip("abcdefg", "bcdefgh", strict=True))
    + "]>\n"
)
OUTSIDE: Final = (
    '<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "{site}/outside">]>\n'
)
STRANGE: Final = (
    "file:///etc/passwd", "data:text/html,x", "javascript:alert(1)", "ftp://news.example/x", "gopher://x/",
    "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/2026/05/inside-story-of-the-court/",
    "http://[::1]/2026/05/inside-story-of-the-court/", "http://2130706433/2026/05/inside-story-of-the-court/",
    "http://me:canarypw@127.0.0.1/2026/05/secret-story-of-the-court/", "http://", "http://[", "//", "mailto:a@b.example",
)  # fmt: skip

SOURCES: Final[dict[str, Source]] = {
    "sound": Source(xml(), 3),
    "cut-off": Source(cut(), 7, "cut off after 7 entries"),
    "cut-off-in-the-first": Source(cut(0.15), 0, "cut off after 0 entries"),
    "answer-cut-off": Source(cut_answer, 7, "the answer broke off after", 2),
    "answer-cut-off-once": Source(cut_answer_once, 10, "", 2),
    "chunks-cut-off": Source(cut_chunks, 7, "the answer broke off after", 2),
    "brotli-cut-off": Source(cut_brotli, -1, "the answer broke off after", 2),
    "gzip-file-cut-off": Source(cut_file, 3, "gzip data is cut off after"),
    "gzip-file-damaged": Source(damaged_file, 0, "damaged gzip data after"),
    "gzip-file": Source(lambda w: w.whole(gzip.compress(listing(w).encode()), kind="application/gzip"), 3),
    "gzip-file-of-60-mib": Source(bomb, 3, "unpacks to over"),
    "answer-of-60-mib": Source(transfer_bomb, 0, "unpacks to more than"),
    "html": Source(lambda w: w.whole(b"<!DOCTYPE html><html><body><h1>Not found</h1></body></html>"), 0, "an HTML page"),
    "nothing": Source(lambda w: w.whole(b"", kind=XML), 0, "empty"),
    "json": Source(lambda w: w.whole(b'{"urls": []}', kind="application/json"), 0, "no sitemap"),
    "noise": Source(lambda w: w.whole(bytes(range(256)) * 40, kind=XML), 0, "no sitemap"),
    "nuls": Source(lambda w: w.whole(bytes(5000), kind=XML), 0, "no sitemap"),
    "text": Source(text_list, 3, "2 left out"),
    "feed-as-sitemap": Source(rss(""), 3),
    "feed-cut-off": Source(rss("<item><title>Half", end=""), 3, "cut off after 3 entries"),
    "feed-with-bare-html": Source(rss("<item><title>A <b>bold<br> & true</title></item>"), 3, ""),
    "utf-16": Source(xml(codec="utf-16"), 3),
    "wrong-encoding": Source(xml("<!-- caf\xe9 -->", codec="latin-1"), 3),
    "byte-order-mark": Source(xml(codec="utf-8-sig"), 3),
    "blank-lines-first": Source(lambda w: w.whole(b"\n\n  " + listing(w).encode(), kind=XML), 3),
    "notice-first": Source(lambda w: w.whole(b"Warning: PHP on line 3\n" + listing(w).encode(), kind=XML), 3, "passed over"),
    "no-namespace": Source(xml(root="urlset"), 3),
    "other-prefix": Source(xml(root='x:urlset xmlns:x="https://www.google.com/x" xmlns="https://y.example/"'), 3),
    "bare-ampersands": Source(xml(loc("{site}/2026/05/from-bare-ampersands-3-story-of-the-court/?a=1&b=2")), 4),
    "tags-that-do-not-close": Source(xml("<url><loc>{site}/x", "<url></loc></url>"), 3, "damaged XML"),
    "entity-bomb": Source(xml(loc("{site}/&h;"), before=BOMB_OF_ENTITIES), 3),
    "outside-entities": Source(xml(loc("&x;"), loc("&y;"), before=OUTSIDE), 3),
    "strange-addresses": Source(xml(*map(loc, STRANGE)), 3, "left out"),
    "empty-records": Source(xml("<url/>", "<url><loc/></url>", "<url><lastmod>2026</lastmod></url>"), 3, "3 left out"),
    "same-address-a-thousand-times": Source(xml(*[loc("{site}" + story_path("same-address-a-thousand-times", 0))] * 1000), 3),
    "address-of-9000-characters": Source(xml(loc("{site}/2026/05/" + "long-" * 1800)), 3, "left out"),
    "terminal-escapes": Source(xml(loc("{site}/a&#27;[2J"), loc("evil\x9b31m\u202e:x"), before="<!-- \x1b]0;x\x07 -->"), 3),
    "forged-lines": Source(xml(loc("forged\nERROR: forged"), f"<{'x' * 50}>"), 3),
    "session-ids": Source(
        xml(*(loc("{site}" + story_path("session-ids", 0) + f"?PHPSESSID={n:032x}") for n in range(300))), 3
    ),
    "paths-that-repeat": Source(xml(*(loc("{site}" + "/news/court" * n + "/judge-rules-on-the-appeal/") for n in range(3, 9))), 3),
    "filters": Source(
        xml(*(loc("{site}/2026/05/from-filters-9-story-of-the-court/?b=1&amp;c=2&amp;d=3&amp;a=" + str(n)) for n in range(99))),
        23,
    ),
    "lists-itself": Source(index("{own}", "{own}#again", "{own}"), 0),
    "lists-strange-sitemaps": Source(index("file:///etc/passwd", "data:text/xml,x", "javascript:1", "http://["), 0, "4 left out"),
    "endless": Source(endless_index, 0),
    "news-with-no-date": Source(xml("<url><loc/><news:news/></url>"), 3, "left out"),
    "deep": Source(xml("<a>" * 5000), 3),
    "status-500": Source(lambda w: w.whole(b"no", status="500 No"), 0, "http_500", 2),
    "status-404": Source(lambda w: w.whole(b"no", status="404 No"), 0, "http_404"),
    "no-answer": Source(lambda w: w.reset(), 0, "connection", 2),
    "redirect-to-a-file": Source(lambda w: w.whole(b"", "Location: file:///etc/passwd", status="302 F"), 0, "http_302"),
    "redirect-in-a-circle": Source(lambda w: w.whole(b"", f"Location: {w.path}", status="302 F"), 0, "redirect_loop"),
}  # fmt: skip
