"""Ctrl-C at every step of a run of reports: what was begun is published whole or not at all, and nothing stays behind.

The processes are small scripts that answer as those of reports do; the interrupt comes at a line of the code, not at a moment.
"""

from __future__ import annotations

import gc
import os
import signal
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import FrameType
from typing import Any

import nbformat
import psutil
import pytest

from toolkit import files, interrupts
from toolkit.reporting import pool
from toolkit.reporting.forking import asking

pytestmark = [pytest.mark.untraced, pytest.mark.skipif(os.name != "posix", reason="needs signals of POSIX")]

WORKER = """
import json, os, signal, socket, sys
if sys.argv[2].endswith("zygote"):
    seats = [socket.socket(fileno=int(number)) for number in sys.argv[3:]]
    while seats[0].recv(4096): pass
    import shutil
    shutil.rmtree(os.environ["IPYTHONDIR"], ignore_errors=True)
    sys.exit()
for line in sys.stdin:
    task = json.loads(line)
    if task["title"] == "dies with Ctrl-C":  # one Ctrl-C reaches whoever asks and this process
        os.kill(os.getppid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGKILL)
    if task["title"] == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    print(json.dumps({"cell": 1, "of": 1}), flush=True)
    pairs = []
    for kind in ("ipynb", "html"):
        draft = os.path.join(task["folder"], f".{task['name']}.{kind}.{os.getpid()}-1")
        open(draft, "w").write(task["title"])
        pairs.append([draft, os.path.join(task["folder"], f"{task['name']}.{kind}")])
    print(json.dumps({"done": {"failure": None, "drafts": pairs}}), flush=True)
"""

RUNNING = (pool.__file__, asking.__file__, files.__file__, interrupts.__file__)


class Bench:
    """A folder for reports, and tasks whose processes are scripts."""

    def __init__(self, folder: Path) -> None:
        self.out, self.temporary = folder / "out", folder / "tmp"
        self.out.mkdir()
        self.temporary.mkdir()
        self.others = {child.pid for child in psutil.Process().children()}
        """Processes of other tests in this one."""
        self.notebook = folder / "n.ipynb"
        nbformat.write(nbformat.v4.new_notebook(), self.notebook)

    def task(self, name: str, title: str) -> tuple[None, str, dict[str, Any]]:
        task = {"notebook": str(self.notebook), "folder": str(self.out), "name": name, "title": title}
        return (None, "", task | {"parameters": {}, "timeout": None})

    def run(self, *titles: str, engine: str = "fork") -> None:
        tasks = [self.task(f"r{n}", title) for n, title in enumerate(titles)]
        with pool.Workers(1, engine) as workers, closing(workers.run(tasks, progress=False)) as outcomes:
            list(outcomes)

    def left(self) -> list[str]:
        """What stays behind; threads and processes that nobody asks any more end by themselves."""
        end = time.monotonic() + 20
        while (found := self._there()) and time.monotonic() < end:
            gc.collect()  # as the end of the program does: pipes that nobody holds are closed
            time.sleep(0.02)
        return found

    def _there(self) -> list[str]:
        """What must not be there: drafts, folders of kernels, half a report, processes, threads."""
        names = {path.name for path in self.out.iterdir()}
        halves = [
            name for name in names if len({f"{Path(name).stem}.{kind}" for kind in ("html", "ipynb")} & names) == 1
        ]
        others = [thread.name for thread in threading.enumerate() if "ThreadPool" in thread.name]
        children = [child for child in psutil.Process().children() if child.pid not in self.others]
        running = [str(child.pid) for child in children if child.status() != psutil.STATUS_ZOMBIE]
        hidden = [name for name in names if name.startswith(".")]
        return [*halves, *hidden, *others, *running, *(path.name for path in self.temporary.iterdir())]


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    script, python = tmp_path / "worker.py", tmp_path / "python"
    script.write_text(WORKER)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" -S "{script}" "$@"\n')
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(sys, "executable", str(python))
    bench = Bench(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(bench.temporary))
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield bench
    signal.signal(signal.SIGINT, before)


def interrupted_at(number: int, work: Callable[[], object]) -> bool:
    """Run something with a Ctrl-C at the n-th line of the modules under test; whether there were so many lines."""
    seen = 0

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal seen
        if frame.f_code.co_filename not in RUNNING:
            return None
        if event == "line":
            seen += 1
            if seen == number:
                signal.raise_signal(signal.SIGINT)
        return trace

    sys.settrace(trace)
    try:
        work()
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(None)
    return seen >= number


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["kernel", "fork"])
def test_ctrl_c_at_any_step_leaves_whole_reports_and_nothing_else(bench: Bench, engine: str) -> None:
    number, stopped = 1, 0
    while interrupted_at(number, lambda: bench.run("one", engine=engine)):
        assert bench.left() == [], number
        number, stopped = number + 1, stopped + 1
        for path in bench.out.iterdir():
            path.unlink()
    assert stopped > 40
    assert len(list(bench.out.iterdir())) == 2


def test_a_process_that_dies_of_the_same_ctrl_c_leaves_no_report(bench: Bench) -> None:
    with pytest.raises(KeyboardInterrupt):
        bench.run("dies with Ctrl-C", engine="kernel")
    assert bench.left() == []
    assert list(bench.out.iterdir()) == []


def test_a_process_that_dies_by_itself_is_told_on_a_page(bench: Bench) -> None:
    bench.run("dies", "lives", engine="kernel")
    assert "ended (status -9)" in (bench.out / "r0.html").read_text()
    assert (bench.out / "r1.html").read_text() == "lives"
    assert bench.left() == []


def test_what_is_held_back_is_heeded_afterwards() -> None:
    done: list[str] = []

    def steps() -> None:
        with interrupts.held():
            signal.raise_signal(signal.SIGINT)
            done.append("second step")
        done.append("never")

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            steps()
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
    assert done == ["second step"]
