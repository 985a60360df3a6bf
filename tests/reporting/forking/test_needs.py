"""Which notebooks need a kernel, and what is imported before their forks."""

from __future__ import annotations

from typing import Any

import pytest

from toolkit.reporting.forking.asking import can_fork
from toolkit.reporting.forking.needs import forks, imports


def notebook(*sources: Any, **metadata: Any) -> dict[str, Any]:
    cells = [{"cell_type": "code", "source": source, "metadata": {}} for source in sources]
    return {"metadata": metadata, "cells": cells}


@pytest.mark.skipif(not can_fork(), reason="only Linux has all that forks take")
@pytest.mark.parametrize(
    ("node", "fork"),
    [
        pytest.param(notebook("1 + 1"), True, id="plain"),
        pytest.param(notebook("1", kernelspec={"name": "python3"}), True, id="python3"),
        pytest.param(notebook("1", kernelspec={"name": "my-env"}), False, id="own kernel"),
        pytest.param(notebook("1", readout={"engine": "kernel"}), False, id="asks"),
        pytest.param(notebook("import ipywidgets as w"), False, id="widgets"),
        pytest.param(notebook(["x = 1\n", "%matplotlib widget"]), False, id="magic"),
        pytest.param(notebook("print('widgets')"), True, id="word"),
    ],
)
def test_a_kernel_is_for_widgets_and_where_one_is_asked_for(node: dict[str, Any], fork: bool) -> None:
    assert forks(node) is fork


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import pandas as pd, os", ["pandas"]),
        ("%matplotlib inline\nimport matplotlib.pyplot as plt", ["matplotlib.pyplot"]),
        (["from toolkit import display\n", "display.load(1)"], ["toolkit", "toolkit.display"]),
        ("def f():\n    import numpy", ["numpy"]),
        ("from . import x\nimport requests", []),
        ("import pandas as", []),
    ],
)
def test_what_is_imported_before_is_what_the_cells_import_and_is_harmless(source: Any, found: list[str]) -> None:
    assert imports(notebook(source)) == found
