"""Work done off the event loop, in processes: what takes long there would hold up every download.

A thread stands for each process. It hands over tasks, waits for each answer up to a deadline, and replaces a
process that is late or has died: that costs the task it was at, and nothing else. Where more tasks wait than
there are processes, each is given its next ones before it has answered, so it need not wait for a thread that
waits for the event loop. Processes start when there is work for them, and a second one only while the first
is busy.
"""

from __future__ import annotations

import contextlib
import fcntl
import multiprocessing
import queue
import select
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable
from itertools import islice
from multiprocessing import resource_tracker
from multiprocessing.reduction import ForkingPickler
from typing import Any, Final, Generic, TypeVar

from twisted.internet.defer import Deferred, succeed
from twisted.internet.threads import deferToThread
from twisted.python.failure import Failure as TwistedFailure

from crawler.workers import DEADLINE, START_DEADLINE, Failure, WorkerError, work

Task = TypeVar("Task")
Result = TypeVar("Result")

_DYING: Final = 0.1  # seconds that a process gets to be found dead, for its exit code
_GIVEN: Final = 4  # tasks that a process has at most: the one it is at, and those behind it …
_ROOM: Final = 1 << 20  # … which lie in its pipe, with so many bytes at most: what any user's may hold
_ROUNDED: Final = 4 * 4096 * _GIVEN  # bytes that go lost in a pipe, which is made of pages of memory
_NICE: Final = 10  # how far the processes stand back where cores are short: the event loop feeds them all


class Offload(Generic[Task, Result]):
    """Calls `function` for tasks in at most `workers` processes; with none, at once and in this process, and
    a task that hangs then holds up all.

    `function`, tasks and results must pickle; the processes are spawned, so `function` is imported there by
    its name. `deadline` is in seconds for each task. Made and used in the thread of Twisted's reactor.
    """

    def __init__(
        self, function: Callable[[Task], Result], workers: int, *, deadline: float = DEADLINE
    ) -> None:
        self._function = function
        self._size = workers
        self._deadline = deadline
        self._tasks: queue.SimpleQueue[tuple[Task, Deferred[Any]] | None] = queue.SimpleQueue()
        self._hands: list[threading.Thread] = []
        self._answers: deque[tuple[Deferred[Any], Any]] = deque()
        self._pending = 0
        self._closed = False

    @property
    def size(self) -> int:
        """How many processes there may be."""
        return self._size

    @property
    def pending(self) -> int:
        """How many tasks have no answer yet."""
        return self._pending

    def submit(self, task: Task) -> Deferred[Result | Failure[Task]]:
        """The result of the task when it is there; a `Failure` where the function raised, or its process died
        or was late. The Deferred fails with WorkerError where no process can be started."""
        answer: Deferred[Result | Failure[Task]] = Deferred()
        if not self._size:
            try:
                answer.callback(self._function(task))
            except Exception as error:  # noqa: BLE001 - as in a process: any error is that task's result
                answer.callback(Failure(task, f"{type(error).__name__}: {error}"))
            return answer
        if self._closed:
            raise WorkerError("the processes that clean have ended already")
        self._pending += 1
        if len(self._hands) < min(self._size, self._pending):
            hand = threading.Thread(target=self._hand, name=f"cleaning-{len(self._hands)}", daemon=True)
            self._hands.append(hand)
            hand.start()
        self._tasks.put((task, answer))
        return answer

    def close(self) -> Deferred[None]:
        """Ends the processes once they are done with what was submitted. Fires when they have ended."""
        self._closed = True
        for _ in self._hands:
            self._tasks.put(None)
        return deferToThread(self._join) if self._hands else succeed(None)

    def _join(self) -> None:
        for hand in self._hands:
            hand.join()

    def _hand(self) -> None:
        process = _Process(self._function, self._deadline)
        answers: deque[Deferred[Any]] = deque()  # of the tasks that the process was given
        closing = False
        try:
            while answers or not closing:
                share = min(_GIVEN, self._pending / self._size)
                if not closing and (not answers or len(answers) < share):
                    with contextlib.suppress(queue.Empty):
                        given = self._tasks.get(block=not answers)
                        if given is None:
                            closing = True
                        else:
                            answers.append(given[1])
                            process.give(given[0])
                        continue
                try:
                    result: Any = process.answer()
                except Exception as error:  # noqa: BLE001 - whoever waits has to hear of it
                    result = TwistedFailure(error)  # type: ignore[no-untyped-call]  # Twisted's
                self._tell(answers.popleft(), result)
        finally:
            process.end()

    def _tell(self, answer: Deferred[Any], result: Any) -> None:  # noqa: ANN401 - of any type of result
        from twisted.internet import reactor  # noqa: PLC0415 - importing it installs one: Scrapy does that

        reactor.callFromThread(self._come, answer, result)

    def _come(self, answer: Deferred[Any], result: Any) -> None:  # noqa: ANN401 - as above
        self._answers.append((answer, result))
        if len(self._answers) == 1:
            self._soon()

    def _answer(self) -> None:
        """Gives one answer, and the next one when the event loop has gone round: each may lead to some
        milliseconds of work, and many come at once where the loop was held up."""
        answer, result = self._answers.popleft()
        self._pending -= 1
        if self._answers:
            self._soon()
        answer.callback(result)  # a failure fails it

    def _soon(self) -> None:
        from twisted.internet import reactor  # noqa: PLC0415 - as above

        reactor.callLater(0, self._answer)  # type: ignore[arg-type]  # its interface has the arguments otherwise


