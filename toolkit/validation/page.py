"""The evaluation as a page: ``notebooks/validate.ipynb`` run to its end, and made HTML like any report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import UsageError
from toolkit.files import made, write
from toolkit.reporting.engine import Failure
from toolkit.reporting.notebooks import default_notebook

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
        A parameter is unknown.
    """
    import nbformat

    from toolkit.reporting.engine import execute, normalise
    from toolkit.reporting.page import page
    from toolkit.reporting.parameters import declared

    path = Path(output)
    node = nbformat.read(notebook(), as_version=4)
    known = declared(node)
    unknown = sorted(set(parameters or {}) - set(known))
    if unknown:
        raise UsageError(f"validate.ipynb has no parameter {unknown[0]!r}; it has: {', '.join(known)}.")
    made(path.parent)
    result = execute(node, dict(parameters or {}), folder=path.parent, timeout=timeout)
    executed = normalise(result.notebook)
    beside = path.with_suffix(".ipynb")
    write(beside, nbformat.writes(executed) + "\n")
    html = page(executed, TITLE, name=path.stem, failure=result.failure, links={"Executed notebook": beside.name})
    write(path, html)
    return ValidationRun(path, result.failure)
