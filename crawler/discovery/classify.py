"""What an address leads to, told from the address alone.

No site's own sections or slugs are known here: only what publishing systems put into addresses (dates, numbers,
slugs of many words, `/tag/`, `/author/`, `/page/2/`) and the names that sites of all kinds give to the pages about
themselves. Where that does not tell, the answer is `unknown`, and the page decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.discovery.addresses import resolve
from crawler.discovery.model import PageKind

_MEDIA_FILES: Final = frozenset(
    "jpg jpeg png gif webp avif svg bmp ico tif tiff heic mp3 m4a wav ogg oga flac aac mp4 m4v mov avi webm mkv "
    "m3u8 mpd pdf doc docx xls xlsx csv ppt pptx odt rtf epub zip gz tar rar 7z exe dmg apk css js mjs map woff woff2 "
    "ttf otf eot swf ics vcf".split()
)
_FEED_FILES: Final = frozenset("rss atom xml rdf json".split())
_STORY_FILES: Final = frozenset("article story ece cms amp".split())
"""Endings that only stories have, in the systems that write them."""

_PAGE_FILES: Final = frozenset("html htm shtml xhtml php asp aspx jsp jspx cfm do".split()) | _STORY_FILES

_TAGS: Final = frozenset(
    "tag tags topic topics keyword keywords label labels hub thema tema temas etiqueta".split()
)
_LISTS: Final = frozenset(
    "category categories section sections archive archives kategorie categoria categorie rubrik rubrique series".split()
)
_AUTHORS: Final = frozenset(
    "author authors byline bylines by people person profile profiles contributor contributors staff columnist "
    "columnists reporter reporters writer writers journalist journalists user users member members auteur autor".split()
)
_MEDIA: Final = frozenset(
    "video videos watch gallery galleries slideshow slideshows photos photo-gallery photo-galleries photogallery".split()
)
_STORIES: Final = frozenset(
    "article articles story stories post posts p a artikel articulo noticia nachricht".split()
)
"""Segments that announce a story in the next one."""

_STATIC: Final = frozenset(
    "about about-us aboutus our-story our-team team who-we-are mission history masthead staff contact contact-us contactus "
    "contacts privacy privacy-policy privacy-notice privacy-statement privacypolicy privacy-center your-privacy-choices "
    "do-not-sell do-not-sell-my-personal-information terms terms-of-service terms-of-use terms-and-conditions "
    "terms-conditions conditions-of-use tos user-agreement cookie-policy cookies cookie-notice cookie-settings "
    "advertise advertise-with-us advertising advertisers media-kit mediakit careers career jobs work-with-us "
    "subscribe subscription subscriptions membership memberships newsletter newsletters newsletter-signup sign-up signup "
    "login log-in signin sign-in logout register registration account my-account myaccount faq faqs help help-center "
    "support sitemap site-map site-index accessibility accessibility-statement donate donation donations support-us "
    "give shop store cart checkout disclaimer disclaimers imprint impressum datenschutz kontakt mentions-legales "
    "editorial-policy editorial-guidelines editorial-standards code-of-ethics ethics ethics-policy corrections "
    "corrections-policy copyright copyright-notice dmca permissions licensing syndication reprints submissions submit "
    "submit-a-tip tips send-a-tip write-for-us feedback press press-room apps app mobile-apps mobile alerts "
    "notifications e-edition eedition epaper print-edition back-issues widgets partners affiliate-disclosure "
    "legal-notice legal-notices feeds rss-feeds thank-you unsubscribe preferences manage-subscription".split()
)  # fmt: skip
"""Pages about the site itself, where the address holds nothing else."""

_NEVER_STORIES: Final = frozenset(
    "login signin sign-in signup register account my-account myaccount logout cart checkout wp-admin wp-login.php "
    "wp-json wp-content wp-includes cdn-cgi xmlrpc.php share sharer sharer.php intent oauth auth ajax cgi-bin".split()
)
"""First segments under which systems keep their own workings."""

_SEARCH: Final = frozenset(
    "search search-results searchresults suche recherche buscar busqueda zoeken".split()
)
_SEARCH_QUERIES: Final = frozenset("s q query search keyword keywords searchterm search_query".split())
_STORY_QUERIES: Final = frozenset(
    "p id story storyid story_id articleid article_id aid newsid news_id".split()
)
_PAGE_QUERIES: Final = frozenset("page paged pg pagenum offset start".split())

_SECTIONS: Final = frozenset(
    "news latest latest-news breaking breaking-news top-stories headlines local local-news national world international us "
    "u-s uk usa europe asia africa americas politics government elections business economy markets finance money tech "
    "technology science health environment climate education opinion opinions editorial editorials commentary columns "
    "letters analysis features sport sports football soccer entertainment culture arts life lifestyle style food travel "
    "weather crime courts court law legal justice live trending popular most-read home index blog blogs all-news stories "
    "articles posts podcasts podcast events magazine special-reports investigations obituaries supreme-court".split()
)
"""Words that name sections on news sites everywhere; an address of nothing else is a section's."""

