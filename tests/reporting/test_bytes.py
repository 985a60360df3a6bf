"""The same input gives the same bytes, in any folder, with any number of processes, in any order."""

from __future__ import annotations

import base64
import os
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sample import analysed as invented

import toolkit
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


NAMES = ("王毅", "Сергей Лавров", "عباس عراقچی", "सुब्रह्मण्यम जयशंकर", "강경화", "\ue000 Lasse")


def test_a_name_in_a_script_that_the_font_lacks_is_text_and_no_warning(tmp_path: Path) -> None:
    analysed = invented()
    speakers = [actor.actor_id for actor in analysed.actors]
    names = dict(zip(speakers, NAMES, strict=False))
    actors = tuple(replace(actor, name=names.get(actor.actor_id, actor.name)) for actor in analysed.actors)
    run = report(Analysis([replace(analysed, actors=actors)]), tmp_path / "out", progress=False)
    assert run.exit_code == 0
    pages = {path.stem: path.read_text("utf-8") for path in run.folder.glob("*.html")}
    for name, content in pages.items():
        assert "Glyph" not in content, name
        assert "Warning" not in content, name
    assert [name for name in NAMES if name in next(html for stem, html in pages.items() if "norland" in stem)]


FAILING = (
    "import warnings\nfrom matplotlib.figure import Figure\nimport io\n"
    "figure = Figure()\nfigure.text(0, 0, '王毅')\nfigure.savefig(io.BytesIO())",
    "from toolkit import display\ndisplay.load('none.json')",
)


def test_a_warning_or_an_error_tells_nothing_of_the_machine(tmp_path: Path, notebook: Callable[..., Path]) -> None:
    own = notebook(*FAILING)
    run = report(Analysis([invented()]), tmp_path / "out", notebook=own, progress=False, corpus=False)
    assert run.exit_code == 1
    for path in run.folder.iterdir():
        content = path.read_text("utf-8")
        for place in (sys.prefix, sys.base_prefix, str(Path(toolkit.__file__).parents[1]), str(Path.home())):
            assert f"{place}{os.sep}" not in content, (path.name, place)
        if path.suffix == ".ipynb":
            assert "UserWarning: Glyph" in content
            assert "~/" not in content
