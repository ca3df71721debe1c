"""How a crawl behaves towards a site: what it may ask for, how fast, and when it leaves a host alone.

- `rules`: robots.txt as RFC 9309 reads it, from its bytes;
- `robots`: robots.txt of each host fetched, kept and obeyed;
- `pace`: Crawl-delay as the least pause between two requests;
- `backoff`: Retry-After, 429 and 503, budgets of a host;
- `optouts`: what a site says about the use of its pages;
- `contact`: whoever crawls a site that is not theirs says who they are.
"""
