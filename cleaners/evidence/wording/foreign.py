"""What German, French, Spanish, Italian, Portuguese, Polish and Dutch pages ask of readers: to take a
newsletter, to follow, to send tips, to read other stories, to pay.

A sentence of a story may begin with the same imperative ("Follow the car, he said"): a row asks for the thing
that a site has, such as *our* newsletter, *your* inbox, a platform or its own desk, or for the colon that
introduces another headline. Nothing after that colon speaks for it: headlines quote.
"""

from __future__ import annotations

from typing import Final

from cleaners.evidence.wording.row import EMAIL, PLATFORM, START, Row, row

_OUR: Final = (
    r"(?: (?:unseren?|notre|nuestr[oa]|il nostro|la nostra|l'articolo:?|a nossa|o nosso|nasz\w{0,2}|onze)"
    r" ?[\w-]{0,20})?"
)
# What introduces a headline: a separator and, in another case than the imperative goes on in, a first word.
_HEADLINE: Final = _OUR + r"(?: ?[:>»|]+ ?| [-/] ?)(?-i:[A-ZÀ-ÞĄ-Ż0-9\"'<«„¿¡])\S"
_PLACE: Final = (
    rf"(?:{PLATFORM}|google noticias\b|google notícias\b|facebooku\b|instagramie\b|twitterze\b|whatsappie\b)"
)
# To follow somebody: "Sigue abierto el canal" says that it still is.
_SIGUE: Final = (
    r"s[ií]gue(?= (?:(?:a|al|aquí|nuestr[oa]s?|tod[oa]s?|el canal|el grupo|las noticias|la (?:actualidad"
    r"|última hora|información))\b|(?-i:[A-ZÀ-Þ])))"
)
_ASKING: Final = r"(?-i:[¿A-ZÀ-ÞĄ-Ż])[^.?!]{0,90}\? ?"

