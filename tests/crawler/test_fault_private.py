"""A site that leads to private addresses in every way it can, crawled with the guards on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from crawls import sitemap, story
from faultcrawl import Crawled, crawl_faults
from faultserver import FaultSite, Reply, Wire, serve_faults

FORMS = {
    "literal": "127.0.0.1",
    "short": "127.1",
    "decimal": "2130706433",
    "hex": "0x7f.0.0.1",
    "octal": "0177.0.0.1",
    "ipv6": "[::1]",
    "mapped": "[::ffff:127.0.0.1]",
    "name": "inside.example",
    "name-below": "inside.news.example",
    "all-zeros": "0.0.0.0",  # noqa: S104 - nothing is bound to it
}
"""Ways to write an address at which the server would answer; the last one leads to this machine too."""

GUARDED = (
    "-s", "ALLOW_PRIVATE_ADDRESSES=False", "-s", "CONTACT=who@news.example",
    "-s", "TWISTED_DNS_RESOLVER=tests.crawler.publicname.PublicName",
)  # fmt: skip


def port(site: FaultSite) -> str:
    return site.url.rpartition(":")[2]


def public(site: FaultSite) -> FaultSite:
    """The same server under its public name."""
    return FaultSite(
        f"http://news.example:{port(site)}", site.replies, site.otherwise, site.asked, site.heads
    )


def inside(wire: Wire, form: str, path: str) -> str:
    return f"http://{FORMS[form]}:{wire.site.rpartition(':')[2]}{path}"


def moved(form: str, path: str = "/inside", status: str = "302 Found") -> Reply:
    return lambda wire: wire.whole(b"", f"Location: {inside(wire, form, path)}", status=status)


def refresh(form: str) -> Reply:
    return lambda wire: wire.whole(
        f'<html><head><meta http-equiv="refresh" content="0; url={inside(wire, form, "/inside-refresh")}">'.encode()
    )


def hosts(crawled: Crawled) -> set[str]:
    return {host for head in crawled.heads for host in re.findall(r"(?im)^host: ([^\r:]+)", head)}


def assert_only_the_public_name_was_asked(crawled: Crawled) -> None:
    assert hosts(crawled) == {"news.example"}
    assert not [path for path in crawled.asked if "inside" in path]


def article(kind: str, form: str) -> str:
    return f"/2026/05/{kind}-to-{form}-story-of-the-court/"


ARTICLES = {article("redirect", form): moved(form) for form in FORMS} | {
    article("refresh", form): refresh(form) for form in FORMS
}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    with serve_faults(ARTICLES) as served:
        site = public(served)
        good = "/2026/05/good-story-of-the-court/"
        there = [f"http://{address}:{port(site)}" for address in FORMS.values()]
        names = "".join(f"Sitemap: {each}/inside.xml\n" for each in there)
        robots = f"User-agent: *\nAllow: /\nSitemap: {site.url}/sitemap.xml\nSitemap: {site.url}/index.xml\n{names}"
        listed = sitemap(
            *(site.url + path for path in (good, *ARTICLES)),
            *(f"{each}{article('listed', 'x')}" for each in there),
        ).body
        children = "".join(f"<sitemap><loc>{each}/inside-child.xml</loc></sitemap>" for each in there)
        index = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{children}</sitemapindex>'
        feeds = "".join(
            f'<link rel="alternate" type="application/rss+xml" href="{each}/inside-feed">' for each in there
        )
        home = f'<html><head>{feeds}<link rel="alternate" type="application/atom+xml" href="/feed"></head></html>'
        entries = "".join(
            f'<entry><title>x</title><link href="{each}{article("fed", "x")}"/></entry>' for each in there
        )
        nexts = "".join(f'<link rel="next" href="{each}/inside-next"/>' for each in there)
        feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>{nexts}{entries}<entry><title>y</title><link href="{site.url}/2026/05/story-of-the-feed/"/></entry></feed>'
        tale = story("Story of the court").body
        site.replies |= {
            "/": lambda wire: wire.whole(home.encode()),
            "/robots.txt": lambda wire: wire.whole(robots.encode(), kind="text/plain"),
            "/sitemap.xml": lambda wire: wire.whole(listed, kind="application/xml"),
            "/index.xml": lambda wire: wire.whole(index.encode(), kind="application/xml"),
            "/feed": lambda wire: wire.whole(feed.encode(), kind="application/atom+xml"),
            "/.well-known/tdmrep.json": moved("literal"),
            "/ai.txt": moved("name"),
            good: lambda wire: wire.whole(tale),
            "/2026/05/story-of-the-feed/": lambda wire: wire.whole(story("Story of the feed").body),
        }
        yield crawl_faults(site, tmp_path_factory.mktemp("private"), *GUARDED)


def test_no_private_address_is_asked(crawled: Crawled) -> None:
    assert_only_the_public_name_was_asked(crawled)
    assert crawled.run.code == 0
    assert sorted(each["title"] for each in crawled.articles) == ["Story of the court", "Story of the feed"]


@pytest.mark.parametrize("path", list(ARTICLES))
def test_a_page_that_leads_there_is_given_up_with_a_reason(crawled: Crawled, path: str) -> None:
    assert crawled.outcomes[path] == ["robots_unreachable" if "name-below" in path else "offsite"]
    assert crawled.asked[path] == 1


def test_sitemaps_and_feeds_there_are_refused_with_a_reason(crawled: Crawled) -> None:
    stats = crawled.run.stats
    assert stats["source_failed/sitemap/private_address"] > 0
    assert sum(n for key, n in stats.items() if key.startswith(("source_failed/", "source_absent/"))) >= len(
        FORMS
    )


@pytest.mark.parametrize("name", ["tdmrep.json", "ai.txt"])
def test_files_of_opt_outs_are_not_looked_for_there(crawled: Crawled, name: str) -> None:
    assert crawled.run.stats[f"opt_out_files/{name}/offsite"] == 1


@pytest.mark.parametrize("form", list(FORMS))
def test_robots_txt_that_leads_there_closes_the_site(tmp_path: Path, form: str) -> None:
    """What cannot be had forbids all: the site is not crawled, and nothing there is asked."""
    with serve_faults({"/": lambda wire: wire.whole(b"<h1>Home</h1>"), "/robots.txt": moved(form)}) as served:
        crawled = crawl_faults(public(served), tmp_path, *GUARDED)
    assert_only_the_public_name_was_asked(crawled)
    assert set(crawled.asked) == {"/robots.txt"}
    assert crawled.run.code == 1
