"""What a crawl knows of its site: the profile, learned from the first pages and kept in the corpus's folder.

The first pages of a site that is not known are held until there are enough to learn from, or the input ends;
then they are cleaned as the others are. So the first page is as clean as the last, in whatever order they
came. Later pages teach too: those that the profile did not fit (a redesign is learned while the crawl goes
on), and a share of those that it did.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Final, cast

from scrapy.crawler import Crawler
from scrapy.utils.defer import deferred_from_coro, maybe_deferred_to_future
from twisted.internet.defer import Deferred
from twisted.internet.task import LoopingCall

from cleaners import Lesson
from cleaners.profile import MIN_PAGES
from crawler.frontier import NO_ARTICLES
from crawler.offload import Offload
from crawler.pagework import CleanedPage, CleanPage, LearnSite, PageResult, PageTask
from crawler.profilefiles import ProfileError, read
from crawler.standstill import stands_still
from crawler.tally import CHECKED, DISAGREED, FITS, LEARNED, stats_of
from crawler.workers import Failure

logger = logging.getLogger(__name__)

HELD: Final = 24
"""First pages of an unknown site that are held and learned from together."""

_AGAIN: Final = 16  # pages that did not fit, until they are learned from while the crawl goes on
_TEACH: Final = 100  # pages that fitted, and whose lines are learned from at the end
_CHECK: Final = 50  # of so many pages that fit one is cleaned with all evidence too
_LOOK: Final = 0.2  # seconds between looks at whether more pages can come


def profile_path(corpus_dir: str, source: str) -> Path:
    """Where the profile of a site is kept. ValueError for a name that would lead elsewhere."""
    if not source or set(source) & set("/\\\0") or source.startswith("."):
        raise ValueError(f"{source!r} is no name of a site")
    return Path(corpus_dir) / "profiles" / f"{source}.json"


class SiteMemory:
    """Cleans the pages of a crawl, and learns from them. For one site, in Twisted's thread."""

    def __init__(
        self, crawler: Crawler, source: str, work: Offload[PageTask, PageResult], *, limit: int | None
    ) -> None:
        """`work` are the processes that clean. `limit` is the number of articles after which the crawl ends:
        no more pages are held."""
        self._crawler = crawler
        self._stats = stats_of(crawler)
        path = profile_path(crawler.settings["CORPUS_DIR"], source)
        self._source = source
        self._work = work
        self._hold = min(HELD, limit or HELD)
        self._held: list[Deferred[None]] = []
        self._watch = LoopingCall(self._look)
        self._lessons: list[Lesson] = []
        self._new = 0  # of the lessons: from pages that did not fit
        self._seen = 0
        self._learning = False
        self.knows = self._known(path)

    async def clean(self, page: CleanPage) -> CleanedPage | Failure[PageTask]:
        """The page, cleaned by what is known of the site; a first one waits until that is something."""
        if not self.knows:
            first = await self._ask(replace(page, study=True))
            if isinstance(first, Failure) or first.lesson is None or first.kind in NO_ARTICLES:
                return first  # it teaches nothing, so it need not wait
            self._lessons.append(first.lesson)
            self._new += 1
            await self._wait()
        self._seen += 1
        check = self._seen % _CHECK == 0
        found = await self._ask(replace(page, teach=len(self._lessons) < _TEACH, check=check))
        if isinstance(found, CleanedPage):
            await self._note(found)
        return found

    async def close(self) -> None:
        """Learns from what has not been learned from yet."""
        if self._watch.running:
            self._watch.stop()
        if self._lessons:
            await self._learn()

    async def _ask(self, task: CleanPage) -> CleanedPage | Failure[PageTask]:
        found = await maybe_deferred_to_future(self._work.submit(task))
        return found if isinstance(found, Failure) else cast("CleanedPage", found)

    async def _wait(self) -> None:
        """Waits until enough pages have come, or no more can."""
        if self.knows:  # it was learned while this page was looked at
            return
        mine: Deferred[None] = Deferred()
        self._held.append(mine)
        if self._learning:
            pass  # the pages that are learned from let this one go, too
        elif len(self._held) >= self._hold:
            await self._release()
        elif not self._watch.running:
            self._watch.start(_LOOK, now=False).addErrback(self._look_failed)
        await maybe_deferred_to_future(mine)

    def _look(self) -> None:
        engine = self._crawler.engine
        if self._held and not self._learning and stands_still(engine, len(self._held)):
            deferred_from_coro(self._release()).addErrback(self._look_failed)

    def _look_failed(self, failure: object) -> None:
        """Lets the pages go where the look at the engine failed: none may wait for ever."""
        logger.error("%s: its first pages are cleaned without what they teach: %s", self._source, failure)
        self._let_go()

    async def _release(self) -> None:
        try:
            await self._learn()
        finally:
            self._let_go()

    def _let_go(self) -> None:
        self.knows = True
        if self._watch.running:
            self._watch.stop()
        held, self._held = self._held, []
        for waiting in held:
            waiting.callback(None)

    async def _note(self, found: CleanedPage) -> None:
        fit = found.cleaned.fit
        if fit:
            self._stats.inc_value(FITS + fit)
        if found.agrees is not None:
            self._stats.inc_value(CHECKED)
            if not found.agrees:
                self._stats.inc_value(DISAGREED)
        if found.lesson is None:
            return
        self._lessons.append(found.lesson)
        if fit != "profile":
            self._new += 1
            if self._new >= _AGAIN and not self._learning:
                await self._learn()

    async def _learn(self) -> None:
        lessons, self._lessons, self._new = tuple(self._lessons), [], 0
        self._learning = True
        try:
            learned = await maybe_deferred_to_future(self._work.submit(LearnSite(lessons)))
        finally:
            self._learning = False
        if isinstance(learned, Failure):
            logger.error(
                "%s: nothing was learned from %d pages, they are cleaned one by one: %s",
                self._source,
                len(lessons),
                learned.what,
            )
        else:
            self._stats.inc_value(LEARNED, len(lessons))

    def _known(self, path: Path) -> bool:
        try:
            profile = read(path)
        except (OSError, ProfileError) as error:
            logger.warning("%s: %s. It is learned anew", self._source, error)
            return False
        return profile is not None and profile.pages >= MIN_PAGES
