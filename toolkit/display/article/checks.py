"""What a reader should check: rows of low confidence, and what was not understood."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from toolkit.display.article.marks import Mark, nest
from toolkit.display.article.view import View, join
from toolkit.display.render import Fragment, fragment
from toolkit.findings import ArticleAnalysis
from toolkit.records import Spans

LOW = 0.5
"""Rows of less confidence than this are to be checked first: they are more often wrong than right."""


def check_first(analysis: ArticleAnalysis, below: float = LOW, most: int = 12) -> Fragment:
    """The rows of least confidence, each in its sentence.

    Parameters
    ----------
    analysis
        The analysed article.
    below
        Rows with at least this confidence (0 to 1) are left out.
    most
        How many rows to show; the number of all is told.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view = View(analysis)
    rows = [
        *(
            _item(view, r.commitment_id, r.action_spans, _undertaking(r), r.rule, r.confidence)
            for r in view.commitments
        ),
        *(
            _item(view, r.attribution_id, r.content_spans, _statement(r), r.rule, r.confidence)
            for r in view.attributions
        ),
        *(_item(view, r.commentary_id, _spans(view, r), _verdict(r), r.rule, r.confidence) for r in view.commentary),
    ]
    weak = sorted((row for row in rows if row["confidence"] < below), key=lambda row: (row["confidence"], row["label"]))
    return fragment(
        "check_first", f"{len(weak)} rows to check first", rows=weak[:most], left=len(weak[most:]), below=below
    )


def _undertaking(row: Any) -> str:
    return f"{row.kind.value} ({row.status.value}) of {join(row.party_names) or 'a party not named'}"


def _statement(row: Any) -> str:
    return f"{row.type.value} speech of {row.source_name or 'a speaker not named'}"


def _verdict(row: Any) -> str:
    return f"{row.stance.value} verdict of {row.expert_name or 'an observer not named'}"


def _spans(view: View, row: Any) -> Spans:
    said = view.statements.get(row.attribution_id)
    return (row.stance_span,) if row.stance_span else said.content_spans if said else ()


def _item(view: View, key: str, spans: Spans, what: str, rule: str, confidence: float) -> dict[str, Any]:
    around = view.sentence(spans)
    evidence = nest(view.text, [Mark(a, b, "hit") for a, b in spans], *around) if around else Markup("")
    return {
        "id": key,
        "label": view.labels[key],
        "what": what,
        "evidence": evidence,
        "rule": rule.replace("_", " "),
        "confidence": confidence,
    }


def not_understood(analysis: ArticleAnalysis) -> Fragment:
    """Speakers that could not be identified, times without a date, commitments without a party.

    Parameters
    ----------
    analysis
        The analysed article.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view = View(analysis)
    speakers = [
        (row.attribution_id, view.labels[row.attribution_id], row.source_name or "nobody named", _short(row.content))
        for row in view.attributions
        if row.source_id is None
    ]
    times = [
        (row.commitment_id, view.labels[row.commitment_id], view.words(row.deadline_span), _short(row.action))
        for row in view.commitments
        if row.deadline_span and row.deadline_to is None and row.deadline_from is None
    ]
    parties = [
        (row.commitment_id, view.labels[row.commitment_id], None, _short(row.action))
        for row in view.commitments
        if not row.parties
    ]
    lists: list[tuple[str, list[Any]]] = [
        ("Speakers that are not among the actors", speakers),
        ("Times that could not be given a date", times),
        ("Undertakings whose party is unknown", parties),
    ]
    count = sum(len(rows) for _, rows in lists)
    return fragment("not_understood", f"{count} gaps", lists=[(name, rows) for name, rows in lists if rows])


def _short(text: str, most: int = 110) -> str:
    even = " ".join(text.split())
    return even if len(even) <= most else even[:most].rsplit(" ", 1)[0] + " …"
