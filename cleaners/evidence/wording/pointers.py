"""Wording that points elsewhere: related stories, sharing and following, players, tags."""

from __future__ import annotations

from typing import Final

from cleaners.evidence.wording.row import NAME, PLATFORM, PLEASE, START, Row, row

RELATED: Final[tuple[Row, ...]] = (
    row(
        "related-labelled",
        "related",
        "read related see also more must recommended further don required",
        r"^[\[(*>\W]{0,3}(?:read (?:more|next|also|this|too|the full (?:story|article))"
        r"|related(?: (?:stor(?:y|ies)|articles?|coverage|content|reading|news|video|posts?|links?))?"
        r"|see (?:also|more|related)|also (?:read|see)|more (?:on this|coverage|news|stories)"
        r"|must[- ]read|don't miss|recommended(?: reading)?|further reading"
        r"|required reading(?= ?[:>] ?(?-i:[A-Z\"'])))"
        r"(?: ?[:>|»]| -) ?\S",
        max_words=45,
        strikes="READ MORE: Judge throws out lawsuit over courthouse parking, clerk says",
        keeps=("Related charges: none were filed.", "Read more slowly, he told the interpreter."),
        speech=True,
    ),
    row(
        "related-foreign",
        "related",
        "lesen mehr lire aussi lee lea leia leggi lees leer",
        r"^[\[(*>]?(?:lesen sie (?:auch|mehr|hier)|mehr (?:zum thema|dazu)|(?:à )?lire (?:aussi|également"
        r"|plus)|le[ae] (?:también|más|además)|leer más|leia (?:também|mais)"
        r"|leggi (?:anche|pure)(?: su)?|lees (?:ook|meer))(?: ?[:>|»]| -) ?\S",
        max_words=45,
        strikes="Lire aussi : Le juge refuse la visite du port",
        keeps="Lire aussi les notes en bas de page est un plaisir.",
        speech=True,
    ),
    row(
        "related-more",
        "related",
        "more",
        r"^[\[(]?(?-i:MORE): ?\S",
        max_words=30,
        strikes="MORE: Nine verdicts that shaped the harbor",
        keeps="More: the saint, the lawyer and the king who had him beheaded.",
        speech=True,
    ),
    row(
        "related-more-from",
        "related",
        "more",
        rf"^(?:read )?more (?:from|by) {NAME}(?: [\w.'&-]{{1,30}}){{0,5}}(?: ?[:>»])?$"
        rf"|^more (?:great|top|popular|recent|related|must[- ]read) (?:{NAME} ){{0,3}}(?:stories|articles"
        r"|reads|news|posts|coverage|headlines)(?: ?[:>»])?$",
        max_words=9,
        strikes="More from The Docket Ledger:",
        keeps="More from the defendant's phone was read aloud, and jurors heard two messages.",
    ),
    row(
        "related-more-from-story",
        "related",
        "more",
        rf"^(?:read )?more (?:from|on|about) {NAME}(?: [\w.'&-]{{1,30}}){{0,5}}: ?\S",
        max_words=45,
        strikes="More from The Docket Ledger: 'I was the parrot': Witness takes it all back",
        keeps="More from the file was read on Monday: a letter, two bills and a map.",
        speech=True,
    ),
    row(
        "related-coverage-from",
        "related",
        "related more",
        rf"^(?:related|more) (?:coverage|articles|stories|news) from (?:the )?{NAME}[^.?!]{{0,60}}:$",
        max_words=14,
        strikes="Related coverage from The Docket Ledger: Harbors:",
        keeps="More stories from the stand followed, and each of them ended with the same goose.",
    ),
    row(
        "related-on-site",
        "related",
        "com org net uk",
        r"^(?:on|at|from) (?:the )?[\w-]{2,40}\.(?:com|org|net|co\.uk) ?: ?\S[^.]*$",
        max_words=30,
        strikes="On DocketLedger.com: Ferry toll revived by an appeals court",
        keeps=(
            "On docketledger.com the clerk found his own name, spelled three ways.",
            "On Docket.com: In 2020, the court held that a generic name may be a trademark.",
        ),
        speech=True,
    ),
    row(
        "related-bracketed",
        "related",
        "warning insight news video videos pictures photos analysis comment latest interview revealed listen",
        r"\w['\"…]{0,2} (?-i:\[(?:WARNING|INSIGHT|NEWS|VIDEOS?|PICTURES|PHOTOS|ANALYSIS|COMMENT|LATEST"
        r"|INTERVIEW|REVEALED|LISTEN)\])$",
        max_words=30,
        strikes="Ferry toll revived by an appeals court [ANALYSIS]",
        keeps=(
            "The sign on the pier read [warning], in letters that the tide had taken.",
            "The footage shows the keeper selling four lamps. [VIDEO]",
        ),
        speech=True,
    ),
    row(
        "related-learn",
        "related",
        "more",
        r"^(?:to (?:learn|hear|see|find out|know) more|for more(?! than)(?: information"
        r"| details| info)?)\b[^.?!]{0,140}, (?:please |you can )?"
        r"(?:stream|watch(?! (?:commanders?|lists?|out)\b)|listen to|tune in"
        r"|subscribe to|download(?! the form))\b[^?!]{0,160}$",
        max_words=45,
        strikes='To learn more about the harbor murders, stream "The Keeper of the Lamp" on Lantern Nation.',
        keeps=(
            "To hear more of the tape, the panel would have to wait until the spring.",
            "For more serious offenses, watch commanders must call the district attorney before release.",
        ),
    ),
    row(
        "related-here",
        "related",
        "here",
        r"^(?:for|to|you can|want to) [^.?!]{3,110}[,?] (?:please )?(?:just )?(?:click|tap) here[.!>]*$",
        max_words=25,
        strikes="For the port's full timetable, click here.",
        keeps=("To be paid, victims had to click here and there.", "To file a claim, go here."),
    ),
    row(
        "related-click",
        "related",
        "click tap",
        r"^(?:click|tap) (?:here|on the link|the link|through)\b[^.?!]{0,30}\b(?:for"
        r"|to)\b[^.?!]{0,120}[.!>]*$",
        max_words=25,
        strikes="Click here to read more about the case.",
        keeps="Click fraud cost the company millions, the complaint alleged.",
    ),
    row(
        "related-read-full",
        "related",
        "read see view find",
        r"^(?:read|see|view|find|check out) (?:the )?(?:(?:full|original|entire|whole|complete"
        r"|rest of (?:the|this)) (?:story|article|post|interview|report|text|list|coverage)"
        r"|it|more|about it|the rest) (?:\w{1,20} ){0,4}?(?:here|at|on|in|from|via)\b[^.?!]{0,60}[.!>]*$",
        max_words=14,
        strikes="Read the full story here.",
        keeps="Read it in full and it is plain where the court was split, the dean wrote on Friday.",
    ),
    row(
        "related-for-more",
        "related",
        "coverage news stories headlines updates scores episodes",
        rf"{START}for (?:more|all|the latest|the most recent|additional|further)\b[^.?!]{{0,100}}\b"
        r"(?:coverage|news|stories|headlines|updates|scores|episodes)\b[^.?!]{0,60},? (?:please )?"
        r"(?:visit|click|go to|see|check out|follow|subscribe|tune|listen|head|sign up|read|download)\b",
        max_words=35,
        strikes="For more coverage of the courts, visit docketledger.example/courts",
        keeps="For more than an hour, visitors stood in the rain before the doors opened.",
    ),
    row(
        "related-most-read",
        "related",
        "most popular trending",
        r"^(?:most (?:read|popular|viewed|shared)|popular|trending|the latest|latest) (?:\w{3,10} )?"
        rf"(?:in|on|from|at) (?:the )?{NAME}(?: [\w&.'-]{{1,20}}){{0,3}}$",
        max_words=8,
        strikes="Most read in World News",
        keeps="Popular in Ohio, the doctrine is dead in Maine.",
    ),
    row(
        "related-feed-tail",
        "related",
        "post article appeared",
        r"^the (?:post|article) .{1,250}? (?:first )?appeared (?:first )?on .{2,80}$",
        max_words=45,
        strikes="The post Court upholds ban, dean says appeared first on The Docket Ledger.",
        keeps="The post office where the parcel appeared was searched on Monday.",
        speech=True,
    ),
    row(
        "related-coverage",
        "related",
        "coverage full",
        rf"^(?:follow|see|read|find|get|more of) (?:all (?:of )?)?(?:our|{NAME})(?: {NAME}| {NAME}'s"
        r"|'s)? (?:full |complete |live |latest |more )?coverage (?:of|on|at|here)\b[^?!]{0,160}$",
        max_words=30,
        strikes="Follow Lantern's full coverage of the harbor trial at lantern.example/harbor",
        keeps="Read the coverage of the policy closely, the insurer's lawyer begged; she did, twice.",
    ),
    row(
        "related-earlier",
        "related",
        "earlier previously previous next",
        r"^(?:earlier|previous(?:ly)?|next|previous (?:article|post|story)|next (?:article|post"
        r"|story))(?: (?:on|from) [^:]{2,40})?: (?-i:[A-Z])[^.?!]{10,140}$",
        max_words=25,
        strikes="Previous article: Ferry toll is upheld on appeal",
        keeps="Previously he had clerked for two judges: one in Ohio and one in Texas.",
        speech=True,
    ),
)

