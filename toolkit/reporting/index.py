"""``index.html``: all reports with their counts, what failed and why, searchable without a network."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from toolkit.corpus.collection import Corpus
from toolkit.display.article.checks import doubtful
from toolkit.display.article.view import View, join, phrase, topic_names
from toolkit.display.corpus.people import actors
from toolkit.display.render import environment
from toolkit.display.words import SIGNS, day, due
from toolkit.reporting.assets import TEMPLATES, assets, has_rows

if TYPE_CHECKING:
    from jinja2 import Environment

    from toolkit.findings import ArticleAnalysis
    from toolkit.reporting.outcome import ArticleReport, ReportRun
    from toolkit.results import Analysis


MOST = 5000
"""How many undertakings, and how many actors, the index lists: a browser searches through as many without a pause."""


@cache
def _environment() -> Environment:
    from jinja2 import FileSystemLoader

    return environment().overlay(loader=FileSystemLoader(TEMPLATES))


def index_page(analysis: Analysis, run: ReportRun) -> str:
    """The HTML of the index: every article, every undertaking and every actor, to be searched and filtered together."""
    pages = {report.doc_id: f"{report.name}.html" for report in run.reports}
    corpus = run.corpus or Corpus(
        articles=tuple(analysis.values()),
        pages=pages,
        bare=frozenset(r.doc_id for r in run.reports if not has_rows(run.folder / f"{r.name}.html")),
    )
    articles = [_article(analysis[report.doc_id], report, corpus) for report in run.reports]
    articles.sort(key=lambda row: (row["published"] or "9999", row["title"], row["name"]))
    titles = Counter(row["title"] for row in articles)
    for row in articles:
        row["also"] = row["doc_id"] if titles[row["title"]] > 1 else ""
    undertakings = [row for article in articles for row in _undertakings(analysis[article["doc_id"]], article)]
    return (
        _environment()
        .get_template("index.html.j2")
        .render(
            rows=articles,
            undertakings=undertakings[:MOST],
            hidden=len(undertakings[MOST:]),
            actors=actors(corpus, most=MOST),
            counts={key: sum(row[key] for row in articles) for key in ("commitments", "statements", "comments")},
            failed=run.failed,
            problems=analysis.records("problems"),
            across=run.across,
            **assets(),
        )
    )


def _article(analysed: ArticleAnalysis, report: ArticleReport, corpus: Corpus) -> dict[str, Any]:
    view, article = View(analysed), analysed.article
    return {
        "name": report.name,
        "state": report.state,
        "doc_id": analysed.doc_id,
        "title": article.title or analysed.doc_id,
        "publisher": article.publisher or "",
        "published": article.published.isoformat() if article.published else "",
        "year": str(article.published.year) if article.published else "undated",
        "date": day(article.published) if article.published else "",
        "words": view.n_words,
        "commitments": len(view.commitments),
        "statements": len(view.attributions),
        "actors": len(view.actors),
        "comments": len(view.commentary),
        "weak": len(doubtful(view)),
        "names": [actor.name for actor in view.actors],
        "bare": report.doc_id in corpus.bare,
    }


def _undertakings(analysed: ArticleAnalysis, article: dict[str, Any]) -> list[dict[str, Any]]:
    view = View(analysed)
    return [
        {
            "id": row.commitment_id,
            "label": view.labels[row.commitment_id],
            "who": join(row.party_names) or "Party not named",
            "parties": row.party_names,
            "action": phrase(row.action),
            "kind": row.kind.value,
            "status": row.status.value,
            "sign": SIGNS[row.status],
            "topics": topic_names(row.contexts),
            "until": due(row, analysed.article.published) or view.words(row.deadline_span) or "",
            "due": row.deadline_to.isoformat() if row.deadline_to else "",
            "condition": view.words(row.condition_span),
            "article": article,
        }
        for row in view.commitments
    ]