class _Process(Generic[Task]):
    """A process that does one task after the other, started anew where it is lost.

    The tasks behind the first lie in its pipe: no more than that holds, so that to hand one over never takes
    until the process reads. Those that it had no time for are handed to the next one.
    """

    def __init__(self, function: Callable[[Task], Any], deadline: float) -> None:
        self._function = function
        self._deadline = deadline
        self._context = multiprocessing.get_context("spawn")
        self._process: multiprocessing.process.BaseProcess | None = None
        self._asks: Any = None  # connections
        self._tells: Any = None
        self._answers = select.poll()  # that of a connection makes a new one each time
        self._room = 0
        self._given: deque[tuple[Task, memoryview]] = deque()  # what has no answer yet
        self._sent = 0  # of these

    def give(self, task: Task) -> None:
        """Hands over a task, behind those that have no answer yet."""
        self._given.append((task, ForkingPickler.dumps([task])))
        if self._process is not None:
            self._send()

    def answer(self) -> Any:  # noqa: ANN401 - the function's result
        """The result of the first task that has none yet, or a `Failure`. WorkerError."""
        task = self._given[0][0]
        try:
            if self._process is None:
                self._start()
                self._send()
            try:
                if not self._answers.poll(1000 * self._deadline):
                    self._lose()
                    return Failure(task, f"took longer than {self._deadline:g} s")
                fine, result = self._tells.recv()
            except (EOFError, OSError):
                return Failure(task, f"the worker died (exit code {self._lose()})")
            return result if fine else Failure(task, result)
        finally:
            self._given.popleft()
            self._sent = max(0, self._sent - 1)
            if self._process is not None:
                self._send()

    def end(self) -> None:
        """Ends the process, which is at nothing."""
        if self._process is not None:
            self._process.kill()
            self._lose()

    def _send(self) -> None:
        """Sends the first task, and as many behind it as the pipe has room for."""
        lying = sum(len(packed) for _, packed in islice(self._given, self._sent))
        with contextlib.suppress(OSError):  # it has died, as its answer will tell
            for _, packed in islice(self._given, self._sent, None):
                if self._sent and lying + len(packed) > self._room:
                    return
                self._asks.send_bytes(packed)
                self._sent += 1
                lying += len(packed)

    def _start(self) -> None:
        asked, self._asks = self._context.Pipe(duplex=False)
        self._tells, told = self._context.Pipe(duplex=False)
        self._room = _room(self._asks.fileno()) - _ROUNDED
        _room(self._tells.fileno())  # an answer need not wait until it is read
        self._sent = 0
        arguments = (asked, told, self._function, _NICE)
        process = self._context.Process(target=work, args=arguments, daemon=True)
        # A process inherits what the thread that starts it blocks, so it lives through a signal to a whole
        # group while it is importing; then `work` ignores them. The tracker of multiprocessing is started
        # first, since that takes the block away. This thread is ours; others still hear the signals.
        resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        process.start()
        asked.close()
        told.close()
        self._process = process
        self._answers.register(self._tells.fileno(), select.POLLIN)
        fine = False
        with contextlib.suppress(EOFError, OSError):
            fine = self._tells.poll(START_DEADLINE) and self._tells.recv()[0]
        if not fine:
            raise WorkerError(f"a process that cleans could not start (exit code {self._lose()})")

    def _lose(self) -> int | None:
        """Ends the process, whatever it does. Gives its exit code."""
        process, self._process = self._process, None
        if process is None:
            return None
        process.join(_DYING)
        process.kill()
        process.join()
        code = process.exitcode
        process.close()
        self._answers.unregister(self._tells.fileno())
        self._asks.close()
        self._tells.close()
        return code


def _room(pipe: int) -> int:
    """How many bytes a pipe holds, made as large as it may be. 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0
    with contextlib.suppress(OSError):  # more than all pipes of this user may have
        return fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)
    return fcntl.fcntl(pipe, fcntl.F_GETPIPE_SZ)