NEWSLETTERS: Final[tuple[Row, ...]] = (
    row(
        "newsletter-de",
        "newsletter",
        "newsletter newsletters postfach mail eilmeldungen morgenbriefing",
        rf"{START}(?:(?:jetzt |hier |einfach |kostenlos )?(?:abonnieren|bestellen|erhalten|lesen|holen"
        rf"|registrieren"
        r"|tragen|empfangen) sie(?: sich)?\b[^.?!]{0,120}\b(?:newsletters? (?:an|ein|und)\b"
        r"|newsletters?[.!]*$"
        # with a comma behind it: "should you receive one by mail, …"
        r"|(?:per e-?mail|ihr(?:em)? (?:e-?mail-)?postfach)\b(?![^.?!]{0,80},)"
        r"|unseren? [\w-]{1,20}(?: [\w-]{1,20})?newsletter\b"
        r"|unseren? newsletter\b|morgenbriefing\b)"
        r"|(?:jetzt |hier )?melden sie sich\b[^.?!]{0,80}\bnewsletter an\b"
        r"|(?:abonniere|hol dir|melde dich)\b[^.?!]{0,120}\bnewsletter\b"
        r"|(?:mit|in|zu|für) unserem [^.?!]{0,30}newsletter\b[^.?!]{0,60}\b(?:sie|du|ihnen|dich|anmelden)\b"
        r"|hier (?:geht'?s|geht es|kommen sie|können sie) [^.?!]{0,40}newsletter\b"
        r"|(?:jetzt |hier )?(?:den |unseren )?(?:[\w-]{1,20} )?newsletter (?:\w{1,10} )?(?:abonnieren"
        r"|bestellen)\b)"
        r"|\b(?:postfach|newsletter|e-?mail)\b[^.?!]{0,40}[.?!:-] (?:jetzt|hier)(?: \w{1,10}){0,2} "
        r"(?:anmelden|abonnieren|registrieren)[.!]*$",
        max_words=40,
        strikes="Abonnieren Sie jetzt unseren Newsletter und verpassen Sie kein Urteil.",
        keeps=(
            "Der Newsletter, um den gestritten wird, ging an vier Personen.",
            "Jetzt muss der Betreiber des Newsletters Schadenersatz zahlen.",
            "Wer den Newsletter las, musste sich dafür nicht anmelden.",
            "Erhalten Sie eine Abmahnung per E-Mail, sollten Sie nicht sofort zahlen.",
            "Erhalten Sie in Ihrem Postfach eine Rechnung, die Sie nicht kennen, zahlen Sie nichts.",
        ),
    ),
    row(
        "newsletter-fr",
        "newsletter",
        "abonnez inscrivez recevez retrouvez",
        rf"{START}(?:pour [^.?!:]{{1,40}}, )?(?:abonnez-vous|inscrivez-vous"
        rf"|(?:recevez|retrouvez)(?!-vous))\b[^.?!]{{0,120}}\b"
        r"(?:newsletters?|infolettres?|lettres? d'information|(?:nos|les) alertes"
        r"|(?:par|boîte|adresse) (?:e-?mail|mail|courriel)|boîte (?:de réception|aux lettres))\b"
        rf"|^{_ASKING}(?:abonnez-vous|inscrivez-vous)(?: (?:ici|gratuitement|vite))*[.!]*$",
        max_words=40,
        strikes="Pour ne rien manquer, inscrivez-vous à notre lettre d'information.",
        keeps=(
            "Recevez-vous cet argent, oui ou non ?",
            "Recevez-vous encore ces menaces par courriel ?",
            "Inscrivez-vous sur les listes électorales, leur avait dit le maire par lettre.",
        ),
    ),
    row(
        "newsletter-es",
        "newsletter",
        "suscríbete suscribete suscríbase suscribase regístrate registrate regístrese registrese recibe "
        "recíbe recibelo recíbelo reciba apúntate apuntate",
        rf"{START}(?:suscr[ií]bete|suscr[ií]base|reg[ií]strate|reg[ií]strese|rec[ií]be(?:lo)?|reciba"
        rf"|ap[uú]ntate)\b"
        r"[^.?!]{0,120}\b(?:newsletters?|bolet[ií]n(?:es)?\b(?! oficial)|tu (?:e-?mail|bandeja|correo)"
        r"|noticias por correo)\b"
        rf"|{START}(?:reciba|suscr[ií]base)\b[^.?!]{{0,120}}\bsu (?:e-?mail|bandeja|correo)\b"
        rf"|^{_ASKING}(?:suscr[ií]bete|suscr[ií]base|reg[ií]strate)(?: (?:aquí|gratis|ahora))*[.!]*$",
        max_words=40,
        strikes="Recibe cada mañana las sentencias del día en tu correo.",
        keeps=(
            "Recibe cada mes una pensión de mil euros, y amenazas en su teléfono.",
            "El boletín que publicó el ministerio recoge la nueva ley.",
            "Recibe el boletín oficial en su despacho y lo lee entero.",
            "Recibe amenazas en su correo desde el lunes, y las guarda.",
        ),
    ),
    row(
        "newsletter-it",
        "newsletter",
        "iscriviti iscrivetevi abbonati ricevi ricevete attiva",
        rf"{START}(?:per (?:restare|rimanere|essere) [^.?!,:]{{1,30}},? )?(?:iscriviti|iscrivetevi|abbonati"
        rf"|ricevi"
        r"|ricevete|attiva (?!dal\b|da\b|in\b|nel))\b[^.?!]{0,120}\b(?:newsletter"
        r"|(?:tua|vostra) (?:casella|mail|e-?mail|posta)"
        r"|le notifiche"
        r"|notizie via (?:e-?)?mail)\b",
        max_words=40,
        strikes="Per restare aggiornato iscriviti gratis alla nostra newsletter.",
        keeps=(
            "Iscriviti al partito, gli aveva ripetuto il sindaco in una mail.",
            "Attiva dal 2015, la società gestisce le notifiche degli atti.",
        ),
    ),
    row(
        "newsletter-pt",
        "newsletter",
        "assine subscreva inscreva cadastre registe receba",
        rf"{START}(?:assine|subscreva|inscreva-se|cadastre-se|registe-se"
        rf"|receba)\b[^.?!,]{{0,120}}\b(?:newsletters?"
        r"|bolet(?:im|ins)\b(?! de ocorrência)|(?:seu|teu) e-?mail|notícias por e-?mail)\b"
        rf"|^{_ASKING}(?:inscreva-se|cadastre-se|subscreva|assine)(?: (?:aqui|já|grátis|agora))*[.!]*$",
        max_words=40,
        strikes="Subscreva a nossa newsletter e receba as sentenças do dia.",
        keeps=(
            "Assine a confissão, ouviu do delegado, e o boletim fica na gaveta.",
            "Assine o boletim de ocorrência só depois de ler as duas folhas.",
        ),
    ),
    row(
        "newsletter-pl",
        "newsletter",
        "zapisz zapiszcie subskrybuj zamów otrzymuj odbieraj",
        rf"{START}(?:(?:zapisz|zapiszcie) się (?:do|na)|subskrybuj|zamów|otrzymuj"
        rf"|odbieraj)\b[^.?!,]{{0,100}}\b"
        r"(?:newsletter\w{0,2}|biuletyn\w{0,2}|(?:swoją|twoją) skrzynkę|swojego maila|na maila)\b",
        max_words=40,
        strikes="Chcesz być na bieżąco? Zapisz się do naszego newslettera.",
        keeps="Zapisz się na kurs, radził mu w liście biuletyn izby, i czekaj.",
    ),
    row(
        "newsletter-nl",
        "newsletter",
        "schrijf meld ontvang abonneer",
        rf"{START}(?:schrijf (?:je|u)|meld (?:je|u|jou)|ontvang(?! (?:je|jij|u)\b)"
        rf"|abonneer (?:je|u))\b[^.?!]{{0,120}}\b"
        r"(?:nieuwsbrie(?:f|ven)|(?:je|uw|jouw) (?:mailbox|inbox|mail|e-mail))\b"
        r"|\b(?:je|uw|jouw) (?:inbox|mailbox)\? (?:meld|schrijf) (?:je|u)\b[^.?!]{0,30}[.!]*$",
        max_words=40,
        strikes="Ontvang elke ochtend het laatste nieuws uit de rechtszaal in je mailbox.",
        keeps=(
            "Ontvang het geld en zwijg, las de rechter voor uit een mail.",
            "Ontvang je een onbekende link in je mail, klik dan niet.",
        ),
    ),
    row(
        "newsletter-our-foreign",
        "newsletter",
        "unser unseren unsere unserem notre nuestro nuestra nostra nossa nosso naszego nasz onze",
        r"\b(?:abonnieren|anmelden|abonnez-vous|inscrivez-vous|inscription|inscrivez|suscr[ií]be?te"
        r"|suscr[ií]base"
        r"|suscribirte|iscriviti|iscriverti|iscrizione|assine|receber|inscreva-se|zapisz się|aanmelden"
        r"|meld je aan"
        r"|meld u aan|schrijf je in|schrijf u in)\b[^.?!]{0,40}\b(?:unseren?|unserem|notre|nuestro|nuestra"
        r"|nostra"
        r"|nossa|nosso|naszego|nasz|onze)\b (?:[\w-]{1,20} ){0,2}(?:newsletters?|infolettre"
        r"|lettre d'information"
        r"|bolet[ií]n|boletim|newslettera|biuletyn\w?|nieuwsbrief)\b"
        r"|^unser (?:[\w-]{1,20} ){0,2}newsletter (?:informiert|bringt|liefert|hält) (?:sie|dich)\b",
        max_words=35,
        strikes="Si quieres más noticias como esta, suscríbete a nuestro boletín.",
        keeps="Nuestro boletín, escribió la defensa, nunca pidió a nadie una suscripción.",
    ),
)

