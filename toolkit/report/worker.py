"""A process that makes reports, one after the other, as told on its standard input.

``python -m toolkit.report.worker`` reads one JSON task a line and answers in JSON lines: ``{"cell": n, "of": m}`` while a
notebook runs, ``{"done": ...}`` when its files are written. Processes, not threads, since a kernel's working folder is the
process's; and not :mod:`multiprocessing`, since that would run a caller's script again.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from toolkit.report.engine import Failure, execute, normalise


def make(task: dict[str, Any], on_cell: Callable[[int, int], None] = lambda done, total: None) -> dict[str, Any]:
    """Run the notebook for one article and write the executed notebook and the page.

    Parameters
    ----------
    task
        ``notebook`` (path), ``folder`` (where the files go), ``name`` (their stem), ``title``, ``parameters``, ``timeout``.

    Returns
    -------
    dict
        ``failure``: ``None`` or what :class:`~toolkit.report.engine.Failure` holds.
    """
    import nbformat

    from toolkit.report.page import page

    folder, name = Path(task["folder"]), task["name"]
    notebook = nbformat.read(task["notebook"], as_version=4)
    result = execute(notebook, task["parameters"], folder=folder, timeout=task["timeout"], on_cell=on_cell)
    executed = normalise(result.notebook)
    write(folder / f"{name}.ipynb", nbformat.writes(executed) + "\n")
    links = {"All reports": "index.html", "Data (JSON)": f"{name}.json", "Executed notebook": f"{name}.ipynb"}
    write(folder / f"{name}.html", page(executed, task["title"], name=name, failure=result.failure, links=links))
    return {"failure": asdict(result.failure) if result.failure else None}


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all; a reader never sees half of it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    draft.replace(path)


def main() -> None:
    """Answer tasks until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)  # whatever prints in this process must not disturb the answers

    def answer(**message: Any) -> None:
        answers.write(json.dumps(message) + "\n")

    for line in sys.stdin:
        task = json.loads(line)
        try:
            answer(done=make(task, lambda cell, of: answer(cell=cell, of=of)))
        except Exception as error:  # the next article must still be made
            failure = Failure(None, f"the report could not be made: {type(error).__name__}: {error}")
            answer(done={"failure": asdict(failure)})


if __name__ == "__main__":
    main()
