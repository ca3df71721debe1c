"""What pages in other languages ask of their readers goes, as one-line paragraphs too; like sentences stay."""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.evidence.wording import match

ASKED: dict[str, str] = {
    "Melden Sie sich hier für unseren wöchentlichen Newsletter an.": "newsletter",
    "Die Urteile der Woche, jeden Freitag in Ihrem Postfach: Jetzt kostenlos anmelden.": "newsletter",
    "Folgen Sie uns auf Facebook und Instagram.": "share",
    "Haben Sie Hinweise zu diesem Fall? Schreiben Sie uns an post@hafen.example.": "tip",
    "Das könnte Sie auch interessieren: Was Mieter jetzt wissen müssen": "related",
    "Sie sind bereits Abonnent? Hier anmelden.": "paywall",
    "Recevez chaque matin l’essentiel des tribunaux dans votre boîte mail.": "newsletter",
    "Une information à nous transmettre ? Contactez la rédaction.": "tip",
    "À lire aussi Le juge refuse la visite du port": "related",
    "Pour lire la suite, abonnez-vous.": "paywall",
    "¿Quieres recibir estas noticias en tu correo? Suscríbete aquí.": "newsletter",
    "Sigue toda la información en nuestro canal de Telegram.": "share",
    "Sigue El Faro en Facebook y X.": "share",
    "Entre no canal do Farol no WhatsApp.": "share",
    "Clique aqui para entrar no nosso grupo de WhatsApp.": "share",
    "Haz clic aquí para unirte a nuestro canal de Telegram.": "share",
    "Unisciti al nostro canale WhatsApp.": "share",
    "Erhalten Sie die Urteile des Tages per E-Mail.": "newsletter",
    "Haben Sie einen Hinweis? Melden Sie sich bei unserer Redaktion.": "tip",
    "¿Tiene alguna pista? Escriba a pistas@faro.example.": "tip",
    "Attiva subito le notifiche e non perdere una sentenza.": "newsletter",
    "¿Has encontrado un error? Contacta con la redacción.": "tip",
    "Te puede interesar: Nueve sentencias que cambiaron el puerto": "related",
    "Ricevi ogni mattina le notizie più importanti nella tua casella di posta.": "newsletter",
    "Hai notato un errore? Segnalalo alla redazione.": "tip",
    "Per approfondire: Tre avvocati indagati": "related",
    "Clique aqui e entre no nosso grupo de WhatsApp.": "share",
    "Receba as principais notícias no seu e-mail.": "newsletter",
    "Saiba mais: Três advogados investigados": "related",
    "Otrzymuj najważniejsze wiadomości prosto na swoją skrzynkę.": "newsletter",
    "Zauważyłeś błąd? Zgłoś go redakcji.": "tip",
    "CZYTAJ WIĘCEJ Trzej adwokaci podejrzani": "related",
    "Niets missen? Abonneer je op onze nieuwsbrief.": "newsletter",
    "Volg De Vuurtoren op Facebook, Instagram of X.": "share",
    "Heb je een tip over deze zaak? Mail naar tips@vuurtoren.example.": "tip",
    "Lees ook onze reconstructie: Hoe de haven dichtging": "related",
}
TOLD = (
    "Entre os presos do canal de Telegram estava um policial.",
    "Sigue cerrado el grupo de WhatsApp de los vecinos.",
    "Sigue la disputa por el puerto en Facebook.",
    "Erhalten Sie eine Kündigung per E-Mail, ist sie unwirksam.",
    "Haben Sie die Glocke gesehen? Melden Sie sich unter der Nummer 040 5550.",
    "Recevez-vous encore les lettres du bailleur par mail ?",
    "Ontvang je zo'n dreigement in je mail, bewaar het dan.",
    "Attiva nel porto dal 2011, la cooperativa curava le notifiche del tribunale.",
    "Assine o boletim de ocorrência, pediu o delegado.",
    "Hai perso la causa? Scrivi al giudice di pace.",
    "Abonnieren Sie den Dienst, habe der Verkäufer gesagt, und Sie zahlen nie wieder.",
    "Mehr zum Thema Mietrecht wollte der Senat nicht entscheiden.",
    "Die Polizei bittet um Hinweise unter der Telefonnummer 040 5550.",
    "Avez-vous des informations sur la victime ? a demandé la présidente.",
    "Lire aussi les annexes du contrat aurait suffi, a estimé la cour.",
    "Lea también la letra pequeña, le dijo el abogado.",
    "Más información que esa no tenía la policía cuando entró en la casa.",
    "Leggi anche le clausole piccole, gli aveva detto il notaio.",
    "Per approfondire la questione il giudice ha nominato un perito.",
    "Siga o carro, teria ordenado o chefe.",
    "Clique aqui, dizia a mensagem que o réu enviou às vítimas.",
    "Masz informacje o synu? pytała sędzia, a świadek milczał.",
    "Lees ook de kleine letters, had de notaris gezegd.",
    "Heeft u informatie over uw zoon? vroeg de rechter, en zij zweeg.",
)
STORY = (
    "<p>Das Gericht entschied am Freitag, dass der Hafen die Mauer abreißen muss, die seit zwölf Jahren das Licht nimmt.</p>"
    "<p>Die Nachbarn hatten geklagt, weil in ihren Küchen auch mittags niemand mehr ohne Lampe lesen konnte.</p>"
)


@pytest.mark.parametrize(("line", "kind"), ASKED.items(), ids=list(ASKED))
def test_what_is_asked_of_readers_goes_from_the_story(line: str, kind: str) -> None:
    cleaned = clean(f"<h1>Die Mauer muss weg</h1>{STORY}<p>{line}</p>{STORY}")
    assert line not in cleaned.text
    assert [r.kind for r in cleaned.removals if r.text == line] == [kind]


@pytest.mark.parametrize("line", TOLD)
def test_a_sentence_of_a_story_that_begins_alike_stays(line: str) -> None:
    assert match(line) is None
