from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from crawls import scrapy
from scrapy.exceptions import UsageError
from scrapy.utils.project import get_project_settings

from cleaners.model import Cleaned, Kept, Removal
from crawler.commands.explain import Command, redline_of
from output.redline import Row

ROOT = Path(__file__).parents[2]
PARAGRAPH = (
    "The appeals court held on Monday that the lower court had read the statute too narrowly, and sent the "
    "case back for a new hearing on whether the county owed its former clerk the wages that she had claimed. "
)
HTML = (
    "<!doctype html><html><head><title>Court rules</title></head><body><article><h1>Court rules</h1>"
    f"<p>{PARAGRAPH * 3}</p><p>{PARAGRAPH * 2}</p><figure><img src='a.jpg'>"
    "<figcaption>The court house, seen from the river.</figcaption></figure></article></body></html>"
)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in this process: exit code, standard output, standard error."""
    monkeypatch.chdir(ROOT)

    def call(*arguments: object) -> tuple[int, str, str]:
        command = Command()
        command.settings = get_project_settings()
        parser = argparse.ArgumentParser(conflict_handler="resolve", description=command.long_desc())
        command.add_options(parser)
        options, rest = parser.parse_known_args([str(argument) for argument in arguments])
        command.process_options(rest, options)
        command.run(rest, options)
        return command.exitcode, *capsys.readouterr()

    return call


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "a.html"
    path.write_text(HTML, "utf-8")
    return path


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    path = tmp_path / "a.jsonl"
    rows = [
        {"url": f"https://example.org/{n}", "html": HTML.replace("rules", f"rules {n}")} for n in range(9)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_blocks_and_removals_become_one_page_in_its_order() -> None:
    cleaned = Cleaned(
        title="T",
        blocks=(Kept(0, "p", "A", "p", "extractor"), Kept(2, "li", "C", "li", "model", 0.5)),
        removals=(
            Removal(3, "ad", "D", "slot", "div"),
            Removal(1, "caption", "B", "figcaption", "figure", 0.9),
        ),
        reason=None,
        notes=("a note",),
    )
    redline = redline_of(cleaned, "https://example.org/")
    assert redline.rows == (
        Row(0, "p", "A", None, "extractor", None, "p"),
        Row(1, "", "B", "caption", "figcaption", 0.9, "figure"),
        Row(2, "li", "C", None, "model", 0.5, "li"),
        Row(3, "", "D", "ad", "slot", None, "div"),
    )
    assert (redline.title, redline.notes, redline.url) == ("T", ("a note",), "https://example.org/")


def test_a_file_is_shown(run: Run, page: Path) -> None:
    code, shown, _ = run(page)
    assert code == 0
    assert "Court rules" in shown
    assert "The court house, seen from the river." in shown
    assert "caption" in shown
    assert "struck" in shown


def test_the_models_reasons_are_named_where_they_are_asked_for(run: Run, page: Path, tmp_path: Path) -> None:
    assert "text_score" not in run(page)[1]
    shown = run(page, "--why")[1]
    assert re.search(r"model 0\.\d\d\s[^\n]*\n\s+\w+ [+-]\d+\.\d\d", shown)
    html = tmp_path / "out.html"
    run(page, "--why", "--html", html)
    assert re.search(r"<aside>model 0\.\d\d(?:<br>[\w+-]+ [+-]\d+\.\d\d){3}</aside>", html.read_text("utf-8"))


def test_dirty_text_is_shown(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Court rules\n\n{PARAGRAPH * 3}\n\n{PARAGRAPH}", "utf-8")
    code, shown, _ = run(path)
    assert code == 0
    assert "The appeals court held on Monday" in shown


def test_html_and_svg_are_written_instead(run: Run, page: Path, tmp_path: Path) -> None:
    html, svg = tmp_path / "out.html", tmp_path / "out.svg"
    assert run(page, "--html", html, "--svg", svg) == (0, "", "")
    assert "<del>The court house, seen from the river.</del>" in html.read_text("utf-8")
    assert svg.read_text("utf-8").startswith("<svg")


def test_one_of_many_pages_is_named_by_its_address(run: Run, pages: Path) -> None:
    code, shown, _ = run(pages, "http://www.example.org/7/")
    assert code == 0
    assert "Court rules 7" in shown
    assert "Court rules 6" not in shown


def test_which_of_many_pages_must_be_said(run: Run, pages: Path) -> None:
    code, _, said = run(pages)
    assert code == 1
    assert "several pages" in said
    assert "https://example.org/0" in said


@pytest.mark.parametrize(
    ("name", "url", "message"),
    [
        ("a.jsonl", "https://example.org/none", "no page https://example.org/none in it"),
        ("gone.html", None, "there is no such file"),
        ("bad\x1b[1m.jsonl", None, "is no JSON"),
    ],
)
def test_no_such_page(run: Run, pages: Path, name: str, url: str | None, message: str) -> None:
    (pages.parent / "bad\x1b[1m.jsonl").write_text("{", "utf-8")
    code, _, said = run(pages.parent / name, *([url] if url else []))
    assert code == 1
    assert message in said
    assert "\x1b" not in said


@pytest.mark.parametrize(
    "arguments", [[], ["a", "b", "c"], ["a", "--novel"], ["https://e.org/", "https://e.org/"]]
)
def test_wrong_use(run: Run, arguments: list[str]) -> None:
    with pytest.raises(UsageError):
        run(*arguments)


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = {"/robots.txt": "User-agent: *\nDisallow: /private"}.get(self.path, HTML).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain" if self.path == "/robots.txt" else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "code", "message"),
    [
        ("/story", 0, "The court house, seen from the river."),
        ("/private", 1, "robots.txt"),
    ],
)
def test_a_url_is_fetched_as_a_crawl_would(site: str, path: str, code: int, message: str) -> None:
    command = ["-m", "scrapy", "explain", f"{site}{path}", "-s", "ALLOW_PRIVATE_ADDRESSES=1"]
    process = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *command], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    said = (process.stdout + process.stderr).decode()
    assert process.returncode == code, said
    assert message in said


def test_a_live_page_is_not_fetched_without_a_contact_and_no_password_is_shown() -> None:
    done = scrapy("explain", "https://me:canary@news.example/a")
    assert done.code == 2
    assert "https://news.example/a is not crawled: CONTACT is not set" in done.log
    assert "scrapy explain URL -s CONTACT=" in done.log
    refused = scrapy("explain", "https://me:canary@127.0.0.1/a", "-s", "CONTACT=me@news.example")
    assert refused.code == 1
    assert "https://127.0.0.1/a" in refused.log
    assert "canary" not in done.log + refused.log
