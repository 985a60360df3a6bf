"""A first notebook of one's own: the parameters cell and a few cells to change."""

from __future__ import annotations

from pathlib import Path

from toolkit.errors import UsageError
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
        The file is there already, its name does not end in ``.ipynb``, or it cannot be written.
    """
    if path.suffix != ".ipynb":
        raise UsageError(f"{path}: the name of a notebook ends in .ipynb")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(starter(path.name, across=across))
    except FileExistsError:
        raise UsageError(f"{path} is there already; choose another name") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from error
    return path
