"""The throughput benchmark in short: what it says has to be so. How fast it was is nothing to test."""

from __future__ import annotations

import dataclasses
import gzip
import importlib
import re
import ssl
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from cleaners import clean
from crawler.discovery import read_sitemap

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "benchmarks"))  # scripts that import each other by name, as Python runs them

lantern, measured, table, throughput = map(
    importlib.import_module, ("lantern", "measured", "table", "throughput")
)

PAGES = 60
DOCUMENT = f"# Figures\n\n{table.BEGIN}\nold\n{table.END}\n\nThe end.\n"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """What the command prints, and the document that it writes."""
    document = tmp_path_factory.mktemp("bench") / "throughput.md"
    document.write_text(DOCUMENT, "utf-8")
    sizes = [f"--pages={PAGES}", "--rounds=1", f"--round-pages={PAGES}", "--hosts=3"]
    done = subprocess.run(  # noqa: S603 - our own script
        [
            sys.executable,
            "benchmarks/throughput.py",
            *sizes,
            "--write-docs",
            f"--document={document}",
            f"--results={document.parent}/results",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (document.parent / "results" / "throughput.md").read_text("utf-8") == done.stdout
    return done.stdout, document.read_text("utf-8")


def test_the_command_prints_what_it_writes(found: tuple[str, str]) -> None:
    printed, document = found
    assert document == DOCUMENT.replace("old", printed.strip())


def test_every_crawl_and_every_goal_has_its_figure(found: tuple[str, str]) -> None:
    printed, _ = found
    assert f"1 rounds of {PAGES} pages on 3 hosts, over plain http, not packed" in printed
    assert f"1 rounds of {PAGES} pages on 3 hosts, over https, packed by gzip" in printed
    for label in throughput.LABELS.values():
        rows = re.findall(
            rf"^\| {re.escape(label)} \| (\d+) \| \S+ \| (\S+) \| \S+ \| \d+ \|$", printed, re.MULTILINE
        )
        assert len(rows) == 2, label
        assert all(int(rate) > 0 for rate, _ in rows)
        assert "dropped" not in label or all(float(workers) == 0 for _, workers in rows)  # nothing is cleaned
    for form in throughput.SHORT.values():
        assert len(re.findall(rf"dropped: {form} \| \d\.\d\d \| 0.7 or more \|", printed)) == 2
    assert re.search(r"^\| pages that fit the profile of their site \| \d+% \|", printed, re.MULTILINE)
    assert not re.search(r"event loop did not go round \| 0 ms", printed)
    memory = re.findall(r"at page 30 and at page 60 \| (\d+) and (\d+) MiB", printed)
    assert len(memory) == 2
    assert all(int(before) > 20 and int(after) > 20 for before, after in memory)


def test_a_crawl_that_leaves_pages_out_is_no_figure() -> None:
    # the server lists fewer pages than are said to be there
    with throughput.site("plain", 2, 9) as served, pytest.raises(throughput.BenchError, match="of 10 pages"):
        throughput.run("scrapy", 10, served)


def test_a_crawl_verifies_who_serves_it() -> None:
    with throughput.site("web", 2, 10) as served:
        assert all(home.startswith("https://") for home in served.homes)
        with pytest.raises(throughput.BenchError):
            throughput.run("fetch", 10, dataclasses.replace(served, authority=None))
        assert throughput.run("fetch", 10, served).measured.pages == 10


def test_pages_come_packed_to_whoever_takes_them_so() -> None:
    with throughput.site("web", 1, 3) as served:
        context = ssl.create_default_context(cafile=str(served.authority))
        for asked, packed in (("br, gzip", True), ("identity", False)):
            request = urllib.request.Request(  # noqa: S310 - our own server
                served.homes[0] + lantern.path(2), headers={"Accept-Encoding": asked}
            )
            with urllib.request.urlopen(request, context=context) as answer:  # noqa: S310 - as above
                body = answer.read()
            assert (answer.headers["Content-Encoding"] == "gzip") is packed
            assert (gzip.decompress(body) if packed else body) == lantern.page(2)


def measured_of(mode: str, **figures: Any) -> Any:
    memory = {"crawl": [100.0, 109.0], "worker": [90.0, 120.0]}
    return throughput.Run(measured.Measured(mode, pages=2_400, memory=memory, **figures), server=2.4)


def test_the_report_holds_figures_against_the_goals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throughput.os, "cpu_count", lambda: 2)
    plain = {
        "scrapy": [measured_of("scrapy", rate=rate, own=4.0) for rate in (100, 400, 200)],
        "fetch": [measured_of("fetch", rate=100, own=2.0) for _ in range(3)],
        "whole": [measured_of("whole", rate=rate, own=6.0, workers=8.0) for rate in (60, 100, 140)],
    }
    web = {
        "scrapy": [measured_of("scrapy", rate=100, own=8.0)],
        "fetch": [measured_of("fetch", rate=100, own=8.0)],
        "whole": [measured_of("whole", rate=70, own=8.0, workers=8.0)],
    }
    report = throughput.report({"plain": plain, "web": web}, measured_of("whole", block=99.4, busy=20.4), 8)
    assert "3 rounds of 2,400 pages on 8 hosts, over plain http, not packed" in report
    assert "1 rounds of 2,400 pages on 8 hosts, over https, packed by gzip, as the web serves them" in report
    assert "| **Redline**, whole | 100 | 3.00 | 4.00 | 1.00 | 250 |" in report
    assert "| Redline, pages dropped | 100 | 1.00 | 0.00 | 1.00 | 1000 |" in report
    assert "| **Redline**, whole | 70 | 4.00 | 4.00 | 1.00 | 222 |" in report
    assert "| the same, of what the cores have time for | 0.25 |" in report
    beside = "| pages a second beside"
    assert f"{beside} Scrapy's own settings, pages dropped: plain http | 0.60 | 0.7 or more | no |" in report
    assert f"{beside} Redline, pages dropped: plain http | 1.00 | 0.7 or more | yes |" in report
    assert f"{beside} Redline, pages dropped: https and gzip | 0.70 | 0.7 or more | yes |" in report
    assert "One crawl of 2,400 pages, over https" in report
    assert "| 99 ms | under 100 ms | yes |" in report
    assert "at page 1,000 and at page 2,400 | 100 and 109 MiB (+9%) | within 10% | yes |" in report
    assert "at page 1,000 and at page 2,400 | 90 and 120 MiB (+33%) | within 10% | no |" in report


def test_a_made_up_page_is_the_same_each_time_and_unlike_others() -> None:
    pages = [lantern.page(number) for number in (0, 1, 7)]
    assert pages == [lantern.page(number) for number in (0, 1, 7)]
    assert all(60_000 < len(page) < 200_000 for page in pages)
    cleaned = [
        clean(page, url=f"https://news.example{lantern.path(n)}")
        for n, page in zip((0, 1, 7), pages, strict=True)
    ]
    assert len({one.text for one in cleaned}) == len({one.title for one in cleaned}) == 3
    assert all(one.reason is None and len(one.text) > 2_000 for one in cleaned)
    assert not any("Evening Docket" in one.text or "Share this" in one.text for one in cleaned)


def test_sitemaps_list_every_page_once_on_all_hosts() -> None:
    homes, pages = ["http://127.0.0.1:1", "http://127.0.0.2:2"], lantern.LISTED + 7
    index = read_sitemap(lantern.sitemap_index(homes[0], pages), url=f"{homes[0]}/sitemap.xml")
    starts = [
        int(child.url.removeprefix(f"{homes[0]}/sitemap-").removesuffix(".xml")) for child in index.children
    ]
    listed = [
        entry.url
        for start in starts
        for entry in read_sitemap(lantern.sitemap(homes, start, pages), url=homes[0]).entries
    ]
    assert [lantern.number_of(url) for url in listed] == list(range(pages))
    assert {url[: len(homes[0])] for url in listed} == set(homes)


@pytest.mark.parametrize("arguments", [["--pages", "0"], ["--rounds", "x"], ["--what"]])
def test_a_wrong_command_line_is_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        throughput.main(arguments)
    assert ended.value.code == 2
    assert "usage: bench-crawl" in capsys.readouterr().err
