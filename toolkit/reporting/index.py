"""``index.html``: all reports with their counts, what failed and why, searchable without a network."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from toolkit.display.checks import LOW
from toolkit.display.lead import confidences
from toolkit.display.render import environment
from toolkit.display.view import View, day, join, phrase
from toolkit.reporting.assets import TEMPLATES, assets

if TYPE_CHECKING:
    from jinja2 import Environment

    from toolkit.analysis import Analysis, ArticleAnalysis
    from toolkit.reporting.run import ArticleReport, ReportRun


@cache
def _environment() -> Environment:
    from jinja2 import FileSystemLoader

    return environment().overlay(loader=FileSystemLoader(TEMPLATES))


def index_page(analysis: Analysis, run: ReportRun) -> str:
    """The HTML of the index."""
    rows = [_row(analysis[report.doc_id], report) for report in run.reports]
    rows.sort(key=lambda row: (row["published"] or "9999", row["title"], row["name"]))
    totals = {key: sum(row[key] for row in rows) for key in ("commitments", "statements", "actors", "comments")}
    template = _environment().get_template("index.html.j2")
    return template.render(
        rows=rows, totals=totals, failed=run.failed, problems=run.problems, across=run.across, **assets()
    )


def _row(analysed: ArticleAnalysis, report: ArticleReport) -> dict[str, Any]:
    view, article = View(analysed), analysed.article
    undertakings = [
        (row.commitment_id, f"{join(row.party_names)}: {phrase(row.action)}", row.status.value)
        for row in view.commitments
    ]
    return {
        "name": report.name,
        "state": report.state,
        "reason": report.reason,
        "doc_id": analysed.doc_id,
        "title": article.title or analysed.doc_id,
        "publisher": article.publisher or "",
        "published": article.published.isoformat() if article.published else "",
        "date": day(article.published) if article.published else "",
        "words": view.n_words,
        "commitments": len(view.commitments),
        "statements": len(view.attributions),
        "actors": len(view.actors),
        "comments": len(view.commentary),
        "weak": sum(value < LOW for _, value in confidences(view)),
        "names": [actor.name for actor in view.actors],
        "undertakings": undertakings,
    }
