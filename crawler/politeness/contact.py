"""Who crawls a site that is not theirs says how they can be reached."""

from __future__ import annotations

import re
from typing import Final

from scrapy.settings import BaseSettings

_ADDRESS: Final = re.compile(r"https?://[^\s/]+\.[^\s]+|[^@\s]+@[^@\s]+\.[^@\s]+")


def missing_contact(settings: BaseSettings, site: str, once: str = "") -> str | None:
    """What to do where CONTACT is not set, or is no address; None where all is well. A crawl that may reach
    private addresses is of a server of one's own, and needs none. `once` is a command that sets it, where
    that is not `scrapy crawl`."""
    if settings.getbool("ALLOW_PRIVATE_ADDRESSES"):
        return None
    contact = str(settings.get("CONTACT") or "").strip()
    if _ADDRESS.fullmatch(contact):
        return None
    what = f"CONTACT={contact} is no URL and no e-mail address" if contact else "CONTACT is not set"
    usual = f"scrapy crawl {site} -s CONTACT=you@your.site, make crawl SITE={site} CONTACT=you@your.site"
    return (
        f"{site} is not crawled: {what}. It is added to the User-Agent, so that the site can reach you. "
        f"Set it in crawler/settings.py, or once: {once or usual}"
    )
