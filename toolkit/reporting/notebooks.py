"""The notebooks that make reports: where they are, and what they declare."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from toolkit.errors import UsageError
from toolkit.reporting.parameters import declared


def default_notebook(name: str = "article_report.ipynb") -> Path:
    """A notebook of this project, by default the one that reports on an article.

    Parameters
    ----------
    name
        Its file name.

    Returns
    -------
    Path
        Where it lies.

    Raises
    ------
    UsageError
        It is not where an installation has it.
    """
    package = Path(__file__).parents[1]
    for folder in (package / "notebooks", package.parent / "notebooks"):
        if (folder / name).is_file():
            return folder / name
    raise UsageError(f"{name} is not installed; name a notebook (--notebook my.ipynb).")


def read_notebook(path: Path) -> tuple[bytes, dict[str, Any]]:
    """A notebook's file and its parameters.

    Raises
    ------
    UsageError
        The file cannot be read, or is no notebook.
    """
    try:
        source = path.read_bytes()
        cells = json.loads(source)
        language = cells.get("metadata", {}).get("kernelspec", {}).get("language", "python")
        if language != "python":
            raise UsageError(
                f"The notebook {str(path)!r} is written in {language}; reports are made by Python notebooks."
            )
        return source, declared(cells)
    except OSError as error:
        raise UsageError(f"The notebook {str(path)!r} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{str(path)!r} is not a notebook in Jupyter's format 4.") from error
