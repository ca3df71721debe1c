"""A site's corpus again from its archive, with today's cleaner and no request to the site."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TypeAlias

from cleaners import clean
from cleaners.model import Rules
from crawler.batch import rules_for
from crawler.profilefiles import Shelf
from crawler.records import to_article, to_ledger
from crawler.sitememory import profile_path
from crawler.workers import Failure, Pool
from output import Archived, Article, Signal, timestamp, to_line
from output.archive import read_page, recover_archives
from output.files import replacing
from output.generation import Generation, finish
from output.lock import SiteLock
from output.recover import recover
from output.shards import read_lines, sealed, stem_of
from output.valid import is_earlier, parse


@dataclass(slots=True)
class Changes:
    """What cleaning again changed. `kept` are lines that stay as they were, by reason; `gained` and `lost`
    are words of the texts; `kinds` how many words more (or fewer) were cut, by kind."""

    articles: int = 0
    cleaned: int = 0
    changed: int = 0
    gained: int = 0
    lost: int = 0
    kept: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)


def reclean(
    corpus: Path, site: str, rules: Mapping[str, Rules], since: datetime | None = None, *, workers: int = 0
) -> Changes:
    """Cleans the archived pages of a site again, those of articles that were added at `since` or later.

    Ids, addresses, dates, revisions and places in the archive stay; a line whose page is not archived, or
    is no article any more, stays as it is, but that `previous` is what the version before has become. `rules`
    are by domain; the site's profile, as crawls have learned it, is used as in a crawl. `workers` are the
    processes that clean, 0 for this one: what comes out is the same. ValueError where a line is damaged,
    `output.lock.LockedError` where a crawl holds the site, `output.disk.CannotWriteError` where the disk has
    no room; the corpus is then as it was.
    """
    now = datetime.now(UTC).isoformat()
    lock = SiteLock(corpus, site, now)
    try:
        recover_archives(corpus, site)
        finish(corpus, site)
        recover(corpus, site)
        with _hands(Cleaner(corpus, site, rules), workers) as do:
            changes = _renew(corpus, site, timestamp(since) or "", do, Generation(corpus, site, now))
        told = {name.name: getattr(changes, name.name) for name in dataclasses.fields(changes)}
        with replacing(corpus / "reclean" / f"{site}.json") as file:
            file.write(json.dumps(told, indent=1, sort_keys=True).encode() + b"\n")
        return changes
    finally:
        lock.release()


Task: TypeAlias = dict[str, Any]
"""The keys of an article's line that cleaning its page again needs."""
Made: TypeAlias = tuple[bytes, list[bytes]] | str
"""An article's line and its cuts, or why there are none."""
Do: TypeAlias = Callable[[Iterable[Task]], Iterator[Made | Failure[Task]]]

_ASKED: Final = (
    "id", "url", "source", "title", "published", "modified", "added", "revision", "previous", "date_source",
    "archive", "usage", "left_out",
)  # fmt: skip
_KEYS: Final = tuple(one.name for one in dataclasses.fields(Article))
_FIRST: Final = (
    b'"revision":1,'  # stands in the line of every first version, and within no text: quotes are escaped
)


@contextmanager
def _hands(cleaner: Cleaner, workers: int) -> Iterator[Do]:
    if not workers:
        yield lambda tasks: map(cleaner, tasks)
        return
    with Pool(cleaner, workers) as pool:
        yield pool.map


class Cleaner:
    """Cleans archived pages of a site; it can be sent to another process."""

    def __init__(self, corpus: Path, site: str, rules: Mapping[str, Rules]) -> None:
        self._corpus, self._rules = corpus, dict(rules)
        self._profile = profile_path(str(corpus), site)
        self._shelf = Shelf()

    def __call__(self, read: Task) -> Made:
        if "since" in read:
            return "before since"
        place = Archived(**read["archive"])
        try:
            body, content_type = read_page(self._corpus, place)
        except ValueError:
            return "not archived"
        url = read["url"]
        cleaned = clean(
            body,
            url=url,
            content_type=content_type,
            rules=rules_for(url, self._rules),
            profile=self._shelf.get(self._profile),
        )
        if cleaned.reason:
            return cleaned.reason
        article = to_article(
            dataclasses.replace(cleaned, title=cleaned.title or read["title"]),
            url=url,
            source=read["source"],
            added=datetime.fromisoformat(read["added"]),
            revision=read["revision"],
            archive=place,
        )
        article = dataclasses.replace(
            article,
            id=read["id"],
            previous=read["previous"],
            published=read["published"],
            modified=read["modified"],
            date_source=read["date_source"],
            # what its host said then, which no page has
            usage=(*article.usage, *(Signal(**said) for said in read["usage"] if said["where"] != "meta")),
            left_out=tuple(read["left_out"]),
        )
        return to_line(article), [to_line(cut) for cut in to_ledger(cleaned, article)]


