"""How often the monitors of a crawl cry wolf, and what they see: made-up years of daily crawls, judged.

    python benchmarks/alarms.py

Numbers of addresses vary from day to day as a Poisson number does whose mean varies too (by a log-normal
factor), and are fewer at weekends. Articles without a date, short ones, and pages that failed are drawn one
by one with a chance that varies from day to day by a fifth.
"""

from __future__ import annotations

import dataclasses
import math
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import table

from crawler.monitors import KEPT, Run, judge

YEARS: Final = 10
"""Of daily crawls for each sort of site; and faults tried."""


@dataclass(frozen=True, slots=True)
class Site:
    """`found` addresses on a weekday, of which a crawl asks for a share that is `new`; `weekend` is what is
    left of them at one, `swing` by how much a day differs from the next, and `odd` the share of pages that
    fail, hold no story, or give an article that is short or has no date, of each sort."""

    name: str
    found: int
    new: float
    weekend: float
    swing: float
    odd: float


SITES: Final = (
    Site("10 addresses, all new", 10, 1.0, 0.4, 0.2, 0.02),
    Site("40 addresses, all new", 40, 1.0, 0.4, 0.2, 0.05),
    Site("100 addresses, 30 new", 100, 0.3, 1.0, 0.1, 0.05),
    Site("100 addresses, a third of each sort odd", 100, 1.0, 0.6, 0.1, 0.3),
    Site("1,000 addresses, 200 new", 1_000, 0.2, 0.6, 0.15, 0.05),
    Site("5,000 addresses, 500 new", 5_000, 0.1, 0.9, 0.1, 0.1),
)

FAULTS: Final = (
    ("half the addresses", "found", 0.5),
    ("a tenth of the addresses", "found", 0.1),
    ("no date on half the articles", "undated", 0.5),
    ("no date on any", "undated", 1.0),
    ("half the pages fail", "failed", 0.5),
)


def crawls(site: Site, dice: random.Random) -> Iterator[Run]:
    """A daily crawl after the other, all well."""
    day = 0
    while True:
        swing = math.exp(dice.gauss(0, site.swing) - site.swing**2 / 2)
        found = poisson(site.found * swing * (site.weekend if day % 7 > 4 else 1.0), dice)
        pages = binomial(found, site.new, dice)
        odd = [site.odd * math.exp(dice.gauss(0, 0.2)) for _ in range(5)]
        failed, robots, no_story = (binomial(pages, share, dice) // 3 for share in odd[:3])
        articles = pages - failed - robots - no_story
        undated, short = (binomial(articles, min(1.0, share), dice) for share in odd[3:])
        cuts = poisson(8 * articles, dice)
        yield Run("", found, pages, articles, failed, robots, no_story, cuts, undated, short)
        day += 1


def broken(run: Run, what: str, share: float, dice: random.Random) -> Run:
    """The same crawl of a site where something broke."""
    if what == "found":
        less = {
            field.name: round(share * getattr(run, field.name))
            for field in dataclasses.fields(run)
            if field.name not in {"at", "hours", "full"}
        }
        return dataclasses.replace(run, **less)
    if what == "undated":
        return dataclasses.replace(run, undated=max(run.undated, binomial(run.articles, share, dice)))
    failed = max(run.failed, binomial(run.pages, share, dice))
    articles = max(0, run.pages - failed - run.robots - run.no_story)
    keep = articles / max(1, run.articles)
    rest = {name: round(keep * getattr(run, name)) for name in ("cuts", "undated", "short")}
    return dataclasses.replace(run, failed=failed, articles=articles, **rest)


def alarms_a_year(site: Site, years: int = YEARS) -> float:
    """Crawls of a year that fail a monitor though nothing is wrong."""
    made = crawls(site, random.Random(site.name))
    history = [next(made) for _ in range(KEPT)]
    alarms = 0
    for _ in range(365 * years):
        run = next(made)
        alarms += bool(judge(run, history))
        history = [*history[1:], run]
    return alarms / years


def seen(site: Site, what: str, share: float, *, days: int, tries: int = 100) -> float:
    """How often a fault fails a monitor within so many days."""
    dice = random.Random(site.name + what)
    made = crawls(site, dice)
    history = [next(made) for _ in range(KEPT)]
    found = 0
    for _ in range(tries):
        for run in (next(made) for _ in range(dice.randrange(1, 8))):  # it breaks on any day of the week
            history = [*history[1:], run]
        now = history
        for _ in range(days):
            run = broken(next(made), what, share, dice)
            if judge(run, now):
                found += 1
                break
            now = [*now[1:], run]
    return found / tries


def poisson(mean: float, dice: random.Random) -> int:
    """A Poisson number; of a large mean by the normal distribution."""
    if mean > 50:
        return max(0, round(dice.gauss(mean, math.sqrt(mean))))
    limit, product, count = math.exp(-mean), dice.random(), 0
    while product > limit:
        product *= dice.random()
        count += 1
    return count


def binomial(count: int, share: float, dice: random.Random) -> int:
    """How many of `count` come up with the chance `share`; of many by the normal distribution."""
    if count * share * (1 - share) > 25:
        return min(count, max(0, round(dice.gauss(count * share, math.sqrt(count * share * (1 - share))))))
    return sum(dice.random() < share for _ in range(count))


def main() -> None:
    head = ("site", "false alarms a year", *(fault for fault, _, _ in FAULTS))
    rows = []
    for site in SITES:
        print(site.name, file=sys.stderr)
        rates = [
            f"{seen(site, what, share, days=1):.0%}, {seen(site, what, share, days=7):.0%}"
            for _, what, share in FAULTS
        ]
        rows.append((site.name, f"{alarms_a_year(site):.1f}", *rates))
    print("\n".join(table.markdown(head, rows)))


if __name__ == "__main__":
    main()
