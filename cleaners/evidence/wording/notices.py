"""Wording of notices: how to reach the newsroom, what the law asks for, the comment section."""

from __future__ import annotations

from typing import Final

from cleaners.evidence.wording.row import EMAIL, MAX_WORDS, NAME, PLEASE, START, Row, row

# Who is reached at such an address is no newsroom: a police appeal is part of the news.
_NO_AUTHORITY: Final = (
    r"(?![^.?!]{0,80}\b(?:police|sheriff|detectives?|investigators?|crime ?stoppers|fbi|authorities"
    r"|department|office|hotline|court|ministry)\b)"
)

TIP: Final[tuple[Row, ...]] = (
    row(
        "tip-have",
        "tip",
        "tip tips idea ideas something share scoop topic story case got",
        rf"{START}(?:(?:do|did) you )?(?:have|got|know|see|want to share) (?:an? |any |something"
        r"|(?=more ))[^.?!]{0,100}?(?:\b(?:tips?|story ideas?|(?:to (?:share|say|add)|we should know)"
        r"|(?:information|more) (?:about|on) (?:this|a) (?:story|topic|case)"
        r"|scoop|story to (?:share|tell)|news to share)\b)[^.?!]{0,60}\?"
        rf"|{START}(?:have|got) (?:an? |any )[^.?!]{{1,80}}\? (?![^?]{{0,90}}(?:police|sheriff|pd\.|\.gov))"
        rf"[^?]{{0,80}}{EMAIL}",
        max_words=70,
        strikes="Have a tip or a story idea? Write to the courts desk.",
        keeps=(
            "Have investigators more information than they admit? The defense thinks so.",
            "Have a photo of the robbery? Send it to detectives at tips@marlowpd.example.",
        ),
    ),
    row(
        "tip-if-you-have",
        "tip",
        "tip tips story stories news comments comment questions question corrections correction error "
        "typo mistake",
        rf"{START}(?:and |but )?if you (?:have|know|spot|see|find|want)\b[^.?!]{{0,120}}\b(?:tips?|story"
        r"|stories|news|comments?|questions?|corrections?|an? (?:error|typo|mistake)"
        r"|idea)\b[^.?!]{0,80}"
        r"\b(?:(?:contact|e-?mail|call|tell|write(?: to)?|reach(?: out to)?|let|drop) (?:us|me|him|her"
        rf"|our|the (?:editor|author|newsroom|reporter))|{EMAIL})",
        max_words=60,
        strikes="If you have a story that we should tell, contact our newsroom.",
        keeps="If you have tips about the robbery, call the Marlow police at once, the chief said.",
    ),
    row(
        "tip-send",
        "tip",
        "send email submit",
        r"^(?:please )?(?:send|e-?mail|submit) (?:us |your |any |news |story |a )*(?:tips?|corrections?"
        r"|story ideas?|letters?|comments|questions|feedback|photos|press releases|suggestions)(?: (?:and"
        r"|or|,) \w{1,15})? (?:to|at|here|via)\b(?! the (?:police|sheriff|court)).{0,100}$",
        max_words=25,
        strikes="Send tips and corrections to courts@docketledger.example.",
        keeps="Send letters to the court and they are filed, unread, by the clerk. So it was with his.",
    ),
    row(
        "tip-letters",
        "tip",
        "letters",
        r"\bcommitted to publishing a diversity of letters\b",
        max_words=60,
        strikes="The Ledger is committed to publishing a diversity of letters to the editor. Write to us.",
        keeps="Letters to the editor were read into the record.",
    ),
    row(
        "tip-reporter",
        "tip",
        "reporter reporters editor editors author",
        r"^(?:to (?:contact|reach) the|(?:contact|reach|e-?mail) (?:the|our)) (?:reporters?|editors?"
        r"|authors?|staff writer)\b.{0,200}$",
        max_words=35,
        strikes="To contact the reporter on this story: Dana Quill in Marlow",
        keeps="Contact reporters have a hard life, and this one had a harder one.",
    ),
    row(
        "tip-address",
        "tip",
        "contact email reach write phone e",
        rf"^\W{{0,3}}{PLEASE}(?:contact|e-?mail|reach|write to|reach out to)(?: ?:"
        rf"|\b){_NO_AUTHORITY}[^?!]{{0,90}}{EMAIL}.{{0,160}}$",
        max_words=40,
        strikes="Contact Dana Quill at dquill@docketledger.example. Follow her on X.",
        keeps="Contact the sheriff's office at tips@marlowcounty.example with any information.",
    ),
    row(
        "tip-bare-address",
        "tip",
        "com org net uk gov edu ca au de fr",
        r"^[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,30}){1,3}$",
        max_words=1,
        strikes="courts@docketledger.com",
        keeps="www.docketledger.com",
    ),
    row(
        "tip-reached",
        "tip",
        "reached",
        rf"^(?:{NAME}(?: {NAME}){{0,3}}|he|she|they|the (?:author|writer|reporter)) can be (?:reached"
        r"|contacted|e-?mailed)\b.{0,120}$",
        max_words=30,
        strikes="Dana Quill can be reached at 555-0100 or on Signal.",
        keeps="A verdict can be reached by nine jurors, the rule says.",
    ),
    row(
        "tip-correction",
        "tip",
        "spot spotted notice see report error errors typo mistake",
        r"^(?:did you )?(?:spot(?:ted)?|notice|see|found|report) (?:an? |any )?(?:errors?|typos?"
        r"|mistakes?|corrections?|inaccurac\w{1,4}|errors? or omissions?)\b[^.?!]{0,60}\?",
        max_words=25,
        strikes="Spotted an error? Let us know.",
        keeps="Report errors were found in nine of the lab's tests, and the cases were reopened.",
    ),
)

