"""JSON-LD: which node is the page's article, and what is made of broken JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from cleaners.metadata import jsonld, read, tolerant

URL = "https://www.lantern.example/courts/ruling"


def title_of(*documents: Any, h1: str = "") -> str | None:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in documents)
    return read(LexborHTMLParser(f"<head>{scripts}</head><body><h1>{h1}</h1>"), url=URL).title


STORY = {"@type": "NewsArticle", "headline": "Court rules on the fees", "url": URL}
OTHER = {
    "@type": "NewsArticle",
    "headline": "A storm nears the coast",
    "url": "https://www.lantern.example/storm",
}


@pytest.mark.parametrize(
    "documents",
    [
        pytest.param([STORY], id="single"),
        pytest.param([[STORY]], id="array"),
        pytest.param([{"@graph": [{"@type": "WebSite", "name": "The Lantern"}, STORY]}], id="graph"),
        pytest.param([{"@type": "WebPage", "mainEntity": STORY}], id="main entity"),
        pytest.param([{"@type": "Organization", "name": "The Lantern"}, STORY], id="second script"),
        pytest.param([OTHER, STORY], id="told by address"),
        pytest.param(
            [{"@type": "ItemList", "itemListElement": [{"item": OTHER}]}, STORY], id="list of others"
        ),
        pytest.param(
            [{"@type": "ItemList", "itemListElement": [{"item": OTHER}, {"item": STORY}]}], id="own in a list"
        ),
        pytest.param([{**STORY, "hasPart": [OTHER], "isPartOf": OTHER}], id="parts"),
        pytest.param(
            [{**STORY, "@type": ["Thing", "https://schema.org/OpinionNewsArticle"]}], id="type list"
        ),
        pytest.param([{**STORY, "@type": "schema:ReportageNewsArticle"}], id="prefixed type"),
        pytest.param([{"@type": "BlogPosting", "Headline": "Court rules on the fees"}], id="key in capitals"),
        pytest.param(
            [{**STORY, "url": None, "mainEntityOfPage": {"@id": URL}}, OTHER], id="main entity of page"
        ),
        pytest.param(
            [
                {
                    **STORY,
                    "@type": "LiveBlogPosting",
                    "liveBlogUpdate": [{**STORY, "headline": "An update of noon"}],
                }
            ],
            id="live blog",
        ),
        pytest.param([{"@type": "WebPage", "name": "Court rules on the fees", "url": URL}], id="web page"),
    ],
)
def test_the_pages_own_article_is_found(documents: list[Any]) -> None:
    assert title_of(*documents) == "Court rules on the fees"


def test_told_by_headline() -> None:
    first = {"@type": "Article", "headline": "A storm nears the coast"}
    second = {"@type": "Article", "headline": "Court's ruling on fees"}
    assert title_of(first, second, h1="Court’s ruling on fees") == "Court’s ruling on fees"


@pytest.mark.parametrize(
    "document",
    [
        pytest.param({"@type": "ItemList", "itemListElement": [OTHER]}, id="listing"),
        pytest.param({"@type": "JobPosting", "title": "Clerk"}, id="job"),
        pytest.param({"@type": "Person", "name": "Jane Doe"}, id="person"),
        pytest.param({**STORY, "@type": "Product"}, id="product"),
        pytest.param("text", id="string"),
        pytest.param(None, id="null"),
        pytest.param([[[[]]]], id="nothing"),
        pytest.param({"@type": {"a": 1}, "headline": ["x"]}, id="odd type"),
    ],
)
def test_no_article(document: Any) -> None:
    assert title_of(document) is None


def test_fields_are_filled_from_the_next_node_about_the_page() -> None:
    wider = {**STORY, "@type": "WebPage", "author": {"name": "Jane Doe"}}
    tree = LexborHTMLParser(f'<script type="application/ld+json">{json.dumps([STORY, wider])}</script>')
    assert read(tree, url=URL).authors == ("Jane Doe",)


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ('{"a": 1}', [{"a": 1}]),
        ('{"a": [1, 2,], "b": 3,}', [{"a": [1, 2], "b": 3}]),
        ('{"a": "x"\n"b": "y"}', [{"a": "x", "b": "y"}]),
        ('{"a": , "b": 1}', [{"a": None, "b": 1}]),
        ('{"a": "two\nlines\tand \x01"}', [{"a": "two\nlines\tand \x01"}]),
        ('<!-- {"a": 1} -->', [{"a": 1}]),
        ('<!--//--><![CDATA[//><!--\n{"a": 1}\n//--><!]]>', [{"a": 1}]),
        ('//<![CDATA[\n{"a": 1}\n//]]>', [{"a": 1}]),
        ('/*<![CDATA[*/{"a": 1}/*]]>*/', [{"a": 1}]),
        ('{"a": 1};', [{"a": 1}]),
        ('{"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}]),
        ('{"a": 1}, {"b": 2}', [{"a": 1}, {"b": 2}]),
        ('{"a": NaN, "b": Infinity}', [{"a": None, "b": None}]),
        ('{"a": undefined, "b": true}', [{"a": None, "b": True}]),
        ('{"a": "He said "no" twice", "b": 1}', [{"a": 'He said "no" twice', "b": 1}]),
        ('{"a": "He said "no", "yes" and left", "b": 1}', [{"a": 'He said "no", "yes" and left', "b": 1}]),
        ('{"a": ["one "of" two", "three"]}', [{"a": ['one "of" two', "three"]}]),
        ("{&quot;a&quot;: &quot;b &amp; c&quot;}", [{"a": "b & c"}]),
        ('{"a": {"b": "c", "d": "cut o', [{"a": {"b": "c", "d": "cut o"}}]),
        ('{"a": "b", "c', [{"a": "b"}]),
        ("{a: 'b', c: 12}", [{"a": "b", "c": 12}]),
        ('{"a": "don\\\'t", }', [{"a": "don't"}]),
        ('{"a": "\\u00e9\\n\\/", }', [{"a": "é\n/"}]),
        ('{"a": [1, 2}', [{"a": [1, 2]}]),
        ('{"a": 1]', [{"a": 1}]),
        ('var x = {"a": 1}', [{"a": 1}]),
        ('// note\n{"a": 1, // one\n "b": 2}', [{"a": 1, "b": 2}]),
        ("", []),
        ("no json", []),
        ("5", []),
        ('{"a": ' + "9" * 5000 + "}", [{"a": "9" * 5000}]),
    ],
)
def test_broken_json(text: str, documents: list[Any]) -> None:
    assert tolerant.loads(text) == documents


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
    )
)
@example({"]]>": None, "<![CDATA[": "of a string"})
@example({"<![CDATA[": None})
def test_good_json_is_read_as_json_reads_it(value: Any) -> None:
    assert tolerant.loads(json.dumps([value])) == [[value]]


_TRICKY = st.text(st.sampled_from(list("{}[]\",:\\'/*<>-\n &a1t")), max_size=80)


@given(_TRICKY)
def test_the_forgiving_reader_never_raises(text: str) -> None:
    assert isinstance(tolerant.loads("{" + text), list)
    jsonld.read([text])


@pytest.mark.parametrize("unit", ["[", '{"a":', '{"', '"', "\\", "/*", '{"a":"b" ', ', "a', "{a:b,"])
def test_the_forgiving_reader_is_linear(unit: str) -> None:
    assert isinstance(tolerant.loads("{" + unit * (2_000_000 // len(unit))), list)
