"""A first notebook of one's own: the parameters cell and a few cells to change."""

from __future__ import annotations

from pathlib import Path

from toolkit.errors import UsageError
from toolkit.files import write
from toolkit.reporting.assets import TEMPLATES

PLACEHOLDER = "NAME.ipynb"


def starter(name: str, *, across: bool = False) -> str:
    """The text of a starter notebook.

    Parameters
    ----------
    name
        The file's name, for the command in its first cell.
    across
        Whether it is about all articles together instead of each alone.
    """
    import json

    text = (TEMPLATES / f"starter_{'across' if across else 'article'}.ipynb").read_text(encoding="utf-8")
    return text.replace(PLACEHOLDER, json.dumps(name, ensure_ascii=False)[1:-1])


def write_starter(path: Path, *, across: bool = False) -> Path:
    """Write a starter notebook.

    Raises
    ------
    UsageError
        The file is there already, or its name does not end in ``.ipynb``.
    MachineError
        It cannot be written.
    """
    if path.suffix != ".ipynb":
        raise UsageError(f"{path}: the name of a notebook ends in .ipynb")
    if path.exists():
        raise UsageError(f"{path} is there already; choose another name")
    write(path, starter(path.name, across=across))
    return path
