"""Sites without an end: each crawl ends, having asked for a bounded number of pages, and finds the articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from crawls import story
from faultcrawl import Crawled, crawl_faults
from faultserver import Reply, Wire, serve_faults

MAX_PAGES = 12
STORIES = [f"/2026/05/{n}-judge-reads-the-long-order-aloud/" for n in ("one", "two", "three")]
LINKS = "".join(f'<h2><a href="{path}">Judge reads order {n}</a></h2>' for n, path in enumerate(STORIES))

TRAPPED = ("/news/", "/feed/", "/2026/05/find-judges/")


def page(markup: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>Endless Times</title>{head}</head><body>{markup}</body></html>".encode()


def number(wire: Wire, mark: str = "n=") -> int:
    digits = wire.path.partition(mark)[2].partition("&")[0].strip("/")
    return int(digits) if digits.isdigit() else 0


def calendar(wire: Wire) -> None:
    """Each month leads to the next, and lists an article that is only there."""
    n = number(wire)
    own = f'<a href="/2026/05/judge-rules-in-case-number-{n}/">Judge rules in case number {n}</a>'
    wire.whole(page(f'{LINKS}{own}<a rel="next" href="/?n={n + 1}">Next</a>'))


def session_ids(wire: Wire) -> None:
    """Every link has another id of a session at each look."""
    visit = f"{wire.attempt}{abs(hash(wire.path)):x}"
    links = LINKS.replace('/">', f'/?PHPSESSID={visit}">')
    wire.whole(
        page(
            f'<nav><a href="/news/?PHPSESSID={visit}">News</a></nav>{links}<a rel="next" href="/?PHPSESSID={visit}&n=1">Next</a>'
        )
    )


def filters(wire: Wire) -> None:
    """Lists that can be combined without end."""
    n = number(wire, "a=")
    more = "".join(
        f'<a href="/2026/05/find-judges/?a={n + m}&b={m}&c=1&d=2&e=3">Filter {m}</a>' for m in range(300)
    )
    wire.whole(page(LINKS + more))


def repeated_paths(wire: Wire) -> None:
    """A relative link that goes one deeper at each page."""
    wire.whole(
        page(
            f'{LINKS}<nav><a href="{wire.path.partition("?")[0]}news/">News</a></nav><a rel="next" href="{wire.path.rstrip("/")}/news/">Next</a>'
        )
    )


def a_hundred_thousand_links(wire: Wire) -> None:
    """As many as fit into a page of a few megabytes."""
    links = "".join(f'<a href="/tag/{n}/">x</a>' for n in range(100_000))
    wire.whole(page(LINKS + links))


def feed_for_ever(wire: Wire) -> None:
    """Paged, and each page has the same three entries."""
    n = number(wire)
    if wire.path.startswith("/feed/"):
        items = "".join(
            f"<item><title>Judge reads</title><link>{wire.site}{path}</link></item>" for path in STORIES
        )
        link = f'<atom:link rel="next" href="{wire.site}/feed/?n={n + 1}"/>'
        text = f'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{link}{items}</channel></rss>'
        wire.whole(text.encode(), kind="application/rss+xml")
    else:
        wire.whole(
            page("<h1>Endless Times</h1>", '<link rel="alternate" type="application/rss+xml" href="/feed/">')
        )


def growing_feed(wire: Wire) -> None:
    """Paged, and each page has an entry that no page had before."""
    n = number(wire)
    if wire.path.startswith("/feed/"):
        paths = [*STORIES, f"/2026/05/judge-rules-in-case-number-{n}/"]
        items = "".join(
            f"<item><title>Judge reads</title><link>{wire.site}{path}</link></item>" for path in paths
        )
        link = f'<atom:link rel="next" href="{wire.site}/feed/?n={n + 1}"/>'
        text = f'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{link}{items}</channel></rss>'
        wire.whole(text.encode(), kind="application/rss+xml")
    else:
        feed_for_ever(wire)


def redirecting_front(wire: Wire) -> None:
    """The next page is a redirect to a next page."""
    n = number(wire)
    if n:
        wire.whole(b"", f"Location: /?n={n + 1}", status="302 Found")
    else:
        wire.whole(page(f'{LINKS}<a rel="next" href="/?n=1">Next</a>'))


@dataclass(frozen=True)
class Trap:
    """`most`: requests for anything but articles and what stands at usual addresses, at the most."""

    reply: Callable[[Wire], None]
    most: int
    counted: str = ""


TRAPS = {
    "calendar": Trap(calendar, MAX_PAGES, "sources/front_over_max_pages"),
    "session ids": Trap(session_ids, MAX_PAGES),
    "filters": Trap(filters, 21, "not_fetched/trap"),
    "repeated paths": Trap(repeated_paths, MAX_PAGES),
    "a hundred thousand links": Trap(a_hundred_thousand_links, 1, "not_fetched/not_article"),
    "a feed that never changes": Trap(feed_for_ever, 4),
    "a feed that never ends": Trap(growing_feed, MAX_PAGES + 2, "sources/feed_over_max_pages"),
    "a front that redirects": Trap(redirecting_front, 7, "source_failed/front/redirect_loop"),
}


def answers(trap: Trap) -> Callable[[str], Reply]:
    def reply(path: str) -> Reply:
        plain = path.partition("?")[0]
        if plain in STORIES or "case-number" in plain:
            body = story(plain.strip("/").rpartition("/")[2].replace("-", " ")).body
            return lambda wire: wire.whole(body)
        if plain != "/" and not plain.startswith(TRAPPED):
            return lambda wire: wire.whole(b"no", status="404 No")
        return trap.reply

    return reply


@pytest.mark.parametrize("name", list(TRAPS))
def test_a_trap_ends(name: str, tmp_path: Path) -> None:
    trap = TRAPS[name]
    with serve_faults() as site:
        site.otherwise.append(answers(trap))
        crawled = crawl_faults(site, tmp_path, "-a", f"max_pages={MAX_PAGES}")
    assert crawled.run.code == 0
    assert "'finish_reason': 'finished'" in crawled.run.log
    assert trapped(crawled) <= trap.most + 1  # one of the usual addresses of feeds is in its reach
    titles = [article["title"] for article in crawled.articles]
    assert sum("order aloud" in title for title in titles) == len(STORIES)
    assert len(titles) == len(set(titles))
    stats = crawled.run.stats
    not_fetched = sum(n for key, n in stats.items() if key.startswith("not_fetched/"))
    assert stats["found"] == stats["pages"] + not_fetched
    assert not trap.counted or stats[trap.counted] > 0


def trapped(crawled: Crawled) -> int:
    """How often something was asked for that may have no end."""
    return sum(
        n for path, n in crawled.asked.items() if path.partition("?")[0] == "/" or path.startswith(TRAPPED)
    )
