"""A process that makes reports, one after the other, as told on its standard input.

``python -m toolkit.reporting.worker ENGINE [FD]`` reads one JSON task a line and answers in JSON lines: ``{"cell": n, "of": m}``
while a notebook runs, ``{"done": ...}`` when its files are drafted. FD is a seat at the zygote that serves several workers.
Processes, not threads, since a kernel's working folder is the process's; and not :mod:`multiprocessing`, since that would run a
caller's script again.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from toolkit.errors import ReadoutError
from toolkit.files import drafts, sweep
from toolkit.reporting import leftovers
from toolkit.reporting.engine import Failure, Warm, execute
from toolkit.reporting.forking.asking import Asker, can_fork
from toolkit.reporting.steady import normalise


def make(
    task: dict[str, Any],
    on_cell: Callable[[int, int], None] = lambda done, total: None,
    engine: str = "kernel",
    warm: Warm | None = None,
) -> dict[str, Any]:
    """Run the notebook for one article and draft the executed notebook and the page.

    Parameters
    ----------
    task
        ``notebook`` (path), ``folder`` (where the files go), ``name`` (their stem), ``title``, ``parameters``, ``timeout``,
        ``about`` (words of the line over the title) and ``links`` (text and address of files beside the page, if not
        those of a report).
    on_cell, engine, warm
        As :func:`~toolkit.reporting.engine.execute` takes them.

    Returns
    -------
    dict
        ``failure``: ``None`` or what :class:`~toolkit.reporting.engine.Failure` holds; ``drafts``: those of both files, each
        with the path that it is to have. Whoever asks publishes them, unless the run was stopped meanwhile.
    """
    import nbformat

    notebook = nbformat.read(task["notebook"], as_version=4)
    where = {"folder": task["folder"], "timeout": task["timeout"]}
    result = execute(notebook, task["parameters"], **where, on_cell=on_cell, engine=engine, warm=warm)
    return _made(task, normalise(result.notebook), result.failure)


def give_up(task: dict[str, Any], reason: str) -> dict[str, Any]:
    """Draft a page that says why there is no report, with the notebook as it was before; nothing of an older run stays.

    Returns
    -------
    dict
        What :func:`make` returns.
    """
    import nbformat

    failure = Failure(None, reason)
    try:
        return _made(task, normalise(nbformat.read(task["notebook"], as_version=4)), failure)
    except Exception:  # not even that: better no file than one of an older run
        for kind in ("html", "ipynb"):
            Path(task["folder"], f"{task['name']}.{kind}").unlink(missing_ok=True)
    return {"failure": asdict(failure), "drafts": []}


_DRAFTING = threading.Lock()


def _made(task: dict[str, Any], notebook: Any, failure: Failure | None) -> dict[str, Any]:
    import nbformat

    from toolkit.reporting.page import page

    folder, name = Path(task["folder"]), task["name"]
    beside = {"all reports": "index.html", "JSON": f"{name}.json", "notebook": f"{name}.ipynb"}
    about, links = task.get("about", ()), task.get("links", beside)
    html = page(notebook, task["title"], name=name, failure=failure, links=links, about=about)
    with _DRAFTING:
        made = drafts({folder / f"{name}.ipynb": nbformat.writes(notebook) + "\n", folder / f"{name}.html": html})
    return {"failure": asdict(failure) if failure else None, "drafts": [list(map(str, pair)) for pair in made]}


def _tasks() -> Iterator[dict[str, Any]]:
    """The tasks as they come. When whoever asks is gone, nobody waits for the one at hand: it is given up."""
    lines: SimpleQueue[str] = SimpleQueue()
    folders: set[Path] = set()
    busy = False

    def listen() -> None:
        for line in sys.stdin:
            lines.put(line)
        _DRAFTING.acquire()  # for good: what ends with its kernel would still be told on a page
        if busy:
            leftovers.clear(os.getpid())
        sweep(folders, os.getpid())
        if busy:
            os._exit(1)
        lines.put("")

    threading.Thread(target=listen, daemon=True).start()
    while line := lines.get():
        task = json.loads(line)
        folders.add(Path(task["folder"]))
        busy = True
        yield task
        busy = False


def _told(error: Exception, folder: str) -> str:
    """What went wrong; where the folder lies is nobody's business who reads the page."""
    kind = "" if isinstance(error, ReadoutError) else f"{type(error).__name__}: "
    return f"{kind}{error}".replace(f"{folder}{os.sep}", "")


def main() -> None:
    """Answer tasks until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)  # whatever prints in this process must not disturb the answers

    def answer(**message: Any) -> None:
        answers.write(json.dumps(message) + "\n")

    engine, *seat = sys.argv[1:]
    warm = Warm(Asker(socket.socket(fileno=int(seat[0]))) if seat else None) if can_fork() else None
    for task in _tasks():
        try:
            answer(done=make(task, lambda cell, of: answer(cell=cell, of=of), engine, warm))
        except Exception as error:  # the next article must still be made
            answer(done=give_up(task, f"the report could not be made: {_told(error, task['folder'])}"))
    if warm:
        warm.close()


if __name__ == "__main__":
    main()
