"""Functions of the cleaner exchanged for a while, so that it carries no clocks and switches of its own."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import reduce
from typing import Any, TypeAlias

Place: TypeAlias = tuple[str, str]
"""A module, and the name by which it calls a function: dots lead into a class."""


def find(place: Place) -> tuple[Any, str, Any]:
    """What holds the function, its name there, and the function. AttributeError where it has moved."""
    *outer, name = place[1].split(".")
    holder = reduce(getattr, outer, importlib.import_module(place[0]))
    return holder, name, getattr(holder, name)


@contextmanager
def patched(changes: Iterable[tuple[Place, Callable[..., Any]]]) -> Iterator[None]:
    """Put functions in other ones' places, and those back at the end."""
    before: list[tuple[Any, str, Any]] = []
    try:
        for place, function in changes:
            before.append(find(place))
            setattr(*before[-1][:2], function)
        yield
    finally:
        for holder, name, function in reversed(before):
            setattr(holder, name, function)
