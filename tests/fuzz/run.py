"""`make fuzz`: the properties on new inputs, in turn, for as many minutes as asked. An input that breaks one is made
as small as it goes and kept in `failed/`, where the tests find it: mend the cause, and commit both."""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

sys.path.insert(0, str(Path(__file__).parent))

from properties import PROPERTIES, saved

FAILED = Path(__file__).parent / "failed"


def search(name: str, examples: int, number: int) -> Path | None:
    """Tries a property on so many inputs. The file of the smallest one that broke it, None where none did."""
    strategy, check = PROPERTIES[name]
    broke: list[Any] = []

    @seed(number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
        report_multiple_bugs=False,
    )
    @given(strategy)
    def holds(value: Any) -> None:
        try:
            check(value)
        except Exception:
            broke.append(value)
            raise

    try:
        holds()
    except Exception:
        if not broke:
            raise
        traceback.print_exc(limit=-3)
        content = saved(broke[-1])  # hypothesis ends with the smallest one
        path = FAILED / f"{name}-{hashlib.sha256(content).hexdigest()[:12]}.bin"
        path.write_bytes(content)
        return path
    return None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--only", choices=list(PROPERTIES), action="append")
    parser.add_argument(
        "--seed", type=int, default=None, help="the same inputs again; default: others each time"
    )
    asked = parser.parse_args()
    names = asked.only or list(PROPERTIES)
    number = random.SystemRandom().randrange(1 << 32) if asked.seed is None else asked.seed
    print(f"seed {number}")
    end = time.monotonic() + asked.minutes * 60
    tried = dict.fromkeys(names, 0)
    found: set[Path] = set()
    while time.monotonic() < end:
        for name in names:
            examples = 40 if name == "clean" else 150
            number += 1
            tried[name] += examples
            if path := search(name, examples, number):
                found.add(path)
                print(f"{name}: broken by {path}")
    print(
        ", ".join(f"{name} {count:,}" for name, count in tried.items()),
        "inputs tried,",
        len(found),
        "broke something",
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
