"""The spider of a news site. A site is a subclass that only sets class attributes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, ClassVar, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.offsite import OffsiteMiddleware
from scrapy.exceptions import CloseSpider
from scrapy.http import Response

from cleaners.model import Kind, Rules
from crawler.arguments import ArgumentError, Arguments
from crawler.discovery import Entry
from crawler.frontier import ArticleUrls, Frontier, Paging
from crawler.items import Page
from crawler.listings import ARTICLE, ListingSpider
from crawler.looks import NOT_MODIFIED, Looks
from crawler.middlewares import HOPS
from crawler.responses import content_type, headers_by_name, headers_of, may_be_html
from crawler.site import Known, check_site
from crawler.tally import (
    PAGES,
    PURPOSE,
    settle,
)
from crawler.turns import Turns
from crawler.whole import Whole
from output.corpus import SHARD_SIZE, Corpus
from output.disk import CannotWriteError
from output.lock import LockedError


class NewsSpider(ListingSpider):
    """Finds a site's articles in its feeds, sitemaps and fronts, and yields a `Page` for each.

    Arguments (`-a NAME=VALUE`): `since`, `until`, `max_articles`, `max_pages` and `full`, see
    `crawler.arguments`.
    """

    feeds: ClassVar[Sequence[str]] = ()
    """Addresses of feeds: RSS, Atom, JSON Feed."""
    sitemaps: ClassVar[Sequence[str]] = ()
    """Addresses of sitemaps, news sitemaps and sitemap indexes."""
    fronts: ClassVar[Sequence[str]] = ()
    """Addresses of pages that list articles; their further pages are found by themselves."""
    article_urls: ClassVar[Sequence[str] | None] = None
    """Regular expressions, one of which is found in the address of every article. None: by common forms."""
    not_articles: ClassVar[Sequence[str]] = ()
    """Regular expressions: an address in which one is found is no article's."""
    furniture: ClassVar[Mapping[Kind, Sequence[str]]] = {}
    """CSS selectors of what is cut whole, by kind."""
    keep: ClassVar[Sequence[str]] = ()
    """CSS selectors of what belongs to the story whatever else speaks against it."""
    own_arguments: ClassVar[Sequence[str]] = ()
    """Names of arguments that only this spider takes."""
    known: ClassVar[Known] = "unverified"
    """How far the site is known, see `crawler.site.Known`."""
    evidence: ClassVar[str] = ""
    """Where that is known from, for a reader."""

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        check_site(vars(cls), f"{cls.__module__}.{cls.__name__}")

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        if name not in (None, type(self).name):
            raise ArgumentError(f"-a name={name} would rename the site {type(self).name}: leave it out")
        super().__init__(name)
        self.asked = self.read_arguments(arguments)
        self.whole = Whole(self)
        self.turns = Turns()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ANN401 - as in Scrapy
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.opened, signals.spider_opened)
        crawler.signals.connect(spider.whole.ended, signals.spider_closed)
        crawler.signals.connect(spider.end_work, signals.spider_closed)
        if spider.asked.max_articles:
            crawler.settings.set("CLOSESPIDER_ITEMCOUNT", spider.asked.max_articles, priority="spider")
        return spider

    @classmethod
    def read_arguments(cls, given: Mapping[str, str]) -> Arguments:
        """Reads and checks the arguments of a crawl. `crawler.arguments.ArgumentError` where one is wrong."""
        return Arguments.read(given, datetime.now(UTC), own=cls.own_arguments)

    @property
    def rules(self) -> Rules:
        """What the site declares of its pages, for cleaning."""
        return Rules({kind: tuple(selectors) for kind, selectors in self.furniture.items()}, tuple(self.keep))

    @property
    def source(self) -> str:
        """The site's name in the corpus."""
        return self.name

    @cached_property
    def corpus(self) -> Corpus:
        """The corpus of the site, which this crawl holds from now on. Errors as of `output.corpus.Corpus`."""
        return Corpus(
            self.settings["CORPUS_DIR"],
            self.source,
            shard_size=self.settings.getint("SHARD_SIZE", SHARD_SIZE),
            compression=self.settings.get("SHARD_COMPRESSION", "none"),
        )

    @property
    def holds_corpus(self) -> bool:
        """Whether this crawl writes to the corpus; `scrapy parse` and the like leave it alone."""
        return "corpus" in vars(self)

    def opened(self) -> None:
        """Makes the frontier of the crawl, once settings and components stand."""
        self.looks = Looks(self)
        self.frontier = Frontier(
            ArticleUrls.of(self.article_urls, self.not_articles),
            self.asked.window,
            self.onsite,
            self.looks,
            self.settings.getint("URLLENGTH_LIMIT"),
            self.looks.standing,
        )
        self.paging = Paging(self.asked.max_pages, self.whole)

    def onsite(self, url: str) -> bool:
        """Whether Scrapy would follow an address as one of `allowed_domains`."""
        offsite = self.crawler.get_downloader_middleware(OffsiteMiddleware)
        return offsite is None or offsite.should_follow(Request(url), self)

    # -- where articles are listed ------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Any]:
        """Asks for the site's feeds, sitemaps and fronts."""
        self.begin()
        for request in self.sources(self.feeds, self.sitemaps, self.fronts):
            yield request

    def begin(self) -> None:
        """Takes the corpus, and marks that this crawl looks for articles; those of `scrapy parse` and the
        like do not. CloseSpider where the corpus cannot be had."""
        message = "%s: nothing is crawled: %s"
        try:
            self.corpus  # noqa: B018 - opens it
        except LockedError as error:
            self.logger.error(message, self.name, error)  # noqa: TRY400 - the message says it all
            raise CloseSpider("locked") from error
        except CannotWriteError as error:
            self.logger.error(message, self.name, error)  # noqa: TRY400 - the message says it all
            raise CloseSpider("cannot_write") from error
        except (OSError, ValueError) as error:
            self.logger.error(message, self.name, error)  # noqa: TRY400 - the message says it all
            raise CloseSpider("corpus_unreadable") from error
        self.whole.begin()
        self._stats.set_value(PAGES, 0)

    # -- articles -----------------------------------------------------------------------------------------

    def parse(self, response: Response, entry: Entry | None = None) -> Iterator[Any]:
        """The page of an article, as a `Page`."""
        reason = self.unfit(response)
        if reason:
            if entry:
                self.looks.refused(entry, reason)
            settle(self._stats, response.request, reason)
        else:
            yield Page(
                response.url,
                response.body,
                content_type(response),
                headers_by_name(response),
                entry,
                classify=self.article_urls is None,
                status=response.status,
                received=headers_of(response),
                request_headers=headers_of(response.request),
                via=tuple(response.meta.get("redirect_urls", ())) if response.request else (),
                hops=response.meta.get(HOPS, ()) if response.request else (),
                protocol=response.protocol or "HTTP/1.1",
            )

    def unfit(self, response: Response) -> str | None:
        """Why a response is no article, as far as that can be told before it is looked into."""
        if response.status == NOT_MODIFIED:
            return "not_modified"
        if not self.frontier.arrived(response.url):
            return "duplicate"
        return None if may_be_html(response) else "not_html"

    # -- requests and their failures ----------------------------------------------------------------------

    def article(self, entry: Entry) -> Request:
        """The request for the page of an entry, on condition of a change where the page is known."""
        return Request(
            entry.url,
            self.parse,
            errback=self.failed,
            priority=ARTICLE,
            headers=self.looks.conditions(entry),
            meta={PURPOSE: "article", "handle_httpstatus_list": [NOT_MODIFIED]},
            cb_kwargs={"entry": entry},
        )
