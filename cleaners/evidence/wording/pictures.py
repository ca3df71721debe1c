"""Wording of what stands under a picture: credits and captions."""

from __future__ import annotations

from typing import Final

from cleaners.evidence.wording.row import AGENCY, MAX_WORDS, NAME, NAMES, Row, row

_MEDIUM: Final = (
    r"(?:photos?|photograph(?:s|y|er)?|images?|pictures?|illustrations?|screenshot|artwork|fotos?|bild)"
)
_AGENCY_KEYS: Final = (
    "getty ap reuters afp epa dpa upi rex shutterstock istock istockphoto alamy unsplash pixabay pexels "
    "wikimedia bloomberg imagn imago wireimage filmmagic flickr adobe usa cq zuma nurphoto anadolu xinhua "
    "keystone"
)

# A place in a composed picture, with its colon.
_PLACE: Final = (
    r"(?:insets?|background|main|foreground|left|right|center|top|bottom|(?:top|bottom|upper|lower|far)[ -]"
    r"(?:left|right))(?: \([^)]{1,30}\)| (?:image|inset|photo|to right|left|right))? ?:"
)
# Where a picture in brackets came from: what it is, who made it and for whom, a stock agency, a custodian.
_SOURCE: Final = (
    rf"(?:{_MEDIUM}|file|handout|courtesy|screengrab|mug ?shot)"
    r"(?:(?: ?:|/| (?:photo|image|by|via|from|of|courtesy|credit)\b)[^()]{0,80})?"
    r"|via (?-i:[A-Z])[^()]{2,60}"
    r"|(?-i:[A-Z])[\w.,&' -]{1,60}?(?:(?:/| via )(?-i:[A-Z@])[\w.,&' -]{1,60}?){1,3}"
    r"|(?:getty|shutterstock|istock|adobe stock|unsplash|pixabay|alamy|wikimedia)\b[^()]{0,50}"
    r"|(?-i:AP|AFP|Reuters)(?: photos?\b[^()]{0,50})?"
    r"|(?-i:[A-Z])[\w.,&' -]{2,50}(?:jail|sheriff'?s'? (?:office|department)|police(?: department)?"
    r"|department of corrections|detention center|fire department|county clerk|handout)"
)

CREDIT: Final[tuple[Row, ...]] = (
    row(
        "credit-labelled",
        "credit",
        "photo photos photograph photographs photographer image images picture pictures illustration "
        "illustrations screenshot artwork foto fotos bild credit credits courtesy",
        rf"^[(]?(?:(?:featured?|file|cover|lead|top|header|stock|main|source) )?(?:{_MEDIUM} (?:credits?"
        rf"|source|courtesy(?: of)?)(?: ?: ?| by | )|{_MEDIUM} ?: ?(?:courtesy(?: of)? )?(?:by )?"
        rf"|{_MEDIUM} (?:by|via) "
        rf"|{_MEDIUM} courtesy (?:of )?|(?:photo )?credits? ?: ?|courtesy (?:photo|image)?(?: ?: ?"
        rf"|of ))(?:the )?(?:{NAME}|@|\(|©)[^.?!]{{0,100}}\)?\.?$",
        max_words=16,
        strikes="Photo by Dana Quill / Lantern Pictures",
        keeps=("Photo evidence was thrown out", "Image rights: who owns a judge's face?"),
    ),
    row(
        "credit-feature",
        "credit",
        "photo image screenshot",
        r"^\[(?:featured? |file )?(?:photo|image|screenshot)s?\b[^\]]{0,160}\]\.?$",
        max_words=25,
        strikes="[Feature Photo: Corin Vale/Police Handout]",
        keeps="[The photo is on file with the clerk]",
    ),
    row(
        "credit-agency",
        "credit",
        _AGENCY_KEYS,
        # names and separators only, one of them an agency's
        r"^(?=.{0,120}(?:/|\bvia\b|\||©|\bgetty|\bshutterstock|\bistock))"
        rf"[(©]?(?:(?:{NAME}|via|for|of|the|and)[ ,/&|]{{1,3}}){{1,7}}{AGENCY}"
        rf"(?:[ ,/]{{1,3}}(?:{NAME}|via|for)){{0,5}}\)?\.?$",
        max_words=9,
        strikes="Corin Vale/The Marlow Chronicle/Getty Images",
        keeps=(
            "The deal was reported first by Reuters, Bloomberg and the Lantern.",
            "Corin Vale sued Reuters",
        ),
    ),
    row(
        "credit-stats",
        "credit",
        "stats data",
        r"^(?:all )?(?:stats|statistics) (?:courtesy|provided|via|are courtesy)(?: of"
        rf"| by)? {NAME}[^?!]{{0,120}}$"
        r"|^\(?(?:[a-z]{3,15} )?(?:data|specs|figures) (?:sourced|provided|compiled)(?: by| from) (?:the )?"
        rf"{NAMES}(?:(?:,| and| &) {NAMES}){{0,3}}\)?\.?$",
        max_words=20,
        strikes="Stats courtesy of Docket Metrics.",
        keeps=(
            "Statistics provided no answer to the court.",
            "Data provided by Lantern showed that the ferry had left.",
        ),
    ),
    row(
        "credit-contributing",
        "credit",
        "contributing",
        rf"^contributing ?: ?{NAMES}(?:$|[,;] ?\S[^?!]{{0,240}}$| and (?-i:[A-Z])[^?!]{{1,100}}$)",
        max_words=40,
        strikes="Contributing: Dana Quill, Alba Reyes and Teo Lindqvist; The Docket Ledger",
        keeps=(
            "Contributing factors: the tide, the lamp and the matches.",
            "Contributing: The neglect of the lamps of the keeper",
        ),
    ),
)

