"""Readout: reads news articles and answers who undertook what, who said what, and who comments.

>>> import toolkit as tk
>>> analysis = tk.analyze("articles/")
>>> analysis.commitments
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.analysis import analyze
    from toolkit.articles import Article, Problem
    from toolkit.corrections import Corrections
    from toolkit.display import highlight
    from toolkit.errors import ReadoutError
    from toolkit.findings import ArticleAnalysis
    from toolkit.readers import article, read
    from toolkit.reporting import report
    from toolkit.results import Analysis
    from toolkit.saved import load

_HOMES = {
    "Analysis": "toolkit.results",
    "Article": "toolkit.articles",
    "ArticleAnalysis": "toolkit.analysis",
    "Corrections": "toolkit.corrections",
    "Problem": "toolkit.articles",
    "ReadoutError": "toolkit.errors",
    "analyze": "toolkit.analysis",
    "article": "toolkit.readers.making",
    "highlight": "toolkit.display",
    "load": "toolkit.saved",
    "read": "toolkit.readers",
    "report": "toolkit.reporting",
}

__all__ = [
    "Analysis",
    "Article",
    "ArticleAnalysis",
    "Corrections",
    "Problem",
    "ReadoutError",
    "analyze",
    "article",
    "highlight",
    "load",
    "read",
    "report",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("readout-toolkit")
    if name not in _HOMES:
        import difflib

        near = difflib.get_close_matches(name, _HOMES, n=1)
        raise AttributeError(
            f"module 'toolkit' has no attribute {name!r}" + (f"; did you mean {near[0]!r}?" if near else "")
        )
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
