"""How often a cut has the right kind: blocks labelled by hand, beside what `clean` says of them.

    python benchmarks/kinds.py [--half 0|1] [--mistakes] [--data FOLDER]

The labels are in `kinds/labels.jsonl`, and what they mean in `kinds/README.md`. They hold hashes of the
blocks' texts, no text: the pages come from the folder that `make bench` uses.

Exit codes: 0 done, 2 the pages are missing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias, get_args

from pages import BenchPage, DataError, load_score, load_set, set_names

from cleaners import clean
from cleaners.model import Cleaned, Kind

ROOT: Final = Path(__file__).resolve().parent.parent
DATA: Final = ROOT.parent / "shared" / "bench"
LABELS: Final = ROOT / "benchmarks" / "kinds" / "labels.jsonl"
KEEP: Final = "keep"
NAMES: Final = (KEEP, *get_args(Kind))

Clean: TypeAlias = Callable[[BenchPage], Cleaned]


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled block: its number on the page when it was labelled, the start of its text's SHA-256, and
    one of `NAMES`."""

    order: int
    digest: str
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled block beside what the cleaner said: `label` and `found` are of `NAMES`, `order` is the
    block's number now, `rule` what decided and `text` the block's."""

    url: str
    site: str
    order: int
    label: str
    found: str
    rule: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Measure:
    """All labelled blocks that were found again, and how many were not: the cut into blocks changed."""

    rows: tuple[Row, ...]
    lost: int

    def of_half(self, half: int) -> Measure:
        """The rows of one half of the sites (0 or 1). Rules are made on one and judged on the other."""
        return Measure(tuple(row for row in self.rows if half_of(row.site) == half), self.lost)


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `count`."""

    hits: int
    count: int

    def __str__(self) -> str:
        return f"{self.hits / self.count:.3f} ({self.hits} of {self.count})" if self.count else "– (none)"


def digest(text: str) -> str:
    """What stands for a block's text in the labels."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def half_of(site: str) -> int:
    """Which half of the sites a site belongs to, 0 or 1: by its name alone, so that it stays there."""
    return hashlib.sha256(site.encode()).digest()[0] % 2


def read_labels(path: Path = LABELS) -> dict[str, list[Label]]:
    """Labels by address. DataError for a name that is no kind."""
    pages: dict[str, list[Label]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            pages[page["url"]] = [Label(*block) for block in page["blocks"]]
    wrong = {label.name for labels in pages.values() for label in labels} - set(NAMES)
    if wrong:
        raise DataError(f"{path}: no such kind: {', '.join(sorted(wrong))}. Use one of {', '.join(NAMES)}")
    return pages


def match(labels: Sequence[Label], digests: Sequence[str]) -> dict[int, Label]:
    """Find labelled blocks again on a page: labels by the numbers that the blocks have now.

    `digests` are those of the page's blocks in order. Blocks are known by their text. Where a text stands
    there more than once, the place decides: the distance to the block labelled before it that is unique.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for order, each in enumerate(digests):
        places[each].append(order)
    labelled = Counter(label.digest for label in labels)
    found: dict[int, Label] = {}
    shifts: list[tuple[int, int]] = []
    for label in labels:
        if labelled[label.digest] == 1 == len(places[label.digest]):
            order = places[label.digest][0]
            found[order] = label
            shifts.append((label.order, order - label.order))
    for label in labels:
        free = [order for order in places[label.digest] if order not in found]
        if free and not (labelled[label.digest] == 1 == len(places[label.digest])):
            shift = min(shifts, key=lambda s: abs(s[0] - label.order), default=(0, 0))[1]
            found[min(free, key=lambda order: abs(order - label.order - shift))] = label
    return found


def judge(page: BenchPage, labels: Sequence[Label], cleaned: Cleaned) -> list[Row]:
    """The labelled blocks of a page that are found again in what came of cleaning it."""
    said = {cut.order: (cut.kind, cut.rule, cut.where, cut.text) for cut in cleaned.removals}
    for kept in cleaned.blocks:
        # the first block of a list item is kept with a dash before it
        text = kept.text.removeprefix("- ") if "li" in kept.where else kept.text
        said[kept.order] = (KEEP, kept.rule, kept.where, text)  # type: ignore[assignment]
    orders = sorted(said)
    found = match(labels, [digest(said[order][3]) for order in orders])
    return [
        Row(page.url, page.site, orders[at], label.name, *said[orders[at]])
        for at, label in sorted(found.items())
    ]