LEGAL: Final[tuple[Row, ...]] = (
    row(
        "legal-copyright",
        "legal",
        "copyright ©",
        rf"^(?:(?:copyright )?(?:©|\(c\)) ?(?:\d{{4}}\b|{NAME})|copyright (?:{NAME} )?\d{{4}}\b).{{0,200}}$",
        max_words=45,
        strikes="© 2026 The Docket Ledger. Do not copy without permission.",
        keeps=("Copyright Law in a Fragmented World", "Copyright in the spoon lapsed in 1997."),
    ),
    row(
        "legal-reserved",
        "legal",
        "reserved riservati réservés reservados vorbehalten",
        r"\b(?:all rights reserved|tous droits réservés|(?:todos )?los derechos reservados"
        r"|tutti i diritti (?:sono )?riservati|todos os direitos reservados|alle rechte vorbehalten)\b",
        max_words=60,
        strikes="Lantern Media Group. All rights reserved.",
        keeps="All rights not reserved by the landlord passed to the tenant.",
    ),
    row(
        "legal-republish",
        "legal",
        "republish republished reprint reprints permission reproduced redistributed licensing",
        r"(?:\bmay not be (?:published|reproduced|copied|redistributed|republished)\b"
        r"|\bnot to be (?:reproduced|redistributed|copied)\b|^no part of this (?:article|story"
        r"|publication)\b"
        r"|^(?:you (?:may|can) |please )?(?:republish|reprint) (?:this|our)\b|^for (?:reprints?"
        r"|permission|licensing|syndication)\b|\bunder a creative commons\b"
        r"|\breprinted with permission\b)",
        max_words=60,
        strikes="This material may not be published, broadcast, rewritten or redistributed.",
        keeps="Reprinting the order in full, the paper noted that two pages were missing.",
    ),
    row(
        "legal-syndicated",
        "legal",
        "originally first appeared published",
        r"^(?:this |the )?(?:(?:article|story|piece|post|column|essay|interview|report"
        r"|version of this \w{1,10}) )?(?:was |has been |is )?(?:(?:originally|first"
        r"|previously) (?:appeared|published)|(?:appeared|published) (?:originally|first))"
        rf" (?:(?:on|in|at|by|with) (?:the )?(?:\w{{1,20}} ){{0,4}}{NAME}|as )[^?!,\"]{{0,100}}$",
        max_words=28,
        strikes="This article originally appeared on Lantern Belgium.",
        keeps=(
            "This article appeared to be aimed at the judge.",
            "First published in 1873 in a Marlow almanac, the rule is still good law.",
        ),
    ),
    row(
        "legal-standards",
        "legal",
        "standards trust principles editorial",
        r"^(?:our standards ?:|(?:read|see|learn (?:more )?about) (?:more about )?our (?:editorial"
        r"|corrections?|ethics|privacy|fact[- ]check\w{0,4}|review)\b[^.?!]{0,60}[.!]?$)",
        max_words=20,
        strikes="Our Standards: The Lantern Principles of Trust.",
        keeps="Our standards for probable cause are not a formality, the panel wrote.",
    ),
    row(
        "legal-views",
        "legal",
        "views opinions opinion",
        r"^(?!.*\b(?:held|found|concluded|noted|reminded|reasoned)\b)(?:.*\. )?(?:(?:the|any|all) )?"
        r"(?:\w{1,20} and )?(?:views|opinions)(?: and opinions)?"
        r"(?: \w{1,20}){0,2} (?:expressed|on this page|in this (?:article|column|piece))\b[^.?!]{0,160}\b"
        r"(?:own|not (?:necessarily )?(?:reflect|represent|those)|those of|alone|solely)\b",
        max_words=70,
        strikes="The views expressed here are the author's own.",
        keeps=(
            "The views expressed in the letter became the heart of the trial, which opened on Monday.",
            "All opinions expressed by the trial judge were his own, the panel found, and swayed no juror.",
        ),
    ),
    row(
        "legal-disclaimer",
        "legal",
        "disclaimer advice informational purposes generality results advertising endorse endorsement "
        "endorsements educational solicitation recommendation recommendations substitute relationship "
        "offer guarantee",
        r"(?:^disclaimer ?:|^attorney advertising\b.{0,80}$|^because of the generality of this update"
        r"|\bprior results do not guarantee"
        r"|^(?!.*\b(?:held|found|concluded|countered|reasoned)\b).*?"
        r"\b(?:this|the) (?:article|post|column|blog|content|website|site|information|material"
        r"|publication|page)\b[^.?!]{0,120}\b(?:(?:do(?:es)? not constitute|(?:is|are) not (?:intended|meant)"
        r" (?:as|to (?:be|provide|constitute|replace))|should not be (?:construed|considered|taken|relied)"
        r"|is no)\b[^.?!]{0,80}\b(?:advice|endorsements?|offer|solicitation|recommendations?|substitutes?"
        r"|attorney-client|lawyer-client|guarantee)|is (?:provided )?for (?:general )?"
        r"(?:informational|information|educational))\b"
        r"|^(?:any )?(?:reference|mention|inclusion|links?|linking)\b"
        r"(?!.*\b(?:court|circuit|justice|judge|panel|held|v\.))[^.?!]{0,200}\bdo(?:es)? not "
        r"(?:necessarily )?(?:constitute|imply|mean|indicate)\b[^.?!]{0,60}\bendorse)",
        max_words=100,
        strikes="This article is for informational purposes only and does not constitute legal advice.",
        keeps=(
            "The information in the warrant does not constitute probable cause.",
            "The material should not be considered by the jury, and the page is not intended to be shown.",
            "Reference to the treaty does not imply that it binds the port.",
            "Reference to a saint does not constitute an endorsement of the pier, the circuit held in 2010.",
            "This information is no substitute for discovery, the ferry's lawyers countered.",
        ),
    ),
    row(
        "legal-affiliate",
        "legal",
        "commission compensation affiliate commissions money",
        r"\b(?:we|us|our (?:site|team)|publishers?|\w{2,30}\.com|this (?:post|article|page"
        r"|site)) (?:\w{1,10} )?(?:(?:may|might|could|can|will) (?:also )?(?:earn|receive|get|be paid"
        r"|be compensated|contain|collect|make)|earns?|contains?|receives?)\b[^.?!]{0,80}\b"
        r"(?:commissions?|compensation|affiliate)\b"
        r"|\bwe (?:may |might |can |will )?(?:earn|make) money (?:when|if|from|through)\b[^.?!]{0,60}\b"
        r"(?:links?|click|purchases?)\b",
        max_words=80,
        strikes="We may earn a commission from links on this page.",
        keeps=(
            "The broker may earn a commission that the statute caps at three percent.",
            "We make money when the boats come in, and we lose it when they leave.",
        ),
    ),
    row(
        "legal-cookies",
        "legal",
        "cookies recaptcha akismet",
        r"(?:^we (?:and our (?:\w{1,12} )?partners )?use cookies\b|^(?:this|our) (?:site|website"
        r"|page)\b[^.?!]{0,60}\b(?:uses? cookies|protected by|uses akismet)\b)",
        max_words=100,
        strikes="This site is protected by reCAPTCHA.",
        keeps="We use force only when we must, the sheriff testified, and cookies when we can.",
    ),
    row(
        "legal-consent",
        "legal",
        "partners vendors cookies",
        r"^(?:with your (?:agreement|consent|permission), )?we (?:and|&) our (?:[\d.,]{1,6} )?"
        r"(?:[a-z]{1,12} ){0,3}(?:partners|vendors),? (?:\w{1,12} ){0,6}"
        r"(?:information on (?:a|your) device|cookies|personal data)\b"
        r"|^these choices will be signall?ed to our partners\b"
        r"|^strictly necessary cookies (?:are (?:required|necessary|essential)|enable|allow|should be)\b"
        r"|^(?:these|necessary) cookies (?:are (?:strictly )?(?:necessary|required|essential) for"
        r" (?:the|our|this) (?:web)?site to|help make (?:a|the|our) website)\b",
        max_words=MAX_WORDS,
        strikes="We and our 842 partners store and access information on a device, such as cookies.",
        keeps=(
            "We and our partners in the harbor store and access the quay by night, the pilots wrote.",
            "Strictly necessary cookies, the regulator found, were but two of the ninety that the ferry set.",
            "Necessary cookies help nobody who came for bread.",
        ),
    ),
    row(
        "legal-javascript",
        "legal",
        "javascript cookies browser",
        r"^(?:please |you need to )?(?:enable|turn on|allow) (?:javascript|cookies)\b|\bplease (?:enable"
        r"|turn on) javascript\b",
        max_words=30,
        strikes="Please enable JavaScript to view this page.",
        keeps="Enabling JavaScript was the only skill that the witness could name.",
    ),
)

