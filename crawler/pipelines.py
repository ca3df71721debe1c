"""Two thin adapters: cleaning and the corpus, as item pipelines. `Page` → `Draft` → `output.Article`."""

from __future__ import annotations

import dataclasses
import logging
from datetime import datetime
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.utils.defer import deferred_from_coro, maybe_deferred_to_future
from twisted.internet.threads import deferToThread

from cleaners.metadata.signals import MAX_SIGNALS
from cleaners.model import Cleaned
from crawler.drafting import ToDraft
from crawler.frontier import NO_ARTICLES
from crawler.items import Draft, Page
from crawler.limit import Limit
from crawler.looks import Remember
from crawler.pagework import CleanedPage, CleanPage
from crawler.politeness.optoutchoice import OptOutChoice
from crawler.politeness.optouts import OptOuts
from crawler.records import to_signals
from crawler.responses import public
from crawler.sitememory import SiteMemory
from crawler.spiders.base import NewsSpider
from crawler.tally import UNSEALED, NoArticle, stats_of
from crawler.workers import Failure
from output import Article
from output.archive import Fetched, pack

logger = logging.getLogger(__name__)


class _NewsPipeline:
    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @property
    def spider(self) -> NewsSpider:
        if not isinstance(self.crawler.spider, NewsSpider):
            raise TypeError(f"{self.crawler.spider} yields a Page and is no NewsSpider: make it one")
        return self.crawler.spider


def as_fetched(page: Page, moment: str = "") -> Fetched:
    """A page as an archive takes it; `moment` is when it came."""
    received = page.received or tuple(page.headers.items())
    request = public(page.request_headers)
    return Fetched(
        page.url,
        page.body,
        moment,
        page.status,
        received,
        request,
        page.via,
        hops=page.hops,
        protocol=page.protocol,
    )


