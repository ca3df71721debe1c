"""Wording of promotions: newsletters, advertising and appeals for support."""

from __future__ import annotations

from typing import Final

from cleaners.evidence.wording.row import NAME, PLEASE, START, Row, row

_LETTER: Final = (
    r"(?:news ?letters?|e-?mails|e-?mail (?:alert|update|list)|mailing list|inbox|digest|briefing|alerts"
    r"|updates|headlines)\b"
)

NEWSLETTER: Final[tuple[Row, ...]] = (
    row(
        "newsletter-sign-up",
        "newsletter",
        "sign signing signup",
        rf"{START}{PLEASE}(?:sign|signing)[ -]?up\b[^.?!]{{0,160}}?\b{_LETTER}",
        max_words=55,
        strikes="Love courtroom drama? Sign up for our newsletter, The Daily Gavel, and get it first.",
        keeps=(
            "Sign-up sheets were handed to voters at the polling place, the complaint says.",
            'The page asked users to "sign up for our newsletter" before the terms, the panel noted.',
        ),
    ),
    row(
        "newsletter-sign-up-here",
        "newsletter",
        "sign",
        r"(?:\? sign up for [^.?!]{3,60}|\bsign up (?:for it |for free )?(?:here|now|today))[.!:>]*$",
        max_words=32,
        strikes="Want the week's oddest filings in one place? Sign up for Sealed & Delivered",
        keeps="Nobody told the clerks that they had to sign up for it there and then.",
    ),
    row(
        "newsletter-named",
        "newsletter",
        "subscribe sign",
        rf"^(?:subscribe to|sign up for) (?:the )?{NAME}[^.?!,]{{0,40}}[.!]?$",
        max_words=8,
        strikes="Sign up for The Daily Gavel.",
        keeps="Sign up for me, Vale begged.",
    ),
    row(
        "newsletter-like",
        "newsletter",
        "newsletter newsletters",
        r"^(?:(?:did you )?(?:like|love|enjoy)\w{0,3} (?:this|what|reading)\b[^.?!]{0,60}"
        r"|want more\b[^.?!]{0,60})\?"
        r" [^?]{0,100}\bnewsletters?\b",
        max_words=40,
        strikes="Enjoying this? Our weekly newsletter rounds up every appeal.",
        keeps="Like this newsletter? The jury did not.",
    ),
    row(
        "newsletter-our",
        "newsletter",
        "newsletter email",
        rf"{START}(?:get|join|try|read) [^.?!]{{1,60}}, our (?:\w{{1,15}} ){{0,2}}(?:newsletter|e-?mail)\b",
        max_words=40,
        strikes="Never miss a ruling. Get The Daily Gavel, our free newsletter, every weekday.",
        keeps="Get him, our newsletter said, was no threat.",
    ),
    row(
        "newsletter-subscribe-and",
        "newsletter",
        "subscribe",
        rf"[.!?] subscribe to (?:the )?{NAME}(?: [\w.'&-]{{1,30}}){{0,4}} and (?:never|get|stay|be|don't)\b",
        max_words=40,
        strikes="The oddest filings, first. Subscribe to The Daily Gavel and never miss a motion.",
        keeps="She would not subscribe to the Vale theory and never had, the dean wrote.",
    ),
    row(
        "newsletter-subscribe",
        "newsletter",
        "subscribe",
        rf"{START}{PLEASE}subscribe(?: here| now| today| free)* (?:to|for|and) "
        rf"(?:[^.?!]{{0,120}}?\b(?:{_LETTER}|podcast|channel|magazine)|our\b|(?:the )?print edition)",
        max_words=45,
        strikes="Subscribe to our weekly newsletter for more court news.",
        keeps="Subscribe to a theory of liability and the jury will hold you to it, the judge warned.",
    ),
    row(
        "newsletter-inbox",
        "newsletter",
        "inbox email mailbox",
        r"\b(?:straight|directly?|right|delivered|sent|free)(?: \w{1,12}){0,3} (?:in)?to your (?:e-?mail"
        r"(?: inbox)?|inbox|mailbox)\b",
        max_words=45,
        strikes="Get the latest legal headlines delivered straight to your inbox every morning.",
        keeps="The message reached his inbox on Monday, and nobody read it before the raid.",
    ),
    row(
        "newsletter-in-your-inbox",
        "newsletter",
        "inbox",
        rf"{START}{PLEASE}(?:get|receive|have|want)\b[^.?!]{{0,140}}\byour (?:e-?mail )?inbox\b",
        max_words=40,
        strikes="Get a summary of each day's rulings in your inbox at noon.",
        keeps="Get a warrant first, the court told officers who had searched a driver's inbox.",
    ),
    row(
        "newsletter-thanks",
        "newsletter",
        "thank thanks",
        r"^thank(?:s| you) for (?:subscribing|signing up)\b",
        max_words=35,
        strikes="Thank you for subscribing to our newsletter. Look out for the next issue.",
        keeps="Thanks for signing the card, she told the jury.",
    ),
    row(
        "newsletter-get",
        "newsletter",
        "newsletter newsletters delivered",
        rf"(?:^get (?:the|our) [^?!]{{0,60}}\bnewsletters?$|{START}get [^.?!]{{1,60}} delivered "
        r"(?:(?:right |straight |directly |through |free )?(?:to |in )?your [a-z]{1,12} )?"
        r"(?:every|each|weekly|daily|monthly)\b)",
        max_words=45,
        strikes="The Bench is our weekly letter on judges. Get it delivered every Thursday.",
        keeps=(
            "Get the papers delivered, the partner told him, or find another firm.",
            "The judge was blunt: Get the documents delivered to chambers each Friday or face sanctions.",
        ),
    ),
    row(
        "newsletter-inbox-end",
        "newsletter",
        "inbox",
        r",? in your inbox\W{0,2}$",
        max_words=14,
        strikes="Courts after dark, in your inbox.",
        keeps="The warrant named your inbox.",
    ),
    row(
        "newsletter-join",
        "newsletter",
        "join",
        rf"{START}join (?:our|the|over|more than|thousands|[\d,]{{1,9}})\b[^.?!]{{0,120}}\b(?:newsletters?"
        r"|mailing list|subscribers|readers who)\b",
        max_words=40,
        strikes="Join more than 40,000 subscribers to our morning newsletter.",
        keeps="Join our brief, the states asked the court; it declined.",
    ),
    row(
        "newsletter-reading",
        "newsletter",
        "newsletter newsletters",
        r"(?:\byou(?:'re| are) reading\b[^.?!]{0,120}\bnewsletter"
        r"|^this (?:is |was )?[^.?!]{0,60}\b(?:appeared|published|sent|adapted|edition|excerpt|version"
        r"|part|from)\b[^.?!]{0,100}\bnewsletter\b[^.?!]{0,60}"
        r"\. (?:sign up|subscribe|get it)\b)",
        max_words=45,
        strikes="This column first appeared in the Sealed newsletter. Subscribe to have it each Friday.",
        keeps="This story of a newsletter begins in a church basement in 1974. It was sent to nine people.",
    ),
    row(
        "newsletter-terms",
        "newsletter",
        "agree acknowledge consent accept confirm opt",
        r"\bby (?:signing up|subscribing|clicking|submitting|providing|entering|registering|continuing"
        r"|creating)\b[^.?!]{0,100}"
        r"\b(?:you|i) (?:\w{1,12} )?(?:agree|acknowledge|consent|accept|confirm|opt)\b",
        max_words=100,
        strikes="By signing up, you agree to our Terms of Use and Privacy Policy.",
        keeps="By signing the plea deal, Ortiz agreed to testify.",
    ),
    row(
        "newsletter-unsubscribe",
        "newsletter",
        "unsubscribe opt",
        r"\b(?:you (?:can|may) (?:unsubscribe|opt[ -]out)|unsubscribe (?:at )?any ?time|unsubscribe here)\b",
        max_words=70,
        strikes="You can unsubscribe at any time.",
        keeps="Users who tried to unsubscribe were sent in circles, the regulator found.",
    ),
)

