"""Wording that is too common to cut a block by, and tells what one is that is cut already."""

from __future__ import annotations

from typing import Final

from cleaners.evidence.wording.row import NAME, Row, row

# What pages of law and their links are made of, and what gives them away.
_LAW: Final = (
    r"(?:privacy|policy|policies|notice|terms|of|service|services|use|and|conditions?|cookies?|settings"
    r"|preferences|copyright|data|subscriber|agreement|legal|do|not|sell|or|share|my|personal|info|information"
    r"|your|ad|choices|california|ccpa|gdpr|dmca|accessibility|statement|editorial|standards|ethics|guidelines"
    r"|licens(?:e|ing)|licence|reprints?|order|permissions?|rights|request|disclaimer|disclosure|the|this|content)"
)

LOOSE: Final[tuple[Row, ...]] = (
    row(
        "legal-pages",
        "legal",
        "privacy terms cookie cookies copyright ccpa gdpr dmca licensing licence license reprint reprints "
        "ethics sell disclaimer disclosure choices policies permissions standards",
        rf"^(?:{_LAW}\b[ ,./|&()·•-]{{0,4}}){{1,20}}$",
        max_words=20,
        strikes="Terms of Service Privacy Notice",
        keeps="Privacy of the jurors",
    ),
    row(
        "legal-commission",
        "legal",
        "commission commissions affiliate compensation",
        r"\b(?:earn|receive|get|make)s? (?:an? |some )?(?:small )?(?:affiliate )?(?:commission|compensation)"
        r"\b|\baffiliate (?:links?|commission|partnerships?)\b",
        max_words=60,
        strikes="Docket Reviews is supported by readers, and may earn an affiliate commission.",
        keeps="The commission met on Monday to hear what brokers earn.",
    ),
    row(
        "ad-goods",
        "ad",
        "shop buy deal deals price coupon coupons code amazon walmart ebay etsy target",
        r"^(?:shop|buy) (?:it|now|this|these|the|similar|all|more|on|at)\b[^.?!]{0,50}$|\bview deal$"
        r"|^\$[\d.,]{1,9} (?:at|via|from|on) \w|\b(?:at|on|from) (?:amazon|walmart|ebay|etsy|target)$"
        r"|\b(?:promo|coupon|discount) codes?\b",
        max_words=16,
        strikes="Shop the look from the trial",
        keeps="The shop closed in March.",
    ),
    row(
        "ad-partner",
        "ad",
        "collaboration partnership presented sponsored paid brought",
        rf"^(?:paid )?(?:in )?(?:(?:paid )?(?:collaboration|partnership) with|presented by|sponsored by"
        rf"|paid for by|brought to you by) (?:the )?{NAME}[^.?!]{{0,60}}$",
        max_words=12,
        strikes="In partnership with Docket Metrics",
        keeps="In partnership there is strength, the clerk held.",
    ),
    row(
        "newsletter-any",
        "newsletter",
        "newsletter newsletters inbox subscribe",
        r"^(?:get|sign up|join|subscribe|receive|want|never miss|stay)\b[^?!]{0,160}"
        r"(?:\bnewsletters?\b|\binbox\b|\btop (?:news|stories)\b)",
        max_words=40,
        strikes="Get the free newsletter for judges!",
        keeps="Get out, the newsletter said.",
    ),
    row(
        "related-more-in",
        "related",
        "more recommended related latest popular trending must top keep radar picks best see read",
        r"^(?:more (?:(?:stories|articles|posts|news) )?(?:in|from|on|about|to|of|by|great)"
        r"|(?:see|read) (?:more|all)|recommended|related|latest|popular|trending|must|top"
        r"|keep|on our|on the|our|editor's|editors'|best of)\b [\w&' ]{2,40}\.?$",
        max_words=7,
        strikes="On our radar",
        keeps="Top of the docket, bottom of the class",
    ),
    row(
        "tags-run-on",
        "tags",
        "tags topics",
        r"^(?:tags|topics) (?-i:[A-Z])[^.?!]{2,400}$",
        max_words=60,
        strikes="Tags Courts Geese Marlow",
        keeps="Tags on the exhibits had come off.",
    ),
    row(
        "tip-author",
        "tip",
        "email e mail contact write reach",
        r"^(?:you can |to )?(?:e-?mail|contact|write to|reach) (?-i:[A-Z])[^?!]{2,60} (?:here|at|by|on|via)"
        r"\b[^?!]{0,100}$",
        max_words=30,
        strikes="You can email Dana Quill here, and read more of her stories.",
        keeps="Email records of the clerk were read at length.",
    ),
)