CAPTION: Final[tuple[Row, ...]] = (
    row(
        "caption-placed",
        "caption",
        "inset insets background main left right top bottom foreground center",
        # two places of a composed picture, and in brackets where the first part came from
        rf"^(?:{_PLACE}[^:]{{3,300}}?(?:\([^()]{{2,120}}\)[.,;]? ?|[.,;] ?(?=inset|background)){_PLACE}"
        r"|insets? ?:[^:]{3,300}\([^()]{2,120}\)\.?$)",
        max_words=MAX_WORDS,
        strikes="Inset: Corin Vale (Marlow County Jail). Background: The pier where he was last seen (WQRT).",
        keeps=(
            "Background: A decade of lawsuits",
            "Background: Congress passed the Act in 1972 (over a veto).",
            "Left: two geese. Right: two more. So the expert had laid them out.",
        ),
        speech=True,
    ),
    row(
        "caption-credited",
        "caption",
        f"{_AGENCY_KEYS} via photo photos image images courtesy handout file screenshot screengrab youtube "
        "instagram facebook twitter tiktok news tv mugshot jail sheriff office police department detention",
        # a description that closes with the picture's source in brackets
        rf"^.{{8,400}}? ?\((?:{_SOURCE})\)\.?$",
        max_words=70,
        strikes="A deputy carries boxes out of the clerk's office on March 3, 2026 (Marlow County/YouTube).",
        keeps=(
            "The vote was 7-2 (Justice Oren wrote for herself).",
            "The parties met on the bridge (see the exhibit on file).",
        ),
        speech=True,
    ),
    row(
        "caption-credit-after",
        "caption",
        "credit photo image photograph picture photos foto bild courtesy",
        # a description that closes with "Credit: …" or "Photo: …"
        rf"^[^\"]{{8,300}}[\s.)](?:{_MEDIUM}(?: credits?| courtesy(?: of)?)? ?: ?|credits? ?: ?"
        rf"|{_MEDIUM} (?:by|courtesy(?: of)?) (?=[^.]{{3,60}}\.?$))(?:courtesy of )?(?:the )?(?:{NAME}|@"
        r"|©)[^.?!:\"|]{0,70}\.?$",
        max_words=60,
        strikes="Clerks carry the last boxes down to the quay Credit: Dana Quill/Lantern",
        keeps="The witness was asked about the image by the defense, and then about the date.",
        speech=True,
    ),
    row(
        "caption-agency-after",
        "caption",
        "getty ap reuters afp epa imagn alamy shutterstock bloomberg images",
        rf"^[^\"]{{10,300}}(?:/|\bvia |\. |\| |-- ?|© ?|- ){NAMES}?(?: ?/ ?|, | via | - )?(?:getty images"
        r"|ap photo|afp|reuters|epa-efe|imagn images|alamy|shutterstock|afp via getty images"
        r"|usa today sports)\.?$",
        max_words=50,
        strikes="Protesters outside the harbor court on Friday. Corin Vale/Getty Images",
        keeps="The company sold its archive to Reuters.",
    ),
    row(
        "caption-file",
        "caption",
        "file",
        r"^file(?: photo| image)? ?[-:] ?(?-i:[A-Z]).{10,400}$",
        max_words=70,
        strikes="FILE - The federal courthouse in Marlow is seen on June 3, 2025.",
        keeps="File clerks at the courthouse went on strike on Friday, and the filings piled up.",
        speech=True,
    ),
)

PICTURES: Final = (*CREDIT, *CAPTION)

NAMING_PICTURES: Final[tuple[Row, ...]] = (
    row(
        "credit-work",
        "credit",
        "additional source posted",
        r"^(?:additional reporting by|source ?:|cross-posted from) ?(?:the )?"
        rf"{NAME}[^?!]{{0,80}}$",
        max_words=16,
        strikes="Additional reporting by Dana Quill",
        keeps="The source was never named.",
    ),
    row(
        "player-counter",
        "player",
        "of video audio watch image photo slide picture",
        r"^(?:(?:image|photo|slide|picture|gallery) )?\d{1,3} ?(?:of|/) ?/? ?\d{1,3}$"
        r"|^(?:video|audio|watch|listen)[ :]{0,2}\d{1,2}:\d{2}[\d:/ ]{0,20}$",
        max_words=6,
        strikes="Image 1 of / 8",
        keeps="Count 1 of 8 was dropped.",
    ),
    row(
        "caption-places",
        "caption",
        "inset insets background main left right top bottom foreground center",
        rf"^{_PLACE}[^:]{{3,300}}[.,;] ?{_PLACE}",
        max_words=MAX_WORDS,
        strikes="Left: the old pier. Right: the new one.",
        keeps="Left: who stayed, and who went.",
        speech=True,
    ),
    row(
        "caption-seen",
        "caption",
        "seen shown pictured",
        r"^[^\"]{5,250}\b(?:is|are|was|were) (?:seen|shown|pictured)\b[^\"]{3,250}$",
        max_words=50,
        strikes="The federal courthouse in Marlow is seen on June 3, 2025.",
        keeps="Nothing was seen.",
    ),
    row(
        "credit-any",
        "credit",
        "photo image courtesy credit getty ap reuters afp via source illustration",
        rf"^.{{0,80}}\b(?:photo|image|courtesy|credit|source|illustration|{AGENCY}|via)\b.{{0,60}}$",
        max_words=8,
        strikes="Courtesy of the family",
        keeps="Nothing was seen.",
    ),
)
