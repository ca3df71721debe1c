"""The benchmark's own parts, on made-up pages: none of the peers is needed here."""

from __future__ import annotations

import gzip
import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from cleaners.learned.model import BUNDLED

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "bench"
sys.path.append(str(ROOT / "benchmarks"))  # scripts that import each other by name, as Python runs them

folds, known, pages, quality, speed, stages, table, tools, worst = map(
    importlib.import_module,
    ("folds", "known", "pages", "quality", "speed", "stages", "table", "tools", "worst"),
)

# The same functions as the real score.py, with simpler measures: shares of distinct words.
SCORE = """
import json

def read(path):
    with open(path, encoding="utf8") as lines:
        return [json.loads(line) for line in lines]

def tokens(text):
    return text.split()

def grams(tokens, n=4):
    from collections import Counter
    return Counter(tuple(tokens[i : i + n]) for i in range(max(1, len(tokens) - n + 1)))

def gold_text(row, prediction):
    return row["text"]

def score(row, prediction):
    gold, text = set(row["text"].split()), set(prediction.split())
    both = len(gold & text)
    return {
        "p": both / len(text) if text else None,
        "r": both / len(gold) if gold else None,
        "exact": float(gold == text),
        "noise": 1 - both / len(text) if text else 0.0,
        "loss": 1 - both / len(gold) if gold else 0.0,
    }

def total(rows):
    means = {m: sum(row[m] or 0.0 for row in rows) / len(rows) for m in ("p", "r", "exact", "noise", "loss")}
    f1 = 2 * means["p"] * means["r"] / ((means["p"] + means["r"]) or 1)
    return {"F1": f1, "P": means["p"], "R": means["r"]} | {m: means[m] for m in ("exact", "noise", "loss")}

def interval(sites, one, other, rounds=2000):
    difference = total(list(other.values()))["F1"] - total(list(one.values()))["F1"]
    return difference - 0.5, difference + 0.5
"""

STORY = [
    "The county court sat on Tuesday to hear whether a goose may be called as a witness in person.",
    "Counsel for the farmer said that the bird had seen the whole of it, and had a steady memory.",
    "The judge reserved her decision, and asked both parties to keep the goose away from the jury.",
]


def page_html(story: list[str]) -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in story)
    html = (
        f"<html><head><title>Goose called</title></head><body><article><h1>Goose called</h1>{body}</article>"
    )
    return f"{html}<footer><p>Terms and conditions</p></footer></body></html>".encode()


def warc_record(url: str, body: bytes) -> bytes:
    response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:{url}>\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2024-05-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(response)}\r\n\r\n"
    )
    return head.encode() + response + b"\r\n\r\n"


