"""What a site says about the use of its pages in robots.txt and in headers, and that its articles say so."""

from __future__ import annotations

import gzip
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from crawls import OWN_SERVER, RESET, Answer, Run, Site, crawl, lines, moved, serve, sitemap, story

from cleaners.metadata.signals import MAX_SIGNALS
from crawler.politeness.optouts import in_headers, in_robots
from output.shards import read_lines
from output.valid import parse

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


TDMREP = b'[{"location": "/2026/*", "tdm-reservation": 1, "tdm-policy": "https://x.example/p.json"}]'


def site_of(answers: dict[str, Answer]) -> AbstractContextManager[Site]:
    paths = [f"/202{n}/05/story-{n}-that-may-be-read/" for n in (6, 7)]
    pages = {path: story(f"Story {path[4]} that may be read") for path in paths}
    return serve({"/": Answer(b"<h1>Home</h1>"), **pages, **answers})


def run(
    answers: dict[str, Answer], tmp_path: Path, *settings: str
) -> tuple[Run, list[str], list[dict[str, Any]]]:
    """Crawls a site of two stories, one of them under /2026/."""
    with site_of(answers) as site:
        site.answers["/sitemap.xml"] = sitemap(
            *(site.url + path for path in site.answers if path[:3] == "/20")
        )
        robots = site.answers.get("/robots.txt", Answer()).body
        site.answers["/robots.txt"] = Answer(robots + f"\nSitemap: {site.url}/sitemap.xml\n".encode())
        done = crawl("news", tmp_path, "-a", f"url={site.url}", *OWN_SERVER, *settings)
        return done, list(site.asked), lines(tmp_path / "articles")


FILES = {"/.well-known/tdmrep.json": Answer(TDMREP), "/ai.txt": Answer(b"User-Agent: *\nDisallow: /2027/\n")}


def said(article: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(each["signal"], each["value"], each["where"]) for each in article["usage"]]


def test_the_two_files_are_asked_for_once_and_recorded(tmp_path: Path) -> None:
    done, asked, articles = run(FILES, tmp_path)
    assert [asked.count(path) for path in FILES] == [1, 1]
    first, second = sorted(articles, key=lambda article: str(article["url"]))
    ai = ("*", "Disallow: /2027/", "ai.txt")
    assert said(first) == [
        ("tdm-location", "/2026/*", "tdmrep.json"),
        ("tdm-reservation", "1", "tdmrep.json"),
        ("tdm-policy", "https://x.example/p.json", "tdmrep.json"),
        ai,
    ]
    assert said(second) == [ai]
    assert [article["left_out"] for article in articles] == [[], []]
    assert done.stats["opt_out_files/tdmrep.json/read"] == done.stats["opt_out_files/ai.txt/read"] == 1


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Answer(b"no", 404), "http_404"),
        (Answer(b"no", 410), "http_410"),
        (Answer(b"no", 500), "http_500"),
        (RESET, "connection"),
        (moved("http://localhost:9/x"), "offsite"),
        (moved("/.well-known/tdmrep.json"), "redirect_loop"),
        (Answer(b"x" * (600 << 10)), "too_large"),
        (Answer(gzip.compress(bytes(20 << 20)), headers={"Content-Encoding": "gzip"}), "too_large"),
        (Answer(b"<html>Page not found</html>"), "unreadable"),
        (Answer(b'[{"location": "/"'), "unreadable"),
    ],
)
def test_whatever_the_files_are_the_crawl_goes_on(tmp_path: Path, answer: Answer, outcome: str) -> None:
    done, asked, articles = run({"/.well-known/tdmrep.json": answer}, tmp_path)
    assert done.code == 0
    assert done.stats[f"opt_out_files/tdmrep.json/{outcome}"] == 1
    assert asked.count("/ai.txt") == 1
    assert [said(article) for article in articles] == [[], []]


def test_a_file_that_robots_txt_forbids_is_not_asked_for(tmp_path: Path) -> None:
    robots = {"/robots.txt": Answer(b"User-agent: *\nDisallow: /ai.txt\n")}
    done, asked, articles = run(FILES | robots, tmp_path)
    assert "/ai.txt" not in asked
    assert done.stats["opt_out_files/ai.txt/robots"] == 1
    assert len(articles) == 2


def test_articles_are_marked_with_what_is_reserved(tmp_path: Path) -> None:
    robots = {
        "/robots.txt": Answer(b"User-agent: PerplexityBot\nDisallow: /2027/\n\nUser-agent: *\nAllow: /\n")
    }
    done, _, articles = run(FILES | robots, tmp_path, "-s", "OPT_OUTS=mark")
    first, second = sorted(articles, key=lambda article: str(article["url"]))
    assert first["left_out"] == ["rag", "train"]
    assert second["left_out"] == ["search", "rag", "train"]
    assert (done.stats["left_out/search"], done.stats["left_out/train"]) == (1, 2)
    (file,) = tmp_path.glob("articles/*/*.jsonl")
    assert [parse(line, "article")[1] for line in read_lines(file)] == ["", ""]


def test_only_the_purposes_that_count_are_marked(tmp_path: Path) -> None:
    _, _, articles = run(FILES, tmp_path, "-s", "OPT_OUTS=mark", "-s", "OPT_OUT_PURPOSES=rag")
    assert sorted(article["left_out"] for article in articles) == [[], ["rag"]]


def test_a_page_that_is_reserved_is_skipped_and_counted(tmp_path: Path) -> None:
    done, _, articles = run(FILES, tmp_path, "-s", "OPT_OUTS=skip", "-s", "OPT_OUT_PURPOSES=rag")
    assert done.stats["no_article/opted_out"] == 1
    assert "its site reserves the use of it 1" in " ".join(done.out.split())
    assert ["/2027/" in article["url"] for article in articles] == [True]
    assert [article["left_out"] for article in articles] == [[]]


def test_a_wrong_setting_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    done, asked, _ = run({}, tmp_path, "-s", "OPT_OUTS=perhaps")
    assert (done.code, asked) == (2, [])
    assert "give one of record, mark, skip" in done.log


@pytest.mark.skipif(not REAL.is_dir(), reason="needs ../shared/legal/robots")
def test_real_files() -> None:
    found = {file.name: in_robots(file.read_bytes()) for file in REAL.glob("*.robots.txt")}
    assert all(len(each) <= MAX_SIGNALS for each in found.values())
    for name, signals in found.items():
        text = (REAL / name).read_text(errors="replace").lower()
        assert all(each.signal.lower() in text for each in signals), name