CHANNELS: Final[tuple[Row, ...]] = (
    row(
        "share-foreign",
        "share",
        "folgen folge besuchen suivez retrouvez rejoignez síguenos síganos seguinos seguici seguiteci siga "
        "sigue segui "
        "obserwuj śledź polub dołącz volg curta acompanhe",
        rf"{START}(?:(?:folgen|besuchen) sie uns|folge? uns|(?:suivez|retrouvez|rejoignez)-nous|s[ií]g(?:ue"
        rf"|a)nos"
        r"|seguinos|seguici|seguiteci|siga-nos|(?:obserwuj|śledź|polub) nas|dołącz do nas|volg ons|curta-nos"
        r"|acompanhe-nos)\b"
        rf"[^.?!]{{0,40}}\b{_PLACE}",
        max_words=35,
        strikes="Folgen Sie uns auf Facebook und Instagram.",
        keeps="Suivez-nous, ont crié les agents, et la voiture a démarré.",
    ),
    row(
        "share-channel",
        "share",
        "whatsapp telegram google",
        rf"{START}(?:abonnieren sie|folgen sie|abonnez-vous|rejoignez|suivez|suscr[ií]bete|[úu]nete"
        rf"|{_SIGUE}|siga|iscriviti"
        r"|segui|seguite|entra (?:nel nostro|sul nostro|en nuestro|nel canale)|participe|inscreva-se"
        r"|unisciti|(?:haz clic|pincha) aquí|clique aqui"
        r"|entre (?:no|na|em|para|en|aqui|agora|já)|dołącz|śledź|obserwuj|volg"
        r"|abonneer)\b[^.?!,]{0,60}"
        r"(?:\b(?:kanal|chaîne|canal|canale|grupo|gruppo|kanału|kanaal)\b[^.?!,]{0,30}\b(?:whatsapp"
        r"|telegram)\b"
        r"|\b(?:whatsapp|telegram)[ -](?:kanal|kanaal|channel)\b|\b(?:canale|canal) (?:whatsapp|telegram)\b"
        r"|\bgoogle (?:news|noticias|notícias|actualités|discover)\b)",
        max_words=35,
        strikes="Únete a nuestro canal de WhatsApp.",
        keeps=(
            "Entra en el grupo, le escribió por WhatsApp, y no preguntes.",
            "Entra nel gruppo WhatsApp con un nome falso e raccoglie le prove.",
            "Entre los miembros del grupo de WhatsApp figura un juez de paz.",
            "Entre os membros do grupo de WhatsApp estava um juiz.",
            "Sigue en prisión el administrador del canal de Telegram.",
        ),
    ),
    row(
        "share-named-foreign",
        "share",
        "folgen suivez sigue siga segui seguite volg obserwuj śledź",
        rf"^(?:folgen sie|suivez|{_SIGUE}|siga|segui|seguite|volg|obserwuj|śledź) [^.?!]{{2,60}}? "
        r"(?:auf|bei|sur|en|em|no|nas"
        rf"|su|op|na|via):? (?:(?:redes sociais: |redes sociales: )?{_PLACE}(?:, | (?:und|et|y|e|of|en|oder"
        rf"|i|no|ou)"
        r" )?){1,6}\W{0,3}$",
        max_words=25,
        strikes="Volg De Vuurtoren op Facebook, Instagram of X.",
        keeps=(
            "Volg de verdachte op Facebook, schreef ze aan haar zus.",
            "Sigue activa la cuenta del acusado en Facebook.",
            "Sigue la polémica por la sentencia en Twitter.",
        ),
    ),
)

