"""What a site says about the use of its pages in robots.txt and in headers, and that its articles say so."""

from __future__ import annotations

from pathlib import Path

import pytest
from crawls import OWN_SERVER, Answer, crawl, lines, serve, sitemap, story

from cleaners.metadata.signals import MAX_SIGNALS
from crawler.politeness.optouts import in_headers, in_robots

REAL = Path(__file__).parents[3] / "shared" / "legal" / "robots"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("User-agent: GPTBot|Disallow: /", [("GPTBot", "Disallow: /")]),
        ("user-agent: gptbot # of a model|DISALLOW:/ # all", [("gptbot", "DISALLOW: /")]),
        ("User-agent: CCBot/2.0|Disallow: /a", [("CCBot/2.0", "Disallow: /a")]),
        ("User-agent: CCBot|Allow: /", [("CCBot", "Allow: /")]),
        ("User-agent: CCBot|Disallow:", [("CCBot", "Disallow:")]),
        ("User-agent: x|User-agent: CCBot|Disallow: /", [("CCBot", "Disallow: /")]),
        ("User-agent: CCBot|Crawl-delay: 2|Disallow: /", [("CCBot", "Disallow: /")]),
        ("User-agent: CCBot|Disallow: /|User-agent: x|Disallow: /b", [("CCBot", "Disallow: /")]),
        ("User-agent: CCBotanist|Disallow: /", []),
        ("User-agent: *|Disallow: /", []),
        ("Disallow: /", []),
        ("", []),
        (
            "User-agent: *|Content-Signal: search=yes, ai-train=no|Disallow: /a",
            [("Content-Signal (*)", "search=yes, ai-train=no")],
        ),
        ("Content-Usage: train-ai=n", [("Content-Usage", "train-ai=n")]),
        ("User-agent: *|Content-Usage: /news/ bots=n", [("Content-Usage (*)", "/news/ bots=n")]),
        ("User-agent: a|User-agent: b|Content-Usage: bots=n", [("Content-Usage (a, b)", "bots=n")]),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_in_robots(lines: str, expected: list[tuple[str, str]], end: str) -> None:
    found = in_robots(b"\xef\xbb\xbf" + lines.replace("|", end).encode())
    assert [(each.signal, each.value) for each in found] == expected
    assert {each.where for each in found} <= {"robots.txt"}


def test_what_says_most_is_kept_of_a_long_file() -> None:
    paths = "".join(f"Disallow: /{n}\n" for n in range(500))
    body = f"User-agent: GPTBot\n{paths}User-agent: CCBot\nDisallow: /\nContent-Usage: train-ai=n\n"
    found = in_robots(body.encode())
    assert len(found) == MAX_SIGNALS
    assert [each.value for each in found[:3]] == ["train-ai=n", "Disallow: /", "Disallow: /0"]


@pytest.mark.parametrize("body", [b"", b"\x00\xff" * 500, b"User-agent", b":", b"User-agent:\nDisallow:"])
def test_no_file_raises(body: bytes) -> None:
    assert in_robots(body) == ()


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"tdm-reservation": "1"}, [("tdm-reservation", "1")]),
        ({"tdm-policy": "https://x.example/p.json"}, [("tdm-policy", "https://x.example/p.json")]),
        ({"content-usage": "train-ai=n"}, [("content-usage", "train-ai=n")]),
        ({"x-robots-tag": "noai, noimageai"}, [("x-robots-tag", "noai, noimageai")]),
        ({"x-robots-tag": "GPTBot: noindex"}, [("x-robots-tag", "GPTBot: noindex")]),
        ({"x-robots-tag": "index, follow, max-image-preview:large"}, []),
        ({"content-type": "text/html"}, []),
        ({}, []),
    ],
)
def test_in_headers(headers: dict[str, str], expected: list[tuple[str, str]]) -> None:
    found = in_headers(headers)
    assert [(each.signal, each.value) for each in found] == expected
    assert {each.where for each in found} <= {"header"}


def test_an_article_says_what_its_site_and_its_headers_say(tmp_path: Path) -> None:
    path = "/2026/05/story-that-may-be-read/"
    page = story("Story that may be read")
    with serve({"/": Answer(b"<h1>Home</h1>")}) as site:
        headers = {**page.headers, "TDM-Reservation": "1", "X-Robots-Tag": "noai"}
        site.answers[path] = Answer(page.body, headers=headers)
        site.answers["/sitemap.xml"] = sitemap(site.url + path)
        site.answers["/robots.txt"] = Answer(
            f"User-agent: GPTBot\nDisallow: /\n\nUser-agent: *\nContent-Signal: ai-train=no\nAllow: /\n"
            f"Sitemap: {site.url}/sitemap.xml\n".encode()
        )
        crawl("news", tmp_path, "-a", f"url={site.url}", *OWN_SERVER)
    (article,) = lines(tmp_path / "articles")
    assert [(each["signal"], each["value"], each["where"]) for each in article["usage"]] == [
        ("tdm-reservation", "1", "header"),
        ("x-robots-tag", "noai", "header"),
        ("Content-Signal (*)", "ai-train=no", "robots.txt"),
        ("GPTBot", "Disallow: /", "robots.txt"),
    ]


@pytest.mark.skipif(not REAL.is_dir(), reason="needs ../shared/legal/robots")
def test_real_files() -> None:
    found = {file.name: in_robots(file.read_bytes()) for file in REAL.glob("*.robots.txt")}
    assert all(len(each) <= MAX_SIGNALS for each in found.values())
    for name, signals in found.items():
        text = (REAL / name).read_text(errors="replace").lower()
        assert all(each.signal.lower() in text for each in signals), name
