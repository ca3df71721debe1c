from __future__ import annotations

import dataclasses
import json
import math
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

import output
from cleaners.model import KINDS as CLEANER_KINDS
from cleaners.model import REASONS
from output import Archived, Article, Image, LedgerLine, Signal

ARTICLE = Article(
    id="0" * 32,
    url="https://example.org/a",
    source="example",
    title="Court rules",
    standfirst="A deck.",
    text="One.\n\nTwo.",
    authors=("Ada Law", "Bo Bench"),
    published="2026-01-02T03:04:05.000Z",
    modified=None,
    added="2026-01-02T03:04:05.678Z",
    section="Courts",
    tags=("appeal",),
    language="en",
    description="",
    images=(Image("https://example.org/a.jpg", "A caption", ""),),
    revision=1,
    content_hash="f" * 64,
    removed=output.count_kinds(["ad", "ad", "caption"]),
    date_source="json-ld:datePublished",
    access=(Signal("isAccessibleForFree", "False", "json-ld"),),
    usage=(),
    cleaner="0.1.0",
    archive=Archived("a.warc.gz", 0),
    reason=None,
)
LEDGER = LedgerLine("0" * 32, "https://example.org/a", 3, "ad", "Buy", "ad-slot", 0.5, "div.ad > p", "0.1.0")
VALID = {
    name: Draft202012Validator(output.schema(name), format_checker=FormatChecker())
    for name in ("article", "ledger")
}


def as_json(record: Any) -> Any:
    """What JSON can hold of a record: tuples as lists, data classes as objects."""
    return json.loads(json.dumps(dataclasses.asdict(record)))


@pytest.mark.parametrize(("name", "record"), [("article", ARTICLE), ("ledger", LEDGER)])
def test_the_schema_has_the_keys_of_the_record_in_their_order(name: Any, record: Any) -> None:
    schema = output.schema(name)
    assert list(schema["properties"]) == [field.name for field in dataclasses.fields(record)]
    assert schema["required"] == list(schema["properties"])
    assert schema["additionalProperties"] is False
    assert all(entry["description"] for entry in schema["properties"].values())


def test_the_schemas_are_schemas() -> None:
    for validator in VALID.values():
        Draft202012Validator.check_schema(validator.schema)


def test_kinds_and_reasons_are_those_of_the_cleaner() -> None:
    properties = output.schema("article")["properties"]
    assert output.KINDS == CLEANER_KINDS
    assert tuple(properties["removed"]["properties"]) == CLEANER_KINDS
    assert tuple(output.schema("ledger")["properties"]["kind"]["enum"]) == CLEANER_KINDS
    assert properties["reason"]["enum"] == [None, *REASONS]
    assert properties["schema"]["const"] == output.SCHEMA_VERSION


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"url": "", "source": "", "title": "", "text": "", "reason": "no_article", "images": (), "tags": ()},
        {"published": None, "archive": Archived()},
        {"text": "nul \0, bell \a, \u2028 \u2029 \x85 \x0b \x0c \x1c, lone \ud800, \U0001f600, \ufeff"},
        {"revision": 12, "usage": (Signal("tdm-reservation", "1", "header"),)},
    ],
)
def test_an_article_line_is_valid_and_gives_the_record_back(change: dict[str, Any]) -> None:
    record = dataclasses.replace(ARTICLE, **change)
    line = output.to_line(record)
    read = json.loads(line)
    assert read == json.loads(json.dumps(as_json(record)).replace("\\ud800", "\\ufffd"))
    assert list(read) == [field.name for field in dataclasses.fields(record)]
    VALID["article"].validate(read)


@pytest.mark.parametrize("score", [None, 0.0, 1.0, 0.25])
def test_a_ledger_line_is_valid_and_keeps_the_type_of_its_score(score: float | None) -> None:
    read = json.loads(output.to_line(dataclasses.replace(LEDGER, score=score)))
    assert type(read["score"]) is type(score)
    VALID["ledger"].validate(read)


@pytest.mark.parametrize(
    "wrong",
    [
        {"published": ""},
        {"published": "2026-01-02T03:04:05Z"},
        {"published": "2026-01-02T03:04:05.000+00:00"},
        {"added": None},
        {"id": "short"},
        {"revision": 0},
        {"removed": {}},
        {"removed": {**ARTICLE.removed, "novel": 1}},
        {"reason": "because"},
        {"section": None},
        {"schema": 2},
        {"extra": 1},
    ],
)
def test_the_schema_refuses(wrong: dict[str, Any]) -> None:
    assert not VALID["article"].is_valid({**as_json(ARTICLE), **wrong})


@given(st.text(st.characters(codec=None)))
def test_a_line_is_one_line_whatever_the_text(text: str) -> None:
    line = output.to_line(dataclasses.replace(ARTICLE, text=text))
    assert line.endswith(b"\n")
    assert len(line.splitlines()) == 1
    decoded = line.decode()
    assert len(decoded.splitlines()) == 1
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in decoded[:-1])
    read = json.loads(line)["text"]
    if not any("\ud800" <= c <= "\udfff" for c in text):
        assert read == text
    else:
        assert read.encode()  # nothing is left that does not encode


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\ud800b", "a\ufffdb"),
        ("\udfff", "\ufffd"),
        ("end \ud83d", "end \ufffd"),
        ("\ud83d\ude00", "\U0001f600"),
        ("é", "é"),
    ],
)
def test_surrogates_are_joined_or_replaced(text: str, expected: str) -> None:
    assert json.loads(output.to_line(dataclasses.replace(ARTICLE, title=text)))["title"] == expected


def test_a_number_that_json_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        output.to_line(dataclasses.replace(LEDGER, score=math.nan))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "2026-01-02T03:04:05.000Z"),
        (datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC), "2026-01-02T03:04:05.678Z"),
        (datetime(2026, 1, 1, 22, 4, 5, tzinfo=timezone(timedelta(hours=-5))), "2026-01-02T03:04:05.000Z"),
        (datetime(2026, 1, 2, 3, 4, 5), "2026-01-02T03:04:05.000Z"),  # noqa: DTZ001 - a naive one is the case
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=5))), "0001-01-01T00:00:00.000Z"),
        (None, None),
    ],
)
def test_timestamps(moment: datetime | None, expected: str | None) -> None:
    assert output.timestamp(moment) == expected


def test_every_kind_is_counted_and_an_unknown_one_refused() -> None:
    assert output.count_kinds(["ad", "ad"]) == {kind: 2 if kind == "ad" else 0 for kind in output.KINDS}
    with pytest.raises(KeyError):
        output.count_kinds(["novel"])


def test_ids_are_pinned() -> None:
    """An id is for ever: these values must never change."""
    assert output.article_id("https://www.example.org/a/") == "94584207f807e901fa3f47eaaf3d3ff3"
    assert output.body_id(b"<html>") == "626cb99d9b58b193a6230c392f6083a8"
    assert output.body_id("<html>") == output.body_id(b"<html>")
    assert output.content_hash("T", "", "x  y\n\nz") == output.content_hash(" T", "", "x y z")
    assert output.content_hash("T", "", "caf\u00e9") == output.content_hash("T", "", "cafe\u0301")
    assert output.content_hash("T", "a", "") != output.content_hash("T", "", "a")
