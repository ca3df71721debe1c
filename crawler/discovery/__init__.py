"""Where articles are found: feeds, sitemaps and section fronts. Bytes in, entries out; nothing here knows Scrapy."""
