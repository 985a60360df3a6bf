"""The evaluation as a page: ``notebooks/validate.ipynb`` run to its end, and made HTML like any report."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import UsageError
from toolkit.files import made
from toolkit.reporting.engine import Failure
from toolkit.reporting.notebooks import default_notebook, read_notebook
from toolkit.reporting.pool import Workers

TITLE = "How good it is"


@dataclass(frozen=True)
class ValidationRun:
    """The page that was written, and why the notebook failed, if it did."""

    path: Path
    failure: Failure | None = None


def notebook() -> Path:
    """The notebook ``validate.ipynb`` of this project.

    Raises
    ------
    UsageError
        It is not where an installation has it.
    """
    path = default_notebook().with_name("validate.ipynb")
    if not path.is_file():
        raise UsageError("validate.ipynb is not installed.")
    return path


def validate(
    output: Path | str, parameters: Mapping[str, Any] | None = None, *, timeout: int | None = 3600
) -> ValidationRun:
    """Run the notebook and write its page, with the executed notebook beside it.

    Parameters
    ----------
    output
        The HTML file; its folder is made if missing.
    parameters
        Values for the notebook's parameters: paths of gold, and others.
    timeout
        Seconds that one cell may take.

    Raises
    ------
    UsageError
        A parameter is unknown, or the file's name does not end in ``.html``.
    MachineError
        The file cannot be written, or no process can be started.
    """
    path = Path(output)
    if path.suffix != ".html":
        raise UsageError(f"{path}: the name of a page ends in .html")
    _, known = read_notebook(notebook())
    unknown = sorted(set(parameters or {}) - set(known))
    if unknown:
        raise UsageError(f"validate.ipynb has no parameter {unknown[0]!r}; it has: {', '.join(known)}.")
    task = {
        "notebook": str(notebook().resolve()),
        "folder": str(made(path.parent).resolve()),
        "name": path.stem,
        "title": TITLE,
        "parameters": dict(parameters or {}),
        "timeout": timeout,
        "links": {"Executed notebook": f"{path.stem}.ipynb"},
    }
    with Workers(1, "auto") as workers, closing(workers.run([(None, "", task)], progress=False)) as outcomes:
        [(_, failure)] = outcomes
    return ValidationRun(path, Failure(**failure) if failure else None)
