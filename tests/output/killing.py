"""Kills a process at one of its steps."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

STEPS = (
    (os, "write"), (os, "fsync"), (os, "ftruncate"), (Path, "rename"), (Path, "replace"), (Path, "unlink"),
)  # fmt: skip
"""What changes a file, or makes a change last."""


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Runs `work` in a child that is killed, with SIGKILL, before its `step`th change of a file; whether it
    came to that."""
    child = os.fork()
    if child == 0:
        left = step

        def counted(call: Any) -> Any:
            def count(*arguments: Any, **named: Any) -> Any:
                nonlocal left
                left -= 1
                if left <= 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return call(*arguments, **named)

            return count

        for owner, name in STEPS:
            setattr(owner, name, counted(getattr(owner, name)))
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
