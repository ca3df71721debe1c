"""Every setting that is not Scrapy's default, with its reason.

Any of them can be set for one run on the command line: `-s NAME=value`.
"""

from __future__ import annotations

from typing import Final

BOT_NAME: Final = "redline"
SPIDER_MODULES: Final = ["crawler.spiders"]
COMMANDS_MODULE: Final = "crawler.commands"

# Where the corpus goes: articles/ (JSONL shards), removed/ (the ledger of cuts), and what keeps them whole.
# Relative paths start at the working folder.
CORPUS_DIR: Final = "corpus"

# An article file is sealed when it has so many bytes, and at the end of a crawl; "gzip" or "zstd" compresses
# it then.
SHARD_SIZE: Final = 64 * 1024 * 1024
SHARD_COMPRESSION: Final = "none"

# Article pages are kept as they were fetched, in WARC files under archive/.
ARCHIVE_PAGES: Final = True

# Who is asking. CONTACT (a URL or an e-mail address) is added to the User-Agent, so that a site can reach
# whoever runs the crawl: set it before crawling a live site. robots.txt is read for the short name.
USER_AGENT: Final = "Redline/0.1 (news corpus crawler; Scrapy)"
CONTACT: Final = ""
ROBOTSTXT_OBEY: Final = True
ROBOTSTXT_USER_AGENT: Final = "Redline"

# A robots.txt that answers with an error of the server, or not at all, forbids all (RFC 9309). It is asked
# for again after so many seconds, which hold up the host, and then given up for the run.
ROBOTSTXT_RETRY_DELAYS: Final = (10, 60)

# The least pause that a robots.txt asks for is kept up to so many seconds; more would be days for a site.
CRAWL_DELAY_MAX: Final = 60.0

# A host that says 429 or 503 is asked for nothing until its Retry-After has passed, or longer and longer; one
# that wants more than so many seconds is left alone for the run. So is one that failed so often in a row, or
# in all, and one that was asked so often: a trap of endless addresses ends there. 0: no such limit.
RETRY_AFTER_MAX: Final = 600.0
HOST_MAX_ERRORS: Final = 25
HOST_ERROR_BUDGET: Final = 1_000
HOST_MAX_REQUESTS: Final = 50_000

# What a site says about the use of its pages is recorded on each article. "mark": the article says as well
# for which of these purposes it is left out; "skip": a page that reserves one of them becomes no article.
OPT_OUTS: Final = "record"
OPT_OUT_PURPOSES: Final = ("search", "rag", "train")

# One request at a time, to a host about a second apart; AutoThrottle waits longer where the host is slow. One
# in all: a second that waits in line would still be made after the host said that it is too much, and when a
# crawl is to end. A crawl is of one site, so nothing is lost.
CONCURRENT_REQUESTS_PER_DOMAIN: Final = 1
CONCURRENT_REQUESTS: Final = 1
DOWNLOAD_DELAY: Final = 1.0
AUTOTHROTTLE_ENABLED: Final = True
AUTOTHROTTLE_START_DELAY: Final = 1.0

# In the order in which a site lists its articles, newest first (the default queues are last in, first out);
# held as bytes in memory, since many of them as objects hold up the event loop.
SCHEDULER_MEMORY_QUEUE: Final = "crawler.waiting.PackedFifo"
SCHEDULER_DISK_QUEUE: Final = "scrapy.squeues.PickleFifoDiskQueue"

# Nothing is asked for while what lists articles is being read, nor more pages than can be cleaned.
SCHEDULER: Final = "crawler.scheduling.BackPressure"

# A news page is under 1 MiB, so 10 MiB is generous (the default is 1 GiB). Sitemaps and feeds are asked for
# with a limit of their own, see `crawler.listings`.
DOWNLOAD_MAXSIZE: Final = 10 * 1024 * 1024
DOWNLOAD_WARNSIZE: Final = 0  # a warning for each large sitemap would be noise
DOWNLOAD_TIMEOUT: Final = 60  # the default, three minutes for one page, holds up a whole site
DOWNLOAD_VERIFY_CERTIFICATES: Final = True  # a text whose sender is not known is no evidence

# A page that fails or is no article is counted, and the summary names the reason: no line for each.
RETRY_GIVE_UP_LOG_LEVEL: Final = "INFO"
DEFAULT_DROPITEM_LOG_LEVEL: Final = "DEBUG"

