"""Tasks done in processes while the reactor runs: in a process of its own, for a reactor runs once."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from twisted.internet.defer import Deferred

from crawler.offload import Offload
from crawler.workers import Failure

HERE = Path(__file__).parent

SCRIPT = """
import json, sys
sys.path.insert(0, {here!r})
from twisted.internet import asyncioreactor
if __name__ == "__main__":
    asyncioreactor.install()
    from twisted.internet import defer, reactor
    from crawler.offload import Offload
    from test_offload import behave, told

    async def main():
        work = Offload(behave, {workers}, deadline={deadline})
        answers = [work.submit(task) for task in {tasks!r}]
        pending = work.pending
        given = [told(await answer) for answer in answers]
        await work.close()
        print(json.dumps([pending, given, work.pending]))

    def ended(result):
        if result is not None:
            print(result)
        reactor.stop()

    reactor.callWhenRunning(lambda: defer.Deferred.fromCoroutine(main()).addBoth(ended))
    reactor.run()
"""


TOGETHER = """
import json
from twisted.internet import asyncioreactor
asyncioreactor.install()
from twisted.internet import defer, reactor
from crawler.offload import Offload

work, seen = Offload(str, 1), []

def go_round():
    seen.append("round")
    if seen[-2:-1] == ["c"]:
        print(json.dumps(seen))
        reactor.stop()
    else:
        reactor.callLater(0, go_round)

def answered():
    work._pending = 3
    for name in "abc":  # as three threads would at one time
        work._come(defer.Deferred().addCallback(seen.append), name)
    go_round()

reactor.callWhenRunning(answered)
reactor.run()
"""


def behave(task: str) -> str:
    """What a process is made to do; imported there by its name."""
    match task:
        case "crash":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            time.sleep(60)
        case "stuck":
            re.fullmatch(r"(a|a)+", "a" * 40 + "b")  # for minutes, and no other thread runs meanwhile
        case "raise":
            raise ValueError("no good")
        case "nice":
            return str(os.nice(0))
        case "nap" | "now":
            time.sleep(3 if task == "nap" else 0)
            return str(time.monotonic())
        case "large":
            return "x" * 3_000_000
    return task.upper()


def told(outcome: str | Failure[str]) -> str:
    text = f"{outcome.task}: {outcome.what}" if isinstance(outcome, Failure) else outcome
    return text if len(text) < 1000 else f"{len(text)}{text[:1]}"


def offloaded(tmp_path: Path, tasks: list[str], *, workers: int, deadline: float = 30) -> list[object]:
    script = tmp_path / "offload_script.py"
    script.write_text(SCRIPT.format(here=str(HERE), workers=workers, deadline=deadline, tasks=tasks), "utf-8")
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
        cwd=HERE.parents[1],
    )
    assert done.stderr == ""
    found: list[object] = json.loads(done.stdout)
    return found


def test_each_task_has_its_outcome_whatever_becomes_of_the_processes(tmp_path: Path) -> None:
    tasks = ["a", "crash", "b", "raise", "hang", "c"]
    assert offloaded(tmp_path, tasks, workers=2, deadline=1.5) == [
        6,
        [
            "A",
            "crash: the worker died (exit code -9)",
            "B",
            "raise: ValueError: no good",
            "hang: took longer than 1.5 s",
            "C",
        ],
        0,
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_tasks_and_answers_may_weigh_more_than_a_pipe_holds(workers: int, tmp_path: Path) -> None:
    found = offloaded(tmp_path, ["large", "y" * 3_000_000] * 6, workers=workers)
    assert found == [12, ["3000000x", "3000000Y"] * 6, 0]


def test_a_process_that_nothing_interrupts_is_ended_and_what_it_was_given_done_by_the_next(
    tmp_path: Path,
) -> None:
    found = offloaded(tmp_path, ["stuck", "y" * 3_000_000, "a", "b"], workers=1, deadline=1)
    assert found == [4, ["stuck: took longer than 1 s", "3000000Y", "A", "B"], 0]


def test_what_a_lost_process_was_given_ahead_is_done_by_the_next(tmp_path: Path) -> None:
    found = offloaded(tmp_path, ["crash", "a", "crash", "crash", "b"], workers=1)
    died = "crash: the worker died (exit code -9)"
    assert found == [5, [died, "A", died, died, "B"], 0]


def test_a_task_does_not_wait_behind_another_while_a_process_is_free(tmp_path: Path) -> None:
    _, (nap, now), _ = offloaded(tmp_path, ["nap", "now"], workers=2)  # type: ignore[misc]
    assert float(now) < float(nap)


def test_processes_stand_back_for_the_event_loop(tmp_path: Path) -> None:
    _, (nice,), _ = offloaded(tmp_path, ["nice"], workers=1)  # type: ignore[misc]
    assert int(nice) == min(os.nice(0) + 10, 19)


def test_answers_that_come_at_once_are_given_one_a_round_of_the_loop(tmp_path: Path) -> None:
    script = tmp_path / "answers_script.py"
    script.write_text(TOGETHER, "utf-8")
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(script)], capture_output=True, text=True, timeout=100, check=False
    )
    assert done.stderr == ""
    assert json.loads(done.stdout) == ["round", "a", "round", "b", "round", "c", "round"]


def test_without_processes_the_outcome_is_there_at_once() -> None:
    work: Offload[str, str] = Offload(behave, 0)
    outcomes: list[object] = []
    for task in ("a", "raise"):
        work.submit(task).addCallback(told).addCallback(outcomes.append)
    assert outcomes == ["A", "raise: ValueError: no good"]
    assert isinstance(work.close(), Deferred)


@pytest.mark.parametrize("tasks", [[], ["a"]])
def test_no_more_processes_than_tasks(tasks: list[str], tmp_path: Path) -> None:
    assert offloaded(tmp_path, tasks, workers=4) == [len(tasks), ["A"] * len(tasks), 0]
