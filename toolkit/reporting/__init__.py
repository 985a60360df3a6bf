"""Articles to HTML reports: a notebook run by papermill for each, made into a page, and an index of all.

>>> run = report(analysis, "reports/")
>>> print(run.summary())
"""

from __future__ import annotations

from toolkit.reporting.notebooks import default_notebook
from toolkit.reporting.outcome import ArticleReport, ReportRun
from toolkit.reporting.run import report

__all__ = ["ArticleReport", "ReportRun", "default_notebook", "report"]
