"""The validation notebook runs in papermill with the project's own files alone, and becomes a page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from toolkit.cli.main import main
from toolkit.errors import UsageError
from toolkit.validation.page import ValidationRun, notebook, validate

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> ValidationRun:
    return validate(tmp_path_factory.mktemp("validation") / "out" / "validation.html")


def test_it_runs_to_its_end(run: ValidationRun) -> None:
    assert run.failure is None
    assert json.loads(run.path.with_suffix(".ipynb").read_text("utf-8"))["cells"]


def test_the_page_has_figures_examples_and_the_curve(run: ValidationRun) -> None:
    html = run.path.read_text("utf-8")
    assert "Whole articles (13)" in html
    assert "<summary><b>Indirect, missed</b>" in html or "No miss and no false alarm" in html
    assert 'aria-label="Share of rows that are right' in html
    assert html.count("<script>") == 1


def test_what_was_not_given_is_said_and_nothing_else_asked_for(run: ValidationRun) -> None:
    html = run.path.read_text("utf-8")
    assert "No folder of brat standoff (PolNeAR) was given (parameter polnear)." in html
    assert "readout evaluate names takes GOLD" in html
    assert "Traceback" not in html


def test_no_output_is_committed() -> None:
    cells = json.loads(notebook().read_text("utf-8"))["cells"]
    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in cells)


def test_unknown_parameters_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="polnear"):
        validate(tmp_path / "x.html", {"polneer": "x"})


def test_gold_that_fails_leaves_a_page_that_says_so(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["evaluate", "report", "-o", str(tmp_path / "v.html"), "--polnear", str(tmp_path)])
    assert done.exit_code == 1
    assert "failed: cell" in done.stderr
    assert "no brat standoff here" in (tmp_path / "v.html").read_text("utf-8")