def write_set(folder: Path, name: str, bodies: dict[str, bytes], gold: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    records = b"".join(gzip.compress(warc_record(url, body)) for url, body in bodies.items())
    (folder / f"{name}.warc.gz").write_bytes(records)
    rows = [{"url": url, "site": url.split("/")[2], "text": text} for url, text in gold.items()]
    lines = "".join(f"{json.dumps(row)}\n" for row in rows)
    (folder / f"{name}.gold.jsonl").write_text(lines, "utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder as the benchmark wants it, with one set. Its gold is not in the archive's order."""
    bodies = {f"https://{site}.example/goose": page_html(STORY) for site in ("unjudged", "a", "b")}
    gold = {f"https://{site}.example/goose": "\n".join(STORY) for site in ("b", "a")}
    write_set(tmp_path / "dev", "made_up", bodies, gold)
    (tmp_path / "score.py").write_text(SCORE, "utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of models of the folds: each is the bundled one, for no made-up page is judged by it."""
    folder = tmp_path_factory.mktemp("folds")
    for number in range(folds.FOLDS):
        (folder / f"fold-{number}.npz").write_bytes(BUNDLED.read_bytes())
    folds.sign(folder)
    folds.use(folder)
    yield folder
    folds.use(folds.FOLDER)


@pytest.fixture
def score(data: Path) -> Any:
    return pages.load_score(data / "score.py")


@pytest.fixture
def made_up(data: Path, score: Any) -> Any:
    return pages.load_set(data / "dev", "made_up", score)


def fake_tool(name: str, extract: Callable[[Any], str]) -> Any:
    return tools.Tool(name, name.title(), f"`{name}()`", ("rich",), lambda: extract)


def bench_page(name: str) -> Any:
    return pages.BenchPage(f"https://{name}.example/", name, page_html(STORY), "", {"text": "", "url": name})


# --- pages and gold -------------------------------------------------------------------------------------


def test_pages_are_paired_with_gold_in_its_order(made_up: Any) -> None:
    assert [(p.url, p.site, p.content_type) for p in made_up.pages] == [
        ("https://b.example/goose", "b.example", "text/html; charset=utf-8"),
        ("https://a.example/goose", "a.example", "text/html; charset=utf-8"),
    ]
    assert [p.body for p in made_up.pages] == [page_html(STORY)] * 2
    assert made_up.sites == {
        "b.example": ["https://b.example/goose"],
        "a.example": ["https://a.example/goose"],
    }


def test_gold_without_its_page_is_an_error(tmp_path: Path, score: Any) -> None:
    write_set(tmp_path / "x", "torn", {}, {"https://gone.example/1": "text"})
    with pytest.raises(pages.DataError, match=r"lacks 1 of the 1 pages with gold.*gone\.example/1"):
        pages.load_set(tmp_path / "x", "torn", score)


def test_missing_pieces_are_named(tmp_path: Path, score: Any) -> None:
    with pytest.raises(pages.DataError, match=r"no sets of pages in .*--data FOLDER"):
        pages.set_names(tmp_path / "dev" / "empty")
    with pytest.raises(pages.DataError, match=r"score\.py.* is missing.*--data FOLDER"):
        pages.load_score(tmp_path / "elsewhere" / "score.py")
    with pytest.raises(pages.DataError, match=r"other\.warc\.gz is missing"):
        pages.load_set(tmp_path / "dev", "other", score)


def test_nothing_is_written_beside_the_measures(data: Path, score: Any) -> None:
    assert score.tokens("a b") == ["a", "b"]
    assert sorted(path.name for path in data.iterdir()) == ["dev", "score.py"]


def test_a_sample_is_the_same_each_time() -> None:
    every = [bench_page(str(number)) for number in range(50)]
    assert pages.sample(every, 10) == pages.sample(every, 10)
    assert len({page.url for page in pages.sample(every, 10)}) == 10
    assert len(pages.sample(every, 100)) == 50


# --- quality --------------------------------------------------------------------------------------------


def test_a_tool_that_fails_on_a_page_is_counted_there(data: Path, made_up: Any, score: Any) -> None:
    def picky(page: Any) -> str:
        if page.site == "a.example":
            raise ValueError("will not")
        return "\n".join(STORY)

    chosen = {"redline": fake_tool("redline", lambda _: "\n".join(STORY)), "picky": fake_tool("picky", picky)}
    with ThreadPoolExecutor(1) as pool:
        found = {name: quality.predict_all(tool, made_up, pool) for name, tool in chosen.items()}
        scored = {name: quality.score_pages(score, made_up, each) for name, each in found.items()}
        rows = list(quality.compare(data / "score.py", made_up, found, scored, pool, rounds=1))
    assert found["picky"][1] == quality.Prediction("https://a.example/goose", "", "ValueError: will not")
    redline, picky_row = rows
    assert (redline.empty, redline.failed, redline.difference) == (0, 0, None)
    assert redline.measures == {"F1": 1, "P": 1, "R": 1, "exact": 1, "noise": 0, "loss": 0}
    assert (picky_row.pages, picky_row.sites, picky_row.empty, picky_row.failed) == (2, 2, 1, 1)
    assert picky_row.difference == (-0.5, -1.0, 0.0)


def test_a_tool_that_is_not_installed_stops_the_run() -> None:
    def load() -> Any:
        return importlib.import_module("no_such_extractor")

    tool = tools.Tool("absent", "Absent", "`absent()`", ("rich",), load)
    with pytest.raises(ModuleNotFoundError, match="no_such_extractor"):
        quality.predict(tool, bench_page("a"))


@pytest.mark.parametrize(
    ("p", "r", "expected"),
    [(1.0, 1.0, 1.0), (0.5, 1.0, 2 / 3), (None, 0.0, 0.0), (0.0, None, 0.0), (None, None, 1.0)],
)
def test_f1_of_a_page(p: float | None, r: float | None, expected: float) -> None:
    assert quality.page_f1({"p": p, "r": r}) == pytest.approx(expected)


def test_predictions_are_kept_until_the_tool_or_the_pages_change(tmp_path: Path, made_up: Any) -> None:
    made = [quality.Prediction(page.url, "text", None) for page in made_up.pages]
    tool = fake_tool("one", lambda _: "text")
    quality.Cache(tmp_path).put(tool, made_up, made)
    other = tools.Tool("one", "One", "`one()`", ("rich", "scrapy"), tool.load)
    grown = pages.BenchSet(made_up.name, made_up.pages, "another archive")
    part = pages.BenchSet(made_up.name, made_up.pages[:1], "")
    assert quality.Cache(tmp_path).get(tool, made_up) == made
    assert [quality.Cache(tmp_path).get(*ask) for ask in ((other, made_up), (tool, grown), (tool, part))] == [
        None,
        None,
        None,
    ]
    quality.Cache(tmp_path).put(tool, part, made[:1])
    quality.Cache(tmp_path).put(other, made_up, made)
    assert len(list((tmp_path / made_up.name).iterdir())) == 1  # what is out of date goes


@pytest.mark.usefixtures("models")
def test_the_key_of_redline_changes_with_the_cleaner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "_CLEANERS", tmp_path)
    redline = tools.TOOLS[0]
    (tmp_path / "decide.py").write_text("one = 1\n", "utf-8")
    before = redline.key()
    (tmp_path / "decide.py").write_text("one = 2\n", "utf-8")
    assert redline.key() != before


@pytest.mark.usefixtures("models")
def test_a_tool_edited_while_it_runs_is_kept_as_what_it_was(
    tmp_path: Path, made_up: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, redline = tmp_path / "cleaners" / "decide.py", tools.TOOLS[0]
    source.parent.mkdir()
    source.write_text("one = 1\n", "utf-8")
    monkeypatch.setattr(tools, "_CLEANERS", source.parent)
    running = quality.Cache(tmp_path / "kept")
    running.key(redline)
    source.write_text("one = 2\n", "utf-8")
    running.put(redline, made_up, [])
    assert quality.Cache(tmp_path / "kept").get(redline, made_up) is None  # the edited one has not run yet
    source.write_text("one = 1\n", "utf-8")
    assert quality.Cache(tmp_path / "kept").get(redline, made_up) == []


# --- sites that are known ----


def test_a_set_teaches_the_sites_that_have_pages_enough(models: Path, tmp_path: Path) -> None:
    folds.use(models)
    known.use(tmp_path)
    told = [[f"{line} That was day {n} of the hearing." for line in STORY] for n in range(4)]
    bodies = [
        pages.BenchPage(f"https://a.example/{n}", "a.example", page_html(lines * 3), "", {}, "s")
        for n, lines in enumerate(told)
    ]
    alone = pages.BenchPage("https://b.example/1", "b.example", page_html(STORY), "", {}, "s")
    with ThreadPoolExecutor(1) as pool:
        assert known.teach(pages.BenchSet("s", (*bodies, alone), ""), pool, tmp_path) == 1
    assert known.profile(bodies[0]).learned == 4
    assert known.profile(alone) is None
    assert known.cleaned(alone).fit == ""
    assert known.cleaned(bodies[0]).fit != ""


def test_models_of_another_state_of_the_code_are_refused(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folds.check(models)
    monkeypatch.setattr(folds, "sources", lambda: "another")
    with pytest.raises(pages.DataError, match="another state of the code"):
        folds.check(models)


# --- speed ----------------------------------------------------------------------------------------------


def test_tools_take_turns_and_the_quickest_counts() -> None:
    calls: list[str] = []
    took = {"A": [[5.0, 2.0], [4.0, 3.0]], "B": [[1.0, 1.0], [0.5, 1.5]], "C": [[9.0, 9.0], [9.0, 9.0]]}

    def asked(name: str) -> Callable[[], list[float]]:
        def turn() -> list[float]:
            calls.append(name)
            return took[name].pop(0)

        return turn

    times = speed.in_turns({name: asked(name) for name in "ABC"}, rounds=2)
    assert calls == ["A", "B", "C", "B", "C", "A"]
    assert times == {"A": [4.0, 2.0], "B": [0.5, 1.0], "C": [9.0, 9.0]}


def test_each_tool_is_timed_in_a_process_of_its_own() -> None:
    chosen = [tool for tool in tools.TOOLS if tool.name in ("trafilatura", "trafilatura-metadata")]
    timing = speed.measure(chosen, [bench_page("1"), bench_page("2")], rounds=2)
    assert [one.tool for one in timing.speeds] == ["trafilatura", "trafilatura-metadata"]
    assert all(0 < one.mean < 10_000 for one in timing.speeds)
    assert (timing.pages, timing.rounds, timing.known, timing.stages) == (2, 2, False, {})


def test_speeds_stand_beside_trafilatura() -> None:
    found = speed.summary({"redline": [40.0, 60.0, 20.0], "trafilatura-metadata": [10.0, 30.0, 20.0]})
    assert [(s.tool, s.median, s.mean, s.ratio, s.pages_per_second) for s in found] == [
        ("redline", 40.0, 40.0, 2.0, 25.0),
        ("trafilatura-metadata", 20.0, 20.0, 1.0, 50.0),
    ]
    assert speed.summary({"redline": [40.0]})[0].ratio is None


@pytest.mark.parametrize("of", [stages.UNKNOWN, stages.KNOWN], ids=["unknown", "known"])
def test_every_stage_is_there_and_put_back(of: Any) -> None:
    places = [place for each in of.values() for place in each]
    before = [stages.find(place)[2] for place in places]
    spent = stages.spent([bench_page("a"), bench_page("b")], clean_page, of)
    assert [stages.find(place)[2] for place in places] == before
    assert {stages.REST, "decoding"} <= set(spent) <= {stages.REST, *of}
    assert all(taken >= 0 for taken in spent.values())


def clean_page(page: Any) -> Any:
    return importlib.import_module("cleaners").clean(page.body, url=page.url)


# --- tables ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "signed", "expected"),
    [
        (0.9684, False, ".968"),
        (1.0, False, "1.000"),
        (0.0, False, ".000"),
        (0.0042, True, "+.004"),
        (-0.0321, True, "-.032"),
        (-0.00001, True, ".000"),
        (-1.0, True, "-1.000"),
    ],
)
def test_numbers(value: float, signed: bool, expected: str) -> None:  # noqa: FBT001 - a column of the table
    assert table.number(value, signed=signed) == expected


def rows_of(name: str) -> list[Any]:
    good = {"F1": 0.97, "P": 0.96, "R": 0.98, "exact": 0.5, "noise": 0.02, "loss": 0.01}
    less = {"F1": 0.95, "P": 0.94, "R": 0.96, "exact": 0.25, "noise": 0.06, "loss": 0.04}
    return [
        quality.Quality("redline", name, 4, 2, 0, 0, good),
        quality.Quality("trafilatura", name, 4, 2, 1, 1, less, (-0.02, -0.03, -0.01)),
    ]


def timing() -> Any:
    speeds = tuple(speed.summary({"redline": [10.0], "trafilatura": [16.0], "trafilatura-metadata": [20.0]}))
    return speed.Timing(
        known=False,
        pages=1,
        mean_bytes=2000.0,
        rounds=2,
        speeds=speeds,
        stages={"parse": 7.5, "the rest": 2.5},
    )


def timing_of_known() -> Any:
    speeds = tuple(speed.summary({"redline-known": [2.0], "trafilatura-metadata": [20.0]}))
    return speed.Timing(
        known=True, pages=1, mean_bytes=2000.0, rounds=2, speeds=speeds, stages={"parse": 1.0}
    )


TWO = [tool for tool in tools.TOOLS if tool.name in ("redline", "trafilatura")]


def test_full_table() -> None:
    text = table.full({"one": rows_of("one")}, [timing(), timing_of_known()], TWO)
    lines = text.splitlines()
    assert lines[0] == "### one: 4 pages of 2 sites"
    assert lines[4:6] == [
        "| **Redline** | .970 | .960 | .980 | 50% | .020 | .010 | – | 0 |",
        "| trafilatura | .950 | .940 | .960 | 25% | .060 | .040 | -.020 [-.030, -.010] | 1 (1 failed) |",
    ]
    assert "| **Redline** | 10.0 | 10.0 | 100.0 | 2.00 |" in lines
    assert "### Speed: 1 pages of known sites, 2 KB on average" in lines
    assert "| **Redline**, site known | 2.0 | 2.0 | 500.0 | 10.00 |" in lines
    assert "| parse | 7.50 | 75% |" in lines


def test_a_tool_that_was_only_timed_has_no_row_of_quality() -> None:
    lines = table.full({"one": rows_of("one")[:1]}, [timing()], TWO[:1]).splitlines()
    assert [line for line in lines if line.startswith("| trafilatura")] == [
        "| trafilatura | 16.0 | 16.0 | 62.5 | 1.25 |",
        "| trafilatura with metadata | 20.0 | 20.0 | 50.0 | 1.00 |",
    ]


def test_short_table() -> None:
    rows = {"one": rows_of("one"), "two": rows_of("two")}
    assert table.short(rows, [timing()], TWO).splitlines() == [
        "| F1 | one (4) | two (4) | noise | loss | speed |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        "| **Redline** | .970 | .970 | .020 | .010 | 2.0× |",
        "| trafilatura | .950 | .950 | .060 | .040 | 1.2× |",
    ]
    known_rows = [quality.Quality("redline-known", "two", 4, 2, 0, 0, rows["two"][0].measures)]
    rows["two"] += known_rows
    shown = [tool for tool in tools.TOOLS if tool.name == "redline-known"]
    assert table.short(rows, [timing(), timing_of_known()], shown).splitlines()[-1] == (
        "| **Redline**, site known | – | .970 | – | – | 10.0× |"
    )


def test_a_table_takes_the_place_of_the_one_before() -> None:
    document = f"# Figures\n\n{table.BEGIN}\nold\n{table.END}\n\nAfter.\n"
    once = table.insert(document, "new", "x.md")
    assert once == f"# Figures\n\n{table.BEGIN}\nnew\n{table.END}\n\nAfter.\n"
    assert table.insert(once, "new", "x.md") == once


@pytest.mark.parametrize(
    "document",
    ["", table.BEGIN, f"{table.END}{table.BEGIN}", f"{table.BEGIN}{table.END}" * 2],
    ids=["none", "open", "turned round", "twice"],
)
def test_a_document_without_a_place_is_an_error(document: str) -> None:
    with pytest.raises(table.MarkerError, match=r"x\.md needs one"):
        table.insert(document, "new", "x.md")


def test_the_benchmark_page_has_a_place_for_the_table() -> None:
    document = (ROOT / "docs" / "benchmarks.md").read_text("utf-8")
    assert table.insert(document, "new", "benchmarks.md")


# --- worst pages ----------------------------------------------------------------------------------------


def test_ranks_by_f1_and_by_distance(made_up: Any) -> None:
    def scores(b: float, a: float) -> dict[str, Any]:
        return {"https://b.example/goose": {"p": b, "r": b}, "https://a.example/goose": {"p": a, "r": a}}

    lowest, behind = worst.rank(made_up, scores(0.9, 0.5), scores(0.95, 0.4), 20)
    assert [(r.page.site, r.f1) for r in lowest] == [("a.example", 0.5), ("b.example", pytest.approx(0.9))]
    assert [(r.page.site, r.behind) for r in behind] == [("b.example", pytest.approx(0.05))]
    assert len(worst.rank(made_up, scores(0, 0), scores(1, 1), 1)[1]) == 1


def test_faults_name_what_is_lost_and_what_is_too_much(score: Any) -> None:
    page = SimpleNamespace(gold={"text": f"{STORY[0]}\n{STORY[2]}"})
    cleaned = SimpleNamespace(
        text="\n".join(STORY[:2]), blocks=[SimpleNamespace(text=paragraph) for paragraph in STORY[:2]]
    )
    assert list(worst.faults(cleaned, page, score)) == [f"lost: {STORY[2]}", f"should be cut: {STORY[1]}"]


# --- the command ----------------------------------------------------------------------------------------


def bench(*args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "benchmarks" / "run.py"), *args]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603 - own file


def test_a_run_writes_tables_pages_and_redlines(data: Path, models: Path, tmp_path: Path) -> None:
    results = tmp_path / "results"
    args = ("--only", "redline", "trafilatura", "--no-speed", "--data", str(data), "--results", str(results))
    args += ("--folds", str(models))
    done = bench(*args)
    assert (done.returncode, done.stderr.splitlines()) == (
        0,
        ["made_up: redline on 2 pages …", "made_up: trafilatura on 2 pages …"],
    )
    text = (results / "table.md").read_text("utf-8")
    assert "| **Redline** | 1.000 | 1.000 | 1.000 | 100% | .000 | .000 | – | 0 |" in text
    lines = [json.loads(line) for line in (results / "pages.jsonl").read_text("utf-8").splitlines()]
    assert [(line["set"], line["tool"], line["url"]) for line in lines] == [
        ("made_up", tool, f"https://{site}.example/goose")
        for tool in ("redline", "trafilatura")
        for site in ("b", "a")
    ]
    assert set(lines[0]) == {"url", "set", "tool", "f1", "p", "r", "exact", "noise", "loss", "error"}
    folder = results / "worst" / "made_up"
    assert sorted(path.name for path in folder.iterdir()) == ["01.html", "02.html", "index.html"]
    assert "goose may be called" in (folder / "01.html").read_text("utf-8")

    assert "A whole crawl: not measured here yet. Run make bench-crawl" in done.stdout

    (results / "throughput.md").write_text("| pages a second |\n", "utf-8")
    again = bench(*args)  # nothing changed, so nothing runs
    assert (again.returncode, again.stderr) == (0, "")
    assert "A whole crawl, as measured on 20" in again.stdout
    assert again.stdout.endswith("| pages a second |\n")


def test_without_the_pages_it_says_what_is_needed(tmp_path: Path) -> None:
    nowhere, results = tmp_path / "nowhere", tmp_path / "results"
    done = bench("--only", "redline", "--data", str(nowhere), "--results", str(results))
    assert done.returncode == 2
    assert "This benchmark needs real pages" in done.stderr
    assert not results.exists()


def test_documents_are_only_written_from_full_runs(tmp_path: Path) -> None:
    done = bench("--quick", "--write-docs", "--results", str(tmp_path))
    assert done.returncode == 2
    assert "--write-docs needs a full run" in done.stderr


def test_real_sets_load_and_score() -> None:
    if not (SHARED / "score.py").is_file():
        pytest.skip("needs ../shared/bench: real pages with gold text, which are no part of the project")
    score = pages.load_score(SHARED / "score.py")
    assert pages.set_names(SHARED / "dev") == ["aeds", "five_per_site", "scrapinghub", "wcxb"]
    found = pages.load_set(SHARED / "dev", "five_per_site", score)
    assert (len(found.pages), len(found.sites)) == (40, 8)
    perfect = [
        quality.Prediction(p.url, "\n".join(part["text"] for part in p.gold["paragraphs"]))
        for p in found.pages
    ]
    total = score.total(list(quality.score_pages(score, found, perfect).values()))
    assert (total["F1"], total["exact"]) == (1.0, 1.0)
