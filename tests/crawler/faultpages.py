"""Kinds of broken answers to a request for an article, each with what has to become of it."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import brotli
from backports import zstd
from crawls import story
from faultserver import HTML, Reply, Wire

ARTICLE: Final = "article"
TIMES: Final = 2
"""How often the crawl of the tests asks for what fails: once, and once again."""


@dataclass(frozen=True)
class Fault:
    """`becomes` is `article` or the reason that is counted; `asked` how often the path was asked for."""

    reply: Reply
    becomes: str
    asked: int = 1


def page(name: str) -> bytes:
    """A page whose title is the kind's name."""
    return story(f"Court hears of {name.replace('-', ' ')}").body


def name_of(wire: Wire) -> str:
    return wire.path.split("/")[3].removesuffix("-story-of-the-court")


def plain(*headers: str, status: str = "200 OK", kind: str | None = HTML) -> Reply:
    return lambda wire: wire.whole(page(name_of(wire)), *headers, status=status, kind=kind)


def body(data: Callable[[bytes], bytes] | bytes, *headers: str, kind: str | None = HTML) -> Reply:
    """Something else than the page, or made of it, with its right length."""

    def reply(wire: Wire) -> None:
        wire.whole(data if isinstance(data, bytes) else data(page(name_of(wire))), *headers, kind=kind)

    return reply


def packed(pack: Callable[[bytes], bytes], name: str, *, cut: float = 1, cuts: int = 99) -> Reply:
    """The page packed; of the first `cuts` answers only the share `cut` is sent, with the length of that."""

    def reply(wire: Wire) -> None:
        data = pack(page(name_of(wire)))
        if wire.attempt <= cuts:
            data = data[: int(len(data) * cut)]
        wire.whole(data, f"Content-Encoding: {name}")

    return reply


def raw(data: bytes) -> Reply:
    return lambda wire: wire.send(data)


def deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def flipped(data: bytes) -> bytes:
    """Gzip with a wrong checksum."""
    packed = gzip.compress(data)
    return packed[:-8] + bytes(byte ^ 0xFF for byte in packed[-8:-4]) + packed[-4:]


def wide_window(data: bytes) -> bytes:
    options = {int(zstd.CompressionParameter.window_log): 27, int(zstd.CompressionParameter.checksum_flag): 1}
    packer = zstd.ZstdCompressor(options=options)
    return packer.compress(data) + packer.flush()


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def chunked(*pieces: bytes | str, heal: bool = False) -> Reply:
    """The page in two chunks, then `pieces`; `heal`: ended as it should be from the second time on."""

    def reply(wire: Wire) -> None:
        data = page(name_of(wire))
        wire.head("Transfer-Encoding: chunked")
        wire.send(chunk(data[:700]) + chunk(data[700:]))
        for piece in (b"0\r\n\r\n",) if heal and wire.attempt > 1 else pieces:
            wire.send(piece.encode() if isinstance(piece, str) else piece)

    return reply