SHARE: Final[tuple[Row, ...]] = (
    row(
        "share-this",
        "share",
        "share tweet email print",
        r"^(?:click to )?(?:share|tweet|e-?mail|print) (?:this|it|on|via|with|to|by|the)\b(?: (?:this"
        r"|an?|the|your|friends?|article|story|page|post|link|with|on|via|by|to|e-?mail|friendly"
        rf"|\(opens in new window\)|{PLATFORM})){{0,8}}\W{{0,3}}$"
        r"|^share this (?:article|story|post|page) with (?:an?|your|some|other)\b.{0,80}$",
        max_words=18,
        strikes="Click to share on Facebook (Opens in new window)",
        keeps="Share with the court what you saw, the prosecutor began.",
    ),
    row(
        "share-pass-on",
        "share",
        "pass forward send",
        r"^if you (?:liked|enjoyed) this\b[^.?!]{0,40}, (?:please )?(?:pass|forward|send) it\b"
        r"[^.?!;]{0,80}[.!]?$",
        max_words=25,
        strikes="If you enjoyed this, please forward it to someone who has served on a jury.",
        keeps="If you found this, send it to the clerk, the label on the exhibit read.",
    ),
    row(
        "share-like",
        "share",
        "share",
        r"^(?:(?:did you )?(?:like|love|enjoy)\w{0,2} (?:this|what)\b[^.?!]{0,60}[?!.]"
        rf"|sharing is caring\W) ?(?:please )?{PLEASE}(?:share|tweet|spread)\b",
        max_words=25,
        strikes="Like this story? Share it with a friend!",
        keeps="Like this defendant, two others had shared a cell.",
    ),
    row(
        "share-follow",
        "share",
        "follow find like join connect chat",
        rf"{START}{PLEASE}(?:follow|find|like|join|connect with|chat with) (?:us|me|him|her|them"
        r"|our\b[\w '.-]{1,60}|the author|(?:the )?[\w.&'-]{1,30}(?: [\w.&'/-]{1,30}){0,7}?)"
        rf"(?:,)? (?:on|at|via) (?:the )?{PLATFORM}",
        max_words=45,
        strikes="Follow us on Facebook and Twitter for court news.",
        keeps=(
            "Follow the money, prosecutors told the jury, and it ends on his own account.",
            "She began to follow him on Instagram in May, and in June she moved to his street.",
        ),
    ),
    row(
        "share-handle",
        "share",
        "follow twitter",
        rf"(?:{START}{PLEASE}(?:follow|tweet)\b[^.?!]{{0,80}}@\w{{2,}}|^(?:on )?twitter ?[:|-] ?@\w{{2,}})",
        max_words=30,
        strikes="Follow Dana Quill on her new account: @danaquill",
        keeps="Follow-up messages were sent from the account on Tuesday, the affidavit shows.",
    ),
)

