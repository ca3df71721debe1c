"""Each property for a moment, and on every input that once broke it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from properties import PROPERTIES, loaded

FAILED = sorted((Path(__file__).parent / "failed").glob("*.bin"))
EXAMPLES = {"clean": 25, "discovery": 60}


@pytest.mark.parametrize("name", list(PROPERTIES))
def test_a_property_holds(name: str) -> None:
    strategy, check = PROPERTIES[name]

    @settings(
        max_examples=EXAMPLES.get(name, 200),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(strategy)
    def holds(value: bytes | str) -> None:
        check(value)

    holds()


@pytest.mark.parametrize("path", FAILED, ids=lambda path: path.stem)
def test_what_once_failed_does_not(path: Path) -> None:
    name = path.stem.partition("-")[0]
    PROPERTIES[name][1](loaded(name, path.read_bytes()))
