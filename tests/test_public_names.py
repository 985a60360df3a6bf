from __future__ import annotations

import subprocess
import sys

import pytest

import toolkit as tk

pytestmark = pytest.mark.untraced


def test_every_public_name_is_there() -> None:
    for name in tk.__all__:
        assert getattr(tk, name) is not None
    assert tk.__version__


def test_functions_stay_functions_after_their_packages_are_imported() -> None:
    code = (
        "import toolkit as tk, toolkit.reporting, toolkit.display, toolkit.analysis; "
        "print(*(callable(getattr(tk, name)) for name in tk.__all__))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == {"True"}
