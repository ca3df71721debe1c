"""The measure of kinds, on made-up labels and pages; and that the committed labels are what it reads."""

from __future__ import annotations

import gzip
import importlib
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "bench"
sys.path.append(str(ROOT / "benchmarks"))  # scripts that import each other by name, as Python runs them

kinds, pages = map(importlib.import_module, ("kinds", "pages"))

URL = "https://docket.example/goose"
STORY = [
    "The county court sat on Tuesday to hear whether a goose may be called as a witness in person.",
    "Counsel for the farmer said that the bird had seen the whole of it, and had a steady memory.",
    "The judge reserved her decision, and asked both parties to keep the goose away from the jury.",
]
PAGE = (
    "<html><body><article><h1>Goose called</h1><div class='ad-slot'>Advertisement</div>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    + "<ul><li>A goose is a bird, counsel said in her closing words to the jury.</li></ul>"
    "</article><p>Share this article</p></body></html>"
)


def label(order: int, text: str, name: str) -> list[Any]:
    return [order, kinds.digest(text), name]


def rows(*pairs: tuple[str, str]) -> list[Any]:
    return [
        kinds.Row(URL, "docket.example", order, *pair, "rule", "p", "text")
        for order, pair in enumerate(pairs)
    ]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with one labelled page, its gold and a score.py; and the labels."""
    body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{'0' * 8}-0000-0000-0000-{'0' * 12}>\r\n"
        f"WARC-Date: 2026-10-02T00:00:00Z\r\nWARC-Target-URI: {URL}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    dev = tmp_path / "dev"
    dev.mkdir()
    (dev / "made.warc.gz").write_bytes(gzip.compress(head.encode() + body + b"\r\n\r\n"))
    gold = {"url": URL, "site": "docket.example", "text": "\n\n".join(STORY)}
    (dev / "made.gold.jsonl").write_text(json.dumps(gold) + "\n")
    (tmp_path / "score.py").write_text(
        "import json\nfrom pathlib import Path\n\n"
        "def read(path):\n    return [json.loads(line) for line in Path(path).read_text().splitlines()]\n"
    )
    return tmp_path


def write_labels(folder: Path, *blocks: list[Any], url: str = URL) -> Path:
    path = folder / "labels.jsonl"
    path.write_text(json.dumps({"url": url, "blocks": blocks}) + "\n")
    return path


def test_blocks_are_found_again_by_text_after_the_numbers_have_changed() -> None:
    labels = [kinds.Label(order, kinds.digest(text), "ad") for order, text in ((3, "one"), (4, "two"))]
    found = kinds.match(labels, [kinds.digest(text) for text in ("new", "newer", "two", "one")])
    assert {order: each.order for order, each in found.items()} == {3: 3, 2: 4}


def test_of_equal_texts_the_place_decides() -> None:
    """The label of the third block is that of the second one called "same" here, as one was added above."""
    labels = [
        kinds.Label(order, kinds.digest(text), name)
        for order, text, name in ((2, "unique", "keep"), (3, "same", "ad"))
    ]
    digests = [kinds.digest(text) for text in ("added", "same", "other", "unique", "same")]
    assert {order: each.name for order, each in kinds.match(labels, digests).items()} == {3: "keep", 4: "ad"}


def test_equal_texts_take_no_place_twice() -> None:
    labels = [kinds.Label(order, kinds.digest("same"), name) for order, name in ((0, "ad"), (1, "share"))]
    found = kinds.match(labels, [kinds.digest("same")] * 3)
    assert {order: each.name for order, each in found.items()} == {0: "ad", 1: "share"}


def test_what_is_gone_is_counted_as_lost(data: Path) -> None:
    path = write_labels(data, label(0, "Goose called", "title"), label(1, "No such block", "ad"))
    measured = kinds.measure(data, labels=path)
    assert [(row.label, row.found) for row in measured.rows] == [("title", "title")]
    assert measured.lost == 1


def test_labels_stand_beside_what_the_cleaner_says(data: Path) -> None:
    item = "A goose is a bird, counsel said in her closing words to the jury."
    path = write_labels(
        data,
        label(0, "Goose called", "byline"),
        label(1, "Advertisement", "ad"),
        label(2, STORY[0], "keep"),
        label(5, item, "keep"),
        label(6, "Share this article", "share"),
    )
    found = kinds.measure(data, labels=path).rows
    assert [(row.order, row.label, row.found) for row in found] == [
        (0, "byline", "title"),
        (1, "ad", "ad"),
        (2, "keep", "keep"),
        (5, "keep", "keep"),
        (6, "share", "share"),
    ]
    assert kinds.agreement(found) == kinds.Share(5, 5)
    assert kinds.accuracy(found) == kinds.Share(2, 3)


def test_only_blocks_that_both_cut_have_a_kind_to_be_right() -> None:
    found = rows(("keep", "ad"), ("ad", "keep"), ("ad", "ad"), ("ad", "tip"))
    assert kinds.agreement(found) == kinds.Share(2, 4)
    assert kinds.accuracy(found) == kinds.Share(1, 2)


def test_a_site_counts_once_in_the_mean_of_sites() -> None:
    many = [kinds.Row(URL, "a.example", n, "ad", "ad", "", "", "") for n in range(9)]
    one = [kinds.Row(URL, "b.example", 0, "ad", "tip", "", "", "")]
    nothing = [kinds.Row(URL, "c.example", 0, "keep", "keep", "", "", "")]
    assert kinds.site_mean(many + one + nothing) == 0.5


def test_table_gives_precision_recall_and_what_a_kind_is_taken_for() -> None:
    text = kinds.table(rows(("ad", "ad"), ("ad", "tip"), ("tip", "tip"), ("ad", "keep")))
    assert "| ad | 3 | 1 | 1.00 | 0.33 | keep 1, tip 1 |" in text
    assert "| tip | 1 | 2 | 0.50 | 1.00 |  |" in text
    assert "| bio |" not in text


def test_halves_share_no_site_and_depend_on_the_name_alone() -> None:
    sites = [f"site{n}.example" for n in range(50)]
    found = tuple(kinds.Row(URL, site, 0, "ad", "ad", "", "", "") for site in sites)
    halves = [{row.site for row in kinds.Measure(found, 0).of_half(half).rows} for half in (0, 1)]
    assert halves[0] | halves[1] == set(sites)
    assert not halves[0] & halves[1]
    assert min(map(len, halves)) > 10


def test_main_prints_figures_and_mistakes(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_labels(data, label(0, "Goose called", "byline"), label(1, "Advertisement", "ad"))
    assert kinds.main(["--data", str(data), "--labels", str(path), "--mistakes"]) == 0
    text = capsys.readouterr().out
    assert "docket.example\t0\tbyline\ttitle\ttitle\t'Goose called'" in text
    assert "kind right, of blocks that both cut: 0.500 (1 of 2); mean of sites 0.500" in text


def test_main_says_what_is_missing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_labels(data, label(0, "Goose called", "title"), url="https://docket.example/other")
    assert kinds.main(["--data", str(data), "--labels", str(path)]) == 2
    assert "lacks 1 labelled pages, for instance https://docket.example/other" in capsys.readouterr().err
    assert kinds.main(["--data", str(data / "nowhere")]) == 2


def test_a_label_that_is_no_kind_is_refused(data: Path) -> None:
    with pytest.raises(pages.DataError, match="no such kind: goose"):
        kinds.read_labels(write_labels(data, label(0, "Goose called", "goose")))


def test_committed_labels_hold_hashes_and_kinds_only() -> None:
    labelled = kinds.read_labels()
    assert len(labelled) >= 60
    for url, labels in labelled.items():
        assert [each.order for each in labels] == sorted({each.order for each in labels}), url
        assert all(re.fullmatch(r"[0-9a-f]{16}", each.digest) for each in labels), url
    assert {each.name for labels in labelled.values() for each in labels} == set(kinds.NAMES)


def test_guide_explains_every_label_and_counts_them() -> None:
    guide = (ROOT / "benchmarks" / "kinds" / "README.md").read_text("utf-8")
    explained = re.findall(r"^\| `(\w+)` \|", guide, re.MULTILINE)
    labelled = kinds.read_labels()
    assert sorted(explained) == sorted(kinds.NAMES)
    assert f"says of {sum(map(len, labelled.values())):,} blocks of {len(labelled)} real pages" in guide


@pytest.mark.skipif(
    not (SHARED / "dev").is_dir(), reason="needs the real pages, which are not part of the project"
)
def test_labelled_pages_are_there_and_their_blocks_are_found() -> None:
    measured = kinds.measure(SHARED)
    total = sum(map(len, kinds.read_labels().values()))
    assert len(measured.rows) + measured.lost == total
    assert measured.lost <= total * 0.02