_LANGUAGE: Final = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_MONTH: Final = re.compile(r"0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|(?:janu|febru)ary|march"
                           r"|april|june|july|august|(?:septem|octo|novem|decem)ber")  # fmt: skip
_DAY: Final = re.compile(r"0?[1-9]|[12]\d|3[01]")
_WHOLE_DATE: Final = re.compile(r"(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])(?!\d)")
_NUMBERED: Final = re.compile(r"(?:page|seite|pagina)-?\d{1,5}|p\d{1,5}")
_DIGITS: Final = re.compile(r"\d{5,}")
_LONG_ID: Final = re.compile(
    r"(?=[a-z]*\d)[0-9a-z]{10,}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|[a-z]{0,5}[-_]?\d{5,}"
)
_WORDS: Final = re.compile(r"[-_+\s.,']+|%20")


def classify_url(url: str) -> PageKind:
    """What the address leads to, as far as it tells; `unknown` where it does not. Never raises.

    >>> classify_url("https://news.example/2026/10/02/judge-rules-on-appeal/")
    'article'
    >>> classify_url("https://news.example/tag/appeals/page/2/")
    'listing'
    """
    address, _ = resolve("", url)
    if address is None:
        return "unknown"
    parts = urlsplit(address)
    segments = [segment for part in parts.path.split("/") if (segment := unquote(part).strip().lower())]
    query = {key.lower(): value for key, value in parse_qsl(parts.query, max_num_fields=None)[:50]}
    extension = ""
    if segments:
        name, dot, ending = segments[-1].rpartition(".")
        if dot and name and ending.isalnum() and len(ending) <= 8:
            extension = ending
    if extension in _MEDIA_FILES:
        return "feed" if "sitemap" in segments[-1] and extension == "gz" else "media"
    if _is_feed(segments, extension, query):
        return "feed"
    if extension in _PAGE_FILES:
        segments[-1] = segments[-1].rpartition(".")[0]
        if segments[-1] in {"index", "default", "home"}:
            segments.pop()
    while segments and _LANGUAGE.fullmatch(segments[0]) and segments[0] not in {"p", "a", "by", "us", "uk"}:
        segments.pop(0)
    return _by_query(segments, query) or _by_path(segments, query, extension)


def _is_feed(segments: Sequence[str], extension: str, query: dict[str, str]) -> bool:
    if "feed" in query and query["feed"]:
        return True
    if not segments:
        return False
    if segments[-1] in {"feed", "rss", "atom", "rss2"}:
        return True
    if extension in _FEED_FILES:
        return True
    return "outboundfeeds" in segments or segments[:3] == ["feeds", "posts", "default"]