_FAULT: Final = r"(?:fehler|erreur|coquille|error|errata|errore|refuso|erro|błąd|literówkę|fout|taalfout)\b"
_TOLD: Final = (
    r"(?:schreiben sie uns|melden sie sich (?:bei (?:uns|unser\w{0,2}|der redaktion)|per e?-?mail"
    rf"|(?:bei|per|unter):? {EMAIL})|kontaktieren sie (?:uns|unser|die redaktion)"
    r"|[ée]crivez-nous|contactez[- ](?:nous|la rédaction|notre (?:rédaction|équipe|journaliste))"
    r"|escr[ií](?:be|ba)nos"
    rf"|escr[ií]b[ae] (?:a|al):? (?:nuestra redacción|la redacción|{EMAIL})"
    r"|contacta con (?:la redacción"
    rf"|nosotros)|cu[ée]ntanos|scrivici\b|scrivi (?:a|alla):? (?:redazione|nostra redazione|{EMAIL})"
    r"|scriveteci|napisz na adres|mail de redactie|tip de redactie"
    r"|envie para a redação|contatta la redazione|escreva[- ](?:para|nos)"
    r"|fale (?:connosco|conosco|com a redação)|napisz do nas|daj nam znać|skontaktuj się z (?:nami"
    r"|redakcją)|mail (?:naar|ons)"
    r"|neem contact op met (?:de redactie|ons|onze)|laat het ons weten|tip (?:ons|de redactie))"
)

