"""The block model: its parts on small inputs, the bundled file, and what it must do on pages."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from cleaners import clean, why
from cleaners.evidence import Mark
from cleaners.learned import BlockModel, ModelError, bundled, load, spoken, votes
from cleaners.learned.around import Around
from cleaners.learned.features import NAMES, OWN, rows
from cleaners.learned.linear import Linear
from cleaners.learned.model import BUNDLED
from cleaners.learned.tokens import around, names, text_tokens
from cleaners.learned.trees import Trees
from cleaners.page import read_html

STORY = [
    "The county court ruled on Tuesday that a goose may not be sworn in as a witness, whatever it saw.",
    "Judge Odalys Ferrant wrote that an oath asks for words, and that the bird had been offered every chance.",
    "“We are disappointed,” said Brin Tollack, who represents the farm, in a statement after the hearing.",
    "Prosecutors said they would rely on the two neighbours who had been standing by the pond that evening.",
    "The trial is due to resume in March, when the jury will hear from the man who sold the lantern.",
]
PAGE = """<html><head><title>Goose barred from witness stand</title></head><body>
<nav><ul><li><a href="/a">Courts</a></li><li><a href="/b">Crime</a></li><li><a href="/c">About us</a></li></ul></nav>
<main><article><h1>Goose barred from witness stand</h1><div class="article-body">{}</div>
<div class="promo-box"><p>Get our weekly letter about barnyard law, sent to your inbox on Fridays.</p></div>
<div class="subscriber-count">9,112 readers of the Ledger</div>
</article></main>
<footer><p>All rights reserved by the Pond County Ledger, a paper for the county and its ponds.</p></footer>
</body></html>""".format("".join(f"<p>{text}</p>" for text in STORY))


def stump() -> Trees:
    """Two trees: one asks feature 0, then feature 1; the other is a single leaf."""
    return Trees(
        roots=np.array([0, 5], dtype=np.int32),
        feature=np.array([0, 1, 0, 0, 0, 0], dtype=np.int32),
        threshold=np.array([2.0, 0.5, np.inf, np.inf, np.inf, np.inf], dtype=np.float32),
        children=np.array([1, 2, 3, 4, 2, 2, 3, 3, 4, 4, 5, 5], dtype=np.int32),
        value=np.array([0.5, -0.5, 2.0, -1.0, 0.25, 0.125], dtype=np.float32),
        depth=2,
    )


@pytest.mark.parametrize(
    ("row", "margin"),
    [((2.0, 0.5), -1.0), ((2.0, 0.6), 0.25), ((2.1, 0.0), 2.0), ((-9.0, 9.0), 0.25)],
)
def test_a_row_ends_in_its_leaf(row: tuple[float, float], margin: float) -> None:
    assert stump().margins(np.array([row], dtype=np.float32)).tolist() == [margin + 0.125]


def test_many_rows_are_judged_as_one_by_one() -> None:
    table = np.random.default_rng(3).normal(1.5, 1, (1300, 2)).astype(np.float32)
    single = [float(stump().margins(table[i : i + 1])[0]) for i in range(len(table))]
    assert stump().margins(table).tolist() == single
    assert len(set(single)) == 3


def test_rows_that_the_first_trees_are_sure_to_be_no_story_are_spared_the_others() -> None:
    count = 60
    trees = Trees(
        roots=np.arange(0, 3 * count, 3),
        feature=np.zeros(3 * count, np.intp),
        threshold=np.tile(np.array([0, np.inf, np.inf], np.float32), count),
        children=np.concatenate([[i + 1, i + 2, i + 1, i + 1, i + 2, i + 2] for i in range(0, 3 * count, 3)]),
        value=np.array([0, -0.1, 0.125] * (count - 1) + [0, -9, 0.125], np.float32),
        depth=1,
    )
    sure, story = trees.margins(np.array([[-1], [1]], np.float32)).tolist()
    assert sure == pytest.approx(2 * 40 * -0.1)  # the last tree, which says -9, was not asked
    assert story == 60 * 0.125


def test_contributions_add_up_to_the_margin() -> None:
    table = np.random.default_rng(4).normal(1.5, 1, (50, 2)).astype(np.float32)
    trees = stump()
    base = float(trees.value[trees.roots].sum())
    for row in table:
        assert float(trees.contributions(row).sum()) + base == pytest.approx(
            float(trees.margins(row[None])[0])
        )


def test_names_are_read_as_words_with_their_pairs() -> None:
    (block,) = read_html(
        "<div class='c-NewsletterSignUp article__body' id=main-3><p>One two</p></div>"
    ).blocks
    assert block.home is not None
    assert block.home.parent is not None
    assert names(block.home.parent) == [
        "<div>", "newsletter", "sign", "up", "newsletter-sign", "sign-up", "article", "body", "article-body", "main",
    ]  # fmt: skip
    assert [level for level, _ in around(block)] == [1, 2]


def test_text_tokens_are_of_the_blocks_ends() -> None:
    (block,) = read_html(f"<p>Sign up now 42 {'x ' * 100} the end.</p>").blocks
    tokens = text_tokens(block)
    assert {"t:sign", "t:sign up", "t:0", "t:end", "t:^A", "t:$."} <= set(tokens)
    assert len(tokens) == len(set(tokens)) < 60


def test_the_linear_stage_adds_weights_by_level_and_by_the_root_of_the_size() -> None:
    page = read_html("<div class=promo><p>sign sign</p></div>")
    (block,) = page.blocks
    linear = Linear({"t:sign": -2.0}, [{}, {}, {"promo": -1.5}, {}, {}], 0.25)
    ((text, place),) = linear.scores(page)
    assert place == pytest.approx(0.25 - 1.5)
    assert text == pytest.approx(-2.0 / len(text_tokens(block)) ** 0.5)


def test_the_linear_stage_reads_what_it_is_trained_on() -> None:
    """Training takes the names around a block and the tokens of its text one by one, scoring sums them up as it
    goes over a page: one is held against the other, with inline elements and deep nesting."""
    deep = "<div class=outer-box><section id=story><div class='body main'>" * 3
    page = read_html(
        f"<body class=page>{deep}{PAGE}<p class=lead>A <b class=name><i>bold</i></b> goose. <a href=/x>Go</a>"
    )
    linear = bundled().linear
    for block, (text, place) in zip(page.blocks, linear.scores(page), strict=True):
        tokens = text_tokens(block)
        weighed = [linear.places[level].get(name, 0.0) for level, e in around(block) for name in names(e)]
        assert place == pytest.approx(linear.bias + sum(weighed))
        assert text == pytest.approx(sum(linear.text.get(t, 0.0) for t in tokens) / len(tokens) ** 0.5)


_ALIKE = [
    "<ol role=list><li>goose",
    "<ol role=list start=1><li>goose",
    "<ol start=1><li>goose",
    "<ol class=list role=list><li>goose",
    "<ol class=list><li>goose",
    "<ol id=list role=menu><li>goose",
]


@pytest.mark.parametrize("before", _ALIKE)
@pytest.mark.parametrize("markup", _ALIKE)
def test_what_was_read_before_changes_no_weight(markup: str, before: str) -> None:
    weights = {"<ol>": 0.5, "list": -2.0, "menu": 4.0}
    fresh, warm = (Linear({}, [weights] * 5, 0.0) for _ in range(2))
    warm.scores(read_html(before))
    assert warm.scores(read_html(markup)) == fresh.scores(read_html(markup))


def test_rows_have_a_number_for_every_feature() -> None:
    page = read_html(PAGE)
    table = rows(page, Around(page), spoken(page), [(0.0, 1.0)] * len(page.blocks))
    assert table.shape == (len(page.blocks), len(NAMES))
    assert len(set(NAMES)) == len(NAMES)
    assert np.isfinite(table).all()
    texts = [block.text for block in page.blocks]
    first = texts.index(STORY[0])
    at = {name: number for number, name in enumerate(NAMES)}
    assert table[first, at["words"]] == len(STORY[0].split())
    assert table[first, at["in_article"]] == 1
    assert table[0, at["in_nav"]] == 1
    assert table[first, at["words_0"]] == sum(len(text.split()) for text in STORY)
    assert table[first, at["signature_blocks"]] == len(STORY)
    assert table[first + 1, at["words_-1"]] == len(STORY[0].split())
    assert table[first, at["after_title"]] == 1


def test_running_text_about_the_author_or_the_site_is_known() -> None:
    html = (
        "<meta name=author content='Odalys Ferrant'><article><p>Odalys Ferrant covers ponds and the courts for us."
        "<p>Pond County Ledger is a paper for the county and its ponds, since 1911.<p>Ferrant has won prizes, too, "
        "for all of that.<p>The goose has won nothing so far, said its lawyer.<p>Odalys Ferrant</article>"
    )
    page = read_html(html, url="https://www.pondcountyledger.example/a")
    table = rows(page, Around(page), {}, [(0.0, 0.0)] * len(page.blocks))
    assert table[:, NAMES.index("of_author")].tolist() == [1, 0, 1, 0, 0]
    assert table[:, NAMES.index("of_site")].tolist() == [0, 1, 0, 0, 0]


def test_marks_reach_the_rows() -> None:
    page = read_html(PAGE)
    scores = [(0.0, 0.0)] * len(page.blocks)
    column = OWN.index("mark")
    plain = rows(page, Around(page), {}, scores)[:, column]
    marked = rows(page, Around(page), {3: Mark("newsletter", "wording:x")}, scores)[:, column]
    assert plain.tolist() == [0.0] * len(plain)
    assert np.flatnonzero(marked).tolist() == [3]


def test_votes_have_a_number_for_every_feature() -> None:
    page = read_html(PAGE)
    blocks = page.blocks
    held = [float(block.text in STORY) for block in blocks]
    table = votes.rows(Around(page), held)
    assert table.shape == (len(blocks), len(votes.NAMES))
    at = {name: number for number, name in enumerate(votes.NAMES)}
    first = [block.text for block in blocks].index(STORY[0])
    assert table[first, at["vote_parent"]] == 1
    assert table[0, at["vote"]] == 0


def test_the_bundled_model_keeps_the_story_and_says_how_sure_it_is() -> None:
    cleaned = clean(PAGE, url="https://ledger.example/goose")
    assert cleaned.text.split("\n\n") == STORY
    assert all(kept.score is not None and 0.5 < kept.score <= 1 for kept in cleaned.blocks)
    by_model = [removal for removal in cleaned.removals if removal.rule == "model"]
    assert by_model
    assert all(removal.score is not None and 0 <= removal.score <= 1 for removal in by_model)


def test_why_names_features_strongest_first() -> None:
    told = why(PAGE)
    assert sorted(told) == list(range(len(read_html(PAGE).blocks)))
    for reasons in told.values():
        assert len(reasons) == 3
        assert {name for name, _ in reasons} <= {*NAMES, *votes.NAMES}
        assert [abs(amount) for _, amount in reasons] == sorted((abs(a) for _, a in reasons), reverse=True)
    assert why("just text", content_type="text/plain") == {}
    assert why(b"") == {}


def test_a_model_is_written_as_it_was_read_to_the_byte() -> None:
    written = io.BytesIO()
    load(BUNDLED).save(written)
    assert written.getvalue() == BUNDLED.read_bytes()


def test_the_bundled_model_is_small() -> None:
    assert BUNDLED.stat().st_size <= 2_000_000


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04 no archive", b"{}"])
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(body)
    with pytest.raises(ModelError, match=r"model\.npz is no block model"):
        load(path)


def test_a_model_of_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.npz"
    with np.load(BUNDLED) as arrays:
        parts = dict(arrays)
    head = json.loads(parts["head"].tobytes())
    head["features"] = head["features"][1:]
    parts["head"] = np.frombuffer(json.dumps(head).encode(), dtype=np.uint8)
    np.savez_compressed(path, **parts)
    with pytest.raises(ModelError, match="train it again"):
        load(path)


def test_a_page_without_blocks_has_no_scores() -> None:
    scores = bundled().read(read_html("<html></html>"), {})
    assert scores.log_odds.shape == (0,)


def test_doubt_grows_with_unsure_words() -> None:
    model: BlockModel = bundled()
    page = read_html(PAGE)
    scores = model.read(page, spoken(page))
    sure = type(scores)(np.where(scores.log_odds > 0, 9, -9).astype(np.float32), scores.rows, scores.around)
    unsure = type(scores)(np.full_like(scores.log_odds, 0.1), scores.rows, scores.around)
    assert sure.doubt() < 0.01 < scores.doubt() + 0.01
    assert unsure.doubt() > 0.4


def test_scores_do_not_depend_on_the_process() -> None:
    code = (
        "import sys; from cleaners import clean; c = clean(sys.stdin.read());"
        "print([(b.order, b.rule, b.score) for b in (*c.blocks, *c.removals)])"
    )
    told = {
        subprocess.run(  # noqa: S603 - this interpreter
            [sys.executable, "-c", code],
            input=PAGE, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "77")
    }  # fmt: skip
    assert len(told) == 1