def chunked_half(wire: Wire) -> None:
    """The end comes in the middle of a chunk."""
    data = page(name_of(wire))
    wire.head("Transfer-Encoding: chunked")
    wire.send(b"%x\r\n%s" % (len(data), data[: len(data) // 2]))


def chunked_gzip_cut(wire: Wire) -> None:
    """The chunks are whole, what they carry is not."""
    data = gzip.compress(page(name_of(wire)))
    wire.head("Transfer-Encoding: chunked", "Content-Encoding: gzip")
    wire.send(chunk(data[: len(data) // 2]) + b"0\r\n\r\n")


def chunked_without_end(wire: Wire) -> None:
    wire.head("Transfer-Encoding: chunked")
    for _ in range(200):
        wire.send(chunk(bytes(100_000)))


def length(value: str, *, cut: float = 1, cuts: int = 99) -> Reply:
    def reply(wire: Wire) -> None:
        data = page(name_of(wire))
        if wire.attempt > cuts:
            wire.whole(data)
            return
        wire.head(f"Content-Length: {value.format(len(data), len(data) // 2)}")
        wire.send(data[: int(len(data) * cut)])

    return reply


def until_close(cut: float = 1, *headers: str) -> Reply:
    """No length: the end of the connection is the end of the page."""

    def reply(wire: Wire) -> None:
        data = page(name_of(wire))
        wire.head(*headers)
        wire.send(data[: int(len(data) * cut)])

    return reply


def reset_after(count: int) -> Reply:
    """Hangs up in the middle of the answer."""

    def reply(wire: Wire) -> None:
        data = page(name_of(wire))
        answer = (
            f"HTTP/1.1 200 OK\r\nContent-Length: {len(data)}\r\nContent-Type: {HTML}\r\n\r\n".encode() + data
        )
        wire.send(answer[:count])
        wire.wait(0.05)
        wire.reset()

    return reply


def drip(first: bytes, drop: bytes) -> Reply:
    """One drop at a time, for longer than anybody waits."""

    def reply(wire: Wire) -> None:
        wire.send(first)
        while not wire.ended.is_set():
            wire.send(drop)
            wire.wait(0.1)

    return reply


def to(where: str, status: str = "301 Moved") -> Reply:
    """`{site}` is the site, `{own}` the path itself without a query."""

    def reply(wire: Wire) -> None:
        own = wire.path.partition("?")[0]
        wire.whole(b"", f"Location: {where.format(site=wire.site, own=own)}", status=status)

    return reply


def hops(count: int) -> Reply:
    """So many redirects, then the page."""

    def reply(wire: Wire) -> None:
        own, _, query = wire.path.partition("?hop=")
        done = int(query or 0)
        if done < count:
            wire.whole(b"", f"Location: {own}?hop={done + 1}", status="302 Found")
        else:
            wire.whole(page(name_of(wire)))

    return reply


def refresh(where: str) -> Reply:
    def reply(wire: Wire) -> None:
        own = wire.path.partition("?")[0]
        target = where.format(site=wire.site, own=own)
        wire.whole(
            f'<html><head><meta http-equiv="refresh" content="0; url={target}"></head></html>'.encode()
        )

    return reply


def head(extra: str) -> Callable[[bytes], bytes]:
    """More in the head of the page."""
    return lambda data: data.replace(b"</head>", extra.encode() + b"</head>")


def text(extra: bytes) -> Callable[[bytes], bytes]:
    """More at the end of the story."""
    return lambda data: data.replace(b"</article>", extra + b"</article>")


ZEROS: Final = bytes(20 << 20)
MANY_HEADERS: Final = tuple(f"X-Header-{n}: {n}" for n in range(400))

PAGES: Final[dict[str, Fault]] = {
    # content encodings
    "gzip": Fault(packed(gzip.compress, "gzip"), ARTICLE),
    "x-gzip": Fault(packed(gzip.compress, "x-gzip"), ARTICLE),
    "deflate": Fault(packed(zlib.compress, "deflate"), ARTICLE),
    "raw-deflate": Fault(packed(deflate, "deflate"), ARTICLE),
    "brotli": Fault(packed(brotli.compress, "br"), ARTICLE),
    "zstd": Fault(packed(zstd.compress, "zstd"), ARTICLE),
    "zstd-of-two-frames": Fault(
        packed(lambda d: zstd.compress(d[:99]) + zstd.compress(d[99:]), "zstd"), ARTICLE
    ),
    "gzip-of-two-members": Fault(
        packed(lambda d: gzip.compress(d[:99]) + gzip.compress(d[99:]), "gzip"), ARTICLE
    ),
    "gzip-with-padding": Fault(packed(lambda d: gzip.compress(d) + bytes(20), "gzip"), ARTICLE),
    "gzip-in-gzip": Fault(packed(lambda d: gzip.compress(gzip.compress(d)), "gzip, gzip"), ARTICLE),
    "gzip-in-four-layers": Fault(packed(gzip.compress, "gzip, gzip, gzip, gzip"), "damaged"),
    "encoding-called-identity": Fault(plain("Content-Encoding: identity"), ARTICLE),
    "encoding-that-nobody-knows": Fault(plain("Content-Encoding: x-secret"), ARTICLE),
    "encoding-called-utf-8": Fault(plain("Content-Encoding: UTF-8"), ARTICLE),
    "plain-page-called-gzip": Fault(plain("Content-Encoding: gzip"), "damaged"),
    "gzip-cut-off": Fault(packed(gzip.compress, "gzip", cut=0.5), "cut_off", TIMES),
    "gzip-cut-off-once": Fault(packed(gzip.compress, "gzip", cut=0.5, cuts=1), ARTICLE, TIMES),
    "gzip-without-trailer": Fault(packed(lambda d: gzip.compress(d)[:-8], "gzip"), "cut_off", TIMES),
    "gzip-with-wrong-checksum": Fault(packed(flipped, "gzip"), "damaged"),
    "brotli-cut-off": Fault(packed(brotli.compress, "br", cut=0.5), "cut_off", TIMES),
    "brotli-cut-off-once": Fault(packed(brotli.compress, "br", cut=0.5, cuts=1), ARTICLE, TIMES),
    "brotli-of-noise": Fault(body(bytes(range(256)) * 20, "Content-Encoding: br"), "damaged"),
    "zstd-cut-off": Fault(packed(zstd.compress, "zstd", cut=0.5), "cut_off", TIMES),
    "zstd-cut-off-once": Fault(packed(zstd.compress, "zstd", cut=0.5, cuts=1), ARTICLE, TIMES),
    "zstd-with-a-window-of-128-mib": Fault(packed(wide_window, "zstd"), "damaged"),
    "deflate-cut-off": Fault(packed(zlib.compress, "deflate", cut=0.5), "cut_off", TIMES),
    "raw-deflate-cut-off": Fault(packed(deflate, "deflate", cut=0.5), "cut_off", TIMES),
    "gzip-of-nothing": Fault(body(b"", "Content-Encoding: gzip"), "empty"),
    "gzip-bomb": Fault(body(gzip.compress(ZEROS), "Content-Encoding: gzip"), "too_large"),
    "brotli-bomb": Fault(body(brotli.compress(ZEROS, quality=1), "Content-Encoding: br"), "too_large"),
    "zstd-bomb": Fault(body(zstd.compress(ZEROS), "Content-Encoding: zstd"), "too_large"),
    "deflate-bomb": Fault(body(zlib.compress(ZEROS), "Content-Encoding: deflate"), "too_large"),
    "gzip-bomb-in-brotli": Fault(
        body(brotli.compress(gzip.compress(ZEROS), quality=1), "Content-Encoding: gzip, br"), "too_large"
    ),
    # lengths and chunks
    "length-too-long": Fault(length("9{}"), "cut_off", TIMES),
    "length-too-long-once": Fault(length("9{}", cuts=1), ARTICLE, TIMES),
    "length-of-an-exabyte": Fault(length("1000000000000000000"), "too_large"),
    "length-of-eleven-mib": Fault(length(str(11 << 20)), "too_large"),
    "length-below-zero": Fault(length("-5"), "connection", TIMES),
    "length-that-is-no-number": Fault(length("many"), "connection", TIMES),
    "lengths-that-differ": Fault(length("{}\r\nContent-Length: 5"), "connection", TIMES),
    "body-longer-than-its-length": Fault(
        lambda w: (w.whole(page(name_of(w))), w.send(b"x" * 5000))[0], ARTICLE
    ),
    "page-of-eleven-mib": Fault(body(b"<p>word</p>" * (1 << 20)), "too_large"),
    "chunks": Fault(chunked("0\r\n\r\n"), ARTICLE),
    "chunks-with-a-trailer": Fault(chunked("0\r\nX-Sum: 5\r\n\r\n"), ARTICLE),
    "chunks-with-an-extension": Fault(chunked("1;name=value\r\n \r\n0\r\n\r\n"), ARTICLE),
    "chunks-without-an-end": Fault(chunked(), "cut_off", TIMES),
    "chunks-without-an-end-once": Fault(chunked(heal=True), ARTICLE, TIMES),
    "chunks-cut-off": Fault(chunked_half, "cut_off", TIMES),
    "chunks-of-gzip-cut-off": Fault(chunked_gzip_cut, "cut_off", TIMES),
    "chunks-of-no-size": Fault(chunked("zz\r\nabc\r\n0\r\n\r\n"), "cut_off", TIMES),
    "chunks-of-size-below-zero": Fault(chunked("-5\r\nabc\r\n0\r\n\r\n"), "cut_off", TIMES),
    "chunks-for-ever": Fault(chunked_without_end, "too_large"),
    "no-length": Fault(until_close(), ARTICLE),
    "no-length-cut-off": Fault(until_close(0.6), "cut_off", TIMES),
    # the connection
    "hang-up-at-once": Fault(lambda _: None, "connection", TIMES),
    "reset-at-once": Fault(lambda w: w.reset(), "connection", TIMES),
    "reset-in-the-head": Fault(reset_after(30), "connection", TIMES),
    "reset-in-the-page": Fault(reset_after(900), "cut_off", TIMES),
    "hang-up-in-the-head": Fault(raw(b"HTTP/1.1 200 OK\r\nContent-Ty"), "connection", TIMES),
    "no-answer": Fault(lambda w: w.wait(20), "timeout", TIMES),
    "slow-head": Fault(drip(b"HTTP/1.1 200 OK\r\n", b"X-Drop: 1\r\n"), "timeout", TIMES),
    "slow-page": Fault(
        drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"<p>drop"), "timeout", TIMES
    ),
    # heads
    "no-http": Fault(raw(b"SSH-2.0-OpenSSH_9.6\r\n"), "connection", TIMES),
    "page-without-a-head": Fault(lambda w: w.send(page(name_of(w))), "connection", TIMES),
    "status-of-words": Fault(plain(status="fine thanks"), "connection", TIMES),
    "status-999": Fault(plain(status="999 No"), "http_999"),
    "continue-before-the-answer": Fault(
        lambda w: (w.send(b"HTTP/1.1 100 Continue\r\n\r\n"), w.whole(page(name_of(w))))[1], ARTICLE
    ),
    "header-without-a-colon": Fault(plain("this is no header"), ARTICLE),
    "header-on-two-lines": Fault(plain("X-Long: one\r\n two"), ARTICLE),
    "header-with-nul": Fault(plain("X-Nul: a\x00b"), ARTICLE),
    "header-in-latin-1": Fault(plain("X-Name: caf\xe9"), ARTICLE),
    "header-with-a-terminal-escape": Fault(plain("X-Esc: \x1b]0;owned\x07"), ARTICLE),
    "header-of-100-kb": Fault(plain(f"X-Long: {'x' * 100_000}"), "connection", TIMES),
    "many-headers": Fault(plain(*MANY_HEADERS), ARTICLE),
    "lines-end-with-lf": Fault(
        lambda w: w.send(b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + page(name_of(w))), ARTICLE
    ),
    "cookies": Fault(plain("Set-Cookie: id=canarycookie; Path=/"), ARTICLE),
    # statuses
    **{
        f"status-{status}": Fault(plain(status=f"{status} No"), f"http_{status}", asked)
        for status, asked in {
            400: 1,
            401: 1,
            403: 1,
            404: 1,
            410: 1,
            418: 1,
            451: 1,
            500: TIMES,
            502: TIMES,
        }.items()
    },
    "status-204": Fault(lambda w: w.head(status="204 No Content"), "empty"),
    "status-304": Fault(lambda w: w.head(status="304 Not Modified"), "not_modified"),
    # redirects
    "redirects-three": Fault(hops(3), ARTICLE),
    "redirects-nine": Fault(hops(9), "redirect_loop"),
    "redirects-for-ever": Fault(hops(10**9), "redirect_loop"),
    "redirect-to-itself": Fault(to("{own}"), "redirect_loop"),
    "redirect-there-and-back": Fault(
        lambda w: to("{own}" if "?" in w.path else "{own}?back=1")(w), "redirect_loop"
    ),
    "redirect-without-location": Fault(plain(status="301 Moved"), "http_301"),
    "redirect-to-nothing": Fault(to(""), "redirect_loop"),
    "redirect-to-a-file": Fault(to("file:///etc/hostname"), "http_301"),
    "redirect-to-data": Fault(to("data:text/html,<p>x"), "http_301"),
    "redirect-to-a-script": Fault(to("javascript:alert(1)"), "bad_redirect"),
    "redirect-to-ftp": Fault(to("ftp://127.0.0.1/x"), "http_301"),
    "redirect-to-another-site": Fault(to("http://localhost:9/x"), "offsite"),
    "redirect-with-a-password": Fault(to("http://me:canarypw@127.0.0.1:9/x"), "credentials"),
    "redirect-to-no-port": Fault(to("http://127.0.0.1:port/x"), "bad_redirect"),
    "refresh-to-a-file": Fault(refresh("file:///etc/hostname"), "no_text"),
    "refresh-to-itself": Fault(refresh("{own}"), "redirect_loop"),
    "refresh-to-another-site": Fault(refresh("http://localhost:9/x"), "offsite"),
    # what the page is
    "empty": Fault(body(b""), "empty"),
    "white-space": Fault(body(b" \r\n" * 999), "empty"),
    "picture-called-html": Fault(body(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 9), "binary"),
    "picture": Fault(body(b"\xff\xd8\xff\xe0", kind="image/jpeg"), "not_html"),
    "json": Fault(body(b'{"a": 1}', kind="application/json"), "not_html"),
    "pdf": Fault(body(b"%PDF-1.7\n%\xe2\xe3", kind="application/pdf"), "not_html"),
    "only-nuls": Fault(body(bytes(9000)), "binary"),
    "nuls-in-the-page": Fault(body(text(b"<p>A\0 nul\0 stands\0 here.</p>")), ARTICLE),
    "no-content-type": Fault(plain(kind=None), ARTICLE),
    "content-type-of-nonsense": Fault(plain(kind="text/html; charset=;;; \x1b[31m"), ARTICLE),
    "charset-that-nobody-knows": Fault(plain(kind="text/html; charset=klingon"), ARTICLE),
    "charset-that-lies": Fault(
        body(text("<p>Café señor — said.</p>".encode()), kind="text/html; charset=ascii"), ARTICLE
    ),
    "charset-utf-16-on-utf-8": Fault(plain(kind="text/html; charset=utf-16"), ARTICLE),
    "charset-utf-7": Fault(plain(kind="text/html; charset=utf-7"), ARTICLE),
    "utf-16": Fault(body(lambda d: d.decode().encode("utf-16")), ARTICLE),
    "invalid-utf-8": Fault(body(text(b"<p>\xff\xfe\xc3( and \xed\xa0\x80 in it</p>")), ARTICLE),
    "terminal-escapes": Fault(
        body(lambda d: d.replace(b"Court", b"Court\x1b[2J\x1b]0;owned\x07\xc2\x9b31m")), ARTICLE
    ),
    "escapes-as-entities": Fault(
        body(lambda d: d.replace(b"Court", b"Court&#27;[2J&#155;31m&#8238;txt.exe")), ARTICLE
    ),
    "newlines-in-the-title": Fault(
        body(lambda d: d.replace(b"Court", b"Court\r\nERROR: forged line\n")), ARTICLE
    ),
    "line-separators": Fault(body(text("<p>One\u2028two\u2029three\x85four\x0bfive.</p>".encode())), ARTICLE),
    "markup-in-the-title": Fault(
        body(lambda d: d.replace(b"Court", b"&lt;script&gt;x&lt;/script&gt; Court")), ARTICLE
    ),
    "formula-in-the-title": Fault(body(lambda d: d.replace(b"Court", b"=cmd|' /C calc'!A0 Court")), ARTICLE),
    "canonical-to-a-file": Fault(body(head('<link rel="canonical" href="file:///etc/passwd">')), ARTICLE),
    "canonical-inside": Fault(body(head('<link rel="canonical" href="http://169.254.169.254/">')), ARTICLE),
    "base-that-is-a-script": Fault(body(head('<base href="javascript:alert(1)//">')), ARTICLE),
    "deep-nesting": Fault(body(text(b"<div>" * 5000 + b"deep" + b"</div>" * 5000)), ARTICLE),
    "comment-without-an-end": Fault(body(text(b"<!-- it goes on")), ARTICLE),
    "broken-json-ld": Fault(body(head('<script type="application/ld+json">{"@type": [[[</script>')), ARTICLE),
    "many-links": Fault(body(text(b'<a href="/2026/05/x/">x</a> ' * 60_000)), ARTICLE),
}
