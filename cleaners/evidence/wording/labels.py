"""Labels: blocks that are a fixed string and nothing else.

They are compared as `label` folds them: lower case, without the counts, arrows, quotation marks and
punctuation around them, so that "» Comments (4)", "COMMENTS:" and "12 comments" are one label. `STRIKING`
are no part of a story wherever they stand. `NAMING` may also be a sub-heading of a story, or a thing in
a list; they only name the kind of a block that other evidence has cut. Each kind has the English labels
first, then those of the other languages that are common on the sites seen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cleaners.model import Kind

_AROUND: Final = " \t\n.,:;!?…>»›→↓▼▶<«‹←-|/*•·()[]{}+#0123456789'\""


def label(folded: str) -> str:
    """A block's text as labels are compared."""
    return folded.lower().strip(_AROUND)


def _table(labels: Mapping[Kind, str]) -> Mapping[str, Kind]:
    """Label to kind. Labels are parted by semicolons or line ends."""
    return MappingProxyType(
        {
            entry: kind
            for kind, text in labels.items()
            for part in re.split(r"[;\n]", text)
            if (entry := part.strip())
        }
    )


STRIKING: Final = _table(
    {
        "credit": """
            ap photo; courtesy photo; file photo; getty images; image credit; image source; photo credit
        """,
        "ad": """
            ad; ad choices; ad feedback; adchoices; supported by; advertiser disclosure; advert; advertisement
            advertisement - continue reading below; advertisement - scroll to continue
            advertisement. article continues below; advertisement. scroll to continue reading
            advertisements; advertiser content; article continues after advertisement
            article continues after this advertisement; article continues below
            article continues below advertisement; article continues below this ad; close ad
            content continues below; continue reading below; donate now; download our app; download the app
            get the app; hide ad; paid advertisement; paid content; paid post; partner content
            promoted content; remove ads; report ad; report this ad; scroll down to continue
            scroll to continue; scroll to continue with content; skip ad; skip advertisement
            sponsor content; sponsor message; sponsored; sponsored by; sponsored content; sponsored links
            story continues after advertisement; story continues below; story continues below advertisement
            story continues below this ad; support our journalism; thanks for your feedback
            this advertisement has not loaded yet; why am i seeing this ad
            anzeige; werbung; publicité; publicidad; publicidade; pubblicità; anuncio; advertentie
            continua después de la publicidad; la suite après la publicité; weiter nach der anzeige
            artikel gaat verder onder de advertentie; annons; annonse; reklama; реклама
        """,
        "newsletter": """
            daily newsletter; email newsletter; email newsletters; enter your email
            enter your email address; free newsletter; free newsletters; get our newsletter
            get the newsletter; join our mailing list; join our newsletter; newsletter sign up
            newsletter sign-up; newsletter signup; our newsletter; our newsletters; sign me up; sign up
            sign up for free; sign up for newsletters; sign up for our newsletter
            sign up for our newsletters; sign up for updates; sign up here; sign up now; sign up today
            subscribe; subscribe for free; subscribe here; subscribe now; subscribe to newsletter
            subscribe to newsletters; subscribe to our newsletter; subscribe to our newsletters
            subscribe to the newsletter; subscribe today; subscribe via email; thank you for signing up
            thank you for subscribing; thanks for signing up; thanks for subscribing; unsubscribe
            unsubscribe anytime; your email; your email address
            newsletter abonnieren; jetzt abonnieren; abonnieren; s'abonner; s'inscrire à la newsletter
            abonnez-vous; inscrivez-vous; inscrivez-vous à la newsletter; suscríbete; suscribirse
            suscríbete a nuestro boletín; suscríbete a nuestra newsletter; iscriviti
            iscriviti alla newsletter; iscriviti alla nostra newsletter; abbonati; assine
            assine a newsletter; assine nossa newsletter; inscreva-se; nieuwsbrief; aanmelden nieuwsbrief
            abonneer; abonneer je; schrijf je in
            zapisz się; zapisz się na newsletter; zapisz się do newslettera; subskrybuj
        """,
        "related": """
            also read; around the web; continue reading; don't miss; don't miss these; editor's pick
            editor's picks; editor's recommendations; editors' pick; editors' picks; editors' recommendations
            from around the web; from our partners; recommended by our editors
            from the web; further reading; in case you missed it; keep reading; latest articles
            latest headlines; latest news; latest posts; latest stories; more articles; more coverage
            more from the web; more from this author; more from this section; more from this series
            more headlines; more in this section; more like this; more news; more on this
            more on this story; more on this topic; more posts; more stories; more stories for you
            more stories from this section; more to read; more top stories; more videos; most commented
            most popular; most popular articles; most popular stories; most read; most read articles
            most read stories; most recent; most shared; most viewed; must read; must reads; must-read
            must-reads; newer post; newer posts; next article; next post; next story; next up; older post
            older posts; other stories; people also read; people are reading; popular articles; popular now
            popular posts; popular stories; previous article; previous post; previous story
            promoted stories; read also; read full story; read more; read more here; read more stories
            read next; read next article; read the full article; read the full story; read this next
            recent articles; recent news; recent posts; recent stories; recommended articles
            recommended by; recommended for you; recommended reading; recommended stories
            recommended videos; related; related article; related articles; related content
            related coverage; related items; related links; related news; related post; related posts
            related reading; related stories; related story; related to this story; related video
            related videos; see also; similar articles; similar posts; similar stories
            stories for you; suggested articles; suggested reading; suggested stories; today's top stories
            top headlines; top news; top stories; trending; trending articles; trending news; trending now
            trending stories; trending topics; up next; we recommend; what others are reading
            what to read next; you may also be interested in; you may also enjoy; you may also like
            you may be interested in; you may have missed; you may like; you might also be interested in
            you might also enjoy; you might also like; you might be interested in; you might like
            you'll also like; you'll love
            auch interessant; das könnte sie auch interessieren; das könnte dich auch interessieren
            das könnte ihnen auch gefallen; lesen sie auch; lesen sie mehr zum thema; mehr zum thema
            weitere artikel; à lire aussi; à lire également; lire aussi; lire la suite; lire plus
            articles liés; sur le même sujet; vous aimerez aussi; artículos relacionados; leer más
            lee también; lea también; más noticias; más información; noticias relacionadas
            te puede interesar; también te puede interesar; te recomendamos; articoli correlati
            leggi anche; leggi tutto; potrebbe interessarti; potrebbe interessarti anche
            ti potrebbe interessare; artigos relacionados; leia mais; leia também; notícias relacionadas
            veja também; lees ook; lees meer; lees verder; gerelateerde artikelen; meer nieuws
            czytaj także; czytaj też; czytaj również; czytaj więcej; czytaj dalej; przeczytaj także
            przeczytaj również; zobacz także; zobacz też; zobacz również; polecamy; powiązane artykuły
            więcej na ten temat; najczęściej czytane; najnowsze wiadomości
        """,
        "share": """
            click to share; copied; copied to clipboard; copy link; copy url; email this
            email this article; follow us; follow us on; follow us on facebook; follow us on google news
            follow us on instagram; follow us on social media; follow us on twitter; follow us on x
            like loading; like this; like us on facebook; link copied; link copied to clipboard; pin it
            print article; print this article; print this page; save article; save for later; save story
            share; share article; share by email; share full article; share it; share on; share on bluesky
            share on email; share on facebook; share on flipboard; share on linkedin; share on pinterest
            share on reddit; share on social media; share on telegram; share on tumblr; share on twitter
            share on whatsapp; share on x; share options; share story; share the post; share this
            share this article; share this entry; share this link; share this on; share this page
            share this post; share this story; share this video; share to facebook; share to twitter
            share via; share via email; share via facebook; share with friends; thank you for sharing
            tweet; tweet this
            artikel teilen; auf facebook teilen; teilen; partager; partager cet article
            partager sur facebook; compartir; compartir en facebook; condividi; condividi su facebook
            compartilhar; compartilhe; partilhar; delen; deel dit artikel
            udostępnij; udostępnij na facebooku; obserwuj nas; folgen sie uns; suivez-nous; síguenos; seguici
            siga-nos; volg ons
        """,
        "byline": """
            posted by; written by
        """,
        "date": """
            last modified; last modified on; last updated; last updated on; posted on; published on
        """,
        "bio": """
            about the author; about the authors; meet the author; more about the author
        """,
        "tip": """
            contact the author; contact the newsroom; email the author; got a tip; have a news tip
            have a story idea; have a tip; report a typo; report an error; request a correction
            send a letter to the editor; send a tip; send tips; send us a tip; submit a correction
            submit a letter to the editor; submit a news tip; submit a tip; suggest a correction; tip us
        """,
        "legal": """
            accept all cookies; accept cookies; all rights reserved; attorney advertising; cookie notice
            cookie policy; cookie preferences; cookie settings; cookies policy; cookies settings
            copyright notice; do not sell my info; do not sell my personal info
            do not sell my personal information; do not sell or share my personal information
            licence this article; manage consent; manage cookies; privacy notice; privacy overview
            privacy policy; privacy preferences; privacy settings; privacy statement
            purchase licensing rights; reject all; reprints; reprints & permissions
            reprints and permissions; request permission; rights & permissions; rights and permissions
            terms & conditions; terms and conditions; terms of service; terms of use
            your california privacy rights; your privacy choices
            alle rechte vorbehalten; datenschutz; datenschutzerklärung; tous droits réservés
            todos los derechos reservados; tutti i diritti riservati; riproduzione riservata
            © riproduzione riservata; todos os direitos reservados; alle rechten voorbehouden
        """,
        "tags": """
            filed under; posted in; related tags; related topics; tagged with; tags
            schlagwörter; mots-clés; etiquetas
        """,
        "comments": """
            add a comment; add comment; add your comment; be the first to comment; cancel reply
            click to comment; comment; comment on this article; comment on this story; comments
            comments are closed; comments are off; comments closed; comments off; hide comments
            join the conversation; join the discussion; leave a comment; leave a comment cancel reply
            leave a reply; leave a reply cancel reply; leave comment; leave your comment; load comments
            load more comments; loading comments; log in to comment; log in to reply; no comments
            no comments yet; post a comment; post comment; read comments; read the comments
            reader comments; reply; show comments; start the conversation; submit comment
            this comment has been deleted; view all comments; view comments; what do you think
            write a comment; write your comment; you must be logged in to post a comment
            kommentar hinterlassen; kommentar schreiben; kommentare; laisser un commentaire; commentaires
            comentarios; deja un comentario; deja una respuesta; commenti; lascia un commento; comentários
            deixe um comentário; deixe uma resposta; reacties; reageer; geef een reactie
            komentarze; dodaj komentarz; skomentuj
        """,
        "paywall": """
            already a member; already a subscriber; already have an account; become a member
            become a subscriber; create a free account; create account; create an account
            exclusive for subscribers; exclusive to subscribers; for subscribers; for subscribers only
            forgot password; forgot your password; free trial; log in; log in or register
            log in or subscribe; log in to continue; log out; login; members only; my account
            not a subscriber; please log in; please sign in; remember me; sign in; sign in or register
            sign in or subscribe; sign in to continue; sign in to continue reading; sign out
            start free trial; start your free trial; subscribe to continue; subscribe to continue reading
            subscriber exclusive; subscriber only; subscriber-only; subscribers only; subscription options
            this article is for subscribers only; unlock this article; view subscription options
            anmelden; jetzt registrieren; se connecter; réservé aux abonnés; article réservé aux abonnés
            iniciar sesión; exclusivo para suscriptores; contenuto riservato agli abbonati; accedi
            conteúdo exclusivo para assinantes; inloggen; zaloguj się
        """,
        "player": """
            audio player; click to play; close video; current time; full screen; listen now
            listen to article; listen to the article; listen to this article; listen to this story
            loading the player; min read; mins read; minute listen; minute read; minutes listen
            minutes read; now playing; pause video; play audio; play video; playback speed
            please wait while we load the video; replay video; seek to live; stream type live
            tap to unmute; this video can not be played; this video cannot be played
            this video file cannot be played; unmute; video ad feedback; video player
            video player is loading; video unavailable; view all photos; view gallery; watch live
            watch now; watch the video; watch video; your browser does not support the audio element
            your browser does not support the video tag
            artikel anhören; écouter l'article; escuchar artículo; ascolta l'articolo; ouvir artigo
            luister naar dit artikel
        """,
        "navigation": """
            back to all news; back to all posts; back to article; back to blog; back to home
            back to homepage; back to news; back to search results; back to the top; back to top
            close alert; close dialog; close menu; close modal; go to top; jump to comments
            jump to content; jump to main content; jump to navigation; load more; main menu
            main navigation; open in app; open menu; open navigation; open navigation menu
            opens in a new tab; opens in a new window; opens in new tab; opens in new window; opens new tab
            page not found; post navigation; posts navigation; return to homepage; return to top
            scroll to top; search for; see all; see the answer on the next page; select page; show less
            show more; site map; skip navigation; skip to article; skip to content; skip to footer
            skip to main; skip to main content; skip to navigation; skip to primary content; skip to search
            skip to the content; swipe left below to view more authors; table of contents; toggle menu
            toggle navigation; top of page; view all; view all posts; view more; was this article helpful
            was this article useful; was this helpful; was this page helpful
            zum inhalt springen; zum hauptinhalt springen; aller au contenu; aller au contenu principal
            saltar al contenido; ir al contenido; vai al contenuto; ir para o conteúdo; ga naar de inhoud
        """,
    }
)

