"""A site where much goes wrong: every address is accounted for, and the good articles come out."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from crawls import OWN_SERVER, RESET, Answer, Run, crawl, lines, moved, scrapy, serve, sitemap, start, story

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>
<item><title>Good story one</title><link>/2026/05/good-story-number-one/</link></item>
<item><title>Good story three</title><link>/2026/05/good-story-number-three/</link></item>
<item><title>Cut off in the mid"""
HOME = b"""<html><head><title>Broken Times</title>
<link rel="alternate" type="application/rss+xml" href="/feed/"></head>
<body><h2><a href="/2026/05/good-story-number-one/">Good story number one</a></h2></body></html>"""
ROBOTS = "User-agent: *\nDisallow: /2026/05/secret\nSitemap: {0}/sitemap.xml\nSitemap: {0}/no-sitemap.xml\n"
REFRESH = b'<html><head><meta http-equiv="refresh" content="0; url=http://localhost:9/"></head></html>'
JPEG = {"Content-Type": "image/jpeg"}
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Run, Path, list[str]]]:
    corpus = tmp_path_factory.mktemp("corpus")
    with serve() as site:
        good = {
            f"/2026/05/good-story-number-{n}/": story(f"Good story number {n}")
            for n in ("one", "two", "three")
        }
        bad = {
            "/2026/05/server-error-in-story/": Answer(b"oops", 500),
            "/2026/05/story-that-was-withdrawn/": Answer(b"gone", 410),
            "/2026/05/story-that-goes-round/": moved("/hop/round/"),
            "/hop/round/": moved("/2026/05/story-that-goes-round/"),
            "/2026/05/story-of-many-hops/": moved("/hop/0/"),
            **{f"/hop/{n}/": moved(f"/hop/{n + 1}/") for n in range(9)},
            "/2026/05/story-on-another-site/": moved("http://localhost:9/2026/05/story-on-another-site/"),
            "/2026/05/story-that-refreshes-away/": Answer(REFRESH),
            "/2026/05/story-that-moved-to-one/": moved("/2026/05/good-story-number-one/"),
            "/2026/05/story-that-is-a-picture/": Answer(b"\xff\xd8\xff\xe0" + bytes(50), headers=JPEG),
            "/2026/05/story-that-is-only-data/": Answer(b'{"a": 1}', headers=JSON),
            "/2026/05/story-that-breaks-off/": Answer(b"<p>Half", headers={"Content-Length": "9000"}),
            "/2026/05/story-that-hangs-up/": RESET,
            "/2026/05/story-without-a-word/": Answer(b"<html><body></body></html>"),
        }
        unasked = [
            "http://localhost:9/2026/05/story-of-a-stranger/",
            "file:///etc/passwd",
            f"{site.url}/tag/bail/",
        ]
        missing = ["/2026/05/story-that-is-missing/", "/2026/05/secret-story-of-the-court/"]
        listed = [
            site.url + path
            for path in (*good, *bad, *missing)
            if not path.startswith(("/hop/", "/2026/05/story-that-goes-round-too"))
        ]
        site.answers.update(good | bad)
        site.answers["/"] = Answer(HOME)
        site.answers["/feed/"] = Answer(FEED, headers={"Content-Type": "application/rss+xml"})
        site.answers["/robots.txt"] = Answer(ROBOTS.format(site.url).encode())
        site.answers["/sitemap.xml"] = sitemap(*listed, *unasked)
        site.answers["/no-sitemap.xml"] = Answer(HOME)
        yield crawl("news", corpus, "-a", f"url={site.url}/", *OWN_SERVER), corpus, site.asked


def test_every_address_has_its_outcome(broken: tuple[Run, Path, list[str]]) -> None:
    others = ("removed/", "fit/", "profile_")
    stats = {key: count for key, count in broken[0].stats.items() if not key.startswith(others)}
    assert stats == {
        "found": 19,
        "pages": 17,
        "articles": 3,
        "not_fetched/offsite": 1,
        "not_fetched/not_article": 1,
        "no_article/http_500": 1,
        "no_article/http_410": 1,
        "no_article/http_404": 1,
        "no_article/robots": 1,
        "no_article/redirect_loop": 2,
        "no_article/offsite": 2,
        "no_article/duplicate": 1,
        "no_article/not_html": 2,
        "no_article/cut_off": 1,
        "no_article/connection": 1,
        "no_article/no_text": 1,
        "sources/feed": 1,
        "sources/sitemap": 1,
        "sources/home": 1,
        "source_failed/sitemap/unreadable": 1,
        "source_problems/feed": 1,
        "source_problems/sitemap": 1,
        "opt_out_files/tdmrep.json/http_404": 1,
        "opt_out_files/ai.txt/http_404": 1,
    }


def test_the_good_articles_come_out(broken: tuple[Run, Path, list[str]]) -> None:
    written = lines(broken[1] / "articles")
    assert sorted(line["title"] for line in written) == [
        f"Good story number {n}" for n in ("one", "three", "two")
    ]
    assert {line["published"] for line in written} == {"2026-05-04T10:00:00.000Z"}


def test_what_is_disallowed_is_not_asked_for(broken: tuple[Run, Path, list[str]]) -> None:
    assert not [path for path in broken[2] if "secret" in path]


