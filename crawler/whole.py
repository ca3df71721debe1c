"""Whether a crawl saw all that it was to see, and what the next one makes of one that did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.looks import passing
from crawler.tally import ARTICLES, NO_ARTICLE, PAGES, SOURCE_FAILED, stats_of, under
from output import complete

if TYPE_CHECKING:
    from crawler.spiders.base import NewsSpider


class Whole:
    """As a container, the addresses that are no reason to read on in a listing: none, where the last crawl of
    the site was stopped or left something out. A listing of known ones may then go on with some that are not.
    """

    def __init__(self, spider: NewsSpider) -> None:
        self._spider = spider
        self._resumes = False

    def __contains__(self, form: object) -> bool:
        return not self._resumes and form in self._spider.looks

    def begin(self) -> None:
        """Marks that a crawl has begun, which holds the corpus."""
        self._resumes = not complete.begin(self._spider.settings["CORPUS_DIR"], self._spider.source)

    def ended(self, reason: str) -> None:
        """Marks a crawl that saw all, when all pipelines have closed."""
        if reason == "finished" and self._spider.holds_corpus and self.saw_all():
            complete.end(self._spider.settings["CORPUS_DIR"], self._spider.source)

    def saw_all(self) -> bool:
        """Whether this crawl read all that the site lists, and each page of an article gave an answer that
        lasts."""
        spider, stats = self._spider, stats_of(self._spider.crawler)
        counts = stats.get_stats()
        if PAGES not in counts or spider.asked.max_articles or spider.paging.left <= 0:
            return False
        failed = any(
            key.startswith((NO_ARTICLE, SOURCE_FAILED)) and passing(key.rpartition("/")[2]) for key in counts
        )
        answered = counts.get(ARTICLES, 0) + sum(under(stats, NO_ARTICLE).values())
        return not failed and bool(counts[PAGES] == answered)
