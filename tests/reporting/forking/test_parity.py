"""The shipped notebooks give the same bytes in forks and in kernels."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
import sample

from toolkit.reporting import report
from toolkit.reporting.engine import Warm, execute
from toolkit.reporting.forking.asking import can_fork
from toolkit.reporting.notebooks import default_notebook
from toolkit.reporting.steady import normalise
from toolkit.results import Analysis

pytestmark = [
    pytest.mark.skipif(not can_fork(), reason="only Linux has all that forks take"),
    pytest.mark.slow,
    pytest.mark.untraced,
]
ARTICLES = Path(__file__).parents[3] / "articles"


def test_reports_are_the_same(tmp_path: Path) -> None:
    analysis = Analysis([sample.analysed(), sample.hostile()])
    runs = {
        engine: report(analysis, tmp_path / engine, engine=engine, jobs=2, progress=False)
        for engine in ("fork", "kernel")
    }
    assert [run.exit_code for run in runs.values()] == [0, 0]
    forked, other = ({path.name: path.read_bytes() for path in run.folder.iterdir()} for run in runs.values())
    assert sorted(forked) == sorted(other)
    for name, content in forked.items():
        assert content == other[name], name


def executed(engine: str, name: str, folder: Path, warm: Warm) -> Any:
    notebook = nbformat.read(default_notebook(name), as_version=4)
    done = execute(notebook, {}, folder=folder, engine=engine, warm=warm)
    assert done.failure is None
    return nbformat.writes(normalise(done.notebook))


@pytest.mark.parametrize("name", ["compare.ipynb", "explore.ipynb", "reuse.ipynb", "validate.ipynb"])
def test_notebooks_to_work_in_are_the_same(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUT_CACHE", str(tmp_path / "cache"))  # what was analysed by the one is read by the other
    shutil.copytree(ARTICLES, tmp_path / "articles")
    (tmp_path / "notebooks").mkdir()
    shutil.copy(default_notebook(name).with_name("press.csv"), tmp_path / "notebooks")
    warm = Warm()
    try:
        runs = [executed(engine, name, tmp_path / "notebooks", warm) for engine in ("fork", "kernel")]
    finally:
        warm.close()
    assert runs[0] == runs[1]


def test_notebooks_are_stored_without_outputs_and_each_is_run() -> None:
    stored = {path.name: nbformat.read(path, as_version=4) for path in default_notebook().parent.glob("*.ipynb")}
    run = {
        "article_report.ipynb",
        "corpus_report.ipynb",
        "compare.ipynb",
        "explore.ipynb",
        "reuse.ipynb",
        "validate.ipynb",
    }
    assert set(stored) == run  # the first two by every report, the others above
    for name, notebook in stored.items():
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        assert [cell.outputs for cell in code] == [[]] * len(code), name
        assert {cell.execution_count for cell in code} == {None}, name