TIPS: Final[tuple[Row, ...]] = (
    row(
        "tip-foreign",
        "tip",
        "schreiben melden kontaktieren écrivez contactez ecrivez escríbenos escríbanos escriba escribe "
        "contacta cuéntanos scrivi "
        "scrivici scriveteci contatta escreva envie fale napisz daj skontaktuj mail neem laat tip",
        rf"^{_ASKING}(?:dann |bitte |alors |entonces |allora |então |wtedy "
        rf"|dan )?{_TOLD}[^?!]{{0,100}}[.!]*$",
        max_words=35,
        strikes="Haben Sie Hinweise zu diesem Fall? Schreiben Sie uns.",
        keeps=(
            "Haben Sie den Angeklagten an diesem Abend gesehen? Die Zeugin schwieg.",
            "Hai visto l'imputato quella sera? Il teste ha taciuto.",
            "Haben Sie den Wagen gesehen? Melden Sie sich bei der Polizei.",
            "¿Quiere recurrir la multa? Escriba al juzgado dentro de diez días.",
            "Hai ricevuto una multa? Scrivi al prefetto entro sessanta giorni.",
            "Avez-vous vu la voiture ? Contactez notre enquêteur au commissariat.",
        ),
    ),
    row(
        "tip-foreign-address",
        "tip",
        "wenn falls si se jeśli als hinweise information informations información informazioni informações "
        "informacje",
        r"^(?:(?:wenn|falls) sie|si (?:vous|tiene|tienes|usted)|se (?:hai|avete|tem|você)|jeśli masz"
        r"|als (?:je|u)|hinweise (?:an|bitte)\b)"
        rf"[^.?!]{{0,120}}{EMAIL}[\w.]{{1,20}}$",
        max_words=35,
        strikes="Si tiene información sobre este asunto, escriba a pistas@faro.example.",
        keeps="Si tiene correo de esa cuenta, guárdelo, pidió la policía a las víctimas.",
    ),
    row(
        "tip-foreign-fault",
        "tip",
        "fehler erreur coquille error errore refuso erro błąd literówkę fout taalfout",
        rf"^\W?(?:(?:haben sie |avez-vous |has |ha |hai |você |heb je "
        rf"|heeft u )?[^.?!]{{0,20}}\b{_FAULT}[^.?!]{{0,30}}"
        r" ?\? ?"
        r"(?:jetzt |hier |bitte )?(?:melden|signal\w{1,6}|dites|avisa\w{0,3}|av[ií]se\w{0,3}|repórta\w{1,4}"
        r"|segnala\w{0,4}"
        r"|informe|reporte|zgłoś|daj|napisz|meld|laat|mail|tip|schreiben|teilen)\b[^.?!]{0,50}[.!]*)$",
        max_words=20,
        strikes="Haben Sie einen Fehler entdeckt? Melden Sie ihn der Redaktion.",
        keeps="Une erreur dans cet acte a suffi pour faire annuler la procédure.",
    ),
    row(
        "tip-foreign-desk",
        "tip",
        "redactie redaktion rédaction redacción redazione redação redakcję",
        r"^(?:tip de redactie|kontakt zur redaktion|contacte[zr]? la rédaction|contacta con la redacción"
        r"|contatta la redazione|fale com a redação|skontaktuj się z redakcją)\W{0,3}$",
        max_words=6,
        strikes="Contacter la rédaction",
        keeps="Tip de redactie vooraf niet, schreef de advocaat in mei.",
    ),
)