def _renew(corpus: Path, site: str, since: str, do: Do, fresh: Generation) -> Changes:
    changes = Changes()
    paths = sealed(corpus / "articles" / site)
    ledgers = {stem_of(path): path for path in sealed(corpus / "removed" / site)}
    links = _links(paths, since, do)
    answers = do(_task(path, line, since) for path in paths for line in read_lines(path))
    for path in paths:
        ledger = ledgers.pop(stem_of(path), None)
        before: dict[str, list[bytes]] = {}
        for line in read_lines(ledger) if ledger else ():
            before.setdefault(str(_sound(ledger, line, "ledger")["article"]), []).append(line)
        lines: list[bytes] = []
        cuts: list[bytes] = []
        for line in read_lines(path):
            read = _sound(path, line, "article")
            made = next(answers)
            fresh_line, fresh_cuts = _counted(read, line, made, before.get(read["id"], []), changes)
            lines.append(_linked(fresh_line, read, links))
            cuts += fresh_cuts
        fresh.add("articles", path.name, lines)
        fresh.add("removed", path.name, cuts)
    for path in ledgers.values():  # without articles: nothing to clean, nothing to drop
        fresh.add("removed", path.name, list(read_lines(path)))
    fresh.publish()
    return changes


def _task(path: Path, line: bytes, since: str) -> Task:
    read = _sound(path, line, "article")
    task = {key: read[key] for key in _ASKED}
    if read["added"] < since:
        task["since"] = since
    return task


def _links(paths: Sequence[Path], since: str, do: Do) -> dict[tuple[str, int], str]:
    """By id and revision, what the content hash of each version of an article of several versions becomes.
    They need not stand in their order: a clock may have been set back."""
    several = {
        str(_sound(path, line, "article")["id"])
        for path in paths
        for line in read_lines(path)
        if _FIRST not in line
    }
    tasks, hashes = [], []
    for path in paths if several else ():
        for line in read_lines(path):
            read = _sound(path, line, "article")
            if read["id"] in several:
                tasks.append(_task(path, line, since))
                hashes.append(read["content_hash"])
    links = {}
    for task, former, made in zip(tasks, hashes, do(tasks), strict=True):
        became = json.loads(made[0])["content_hash"] if isinstance(made, tuple) else former
        links[task["id"], task["revision"]] = became
    return links


def _linked(line: bytes, read: Task, links: Mapping[tuple[str, int], str]) -> bytes:
    """The line with `previous` as the version before has become."""
    link = links.get((read["id"], read["revision"] - 1), read["previous"])
    if read["previous"] == link:
        return line
    return to_line(json.loads(line) | {"previous": link})


def _counted(
    read: dict[str, Any], line: bytes, made: Made | Failure[Task], former: list[bytes], changes: Changes
) -> tuple[bytes, list[bytes]]:
    """An article's line and cuts, again or as they were, with what that changes counted."""
    changes.articles += 1
    if not isinstance(made, tuple):
        changes.kept["error" if isinstance(made, Failure) else made] += 1
        return to_line({key: read[key] for key in _KEYS}) if is_earlier(line) else line, former
    changes.cleaned += 1
    _compare(read, former, json.loads(made[0]), made[1], changes)
    return made


def _compare(
    read: dict[str, Any], former: list[bytes], again: dict[str, Any], cuts: list[bytes], changes: Changes
) -> None:
    if read["content_hash"] != again["content_hash"]:
        changes.changed += 1
    old, new = Counter(read["text"].split()), Counter(again["text"].split())
    changes.gained += (new - old).total()
    changes.lost += (old - new).total()
    for sign, ledger in ((1, cuts), (-1, former)):
        for line in ledger:
            cut = json.loads(line)
            changes.kinds[cut["kind"]] += sign * len(cut["text"].split())


def _sound(path: Path | None, line: bytes, name: Any) -> dict[str, Any]:  # noqa: ANN401 - one of two names
    read, problem = parse(line, name)
    if read is None:
        raise ValueError(f"{path}: a line is damaged, {problem}. Run scrapy verify --repair first")
    return read
