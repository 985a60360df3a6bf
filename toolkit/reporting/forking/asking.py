"""A zygote as those see it who have notebooks run: it is started, asked for runs, and ended with all that they began."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import secrets
import select
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from toolkit.reporting.forking.processes import MARK, end_marked
from toolkit.reporting.leftovers import KERNEL, kernel_folder

CLOSING = 5.0
"""Seconds that a notebook's process may take to end after its last cell; then it is ended."""

KILLING = 30.0
"""Seconds to wait for the end of what has been ended."""


def can_fork() -> bool:
    """Whether notebooks can be run in forks here: Linux alone has all that this takes."""
    return sys.platform == "linux"


class NotForked(Exception):
    """No process could be forked for a notebook; nothing of it has run."""


class Died(Exception):
    """The process of a notebook ended before the notebook did."""


class Zygote:
    """A warm process, ready to fork.

    Parameters
    ----------
    environment
        That of the notebooks.
    seats
        How many processes will ask it: the one that starts it, and those that it hands a seat to.
    furnish
        Called with the folder that will be the notebooks' ``IPYTHONDIR``, to put files there; gives further variables of
        the environment.
    """

    def __init__(
        self,
        environment: Mapping[str, str],
        seats: int = 1,
        furnish: Callable[[Path], Mapping[str, str]] = lambda folder: {},
    ) -> None:
        self.mark = secrets.token_hex(8)
        self.folder = kernel_folder()
        pairs = [socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET) for _ in range(seats)]
        self.seats = [ours for ours, _ in pairs]
        named = {"IPYTHONDIR": self.folder, MARK: self.mark, **furnish(Path(self.folder))}
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "toolkit.reporting.forking.zygote", *(str(end.fileno()) for _, end in pairs)],
                pass_fds=[end.fileno() for _, end in pairs],
                stdin=subprocess.DEVNULL,
                stdout=2,  # standard output belongs to whoever asks
                env={**environment, **named},
                start_new_session=True,  # Ctrl-C is for those who ask
            )
        except BaseException:
            self._remove()
            raise
        finally:
            for _, end in pairs:
                end.close()
        Path(self.folder, KERNEL).write_text(str(self.process.pid), encoding="ascii")

    def asker(self) -> Asker:
        """Who asks from the first seat."""
        return Asker(self.seats[0])

    def alive(self) -> bool:
        """Whether the process runs."""
        return self.process.poll() is None

    def close(self) -> None:
        """End the process with all runs, and what is left of them."""
        for seat in self.seats:
            seat.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(CLOSING)
        self.process.kill()
        self.process.wait()
        end_marked(self.mark)
        self._remove()

    def _remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


class Asker:
    """A seat at a zygote."""

    def __init__(self, seat: socket.socket) -> None:
        self.seat = seat
        self.numbers = itertools.count()

    def run(self, cells: Sequence[Mapping[str, Any]], folder: str, modules: Sequence[str] = ()) -> Run:
        """Have cells run in a fork.

        Parameters
        ----------
        cells
            As :func:`toolkit.reporting.forking.cells.run_cells` takes them.
        folder
            Working folder.
        modules
            What the zygote should have imported before.

        Raises
        ------
        NotForked
            The zygote is there no longer.
        """
        number = next(self.numbers)
        file = os.memfd_create("cells")
        reading, writing = os.pipe()
        try:
            with os.fdopen(os.dup(file), "w", encoding="utf-8") as cells_file:
                json.dump(list(cells), cells_file)
            os.lseek(file, 0, os.SEEK_SET)
            asked = {"run": number, "modules": list(modules), "folder": folder}
            socket.send_fds(self.seat, [json.dumps(asked).encode()], [file, writing])
        except OSError as error:
            os.close(reading)
            raise NotForked(f"the process that forks has ended: {error}") from error
        finally:
            os.close(file)
            os.close(writing)
        return Run(self, number, reading)

    def load(self, modules: Sequence[str]) -> None:
        """Have modules imported, which forks will need."""
        with contextlib.suppress(OSError):
            self.seat.send(json.dumps({"load": list(modules)}).encode())

    def alive(self) -> bool:
        """Whether the zygote is there."""
        try:
            return bool(self.seat.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
        except BlockingIOError:
            return True
        except OSError:
            return False

    def end(self, number: int) -> None:
        """Have a run ended."""
        with contextlib.suppress(OSError):
            self.seat.send(json.dumps({"end": number}).encode())


class Run:
    """A notebook that runs: its messages, and its end."""

    def __init__(self, asker: Asker, number: int, pipe: int) -> None:
        self.asker, self.number, self.pipe = asker, number, pipe
        self.rest = b""
        self.lines: list[bytes] = []
        self.begun = False

    def __enter__(self) -> Run:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for its end if all went well, see to it otherwise."""
        if kind is not None or not self._ended(CLOSING):
            self.asker.end(self.number)
            self._ended(KILLING)
        os.close(self.pipe)

    def _ended(self, patience: float) -> bool:
        """Whether the process ends within some seconds; what it still says is not listened to."""
        until = time.monotonic() + patience
        while select.select([self.pipe], [], [], max(0.0, until - time.monotonic()))[0]:
            if not os.read(self.pipe, 1 << 20):
                return True
        return False

    def messages(self, limit: Callable[[], float | None]) -> Iterator[dict[str, Any]]:
        """The messages as they come.

        Parameters
        ----------
        limit
            The moment (of :func:`time.monotonic`) at which to wait no longer, asked for before each message.

        Raises
        ------
        TimeoutError
            That moment has come.
        Died
            The process ended before it said that all is done.
        NotForked
            It never began.
        """
        while True:
            message = self._next(limit())
            if "refused" in message:
                raise NotForked(message["refused"])
            self.begun = True
            yield message

    def _next(self, until: float | None) -> dict[str, Any]:
        while not self.lines:
            left = None if until is None else until - time.monotonic()
            if (left is not None and left <= 0) or not select.select([self.pipe], [], [], left)[0]:
                raise TimeoutError
            if not (read := os.read(self.pipe, 1 << 20)):
                raise Died if self.begun else NotForked("the process that forks has ended")
            *whole, self.rest = (self.rest + read).split(b"\n")
            self.lines = whole
        message: dict[str, Any] = json.loads(self.lines.pop(0))
        return message
