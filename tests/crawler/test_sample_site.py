"""The sample site serves every address as it says, and is found by the ways it says."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from crawler.sample import NOT_ARTICLES, Sample, gold, serve
from crawler.sample.site import answers
from crawler.sample.source import articles

TYPES = {
    "robots": "text/plain; charset=UTF-8",
    "sitemap": "application/xml; charset=UTF-8",
    "/feed/": "application/rss+xml; charset=UTF-8",
    "/blog/feeds/posts/default": "application/atom+xml; charset=UTF-8",
}
HTML = "text/html; charset=UTF-8"


@pytest.fixture(scope="module")
def site() -> Iterator[Sample]:
    with serve() as running:
        yield running


def ask(site: Sample, path: str, method: str = "GET") -> tuple[HTTPResponse, str]:
    connection = HTTPConnection(urlsplit(site.url).netloc, timeout=10)
    try:
        connection.request(method, path, headers={"User-Agent": "tests"})
        response = connection.getresponse()
        return response, response.read().decode()
    finally:
        connection.close()


def links(body: str) -> set[str]:
    return {str(tag["href"]) for tag in BeautifulSoup(body, "lxml").select("a[href]")}


def locations(body: str) -> list[str]:
    root = etree.fromstring(body.encode(), etree.XMLParser(resolve_entities=False))
    return [node.text or "" for node in root.iterfind(".//{*}loc")]


@pytest.mark.parametrize("article", gold(), ids=lambda article: article.path)
def test_an_article_is_served_at_all_its_addresses(site: Sample, article: object) -> None:
    article = next(one for one in gold() if one == article)
    response, body = ask(site, article.path)
    assert (response.status, response.getheader("Content-Type")) == (200, HTML)
    canonical = BeautifulSoup(body, "lxml").select_one('link[rel="canonical"]')
    assert canonical is not None
    assert canonical["href"] == site.url + article.path
    for alias in article.aliases:
        other, other_body = ask(site, alias)
        if other.status == 301:
            assert other.getheader("Location") == site.url + article.path
        else:
            assert (other.status, other_body) == (200, body)


@pytest.mark.parametrize(("path", "why"), sorted(NOT_ARTICLES.items()))
def test_every_other_address_answers_as_said(site: Sample, path: str, why: str) -> None:
    response, _ = ask(site, path)
    status = {"gone": 410, "missing": 404}.get(why, 200)
    assert (response.status, response.getheader("Content-Type")) == (
        status,
        TYPES.get(path, TYPES.get(why, HTML)),
    )


def test_there_are_no_other_addresses() -> None:
    known = {path for article in gold() for path in (article.path, *article.aliases)} | NOT_ARTICLES.keys()
    assert answers("").keys() | {path for path, why in NOT_ARTICLES.items() if why == "missing"} == known


def test_fronts_with_their_pages_lead_to_their_articles_and_no_others(site: Sample) -> None:
    found = {
        link for path, why in NOT_ARTICLES.items() if why == "listing" for link in links(ask(site, path)[1])
    }
    assert {site.url + article.path for article in articles() if "fronts" in article.found} <= found
    hidden = {site.url + article.path for article in articles() if "fronts" not in article.found}
    everywhere = found.union(*(links(ask(site, article.path)[1]) for article in articles()))
    assert hidden.isdisjoint(everywhere)


def test_pages_of_a_front_are_linked_one_after_the_other(site: Sample) -> None:
    for path, why in NOT_ARTICLES.items():
        if why == "listing" and path != "/":
            section = "/" + path.split("/")[1] + "/"
            pages = [
                other
                for other, reason in NOT_ARTICLES.items()
                if reason == "listing" and other.startswith(section)
            ]
            at = pages.index(path)
            assert {site.url + other for other in pages[at + 1 : at + 2]} <= links(ask(site, path)[1])


def test_the_feeds_list_what_is_found_by_feed(site: Sample) -> None:
    rss = etree.fromstring(ask(site, "/feed/")[1].encode())
    atom = etree.fromstring(ask(site, "/blog/feeds/posts/default")[1].encode())
    items = [item.findtext("link") or "" for item in rss.iterfind("channel/item")]
    entries = [str(link.get("href")) for link in atom.iterfind("{*}entry/{*}link[@rel='alternate']")]
    by_feed = [article for article in articles() if "feed" in article.found]
    assert items == [site.url + article.path for article in by_feed if article.family != "blogger"]
    assert entries == [site.url + article.path for article in by_feed if article.family == "blogger"]
    whole = [item for item in rss.iterfind("channel/item") if item.find("{*}encoded") is not None]
    assert 0 < len(whole) < len(items)


def test_the_sitemaps_list_what_is_found_by_sitemap(site: Sample) -> None:
    robots = ask(site, "/robots.txt")[1]
    index, news = re.findall(r"^Sitemap: (.+)$", robots, flags=re.MULTILINE)
    listed = [
        loc
        for part in locations(ask(site, urlsplit(index).path)[1])
        for loc in locations(ask(site, urlsplit(part).path)[1])
    ]
    stories = {site.url + article.path for article in articles() if "sitemap" in article.found}
    moved = {site.url + path for article in articles() for path in article.redirects}
    others = {
        site.url + path for path in ("/about/", "/privacy/", "/courts/2026/08/verdict-report-withdrawn/")
    }
    assert set(listed) == stories | moved | others
    assert len(listed) == len(set(listed))
    recent = etree.fromstring(ask(site, urlsplit(news).path)[1].encode())
    titles = [node.text for node in recent.iterfind(".//{*}title")]
    assert len(titles) >= 3
    assert set(titles) <= {article.title for article in gold()}


@pytest.mark.parametrize("channel", ["fronts", "feed", "sitemap"])
def test_some_articles_are_found_by_one_way_alone(channel: str) -> None:
    assert len([article for article in articles() if article.found == {channel}]) >= 2


def test_links_lead_somewhere(site: Sample) -> None:
    """Every link to this site on every page leads to a page; one on a front leads to what is missing."""
    known = answers("").keys()
    dead = set()
    for path in known:
        response, body = ask(site, path)
        if (response.getheader("Content-Type"), response.status) == (HTML, 200):
            inside = {link.removeprefix(site.url) for link in links(body) if link.startswith(site.url)}
            dead |= {link for link in inside if link not in known and link.partition("?")[0] not in known}
    assert dead == {path for path, why in NOT_ARTICLES.items() if why == "missing"}


def test_robots_closes_a_page_that_is_linked(site: Sample) -> None:
    closed = [path for path, why in NOT_ARTICLES.items() if why == "disallowed"]
    assert [path for path in closed if not path.startswith("/private/")] == []
    assert "Disallow: /private/" in ask(site, "/robots.txt")[1]
    assert {site.url + path for path in closed} <= links(ask(site, "/courts/")[1])


def test_the_server_answers_head_and_remembers_requests() -> None:
    with serve() as site:
        response, body = ask(site, gold()[0].path, "HEAD")
        assert (response.status, body) == (200, "")
        assert int(response.getheader("Content-Length") or 0) > 1000
        ask(site, "/nowhere/?x=1")
        assert [
            (request.method, request.path, request.status, request.user_agent) for request in site.requests
        ] == [
            ("HEAD", gold()[0].path, 200, "tests"),
            ("GET", "/nowhere/?x=1", 404, "tests"),
        ]
        assert site.paths == (gold()[0].path, "/nowhere/?x=1")


def test_a_query_does_not_hide_a_page(site: Sample) -> None:
    assert ask(site, gold()[0].path + "?utm_source=feed")[0].status == 200


def test_a_query_may_be_ordered_and_escaped_otherwise(site: Sample) -> None:
    path = next(path for path in NOT_ARTICLES if path.startswith("/blog/search?"))
    query = path.partition("?")[2].replace("%3A", ":")
    other = "/blog/search?" + "&".join(reversed(query.split("&")))
    assert other != path
    assert ask(site, other)[1] == ask(site, path)[1]


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_the_command_serves_until_it_is_interrupted() -> None:
    with subprocess.Popen(
        [sys.executable, "-X", "dev", "-m", "crawler.sample", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        greeting = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", greeting)
        assert address is not None
        assert ask(Sample(address[0]), "/robots.txt")[0].status == 200
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "ResourceWarning" not in errors
    assert "Traceback" not in errors
