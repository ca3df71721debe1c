"""What a run that was killed left behind, made whole again. The caller holds the site's lock."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from output.disk import sync_folder
from output.shards import COMPRESSIONS, end_of_last_line, open_path, publish, read_lines, stem_of, target


def recover(corpus: Path, site: str, compression: str = "none") -> list[str]:
    """Seals what is open: whole lines stay, a torn last line is cut off, and so are the last cuts of the
    ledger where their article was not written any more: its page is fetched again. Lines that cannot be
    read (a power cut may leave zeros) go to `quarantine/`. Gives what was done, in words."""
    articles, ledger, addresses = (corpus / room / site for room in ("articles", "removed", "addresses"))
    done = []
    for folder in (articles, ledger, addresses):
        for part in folder.glob(".*.part"):
            part.unlink()
    stems = {stem_of(path) for folder in (articles, ledger, addresses) for path in folder.glob(".*.open")}
    for stem in sorted(stems):
        ids = _ids(articles, stem)
        if path := _left(ledger, stem):
            _cut_orphans(path, ids)
        paths = [path for folder in (ledger, articles, addresses) if (path := _left(folder, stem))]
        for path in paths:
            bad = set_aside(corpus, path, _unreadable(path), "unreadable after a crash")
            done += [f"{path}: {bad} unreadable lines put into quarantine"] * bool(bad)
        sealed = [found for path in paths if (found := publish(corpus, path, compression))]
        done += [f"{path}: sealed what a run left open" for path in sealed]
    return done


def set_aside(corpus: Path, path: Path, damaged: Sequence[bytes], why: str) -> int:
    """Takes lines out of an open file at `path` and adds them to `quarantine/<room>/<site>/`, which is
    written first. Gives how many. `why` stands in the name."""
    if not damaged:
        return 0
    quarantine(corpus, path, damaged, why)
    left = list(damaged)
    kept = []
    for line in read_lines(path):
        if line in left:
            left.remove(line)
        else:
            kept.append(line)
    fresh = path.with_name(f".{stem_of(path)}.part")
    with fresh.open("wb") as file:
        file.writelines(kept)
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(path)
    sync_folder(path.parent)
    return len(damaged)


def quarantine(corpus: Path, path: Path, lines: Iterable[bytes], why: str) -> Path:
    """Adds lines of the shard at `path` to its file in quarantine, byte for byte, and gives that file."""
    place = corpus / "quarantine" / path.parent.relative_to(corpus)
    place.mkdir(parents=True, exist_ok=True)
    file = place / f"{stem_of(path)}.{why.replace(' ', '-')}.txt"
    with file.open("ab") as out:
        out.writelines(line if line.endswith(b"\n") else line + b"\n" for line in lines)
        out.flush()
        os.fsync(out.fileno())
    sync_folder(place)
    return file


def _left(folder: Path, stem: str) -> Path | None:
    """The open file of a stem, with its torn end cut off; None where there is none. One that stands beside
    its sealed file was sealed, and the run ended before it was taken away."""
    path = open_path(folder, stem)
    if not path.exists():
        return None
    if any(target(folder, stem, how).exists() for how in COMPRESSIONS):
        path.unlink()
        return None
    _truncate(path, end_of_last_line(path))
    return path


def _ids(articles: Path, stem: str) -> set[str]:
    """Ids of the articles of a stem, be it open or sealed."""
    found = set()
    for path in (open_path(articles, stem), *(target(articles, stem, how) for how in COMPRESSIONS)):
        if path.exists():
            found |= {key for line in read_lines(path) if line.endswith(b"\n") and (key := _key(line, "id"))}
    return found


def _cut_orphans(path: Path, ids: set[str]) -> None:
    end = 0
    position = 0
    for line in read_lines(path):
        position += len(line)
        if _key(line, "article") in ids:
            end = position
    _truncate(path, end)


def _unreadable(path: Path) -> list[bytes]:
    names = {"articles": "id", "removed": "article", "addresses": "article"}
    return [line for line in read_lines(path) if not _key(line, names[path.parent.parent.name])]


def _key(line: bytes, name: str) -> str:
    try:
        return str(json.loads(line)[name])
    except (ValueError, KeyError, TypeError):
        return ""


def _truncate(path: Path, size: int) -> None:
    with path.open("r+b") as file:
        file.truncate(size)
        os.fsync(file.fileno())
