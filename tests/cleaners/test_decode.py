"""Encodings: each with the right label, a wrong one, none; and what is made of broken bytes."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.decode import Decoded, decode, sniff
from cleaners.encodings import BY_LANGUAGE, CODECS, GUESSABLE, codec_of, name_of

RUSSIAN = "Суд признал, что компания нарушила закон о защите потребителей. Адвокаты подадут апелляцию до мая."
POLISH = "Sąd orzekł, że spółka naruszyła przepisy. Prawnicy zapowiadają apelację, źródła mówią o karze."
FRENCH = "L’avocat a déclaré « non coupable » : la cour a jugé l’affaire à Orléans, où siège le tribunal."
JAPANESE = "裁判所は、同社が消費者保護法に違反したと判断した。弁護士は月末までに控訴する方針だ。"
CHINESE = "法院裁定该公司违反了消费者保护法。律师表示将在月底前提出上诉，发言人说。"
TAIWANESE = "法院裁定該公司違反了消費者保護法。律師表示將在月底前提出上訴，發言人說。"
KOREAN = "법원은 회사가 소비자 보호법을 위반했다고 판결했다. 변호인단은 항소할 방침이다."
GREEK = "Το δικαστήριο έκρινε ότι η εταιρεία παραβίασε τον νόμο. Οι δικηγόροι θα ασκήσουν έφεση."
HEBREW = "בית המשפט קבע כי החברה הפרה את החוק. עורכי הדין מתכוונים לערער עד סוף החודש."

# text, language, Python codec, the Encoding Standard's name, a label pages use for it
ENCODINGS = [
    (FRENCH, "fr", "utf-8", "utf-8", "UTF8"),
    (RUSSIAN, "ru", "utf-8", "utf-8", "utf-8"),
    (JAPANESE, "ja", "utf-8", "utf-8", '"utf-8"'),
    (FRENCH, "fr", "cp1252", "windows-1252", "iso-8859-1"),
    (RUSSIAN, "ru", "cp1251", "windows-1251", "windows-1251"),
    (RUSSIAN, "ru", "koi8-r", "koi8-r", "KOI8-R"),
    (RUSSIAN, "ru", "iso8859-5", "iso-8859-5", "iso-8859-5"),
    (POLISH, "pl", "iso8859-2", "iso-8859-2", "ISO-8859-2"),
    (POLISH, "pl", "cp1250", "windows-1250", "windows-1250"),
    (JAPANESE, "ja", "cp932", "shift_jis", "x-sjis"),
    (JAPANESE, "ja", "euc_jp", "euc-jp", "euc-jp"),
    (JAPANESE, "ja", "iso2022_jp", "iso-2022-jp", "iso-2022-jp"),
    (CHINESE, "zh", "gb18030", "gb18030", "gb2312"),
    (TAIWANESE, "zh", "big5", "big5", "big5"),
    (KOREAN, "ko", "cp949", "euc-kr", "ks_c_5601-1987"),
    (GREEK, "el", "cp1253", "windows-1253", "windows-1253"),
    (HEBREW, "he", "cp1255", "windows-1255", "windows-1255"),
]
IDS = [f"{language}-{codec}" for _, language, codec, _, _ in ENCODINGS]


def page(text: str, head: str = "", language: str = "en") -> str:
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body><p>{text}</p></body></html>'


@pytest.mark.parametrize(
    ("text", "codec", "name", "label"), [(t, c, n, b) for t, _, c, n, b in ENCODINGS], ids=IDS
)
class TestLabelled:
    def test_in_header(self, text: str, codec: str, name: str, label: str) -> None:
        html = page(text)
        got = decode(html.encode(codec), content_type=f"text/html; Charset={label}")
        assert got == Decoded(html.encode(), name, "header")

    def test_in_meta(self, text: str, codec: str, name: str, label: str) -> None:
        quote = "" if label.startswith('"') else '"'
        html = page(text, f"<meta charset={quote}{label}{quote}>")
        assert decode(html.encode(codec), content_type="text/html") == Decoded(html.encode(), name, "meta")

    def test_in_http_equiv(self, text: str, codec: str, name: str, label: str) -> None:
        content = "text/html; charset=" + label.strip('"')
        html = page(text, f"<meta content='{content}' http-equiv=Content-Type>")
        assert decode(html.encode(codec)) == Decoded(html.encode(), name, "meta")


@pytest.mark.parametrize(("text", "language", "codec"), [row[:3] for row in ENCODINGS], ids=IDS)
def test_no_label(text: str, language: str, codec: str) -> None:
    html = page(text, language=language)
    got = decode(html.encode(codec))
    assert (got.text, got.source, got.notes) == (html, "detector", ())


# iso-2022-jp is left out: all its bytes are ASCII, so that it is good utf-8
LEGACY = [
    (row[:3], name) for row, name in zip(ENCODINGS, IDS, strict=True) if row[2] not in ("utf-8", "iso2022_jp")
]


@pytest.mark.parametrize(
    ("text", "language", "codec"), [row for row, _ in LEGACY], ids=[name for _, name in LEGACY]
)
def test_a_utf8_label_on_other_bytes_is_not_believed(text: str, language: str, codec: str) -> None:
    html = page(text, language=language)
    got = decode(html.encode(codec), content_type="text/html; charset=utf-8")
    assert (got.text, got.source, got.notes) == (html, "detector", ("header says utf-8, the bytes are not",))


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (KOREAN, "cp949"),
        (TAIWANESE, "big5"),
        (GREEK, "cp1253"),
        (HEBREW, "cp1255"),
        (FRENCH, "cp1252"),
    ],
)
def test_neither_label_nor_language(text: str, codec: str) -> None:
    assert decode((text * 3).encode(codec)).text == text * 3


def test_a_wrong_header_gives_way_to_a_right_meta() -> None:
    html = page(RUSSIAN, "<meta charset=koi8-r>")
    got = decode(html.encode("koi8-r"), content_type="text/html; charset=utf-8")
    assert got == Decoded(html.encode(), "koi8-r", "meta", ("header says utf-8, the bytes are not",))


@pytest.mark.parametrize(
    "label", ["iso-8859-1", "windows-1252", "windows-1251", "latin2", "euc-jp", "gbk", "big5"]
)
@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, JAPANESE], ids=["fr", "ru", "ja"])
def test_a_label_on_utf8_bytes_is_not_believed(label: str, text: str) -> None:
    got = decode(page(text).encode(), content_type=f"text/html; charset={label}")
    name = name_of(codec_of(label) or "")
    assert got == Decoded(
        page(text).encode(), "utf-8", "detector", (f"header says {name}, the bytes are utf-8",)
    )


@pytest.mark.parametrize(
    ("text", "language", "codec"),
    [
        (RUSSIAN, "ru", "cp1251"),
        (JAPANESE, "ja", "euc_jp"),
        (CHINESE, "zh", "gb18030"),
        (GREEK, "el", "cp1253"),
    ],
    ids=["ru", "ja", "zh", "el"],
)
def test_a_server_default_of_latin1_is_not_believed_on_other_scripts(
    text: str, language: str, codec: str
) -> None:
    got = decode(page(text, language=language).encode(codec), content_type="text/html; charset=ISO-8859-1")
    assert got.text == page(text, language=language)
    assert got.notes == ("header says windows-1252, the bytes are no Latin script",)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_beats_every_label(codec: str) -> None:
    html = page(FRENCH, "<meta charset=koi8-r>")
    got = decode(html.encode(codec), content_type="text/html; charset=shift_jis")
    assert (got.text, got.source, got.notes) == (html, "bom", ())


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [(b"\xff\xfe", "utf-16-le", "utf-16"), (b"\xfe\xff", "utf-16-be", "utf-16be")],
)
def test_utf16_either_way_round(mark: bytes, codec: str, name: str) -> None:
    html = page(JAPANESE)
    assert decode(mark + html.encode(codec)) == Decoded(html.encode(), name, "bom")
    assert decode(html.encode(codec)) == Decoded(html.encode(), name, "detector")


def test_utf16_in_meta_means_utf8() -> None:
    html = page(FRENCH, '<meta charset="utf-16">')
    assert decode(html.encode()) == Decoded(html.encode(), "utf-8", "meta")


def test_utf16_in_the_header_needs_zero_bytes() -> None:
    got = decode(page(FRENCH).encode(), content_type="text/html; charset=utf-16le")
    assert (got.text, got.notes) == (page(FRENCH), ("header says utf-16, the bytes are not",))


def test_smart_quotes_under_a_latin1_label() -> None:
    got = decode(b"<p>\x93No\x94 \x96 it\x92s over</p>", content_type="text/html; charset=iso-8859-1")
    assert got == Decoded("<p>“No” – it’s over</p>".encode(), "windows-1252", "header")


def test_smart_quotes_under_a_utf8_label() -> None:
    got = decode(b"<p>\x93No\x94 \x96 it\x92s over</p>", content_type="text/html; charset=utf-8")
    assert got.text == "<p>“No” – it’s over</p>"
    assert got.encoding == "windows-1252"


def test_a_few_broken_bytes_do_not_make_utf8_something_else() -> None:
    body = page(FRENCH * 3).encode().replace(b"</p>", b"\xff and \xe9</p>")
    for content_type in ("", "text/html; charset=utf-8"):
        got = decode(body, content_type=content_type)
        assert got.encoding == "utf-8"
        assert got.text == page(FRENCH * 3).replace("</p>", "\ufffd and \ufffd</p>")
        assert got.notes == ("2 broken byte sequences replaced",)


def test_a_page_that_itself_holds_replacement_characters_is_not_broken() -> None:
    assert decode("<p>Was lost: \ufffd\ufffd</p>".encode()) == Decoded(
        "<p>Was lost: \ufffd\ufffd</p>".encode(), "utf-8", "detector"
    )


@pytest.mark.parametrize(
    ("text", "codec"), [(FRENCH, "utf-8"), (JAPANESE, "utf-8"), (JAPANESE, "shift_jis"), (KOREAN, "euc-kr")]
)
def test_a_cut_last_character_is_no_lie(text: str, codec: str) -> None:
    body = (text[:-1] + ("é" if codec == "utf-8" else text[0])).encode(codec)[:-1]
    got = decode(body, content_type=f"text/html; charset={codec}")
    assert (got.text, got.source, got.notes) == (text[:-1], "header", ("ends in the middle of a character",))


def test_one_high_byte_at_the_end_is_a_letter() -> None:
    assert decode(b"caf\xe9").text == "café"


@pytest.mark.parametrize("label", ["klingon", "utf-7", "hz-gb-2312", "x" * 1000, "\udcff"])
def test_unknown_labels_are_noted(label: str) -> None:
    got = decode(page(FRENCH).encode(), content_type=f"text/html; charset={label}")
    assert (got.text, got.source) == (page(FRENCH), "detector")
    assert got.notes == (f"header names an unknown encoding {label[:40]!r}",)


@pytest.mark.parametrize(
    "head",
    [
        "<!-- <meta charset=koi8-r> --><meta charset=windows-1251>",
        '<meta name="description" content="charset=koi8-r"><meta charset=windows-1251>',
        f"<script>{'x' * 5000}</script><meta charset=windows-1251>",
        '<META HTTP-EQUIV="Content-Type" CONTENT="text/html;charset=windows-1251">',
    ],
    ids=["comment", "description", "late", "upper case"],
)
def test_where_meta_is_looked_for(head: str) -> None:
    assert decode(page(RUSSIAN, head).encode("cp1251")) == Decoded(
        page(RUSSIAN, head).encode(), "windows-1251", "meta"
    )


def test_xml_declaration() -> None:
    xhtml = "<?xml version='1.0' encoding='windows-1251'?>" + page(RUSSIAN)
    assert decode(xhtml.encode("cp1251")) == Decoded(xhtml.encode(), "windows-1251", "meta")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"a\x00b\x0bc\x1fd\x7f\n\t", "abcd\n\t"),
        ("It\u0092s \u0093so\u0094\u0081 \u00a0é".encode(), "It’s “so” \u00a0é"),
        ("\ufeffA \ud83d\ude00 b \ud800", "A 😀 b \ufffd"),
        ("\x00\x01é", "é"),
        ("", ""),
        (b"", ""),
    ],
)
def test_what_no_text_holds_is_made_harmless(body: bytes | str, text: str) -> None:
    assert decode(body).text == text


def test_str_says_so() -> None:
    assert decode("naïve") == Decoded("naïve".encode(), "", "str")


@given(st.binary(max_size=300), st.sampled_from(["", *(f"text/html; charset={label}" for label in CODECS)]))
def test_no_bytes_raise(body: bytes, content_type: str) -> None:
    got = decode(body, content_type=content_type)
    got.text.encode()
    assert "\x00" not in got.text
    sniff(body)


@given(st.text(st.characters(), max_size=200), st.text(max_size=50))
def test_no_text_raises(body: str, content_type: str) -> None:
    decode(body, content_type=content_type).text.encode()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode(), content_type="text/html; charset=utf-8").text == text.removeprefix("\ufeff")


_PIECES = [b"a", b"\n", "é".encode(), "…".encode(), "😀".encode(), b"\xe2\x80", b"\x99", b"\xc3", b"\xf0\x9f"]


@given(
    st.builds(
        lambda before, pieces, behind: b"a" * before + b"".join(pieces) + b"a" * behind,
        st.sampled_from([0, 4090, 4095, 8191]),  # a body is looked through in stretches
        st.lists(st.sampled_from(_PIECES), min_size=1, max_size=12),
        st.sampled_from([0, 4090, 9000]),
    )
)
def test_bytes_are_utf8_only_where_python_reads_them_so(body: bytes) -> None:
    broken = "broken" in " ".join(decode(body, content_type="text/html; charset=utf-8").notes)
    sound = body.decode("utf-8", "replace").count("\ufffd") == 0
    assert not (sound and broken)
    if not sound:  # it is another encoding, or what is broken is replaced
        assert decode(body).encoding != "utf-8" or decode(body).raw != body


@pytest.mark.parametrize(
    "unit", [b"\xff", b"<meta ", b"<meta charset=", b"<!--", b"\x81\x40", b"\xc3\xa9", b"[", b'{"', b"<html "]
)
def test_ten_megabytes_take_bounded_time(unit: bytes) -> None:
    body = unit * (10_000_000 // len(unit))
    start = time.perf_counter()
    decode(body, content_type="text/html; charset=gbk")
    sniff(body)
    assert time.perf_counter() - start < 20  # a few seconds at worst


def test_every_codec_exists_and_has_a_name() -> None:
    for label, codec in CODECS.items():
        assert "é".encode(codec, "ignore").decode(codec) in ("é", "")
        assert codec_of(label.upper()) == codec
        assert codec_of(name_of(codec)) == codec
    assert set(GUESSABLE) >= {codec for row in BY_LANGUAGE.values() for codec in row}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"\n %PDF-1.4", "pdf"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "jpeg"),
        (b"\x89PNG\r\n\x1a\n\x00", "png"),
        (b"GIF89a\x01\x00", "gif"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "webp"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x00\x00\x00\x18ftypmp42", "mp4"),
        (b"\x00\x00\x00\x1cftypavif", "avif"),
        (b"wOF2\x00\x01", "woff2"),
        (b"wOFF\x00\x01", "woff"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
        (bytes(range(32)) * 20, "binary"),
        (b'{"a": "<p>markup inside a string</p>"}', "json"),
        (b' \n[{"id": 1}, {"id": 2}]', "json"),
        (b"\xef\xbb\xbf{}", "json"),
        (b'{"id": 1}\n{"id": 2}\n', "json"),
        (b'{"cut": "off in the mid', "json"),
        (b"[" * 5000, "json"),
        (json.dumps({"list": list(range(5000))}).encode(), "json"),
        (b'<?xml version="1.0"?>\n<rss version="2.0"><channel>', "rss"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><!-- by hand --><?xml-stylesheet href="a"?><feed>', "atom"),
        (b"<rdf:RDF\n xmlns='x'>", "rss"),
        (b'<?xml version="1.0"?><urlset xmlns="x">', "sitemap"),
        (b'<sm:sitemapindex xmlns:sm="x">', "sitemap"),
        (b"<svg xmlns='x' viewBox='0 0 1 1'><text>Story</text></svg>", "svg"),
        (b"<?xml version='1.0'?><!DOCTYPE svg PUBLIC 'x' [ <!ENTITY a 'b'> ]>\n<svg width='1'>", "svg"),
        (b"<svg style='display:none' xmlns='x'><path/></svg><!doctype html><p>The story", None),
        (b"<svg viewBox='0 0 1 1'></svg> A part of a page", None),
        (b"<rss> is the element with which a feed begins, and version = 2 is one of them.", None),
        (b"<!---->" * 500 + b"<p>rss", None),
        (b"<!--" * 1000, None),
        (b'<?xml version="1.0"?><!DOCTYPE html><html><body>', None),
        (b"<feedback>x</feedback>", None),
        (b"<p>The <rss> tag</p>", None),
        (b"", None),
        (b"a", None),
        (b"<!doctype html><p>Hello", None),
        (b"[Updated at noon] The court ruled.", None),
        (b"[1] A footnote opens this text.", None),
        (b"{Editor's note: braces} open this text.", None),
        (b'{"@context": "x"} is printed, then <p>the story</p>', None),
        ("Ein Satz, auch über Züge.".encode("cp1252"), None),
        ("<p>日本語</p>".encode("utf-16"), None),
        ("<p>Two bytes a letter</p>".encode("utf-16-le"), None),
        (JAPANESE.encode("cp932"), None),
        (JAPANESE.encode("iso2022_jp"), None),
        (b"MZ is no magic by itself; PK and BM are not either.", None),
        (b"text with one stray \x00 zero", None),
    ],
)
def test_sniff(body: bytes, kind: str | None) -> None:
    assert sniff(body) == kind
