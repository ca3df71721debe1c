"""What the elements around a block hint at: by the words in their names, by their tags, by a form's fields.

For naming only. What a hint is about is cut already, so that a loose reading costs no more than a wrong
name; `widgets` holds what is sure enough to cut. Names are read as words ("td-post-sharing",
"articleDek" and "share_tools" are "td post sharing", "article dek", "share tools"), never as letters:
"headad" is no ad, and "headline-subhead" none either.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container
from functools import lru_cache
from typing import Final, NamedTuple

from cleaners.elements import HEADING_TAGS, ROOT_TAGS, Block, Element
from cleaners.evidence.story import Hint, Hinting, Story
from cleaners.evidence.widgets import widget
from cleaners.model import Kind
from cleaners.naming import MAX_NAMINGS, Naming

_CASES: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_APART: Final = re.compile(r"[^a-z]+")
# What says how an element looks or behaves, not what it is. WordPress also writes a post's terms on the
# element that holds the post.
_STATES: Final = re.compile(r"(?:has|is|no|js|ignore)-|elementor-(?:widget|element)")
_POST: Final = re.compile(r"(?:^| )(?:post-\d+|hentry)(?: |$)")
_TERMS: Final = re.compile(r"(?:category|tag)-")


class _Row(NamedTuple):
    """A hint, the pattern of its words, and the words that these begin with."""

    hint: Hint
    pattern: re.Pattern[str]
    firsts: frozenset[str]


def _row(kind: Kind, words: str, *, weak: bool = False) -> _Row:
    """A hint and its words: parted by white space, `_` stands for a space, `*` for the rest of a word."""
    parts = sorted(words.split(), key=len, reverse=True)
    pattern = "|".join(part.replace("_", " ").replace("*", "[a-z]{0,20}") for part in parts)
    firsts = frozenset(part.partition("_")[0] for part in parts)
    return _Row(Hint(kind, weak), re.compile(rf"\b(?:{pattern})\b"), firsts)


# The first row of which a word stands in an element's names says what it is.
_ROWS: Final = (
    _row("navigation", "menu_item breadcrumb* crumbs search searchbar searchbox searchform toc"),
    _row(
        "comments",
        "comment comments commenter commenters commenting commentform commentlist disqus disqusthread wpd "
        "wpdiscuz viafoura coral respond responses replies vf_comments spot_im kommentar* commentaire* "
        "comentario* commenti",
    ),
    _row(
        "newsletter",
        "newsletter* signup sign_up subscribe* mailing_list maillist mailchimp mc_embed optin opt_in "
        "sailthru follow_by_email followbyemail email_list email_form email_capture email_signup "
        "email_updates formkit",
    ),
    _row(
        "legal",
        "disclaimer* disclosure* copyright* cookie* consent gdpr ccpa privacy legal commission permission "
        "permissions reprint* licence license licensing affiliate_note",
    ),
    _row(
        "bio",
        "bio bios biography authorbio author_bio author_box authorbox author_card author_profile "
        "author_desc* author_info author_about about_author about_the_author author_footer author_block "
        "contributor_bio expanded_byline",
    ),
    _row("credit", "credit credits photographer image_source photo_source"),
    _row("caption", "caption* figcaption cutline imagecaption"),
    _row("byline", "byline* bylines author authors authorname contributor contributors writer vcard"),
    _row("tags", "related_entities related_entity related_topics related_tags"),
    _row(
        "related",
        "related relatedposts relatedarticles relatedstories related_* recommend* recirc* recirculation "
        "read_next readnext read_more_box read_also more_stories more_articles more_news more_posts "
        "more_from more_about morefrom most_read mostread most_popular mostpopular most_viewed popular "
        "trending latest teaser teasers promo promos up_next upnext next_post next_article next_story "
        "prev_post prev_article previous_post previous_article post_nav post_navigation sibling siblings "
        "recent recentposts top_stories similar suggested yarpp see_also further_reading picks outbrain "
        "taboola zergnet revcontent puff blogroll link_related next_container just_in",
    ),
    _row(
        "tags",
        "tag tags taglist tagcloud tag_cloud tag_list taxonomy topic topics category categories keywords "
        "kicker eyebrow unibrow rubric flashline roofline overline post_labels hashtags entities entity",
    ),
    _row(
        "paywall",
        "paywall login signin sign_in log_in subscriber subscribers subscription regwall registerwall piano "
        "meter_wall pro_pill",
    ),
    _row("tip", "feedback survey tipline tip_line correction corrections contact_form contactform"),
    _row(
        "ad",
        "ad ads advert adverts advertisement advertising advs adunit adslot sponsor sponsored sponsors dfp "
        "gpt coupon coupons deal deals commerce shop shopping product products donate donation donations "
        "merch affiliate cta",
    ),
    _row(
        "share",
        "share shares shared sharing sharethis sharetools sharebar sharelinks social socials socialbar "
        "socialmedia socialite sharedaddy addtoany addthis essb follow followers bookmark bookmarks "
        "messenger vote_count likes",
    ),
    _row(
        "player",
        "player jwplayer video videos audio playlist gallery slideshow lightbox slide_count duration "
        "reading_time read_time readtime closed_captioning playbutton",
    ),
    _row(
        "date",
        "date dates datetime time timestamp timeago published pubdate updated modified posted_on dateline",
    ),
    _row("title", "dek deck standfirst subtitle sub_title subheadline sub_headline strapline stand_first"),
    _row("navigation", "nav navbar navigation menu menus masthead topbar toolbar", weak=True),
    _row(
        "related",
        "card cards rail ribbon carousel swiper slider listing sidebar widget collection collections "
        "headlines article_list post_list blog_item",
        weak=True,
    ),
    _row("navigation", "pager paging pagination skip ticker sitemap header footer", weak=True),
)


# The rows by what their words begin with: most names hold none, and hint at nothing.
_INDEX: Final[defaultdict[str, list[int]]] = defaultdict(list)
for _place, _each in enumerate(_ROWS):
    for _first in _each.firsts:
        _INDEX[_first].append(_place)
# … and those of which a word goes on as the page likes.
_OPEN: Final = tuple(sorted(first.removesuffix("*") for first in _INDEX if first.endswith("*")))
_OPEN_ROWS: Final = {place for first, places in _INDEX.items() if first.endswith("*") for place in places}

# Parts that a page's makers set apart by element or role, and how sure that is.
_TAGS: Final[dict[str, Hint]] = {
    "nav": Hint("navigation"),
    "header": Hint("navigation", weak=True),
    "footer": Hint("navigation", weak=True),
    "figcaption": Hint("caption"),
    "figure": Hint("caption", weak=True),
    "time": Hint("date"),
    "video": Hint("player"),
    "audio": Hint("player"),
}
_ROLES: Final[dict[str, Hint]] = {
    "navigation": Hint("navigation"),
    "banner": Hint("navigation", weak=True),
    "contentinfo": Hint("navigation", weak=True),
    "search": Hint("navigation"),
    "menu": Hint("navigation"),
    "menubar": Hint("navigation"),
    "figure": Hint("caption", weak=True),
}
_NOWHERE: Final = len(_ROWS)
_MAX_NAMES: Final = 12
_MAX_NAME: Final = 100
_LINKS: Final = 0.6
_DECK_WORDS: Final = 5
_BIO_WORDS: Final = 8
_DEPENDING: Final = frozenset(("navigation", "caption", "byline", "bio", "title"))
"""What an element hints at may depend on the block: on its place, or how it looks."""
_UNSEEN: Final = frozenset(("sr-only", "screen-reader-text"))


def around(block: Block, says: Kind | None, where: Story, story: Container[int]) -> list[Hint]:
    """What the elements around a block are, innermost first, up to the first that holds the story."""
    if block.element is None:
        return []
    found = [
        hint if hint.kind not in _DEPENDING else _to_block(number, hint, block, says, where)
        for number, hint in _hinting(block.element, story, where)
    ]
    return [hint for hint in found if hint is not None]


def _hinting(element: Element, story: Container[int], where: Story) -> Hinting:
    """The elements, by number, that hint at something, from this one up to the first that holds the story."""
    seen = where.seen
    steps: list[Element] = []
    around: Element | None = element
    while around is not None and around.number not in seen:
        if around.number in story or around.tag in ROOT_TAGS:
            break
        steps.append(around)
        around = around.parent
    hinting = seen.get(around.number, ()) if around is not None else ()
    for step in reversed(steps):
        hint = _alone(step)
        if hint is not None:
            hinting = ((step.number, hint), *hinting)
        seen[step.number] = hinting
    return hinting


def _to_block(number: int, hint: Hint, block: Block, says: Kind | None, where: Story) -> Hint | None:
    """What an element with a hint is to a block in it."""
    if hint.kind == "navigation" and hint.weak and 0 <= where.scope < number < where.last:
        return None  # the head of an article is called a header too
    if hint.kind == "caption" and hint.weak and (block.tag in HEADING_TAGS or block.link_density > _LINKS):
        return None  # a picture with a headline on it
    if hint.kind in ("byline", "bio") and where.last >= 0:
        return _author(hint, number, block, says, where)
    if hint.kind == "title" and not _deck(block, where):
        return None
    return hint


def _alone(element: Element) -> Hint | None:
    """What an element is: a known widget, or else by its names, its tag or its fields."""
    known = _widget(element.naming)
    if known is not None and known.kind not in ("caption", "byline"):
        return known
    hint = read(element) or _TAGS.get(element.tag)
    if hint is None and "role" in element.attributes:
        hint = _ROLES.get(element.attributes["role"] or "")
    if hint is None or hint.weak:
        if element.tag == "article" and element.node.css_first("h1") is None:
            return Hint("related")
        if element.tag == "form":
            return _form(element)
    return known if hint is None else hint


@lru_cache(maxsize=MAX_NAMINGS)
def _widget(naming: Naming) -> Hint | None:
    """The known widget that an element is called as."""
    kind = widget(naming)
    if kind is None or (kind == "navigation" and not _UNSEEN.isdisjoint(naming.classes)):
        return None  # text for screen readers stands everywhere
    return Hint(kind, known=True)


def _form(element: Element) -> Hint:
    """What a form is for, by its fields."""
    node = element.node
    if node.css_first("textarea") is not None:
        return Hint("tip")
    if node.css_first("input[type=password]") is not None:
        return Hint("paywall")
    if node.css_first("input[type=email], input[name*=email i]") is not None:
        return Hint("newsletter")
    return Hint("navigation")


def _author(hint: Hint, number: int, block: Block, says: Kind | None, where: Story) -> Hint:
    """What is about the author: a line before the story, a biography behind it."""
    if hint.known and hint.kind == "bio":
        long = block.text.count(" ") + 1 >= _BIO_WORDS
        return hint if long or number >= where.first else Hint("byline")
    return Hint("bio" if number > where.last and says != "byline" else "byline")


def _deck(block: Block, where: Story) -> bool:
    """Whether a block can be the standfirst: some words before the story, no link."""
    return (
        block.element is not None
        and block.element.number < where.first
        and block.text.count(" ") + 1 >= _DECK_WORDS
        and block.link_density < _LINKS
    )


def read(element: Element) -> Hint | None:
    """What an element's names hint at, or None."""
    if element.tag in ROOT_TAGS:
        return None
    return _read(element.naming, element.attributes.get("data-testid") or "")


@lru_cache(maxsize=MAX_NAMINGS)
def _read(naming: Naming, test: str) -> Hint | None:
    names = f"{naming.id} {' '.join(naming.classes)} {test}"
    post = ("post-" in names or "hentry" in names) and _POST.search(names) is not None
    place = min(
        [_row_of(name) for name in names.split()[:_MAX_NAMES] if not (post and _TERMS.match(name))],
        default=_NOWHERE,
    )
    return _ROWS[place].hint if place < _NOWHERE else None


@lru_cache(maxsize=2 * MAX_NAMINGS)  # sites share most names of classes, pages of one nearly all
def _row_of(name: str) -> int:
    """The first row of which a word stands in a name, `_NOWHERE` for none."""
    if len(name) > _MAX_NAME or _STATES.match(name):
        return _NOWHERE
    words = _APART.sub(" ", name if name.islower() else _CASES.sub(" ", name).lower())
    alone = words.split()
    places = {place for word in alone for place in _INDEX.get(word, ())}
    if any(word.startswith(_OPEN) for word in alone):
        places |= _OPEN_ROWS
    return next((place for place in sorted(places) if _ROWS[place].pattern.search(words)), _NOWHERE)