def _by_query(segments: Sequence[str], query: dict[str, str]) -> PageKind | None:
    if segments and segments[0] in _SEARCH and segments[1:2] != ["label"]:
        return "search"
    if not segments:
        if _SEARCH_QUERIES & query.keys():
            return "search"
        if any(query.get(key, "").isdigit() for key in _STORY_QUERIES):
            return "article"
        return "tag" if "tag" in query else "author" if "author" in query else "listing"
    if segments[-1] in _SEARCH:
        return "search"
    return None


def _by_path(segments: list[str], query: dict[str, str], extension: str) -> PageKind:
    if segments[0] in _NEVER_STORIES:
        return "static"
    if len(segments) >= 2 and (
        (segments[-2] in {"page", "seite", "pagina"} and segments[-1].isdigit())
        or _NUMBERED.fullmatch(segments[-1])
    ):
        return "listing"
    if segments[0] == "page" and len(segments) == 2 and segments[1].isdigit():
        return "listing"
    if segments[0] in _MEDIA or (len(segments) > 1 and segments[1] in _MEDIA):
        return "media"
    dated = _dated(segments)
    if dated is not None:
        return dated
    if (group := _grouped(segments)) is not None:
        return group
    if extension in _STORY_FILES or _is_story(segments, query):
        return "article"
    if all(segment in _STATIC for segment in segments):
        return "static"
    if all(segment in _SECTIONS for segment in segments) or _PAGE_QUERIES & query.keys():
        return "listing"
    return "unknown"


def _dated(segments: Sequence[str]) -> PageKind | None:
    """A date and something after it is a story; a date alone is an archive."""
    for place, segment in enumerate(segments):
        if _YEAR.fullmatch(segment):
            rest = list(segments[place + 1 :])
            if rest and _MONTH.fullmatch(rest[0]):
                rest.pop(0)
                if rest and _DAY.fullmatch(rest[0]):
                    rest.pop(0)
                if rest:
                    return "article"
                # /slug-of-some-words/2026/10: the date stands behind the story
                return "article" if place and _count(segments[place - 1]) >= 4 else "listing"
            if not rest:
                return "article" if place and _count(segments[place - 1]) >= 4 else "listing"
            if _count(rest[-1]) >= 3:
                return "article"
        elif match := _WHOLE_DATE.match(segment):
            if len(segment) > match.end() or place + 1 < len(segments):
                return "article"
    return None


def _grouped(segments: Sequence[str]) -> PageKind | None:
    """Lists by topic, category or author: the announcing segment and a short name after it."""
    for place, segment in enumerate(segments[:3]):
        rest = segments[place + 1 :]
        if segment in _TAGS:
            # some sites file their stories below topics: /topics/courts/how-an-appeal-is-decided
            return None if len(rest) >= 2 and _count(rest[-1]) >= 3 else "tag"
        if segment in _LISTS and (rest or place == 0):
            return None if rest and _count(rest[-1]) >= 4 else "listing"
        if segment in _AUTHORS and rest and place <= 1:
            return "author" if len(rest) <= 2 and _count(rest[-1]) <= 4 else None
    if segments[0].startswith("@") and len(segments) == 1:
        return "author"
    return None


def _is_story(segments: Sequence[str], query: dict[str, str]) -> bool:
    last = segments[-1]
    if any(segment in _STORIES for segment in segments[:-1]) and last not in _SECTIONS:
        return True
    if any(query.get(key, "").isdigit() for key in _STORY_QUERIES) and len(segments) >= 1:
        return True
    count = _count(last)
    if count >= 4 or (count >= 2 and _DIGITS.search(last)):
        return True
    if _LONG_ID.fullmatch(last):
        return True
    # an identifier before the slug: /492621/judge-rules, or after it: /judge-rules-on-appeal/b9565ae08a1e1593
    return len(segments) >= 2 and count >= 2 and bool(_LONG_ID.fullmatch(segments[-2]))


def _count(segment: str) -> int:
    """Words of a slug; letters of scripts without blanks count by their number."""
    if segment.isascii():
        return sum(1 for word in _WORDS.split(segment) if word)
    return max(sum(1 for word in _WORDS.split(segment) if word), len(segment) // 6)
