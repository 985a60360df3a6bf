"""What Linux offers to find the processes that a run has begun, and to end them all."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

MARK = "READOUT_ZYGOTE"
"""The environment variable by which all that descends from a zygote is known, whoever its parent is by then."""

PATIENCE = 10
"""Seconds after which a process that cannot be ended is left to the system."""

_PDEATHSIG, _SUBREAPER = 1, 36  # of linux/prctl.h


def dies_with_parent() -> None:
    """Have the kernel end this process once its parent has ended."""
    _prctl(_PDEATHSIG, signal.SIGKILL)


def adopts_orphans() -> None:
    """Make this process the parent of those of its descendants whose own parent ends."""
    _prctl(_SUBREAPER, 1)


def _prctl(option: int, value: int) -> None:
    ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def end_tree(root: int) -> None:
    """End a child of this process with all that descends from it; returns when nothing of it runs.

    The child adopts orphans (:func:`adopts_orphans`), so it is stopped first and ended last: whatever its descendants
    begin meanwhile stays below it.
    """
    _send(root, signal.SIGSTOP)
    _end_all(lambda: list(_below(root)))
    _send(root, signal.SIGKILL)


def children_of(pid: int) -> list[int]:
    """The children of a process that have not ended."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split() if _runs(int(child))]
    except FileNotFoundError:  # a kernel without lists of children, or no such process
        return [child for child in _all() if _stat(child)[1] == pid and _runs(child)]
    except OSError:
        return []


def end_marked(mark: str) -> None:
    """End all processes that bear a mark in their environment."""
    _end_all(lambda: [pid for pid in _all() if pid != os.getpid() and _bears(pid, mark) and _runs(pid)])


def _end_all(find: Callable[[], list[int]]) -> None:
    """End what is found until nothing is; only what hangs in the system itself is given up."""
    until = time.monotonic() + PATIENCE
    while (found := find()) and time.monotonic() < until:
        for pid in found:
            _send(pid, signal.SIGKILL)
        time.sleep(0.001)


def _bears(pid: int, mark: str) -> bool:
    try:
        return f"{MARK}={mark}".encode() in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return False


def _below(root: int) -> Iterator[int]:
    for child in children_of(root):
        yield child
        yield from _below(child)


def _runs(pid: int) -> bool:
    return _stat(pid)[0] not in "ZX"


def _stat(pid: int) -> tuple[str, int]:
    """State and parent of a process; ``X`` (dead) where there is none."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return fields[0], int(fields[1])
    except (OSError, IndexError, ValueError):
        return "X", 0


def _all() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _send(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)
