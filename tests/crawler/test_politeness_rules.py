"""robots.txt as the standard reads it: cases of RFC 9309, written anew, and the real files."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from crawler.politeness.rules import MAX_BYTES, RobotsRules

REAL = Path(__file__).parents[3] / "shared" / "legal" / "robots"


@pytest.mark.parametrize(
    ("lines", "path", "allowed"),
    [
        # 2.2.1: whom a group is for
        ("User-agent: Redline|Disallow: /a||User-agent: *|Disallow: /", "/b", True),
        ("User-agent: Redline|Disallow: /a||User-agent: *|Disallow: /", "/a", False),
        ("user-agent: REDLINE|disallow: /a", "/a", False),
        ("User-agent: Redline/2.0 (+https://who.example)|Disallow: /", "/a", False),
        ("User-agent: Red|Disallow: /", "/a", True),
        ("User-agent: *|\u00a0Disallow: /a", "/a", False),
        ("User-agent: *|Disallow\u00a0: /a", "/a", False),
        ("User-agent: *|\x0bDisallow: /a", "/a", False),
        ("\u3000User-agent: *|Disallow: /a", "/a", False),
        ("User-agent: Redline|Disallow: /a|\u00a0User-agent: other|Allow: /a/x", "/a/x", False),
        ("Foo: bar\u2028User-agent: *|Disallow: /a", "/a", False),
        ("User-agent: RedlineNews|Disallow: /", "/a", True),
        ("User-agent: *|Allow: /|User-agent: Red|Disallow: /", "/a", True),
        ("User-agent: somebody|Disallow: /", "/a", True),
        ("User-agent: *|Disallow: /|User-agent: Redline|Allow: /", "/a", True),
        ("User-agent: Redline|User-agent: somebody|Disallow: /y", "/y", False),
        ("User-agent: Redline|||Disallow: /y", "/y", False),
        ("User-agent: Redline|Disallow: /y||User-agent: x|Disallow: /||User-agent: Redline|Disallow: /z", "/y", False),
        ("User-agent: Redline|Disallow: /y||User-agent: x|Disallow: /||User-agent: Redline|Disallow: /z", "/z", False),
        ("User-agent: *|Disallow: /x||User-agent: Redline", "/x", True),
        ("Disallow: /", "/a", True),
        ("", "/a", True),
        ("<html><body>Not here</body></html>", "/a", True),
        # 2.2.2: which rule
        ("User-agent: *|Disallow:", "/a", True),
        ("User-agent: *|Allow: /p|Disallow: /", "/page", True),
        ("User-agent: *|Disallow: /p|Allow: /page/open", "/page/open/1", True),
        ("User-agent: *|Allow: /folder|Disallow: /folder", "/folder/page", True),
        ("User-agent: *|Disallow: /A", "/a", True),
        ("User-agent: *|Disallow: /a%3cd.html", "/a%3Cd.html", False),
        ("User-agent: *|Disallow: /ä", "/%C3%A4", False),
        ("User-agent: *|Disallow: /%C3%A4", "/ä", False),
        ("User-agent: *|Disallow: /q?id=", "/q?id=7", False),
        ("User-agent: *|Disallow: /", "/robots.txt", True),
        # 2.2.3: marks
        ("User-agent: *|Disallow: /a # and a remark", "/a", False),
        ("User-agent: *|Allow: /$|Disallow: /", "/", True),
        ("User-agent: *|Allow: /$|Disallow: /", "/a", False),
        ("User-agent: *|Disallow: /*.php$", "/a.php?x", True),
        ("User-agent: *|Disallow: /*.php$", "/b/a.php", False),
        ("User-agent: *|Disallow: /fish*.php", "/fishes/cat.php?p", False),
        # 2.2.4: other records do not part a group
        ("User-agent: *|Sitemap: https://x.example/s.xml|Disallow: /q", "/q", False),
        ("User-agent: Redline|Crawl-delay: 3|Disallow: /q", "/q", False),
        ("User-agent: Redline|Sitemap: https://x.example/s.xml|User-agent: x|Disallow: /", "/q", False),
        ("User-agent: Redline|Unknown-line: who knows|User-agent: x|Disallow: /", "/q", False),
        ("User-agent: x|Unknown-line: who knows|User-agent: Redline|Disallow: /", "/q", False),
        ("User-agent: x|Disallow: /|Noindex: /q|User-agent: Redline|Allow: /", "/q", True),
        # ours, as rules are: they end it
        ("User-agent: *|Crawl-delay: 3||User-agent: x|Disallow: /", "/q", True),
        ("User-agent: *|Content-Signal: search=yes||User-agent: x|Disallow: /", "/q", True),
        # misspelt
        ("User agent: *|Dissallow: /q", "/q", False),
        ("User-agent *|Disallow /q:1", "/q:1", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_rules(lines: str, path: str, end: str, *, allowed: bool) -> None:
    body = lines.replace("|", end).encode()
    assert RobotsRules(body, "Redline").allowed(f"https://x.example{path}") is allowed


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    body = b"\xef\xbb\xbfUser-agent: *\nDisallow: /"
    assert not RobotsRules(body, "Redline").allowed("https://x.example/a")


def test_500_kib_are_read_at_least() -> None:
    filler = b"# a remark of forty bytes, one of many  \n" * (500 * 1024 // 41 + 9)
    body = b"User-agent: *\n" + filler + b"Disallow: /late\n"
    assert 500 * 1024 < len(body) < MAX_BYTES
    assert not RobotsRules(body, "Redline").allowed("https://x.example/late")


@pytest.mark.parametrize(
    "body", [b"", b"\x00\xff" * 500, b"User-agent", b"User-agent: *\nDisallow: /%ZZ%", b"User-agent: *\nDisallow: /" + b"*a" * 2000]
)  # fmt: skip
def test_no_file_raises(body: bytes) -> None:
    RobotsRules(body, "Redline").allowed("https://x.example/%ZZ?a=b#c")


@pytest.mark.parametrize("body", [b" ", b"x", b"a:", b"\t\n", b"Unknown: x\n", b"User-agent"])
def test_the_time_is_that_of_the_length(body: bytes) -> None:
    began = time.process_time()
    RobotsRules(body * (MAX_BYTES // len(body)), "Redline")
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("lines", "delay"),
    [
        ("User-agent: *|Crawl-delay: 2.5", 2.5),
        ("User-agent: *|Crawl-delay: 9||User-agent: Redline|Crawl-delay: 1", 1.0),
        ("User-agent: *|Crawl-delay: soon", None),
        ("User-agent: *|Disallow: /", None),
    ],
)
def test_crawl_delay(lines: str, delay: float | None) -> None:
    assert RobotsRules(lines.replace("|", "\n").encode(), "Redline").crawl_delay() == delay


@pytest.mark.skipif(not REAL.is_dir(), reason="needs ../shared/legal/robots")
def test_real_files() -> None:
    expected = {
        "law.justia.com": ("/cases/", True),
        "www.justice.gov": ("/opa/pr/some-release", True),
        "www.nytimes.com": ("/2026/11/01/us/court.html", True),
        "www.reuters.com": ("/legal/", True),
        "www.theguardian.com": ("/law/2026/nov/01/court", True),
        "www.uscourts.gov": ("/news/2026/11/01/court", True),
    }
    for host, (path, allowed) in expected.items():
        rules = RobotsRules((REAL / f"{host}.robots.txt").read_bytes(), "Redline")
        assert rules.allowed(f"https://{host}{path}") is allowed, host
    for file in REAL.glob("*.robots.txt"):
        rules = RobotsRules(file.read_bytes(), "Redline")
        assert rules.allowed(f"https://{file.name.removesuffix('.robots.txt')}/robots.txt")
