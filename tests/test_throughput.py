"""The throughput benchmark in short: what it says has to be so. How fast it was is nothing to test."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
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
    assert f"1 rounds of {PAGES} pages on 3 hosts" in printed
    for label in throughput.LABELS.values():
        row = re.search(
            rf"^\| {re.escape(label)} \| (\d+) \| (\S+) \| (\S+) \| (\S+) \| (\d+) \|$", printed, re.MULTILINE
        )
        assert row, label
        assert int(row[1]) > 0
        assert "dropped" not in label or float(row[3]) == 0  # nothing is cleaned then
    assert re.search(r"^\| pages that fit the profile of their site \| \d+% \|", printed, re.MULTILINE)
    assert not re.search(r"event loop did not go round \| 0 ms", printed)
    memory = re.findall(r"at page 30 and at page 60 \| (\d+) and (\d+) MiB", printed)
    assert len(memory) == 2
    assert all(int(before) > 20 and int(after) > 20 for before, after in memory)


def test_a_crawl_that_leaves_pages_out_is_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    # the server lists fewer pages than are said to be there
    site = throughput.site
    monkeypatch.setattr(throughput, "site", lambda hosts, pages: site(hosts, pages - 1))
    with pytest.raises(throughput.BenchError, match="of 10 pages"):
        throughput.run("scrapy", 10, 2)


def measured_of(mode: str, **figures: Any) -> Any:
    memory = {"crawl": [100.0, 109.0], "worker": [90.0, 120.0]}
    return throughput.Run(measured.Measured(mode, pages=2_400, memory=memory, **figures), server=2.4)


def test_the_report_holds_figures_against_the_goals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throughput.os, "cpu_count", lambda: 2)
    runs = {
        "scrapy": [measured_of("scrapy", rate=rate, own=4.0) for rate in (100, 400, 200)],
        "fetch": [measured_of("fetch", rate=100, own=2.0) for _ in range(3)],
        "whole": [measured_of("whole", rate=rate, own=6.0, workers=8.0) for rate in (60, 100, 140)],
    }
    report = throughput.report(runs, measured_of("whole", block=99.4, busy=20.4), 8)
    assert "| **Redline**, whole | 100 | 3.00 | 4.00 | 1.00 | 250 |" in report
    assert "| Redline, pages dropped | 100 | 1.00 | 0.00 | 1.00 | 1000 |" in report
    assert "| the same, of what the cores have time for | 0.25 |" in report
    assert (
        "| pages a second beside Scrapy's own settings, pages dropped | 0.60 | 0.7 or more | no |" in report
    )
    assert "| pages a second beside Redline, pages dropped | 1.00 | 0.7 or more | yes |" in report
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
