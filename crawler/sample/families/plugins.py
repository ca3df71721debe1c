"""What WordPress plugins put around and after a story: Jetpack's sharing, likes and related posts, AddToAny,
YARPP, Mailchimp's embedded form, and the core comments block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from crawler.sample.sheet import Sheet, clock, long_date, neighbours

WORDS: Final = {
    "en": {
        "by": "By", "share": "Share this:", "like": "Like this:", "related": "Related", "tags": "Tags:",
        "updated": "Last updated:", "about": "About", "reply": "Leave a Reply", "next": "Next:",
    },
    "es": {
        "by": "Por", "share": "Comparte esto:", "like": "Me gusta esto:", "related": "Relacionado", "tags": "Etiquetas:",
        "updated": "Actualizado:", "about": "Sobre", "reply": "Deja una respuesta", "next": "Siguiente:",
    },
}  # fmt: skip
"""The theme's own labels, by the language of the story."""


def mailchimp(sheet: Sheet, lines: Sequence[str]) -> None:
    """An embedded Mailchimp form: a heading, what the letter is, and its field."""
    sheet.add(
        '<div id="mc_embed_signup"><form action="https://lanternmedia.example/subscribe/post" method="post" class="validate">'
    )
    sheet.cut("newsletter", lines[0], "<h2>{}</h2>")
    sheet.cut_each("newsletter", lines[1:], "<p>{}</p>")
    sheet.cut(
        "newsletter",
        "Email Address",
        '<div class="mc-field-group"><label for="mce-EMAIL">{}</label> <input type="email" id="mce-EMAIL"></div>',
    )
    sheet.cut(
        "newsletter", "Subscribe", '<div class="clear"><button type="submit" class="button">{}</button></div>'
    )
    sheet.add("</form></div>")


def after_content(sheet: Sheet, words: dict[str, str]) -> None:
    """What plugins append to the content itself. Sites have the one or the other plugin; here that goes by
    the post's number."""
    article = sheet.article
    jetpack = bool(article.number % 2) or article.language != "en"
    if "share" in article.parts:
        (_sharedaddy if jetpack else _addtoany)(sheet, words)
    if "likes" in article.parts:
        _likes(sheet, words)
    if "related" in article.parts:
        (_jetpack_related if jetpack else _yarpp)(sheet, words)


def _sharedaddy(sheet: Sheet, words: dict[str, str]) -> None:
    sheet.add(
        '<div class="sharedaddy sd-sharing-enabled"><div class="robots-nocontent sd-block sd-social sd-social-icon-text sd-sharing">'
    )
    sheet.cut("share", words["share"], '<h3 class="sd-title">{}</h3>')
    sheet.add('<div class="sd-content"><ul>')
    page = sheet.links(sheet.article.path)
    for label in ("Facebook", "X", "WhatsApp"):
        name = label.lower()
        sheet.cut(
            "share",
            label,
            f'<li class="share-{name}"><a rel="nofollow noopener" class="share-{name} sd-button share-icon" href="{page}?share={name}"><span>{{}}</span></a></li>',
        )
    sheet.add("</ul></div></div></div>")


def _addtoany(sheet: Sheet, words: dict[str, str]) -> None:
    del words  # its heading is the same everywhere
    sheet.add('<div class="addtoany_share_save_container addtoany_content addtoany_content_bottom">')
    sheet.cut("share", "Share", '<div class="addtoany_header">{}</div>')
    sheet.add(
        '<div class="a2a_kit a2a_kit_size_32 addtoany_list"><a class="a2a_button_facebook" href="#" title="Facebook"></a><a class="a2a_dd" href="#"></a></div></div>'
    )


def _likes(sheet: Sheet, words: dict[str, str]) -> None:
    sheet.add(
        '<div class="sharedaddy sd-block sd-like jetpack-likes-widget-wrapper"><div class="likes-widget-placeholder post-likes-widget-placeholder">'
    )
    sheet.cut("share", words["like"], '<h3 class="sd-title">{}</h3>')
    sheet.cut("share", "Like Loading...", '<div><span class="button">{}</span></div>')
    sheet.add("</div></div>")


def _jetpack_related(sheet: Sheet, words: dict[str, str]) -> None:
    sheet.add('<div id="jp-relatedposts" class="jp-relatedposts">')
    sheet.cut("related", words["related"], '<h3 class="jp-relatedposts-headline"><em>{}</em></h3>')
    sheet.add('<div class="jp-relatedposts-items">')
    for other in neighbours(sheet.article):
        sheet.add('<div class="jp-relatedposts-post">')
        title = f"[{other.title}](@{other.slug})"
        sheet.cut("related", title, '<h4 class="jp-relatedposts-post-title">{}</h4>')
        sheet.cut("related", other.excerpt, '<p class="jp-relatedposts-post-excerpt">{}</p>')
        sheet.cut("related", f"In “{other.section}”", '<p class="jp-relatedposts-post-context">{}</p>')
        sheet.add("</div>")
    sheet.add("</div></div>")


def _yarpp(sheet: Sheet, words: dict[str, str]) -> None:
    del words  # it has a heading of its own
    sheet.add('<div class="yarpp yarpp-related yarpp-related-website yarpp-template-list">')
    sheet.cut("related", "Related posts:", "<h3>{}</h3>")
    sheet.add("<ol>")
    for other in neighbours(sheet.article):
        sheet.cut("related", f"[{other.title}](@{other.slug})", "<li>{}</li>")
    sheet.add("</ol></div>")


def comments(sheet: Sheet, words: dict[str, str]) -> None:
    """The core comments block: the thread, if there is one, and the reply form."""
    article = sheet.article
    if "comments" not in article.parts:
        return
    sheet.add('<div id="comments" class="comments-area wp-block-comments">')
    if article.comments:
        count = "One thought on" if len(article.comments) == 1 else f"{len(article.comments)} thoughts on"
        sheet.cut("comments", f"{count} “{article.title}”", '<h2 class="comments-title">{}</h2>')
        sheet.add('<ol class="comment-list">')
        for name, text in article.comments:
            sheet.add(
                '<li class="comment even thread-even depth-1"><article class="comment-body"><footer class="comment-meta">'
            )
            sheet.cut("comments", f"{name} says:", '<div class="comment-author vcard">{}</div>')
            sheet.cut(
                "comments",
                f"{long_date(article.published)} at {clock(article.published)}",
                '<div class="comment-metadata">{}</div>',
            )
            sheet.add('</footer><div class="comment-content">')
            sheet.cut("comments", text, "<p>{}</p>")
            sheet.add("</div>")
            sheet.cut("comments", "[Reply](#respond)", '<div class="reply">{}</div>')
            sheet.add("</article></li>")
        sheet.add("</ol>")
    sheet.add('<div id="respond" class="comment-respond">')
    sheet.cut("comments", words["reply"], '<h3 id="reply-title" class="comment-reply-title">{}</h3>')
    sheet.add('<form action="/wp-comments-post.php" method="post" id="commentform" class="comment-form">')
    if article.language == "en":
        note = "Your email address will not be published. Required fields are marked *"
        sheet.cut("comments", note, '<p class="comment-notes">{}</p>')
    sheet.add(
        '<p class="comment-form-comment"><textarea id="comment" name="comment" cols="45" rows="8"></textarea></p></form></div></div>'
    )
