"""Worker processes that make reports, several at once; see :mod:`toolkit.reporting.worker`."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import IO, Any, TypeVar

from toolkit import files
from toolkit.errors import MachineError
from toolkit.interrupts import held
from toolkit.progress import progress_of
from toolkit.reporting import leftovers
from toolkit.reporting.forking.asking import Zygote, can_fork
from toolkit.reporting.forking.needs import imports

Owner = TypeVar("Owner")
"""Whatever a caller wants to have back with the outcome of a task."""

Task = tuple[Owner, str, dict[str, Any]]
"""Its owner, the key of what it is made from, and what :func:`toolkit.reporting.worker.make` takes."""

Outcome = Mapping[str, Any] | None
"""Why a report failed, as :class:`toolkit.reporting.engine.Failure` holds it; ``None`` if it did not."""


class Workers:
    """Processes that make reports, and the warm one whose forks run their notebooks; to be closed by ``with``.

    Parameters
    ----------
    jobs
        How many reports are made at once.
    engine
        One of :data:`toolkit.reporting.forking.needs.ENGINES`.
    notebooks
        Files of notebooks that will be run: what they import is imported meanwhile.
    """

    def __init__(self, jobs: int, engine: str, notebooks: Iterable[Path] = ()) -> None:
        self.workers = [_Worker(engine) for _ in range(max(1, jobs))]
        self.engine, self.notebooks = engine, list(notebooks)
        self.zygote: Zygote | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with held():
            for worker in self.workers:
                if kind is not None:
                    worker.kill()
                worker.stop()
            if self.zygote:
                self.zygote.close()

    def _warm_up(self, count: int) -> None:
        """Start the process that forks, with a seat for each worker that will be needed."""
        if self.zygote or self.engine == "kernel" or not can_fork():
            return
        from toolkit.reporting.engine import warm_process

        try:
            with held():
                self.zygote = warm_process(count)
        except OSError as error:
            raise MachineError(f"No process can be started to make reports: {files.told(error)}") from error
        self.zygote.asker().load([name for path in self.notebooks for name in imports(json.loads(path.read_bytes()))])
        for worker, seat in zip(self.workers, self.zygote.seats, strict=False):
            worker.seat = seat

    def run(
        self, tasks: Sequence[Task[Owner]], progress: bool, what: str = "Reports"
    ) -> Generator[tuple[Task[Owner], Outcome]]:
        """Give tasks to the workers; yields each with its failure as it is done.

        Whoever stops before the end (Ctrl-C, an error) closes the iterator: then the processes and what they run are ended,
        and nothing that they had begun stays. What is wrong is written by the thread that asks, which Ctrl-C reaches first:
        the same Ctrl-C may end a process that is just being started, and that is no failure of its report.

        Raises
        ------
        MachineError
            No process can be started.
        """
        if not tasks:
            return
        count = min(len(self.workers), len(tasks))
        self._warm_up(count)
        idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self.workers[:count]:
            idle.put(worker)
        bar = progress_of(len(tasks), what, "report", progress)

        def make(task: Task[Owner]) -> Outcome | Lost:
            worker = idle.get()
            try:
                return worker.make(
                    task[2], lambda cell, of: bar.set_postfix_str(f"{task[2]['name'][:30]}, cell {cell}/{of}")
                )
            finally:
                idle.put(worker)

        pool = ThreadPoolExecutor(count)
        try:
            try:
                with held():
                    futures = {pool.submit(make, task): task for task in tasks}
            except RuntimeError as error:  # a thread counts as a process where their number is limited
                raise MachineError(f"No process can be started to make reports: {error}") from error
            for future in as_completed(futures):
                bar.update()
                outcome, task = future.result(), futures[future]
                yield task, _given_up(task[2], outcome) if isinstance(outcome, Lost) else outcome
        except BaseException:  # Ctrl-C, or nobody asks any more: what has not begun never will
            with held():
                pool.shutdown(wait=False, cancel_futures=True)
                for worker in self.workers:
                    worker.kill()
            raise
        finally:
            with held():
                bar.close()
                pool.shutdown()


@dataclass(frozen=True)
class Lost:
    """The process that made a report ended before it was made; with which status."""

    status: int


def _given_up(task: dict[str, Any], lost: Lost) -> Outcome:
    from toolkit.reporting.worker import give_up

    with held():
        given = give_up(task, f"the process that makes reports ended (status {lost.status})")
        files.publish([(Path(draft), Path(path)) for draft, path in given["drafts"]])
    failure: Outcome = given["failure"]
    return failure


def _close(pipe: IO[str] | None) -> None:
    if pipe is not None:
        with contextlib.suppress(OSError):
            pipe.close()


class _Worker:
    """A process that makes reports; started when first needed, and again when it has died."""

    def __init__(self, engine: str) -> None:
        self.engine = engine
        self.seat: socket.socket | None = None
        self.process: subprocess.Popen[str] | None = None
        self.lock = threading.Lock()
        self.killed = False
        self.folder: Path | None = None
        self.end: Callable[[], object] = lambda: None

    def make(self, task: Mapping[str, Any], on_cell: Callable[[int, int], None]) -> Outcome | Lost:
        """Have a report made; returns its failure, if any, or how the process was lost."""
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
                    self._publish(message["done"]["drafts"])
                    failure: Outcome = message["done"]["failure"]
                    return failure
                on_cell(message["cell"], message["of"])
        except (OSError, ValueError):  # it died while it read or wrote
            process.kill()
        if self.killed:
            return None
        self._clear(process.pid)
        return Lost(process.wait())

    def _publish(self, drafts: Iterable[Sequence[str]]) -> None:
        """Make the files public, unless the run was stopped meanwhile."""
        with self.lock:
            if not self.killed:
                files.publish([(Path(draft), Path(path)) for draft, path in drafts])

    def _alive(self) -> subprocess.Popen[str] | None:
        with self.lock:
            if self.killed:
                return None
            if self.process is None or self.process.poll() is not None:
                try:
                    seat = [] if self.seat is None else [self.seat.fileno()]
                    self.process = subprocess.Popen(
                        [sys.executable, "-m", "toolkit.reporting.worker", self.engine, *map(str, seat)],
                        pass_fds=seat,
                        stdin=subprocess.PIPE,
                        stdout=subprocess.PIPE,
                        encoding="utf-8",
                        start_new_session=True,  # Ctrl-C is for the process that asks; it ends this one
                    )
                except OSError as error:
                    raise MachineError(f"No process can be started to make reports: {files.told(error)}") from error
                # it ends with its input, also where Ctrl-C came before anybody could stop it
                self.end = weakref.finalize(self, _close, self.process.stdin)
                if self.seat is not None:  # its alone: its end is seen by whom it asks
                    self.seat.close()
                    self.seat = None
            return self.process

    def stop(self) -> None:
        """End the process once it has done its task."""
        if self.process is not None:
            self.end()
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