# Five hops are more than an honest site needs. News pages reload themselves by meta refresh every minute or
# so, which is no redirect.
REDIRECT_MAX_TIMES: Final = 5
METAREFRESH_MAXDELAY: Final = 5

# A sitemap may list any address. Only the web is fetched, no file of this machine: None takes a handler away.
DOWNLOAD_HANDLERS: Final[dict[str, None]] = {"data": None, "file": None, "ftp": None, "s3": None}

# Addresses that are not public (loopback, private networks, cloud metadata) are refused, when a name is
# resolved too. A proxy resolves names itself and goes round that, so a proxy named in the environment is not
# used: turn HTTPPROXY_ENABLED on if yours refuses private addresses. Names are looked up here before it is
# asked all the same.
ALLOW_PRIVATE_ADDRESSES: Final = False
TWISTED_DNS_RESOLVER: Final = "crawler.guards.PublicResolver"
HTTPPROXY_ENABLED: Final = False

COOKIES_ENABLED: Final = False  # reading news needs no session
TELNETCONSOLE_ENABLED: Final = False  # opens a port of this machine that runs code, as the next one does
REMOTE_CONTROL_ENABLED: Final = False

DOWNLOADER_MIDDLEWARES: Final[dict[str, int | None]] = {
    # half a compressed page passes for a whole one in Scrapy's own
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.bodies.WholeBodies": 590,
    "crawler.guards.AddressGuard": 40,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.politeness.robots.RobotsObeyed": 100,
    # below retries and redirects, so that each try counts, and above what only reads bodies
    "crawler.politeness.backoff.BackOff": 610,
    "crawler.guards.CredentialGuard": 41,
    "crawler.proxyguard.ProxyGuard": 760,  # behind Scrapy's HttpProxyMiddleware, which chooses the proxy
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": None,
    "crawler.middlewares.ContactUserAgent": 500,
    # redirects that lead offsite or in a circle vanish in Scrapy's own: in these they fail, and are counted
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "crawler.middlewares.CountedMetaRefresh": 580,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "crawler.middlewares.CountedRedirect": 600,
}
ITEM_PIPELINES: Final = {
    "crawler.pipelines.CleanPipeline": 300,
    "crawler.pipelines.StorePipeline": 800,
}
EXTENSIONS: Final = {
    # behind AutoThrottle, which lowers the delay after each answer
    "crawler.politeness.pace.CrawlDelay": 60,
    "crawler.safelog.HarmlessLog": 1,
    "crawler.heap.SettledHeap": 10,
    "crawler.quietlog.QuietLog": 10,
    "crawler.politeness.optouts.OptOuts": 70,
    "crawler.tally.Tally": 100,
    "crawler.looks.Remember": 200,
    "crawler.monitors.Monitors": 800,
    "crawler.summary.Summary": 900,
}

# Pages are cleaned, and feeds, sitemaps and fronts read, in processes of their own: on the event loop each
# would hold up all downloads. More than one is started only while the others are busy; politely crawled, one
# site keeps one of them busy for a tenth of the time. 0: in Scrapy's own process. The first pages of an
# unknown site wait for each other while it is learned, so they must not be the ones that stop Scrapy from
# taking more (5 MB by default).
CLEANING_WORKERS: Final = 2
SCRAPER_SLOT_MAX_ACTIVE_SIZE: Final = 32 * 1024 * 1024

# A page gives one item. Scrapy starts as many tasks for each answer as items of it may be worked on at once,
# a hundred by default: that costs more than to fetch the page.
CONCURRENT_ITEMS: Final = 1

# Scrapy reads and parses the source of a callback for each answer, to warn of a mistake that mypy finds. A
# crawl whose files are replaced while it runs (an upgrade, say) would lose every page to that.
WARN_ON_GENERATOR_RETURN_VALUE: Final = False

# With -o, the lines of the corpus; a spreadsheet must not run what a page wrote.
FEED_EXPORTERS: Final = {
    **dict.fromkeys(("jsonl", "jsonlines", "jl"), "crawler.exporters.ArticleLines"),
    "csv": "crawler.exporters.HarmlessCsv",
}
FEED_EXPORT_ENCODING: Final = "utf-8"  # text as text in files of -o, not as \u escapes

# The summary says what a run did: "table" and a line, or the "line" alone, for cron. A log of every request:
# -L DEBUG; as JSON, one object a line: LOG_JSON.
SUMMARY: Final = "table"
LOG_JSON: Final = False
LOG_LEVEL: Final = "WARNING"
