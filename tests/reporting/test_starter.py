"""Starter notebooks run as they are."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from sample import analysed as invented

from toolkit.errors import UsageError
from toolkit.reporting import report
from toolkit.reporting.across import CorpusOptions
from toolkit.reporting.starter import starter, write_starter
from toolkit.results import Analysis

pytestmark = pytest.mark.slow


def test_both_starters_run_and_fill_their_pages(tmp_path: Path) -> None:
    own = write_starter(tmp_path / "deep" / "mine.ipynb")
    across = write_starter(tmp_path / "all.ipynb", across=True)
    run = report(
        Analysis([invented()]), tmp_path / "out", notebook=own, corpus=CorpusOptions(notebook=across), progress=False
    )
    assert run.exit_code == 0, run.summary()
    (made,) = run.reports
    assert "Surest commitments" in (run.folder / f"{made.name}.html").read_text()
    assert "Told by several articles" in (run.folder / "corpus.html").read_text()


@pytest.mark.parametrize("across", [False, True])
def test_a_starter_is_a_valid_notebook_and_names_itself(across: bool) -> None:
    text = starter('my "own".ipynb', across=across)
    node = nbformat.reads(text, as_version=4)
    nbformat.validate(node)
    assert 'my "own".ipynb' in node.cells[0].source
    assert node.cells[1].metadata.tags == ["parameters"]


def test_nothing_is_written_over_and_the_name_is_a_notebooks(tmp_path: Path) -> None:
    path = write_starter(tmp_path / "mine.ipynb")
    with pytest.raises(UsageError, match="is there already"):
        write_starter(path)
    with pytest.raises(UsageError, match=r"ends in \.ipynb"):
        write_starter(tmp_path / "mine.txt")
