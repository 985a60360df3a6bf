"""``index.html``: what is found first, then all articles, commitments, statements and actors under one search."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from toolkit.corpus.collection import Corpus
from toolkit.corpus.parties import is_sure
from toolkit.display.article.checks import doubtful
from toolkit.display.article.view import View, join, phrase, topic_names
from toolkit.display.corpus.findings import brief, findings
from toolkit.display.corpus.people import actors_table
from toolkit.display.corpus.view import CorpusView
from toolkit.display.paged import Column, Filter, Paged, Row, unquoted
from toolkit.display.render import environment
from toolkit.display.words import SIGNS, due
from toolkit.reporting.assets import TEMPLATES, assets, has_rows

if TYPE_CHECKING:
    from jinja2 import Environment

    from toolkit.reporting.outcome import ArticleReport, ReportRun
    from toolkit.results import Analysis

Docs = list[tuple[str, str, str, str | None]]


@cache
def _environment() -> Environment:
    from jinja2 import FileSystemLoader

    return environment().overlay(loader=FileSystemLoader(TEMPLATES))


def index_page(analysis: Analysis, run: ReportRun) -> str:
    """The HTML of the index: findings first, then everything to be searched, chosen and sorted, as tabs."""
    pages = {report.doc_id: f"{report.name}.html" for report in run.reports}
    corpus = run.corpus or Corpus(
        **(analysis.codebook.across if analysis.codebook else {}),
        articles=tuple(analysis.values()),
        pages=pages,
        bare=frozenset(r.doc_id for r in run.reports if not has_rows(run.folder / f"{r.name}.html")),
    )
    view = CorpusView(corpus)
    docs = _docs(view)
    tables = {
        "articles": _articles(view, run.reports, docs).without(corpus.hide),
        "commitments": _commitments(view, docs).without(corpus.hide),
        "statements": _statements(view, docs).without(corpus.hide),
        "actors": actors_table(corpus),
    }
    return (
        _environment()
        .get_template("index.html.j2")
        .render(
            title=corpus.title or "Reports",
            findings=findings(view) if run.across else [],
            tables=tables,
            failed=run.failed,
            problems=analysis.records("problems"),
            across=run.across,
            **assets(paged=True),
        )
    )


def _docs(view: CorpusView) -> Docs:
    """The articles by title, those of the same title with their names."""
    titles = Counter(view.title(doc_id) for doc_id in view.corpus.by_id)
    named = {d: f"{view.title(d)} ({d})" if titles[view.title(d)] > 1 else view.title(d) for d in view.corpus.by_id}
    return [
        (title, "", day, page)
        for title, (_, _, day, page) in zip(named.values(), view.docs, strict=True)
    ]  # fmt: skip


def _articles(view: CorpusView, reports: tuple[ArticleReport, ...], docs: Docs) -> Paged:
    states = {report.doc_id: report.state for report in reports}
    rows = [_article(view.views[d], doc, states.get(d, "")) for d, doc in zip(view.corpus.by_id, docs, strict=True)]
    rows.sort(key=lambda row: (row["date"], row["article"][0]), reverse=True)
    columns = (
        Column("article", "Article", "link"),
        Column("publisher", "Publisher", "brief", "articles.publisher"),
        Column("date", "Date", "date"),
        Column("top", "Firmest commitment"),
        Column("statuses", "Commitments", "tally"),
        Column("statements", "Statements", "num"),
        Column("check", "To check", "num"),
    )
    filters = (Filter("publisher", "Publisher", "publisher"), Filter("year", "Year"))
    key = ", ".join(f"{sign} {status.value}" for status, sign in SIGNS.items())
    return Paged("articles", f"One row for each article, the newest first. {key}.", columns, rows, filters)


def _article(view: View, doc: tuple[str, str, str, str | None], state: str) -> Row:
    counts = Counter(row.status for row in view.commitments)
    return {
        "article": [doc[0], doc[3], "failed" if state == "failed" else ""],
        "publisher": view.article.publisher or "",
        "date": doc[2],
        "top": _firmest(view),
        "statuses": [[status.value, counts[status]] for status in SIGNS if counts[status]],
        "statements": len(view.attributions),
        "check": len(doubtful(view)),
        "year": [doc[2][:4] or "undated"],
    }


def _firmest(view: View) -> str:
    """The firmest commitment of which it is sure who is bound, in its own words."""
    order = list(SIGNS)
    sure = [row for row in view.commitments if is_sure(row)]
    row = min(sure, key=lambda row: order.index(row.status), default=None)
    return f"{join(row.party_names)}: {brief(row.action)} ({row.status.value})" if row else ""


def _commitments(view: CorpusView, docs: Docs) -> Paged:
    rows = [
        _commitment(view, shown, doc_id, n)
        for doc_id, shown in view.views.items()
        for n in range(len(shown.commitments))
    ]
    rows.sort(key=lambda row: docs[row["source"][0][0]][2], reverse=True)
    columns = (
        Column("who", "Who", "names"),
        Column("history", "Status", "status", "commitments.status"),
        Column("what", "What", "what"),
        Column("to_whom", "To whom", "brief", "commitments.counterpart_names"),
        Column("by", "By", "due", "commitments.deadline_to"),
        Column("source", "Article", "at"),
    )
    filters = (
        Filter("party", "Who", "who"),
        Filter("status", "Status", "history"),
        Filter("topic", "Topic", of="commitments.contexts"),
    )
    entries = len(view.corpus.ledger.entries)
    caption = f"One row for each commitment of an article; the ledger tells those of several articles as one: {entries} in all."
    return Paged("commitments", caption, columns, rows, filters, docs)


def _commitment(view: CorpusView, shown: View, doc_id: str, place: int) -> Row:
    row = shown.commitments[place]
    by = due(row, shown.article.published) or shown.words(row.deadline_span) or ""
    return {
        "who": [list(row.party_names), is_sure(row)],
        "history": [[row.status.value]],
        "what": [phrase(row.action), shown.words(row.condition_span)],
        "to_whom": join(view.report_by_id[row.commitment_id].to_whom),
        "by": [by, row.deadline_to.isoformat() if row.deadline_to else "", ""],
        "source": [view.at(doc_id, row.commitment_id)],
        "topic": topic_names(row.contexts),
    }


def _statements(view: CorpusView, docs: Docs) -> Paged:
    rows: list[dict[str, Any]] = [
        {
            "speaker": row.source_name or "unnamed",
            "words": unquoted(row.content),
            "manner": row.type.value,
            "source": [view.at(doc_id, row.attribution_id)],
        }
        for doc_id, shown in view.views.items()
        for row in shown.attributions
    ]
    rows.sort(key=lambda row: docs[row["source"][0][0]][2], reverse=True)
    columns = (
        Column("speaker", "Speaker", "brief"),
        Column("words", "Words", "quote"),
        Column("manner", "Quoted", "brief", "attributions.type"),
        Column("source", "Article", "at"),
    )
    filters = (Filter("manner", "Quoted", "manner"),)
    return Paged("statements", "One row a statement, quoted or paraphrased.", columns, rows, filters, docs)
