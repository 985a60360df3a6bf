"""Run by IPython before a report's notebook: what makes tables whole, figures the same each time, and warnings brief.

The file is copied into the kernel's own start-up folder and must not need the rest of the package. matplotlib is set by
environment and ``matplotlibrc``; pandas knows no such thing, so it is set once it has been imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType


def _set_up() -> None:
    """All of it, so that no name of it is there for a notebook that does not import its own."""
    import importlib.abc
    import importlib.machinery
    import sys
    import warnings

    class SetPandas(importlib.abc.MetaPathFinder):
        """Finds pandas as Python would, and sets its options when it has been loaded."""

        def find_spec(
            self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
        ) -> ModuleSpec | None:
            if fullname != "pandas":
                return None
            spec = importlib.machinery.PathFinder.find_spec(fullname, path)
            loader = spec.loader if spec is not None else None
            if loader is None:
                return None
            load = loader.exec_module

            def load_and_set(module: ModuleType) -> None:
                load(module)  # those who only look whether pandas is there do not come here
                sys.meta_path.remove(self)
                module.set_option("display.max_colwidth", None)  # else tables cut text at 50 characters

            loader.exec_module = load_and_set  # type: ignore[method-assign]
            return spec

    def told(
        message: Warning | str, category: type[Warning], filename: str, lineno: int, line: str | None = None
    ) -> str:
        """A warning without the file it came from: where that lies is nobody's business who reads the report."""
        return f"{category.__name__}: {message}\n"

    sys.meta_path.insert(0, SetPandas())
    warnings.formatwarning = told


_set_up()
del _set_up, TYPE_CHECKING, annotations