OTHERS: Final[tuple[Row, ...]] = (
    row(
        "related-de",
        "related",
        "lesen interessant interessieren thema dazu weiterlesen hintergrund passend",
        r"^[\[(*>]?(?:lesen sie (?:dazu |hierzu )?(?:auch|mehr|hier|weiter)|auch interessant"
        r"|mehr (?:zum thema|dazu)"
        r"|passend dazu|weiterlesen|das könnte (?:sie|dich|ihnen) auch (?:interessieren|gefallen))"
        rf"{_HEADLINE}"
        r"|^(?:alles|mehr)(?: \w{1,10})? (?:zu|zum|zur|über) [^.?!]{2,60} (?:lesen|erfahren) sie hier[.!]*$",
        max_words=45,
        strikes="Lesen Sie dazu auch: Der Streit um die Hafenmauer",
        keeps=(
            "Mehr zum Thema Mietrecht wollte der Senat nicht entscheiden.",
            "Auch interessant: die Frage nach dem Schlüssel ließ das Gericht offen.",
        ),
        speech=True,
    ),
    row(
        "related-fr",
        "related",
        "lire voir sujet retrouvez aussi également loin",
        r"^[\[(*>]?(?:(?:à )?(?:re)?(?:lire|voir)(?: (?:aussi|également|notre article))?"
        r"|sur le même sujet|pour aller plus loin)"
        rf"{_HEADLINE}"
        r"|^(?:à )?lire (?:aussi|également),? (?-i:[«\"A-ZÀ-Þ])"
        r"|^retrouvez (?:tous )?nos (?:articles|informations|dossiers)\b[^.?!]{0,80}[.!]*$",
        max_words=45,
        strikes="Pour aller plus loin : La cour renvoie l'affaire",
        keeps=(
            "À lire les conclusions de l'expert, le mur était fissuré.",
            "Lire aussi les notes en bas de page est un plaisir.",
            "Sur le même sujet, la cour d'appel avait tranché en sens contraire.",
        ),
        speech=True,
    ),
    row(
        "related-es",
        "related",
        "interesar lee lea ver información además mira pierdas",
        r"^[\[(*>]?(?:(?:también )?(?:te|le) puede interesar|(?:lee|lea|ver|mira|vea) (?:también|además|más)"
        rf"|más información|para saber más|te recomendamos|no te (?:lo )?pierdas){_HEADLINE}"
        r"|^(?:lee|lea|consulte|consulta) (?:aquí|más sobre|[^.?!]{2,40} aquí[.!]*$)[^.?!]{0,60}[.!]*$",
        max_words=45,
        strikes="También te puede interesar: El juez rechaza la visita al puerto",
        keeps="Le puede interesar al juez que el acusado estuviera en Lima.",
        speech=True,
    ),
    row(
        "related-it",
        "related",
        "leggi interessare interessarti approfondire approfondisci guarda",
        r"^[\[(*>]?(?:leggi (?:anche|pure|qui|tutto)|(?:ti )?(?:può|potrebbe(?:ro)?) (?:anche )?"
        r"interessar(?:e|ti)(?: anche)?"
        rf"|per approfondire|approfondisci|guarda (?:anche|il video)){_HEADLINE}",
        max_words=45,
        strikes="Ti potrebbe interessare anche: Nove sentenze sul porto",
        keeps="Per approfondire: così si chiamava il fascicolo sequestrato.",
        speech=True,
    ),
    row(
        "related-pt",
        "related",
        "leia ler veja saiba confira mais também",
        rf"^[\[(*>]?(?:(?:leia|ler|veja|ver|confira|assista) (?:também|mais|ainda)|saiba mais){_HEADLINE}"
        r"|^(?:veja|leia|confira) (?:(?:mais|todas as) notícias\b[^.?!]{0,80}|[^.?!]{2,40} aqui)[.!]*$",
        max_words=45,
        strikes="Veja também: Nove sentenças que mudaram o porto",
        keeps="Veja também que o contrato nunca foi assinado pela viúva.",
        speech=True,
    ),
    row(
        "related-pl",
        "related",
        "czytaj przeczytaj zobacz sprawdź obejrzyj więcej polecamy",
        r"^[\[(*>]?(?:(?:czytaj|przeczytaj|zobacz|sprawdź|obejrzyj) (?:także|też|również|więcej|dalej)"
        rf"|więcej na ten temat|polecamy){_HEADLINE}"
        r"|^(?-i:CZYTAJ|ZOBACZ|PRZECZYTAJ) (?-i:TAKŻE|TEŻ|RÓWNIEŻ|WIĘCEJ) \S",
        max_words=45,
        strikes="Czytaj także: Sędzia odmawia oględzin portu",
        keeps="Czytaj także drobny druk, radził mu notariusz.",
        speech=True,
    ),
    row(
        "related-nl",
        "related",
        "lees bekijk luister meer",
        r"^[\[(*>]?(?:(?:lees|bekijk|luister) (?:ook|meer|verder|hier)|meer over dit onderwerp)"
        rf"{_HEADLINE}"
        r"|^lees (?:hier|alles|meer) (?:meer |alles |hier )?(?:over|verder)\b[^.?!]{0,60}[.!]*$",
        max_words=45,
        strikes="Lees verder: Drie advocaten verdacht",
        keeps="Lees ook de kleine letters, had de notaris haar geraden.",
        speech=True,
    ),
)

