"""Whether a line is what its schema says, with the words of JSON Schema that the schemas use, so that
checking a corpus needs no further package."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from functools import cache
from typing import Any, Final

from output.article import Name, content_hash, schema

_TYPES: Final[Mapping[str, Callable[[Any], bool]]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "null": lambda value: value is None,
}
WORDS: Final = frozenset(
    "$schema title description type properties required additionalProperties items enum const pattern "
    "minLength minimum maximum format".split()
)
"""The words that are understood; `format` only where a pattern stands beside it."""

LATER: Final[Mapping[str, Any]] = {"previous": None, "left_out": []}
"""Keys that articles written before the first release may not have, and what stands for them."""


def is_earlier(line: bytes) -> bool:
    """Whether the line of an article, a sound one, lacks one of the keys that came `LATER`."""
    return any(f'"{key}":'.encode() not in line for key in LATER)  # not in a text: quotes are escaped


def parse(line: bytes, name: Name) -> tuple[dict[str, Any] | None, str]:
    """The object in a line and "", or None and what is wrong with the line. An article's `content_hash` has
    to be that of its texts; keys that came `LATER` are added."""
    if not line.endswith(b"\n"):
        return None, "it has no line end"
    try:
        read = json.loads(line)
    except ValueError as error:
        return None, f"it is no JSON: {error}"
    if name == "article" and isinstance(read, dict):
        read = {key: copy(value) for key, value in LATER.items()} | read
    for problem in _problems(read, _schema(name), "line"):
        return None, problem
    if name == "article" and read["content_hash"] != content_hash(
        read["title"], read["standfirst"], read["text"]
    ):
        return None, "its content_hash is not that of its texts"
    return read, ""


@cache
def _schema(name: Name) -> dict[str, Any]:
    return schema(name)


def _problems(value: Any, rule: Mapping[str, Any], where: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
    kinds = rule.get("type", ())
    if kinds and not any(_TYPES[kind](value) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        yield f"{where} is no {kinds}"
        return
    if "enum" in rule and value not in rule["enum"]:
        yield f"{where} is none of {rule['enum']}"
    if "const" in rule and (value != rule["const"] or isinstance(value, bool)):
        yield f"{where} is not {rule['const']}"
    if isinstance(value, str):
        if not re.search(rule.get("pattern", ""), value):
            yield f"{where} does not match {rule['pattern']}"
        if len(value) < rule.get("minLength", 0):
            yield f"{where} is too short"
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _problems(item, rule.get("items", {}), f"{where}[{number}]")
    elif isinstance(value, dict):
        properties = rule.get("properties", {})
        for key in rule.get("required", ()):
            if key not in value:
                yield f"{where} has no {key}"
        for key, item in value.items():
            if key in properties:
                yield from _problems(item, properties[key], f"{where}.{key}")
            elif rule.get("additionalProperties") is False:
                yield f"{where} has a key {key!r}"
    elif value is not None and not rule.get("minimum", value) <= value <= rule.get("maximum", value):
        yield f"{where} is out of range"
