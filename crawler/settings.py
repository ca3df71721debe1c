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

# An article file is sealed when it has so many bytes, and at the end of a crawl; "gzip" compresses it then.
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

# One request at a time to a host, about a second apart; AutoThrottle waits longer where the host is slow.
# Few at a time in all, since those that only wait for their turn are still made when a crawl is to end.
CONCURRENT_REQUESTS_PER_DOMAIN: Final = 1
CONCURRENT_REQUESTS: Final = 2
DOWNLOAD_DELAY: Final = 1.0
AUTOTHROTTLE_ENABLED: Final = True
AUTOTHROTTLE_START_DELAY: Final = 1.0

# In the order in which a site lists its articles, newest first (the default queues are last in, first out).
SCHEDULER_MEMORY_QUEUE: Final = "scrapy.squeues.FifoMemoryQueue"
SCHEDULER_DISK_QUEUE: Final = "scrapy.squeues.PickleFifoDiskQueue"

# A news page is under 1 MiB, so 10 MiB is generous (the default is 1 GiB). Sitemaps and feeds are asked for
# with a limit of their own, see `crawler.spiders.base`.
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
# used: turn HTTPPROXY_ENABLED on if yours refuses private addresses.
ALLOW_PRIVATE_ADDRESSES: Final = False
TWISTED_DNS_RESOLVER: Final = "crawler.guards.PublicResolver"
HTTPPROXY_ENABLED: Final = False

COOKIES_ENABLED: Final = False  # reading news needs no session
TELNETCONSOLE_ENABLED: Final = False  # opens a port of this machine that runs code, as the next one does
REMOTE_CONTROL_ENABLED: Final = False

DOWNLOADER_MIDDLEWARES: Final[dict[str, int | None]] = {
    "crawler.guards.AddressGuard": 40,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": None,
    "crawler.middlewares.ContactUserAgent": 500,
    # redirects that lead offsite or in a circle vanish in Scrapy's own: in these they fail, and are counted
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "crawler.middlewares.CountedMetaRefresh": 580,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "crawler.middlewares.CountedRedirect": 600,
}
ITEM_PIPELINES: Final = {
    "crawler.inhand.InHand": 100,
    "crawler.pipelines.CleanPipeline": 300,
    "crawler.pipelines.StorePipeline": 800,
}
EXTENSIONS: Final = {
    "crawler.tally.Tally": 100,
    "crawler.looks.Remember": 200,
    "crawler.summary.Summary": 900,
}

# With -o, the lines of the corpus.
FEED_EXPORTERS: Final = dict.fromkeys(("jsonl", "jsonlines", "jl"), "crawler.exporters.ArticleLines")
FEED_EXPORT_ENCODING: Final = "utf-8"  # text as text in files of -o, not as \u escapes

# The summary says what a run did. A log of every request: -L DEBUG.
LOG_LEVEL: Final = "WARNING"
