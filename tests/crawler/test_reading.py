"""What lists articles is read in processes, while the event loop goes on."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from crawls import OWN_SERVER, Answer, Run, Site, lines, scrapy, serve, story

from crawler.politeness.optoutfiles import FILES
from crawler.reading import ReadGuide, ReadListing, read_guide, read_listing

SPIDER = Path(__file__).parent / "slowreading.py"
STORY = "/courts/judge-rules-on-the-appeal/"
OTHER = "/courts/clerk-finds-a-lost-docket/"


def feed(url: str, *items: tuple[str, str]) -> Answer:
    found = "".join(f"<item><link>{url}{path}</link><pubDate>{date}</pubDate></item>" for path, date in items)
    return Answer(
        f'<rss version="2.0"><channel>{found}</channel></rss>'.encode(),
        headers={"Content-Type": "application/rss+xml"},
    )


def front(*paths: str) -> Answer:
    links = "".join(f'<h2><a href="{path}">A headline of some words</a></h2>' for path in paths)
    return Answer(f"<html><body>{links}</body></html>".encode())


def undated(title: str) -> Answer:
    page = story(title)
    return Answer(page.body.replace(b"2026-05-04T10:00:00+00:00", b""))


def crawl(site: Site, corpus: Path, **listings: str) -> Run:
    named = [part for name, paths in listings.items() for part in ("-a", f"{name}={paths}")]
    settings = ("-s", f"CORPUS_DIR={corpus}", "-s", "LOG_LEVEL=INFO", *OWN_SERVER)
    return scrapy("runspider", str(SPIDER), "-a", f"home={site.url}", *named, *settings)


def test_a_listing_that_hangs_is_told_and_counted_and_the_crawl_goes_on(tmp_path: Path) -> None:
    with serve({STORY: story("Judge rules on appeal")}) as site:
        site.answers["/hang.rss"] = feed(site.url, (OTHER, ""))
        site.answers["/"] = front(STORY)
        run = crawl(site, tmp_path, feeds="/hang.rss", fronts="/")
    assert run.stats["source_failed/feed/error"] == 1
    assert run.stats["sources/front"] == 1
    assert f"{site.url}/hang.rss could not be read and is left out: took longer than 2.5 s" in run.log
    assert [line["url"] for line in lines(tmp_path / "articles")] == [site.url + STORY]
    assert run.stats["ticks"] > 3  # of about 25: the loop was not held up


def test_a_short_listing_does_not_overtake_a_long_one(tmp_path: Path) -> None:
    with serve({STORY: undated("Judge rules on appeal"), OTHER: undated("Clerk finds lost docket")}) as site:
        site.answers["/slow.rss"] = feed(site.url, (STORY, "Mon, 04 May 2026 10:00:00 GMT"))
        site.answers["/quick.rss"] = feed(site.url, (STORY, ""), (OTHER, "Tue, 05 May 2026 10:00:00 GMT"))
        site.answers["/"] = front(STORY, OTHER)
        run = crawl(site, tmp_path, feeds="/slow.rss /quick.rss", fronts="/")
    found = {line["url"].removeprefix(site.url): line for line in lines(tmp_path / "articles")}
    assert {path: (line["published"], line["date_source"]) for path, line in found.items()} == {
        STORY: ("2026-05-04T10:00:00.000Z", "feed"),
        OTHER: ("2026-05-05T10:00:00.000Z", "feed"),
    }
    asked = [path for path in site.asked if path not in {"/robots.txt", *FILES}]
    assert asked == ["/slow.rss", "/quick.rss", STORY, OTHER, "/"]
    assert run.stats["pages"] == 2


def test_a_large_feed_and_a_large_robots_txt_are_read_as_small_ones_are(tmp_path: Path) -> None:
    rules = "".join(f"Disallow: /no-{number}/\n" for number in range(3_000))
    with serve({STORY: story("Judge rules on appeal"), OTHER: story("Clerk finds lost docket")}) as site:
        plain = feed(site.url, (STORY, ""), (OTHER, ""))
        packed = gzip.compress(plain.body + b"<!-- -->" * 400_000)
        site.answers["/feed.rss"] = Answer(packed, headers={**plain.headers, "Content-Encoding": "gzip"})
        site.answers["/robots.txt"] = Answer(f"User-agent: *\n{rules}Disallow: {OTHER}\n".encode())
        run = crawl(site, tmp_path, feeds="/feed.rss")
    assert [line["url"] for line in lines(tmp_path / "articles")] == [site.url + STORY]
    assert run.stats["no_article/robots"] == 1


@pytest.mark.parametrize("what", ["feed", "sitemap", "front"])
def test_a_listing_is_read_by_the_reader_of_its_sort(what: str) -> None:
    url = "https://news.example/list"
    documents = {
        "feed": b"<rss><channel><item><link>/2026/05/a-b-c/</link></item></channel></rss>",
        "sitemap": b"<urlset><url><loc>/2026/05/a-b-c/</loc></url></urlset>",
        "front": b'<html><body><h2><a href="/2026/05/a-b-c/">A headline</a></h2></body></html>',
    }
    found = read_listing(ReadListing(what, url, documents[what]))  # type: ignore[arg-type]
    assert [(entry.url, entry.via) for entry in found.entries] == [
        ("https://news.example/2026/05/a-b-c/", what)
    ]


def test_guides_say_where_listings_are() -> None:
    url = "https://news.example/robots.txt"
    robots = read_guide(ReadGuide("robots", url, b"User-agent: *\nSitemap: https://news.example/s.xml\n"))
    assert (robots.feeds, robots.sitemaps) == ((), ("https://news.example/s.xml",))
    page = b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed/"></head><body>x</body>'
    home = read_guide(ReadGuide("home", "https://news.example/", page))
    assert (home.feeds, home.sitemaps) == (("https://news.example/feed/",), ())
