"""The warm process whose forks run notebooks: it has imported what they import, and does nothing else.

``python -m toolkit.reporting.forking.zygote FD …`` listens on the sockets of those numbers, one for each process that asks. A
message ``{"run": n, "modules": […], "folder": …}`` comes with two descriptors: a file with the cells, and a pipe to which their
messages go. ``{"end": n}`` ends a run with all that it has begun, ``{"load": […]}`` imports modules that runs will need. Who
asks and goes away takes its runs along.

The process has one thread, no event loop and no socket of ZeroMQ, so that a fork of it is a whole process.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import json
import os
import select
import shutil
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.reporting.forking.processes import adopts_orphans, children_of, dies_with_parent, end_tree

LARGEST = 1 << 16
"""Bytes of a message at most."""

ONE_THREAD = {
    **dict.fromkeys(("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"), "1"),
    "JE_ARROW_MALLOC_CONF": "background_thread:false",  # pyarrow, which pandas imports
}
"""Libraries that read these when they are loaded then start no threads; the notebooks' own environment has them as they were."""


@dataclass(frozen=True)
class _Run:
    asker: socket.socket
    number: int


class Zygote:
    """Answers those who ask for runs, until the last of them has gone."""

    def __init__(self, askers: list[socket.socket], shell: Any, unset: list[str]) -> None:
        self.askers = askers
        self.unset = unset
        self.shell = shell
        self.runs: dict[int, _Run] = {}
        self.loaded: set[str] = set()
        self.pid = os.getpid()
        self.wake = os.pipe()

    def serve(self) -> None:
        """Answer until nobody is left to ask."""
        wake = self.wake[0]
        for end in self.wake:
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self.wake[1])
        signal.signal(signal.SIGCHLD, lambda *_: None)
        while self.askers:
            ready, _, _ = select.select([wake, *(asker.fileno() for asker in self.askers)], [], [])
            with contextlib.suppress(BlockingIOError):
                os.read(wake, LARGEST)
            for asker in [asker for asker in self.askers if asker.fileno() in ready]:
                self.answer(asker)
            self.reap()

    def answer(self, asker: socket.socket) -> None:
        """Do what one message asks for."""
        try:
            message, descriptors, _, _ = socket.recv_fds(asker, LARGEST, 2)
        except OSError:
            message, descriptors = b"", []
        asked = json.loads(message) if message else {}
        if "run" in asked:
            self.run(asker, asked, *descriptors)
            return
        if "load" in asked:
            with contextlib.suppress(RuntimeError):  # runs will be refused
                self.load(asked["load"])
            return
        ended = [
            pid for pid, run in self.runs.items() if run.asker is asker and asked.get("end", run.number) == run.number
        ]
        for pid in ended:
            end_tree(pid)
        if not message:
            self.askers.remove(asker)
            asker.close()

    def run(self, asker: socket.socket, asked: dict[str, Any], cells: int, pipe: int) -> None:
        """Fork a process that runs a notebook."""
        try:
            self.load(asked["modules"])
            pid = os.fork()
        except (OSError, RuntimeError) as error:
            os.write(pipe, (json.dumps({"refused": str(error)}) + "\n").encode())
        else:
            if not pid:
                self.become(asked, cells, pipe)
            self.runs[pid] = _Run(asker, asked["run"])
        os.close(cells)
        os.close(pipe)

    def load(self, modules: list[str]) -> None:
        """Import what a notebook will import, as far as it can be; what fails will fail in the notebook, where it is told.

        Raises
        ------
        RuntimeError
            An import has started a thread: forks would lack it.
        """
        for name in modules:
            if name not in self.loaded:
                self.loaded.add(name)
                # as in a cell: IPython's names are there, and nothing that is printed to is a terminal
                nowhere = io.StringIO()
                printing = contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere)
                with contextlib.suppress(Exception), self.shell.builtin_trap, printing[0], printing[1]:
                    getattr(importlib.import_module(name), "warm_up", lambda: None)()
                gc.collect()
                gc.freeze()  # what is there now is not looked at by the collectors of forks, and stays shared
        if len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208
            raise RuntimeError(f"importing {', '.join(modules)} started threads")

    def become(self, asked: dict[str, Any], cells: int, pipe: int) -> None:
        """Be the process of a notebook; does not return."""
        status = 1
        try:
            os.setsid()
            dies_with_parent()
            if os.getppid() != self.pid:  # it had ended before
                return
            adopts_orphans()
            os.set_inheritable(pipe, False)
            signal.set_wakeup_fd(-1)
            for end in self.wake:
                os.close(end)
            for number in (signal.SIGCHLD, signal.SIGTERM):
                signal.signal(number, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            for asker in self.askers:
                asker.close()
            from toolkit.reporting.forking.cells import run_cells

            os.chdir(asked["folder"])
            for name in self.unset:
                os.environ.pop(name, None)
            if "numpy" in sys.modules:
                sys.modules["numpy"].random.seed()
            with os.fdopen(cells, encoding="utf-8") as file:
                told = json.load(file)
            run_cells(self.shell, told, pipe)
            status = 0
        finally:
            os._exit(status)

    def reap(self) -> None:
        """Take leave of runs that have ended, and end what they left: whoever is a child of this process and no run."""
        with contextlib.suppress(ChildProcessError):
            while (pid := os.waitpid(-1, os.WNOHANG)[0]) != 0:
                self.runs.pop(pid, None)
        for pid in children_of(os.getpid()):
            if pid not in self.runs:
                end_tree(pid)

    def close(self) -> None:
        """End all runs."""
        for pid in list(self.runs):
            end_tree(pid)
        while children_of(os.getpid()):
            self.reap()


def main() -> None:
    """Serve the sockets whose numbers are given."""
    adopts_orphans()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for those who ask; they end this process
    if sys.path[0] == str(Path.cwd()):
        del sys.path[0]
    askers = [socket.socket(fileno=int(number)) for number in sys.argv[1:]]
    sys.argv[1:] = []
    unset = [name for name in ONE_THREAD if name not in os.environ]
    os.environ.update((name, ONE_THREAD[name]) for name in unset)
    from toolkit.reporting.forking.cells import make_shell

    zygote = Zygote(askers, make_shell(), unset)
    try:
        zygote.serve()
    finally:
        zygote.close()
        shutil.rmtree(os.environ["IPYTHONDIR"], ignore_errors=True)  # whoever made it may have been killed


if __name__ == "__main__":
    main()
