"""What each piece of evidence adds and costs: Redline without it, on the same pages.

    .venv-bench/bin/python benchmarks/ablate.py [--data FOLDER] [--folds FOLDER]

Each piece is taken out alone, and all pages are cleaned again by the models of the folds. Written as a table:
the change of F1 (points of a thousand) by set, of noise and loss on all pages, and what the piece costs in
time, as a share of the whole. A gain is a minus: it is what taking the piece out loses.

Exit codes: 0 done, 2 the pages or the models are missing.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Final

import folds
import table
import tools
from pages import BenchPage, BenchSet, DataError, PageScore, Score, load_score, load_set, set_names
from patching import Place, patched
from run import DATA, RESULTS

Change = tuple[tuple[Place, Callable[..., Any]], ...]


def nothing(*_: Any, **__: Any) -> dict[int, Any]:  # noqa: ANN401 - stands in for functions of several signatures
    """No block is known."""
    return {}


def no_text(*_: Any, **__: Any) -> None:  # noqa: ANN401 - as above
    """No standfirst."""


def certain(*_: Any, **__: Any) -> float:  # noqa: ANN401 - as above
    """The model is never in doubt, so no extractor is asked."""
    return 0.0


def never(*_: Any, **__: Any) -> bool:  # noqa: ANN401 - as above
    return False


PIECES: Final[Mapping[str, Change]] = {
    "nothing left out": (),
    "trafilatura on unsure pages": ((("cleaners.learned.model", "Scores.doubt"), certain),),
    "wording": ((("cleaners.evidence.wording", "mark"), nothing),),
    "widgets": ((("cleaners.evidence.widgets", "mark"), nothing),),
    "title": ((("cleaners.evidence.headline", "title_marks"), nothing),),
    "standfirst": ((("cleaners.evidence.headline", "standfirst"), no_text),),
    "captions and repeated captions": (
        (("cleaners.evidence.captions", "mark"), nothing),
        (("cleaners.evidence.repeats", "captions"), nothing),
    ),
    "lists of other stories": (
        (("cleaners.evidence.tails", "mark"), nothing),
        (("cleaners.evidence.tails", "links"), nothing),
        (("cleaners.evidence.tails", "labelled"), nothing),
        (("cleaners.evidence.tails", "labels"), nothing),
    ),
    "what boxes are called": (
        (("cleaners.evidence.boxes", "halves"), nothing),
        (("cleaners.evidence.boxes", "called"), nothing),
        (("cleaners.evidence.comments", "mark"), nothing),
    ),
    "threads, by their buttons": ((("cleaners.evidence.threads", "mark"), nothing),),
    "notes": ((("cleaners.evidence.notes", "said"), nothing),),
    "siblings": (
        (("cleaners.evidence.siblings", "mark"), nothing),
        (("cleaners.evidence.siblings", "between"), nothing),
    ),
    "lede": ((("cleaners.evidence.lede", "mark"), nothing),),
    "sign-off": ((("cleaners.evidence.signoff", "mark"), nothing),),
    "density, where next to nothing is kept": ((("cleaners.decide", "_collapsed"), never),),
    "other articles on the page": ((("cleaners", "others"), nothing),),
}
"""What is taken out, by name: functions and what stands in for them."""


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with score.py and dev/")
    parser.add_argument("--folds", type=Path, default=folds.FOLDER, help="the folder with the models")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where to write ablation.md")
    options = parser.parse_args(argv)
    try:
        folds.check(options.folds)
        score = load_score(options.data / "score.py")
        sets = [load_set(options.data / "dev", n, score) for n in set_names(options.data / "dev")]
    except DataError as error:
        print(f"ablate: {error}", file=sys.stderr)
        return 2
    with ProcessPoolExecutor(2, initializer=tools.prepare, initargs=(options.folds, None)) as pool:
        text = report(sets, score, options.data / "score.py", pool)
    options.results.mkdir(parents=True, exist_ok=True)
    (options.results / "ablation.md").write_text(f"{text}\n", "utf-8")
    print(text)
    return 0


def report(sets: Sequence[BenchSet], score: Score, score_path: Path, pool: Executor) -> str:
    """The table."""
    rows: list[tuple[str, ...]] = []
    whole: dict[str, dict[str, float]] = {}
    base = 0.0
    for name in PIECES:
        taken = 0.0
        totals: dict[str, dict[str, float]] = {}
        every: list[PageScore] = []
        for each in sets:
            found = list(pool.map(partial(judged, name, score_path), each.pages, chunksize=8))
            taken += sum(ms for _, ms in found)
            totals[each.name] = score.total([row for row, _ in found])
            every += [row for row, _ in found]
        totals[""] = score.total(every)
        if not whole:
            whole, base = totals, taken
            cells = [f"{totals[each.name]['F1']:.4f}" for each in sets]
            rows.append((name, *cells, f"{totals['']['noise']:.4f}", f"{totals['']['loss']:.4f}", "–"))
        else:
            cells = [f"{(totals[each.name]['F1'] - whole[each.name]['F1']) * 1000:+.1f}" for each in sets]
            noise, loss = ((totals[""][m] - whole[""][m]) * 1000 for m in ("noise", "loss"))
            rows.append((name, *cells, f"{noise:+.1f}", f"{loss:+.1f}", f"{1 - taken / base:.0%}"))
        print(" | ".join(rows[-1]), file=sys.stderr, flush=True)
    head = ("left out", *(f"F1, {each.name}" for each in sets), "noise", "loss", "its share of the time")
    return "\n".join(table.markdown(head, rows))


def judged(name: str, score_path: Path, page: BenchPage) -> tuple[PageScore, float]:
    """The score of a page without one piece of evidence, and the milliseconds that took."""
    with patched(PIECES[name]):
        start = time.process_time_ns()
        cleaned = folds.cleaned(page)
        taken = (time.process_time_ns() - start) / 1e6
    return load_score(score_path).score(page.gold, cleaned.text), taken


if __name__ == "__main__":
    sys.exit(main())
