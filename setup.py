"""Puts the notebooks into the installed package; all else is declared in pyproject.toml."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithNotebooks(build_py):
    """Copies ``notebooks/`` to ``toolkit/notebooks`` in what is built, where ``readout report`` looks first."""

    def run(self) -> None:
        """Build the package, then add the notebooks; an editable install uses those of the folder."""
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / "toolkit" / "notebooks"
            target.mkdir(parents=True, exist_ok=True)
            for notebook in sorted(Path("notebooks").glob("*.ipynb")):
                shutil.copy2(notebook, target / notebook.name)


setup(cmdclass={"build_py": BuildWithNotebooks})
