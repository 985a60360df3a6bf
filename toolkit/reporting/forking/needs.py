"""What a notebook needs: a kernel, or a fork, and what is to be imported before it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.reporting.forking.asking import can_fork

ENGINES = ("auto", "fork", "kernel")
"""What runs notebooks: forks of a warm process, kernels, or what each notebook needs and the system offers."""

WARM = frozenset({"matplotlib", "networkx", "numpy", "pandas", "scipy", "toolkit"})
"""Packages that are imported before the fork where a notebook imports them: importing them does nothing else."""

_WIDGETS = re.compile(r"\b(?:ipywidgets|anywidget|ipympl)\b|%matplotlib\s+(?:widget|notebook|ipympl)")
_MAGIC = re.compile(r"(?m)^\s*[%!].*$")


def forks(notebook: Mapping[str, Any]) -> bool:
    """Whether a notebook can do without a kernel.

    It asks for none (``"readout": {"engine": "kernel"}`` in its metadata, or a kernel other than Python's own), and shows no
    widgets, which talk to one.
    """
    metadata = notebook["metadata"]
    kernel = metadata.get("kernelspec", {}).get("name", "python3")
    asks = metadata.get("readout", {}).get("engine") == "kernel" or kernel not in ("python3", "python")
    return can_fork() and not asks and not any(map(_WIDGETS.search, _sources(notebook)))


def imports(notebook: Mapping[str, Any]) -> list[str]:
    """The modules of :data:`WARM` packages that a notebook's cells name in their imports, in order."""
    found = dict.fromkeys(name for source in _sources(notebook) for name in _imported(source))
    return [name for name in found if name.partition(".")[0] in WARM]


def _imported(source: str) -> Iterator[str]:
    try:
        tree = ast.parse(_MAGIC.sub("", source))
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _sources(notebook: Mapping[str, Any]) -> list[str]:
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