def test_the_crawl_ends_well_and_its_table_tells(broken: tuple[Run, Path, list[str]]) -> None:
    run = broken[0]
    assert run.code == 0
    assert "Traceback" not in run.log
    table = " ".join(run.out.split())
    for row in (
        "pages 17 articles 3",
        "pages that are no article 14",
        "redirects in a circle 2",
        "leads to another site 2",
        "disallowed by robots.txt 1",
        "http 500 1",
        f"articles: {broken[1]}/articles/127-0-0-1",
    ):
        assert row in table, run.out


def test_without_leave_no_private_address_is_asked(tmp_path: Path) -> None:
    with serve({"/": Answer(HOME)}) as site:
        run = crawl("news", tmp_path, "-a", f"url={site.url}/", "-s", "CONTACT=who@news.example")
        assert site.asked == []
    assert "ALLOW_PRIVATE_ADDRESSES" in run.log
    assert "See whether a browser shows it" not in run.log
    assert run.stats["source_failed/home/private_address"] == 1
    assert run.code == 1


def test_a_site_that_disallows_all_is_not_crawled(tmp_path: Path) -> None:
    with serve({"/": Answer(HOME), "/robots.txt": Answer(b"User-agent: *\nDisallow: /\n")}) as site:
        run = crawl("news", tmp_path, "-a", f"url={site.url}/", *OWN_SERVER)
        assert set(site.asked) == {"/robots.txt"}
    assert run.code == 1
    assert run.stats["source_failed/home/robots"] == 1
    assert not [key for key in run.stats if key.startswith("sources/")]


def test_ctrl_c_ends_a_crawl_with_its_table_and_what_it_wrote(tmp_path: Path) -> None:
    paths = [f"/2026/05/long-story-number-{n}/" for n in range(40)]
    with serve({path: story(f"Long story number {path[-3:-1]}") for path in paths}) as site:
        site.answers["/"] = Answer(HOME)
        site.answers["/robots.txt"] = Answer(f"Sitemap: {site.url}/sitemap.xml\n".encode())
        site.answers["/sitemap.xml"] = sitemap(*(site.url + path for path in paths))
        slow = ("-s", "DOWNLOAD_DELAY=0.2", "-s", "AUTOTHROTTLE_ENABLED=False", "-s", "RETRY_ENABLED=False")
        process = start(
            "crawl", "news", "-a", f"url={site.url}/", "-s", f"CORPUS_DIR={tmp_path}",
            "-s", "ALLOW_PRIVATE_ADDRESSES=True", *slow,
        )  # fmt: skip
        deadline = time.monotonic() + 60
        while len([path for path in site.asked if path in paths]) < 4:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
    table = " ".join(out.split())
    assert process.returncode == 130
    assert "(interrupted)" in table
    assert "the crawl ended before" in table
    assert len(lines(tmp_path / "articles")) >= 2
    assert not list(tmp_path.rglob(".*.open"))


REPLACED = """
from pathlib import Path
from crawler.spiders.base import NewsSpider

class Replaced(NewsSpider):
    name = "replaced"
    allowed_domains = ["127.0.0.1"]
    own_arguments = ("sitemap",)

    def __init__(self, sitemap, **arguments):
        super().__init__(**arguments)
        self.sitemaps = [sitemap]

    def opened(self):
        super().opened()
        Path(__file__).write_text("# a new version")

    def parse(self, response, entry=None):
        yield from super().parse(response, entry)
"""


def test_a_crawl_goes_on_whose_files_are_replaced_meanwhile(tmp_path: Path) -> None:
    spider = tmp_path / "replaced.py"
    spider.write_text(REPLACED, "utf-8")
    with serve() as site:
        site.answers["/2026/05/judge-rules-on-appeal/"] = story("Judge rules on appeal")
        site.answers["/sitemap.xml"] = sitemap(f"{site.url}/2026/05/judge-rules-on-appeal/")
        settings = ("-s", f"CORPUS_DIR={tmp_path}", "-s", "LOG_LEVEL=INFO", *OWN_SERVER)
        run = scrapy("runspider", str(spider), "-a", f"sitemap={site.url}/sitemap.xml", *settings)
    assert spider.read_text("utf-8") == "# a new version"
    assert run.stats["articles"] == 1


def test_what_is_wrong_with_a_source_that_the_site_names_is_told_without_being_asked(tmp_path: Path) -> None:
    with serve({"/": Answer(b"<h1>Home</h1>")}) as site:
        cut = sitemap(f"{site.url}/2026/05/a-story-number-one/").body[:-20]
        site.answers["/cut.xml"] = Answer(cut)
        named = f"Sitemap: {site.url}/cut.xml\nSitemap: {site.url}/gone.xml\n"
        site.answers["/robots.txt"] = Answer(f"User-agent: *\nDisallow: /2026/\n{named}".encode())
        settings = (*OWN_SERVER, "-s", "LOG_LEVEL=WARNING")
        run = crawl("news", tmp_path, "-a", f"url={site.url}/", *settings)
    told = [line for line in run.log.splitlines() if " WARNING: " in line]
    assert any(f"{site.url}/cut.xml" in line for line in told)
    assert any(f"{site.url}/gone.xml was not read: http_404" in line for line in told)
    assert "/feed/" not in run.log  # a usual address, where nothing need be
