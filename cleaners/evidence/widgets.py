"""Widgets that many sites share, known by their exact ids and classes.

Never loose substrings: `.paywall` (Fox), `.subscriber-premium` (BLOX) and `.subscription-content` (The
Argus) wrap the article itself, and pruning by parts of class names loses more than it finds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from cleaners.elements import Element, inherited
from cleaners.evidence import Mark, Marks
from cleaners.model import Kind
from cleaners.naming import MAX_NAMINGS, Naming
from cleaners.page import Page

# Kind and selectors: `.class`, `#id`, `tag`, `tag.class`, or `#prefix*` for ids that go on with a number.
WIDGETS: Final[dict[Kind, str]] = {
    "caption": """
        figcaption .wp-caption-text .wp-element-caption .image-caption .image-meta .image__caption
        .image__metadata .InlineImage-imageEmbedCaption .caption-full .caption-truncated .captionlink
        .CarouselSlide-infoDescription .blog-multimedia--figure-caption .field-image-caption .photo-caption
        .media-caption .img-caption .tr-caption .tr-caption-container .figure-caption .article-image-caption
        .gallery-caption .featured-image-caption .thumbnail-caption .photo-inline .entry-thumb-caption
    """,
    "credit": """
        .image-credit .image__credit .InlineImage-imageEmbedCredit .control-bar-credit .photo-credit
        .media-credit .caption-credit .img-credit .credit-line .image-source .photo__credit
    """,
    "related": """
        #jp-relatedposts .jp-relatedposts .yarpp-related .yarpp .related .related-posts .related-articles
        .related-content .related-stories .related-links .most-popular .more-stories .recirc .PagePromo
        .in-article-recirc__item .promote-related-post__title .content-recirculation__headline .promo-title
        .asset-related-articles .related-sidebar .td_block_related_posts .td-related-row .crp_related
        .wp-block-jetpack-related-posts .rpwe-block
        .OUTBRAIN .OB-REACT-WRAPPER .zergnet .o-zergnet .trc_related_container .taboola #taboola*
        #rc-widget* .revcontent .rc-widget #mgid* .mgbox .ob-widget .dpsp-post-pinterest-related .read-next
        .o-related .m-related .related-post .relatedposts .related_posts .read-more-box
    """,
    "ad": """
        .adsbygoogle .dfp-ad .dfp-tag-wrapper .google-dfp-ad-wrapper .ad-container .ad-wrapper .ad-slot
        .ad-unit .ai-list-block .ai-dynamic .code-block .wp-block-ad-slot .adthrive-ad .mv-ad-box
        .teads-helper #Native_Cube .taboola-swap #div-gpt-ad* .advertisement .advert .ad-banner
        .m-content-advert .htlad .pane-bundle-donation-promo .nrplus-cta .founders-mono .donation-cta
        .donate-box .donation-form
    """,
    "newsletter": """
        .newsletter .newsletter-signup .newsletter-form .newsletter-sign-up #newsletter #newsletter-signup
        #mc_embed_signup .mc4wp-form .mc4wp-form-fields .wp-block-newsletter .jetpack_subscription_widget
        .wp-block-jetpack-subscriptions .wp-block-jetpack-subscriptions__container .formkit-form
        .mailmunch-forms-before-post .mailmunch-forms-in-post-middle .mailmunch-forms-after-post
        .email-onboard .email-onboard-inline .single__intro__signUp #signup-main .reason-email-updates
        .newsletter-widget .newsletter-box .newsletter-promo .m-form-newsletter .c-newsletter
    """,
    "share": """
        .sharedaddy .sd-sharing .sd-block .likes-widget-placeholder .post-likes-widget-placeholder
        .jetpack-likes-widget-wrapper .addtoany_share_save_container .addtoany_content .a2a_kit
        .addthis_toolbox .addthis_inline_share_toolbox .sharethis .essb_links .td-post-sharing
        .dpsp-content-wrapper .social-share .share-buttons .sharing-buttons .post-sharing .share-tools
        .social-bar .m-social-share .o-social-items .o-share .heateor_sss_sharing_container .ssba .shariff
        .crestashareicon .social-links .share-links .social-sharing .st-btn
    """,
    "bio": """
        .author-bio .author-box .author-info .author-description .nnr-ab-wrap .coauthor-avatar-container
        .abh_box .pp-author-boxes-wrapper .saboxplugin-wrap .m-a-box .author-card .about-author
        .author-bio-text .wp-block-post-author-biography .td-author-description .wp-block-post-author
        .author-block .author_bio .article-author-bio .post-author-bio .thb-article-author
    """,
    "comments": """
        #comments #respond .comment-respond .comments-area .comment-list .fb-comments #disqus_thread
        #jetpack_remote_comment .wp-block-comments .comments-section #comment-section .coral_thread
        #coral_thread .viafoura .vf-comments #commento .comment-form
    """,
    "tags": """
        .tag-list .entry-tags .post-tags .tags-links .cat-links .tagbox .td-post-source-tags .tag-group
        .wp-block-post-terms .post-labels .article-tags .entry-categories .tagcloud .tag-cloud
    """,
    "tip": """
        .article-content-cta-group .modal--suggest-a-correction .tip-line .tipline .suggest-correction
    """,
    "byline": """
        .byline .entry-byline .article-byline .post-byline .vcard .c-byline .post-author .author-name
    """,
    "date": """
        .entry-date .post-date .posted-on .article-date .published-date .post-timestamp .date-header time
        .timestamp
    """,
    "player": """
        .jw-video .jwplayer .video-js .wp-block-embed__wrapper .mejs-container .wp-playlist .jp-player
    """,
    "paywall": """
        .paywall-prompt .tp-container-inner .piano-container .pmpro_content_message
        .wc-memberships-restricted
    """,
    "navigation": """
        .post-navigation .nav-links .blog-pager #blog-pager
        nav .breadcrumb .breadcrumbs .yoast-breadcrumb .rank-math-breadcrumb .pagination .page-links
        .screen-reader-text .sr-only .skip-link .toc_container #toc_container .ez-toc-container .lwptoc
        .wp-block-rank-math-toc-block .page-navigation
    """,
}
# Boxes that hold blocks of all kinds, those first that are named least loosely.
COLLECTING: Final[tuple[Kind, ...]] = ("comments", "newsletter", "paywall", "ad", "related", "bio")
# A matched element that holds this share of the words an extractor kept is the story, whatever its name.
_STORY_SHARE: Final = 0.4


Widgets: TypeAlias = tuple[tuple[int, Mark], ...]
"""Elements by number, and the widgets that they are."""


_NONE: Final[Widgets] = ()


class _Table:
    """The selectors as look-ups by id, class and tag."""

    def __init__(self) -> None:
        self.ids: dict[str, Mark] = {}
        self.prefixes: list[tuple[str, Mark]] = []
        self.classes: dict[str, Mark] = {}
        self.tags: dict[str, Mark] = {}
        for kind, selectors in WIDGETS.items():
            for selector in selectors.split():
                what = Mark(kind, f"widget:{selector}")
                if selector.startswith("#") and selector.endswith("*"):
                    self.prefixes.append((selector[1:-1], what))
                elif selector.startswith("#"):
                    self.ids[selector[1:]] = what
                elif selector.startswith("."):
                    self.classes[selector[1:]] = what
                else:
                    self.tags[selector] = what

    def find(self, naming: Naming) -> Mark | None:
        """The widget that is called so."""
        found = self.tags.get(naming.tag)
        if found is None and naming.id:
            found = self.ids.get(naming.id)
            if found is None:
                found = next((what for prefix, what in self.prefixes if naming.id.startswith(prefix)), None)
        if found is None:
            found = next((self.classes[name] for name in naming.classes if name in self.classes), None)
        return found


_find: Final = lru_cache(maxsize=MAX_NAMINGS)(_Table().find)


def _with(around: Widgets, element: Element) -> Widgets:
    what = _find(element.naming)
    return around if what is None else ((element.number, what), *around)


def find(page: Page) -> dict[int, Widgets]:
    """The widgets around each block that stands in one, by order, innermost first."""
    around = inherited(page.elements, _NONE, _with)
    return {
        block.order: widgets
        for block in page.blocks
        if block.element is not None and (widgets := around[block.element.number])
    }


def mark(page: Page, found: Mapping[int, Widgets], kept: Marks) -> Marks:
    """Cut what stands in a known widget, as `find` gives them, unless the widget holds the story itself.

    `kept` are the blocks that an extractor took for the story.
    """
    sizes = {order: len(page.blocks[order].words) for order in kept}
    total = sum(sizes.values())
    inside: dict[int, int] = defaultdict(int)
    for order, size in sizes.items():
        for number, _ in found.get(order, ()):
            inside[number] += size
    most = total * _STORY_SHARE
    holding = {number for number, size in inside.items() if size > most}
    marks: Marks = {}
    best: dict[int, Mark | None] = {}  # by number of the innermost widget
    for order, widgets in found.items():
        inner = widgets[0][0]
        if inner not in best:
            around = [what for number, what in widgets if number not in holding]
            best[inner] = around[outranking([what.kind for what in around])] if around else None
        what = best[inner]
        if what is not None:
            marks[order] = what
    return marks


def widget(naming: Naming) -> Kind | None:
    """The kind of widget that an element is by what it is called, or None."""
    found = _find(naming)
    return found.kind if found is not None else None


def outranking(kinds: Sequence[Kind | None]) -> int:
    """Which of the kinds that the elements around a block say, innermost first, names it best.

    A box that collects things of all kinds (comments, a newsletter form, other stories) says more than what
    stands in it, the outermost of its kind; else the innermost element speaks, and navigation only where
    nothing else does.
    """
    for kind in COLLECTING:
        if kind in kinds:
            return max(at for at, each in enumerate(kinds) if each == kind)
    return next((at for at, each in enumerate(kinds) if each != "navigation"), 0)
