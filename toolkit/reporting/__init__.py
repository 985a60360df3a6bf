"""Articles to HTML reports: a notebook run by papermill for each, made into a page, and an index of all.

>>> run = report(analysis, "reports/")
>>> print(run.summary())
"""

from __future__ import annotations

from toolkit.reporting.run import ArticleReport, ReportRun, default_notebook, report

__all__ = ["ArticleReport", "ReportRun", "default_notebook", "report"]