SUBSCRIBERS: Final[tuple[Row, ...]] = (
    row(
        "paywall-foreign",
        "paywall",
        "abonnent abonnenten abonné abonnés abonnée suscriptor suscriptores abbonato abbonati assinante "
        "assinantes "
        "prenumeratorów prenumeratorem konto abonnee abonnees abonnement probeabo abonnez suscríbete "
        "suscríbase assine",
        r"^\W?(?:sie sind bereits abonnent\w{0,4}|(?:bereits|schon) abonnent\w{0,4}|déjà abonnée?s?"
        r"|vous êtes déjà abonnée?s?|ya (?:eres|es) suscriptor[ae]?|sei già abbonat[oa]|già abbonat[oa]"
        r"|já (?:é|és) assinante"
        r"|masz już konto|jesteś (?:już )?prenumeratorem|(?:al|bent u al|ben je al) abonnee) ?\?"
        r"|^(?:(?:cet|dieser|este|questo|dit|ten) )?(?:article|artikel|artículo|articolo|artigo|artykuł"
        r"|contenu"
        r"|contenido|contenuto|conteúdo|treść|inhalt)(?: ist| est| es| è| é| is| jest)?(?: \w{1,12}){0,2} "
        r"(?:abonnent(?:en|innen)|réservé\w?\b.{0,8}\babonnés|exclusivo para (?:suscriptores|assinantes)"
        r"|riservato (?:agli|ai) abbonati|dla prenumeratorów|voor abonnees)[.!]*$"
        r"|^(?:jetzt )?weiterlesen mit [^.?!]{1,30}abo[.!]*$"
        r"|^(?:pour (?:lire la suite|continuer (?:à lire|votre lecture))|para (?:seguir leyendo"
        r"|continuar (?:lendo"
        r"|leyendo))|per continuare (?:a leggere|la lettura)|um weiterzulesen"
        r"|verder lezen)\W{1,2}(?:\w+ )?(?:abonnez-vous"
        r"|suscr[ií]be?te|suscr[ií]base|assine|abbonati|neem een abonnement)\b[^.?!]{0,40}[.!]*$"
        r"|(?:^|[.!] )la suite (?:de cet article )?est réservée (?:aux|à nos) abonnés[.!]*$",
        max_words=20,
        strikes="Déjà abonné ? Connectez-vous.",
        keeps="Déjà abonné à ce service, le plaignant avait payé deux fois.",
    ),
)

FOREIGN: Final = (*NEWSLETTERS, *CHANNELS, *TIPS, *OTHERS, *SUBSCRIBERS)
