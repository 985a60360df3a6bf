"""The same input gives the same bytes, in any folder, with any number of processes, in any order."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sample import analysed as invented

from toolkit.articles import Problem
from toolkit.reporting import report
from toolkit.results import Analysis

pytestmark = pytest.mark.slow


def test_two_runs_in_different_folders_and_with_different_jobs_are_the_same(tmp_path: Path) -> None:
    one, two = invented(), invented(doc_id="second", title="A second article")
    runs = [
        report(Analysis([one, two]), tmp_path / "here", jobs=1, progress=False),
        report(Analysis([two, one]), tmp_path / "there" / "{deep} er", jobs=2, progress=False),
    ]
    first, second = ({path.name: path.read_bytes() for path in run.folder.iterdir()} for run in runs)
    assert sorted(first) == sorted(second)
    for name, content in first.items():
        assert content == second[name], name


def test_nothing_of_the_machine_is_in_the_files(tmp_path: Path) -> None:
    run = report(Analysis([invented()]), tmp_path / "out", progress=False, corpus=False)
    for path in run.folder.iterdir():
        content = path.read_text(encoding="utf-8")
        assert str(tmp_path) not in content, path.name
        assert "ipykernel_" not in content, path.name


def test_where_the_articles_lay_changes_nothing(tmp_path: Path) -> None:
    runs = []
    for name in ("one", "two"):
        read = replace(invented(), article=replace(invented().article, source_path=str(tmp_path / name / "a.txt")))
        problem = Problem(str(tmp_path / name / "b.txt"), None, "empty", f"{tmp_path / name / 'b.txt'}: it is empty")
        runs.append(report(Analysis([read], [problem]), tmp_path / f"{name}-out", progress=False))
    first, second = ({path.name: path.read_bytes() for path in run.folder.iterdir()} for run in runs)
    assert first == second
    assert str(runs[0].problems[0].source_path).startswith(str(tmp_path))  # the console still tells where


CELLS = (
    "import pandas as pd\npd.DataFrame({'text': ['a' * 90]})",
    "pd.DataFrame({'text': ['a']}).style.set_caption('x')",
    "object()",
    "import matplotlib.pyplot as plt\n%config InlineBackend.figure_format = 'svg'\n"
    "plt.title('$5 to $6 bn')\nplt.plot([1, 2])\nplt.show()",
    "import warnings\nwarnings.warn('hm')",
)


def test_notebooks_of_ones_own_give_the_same_bytes_whole_tables_and_plain_figures(
    tmp_path: Path, notebook: Callable[..., Path]
) -> None:
    own = notebook(*CELLS)
    runs = [
        report(Analysis([invented()]), tmp_path / name, notebook=own, progress=False, corpus=False) for name in "ab"
    ]
    first, second = ({path.name: path.read_bytes() for path in run.folder.iterdir()} for run in runs)
    assert first == second
    page = next(runs[0].folder.glob("norland*.html")).read_text("utf-8")
    assert "a" * 90 in page
    image = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', page)
    assert image
    assert "$5 to $6 bn" in base64.b64decode(image[1]).decode()
