"""Crawls that find a corpus: one that is held, one that is on a full disk, one that is known already."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from crawls import OWN_SERVER, Answer, Run, Site, crawl, lines, scrapy, serve, sitemap, story
from faultserver import Wire, serve_faults
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders

from output.corpus import Corpus
from output.verify import verify

PATHS = [f"/2026/05/story-of-the-court-{n}/" for n in ("one", "two", "three")]
GONE = "/2026/05/story-that-is-gone/"
BUSY = "/2026/05/story-that-is-not-ready/"


def listed(site: Site, **lastmod: str) -> Answer:
    """A sitemap; `lastmod` is that of PATHS by its last word."""
    urls = "".join(
        f"<url><loc>{site.url}{path}</loc><lastmod>{lastmod.get(path[:-1].rpartition('-')[2], '2026-05-04')}"
        "</lastmod></url>"
        for path in (*PATHS, GONE, BUSY)
    )
    body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    return Answer(body.encode(), headers={"Content-Type": "application/xml"})


def tagged(answer: Answer, tag: str) -> Answer:
    return Answer(answer.body, answer.status, {**answer.headers, "ETag": tag})


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        for path in PATHS:
            site.answers[path] = tagged(story(f"Story {path}"), '"1"')
        site.answers[GONE] = Answer(b"gone", 410)
        site.answers[BUSY] = Answer(b"later", 503)
        site.answers["/robots.txt"] = Answer(f"Sitemap: {site.url}/sitemap.xml\n".encode())
        site.answers["/"] = Answer(b"<html><title>Home</title><p>News.</p></html>")
        site.answers["/sitemap.xml"] = listed(site)
        yield site


def again(site: Site, corpus: Path, *arguments: str) -> Run:
    site.asked.clear()
    return crawl("news", corpus, "-a", f"url={site.url}/", *OWN_SERVER, *arguments)


def test_the_next_crawl_asks_only_for_what_is_new_due_or_failed(site: Site, tmp_path: Path) -> None:
    first = again(site, tmp_path)
    assert (first.code, first.stats["articles"]) == (0, 3)

    second = again(site, tmp_path)
    assert [path for path in site.asked if path in {*PATHS, GONE, BUSY}] == [BUSY]
    assert (second.stats["known"], second.stats["not_fetched/settled"]) == (3, 1)

    # one changed, one only says so, and the page that was not ready is
    site.answers[PATHS[0]] = tagged(story("Another outcome"), '"2"')
    site.answers[BUSY] = story("Story that is ready")
    site.answers["/sitemap.xml"] = listed(site, one="2026-05-05", two="2026-05-05")
    third = again(site, tmp_path)
    assert sorted(path for path in site.asked if path in {*PATHS, GONE, BUSY}) == sorted([*PATHS[:2], BUSY])
    assert third.stats["no_article/not_modified"] == 1
    assert third.stats["articles"] == 2
    written = [
        (line["url"].removeprefix(site.url), line["revision"]) for line in lines(tmp_path / "articles")
    ]
    assert sorted(written) == sorted([*((path, 1) for path in PATHS), (PATHS[0], 2), (BUSY, 1)])

    # all of it, whatever is known of it
    full = again(site, tmp_path, "-a", "full=1")
    assert {*PATHS, GONE, BUSY} <= set(site.asked)
    assert full.stats["no_article/unchanged"] == 4


def test_a_lost_state_costs_requests_and_no_article(site: Site, tmp_path: Path) -> None:
    again(site, tmp_path)
    (tmp_path / "state.sqlite").write_bytes(b"no database" * 1000)
    run = again(site, tmp_path)
    assert (run.code, run.stats["known"]) == (0, 3)
    assert "is made again from the articles" in run.log
    assert len(lines(tmp_path / "articles")) == 3
    # what the server said of the pages is in the archive: none is sent again
    for path in tmp_path.glob("state.sqlite*"):
        path.unlink()
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    site.answers["/sitemap.xml"] = listed(site, one=tomorrow, two=tomorrow)
    run = again(site, tmp_path)
    assert run.stats["no_article/not_modified"] == 2


def test_a_recent_article_is_looked_at_again_and_a_change_of_its_furniture_is_none(
    site: Site, tmp_path: Path
) -> None:
    fresh = datetime.now(UTC).isoformat()
    site.answers[PATHS[0]] = story("Story of today", fresh)
    again(site, tmp_path)
    source = next(path.name for path in (tmp_path / "articles").iterdir())
    with Corpus(tmp_path, source) as corpus:  # an hour goes by
        page = corpus.page(site.url + PATHS[0])
        assert page is not None
        assert page.due is not None
        corpus.note(site.url + PATHS[0], page._replace(due=page.due - 3700, looked=page.looked - 3700))
    body = site.answers[PATHS[0]].body.replace(b"</body>", b"<footer>Other offers</footer></body>")
    site.answers[PATHS[0]] = Answer(body)
    run = again(site, tmp_path)
    assert [path for path in site.asked if path in PATHS] == PATHS[:1]
    assert run.stats["no_article/unchanged"] == 1
    assert len(lines(tmp_path / "articles")) == 3


def test_pages_are_archived_and_can_be_cleaned_again(site: Site, tmp_path: Path) -> None:
    again(site, tmp_path)
    (archive,) = (tmp_path / "archive").rglob("*.warc.gz")
    out = tmp_path / "out.jsonl"
    assert scrapy("clean", str(archive), "-o", str(out)).code == 0
    cleaned = {line["url"]: line for line in map(json.loads, out.read_text().splitlines())}
    written = lines(tmp_path / "articles")
    assert len(written) == 3
    for line in written:
        same = cleaned[line["url"]]
        assert (same["id"], same["content_hash"]) == (line["id"], line["content_hash"])
        assert line["archive"]["offset"] == same["archive"]["offset"]
        assert line["archive"]["file"] == archive.relative_to(tmp_path).as_posix()


def responses(folder: Path, url: str) -> dict[str, tuple[StatusAndHeaders, StatusAndHeaders, bytes]]:
    """Of each path of the site: headers of the record, those of the answer, and the body."""
    (path,) = (folder / "archive").rglob("*.warc.gz")
    with path.open("rb") as file:
        return {
            record.rec_headers.get_header("WARC-Target-URI").removeprefix(url): (
                record.rec_headers,
                record.http_headers,
                record.content_stream().read(),
            )
            for record in ArchiveIterator(file)
            if record.rec_type == "response"
        }


def test_redirects_and_headers_are_archived_as_they_came(site: Site, tmp_path: Path) -> None:
    packed = story("Packed story")
    site.answers["/2026/05/new-place-of-the-story/"] = Answer(
        gzip.compress(packed.body), headers={**packed.headers, "Content-Encoding": "gzip"}
    )
    to = Answer(b"moved", 302, {"Location": "/2026/05/new-place-of-the-story/", "X-Why": "moved"})
    site.answers[PATHS[0]] = to
    again(site, tmp_path)
    found = responses(tmp_path, site.url)
    warc, http, body = found["/2026/05/new-place-of-the-story/"]
    assert warc.get_header("X-Decoded") == "content-encoding=gzip"
    assert http.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    assert body == packed.body
    _, http, body = found[PATHS[0]]
    assert (http.protocol, http.statusline) == ("HTTP/1.0", "302 Found")
    assert (http.get_header("X-Why"), body) == ("moved", b"moved")
    (address,) = lines(tmp_path / "addresses")
    assert (address["url"], address["how"]) == (site.url + PATHS[0], "redirect")
    assert verify(tmp_path).problems == []


def test_a_page_that_leads_on_and_one_in_chunks_are_archived_as_they_came(tmp_path: Path) -> None:
    """The page that leads on is packed, and redirects; the one that it leads to has no length."""
    leads_on = b'<html><head><meta http-equiv="refresh" content="0; url=/go/"></head></html>'
    packed = gzip.compress(leads_on)
    page = story("Story in chunks").body

    def in_chunks(wire: Wire) -> None:
        wire.head("Transfer-Encoding: chunked", "ETag: 5", status="200 As You Like")
        wire.send(b"%x\r\n%b\r\n0\r\n\r\n" % (len(page), page))

    def to_the_end(wire: Wire) -> None:  # which is that of the connection
        wire.head()
        wire.send(page.replace(b"Story in chunks", b"Another story"))

    with serve_faults() as site:
        robots = f"Sitemap: {site.url}/sitemap.xml\n".encode()
        listing = sitemap(f"{site.url}/2026/05/story-that-leads-on/", f"{site.url}{PATHS[0]}").body
        site.replies |= {
            "/robots.txt": lambda wire: wire.whole(robots, kind="text/plain"),
            "/sitemap.xml": lambda wire: wire.whole(listing, kind="application/xml"),
            "/2026/05/story-that-leads-on/": lambda wire: wire.whole(packed, "Content-Encoding: gzip"),
            "/go/": lambda wire: wire.whole(b"", "Location: /2026/05/story-in-chunks/", status="301 Gone On"),
            "/2026/05/story-in-chunks/": in_chunks,
            PATHS[0]: to_the_end,
        }
        crawl("news", tmp_path, "-a", f"url={site.url}/", *OWN_SERVER)
        found = responses(tmp_path, site.url)
    warc, http, body = found["/2026/05/story-in-chunks/"]
    assert warc.get_header("X-Decoded") == "transfer-encoding=chunked"
    assert (http.protocol, http.statusline, body) == ("HTTP/1.1", "200 OK", page)
    assert http.get_header("X-Archive-Orig-Transfer-Encoding") == "chunked"
    warc, http, body = found["/go/"]
    assert (http.statusline, warc.get_header("X-Decoded"), body) == ("301 Moved Permanently", None, b"")
    warc, http, body = found["/2026/05/story-that-leads-on/"]
    assert (warc.get_header("X-Decoded"), body) == ("content-encoding=gzip", leads_on)
    assert http.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    warc, _, _ = found[PATHS[0]]
    assert warc.get_header("X-Decoded") is None
    assert len(found) == 4
    (address,) = lines(tmp_path / "addresses")
    assert (address["url"].removeprefix(site.url), address["how"]) == (
        "/2026/05/story-that-leads-on/",
        "redirect",
    )


def test_the_archive_can_be_left_out(site: Site, tmp_path: Path) -> None:
    again(site, tmp_path, "-s", "ARCHIVE_PAGES=False")
    assert not (tmp_path / "archive").exists()
    assert {line["archive"]["file"] for line in lines(tmp_path / "articles")} == {None}


def test_a_second_run_on_a_site_says_who_holds_it(site: Site, tmp_path: Path) -> None:
    with Corpus(tmp_path, "127-0-0-1"):
        run = again(site, tmp_path)
        assert run.code == 3
        assert "is held by process" in run.log
        assert site.asked == []
        assert "Traceback" not in run.log
    assert again(site, tmp_path).code == 0


def test_a_corpus_that_cannot_be_written_has_its_exit_code(site: Site, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    run = again(site, tmp_path / "file")
    assert run.code == 4
    assert "nothing is crawled" in run.log
    assert "Traceback" not in run.log
    assert site.asked == []