class CleanPipeline(_NewsPipeline):
    """A `Page` becomes a `Draft`, or is dropped with the reason why it is no article."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._memory: SiteMemory | None = None
        self._limit: Limit | None = None
        self._choice = OptOutChoice.of(crawler.settings)

    @property
    def memory(self) -> SiteMemory:
        """What is known of the site, and what cleans its pages."""
        if self._memory is None:
            spider = self.spider
            limit = spider.asked.max_articles
            self._memory = SiteMemory(self.crawler, spider.source, spider.work, limit=limit)
            self._limit = Limit(self.crawler, limit) if limit else None
        return self._memory

    async def process_item(self, item: Any) -> Any:  # noqa: ANN401 - other items pass
        if not isinstance(item, Page):
            return item
        draft = self._to_draft(item)
        page = CleanPage(item.url, item.body, item.content_type, classify=item.classify, draft=draft)
        memory = self.memory
        if self._limit:
            self._limit.entered()
        kept = self.crawler.get_extension(OptOuts)
        if kept is not None and not await kept.ready(item.url):
            raise NoArticle("stopped", f"{item.url} came when the crawl ended, before its host's opt-outs")
        found = await memory.clean(page)
        if isinstance(found, CleanedPage) and found.cleaned.reason != "error":
            return self._draft(item, found)
        what = found.what if isinstance(found, Failure) else "; ".join(found.cleaned.notes)
        logger.error(
            "%s: %s could not be cleaned and is left out: %s. See `scrapy explain %s`, and please report it",
            self.spider.name,
            item.url,
            what,
            item.url,
        )
        raise NoArticle("error", what)

    async def close_spider(self) -> None:
        if self._memory is not None:
            await self._memory.close()

    def _to_draft(self, page: Page) -> ToDraft:
        """What the draft of a page is made of. Pages are archived where the crawl holds the corpus."""
        spider, known, archived = self.spider, "", None
        if spider.holds_corpus and spider.settings.getbool("ARCHIVE_PAGES"):
            archived = as_fetched(page)
            at = spider.corpus.page(page.url)
            before = spider.corpus.article(at.article) if at and at.article else None
            known = before.content_hash if before else ""
        asked = page.via[0] if page.via else page.url
        return ToDraft(spider.source, page.entry, asked, archived, known)

    def _draft(self, page: Page, found: CleanedPage) -> Draft:
        cleaned = found.cleaned
        if found.kind in NO_ARTICLES:
            raise NoArticle(str(found.kind), f"{page.url} is a page of another kind: {found.kind}")
        draft = found.draft
        if cleaned.reason or draft is None:
            reason = cleaned.reason or "error"
            raise NoArticle(reason, f"{page.url}: {reason} {'; '.join(cleaned.notes)}")
        published = draft.article.published
        if not self.spider.asked.window.holds(datetime.fromisoformat(published) if published else None):
            raise NoArticle("outside_window", f"{page.url} was published on {published}")
        return self._with_optouts(draft, cleaned, page)

    def _with_optouts(self, draft: Draft, cleaned: Cleaned, page: Page) -> Draft:
        """`draft`, with its page, with what its host says about use added to what the page says, and with the
        purposes that it is marked as left out for. NoArticle where such pages are skipped."""
        kept, article = self.crawler.get_extension(OptOuts), draft.article
        if kept is not None:
            usage = tuple(dict.fromkeys((*cleaned.metadata.usage, *kept.of(page.url, page.headers))))
            left_out = self._choice.left_out(page.url, usage, kept)
            if usage or left_out:
                article = dataclasses.replace(
                    article, usage=to_signals(usage[:MAX_SIGNALS]), left_out=left_out
                )
        return dataclasses.replace(draft, article=article, page=page)


class StorePipeline(_NewsPipeline):
    """A `Draft` is written to the corpus and becomes its `Article`; one that the corpus has as it is, or that
    this crawl has written already, is dropped, and so is one that stands there word for word as another. By
    which other addresses an article was reached is written too."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._ids: set[str] = set()
        self._failed = False

    async def process_item(self, item: Any) -> Any:  # noqa: ANN401 - other items pass
        if not isinstance(item, Draft):
            return item
        article, page = item.article, item.page
        archives = page and not item.records and self.spider.settings.getbool("ARCHIVE_PAGES")
        if page and archives and not self._same(article):
            # The corpus had it as it is when it was cleaned, and has another by now. In a thread, since it
            # takes longer than all else here; what this crawl has is asked for behind it.
            records = await maybe_deferred_to_future(deferToThread(pack, as_fetched(page, article.added)))
            item = dataclasses.replace(item, records=records)
        limit = self.spider.asked.max_articles
        if limit is not None and self.spider.corpus.written >= limit:
            raise NoArticle("over_max_articles", f"{article.url} came after max_articles={limit}")
        try:
            return self._taken(item)
        except OSError as error:
            # ends the crawl where the disk takes no more: what is fetched then would be lost
            if not self._failed and self.crawler.engine is not None:
                self._failed = True
                logger.error(  # noqa: TRY400 - the message says it all
                    "%s: %s could not be written, the crawl ends: %s. Make room or mend %s, then crawl again",
                    self.spider.name,
                    article.url,
                    error,
                    self.spider.settings["CORPUS_DIR"],
                )
                deferred_from_coro(self.crawler.engine.close_spider_async(reason="cannot_write"))
            raise NoArticle("not_written", str(error)) from error

    def _same(self, article: Article) -> bool:
        """Whether the corpus has the article as it is."""
        before = self.spider.corpus.article(article.id)
        return before is not None and before.content_hash == article.content_hash

    def _taken(self, draft: Draft) -> Article:
        """Writes what is new in a draft, and gives the article as it was written. OSError."""
        article, corpus = draft.article, self.spider.corpus
        if article.id in self._ids:
            self._reached(article.id, draft)
            raise NoArticle(
                "duplicate", f"{article.url} is another address of an article of this crawl", article
            )
        before = corpus.article(article.id)
        if before is None:
            claimed = corpus.claim(article, draft.words)
            if twin := corpus.twin(article, draft.words):
                self._reached(twin, draft, "same_text")
                raise NoArticle("duplicate", f"{article.url} has headline and text of the article {twin}")
            if not claimed:
                raise NoArticle("claimed", f"{article.url} has headline and text of what a crawl is writing")
        self._ids.add(article.id)
        if before and before.content_hash == article.content_hash:
            self._reached(article.id, draft)
            raise NoArticle("unchanged", f"{article.url} is in the corpus as it is", article)
        if before:
            article = dataclasses.replace(article, revision=before.revision + 1, previous=before.content_hash)
        written = corpus.write(article, draft.ledger, draft.records, draft.words)
        self._reached(article.id, draft)
        return written

    def _reached(self, key: str, draft: Draft, how: str = "canonical") -> None:
        """Records by what other addresses than its own an article was reached."""
        corpus = self.spider.corpus
        if key == draft.article.id and corpus.article(key) is None:
            return  # this crawl could not write it
        corpus.also_at(key, draft.article.url, how)
        if draft.asked:
            corpus.also_at(key, draft.asked, "redirect")

    def close_spider(self) -> None:
        if not self.spider.holds_corpus:
            return
        try:
            with self.spider.corpus:
                if remember := self.crawler.get_extension(Remember):
                    remember.ended(self.spider)
        except OSError as error:
            stats_of(self.crawler).set_value(UNSEALED, 1)
            message = "%s: the corpus could not be sealed, the next crawl will: %s"
            logger.error(message, self.spider.name, error)  # noqa: TRY400 - the message says it all