NAMING: Final = _table(
    {
        "credit": """
            associated press; courtesy; credit; handout; image; photo; reuters; shutterstock; source
        """,
        "ad": """
            ads; advertise; advertise with us; advertising; book a demo; deals; donate; get a demo
            gift cards; pricing; products; promoted; shop; store; support; support us
            buy now; coupon codes; deal of the day; see it; shop now; shop this look; shop this story
            view deal
        """,
        "newsletter": """
            e-mail; email; email address; email alerts; first name; last name; name; newsletter
            newsletters; stay informed; submit
        """,
        "related": """
            archive; archives; featured; latest; more; popular; read story; read the story; recommended
            stories; view story; watch next
            what's new
        """,
        "share": """
            bluesky; bookmark; connect; connect with us; facebook; flipboard; follow; gift; instagram; like
            linkedin; mastodon; messenger; pinterest; pocket; print; reddit; rss; rss feed; save; shares
            sharing is caring; sms; snapchat; social media; stay connected; telegram; threads; tiktok
            tumblr; twitter; whatsapp; x; youtube
            download & print; download pdf; email me; font size; print page; send; text size
        """,
        "byline": """
            about author; author; authors; by; contributors; published by; reported by
            von; par; por; di; door
        """,
        "date": """
            day ago; days ago; hour ago; hours ago; minutes ago; posted; published; updated; weeks ago
        """,
        "tip": """
            contact; contact us; corrections; feedback; get in touch; help; letters; letters to the editor
        """,
        "legal": """
            accessibility; accessibility statement; cookies; copyright; disclaimer; legal; licensing
            permissions; privacy; terms
        """,
        "tags": """
            categories; category; in this story; keywords; topics
        """,
        "comments": """
            community; conversation; discussion; replies; responses
        """,
        "paywall": """
            account; membership; password; premium; register; registration; subscriptions; username
        """,
        "player": """
            audio; gallery; listen; live; loading; photos; play; podcast; podcasts; settings; video; videos
            watch
            back to gallery; caption; cc; enlarge; enlarge image; hide caption; live tv; open gallery; replay
            show caption; subtitles; toggle caption; video duration; view video
        """,
        "navigation": """
            about; about us; back; blog; business; careers; close; contents; culture; dismiss; edition
            education; entertainment; events; expand; explore; faq; faqs; health; home; in this article
            jobs; language; learn more; less; lifestyle; local; magazine; main; menu; navigation; news
            next; on this page; opinion; our team; page; people; politics; prev; previous; quick links
            resources; science; search; sections; services; sitemap; sports; technology; top; travel; u.s
            weather; world
            click to hide; click to show; expand all; now reading; read less; readmore; swipe; text input
        """,
    }
)
