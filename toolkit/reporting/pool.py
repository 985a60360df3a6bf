"""Worker processes that make reports, several at once; see :mod:`toolkit.reporting.worker`."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from queue import SimpleQueue
from typing import Any, TypeVar

from toolkit.progress import progress_of

Owner = TypeVar("Owner")
"""Whatever a caller wants to have back with the outcome of a task."""

Task = tuple[Owner, str, dict[str, Any]]
"""Its owner, the key of what it is made from, and what :func:`toolkit.reporting.worker.make` takes."""

Outcome = Mapping[str, Any] | None
"""Why a report failed, as :class:`toolkit.reporting.engine.Failure` holds it; ``None`` if it did not."""


def run_all(
    tasks: Sequence[Task[Owner]], jobs: int, progress: bool, what: str = "Reports"
) -> Iterator[tuple[Task[Owner], Outcome]]:
    """Give the tasks to worker processes; yields each with its failure as it is done."""
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
        futures = {pool.submit(run, task): task for task in tasks}
        for future in as_completed(futures):
            bar.update()
            yield futures[future], future.result()
    except BaseException:  # Ctrl-C: what has not begun never will
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

    def make(self, task: Mapping[str, Any], on_cell: Callable[[int, int], None]) -> Outcome:
        """Have a report made; returns its failure, if any."""
        process = self._alive()
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
        from toolkit.reporting.worker import give_up

        ended = f"the process that makes reports ended (status {process.wait()})"
        lost: Outcome = give_up(dict(task), ended)["failure"]
        return lost

    def _alive(self) -> subprocess.Popen[str]:
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "toolkit.reporting.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )
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
        """End the process at once; its kernel ends by itself when it misses it."""
        if self.process is not None:
            self.process.kill()
