"""A site's corpus again from its archive, with today's cleaner and no request to the site."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cleaners import Profile, clean
from cleaners.model import Rules
from crawler.profilefiles import Shelf
from crawler.records import to_article, to_ledger
from crawler.sitememory import profile_path
from output import Archived, Signal, timestamp, to_line
from output.archive import read_page, recover_archives
from output.files import replacing
from output.generation import Generation, finish
from output.lock import SiteLock
from output.recover import recover
from output.shards import read_lines, sealed, stem_of
from output.urls import host
from output.valid import parse


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


def reclean(corpus: Path, site: str, rules: Mapping[str, Rules], since: datetime | None = None) -> Changes:
    """Cleans the archived pages of a site again, those of articles that were added at `since` or later.

    Ids, addresses, dates, revisions and places in the archive stay; a line whose page is not archived, or
    is no article any more, stays as it is. `rules` are by domain; the site's profile, as crawls have learned
    it, is used as in a crawl. ValueError where a line is damaged,
    `output.lock.LockedError` where a crawl holds the site, `output.disk.CannotWriteError` where the disk has
    no room; the corpus is then as it was.
    """
    now = datetime.now(UTC).isoformat()
    lock = SiteLock(corpus, site, now)
    try:
        recover_archives(corpus, site)
        finish(corpus, site)
        recover(corpus, site)
        changes = Changes()
        profile = Shelf().get(profile_path(str(corpus), site))
        fresh = Generation(corpus, site, now)
        ledgers = {stem_of(path): path for path in sealed(corpus / "removed" / site)}
        for path in sealed(corpus / "articles" / site):
            ledger = ledgers.pop(stem_of(path), None)
            earliest = timestamp(since) or ""
            how = _How(corpus, rules, profile)
            lines, cuts = _shard(how, path, ledger, since=earliest, changes=changes)
            fresh.add("articles", path.name, lines)
            fresh.add("removed", path.name, cuts)
        for path in ledgers.values():  # without articles: nothing to clean, nothing to drop
            fresh.add("removed", path.name, list(read_lines(path)))
        fresh.publish()
        told = {name.name: getattr(changes, name.name) for name in dataclasses.fields(changes)}
        with replacing(corpus / "reclean" / f"{site}.json") as file:
            file.write(json.dumps(told, indent=1, sort_keys=True).encode() + b"\n")
        return changes
    finally:
        lock.release()


@dataclass(frozen=True, slots=True)
class _How:
    """With what pages are cleaned, and where they are."""

    corpus: Path
    rules: Mapping[str, Rules]
    profile: Profile | None


def _shard(
    how: _How,
    path: Path,
    ledger: Path | None,
    *,
    since: str,
    changes: Changes,
) -> tuple[list[bytes], list[bytes]]:
    """The lines of a file of articles and of its ledger, cleaned again."""
    before: dict[str, list[bytes]] = {}
    for line in read_lines(ledger) if ledger else ():
        before.setdefault(str(_sound(ledger, line, "ledger")["article"]), []).append(line)
    lines: list[bytes] = []
    cuts: list[bytes] = []
    for line in read_lines(path):
        read = _sound(path, line, "article")
        changes.articles += 1
        former = before.get(read["id"], [])
        made = None if read["added"] < since else _again(how, read, changes)
        if made is None:
            if read["added"] < since:
                changes.kept["before since"] += 1
            lines.append(line)
            cuts += former
            continue
        _compare(read, former, json.loads(made[0]), made[1], changes)
        lines.append(made[0])
        cuts += made[1]
    return lines, cuts


def _again(how: _How, read: dict[str, Any], changes: Changes) -> tuple[bytes, list[bytes]] | None:
    place = Archived(**read["archive"])
    try:
        body, content_type = read_page(how.corpus, place)
    except ValueError:
        changes.kept["not archived"] += 1
        return None
    url = read["url"]
    cleaned = clean(
        body, url=url, content_type=content_type, rules=_rules(how.rules, url), profile=how.profile
    )
    if cleaned.reason:
        changes.kept[cleaned.reason] += 1
        return None
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
        published=read["published"],
        modified=read["modified"],
        date_source=read["date_source"],
        # what its host said then, which no page has
        usage=(*article.usage, *(Signal(**said) for said in read["usage"] if said["where"] != "meta")),
        left_out=tuple(read["left_out"]),
    )
    changes.cleaned += 1
    return to_line(article), [to_line(cut) for cut in to_ledger(cleaned, article)]


def _rules(rules: Mapping[str, Rules], url: str) -> Rules | None:
    """The rules of the longest domain that an address belongs to."""
    name = host(url)
    while name:
        if name in rules:
            return rules[name]
        name = name.partition(".")[2]
    return None


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
