"""Runs a notebook's cells in this process as ipykernel would, and tells what a kernel would tell.

ipykernel's own shell is used, so that displays, errors, magics and ``await`` are what they are in a kernel; only its messages
go another way: as JSON lines into a pipe.
"""

from __future__ import annotations

import asyncio
import atexit
import builtins
import contextlib
import getpass
import io
import json
import os
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ipykernel.compiler import XCachingCompiler
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from IPython.core.profiledir import ProfileDir
from IPython.core.shellapp import InteractiveShellApp
from jupyter_client.jsonutil import json_default
from jupyter_client.session import Session
from traitlets.config import Config

NO_INPUT = "raw_input was called, but this frontend does not support input requests."

SYSTEM_STREAMS = {1: "stdout", 2: "stderr"}


class Wire(Session):
    """A kernel's session whose messages go into a pipe, a JSON object a line."""

    pipe = -1

    def open(self, pipe: int) -> None:
        """Send to this pipe from now on, and with it what is written past Python to standard output and error."""
        self.pipe, self.owner, self.lock = pipe, os.getpid(), threading.RLock()
        self.system = {number: os.memfd_create(name, os.MFD_CLOEXEC) for number, name in SYSTEM_STREAMS.items()}
        self.read = dict.fromkeys(self.system, 0)
        for number, file in self.system.items():
            os.dup2(file, number)

    def send(self, stream: object, kind: Any, content: Any = None, *_: Any, **__: Any) -> None:  # type: ignore[override]
        """Send what a kernel sends to everybody."""
        if not isinstance(kind, str):
            kind, content = kind["msg_type"], kind["content"]
        self.tell(msg_type=kind, content=content or {})

    def tell(self, **message: Any) -> None:
        """Send anything, after what has been written past Python until now."""
        if os.getpid() != self.owner:  # what a fork of this process displays is shown by nobody, as in a kernel
            return
        with self.lock:
            self.drain()
            self._write(message)

    def drain(self) -> None:
        """Send what processes begun here, or libraries, have written to standard output and error."""
        for number, file in self.system.items():
            with self.lock:
                if written := os.pread(file, os.fstat(file).st_size - self.read[number], self.read[number]):
                    self.read[number] += len(written)
                    text = written.decode("utf-8", "replace")
                    self._write({"msg_type": "stream", "content": {"name": SYSTEM_STREAMS[number], "text": text}})

    def _write(self, message: dict[str, Any]) -> None:
        line = memoryview((json.dumps(message, default=json_default) + "\n").encode())
        while line:
            line = line[os.write(self.pipe, line) :]


class Stream(io.TextIOBase):
    """Standard output or error of the cells."""

    encoding, errors = "UTF-8", "replace"

    def __init__(self, wire: Wire, number: int) -> None:
        self.wire, self.number, self.name = wire, number, f"<{SYSTEM_STREAMS[number]}>"

    def fileno(self) -> int:
        """The system's own descriptor, for processes begun here."""
        return self.number

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, text: str) -> int:
        """Send a text."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if os.getpid() != self.wire.owner:
            os.write(self.number, text.encode("utf-8", "replace"))
        elif text:
            self.wire.tell(msg_type="stream", content={"name": SYSTEM_STREAMS[self.number], "text": text})
        return len(text)


def make_shell() -> Any:
    """The shell in which cells run, with its start-up files run, as a kernel has it before the first cell."""
    folder = os.environ["IPYTHONDIR"]
    if not os.environ.get("MPLBACKEND"):
        os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"  # as ipykernel does
    profile = ProfileDir.create_profile_dir_by_name(folder, "default")
    kernel = SimpleNamespace(eventloop=None)
    shell = ZMQInteractiveShell.instance(
        ipython_dir=folder,
        profile_dir=profile,
        compiler_class=XCachingCompiler,
        kernel=kernel,
        config=Config({"HistoryManager": {"enabled": False}}),  # on disk, where nobody would read it
    )
    kernel.shell, kernel.session, kernel.iopub_socket = shell, Wire(key=b""), None
    hook: Any = shell.displayhook
    publisher: Any = shell.display_pub
    hook.topic = b"execute_result"
    hook.session = publisher.session = kernel.session
    application: Any = SimpleNamespace(ignore_cwd=False)
    InteractiveShellApp.init_path(application)  # imports from the notebook's folder
    for file in sorted(Path(profile.startup_dir).glob("*.py")):
        shell.safe_execfile(str(file), shell.user_ns, raise_exceptions=True)
    return shell


def run_cells(shell: Any, cells: Sequence[dict[str, Any]], pipe: int) -> None:
    """Run cells one after the other, and tell of each when it begins and how it ended, until one fails that may not.

    Parameters
    ----------
    shell
        What :func:`make_shell` gave, in a process of its own.
    cells
        ``index``, ``source`` and ``may_fail`` of each.
    pipe
        Where messages go: those of a kernel (``msg_type``, ``content``), ``{"begins": index}``, ``{"ends": index, "well":
        …}``, and ``{"all": true}``.
    """
    wire = shell.kernel.session
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    wire.open(pipe)
    sys.stdout, sys.stderr = Stream(wire, 1), Stream(wire, 2)
    builtins.input = _no_input
    getpass.getpass = _no_input
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.run_until_complete(_run_all(shell, cells, wire.tell))
    with contextlib.suppress(Exception):
        atexit._run_exitfuncs()


def _no_input(*_: object, **__: object) -> Any:
    raise StdinNotImplementedError(NO_INPUT)


async def _run_all(shell: Any, cells: Sequence[dict[str, Any]], tell: Callable[..., None]) -> None:
    for cell in cells:
        tell(begins=cell["index"])
        tell(msg_type="execute_input", content={"execution_count": shell.execution_count})
        result = await _run(shell, cell["source"])
        well = result is not None and result.success and not getattr(shell, "_last_traceback_during_displayhook", False)
        tell(ends=cell["index"], well=well)
        if shell.exit_now:
            return
        if not well and not cell["may_fail"]:
            break
    tell(all=True)


async def _run(shell: Any, source: str) -> Any:
    """Run a cell as ipykernel does: in the loop if it awaits something, else as any code."""
    trouble = None
    try:
        transformed = shell.transform_cell(source)
    except Exception:
        transformed, trouble = source, sys.exc_info()
    if not shell.should_run_async(source, transformed_cell=transformed, preprocessing_exc_tuple=trouble):
        return shell.run_cell(source, store_history=True)
    result = None
    try:
        result = await shell.run_cell_async(
            source, store_history=True, transformed_cell=transformed, preprocessing_exc_tuple=trouble
        )
    finally:
        shell.events.trigger("post_execute")
        shell.events.trigger("post_run_cell", result)
    return result
