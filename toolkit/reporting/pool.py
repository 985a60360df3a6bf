"""Worker processes that make reports, several at once; see :mod:`toolkit.reporting.worker`."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

from toolkit import files
from toolkit.errors import MachineError
from toolkit.progress import progress_of
from toolkit.reporting import leftovers

Owner = TypeVar("Owner")
"""Whatever a caller wants to have back with the outcome of a task."""

Task = tuple[Owner, str, dict[str, Any]]
"""Its owner, the key of what it is made from, and what :func:`toolkit.reporting.worker.make` takes."""

Outcome = Mapping[str, Any] | None
"""Why a report failed, as :class:`toolkit.reporting.engine.Failure` holds it; ``None`` if it did not."""


def run_all(
    tasks: Sequence[Task[Owner]], jobs: int, progress: bool, what: str = "Reports"
) -> Generator[tuple[Task[Owner], Outcome]]:
    """Give the tasks to worker processes; yields each with its failure as it is done.

    Whoever stops before the end (Ctrl-C, an error) closes the iterator: then the processes and their kernels are ended, and
    nothing that they had begun stays.

    Raises
    ------
    MachineError
        No process can be started.
    """
    if not tasks:
        return
    workers: SimpleQueue[_Worker] = SimpleQueue()
    count = max(1, min(jobs, len(tasks)))
    started = [_Worker() for _ in range(count)]
    for worker in started:
        workers.put(worker)
    bar = progress_of(len(tasks), what, "report", progress)

    def run(task: Task[Owner]) -> Outcome:
        worker = workers.get()
        try:
            return worker.make(
                task[2], lambda cell, of: bar.set_postfix_str(f"{task[2]['name'][:30]}, cell {cell}/{of}")
            )
        finally:
            workers.put(worker)

    pool = ThreadPoolExecutor(count)
    try:
        try:
            futures = {pool.submit(run, task): task for task in tasks}
        except RuntimeError as error:  # a thread counts as a process where their number is limited
            raise MachineError(f"No process can be started to make reports: {error}") from error
        for future in as_completed(futures):
            bar.update()
            yield futures[future], future.result()
    except BaseException:  # Ctrl-C, or nobody asks any more: what has not begun never will
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in started:
            worker.kill()
        raise
    finally:
        bar.close()
        for worker in started:
            worker.stop()
        pool.shutdown()


class _Worker:
    """A process that makes reports; started when first needed, and again when it has died."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None
        self.lock = threading.Lock()
        self.killed = False
        self.folder: Path | None = None

    def make(self, task: Mapping[str, Any], on_cell: Callable[[int, int], None]) -> Outcome:
        """Have a report made; returns its failure, if any."""
        self.folder = Path(task["folder"])
        process = self._alive()
        if process is None:
            return None
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(task) + "\n")
            process.stdin.flush()
            for line in process.stdout:
                message = json.loads(line)
                if "done" in message:
                    failure: Outcome = message["done"]["failure"]
                    return failure
                on_cell(message["cell"], message["of"])
        except (OSError, ValueError):  # it died while it read or wrote
            process.kill()
        if self.killed:
            return None
        from toolkit.reporting.worker import give_up

        ended = f"the process that makes reports ended (status {process.wait()})"
        self._clear(process.pid)
        lost: Outcome = give_up(dict(task), ended)["failure"]
        return lost

    def _alive(self) -> subprocess.Popen[str] | None:
        with self.lock:
            if self.killed:
                return None
            if self.process is None or self.process.poll() is not None:
                try:
                    self.process = subprocess.Popen(
                        [sys.executable, "-m", "toolkit.reporting.worker"],
                        stdin=subprocess.PIPE,
                        stdout=subprocess.PIPE,
                        encoding="utf-8",
                        start_new_session=True,  # Ctrl-C is for the process that asks; it ends this one
                    )
                except OSError as error:
                    raise MachineError(f"No process can be started to make reports: {files.told(error)}") from error
            return self.process

    def stop(self) -> None:
        """End the process once it has done its task."""
        if self.process is not None and self.process.stdin is not None:
            with contextlib.suppress(OSError):
                self.process.stdin.close()
            self.process.wait()
            if self.process.stdout is not None:
                self.process.stdout.close()

    def kill(self) -> None:
        """End the process and its kernel at once; what they had begun does not stay."""
        with self.lock:
            self.killed = True
            if self.process is not None and self.process.poll() is None:
                self.process.kill()
                self.process.wait()
                self._clear(self.process.pid)

    def _clear(self, pid: int) -> None:
        leftovers.clear(pid)
        if self.folder is not None:
            files.sweep([self.folder], pid)