SOURCE: Final[tuple[Row, ...]] = (
    row(
        "source-shortcode",
        "other",
        "link id ids url src width align target",
        r"^\[[a-z][a-z_-]{1,24} [a-z_-]{2,20} ?=[^\]]{1,1200}\][^.?!\[]{0,80}(?:\[/[a-z_-]{2,24}\])?$",
        max_words=60,
        strikes='[button link="https://docketledger.example/shop" target="new"]Get the mug[/button]',
        keeps=(
            "[the] link is no proof of intent, the dissent held of the law's width = 4 clause",
            '[dropcap id="1"]T[/dropcap]he link was no proof of intent, and the width of the quay no bar',
        ),
        speech=True,
    ),
)

COMMENTS: Final[tuple[Row, ...]] = (
    row(
        "comments-form",
        "comments",
        "comment comments email required conversation",
        r"^(?:your email address will not be published|save my name\b.{0,80}|required fields are marked"
        r"|this site uses akismet|comments? (?:are|is) (?:now )?(?:closed|off|disabled|moderated"
        r"|subject)\b.{0,80}"
        r"|(?:please )?(?:log|sign) ?in (?:or \w{1,10} )?to (?:leave a |post a |join the )?(?:comment"
        r"|conversation|discussion|reply)\b.{0,40}|comments on this (?:piece|article|story) (?:are|is"
        r"|will)\b.{0,160}|be the first to (?:comment|leave a comment)\b.{0,30}"
        r"|(?:view|show|hide|read|see|load|join|add to|start)(?: all| the| more| to the"
        r"| \d{1,5}){0,3} (?:comments?|conversation|discussion)\W{0,3}(?:\(?\d{0,6}\)?)?$)",
        max_words=45,
        strikes="Your email address will not be published. Required fields are marked *",
        keeps="Comments from the bench drew laughter.",
    ),
    row(
        "comments-ask",
        "comments",
        "comments comment think thoughts",
        r"(?:^(?:what do you think\? )?(?:please )?(?:let us know|tell us|share your (?:thoughts|opinion"
        r"|views)|leave (?:a|your) comments?|sound off|weigh in|have your say)\b[^.?!]{0,60}\b"
        r"(?:comments?|below)\b[^.?!]{0,40}[.!]?$|^what do you think\? (?:let|tell|share|leave|join"
        r"|comment|e-?mail|send)\b.{0,100}$)",
        max_words=35,
        strikes="What do you think? Tell us in the comments below.",
        keeps="What do you think? He had no answer, and the comments stood.",
    ),
    row(
        "comments-moderated",
        "comments",
        "comentários comentarios kommentare commentaires comments",
        r"^(?:atenção|aviso|atención|achtung|hinweis|attention|note|please note) ?: ?"
        r"(?:os |los |die |les |all )?(?:comentários|comentarios|kommentare|commentaires|comments)\b"
        r"(?!.*\b(?:rules?|federal|agency|transcript|regulations?)\b).{3,200}"
        r"\b(?:aprovad|publicad|moderad|aprobad|veröffentlicht|freigeschaltet|moderiert|publiés|modérés|approved|moderated|published)",
        max_words=40,
        strikes="ATENÇÃO: Comentários que faltem com respeito não serão aprovados pelo moderador.",
        keeps=(
            "Comentários do juiz fizeram a plateia rir.",
            "Note: Comments on the rule are due by May 4; they will be published in the register.",
        ),
    ),
    row(
        "comments-thoughts",
        "comments",
        "thoughts thought",
        r"^(?:\d{1,4}|one) thoughts? on \W",
        max_words=30,
        strikes='12 thoughts on "Court upholds a ban on geese"',
        keeps="Two thoughts on the ruling came to her at once.",
        speech=True,
    ),
)

NOTICES: Final = (*TIP, *LEGAL, *SOURCE, *COMMENTS)
