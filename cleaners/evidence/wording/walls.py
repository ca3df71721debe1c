"""Wording of walls: what asks a reader to register, to log in or to pay."""

from __future__ import annotations

from typing import Final

from cleaners.evidence.wording.row import PLEASE, START, Row, row

WALLS: Final[tuple[Row, ...]] = (
    row(
        "paywall-already",
        "paywall",
        "already subscriber member registered account",
        rf"{START}(?:already|not(?: yet)?|are you)(?: a| an)? (?:\w{{1,15}} )?(?:subscribers?|members?"
        r"|registered"
        r"|have an account|subscribed)(?: to [^.?!]{1,30})?\?",
        max_words=40,
        strikes="Already a subscriber? Log in to read the whole story.",
        keeps="Already a member of the bar, he signed the brief himself.",
    ),
    row(
        "paywall-continue",
        "paywall",
        "reading read",
        rf"{START}(?:to (?:continue|keep|finish) reading|(?:continue|keep) reading (?:with|for|by)"
        r"|to read (?:the rest|the full|this|more))\b[^.?!]{0,120}"
        r"\b(?:subscri|log ?in|sign (?:in|up)|regist|member|account)",
        max_words=45,
        strikes="To continue reading, please log in or create an account.",
        keeps="To read the full opinion is to see where the court was split.",
    ),
    row(
        "paywall-reading",
        "paywall",
        "reading",
        rf"{START}{PLEASE}(?:subscribe|register|log ?in|sign (?:in|up))(?: \w{{1,12}}){{0,4}}"
        r" to (?:continue|keep|finish) reading\b",
        max_words=30,
        strikes="Register for free to continue reading. It takes a minute.",
        keeps="The clerk had to sign in to continue reading the file.",
    ),
    row(
        "paywall-only",
        "paywall",
        "subscribers members registered paying subscriber",
        r"^(?:this|you(?:'re| are)|the)[^.?!]{0,60}\b(?:only|exclusively|reserved|available|exclusive"
        r"|free)\b[^.?!]{0,30}\b(?:for|to)\b[^.?!]{0,20}\b(?:subscribers?|members"
        r"|registered users)\b[^.?!]{0,40}[.!]?",
        max_words=30,
        strikes="This article is available to subscribers only.",
        keeps="The club's courts are open to all, and its bar to nobody, since the licence lapsed.",
    ),
    row(
        "paywall-limit",
        "paywall",
        "free",
        r"\b(?:you have|you've|you're|you are) (?:\w{1,12} )?(?:reached|read|used|out of|hit"
        r"|viewed)\b[^.?!]{0,40}\bfree\b",
        max_words=45,
        strikes="You have read your last free article this month.",
        keeps="You have the right to a free lawyer, the card says.",
    ),
    row(
        "paywall-unlock",
        "paywall",
        "subscribe register log login sign unlock",
        r"^(?:please )?(?:subscribe|register|log ?in|sign in|unlock)(?: now)? (?:to (?:continue|read|keep"
        r"|unlock|access|view|comment)|this|the full (?:article|story)|unlimited)\b[^.?!]{0,100}[.!]?$",
        max_words=25,
        strikes="Subscribe now to read the full story.",
        keeps="Register to access the docket, the rule says, and then pay for each page you print. Few do.",
    ),
    row(
        "paywall-logged-in",
        "paywall",
        "logged",
        r"^(?:sorry, )?you (?:must|need to|have to) be (?:logged in|a (?:subscriber|member)|signed in)\b",
        max_words=25,
        strikes="You must be logged in to post here.",
        keeps="You must be a member of the jury, the bailiff guessed.",
    ),
    row(
        "paywall-subscription",
        "paywall",
        "subscription subscriptions",
        r"\bget (?:an? )?[^.?!]{0,30}\bsubscriptions? (?:to [^.?!]{2,40} )?for (?:only |just )?[$€£]\d",
        max_words=60,
        strikes="Special offer: get a one-year subscription to the Ledger for $5.",
        keeps="He let the subscription lapse for $5 a month saved.",
    ),
    row(
        "paywall-offer",
        "paywall",
        "subscribe trial access",
        r"^(?:subscribe (?:for|from) [$€£]\d|get unlimited (?:digital )?access\b"
        r"|start your (?:\S{1,20} )?free trial\b|for unlimited access\b).{0,120}$",
        max_words=25,
        strikes="Subscribe for $1 a week",
        keeps="Get full access to a suspect's phone and you know the suspect, the detective wrote.",
    ),
)
