from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from twisted.internet.defer import Deferred, succeed

from crawler import turns
from crawler.turns import Turns, in_slices


async def one_by_one(name: str, begun: list[str], gate: asyncio.Event | None = None) -> AsyncIterator[str]:
    begun.append(name)
    if gate:
        await gate.wait()
    for number in (1, 2):
        await asyncio.sleep(0)
        yield f"{name}{number}"


def test_who_comes_first_gives_all_before_the_next_begins() -> None:
    async def main() -> tuple[list[str], list[str], list[int]]:
        reading, begun, given = Turns(), [], []  # type: ignore[var-annotated]
        gate = asyncio.Event()
        waiting = []

        async def take(name: str, gate: asyncio.Event | None = None) -> None:
            given.extend([item async for item in reading.take(one_by_one(name, begun, gate))])

        tasks = [asyncio.create_task(take("a", gate)), asyncio.create_task(take("b"))]
        await asyncio.sleep(0.01)
        waiting.append(reading.waiting)
        assert begun == ["a"]
        gate.set()
        await asyncio.gather(*tasks)
        waiting.append(reading.waiting)
        return begun, given, waiting

    assert asyncio.run(main()) == (["a", "b"], ["a1", "a2", "b1", "b2"], [2, 0])


def test_one_that_fails_or_gives_nothing_lets_the_next_begin() -> None:
    async def fails() -> AsyncIterator[str]:
        raise ValueError("no good")
        yield ""

    async def nothing() -> AsyncIterator[str]:
        for item in ():
            yield item

    async def main() -> list[str]:
        reading = Turns()
        with pytest.raises(ValueError, match="no good"):
            [item async for item in reading.take(fails())]
        assert [item async for item in reading.take(nothing())] == []
        assert reading.waiting == 0
        return [item async for item in reading.take(one_by_one("c", []))]

    assert asyncio.run(main()) == ["c1", "c2"]


def test_others_get_their_time_between_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    rests: list[int] = []

    def rest() -> Deferred[None]:
        rests.append(len(given))
        return succeed(None)

    given: list[int] = []
    clock = iter(range(100))
    monkeypatch.setattr(turns, "_others", rest)
    monkeypatch.setattr(turns.time, "monotonic", lambda: next(clock) * 0.004)

    async def counted() -> None:
        async for item in in_slices(range(9)):
            given.append(item)  # noqa: PERF401 - one at a time

    asyncio.run(counted())
    assert given == list(range(9))
    assert rests == [3, 6, 9]  # 4 ms an item, 10 ms a slice
