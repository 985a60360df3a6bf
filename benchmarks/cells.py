"""The floor of reports, for ``python -m benchmarks.cells REPORTS TOLD``.

Runs the cells of each report's notebook in one process and renders it, which takes what the work takes; then makes the same
reports as Readout does, and writes the seconds of both on the clock.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path


def cell_work(folder: Path) -> float:
    """Seconds on the clock for the cells and the pages of all reports in a folder."""
    import nbformat
    from IPython.core.interactiveshell import InteractiveShell

    from toolkit.reporting.page import page

    shell = InteractiveShell.instance()
    names = [path.stem for path in sorted(folder.glob("*.ipynb")) if path.stem != "corpus"]
    notebooks = {name: nbformat.read(folder / f"{name}.ipynb", as_version=4) for name in names}
    os.chdir(folder)
    _one(shell, notebooks[names[0]], names[0], page)  # what is loaded when it is first needed belongs to no report
    began = time.monotonic()
    for name in names:
        _one(shell, notebooks[name], name, page)
    return time.monotonic() - began


def _one(shell: object, notebook: object, name: str, page: object) -> None:
    for cell in notebook.cells:  # type: ignore[attr-defined]
        if cell.cell_type == "code":
            result = shell.run_cell(cell.source, silent=True)  # type: ignore[attr-defined]
            result.raise_error()
            shell.display_formatter.format(result.result)  # type: ignore[attr-defined]
    page(notebook, name, name=name)  # type: ignore[operator]


def main() -> None:
    """Measure both and write them down."""
    folder, told = (Path(name).absolute() for name in sys.argv[1:])
    from toolkit.reporting import report
    from toolkit.results import Analysis
    from toolkit.saved import load

    names = json.loads((folder / ".readout.json").read_text(encoding="utf-8"))["reports"]
    loaded = [load(folder / f"{name}.json")[0] for name in names if name != "corpus"]
    began = time.monotonic()
    report(Analysis(loaded), folder.with_name(f"{folder.name}-again"), jobs=1, progress=False, corpus=False)
    whole = time.monotonic() - began
    told.write_text(f"{cell_work(folder)} {whole}")


if __name__ == "__main__":
    main()
