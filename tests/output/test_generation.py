from __future__ import annotations

from pathlib import Path

import pytest
from corpora import CUT, A, B, article
from killing import killed_at

import output
from output import generation
from output.corpus import Corpus
from output.generation import Generation, finish
from output.lock import SiteLock
from output.state import Known
from output.verify import verify

OLD = output.to_line(A) + output.to_line(B)
CHANGED = article(A.url, "Cleaned again.")
NEW = output.to_line(CHANGED) + output.to_line(B)


def filled(folder: Path) -> None:
    with Corpus(folder, "site", "run") as corpus:
        corpus.write(A, [CUT])
        corpus.write(B)


def renew(folder: Path) -> None:
    lock = SiteLock(folder, "site", "now")
    finish(folder, "site")
    fresh = Generation(folder, "site", "second")
    fresh.add("articles", "run-00001.jsonl", [output.to_line(CHANGED), output.to_line(B)])
    fresh.add("removed", "run-00001.jsonl", [])
    fresh.publish()
    lock.release()


def read(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("articles/**/*.jsonl*")))


def test_a_generation_takes_the_place_of_the_former(tmp_path: Path) -> None:
    filled(tmp_path)
    renew(tmp_path)
    assert read(tmp_path) == NEW
    assert verify(tmp_path).problems == []
    with Corpus(tmp_path, "site") as corpus:
        assert corpus.article(A.id) == Known(CHANGED.content_hash, 1)
        assert corpus.page(B.url)


def test_where_folders_cannot_be_swapped_it_takes_two_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path)
    monkeypatch.setattr(generation, "_EXCHANGE", 1 << 20)  # a flag that no system knows
    renew(tmp_path)
    assert read(tmp_path) == NEW
    assert verify(tmp_path).problems == []


def test_killed_at_any_step_it_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    outcomes = set()
    for step in range(1, 100):
        folder = tmp_path / str(step)
        filled(folder)
        if not killed_at(step, lambda: renew(folder)):  # noqa: B023 - it is called at once
            break
        assert read(folder) in {OLD, NEW}
        killed_at(step % 5 + 1, lambda: Corpus(folder, "site").close())  # noqa: B023 - it is called at once
        assert read(folder) in {OLD, NEW}
        with Corpus(folder, "site") as corpus:
            known = corpus.article(A.id)
        assert verify(folder).problems == []
        is_new = read(folder) == NEW
        assert known == Known((CHANGED if is_new else A).content_hash, 1)
        outcomes.add(is_new)
    assert outcomes == {True, False}
