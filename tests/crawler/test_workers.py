from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.workers import Failure, Pool


def behave(task: int | str) -> int | str:
    """What a worker is made to do; imported there by its name."""
    match task:
        case "crash":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(7)
        case "hang":
            time.sleep(60)
        case "pid":
            return os.getpid()
        case "stuck":
            re.fullmatch(r"(a|a)+", "a" * 40 + "b")  # for minutes, and no other thread runs meanwhile
        case "raise":
            raise ValueError("no good")
        case "lambda":
            return lambda: 0  # type: ignore[return-value] # does not pickle
        case int():
            time.sleep(0.001 * (task % 3))  # so that they end in another order
            return task * 2
    return task


def policy(_: int) -> int:
    """How this process is scheduled."""
    return os.sched_getscheduler(0)


def outcomes(
    tasks: Iterator[int | str] | list[int | str], workers: int = 2, deadline: float = 30
) -> list[object]:
    with Pool(behave, workers, deadline=deadline) as pool:
        return [
            f"{outcome.task}: {outcome.what}" if isinstance(outcome, Failure) else outcome
            for outcome in pool.map(tasks)
        ]


@pytest.mark.parametrize("workers", [1, 3])
def test_results_come_in_the_order_of_the_tasks(workers: int) -> None:
    assert outcomes(list(range(200)), workers) == [2 * number for number in range(200)]


def test_no_tasks_start_no_process() -> None:
    with Pool(behave, 4) as pool:
        assert list(pool.map([])) == []
        assert pool._workers == []


def test_one_task_starts_one_process() -> None:
    with Pool(behave, 4) as pool:
        assert list(pool.map([21])) == [42]
        assert len(pool._workers) == 1


def test_what_kills_its_worker_costs_that_task_alone() -> None:
    tasks: list[int | str] = [1, 2, "crash", 3, "exit", "raise", "lambda", 4]
    expected = [
        2,
        4,
        "crash: the worker died (exit code -9)",
        6,
        "exit: the worker died (exit code 7)",
        "raise: ValueError: no good",
    ]
    found = outcomes(tasks, workers=2)
    assert found[:6] == expected
    assert str(found[6]).startswith("lambda: ")
    assert found[7] == 8


def test_a_task_over_its_deadline_is_ended() -> None:
    begun = time.monotonic()
    assert outcomes([1, "hang", 2], workers=1, deadline=0.5) == [2, "hang: took longer than 0.5 s", 4]
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize("workers", [1, 2])
def test_tasks_and_answers_may_weigh_more_than_a_pipe_holds(workers: int) -> None:
    tasks: list[int | str] = [f"{number}{'x' * 3_000_000}" for number in range(12)]
    with Pool(behave, workers, weight=lambda task: len(str(task))) as pool:
        assert list(pool.map(tasks)) == tasks


@pytest.mark.parametrize("workers", [1, 2])
def test_a_worker_that_nothing_interrupts_is_ended(workers: int) -> None:
    large = "x" * 3_000_000
    with Pool(behave, workers, deadline=1, weight=lambda _: 1 << 20) as pool:  # each goes alone
        found = list(pool.map(["stuck", large, large, 1, large]))
    assert found == [Failure("stuck", "took longer than 1 s"), large, large, 2, large]


def test_a_worker_ends_with_whoever_asked_whatever_it_is_at() -> None:
    script = (
        "from crawler.workers import Pool\nfrom test_workers import behave\n"
        "if __name__ == '__main__':\n"
        "    with Pool(behave, 1) as pool:\n"
        "        for _ in pool.map(['pid', 'hang']): print(_, flush=True)\n"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent) as parent:  # noqa: S603 - our own script
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        time.sleep(0.2)
        os.kill(worker, 0)
        parent.kill()
    until = time.monotonic() + 20
    while Path(f"/proc/{worker}").exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not Path(f"/proc/{worker}").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")
def test_workers_take_long_turns() -> None:
    with Pool(policy, 1) as pool:
        assert list(pool.map([0])) == [os.SCHED_BATCH]
    assert os.sched_getscheduler(0) != os.SCHED_BATCH


def test_tasks_are_taken_only_a_little_ahead() -> None:
    """A hung first task must not make the pool read everything behind it into memory."""
    taken = 0

    def endless() -> Iterator[int | str]:
        nonlocal taken
        yield "hang"
        while True:
            taken += 1
            yield taken

    with Pool(behave, 2, deadline=1) as pool:
        first = next(pool.map(endless()))
    assert isinstance(first, Failure)
    assert taken < 2 * 64 + 2 * 16


def test_leaving_ends_workers_at_once() -> None:
    with Pool(behave, 2, deadline=30) as pool:
        results = pool.map([1, "hang", "hang", "hang"])
        next(results)
        processes = [worker.process.pid for worker in pool._workers]
    for process in processes:
        assert process is not None
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_a_pool_runs_in_a_thread_too() -> None:
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.extend(outcomes([1, 2, 3], workers=1)))
    thread.start()
    thread.join(60)
    assert found == [2, 4, 6]


def test_a_pool_without_workers_is_refused() -> None:
    with pytest.raises(ValueError, match="workers=0"):
        Pool(behave, 0)
