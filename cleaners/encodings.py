"""Names of character encodings as the web uses them.

The rows follow the labels of the WHATWG Encoding Standard (https://encoding.spec.whatwg.org/#names-and-labels),
each under the Python codec that reads a superset of what browsers read under that name. The standard's own
widenings are kept: pages that say `iso-8859-1` or `ascii` hold windows-1252, `gb2312` holds gb18030,
`shift_jis` holds cp932 and `ks_c_5601-1987` cp949. Labels that the standard refuses (`utf-7`,
`hz-gb-2312`, `iso-2022-kr`: they can hide markup in ASCII) are left out; a few that it lacks but pages use
(`utf8mb4`, `cp932`) are added.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

_ROWS: Final = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 utf_8 utf8mb4",
    "cp866": "ibm866 866 cp866 csibm866",
    "iso8859-2": "iso-8859-2 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 iso-ir-101 csisolatin2 l2 latin2",
    "iso8859-3": "iso-8859-3 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 iso-ir-109 csisolatin3 l3 latin3",
    "iso8859-4": "iso-8859-4 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 iso-ir-110 csisolatin4 l4 latin4",
    "iso8859-5": "iso-8859-5 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 iso-ir-144 "
    "csisolatincyrillic cyrillic",
    "iso8859-6": "iso-8859-6 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 iso-ir-127 iso-8859-6-e "
    "iso-8859-6-i csisolatinarabic csiso88596e csiso88596i arabic asmo-708 ecma-114",
    "iso8859-7": "iso-8859-7 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 iso-ir-126 "
    "csisolatingreek greek greek8 ecma-118 elot_928 sun_eu_greek",
    "iso8859-8": "iso-8859-8 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 iso-ir-138 iso-8859-8-e "
    "iso-8859-8-i csisolatinhebrew csiso88598e csiso88598i hebrew visual logical",
    "iso8859-10": "iso-8859-10 iso8859-10 iso885910 iso-ir-157 csisolatin6 l6 latin6",
    "iso8859-13": "iso-8859-13 iso8859-13 iso885913",
    "iso8859-14": "iso-8859-14 iso8859-14 iso885914",
    "iso8859-15": "iso-8859-15 iso8859-15 iso885915 iso_8859-15 csisolatin9 l9",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "koi8-r koi8 koi koi8_r cskoi8r",
    "koi8-u": "koi8-u koi8-ru",
    "mac-roman": "macintosh mac x-mac-roman csmacintosh",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "cp874": "windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620",
    "cp1250": "windows-1250 cp1250 x-cp1250",
    "cp1251": "windows-1251 cp1251 x-cp1251",
    "cp1252": "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 "
    "iso-ir-100 csisolatin1 l1 latin1 ascii us-ascii ansi_x3.4-1968 ibm819 cp819",
    "cp1253": "windows-1253 cp1253 x-cp1253",
    "cp1254": "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 "
    "iso-ir-148 csisolatin5 l5 latin5",
    "cp1255": "windows-1255 cp1255 x-cp1255",
    "cp1256": "windows-1256 cp1256 x-cp1256",
    "cp1257": "windows-1257 cp1257 x-cp1257",
    "cp1258": "windows-1258 cp1258 x-cp1258",
    "gb18030": "gb18030 gbk x-gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280 iso-ir-58",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc_jp": "euc-jp x-euc-jp cseucpkdfmtjapanese",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji ms932 windows-31j csshiftjis cp932",
    "cp949": "euc-kr cseuckr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 csksc56011987 "
    "iso-ir-149 windows-949 cp949 uhc",
    "utf-16-le": "utf-16 utf-16le unicode unicodefeff csunicode ucs-2 iso-10646-ucs-2",
    "utf-16-be": "utf-16be unicodefffe",
}

BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),  # before utf-16-le, whose mark it begins with
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""Byte order marks and the codec each announces."""

CODECS: Final = MappingProxyType(
    {label: codec for codec, labels in _ROWS.items() for label in labels.split()}
)
"""Label, in lower case, to the Python codec that reads it."""

MULTIBYTE: Final = frozenset({"gb18030", "big5hkscs", "euc_jp", "iso2022_jp", "cp932", "cp949"})
"""Codecs in which only some byte sequences are text, so that bytes can prove a label wrong."""

WESTERN: Final = frozenset({"cp1252", "iso8859-15", "mac-roman", "cp1254"})
"""Codecs of Latin script, in which letters beyond ASCII stand alone or in pairs, never in long runs."""

BY_LANGUAGE: Final = MappingProxyType(
    {
        "ru": ("cp1251", "koi8-r", "cp866", "iso8859-5"),
        "uk": ("cp1251", "koi8-u", "iso8859-5"),
        "bg": ("cp1251", "iso8859-5"),
        "ja": ("cp932", "euc_jp"),
        "zh": ("gb18030", "big5hkscs"),
        "ko": ("cp949",),
        "pl": ("iso8859-2", "cp1250"),
        "cs": ("iso8859-2", "cp1250"),
        "sk": ("iso8859-2", "cp1250"),
        "hu": ("iso8859-2", "cp1250"),
        "hr": ("iso8859-2", "cp1250"),
        "sl": ("iso8859-2", "cp1250"),
        "ro": ("iso8859-2", "cp1250"),
        "el": ("iso8859-7", "cp1253"),
        "tr": ("cp1254",),
        "he": ("cp1255", "iso8859-8"),
        "ar": ("cp1256", "iso8859-6"),
        "fa": ("cp1256",),
        "th": ("cp874",),
        "vi": ("cp1258",),
        "lt": ("cp1257", "iso8859-13"),
        "lv": ("cp1257", "iso8859-13"),
        "et": ("cp1257", "iso8859-13"),
    }
)
"""The legacy codecs in which pages of a language were written, by the language's primary subtag."""

GUESSABLE: Final = tuple(dict.fromkeys(("cp1252", *(codec for row in BY_LANGUAGE.values() for codec in row))))
"""Codecs to try on bytes that nothing is said of."""


def codec_of(label: str) -> str | None:
    """The Python codec for a web label, None for one that the web does not know."""
    return CODECS.get(label.strip().strip("\"'").lower())


def name_of(codec: str) -> str:
    """The name by which the Encoding Standard calls what a codec reads: `cp1252` is `windows-1252`."""
    return _ROWS[codec].split(maxsplit=1)[0] if codec in _ROWS else codec