def measure(folder: Path = DATA, *, labels: Path = LABELS, cleaner: Clean | None = None) -> Measure:
    """Clean every labelled page of the sets in `folder`/dev, and put labels and findings side by side.

    `cleaner` stands in for `clean`. DataError where labelled pages are missing.
    """
    cleaner = cleaner or _clean
    wanted = read_labels(labels)
    score = load_score(folder / "score.py")
    rows: dict[str, list[Row]] = {}
    for name in set_names(folder / "dev"):
        for page in load_set(folder / "dev", name, score).pages:
            if page.url in wanted and page.url not in rows:
                rows[page.url] = judge(page, wanted[page.url], cleaner(page))
    missing = [url for url in wanted if url not in rows]
    if missing:
        raise DataError(f"{folder / 'dev'} lacks {len(missing)} labelled pages, for instance {missing[0]}")
    found = tuple(row for url in wanted for row in rows[url])
    return Measure(found, sum(map(len, wanted.values())) - len(found))


def agreement(rows: Iterable[Row]) -> Share:
    """How often label and cleaner agree that a block is kept, or is cut."""
    same = [(row.label == KEEP) == (row.found == KEEP) for row in rows]
    return Share(sum(same), len(same))


def accuracy(rows: Iterable[Row]) -> Share:
    """How often the kind is right, of the blocks that label and cleaner both cut."""
    same = [row.label == row.found for row in rows if KEEP not in (row.label, row.found)]
    return Share(sum(same), len(same))


def site_mean(rows: Sequence[Row]) -> float:
    """The mean of the sites' accuracies, so that a page with a long list of links counts as one."""
    sites: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        sites[row.site].append(row)
    shares = [accuracy(each) for each in sites.values()]
    return sum(s.hits / s.count for s in shares if s.count) / max(1, sum(bool(s.count) for s in shares))


def confusion(rows: Iterable[Row]) -> Counter[tuple[str, str]]:
    """How many blocks have a label (first) and were found to be something (second)."""
    return Counter((row.label, row.found) for row in rows)


def table(rows: Sequence[Row]) -> str:
    """Precision and recall by kind, and what each kind is taken for: a Markdown table."""
    counts = confusion(rows)
    lines = [
        "| kind | labelled | found | precision | recall | taken for |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
    ]
    for name in NAMES:
        labelled = sum(n for (label, _), n in counts.items() if label == name)
        found = sum(n for (_, kind), n in counts.items() if kind == name)
        if labelled or found:
            hits = counts[name, name]
            lines.append(
                f"| {name} | {labelled} | {found} | {_share(hits, found)} | {_share(hits, labelled)} "
                f"| {_taken(counts, name)} |"
            )
    return "\n".join(lines)


def report(measured: Measure) -> str:
    """The figures and the table."""
    rows = measured.rows
    pages = len({row.url for row in rows})
    return (
        f"{len(rows)} labelled blocks of {pages} pages found again, {measured.lost} not\n"
        f"kept or cut as labelled: {agreement(rows)}\n"
        f"kind right, of blocks that both cut: {accuracy(rows)}; mean of sites {site_mean(rows):.3f}\n\n"
        f"{table(rows)}"
    )


def _clean(page: BenchPage) -> Cleaned:
    return clean(page.body, url=page.url, content_type=page.content_type)


def _share(hits: int, count: int) -> str:
    return f"{hits / count:.2f}" if count else "–"


def _taken(counts: Mapping[tuple[str, str], int], name: str) -> str:
    others = sorted((-n, kind) for (label, kind), n in counts.items() if label == name != kind)
    return ", ".join(f"{kind} {-n}" for n, kind in others)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="kinds", description="How often a cut has the right kind.")
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with score.py and dev/")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--half", type=int, choices=(0, 1), help="one half of the sites only")
    parser.add_argument("--mistakes", action="store_true", help="print every block with a wrong kind")
    options = parser.parse_args(argv)
    try:
        measured = measure(options.data, labels=options.labels)
    except DataError as error:
        print(f"kinds: {error}", file=sys.stderr)
        return 2
    if options.half is not None:
        measured = measured.of_half(options.half)
    if options.mistakes:
        for row in measured.rows:
            if row.label != row.found and KEEP not in (row.label, row.found):
                print(f"{row.site}\t{row.order}\t{row.label}\t{row.found}\t{row.rule}\t{row.text[:90]!r}")
    print(report(measured))
    return 0


if __name__ == "__main__":
    sys.exit(main())
