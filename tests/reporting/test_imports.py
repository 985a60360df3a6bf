"""Heavy imports happen in the processes that make reports, and the kernel loads no model."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.untraced


def loaded(code: str) -> set[str]:
    asked = f"import sys\n{code}\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_asking_for_reports_imports_neither_papermill_nor_nbconvert() -> None:
    assert loaded("import toolkit.reporting, toolkit.reporting.index").isdisjoint(
        {"papermill", "nbconvert", "nbformat", "spacy", "matplotlib", "rfc3987_syntax"}
    )


@pytest.mark.parametrize("name", ["from toolkit import display", "import toolkit; toolkit.highlight"])
def test_the_kernel_of_a_report_imports_no_model_and_no_tables(name: str) -> None:
    assert loaded(name).isdisjoint({"spacy", "pandas", "textacy", "matplotlib", "papermill"})
