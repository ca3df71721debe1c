from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from scrapy.exceptions import UsageError
from scrapy.utils.project import get_project_settings

import output
from cleaners.model import Rules
from crawler.batch import NO_RULES, clean_all, rules_for
from crawler.commands.clean import Command
from crawler.exitcodes import INTERRUPTED
from crawler.inputs import InputPage

ROOT = Path(__file__).parents[2]
VALID = {
    name: Draft202012Validator(output.schema(name), format_checker=FormatChecker())
    for name in ("article", "ledger")
}
PARAGRAPH = (
    "The appeals court held on Monday that the lower court had read the statute too narrowly, and sent the "
    "case back for a new hearing on whether the county owed its former clerk the wages that she had claimed. "
)


def html(title: str, body: str = PARAGRAPH * 3) -> str:
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{title}</h1><p>{body}</p><p>{body}</p>"
        "<figure><img src='a.jpg'><figcaption>The court house, seen from the river.</figcaption></figure>"
        "</article></body></html>"
    )


Run = Callable[..., tuple[int, list[Any], str]]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in this process: exit code, lines on standard output, standard error."""
    monkeypatch.chdir(ROOT)

    def call(*arguments: object) -> tuple[int, list[Any], str]:
        command = Command()
        command.settings = get_project_settings()
        parser = argparse.ArgumentParser(conflict_handler="resolve", description=command.long_desc())
        command.add_options(parser)
        options, rest = parser.parse_known_args([str(argument) for argument in arguments])
        command.process_options(rest, options)
        command.run(rest, options)
        out, err = capfdbinary.readouterr()
        return command.exitcode, [json.loads(line) for line in out.splitlines()], err.decode()

    return call


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    rows = [{"url": f"https://example.org/{n}", "html": html(f"Court rules on case {n}")} for n in range(10)]
    rows.append({"url": "https://example.org/empty", "html": ""})
    rows.append({"text": f"Court rules\n\n{PARAGRAPH * 3}\n\n{PARAGRAPH}"})
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (folder / "b.html").write_text(html("A page in a file"), "utf-8")
    return folder


def without_time(articles: list[Any]) -> list[Any]:
    return [{key: value for key, value in article.items() if key != "added"} for article in articles]


def test_a_line_for_each_page_in_order_with_its_ledger(run: Run, inputs: Path, tmp_path: Path) -> None:
    out, removed = tmp_path / "out.jsonl", tmp_path / "removed.jsonl"
    code, printed, said = run(inputs, "-o", out, "--removed", removed, "--workers", 0)
    assert (code, printed) == (0, [])
    articles, ledger = lines(out), lines(removed)
    assert [article["url"] for article in articles[:11]] == [
        *(f"https://example.org/{n}" for n in range(10)),
        "https://example.org/empty",
    ]
    assert [Path(article["archive"]["file"]).name for article in articles[10:]] == [
        "a.jsonl",
        "a.jsonl",
        "b.html",
    ]
    assert (articles[10]["text"], articles[10]["reason"]) == ("", "empty")
    assert all(article["text"] and article["reason"] is None for article in articles[:10])
    assert articles[0]["source"] == "example.org"
    for article in articles:
        VALID["article"].validate(article)
    for cut in ledger:
        VALID["ledger"].validate(cut)
    counted = Counter((cut["article"], cut["kind"]) for cut in ledger)
    stated = {
        (article["id"], kind): count
        for article in articles
        for kind, count in article["removed"].items()
        if count
    }
    assert counted == stated
    assert "13  pages in" in said
    assert "no article: empty" in said


def test_workers_change_nothing(run: Run, inputs: Path) -> None:
    one, two = (run(inputs, "--workers", workers) for workers in (0, 2))
    assert one[0] == two[0] == 0
    assert len(one[1]) == 13
    assert without_time(one[1]) == without_time(two[1])


def test_the_output_is_not_its_own_input(run: Run, inputs: Path) -> None:
    out = inputs / "out.jsonl"
    for _ in range(2):
        code, _, _ = run(inputs, "-o", out, "--workers", 0)
        assert (code, len(lines(out))) == (0, 13)


def test_what_is_broken_is_named_and_skipped(run: Run, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.html", tmp_path / "bad.jsonl"
    good.write_text(html("Court rules"), "utf-8")
    bad.write_text('{"text": \n{"html": 1}\n', "utf-8")
    code, printed, said = run(bad, tmp_path / "gone.warc", good, "--workers", 0)
    assert (code, len(printed)) == (0, 1)
    assert f"skipped {bad}, line 1: is no JSON" in said
    assert f"skipped {bad}, line 2: has neither" in said
    assert f"skipped {tmp_path / 'gone.warc'}: there is no such file or folder" in said
    assert "3  skipped: broken or missing" in said


def test_nothing_read_is_exit_code_1(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    code, _, said = run(tmp_path / "gone.warc.gz", "-o", out)
    assert code == 1
    assert "no page was read" in said
    assert out.read_bytes() == b""


def test_an_output_that_cannot_be_written_is_exit_code_1(run: Run, inputs: Path, tmp_path: Path) -> None:
    code, _, said = run(inputs, "-o", tmp_path / "gone" / "out.jsonl")
    assert code == 1
    assert "No such file or directory" in said


def test_no_learn_is_taken(run: Run, inputs: Path) -> None:
    assert run(inputs / "b.html", "--no-learn", "--workers", 0)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "at least one input"),
        (["a", "--novel"], "unknown option --novel"),
        (["a", "--workers", "-1"], "0 or more"),
        (["a", "-o", "x", "--removed", "x"], "one file"),
        (["a", "b", "-o", "./b"], "-o ./b is an input too"),
        (["a", "--removed", "a"], "--removed a is an input too"),
    ],
)
def test_wrong_use(run: Run, arguments: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        run(*arguments)


def test_an_interrupt_leaves_no_half_file(
    run: Run, inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("crawler.commands.clean.clean_places", interrupted)
    out = tmp_path / "out.jsonl"
    code, _, said = run(inputs, "-o", out)
    assert (code, list(tmp_path.iterdir())) == (INTERRUPTED, [inputs])
    assert f"interrupted after 0 pages: {out} was not written" in said


def test_a_page_that_takes_too_long_has_the_reason_error() -> None:
    pages = [InputPage(html("Court rules") * 2000, f"https://example.org/{n}") for n in range(2)]
    failed = list(clean_all(pages, {}, workers=1, deadline=0.001))
    assert [line.reason for line in failed] == ["error", "error"]
    for line in failed:
        article = json.loads(line.article)
        VALID["article"].validate(article)
        assert (article["text"], article["reason"]) == ("", "error")
        assert line.fault == "took longer than 0.001 s"


def test_a_page_is_cleaned_by_the_rules_of_its_site() -> None:
    rules = Rules({"ad": (".x",)})
    sites = {"example.org": rules}
    assert rules_for("https://www.example.org/a", sites) is rules
    assert rules_for("https://news.example.org:8080/a", sites) is rules
    for url in ("https://notexample.org/", "https://example.org.evil.test/", "", "no address"):
        assert rules_for(url, sites) is NO_RULES


def scrapy(*arguments: object, **options: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "scrapy", *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.PIPE,
        **options,
    )


def test_the_command_as_it_is_called(inputs: Path) -> None:
    process = scrapy("clean", "-", "--workers", 2)
    out, err = process.communicate((inputs / "a.jsonl").read_bytes(), timeout=60)
    assert process.returncode == 0, err.decode()
    assert len(out.splitlines()) == 12
    assert b"12  pages in" in err


def test_ctrl_c_ends_all_with_a_plain_message(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = scrapy("clean", "-", "-o", out, "--workers", 2, start_new_session=True)
    assert process.stdin
    process.stdin.write(json.dumps({"html": html("Court rules")}).encode() + b"\n")
    process.stdin.flush()
    deadline = time.monotonic() + 60
    while not list(tmp_path.iterdir()):  # the output's hidden file: the run has begun
        assert time.monotonic() < deadline
        time.sleep(0.05)
    time.sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == INTERRUPTED, err.decode()
    assert b"interrupted after" in err
    assert b"Traceback" not in err
    assert list(tmp_path.iterdir()) == []
