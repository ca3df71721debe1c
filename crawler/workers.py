"""A pool of processes that clean pages: ordered, bounded, and able to lose a worker.

`concurrent.futures` cannot end a hung worker, and a crashed one breaks its whole pool. Here a page that
kills its process, or is not done by its deadline, costs that page alone: the process is replaced, and the
pages that waited behind it go to another.
"""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Final, Generic, Self, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

DEADLINE: Final = 60.0
"""Seconds that a task may take. A large news page takes a tenth of one."""

START_DEADLINE: Final = 120.0
"""Seconds that a new process may take to import what it runs, on a machine that is busy."""

_BATCH: Final = 16  # tasks sent at once, so that small ones do not wait for the pipe …
_BATCH_WEIGHT: Final = 1 << 18  # … unless they weigh this much together: large ones go alone
_WINDOW: Final = 64  # results per worker that may wait for an earlier one


class WorkerError(RuntimeError):
    """Workers cannot be started."""


@dataclass(frozen=True, slots=True)
class Failure(Generic[Task]):
    """Stands for the result of a task that has none. `what` tells why in a few words."""

    task: Task
    what: str


@dataclass(slots=True)
class _Worker(Generic[Task]):
    process: multiprocessing.process.BaseProcess
    connection: Connection[Any, Any]
    due: float
    ready: bool = False
    todo: deque[tuple[int, Task]] = field(default_factory=deque)


class Pool(Generic[Task, Result]):
    """Calls `function` for many tasks in `workers` processes. Use as a context manager.

    `function`, the tasks and the results must pickle; the processes are spawned, so `function` is imported
    there by its name. A process starts when there is work for it. `deadline` is in seconds for each task;
    `weight` gives the size of a task (bytes, say), to send small ones together.
    """

    def __init__(
        self,
        function: Callable[[Task], Result],
        workers: int,
        *,
        deadline: float = DEADLINE,
        weight: Callable[[Task], int] = lambda _: _BATCH_WEIGHT // _BATCH,
    ) -> None:
        if workers < 1:
            raise ValueError(f"workers={workers}: at least one is needed")
        self._function = function
        self._size = workers
        self._deadline = deadline
        self._weight = weight
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker[Task]] = []
        self._waiting: deque[list[tuple[int, Task]]] = deque()
        self._done: dict[int, Result | Failure[Task]] = {}
        self._taken = 0

    def map(self, tasks: Iterable[Task]) -> Iterator[Result | Failure[Task]]:
        """The results in the order of the tasks. Tasks are taken as workers come free, and never more than
        a few dozen a worker ahead of what was given out, so memory stays flat however many there are.
        WorkerError where no worker can be started."""
        numbered = enumerate(tasks)
        following = self._taken = 0
        while True:
            self._feed(numbered, following + _WINDOW * self._size)
            while following in self._done:
                yield self._done.pop(following)
                following += 1
            if any(worker.todo for worker in self._workers) or self._waiting:
                self._collect()
            elif following not in self._done:
                return

    def close(self) -> None:
        """Ends all processes at once, whatever they do."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            _bury(worker)
        self._workers.clear()
        self._waiting.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _feed(self, numbered: Iterator[tuple[int, Task]], limit: int) -> None:
        """Hands batches to the workers that are free, starting workers while there is work for them."""
        while True:
            free = [worker for worker in self._workers if not worker.todo]
            room = len(free) + self._size - len(self._workers)
            while len(self._waiting) < room and (batch := self._batch(numbered, limit)):
                self._waiting.append(batch)
            if not self._waiting:
                return
            for _ in range(min(len(self._waiting) - len(free), self._size - len(self._workers))):
                self._start()
            ready = [worker for worker in free if worker.ready][: len(self._waiting)]
            for worker in ready:
                self._send(worker)
            if not ready:
                return

    def _batch(self, numbered: Iterator[tuple[int, Task]], limit: int) -> list[tuple[int, Task]]:
        batch: list[tuple[int, Task]] = []
        weight = 0
        for number, task in itertools.islice(numbered, min(_BATCH, limit - self._taken)):
            batch.append((number, task))
            self._taken = number + 1
            weight += self._weight(task)
            if weight >= _BATCH_WEIGHT:
                break
        return batch

    def _start(self) -> None:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs, theirs, self._function), daemon=True)
        with _interrupts_ignored():
            process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours, time.monotonic() + START_DEADLINE))

    def _send(self, worker: _Worker[Task]) -> None:
        batch = self._waiting.popleft()
        worker.todo.extend(batch)
        worker.due = time.monotonic() + self._deadline
        # A worker without work is reading, so this does not wait for long; if it died, _collect will see.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            worker.connection.send([task for _, task in batch])

    def _collect(self) -> None:
        """Waits for a worker to say something, to die, or to be late."""
        active = [worker for worker in self._workers if worker.todo or not worker.ready]
        patience = max(0.0, min(worker.due for worker in active) - time.monotonic())
        heard = wait([worker.connection for worker in active], patience)
        now = time.monotonic()
        for worker in active:
            if worker.connection in heard:
                self._receive(worker)
            elif worker.due <= now:
                worker.process.kill()
                self._lose(worker, f"took longer than {self._deadline:g} s")

    def _receive(self, worker: _Worker[Task]) -> None:
        try:
            fine, given = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join()
            self._lose(worker, f"the worker died (exit code {worker.process.exitcode})")
            return
        worker.due = time.monotonic() + self._deadline
        if not worker.ready:
            worker.ready = True
            return
        number, task = worker.todo.popleft()
        self._done[number] = given if fine else Failure(task, given)

    def _lose(self, worker: _Worker[Task], what: str) -> None:
        """Writes off the task that the worker was at; what waited behind it goes to the front."""
        self._workers.remove(worker)
        _bury(worker)
        if not worker.ready:
            raise WorkerError(f"a worker process could not start: {what}")
        number, task = worker.todo.popleft()
        self._done[number] = Failure(task, what)
        if worker.todo:
            self._waiting.appendleft(list(worker.todo))


def _bury(worker: _Worker[Any]) -> None:
    worker.process.join()
    worker.process.close()
    worker.connection.close()


def work(
    asked: Connection[Any, Any],
    told: Connection[Any, Any],
    function: Callable[[Any], Any],
    nice: int = 0,
) -> None:
    """What a worker process does: it says that it is there, then answers each task of each batch, until
    nobody asks any more. When its parent has ended it does so too, whatever it is at. With `nice` it stands
    back where cores are short, as the command of that name has it. Ctrl-C, which a terminal sends to all, and
    SIGTERM, which a service manager does, are for the parent: it ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _in_long_turns()
    os.nice(nice)
    with contextlib.suppress(EOFError, BrokenPipeError):  # whoever asked has gone
        told.send((True, None))
        while True:
            batch: Sequence[Any] = asked.recv()
            for task in batch:
                try:
                    answer = (True, function(task))
                except Exception as error:  # noqa: BLE001 - any error is that task's result
                    answer = (False, f"{type(error).__name__}: {error}")
                told.send(answer)


def _end_with_parent() -> None:
    """Nobody waits for an answer then, and nobody looks at its deadline."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _in_long_turns() -> None:
    """Asks Linux for what it has for work that nobody waits at: this process then does not push another one
    off its core when something comes for it, and is pushed off less often itself, which leaves the caches
    to it. A tenth more pages a second of a crawl with more processes than cores."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # not allowed: then as any other process
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


@contextlib.contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """A process started within ignores Ctrl-C, which a terminal sends to all: the parent ends its workers
    itself. Signals can be set in the main thread only; elsewhere a worker keeps the default."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