AD: Final[tuple[Row, ...]] = (
    row(
        "ad-app",
        "ad",
        "app apps",
        rf"^{PLEASE}(?:download|get|install|try)\b[^.?!]{{1,60}}\bapps?\b[^.?!]{{0,80}}[.!>]*$",
        max_words=25,
        strikes="CLICK HERE TO GET THE LANTERN NEWS APP",
        keeps="Get rid of the app, she wrote in a text message. Prosecutors read it aloud.",
    ),
    row(
        "ad-label-tail",
        "ad",
        "advertisement",
        r"^advertisement\W{1,3}(?:(?:the )?(?:story|article|content)|scroll|continue|skip|keep)\b.{0,40}$",
        max_words=8,
        strikes="Advertisement · Scroll to continue",
        keeps="Advertisement stories fill the exhibit",
    ),
    row(
        "ad-continues",
        "ad",
        "continues continue",
        r"^(?:the |this )?(?:story|article|post|content|text|report|advertisement|ad)?\W{0,3}continues? "
        r"(?:reading )?(?:below|after)"
        r"(?: (?:this |the |our )?(?:ad|advert|advertisement|video|gallery|photos?|sponsor message"
        r"|newsletter|promo(?:tion)?|slideshow|break)\w{0,2})?\W{0,4}$",
        max_words=10,
        strikes="Article continues after sponsor message",
        keeps="The story continues below the surface.",
    ),
    row(
        "ad-on-the-go",
        "ad",
        "clicking click here",
        r"^get [^.?!]{3,60}\b(?:on the go\b|by clicking here)[^.?!]{0,30}[.!]?$",
        max_words=14,
        strikes="GET LANTERN BUSINESS ON THE GO BY CLICKING HERE",
        keeps="Get the facts by clicking here and there, the handbook advises, is no research method at all.",
    ),
    row(
        "ad-support",
        "ad",
        "support help donate donation member supporter supporting donating",
        rf"{START}{PLEASE}(?:(?:support|help) (?:us\b|our\b|the work|independent|local|quality|nonprofit)"
        r"|donate\b|become a (?:\w{1,15} )?(?:member|supporter|patron)"
        r"|make a (?:tax-deductible |one-time |monthly )?(?:donation|contribution|gift)"
        r"|consider (?:making|donating|supporting|becoming|a (?:\w{1,15} )?donation))\b"
        r"[^.?!]{0,160}\b(?:our (?:work|journalism|reporting|newsroom|site|mission|independent\w*"
        r"|coverage)|journalism|(?:nonprofit )?newsroom|this site|tax-deductible"
        r"|donation|(?:donate|subscribe|join|support us) (?:now|today|here)|today)\b",
        max_words=60,
        strikes="Support our journalism by becoming a member today.",
        keeps=(
            "Support for the bill grew on Monday, and a vote is set for today's session of the council.",
            "Donate the organs, the widow begged; the hospital had lost the form.",
        ),
    ),
    row(
        "ad-reader-funded",
        "ad",
        "donation donations support contribution gift readers rely depend",
        r"(?:\bwe (?:rely|depend) on (?:readers|donations|our readers|your support"
        r"|the (?:generous )?support)\b"
        r"|\byour (?:\w{1,15} )?(?:donation|support|contribution|gift)\b[^.?!]{0,80}\b(?:helps?|keeps?"
        r"|makes?|allows?|enables?|will help|goes)\b[^.?!]{0,60}\b(?:us|our|possible|journalism)\b)",
        max_words=70,
        strikes="Your donation helps us report from the courts no one else covers.",
        keeps="Your support for the defendant is noted, the judge told the gallery.",
    ),
    row(
        "ad-keep-free",
        "ad",
        "keep keeping contribute contributing contribution donate donating giving",
        r"(?:\bkeep(?:ing)? our (?:\w{1,15} ){0,2}(?:news|stories|journalism|reporting|coverage|site) "
        r"(?:\w{1,15} )?free\b"
        rf"|{START}{PLEASE}help (?:us )?keep (?:\w{{1,15}} ){{0,2}}(?:news|stories|journalism|reporting) "
        r"free\b"
        r"|\b(?:contribut(?:e|ing|ion of)|donat(?:e|ing)|giving us) (?:\w{1,15} ){0,2}as little as \$ ?\d)",
        max_words=80,
        strikes="Would you help to keep our stories free for all? Give what you can.",
        keeps=(
            "Lawyers told the panel to keep our news about trials free of prejudice, and won.",
            "The settlement gives each driver as little as $12, court papers show.",
            "Help keep the streets free of litter, the sign outside the courthouse read.",
        ),
    ),
    row(
        "ad-sponsored",
        "ad",
        "sponsored paid presented brought",
        r"^(?:this (?:post|article|content|story|section) (?:is|was) )?(?:sponsored|paid for"
        rf"|brought to you|presented) by (?:our |the )?{NAME}[^.?!,]{{0,60}}\.?$",
        max_words=14,
        strikes="Sponsored by Quill & Lantern Stationers",
        keeps="Sponsored by two senators, the bill died in committee in March.",
    ),
)

PROMOTIONS: Final = (*NEWSLETTER, *AD)
