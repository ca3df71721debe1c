"""Words in addresses that tell what a page is: what publishing systems write, and what sites of all kinds
call the pages about themselves. No site's own words are among them.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MEDIA_FILES: Final = _words(
    """
    jpg jpeg png gif webp avif svg bmp ico tif tiff heic mp3 m4a wav ogg oga flac aac mp4 m4v mov avi
    webm mkv m3u8 mpd pdf doc docx xls xlsx csv ppt pptx odt rtf epub zip gz tar rar 7z exe dmg apk css
    js mjs map woff woff2 ttf otf eot swf ics vcf
    """
)

FEED_FILES: Final = _words("rss atom xml rdf json")

STORY_FILES: Final = _words("article story ece cms amp")
"""Endings that only stories have, in the systems that write them."""

PAGE_FILES: Final = (
    _words(
        """
    html htm shtml xhtml php asp aspx jsp jspx cfm do
    """
    )
    | STORY_FILES
)

TAGS: Final = _words("tag tags topic topics keyword keywords label labels hub thema tema temas etiqueta")

GROUPS: Final = _words(
    """
    category categories section sections archive archives kategorie categoria categorie rubrik rubrique
    series
    """
)

AUTHORS: Final = _words(
    """
    author authors byline bylines by people person profile profiles contributor contributors staff
    columnist columnists reporter reporters writer writers journalist journalists user users member
    members auteur autor
    """
)

MEDIA: Final = _words(
    """
    video videos watch gallery galleries slideshow slideshows photos photo-gallery photo-galleries
    photogallery transcript transcripts
    """
)

STORIES: Final = _words("article articles story stories post posts p a artikel articulo noticia nachricht")
"""Segments that announce a story in the next one."""

STATIC: Final = _words(
    """
    about about-us aboutus our-story our-team team who-we-are mission history masthead staff contact
    contact-us contactus contacts privacy privacy-policy privacy-notice privacy-statement privacypolicy
    privacy-center your-privacy-choices do-not-sell do-not-sell-my-personal-information terms
    terms-of-service terms-of-use terms-and-conditions terms-conditions conditions-of-use tos
    user-agreement cookie-policy cookies cookie-notice cookie-settings advertise advertise-with-us
    advertising advertisers media-kit mediakit careers career jobs work-with-us subscribe subscription
    subscriptions membership memberships newsletter newsletters newsletter-signup sign-up signup login
    log-in signin sign-in logout register registration account my-account myaccount faq faqs help
    help-center support sitemap site-map site-index accessibility accessibility-statement donate
    donation donations support-us give shop store cart checkout disclaimer disclaimers imprint impressum
    datenschutz kontakt mentions-legales editorial-policy editorial-guidelines editorial-standards
    code-of-ethics ethics ethics-policy corrections corrections-policy copyright copyright-notice dmca
    permissions licensing syndication reprints submissions submit submit-a-tip tips send-a-tip
    write-for-us feedback press press-room apps app mobile-apps mobile alerts notifications e-edition
    eedition epaper print-edition back-issues widgets partners affiliate-disclosure legal-notice
    legal-notices feeds rss-feeds thank-you unsubscribe preferences manage-subscription
    """
)
"""Pages about the site itself, where the address holds nothing else."""

NEVER_STORIES: Final = _words(
    """
    login signin sign-in signup register account my-account myaccount logout cart checkout wp-admin
    wp-login wp-json wp-content wp-includes cdn-cgi xmlrpc share sharer intent oauth
    auth ajax cgi-bin
    """
)
"""First segments under which systems keep their own workings."""

SEARCH: Final = _words("search search-results searchresults suche recherche buscar busqueda zoeken")

SEARCH_QUERIES: Final = _words("s q query search keyword keywords searchterm search_query")

STORY_QUERIES: Final = _words("p id story storyid story_id articleid article_id aid newsid news_id")

PAGE_QUERIES: Final = _words("page paged pg pagenum offset start")

SECTIONS: Final = _words(
    """
    news latest latest-news breaking breaking-news top-stories headlines local local-news national world
    international us u-s uk usa europe asia africa americas politics government elections business
    economy markets finance money tech technology science health environment climate education opinion
    opinions editorial editorials commentary columns letters analysis features sport sports football
    soccer entertainment culture arts life lifestyle style food travel weather crime courts court law
    legal justice live trending popular most-read home index blog blogs all-news stories articles posts
    podcasts podcast events magazine special-reports investigations obituaries supreme-court
    """
)
"""Words that name sections on news sites everywhere; an address of nothing else is a section's."""