PLAYER: Final[tuple[Row, ...]] = (
    row(
        "player-labelled",
        "player",
        "watch listen video gallery podcast slideshow",
        r"^[\[(*>]?(?-i:WATCH|LISTEN|VIDEO|GALLERY|PODCAST|SLIDESHOW|Watch|Listen)"
        r"(?: (?:now|live|below|here|more|next|also|the video|the episode))?(?: ?[:>»]| -) ?\S[^?|]{0,160}$",
        max_words=26,
        strikes="Watch: Deputies describe the search of the marina",
        keeps=("Watch commanders testified for two days", "Listening: a lost art on the bench"),
    ),
    row(
        "player-above",
        "player",
        "watch listen video",
        r"^(?:\(?(?:video|watch|listen|click)\b[^.?!]{0,20} )?(?:watch|listen to|see"
        r"|click) (?:the )?(?:\w{1,15} ){0,3}?(?:video|clip|interview|episode|podcast|trailer|footage"
        r"|segment|report)s? (?:above|below|here)\b[^.?!]{0,40}[.!:)]*$",
        max_words=16,
        strikes="Watch the full video above.",
        keeps="Watch the video here, a deputy told her, and you will see why we came.",
    ),
    row(
        "player-listen",
        "player",
        "listen",
        r"^listen to (?:this|the) (?:article|story|episode|podcast)\b[^.?!]{0,40}[.!]?$",
        max_words=10,
        strikes="Listen to this article - 4 minutes",
        keeps="Listen to the story of the widow, he begged the court, before you decide on the will.",
    ),
    row(
        "player-time",
        "player",
        "read min mins minute minutes listen minuten minuti minuto minutos minuta minuty minut",
        r"^(?:(?:estimated )?read(?:ing)? time\W{0,3}\d{1,3} ?min(?:ute)?s?"
        r"|(?:temps de lecture|lese(?:zeit|dauer)|tiempo (?:estimado )?de lectura"
        r"|tempo (?:di lettura|de leitura)|lees(?:tijd|duur)|czas czytania|läs[nt]id)(?: estimé| ca\.?)?"
        r"\W{0,3}\d{1,3} ?min(?:ut(?:e[ns]?|[aioy]|os)?)?"
        r"|\W{0,3}\d{1,3}[ -]?min(?:ute)?s? (?:to )?(?:read|listen|watch))\W{0,3}$",
        max_words=7,
        strikes="Reading time: 4 minutes",
        keeps="The jury was out for 4 minutes",
    ),
    row(
        "player-browser",
        "player",
        "browser video javascript",
        r"^(?:your browser (?:does not|doesn't|is not|isn't|can't)\b|this (?:video|audio"
        r"|content)(?: file)? (?:is (?:not|no longer|un)|cannot|can't|can not|could not"
        r"|has (?:been removed|ended))\b|this (?:slideshow|gallery|video|audio|feature|map|chart|content) "
        r"requires javascript\b).{0,160}$",
        max_words=35,
        strikes="Your browser is not able to play this recording.",
        keeps="This video is evidence of a kind the court had not seen before.",
    ),
    row(
        "player-consent",
        "player",
        "permission content",
        r"^(?:waiting for|we (?:need|ask for)) your (?:permission|consent) (?:to load (?:the"
        r"|this) (?:\w{1,15} )?(?:media|video|content|post|tweet)|before)\b"
        r"|^(?:this article includes content provided by|allow [\w ]{2,30} content\?)"
        rf"|{START}(?:\w{{1,20}} )?this content is (?:provided|hosted|shared|delivered) by\b[^.?!]{{2,60}}"
        r"\b(?:cookies|personal data)\b(?!.*\b(?:judge|court|statute)\b)"
        rf"|{START}to (?:show|view|see|display|load) (?:you )?this (?:content|video|post|map|tweet)\b"
        r"[^.?!]{0,30}\b(?:we need|you (?:need|must|have) to|please)\b[^.?!]{0,50}\b(?:permission|consent"
        r"|allow|accept|enable)\b",
        max_words=92,
        strikes="Waiting for your permission to load the video.",
        keeps="We need your permission to load the truck, the guard told them.",
    ),
    row(
        "player-count",
        "player",
        "image photo slide gallery video picture photos",
        r"^(?:(?:image|photo|slide|gallery|video|picture) \d{1,3} ?(?:of|/) ?\d{1,3}"
        r"|view (?:all )?\d{1,3} (?:photos|images|slides)|\d{1,3} photos)$",
        max_words=6,
        strikes="Image 3 of 12",
        keeps="Photo 3 of the search was never shown to the defense",
    ),
)

TAGS: Final[tuple[Row, ...]] = (
    row(
        "tags-labelled",
        "tags",
        "tags tag tagged filed categories category topics posted labels tópicos etiquetas schlagwörter",
        r"^(?:tags?|tagged(?: (?:with|as|in|under))?|filed (?:under|in)|categor(?:y|ies)"
        r"|(?:related )?topics|posted (?:in|under)|labels|etiquetas|schlagwörter) ?: ?\S[^.?!]{0,300}$"
        r"|^tags (?:[^.?!,]{1,40},){3,40}[^.?!,]{1,40}$",
        max_words=100,
        strikes="Filed under: Courts, Immigration, Appeals",
        keeps=(
            "Filed under seal in March, the motion was opened on Monday.",
            "Tags on the bags, the boxes, the crates and the barrels led them to the quay.",
        ),
    ),
)

POINTERS: Final = (*RELATED, *SHARE, *PLAYER, *TAGS)
