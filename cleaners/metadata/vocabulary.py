"""Words by which bylines are read."""

from __future__ import annotations

from typing import Final

from cleaners.metadata.plain import key_of

ROLES: Final = frozenset(
    "reporter reporters writer writers editor editors correspondent correspondents columnist contributor "
    "contributors producer journalist journalists photographer freelancer analyst bureau chief desk "
    "newsroom intern anchor host staff team author authors editor-in-chief co-founder founder publisher "
    "blogger critic commentator videographer meteorologist president ceo director professor attorney fellow "
    "redaktion redacción rédaction redazione".split()
)
"""Words that name what somebody does; one at the end of a name is no part of it."""

ROLE_MODIFIERS: Final = frozenset(
    "senior junior chief staff legal political national investigative business sports contributing special "
    "associate assistant managing deputy executive news digital courts court crime health science "
    "technology education breaking general assignment multimedia web online guest freelance international "
    "foreign world local city state the our white house features lifestyle entertainment environment "
    "climate economics economy data community copy night investigations politics washington supreme "
    "washington-based award-winning & and former affairs justice labor immigration religion media tech "
    "arts culture food travel energy transportation housing military defense security intelligence "
    "congressional capitol metro regional county video audio photo visual social "
    " content public safety enterprise".split()
)
"""Words that stand before a role: senior, staff, legal affairs …"""

NOBODY: Final = frozenset(
    "admin administrator webmaster root user username author unknown anonymous none null undefined na "
    "default guest superuser wpadmin siteadmin editor staff contributor newsroom noauthor test me you nan "
    "false true home about emailprotected login archive authors byline writer updated published staffreports "
    "staffreport staffreporter staffwriter guestauthor guestcontributor contributedcontent "
    "submitted autor autorin january february march july september october november december".split()
)
"""What content systems put where no author is given, letters only."""

AGENCIES: Final = frozenset(
    key_of(name)
    for name in (
        "Associated Press|The Associated Press|AP|Reuters|AFP|Agence France-Presse|Bloomberg|"
        "Bloomberg News|PA Media|PA|Press Association|PTI|Press Trust of India|ANI|IANS|UPI|"
        "United Press International|Xinhua|TASS|dpa|EFE|ANSA|Kyodo|Kyodo News|Yonhap|CNN|CNN Wire|BBC|"
        "BBC News|NPR|CBS News|ABC News|NBC News|Fox News|The Canadian Press|Tribune News Service|"
        "Tribune Content Agency|City News Service|Bay City News|Kaiser Health News|KFF Health News|"
        "ProPublica|Law360|Courthouse News|Courthouse News Service|AAP|Australian Associated Press|Sputnik|"
        "Interfax|StateScoop|States Newsroom|The Conversation|Newsweek|Business Wire|PR Newswire|"
        "GlobeNewswire|Accesswire"
    ).split("|")
)
"""Agencies and broadcasters that sign as such, by their letters only."""

BODY_WORDS: Final = frozenset(
    "news newspaper newspapers press times post media network agency magazine daily weekly tribune journal "
    "herald gazette chronicle inc llc llp ltd corp group service services desk board team staff bureau "
    "newsroom wire newswire editors association foundation institute university center centre council "
    "committee company radio tv television department office "
    "online digital editorial reports report contributors sports blog".split()
)
"""A name with one of these is that of a desk or a publication, no person's."""

PARTICLES: Final = frozenset("de la del van von der den di da dos du le el al bin ibn ter ten y e".split())
"""Parts of names that are written small."""

NUMERALS: Final = frozenset(("II", "III", "IV"))

PROFILE_FOLDERS: Final = frozenset(
    "author authors by staff people person profile profiles writer writers contributor contributors "
    "reporter reporters columnist columnists journalist journalists team".split()
)
"""Folders of a site's address under which authors have their pages."""
